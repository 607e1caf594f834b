"""The recipe: returns in, report out, in four steps: read, score, draw, set the pages.

The report and the young people's sheet are two layouts of the same scores.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from inputs.findings import Finding
from inputs.period import Period
from layouts.blocks import AlteredText
from report.issuing.file_names import LARGE_PRINT, LEDGER, PDF, WEB, ReportName
from report.judge import Judged, NothingToShow, Progress, judge_returns
from report.metrics.model import formatting
from report.metrics.model.disclosure_rule import Audience
from report.metrics.model.findings import found
from report.output.atomic_write import check_writable, replace_all
from report.output.checked_copies import COPIES_FOLDER, write_checked_copies
from report.output.exit_codes import CannotBuild
from report.output.folder_lock import one_build_at_a_time
from report.proofreading.kept_out import telling_word
from report.settings.layout_file import SHEET, name_in_files, sheet_beside

if TYPE_CHECKING:
    from layouts.blocks import Block, Furniture
    from layouts.paginate import Paginated
    from layouts.theme import Edition as LayoutEdition
    from report.issuing.archive import Precedents
    from report.metrics.disclosure.protection import RowId
    from report.metrics.model.last_report import EarlierFigures

_LONGEST_QUOTE = 60  # characters
_EXEMPT = "This is an exempt report: it hides nothing. Keep it and its ledger from the public."
_NO_SHEET = "The young people’s sheet is public, so an exempt build leaves it out: build the public report for it."


@dataclass(frozen=True, slots=True)
class Written:
    """The files of one layout of a report, and its number of pages; ``web`` is the web edition, where one was asked."""

    pdf: Path
    ledger: Path
    pages: int
    web: Path | None = None


@dataclass(frozen=True, slots=True)
class Built:
    """A finished report, with the young people's sheet where that was asked for too, and its findings.

    ``copies`` are the lines to print about the reading sheet and the checked copies. ``held_open`` is the name of a
    file that was to be replaced and was open in another program, in which case the new files have names of their own;
    else "". ``month`` is the line to print about how the report's month was chosen, ``without`` that about a sheet that
    was not written, ``exempt`` that about a report that shows everything, and ``strangers`` that about what can be
    worked out of public ones; each is "" where there is none.
    """

    reports: tuple[Written, ...]
    findings: tuple[Finding, ...]
    copies: tuple[str, ...] = ()
    held_open: str = ""
    month: str = ""
    without: str = ""
    exempt: str = ""
    strangers: str = ""

    @property
    def pdf(self) -> Path:
        """The report's own PDF."""
        return self.reports[0].pdf

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines to print of what was written."""
        return (*map(_ready, self.reports), *filter(None, (self.exempt, self.without, self.strangers)), *self.copies)


def _ready(report: Written) -> str:
    web = f", its web edition {report.web.name}" if report.web else ""
    return f"{report.pdf} ({report.pages} pages){web} and its ledger {report.ledger.name} are ready."


@dataclass(frozen=True, slots=True)
class Draft:
    """A report that is set but not written: the bytes of its PDF and its ledger, and the ledger's rows.

    ``about_pages`` are the findings on its pages. ``web`` is the web edition, or None where none was asked for.
    """

    judged: Judged
    precedents: Precedents
    large_print: bool
    pdf: bytes
    ledger: bytes
    rows: tuple[tuple[str, ...], ...]
    pages: int
    about_pages: tuple[Finding, ...]
    web: bytes | None = None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding, on the returns and on the pages."""
        return (*self.judged.findings, *self.about_pages)

    @property
    def edition(self) -> str:
        """The name of the edition."""
        return "large print" if self.large_print else "standard"

    @property
    def stem(self) -> str:
        """What the names of its files begin with."""
        return self.precedents.stem + (LARGE_PRINT if self.large_print else "")


def build(
    folder: Path,
    period: Period | None,
    output: Path,
    layout: str,
    progress: Progress,
    large_print: bool = False,
    reissue: str = "",
    audience: Audience | None = None,
    web: bool = False,
) -> Built:
    """Build the report of a folder of returns into ``output``, with its ledger and checked copies of the workbooks.

    ``period`` is the month the report is for, or None for the latest the returns hold; ``layout`` is a name, a file, or
    "" for the one that report.toml names. With "" and the usual layout the young people's sheet is built too, in files
    of its own, as are the large-print edition (``large_print``) and a report that replaces an issued one, for which
    ``reissue`` is the reason. ``audience`` is whom it is for, or None for whom report.toml says; an exempt report has
    no sheet beside it. ``web`` writes each as a web page too. Raises CannotBuild where anything must be mended, where
    another build is at work in ``output``, or where the report differs from the one issued for the month; then an
    earlier report in ``output`` is untouched.
    """
    from report.strangers import made_safe  # noqa: PLC0415 - a check has no use for it

    check_writable(output)
    copies = output / COPIES_FOLDER

    def made(rows: frozenset[RowId]) -> Built:
        judged = judge_returns(folder, period, layout, progress, copies, output, audience, output, rows)
        about = (judged, folder, output, reissue, progress)
        return _built(*about, usual=not layout, large_print=large_print, web=web)

    with one_build_at_a_time(output):
        return made_safe(made)


def _built(
    judged: Judged,
    folder: Path,
    output: Path,
    reissue: str,
    progress: Progress,
    *,
    usual: bool,
    large_print: bool,
    web: bool,
) -> Built:
    """The report of what was judged, written; the sheet too where the layout is the ``usual`` one."""
    with_sheet = usual and not judged.report.layout.in_names
    sheets = (name_in_files(SHEET),) if with_sheet and not judged.exempt else ()
    compared, precedents = compare_with_issued(judged, output, reissue, sheets)
    copies = write_checked_copies(folder, output / COPIES_FOLDER, compared.findings, judged.report.card.period)
    drafts, without = [set_pages(compared, precedents, progress, large_print, web)], ""
    if with_sheet:
        beside, without = _sheet(judged, output, large_print, reissue, web)
        drafts += beside
    strangers = try_as_strangers(drafts, judged.scored.issued)
    _refuse_to_rewrite(drafts)
    lines = (*judged.about_reading, *copies)
    findings = (*drafts[0].findings, *(finding for sheet in drafts[1:] for finding in sheet.about_pages))
    reports, held_open = _write(drafts, output)
    exempt = _EXEMPT if judged.exempt else ""
    return Built(reports, findings, lines, held_open, judged.month_line, without, exempt, strangers)


def try_as_strangers(drafts: Sequence[Draft], issued: EarlierFigures) -> str:
    """The line that says what a stranger can work out of public papers, and of those ``issued``; "" of exempt ones.

    Raises Told, which is a CannotBuild, where that is more than the issued ones tell.
    """
    from report.strangers import attacked  # noqa: PLC0415 - an exempt report, and a check, have no use for it

    judged = drafts[0].judged
    if judged.exempt:
        return ""
    papers, card = [(one.pdf, one.ledger) for one in drafts], judged.report.card
    return attacked(papers, issued, card.period, judged.measures, judged.scored.rows, card.disclosure)


def _sheet(judged: Judged, output: Path, large_print: bool, reissue: str, web: bool) -> tuple[list[Draft], str]:
    """The young people's sheet beside a report, or the line that says why there is none."""
    if judged.exempt:
        return [], _NO_SHEET
    try:
        return [_set_sheet(judged, output, large_print, reissue, web)], ""
    except NothingToShow as nothing:
        name = ReportName(judged.report.card.period, name_in_files(SHEET))
        return [], _without_sheet(nothing, output / f"{name.stem}.pdf")


def _set_sheet(judged: Judged, output: Path, large_print: bool, reissue: str, web: bool) -> Draft:
    """The young people's sheet of what was judged. Its findings are those on its own pages and words.

    Raises NothingToShow where it would be empty.
    """
    name = sheet_beside(judged.scored.folder)
    sheet = judged.in_layout(name)
    own_words = [finding for finding in sheet.findings if finding.workbook == name]
    draft = set_pages(*compare_with_issued(sheet, output, reissue, ("",)), lambda *_: None, large_print, web)
    about = [replace(finding, workbook=f"{draft.stem}.pdf") for finding in draft.about_pages]
    return replace(draft, about_pages=(*own_words, *about))


def _without_sheet(why: NothingToShow, pdf: Path) -> str:
    """The line about a sheet that was not written, and about one that an earlier build left there."""
    said = f"There is no sheet for young people: {formatting.uncapitalised(' '.join(why.lines))}"
    return f"{said} {pdf.name} is of an earlier build: delete it." if pdf.exists() else said


def _write(drafts: Sequence[Draft], output: Path) -> tuple[tuple[Written, ...], str]:
    """Write the files of all drafts or of none; the names of a file that is open elsewhere, or "".

    A ledger is renamed before its report.
    """
    contents: dict[Path, bytes] = {}
    for draft in drafts:
        contents |= {output / f"{draft.stem}{LEDGER}": draft.ledger, output / f"{draft.stem}{PDF}": draft.pdf}
        contents |= {output / f"{draft.stem}{WEB}": draft.web} if draft.web is not None else {}
    written = replace_all(contents)
    reports = []
    for draft in drafts:
        pdf, ledger, web = (output / f"{draft.stem}{ending}" for ending in (PDF, LEDGER, WEB))
        reports.append(Written(written[pdf], written[ledger], draft.pages, written.get(web)))
    moved = any(new != path for path, new in written.items())
    return tuple(reports), " or ".join(path.name for path in contents) if moved else ""


def compare_with_issued(
    judged: Judged, output: Path, reissue: str = "", together: Collection[str] = ()
) -> tuple[Judged, Precedents]:
    """The report with its revisions since the last one, and the issued reports that bind it.

    ``together`` are the layouts built in the same run: where one of those was issued and this one was not, ``reissue``
    is for that one alone. Raises CannotBuild where the issued reports are of another council, or ``reissue`` has
    nothing to replace.
    """
    from report.issuing.archive import read_issued  # noqa: PLC0415 - check, which writes nothing, has no use for these
    from report.issuing.revisions import find_revisions  # noqa: PLC0415

    report, settings = judged.report, judged.report.settings
    issued = read_issued(output, bool(report.notice), judged.exempt)
    issued.refuse_another_council(settings.council)
    period, layout = report.card.period, report.layout.in_names
    if not issued.of(period, layout) and any(issued.of(period, other) for other in together):
        reissue = ""
    precedents = issued.precedents(period, " ".join(reissue.split()), layout)
    precedents = replace(precedents, beside=tuple(one for one in precedents.beside if one.layout not in together))
    if precedents.reissue and precedents.issued is None:
        _refuse_to_tell(precedents.reissue, judged)
    memory, card, findings = find_revisions(output, precedents, report.card, settings.revisions, settings.council)
    findings = [*report.findings, *issued.findings, *findings]
    return replace(judged, report=replace(report, card=card, memory=memory, findings=tuple(findings))), precedents


def _refuse_to_tell(reason: str, judged: Judged) -> None:
    """Raise CannotBuild where the reason of a reissue, which its cover and its record give, could tell a hidden figure.

    One that was issued stands as it is.
    """
    word = telling_word(reason, judged.scored.whole)
    if word:
        what = f"The reason for the reissue says “{word}”, which could give away a hidden number."
        raise CannotBuild([f"{what} Say it without a number and run again."])


def set_pages(
    judged: Judged, precedents: Precedents, progress: Progress, large_print: bool = False, web: bool = False
) -> Draft:
    """Compose and paginate a report, and set its web edition where ``web`` asks for one; nothing is written.

    Raises CannotBuild for text that the font cannot print, and NothingToShow where no part of the layout has anything.
    """
    progress(3, "Writing and drawing")
    # The page-setting and drawing libraries are large: a folder that must be mended never waits for them.
    from layouts.paginate import paginate  # noqa: PLC0415
    from layouts.text.fonts import MissingGlyph  # noqa: PLC0415
    from layouts.theme import LARGE_PRINT, STANDARD  # noqa: PLC0415
    from report.issuing.ledger import as_csv, rows  # noqa: PLC0415
    from report.output.print_checks import findings_in  # noqa: PLC0415
    from report.pages.compose import compose  # noqa: PLC0415
    from report.pages.cover import furniture  # noqa: PLC0415
    from report.pages.promises import nothing_to_show  # noqa: PLC0415

    blocks, carried = compose(judged.report), furniture(judged.report)
    if not blocks:
        raise NothingToShow([nothing_to_show(judged.report)])
    progress(4, "Setting the pages")
    edition = LARGE_PRINT if large_print else STANDARD
    try:
        pages = paginate(blocks, carried, edition)
    except MissingGlyph as trouble:
        what = f"The report cannot print {trouble.described}: its font, {trouble.font}, has no such character."
        text = trouble.text
        quote = text if len(text) <= _LONGEST_QUOTE else f"{text[: _LONGEST_QUOTE - 1].rstrip()}…"
        raise CannotBuild([f"{what} It stands in “{quote}”. Write that another way and run again."]) from None
    ledger = rows(pages.placed, with_child_days=judged.exempt)
    about_pages = (*_altered(pages.altered), *findings_in(pages.pdf))
    content = as_csv(ledger, pages.pdf, judged.report.settings.council)
    draft = Draft(judged, precedents, large_print, pages.pdf, content, tuple(ledger), pages.pages, about_pages)
    return replace(draft, web=_set_web(draft, blocks, carried, pages, edition)) if web else draft


def _set_web(
    draft: Draft, blocks: Sequence[Block], carried: Furniture, pages: Paginated, edition: LayoutEdition
) -> bytes:
    """The web edition of a report that is set, with the charts that were drawn for its pages."""
    from layouts.web.web_page import set_web_page  # noqa: PLC0415 - most builds have no use for it
    from report.issuing.web_edition import foot, meanings  # noqa: PLC0415

    explained = meanings(pages.placed, draft.rows, draft.judged.exempt)
    return set_web_page(blocks, carried, pages.charts, explained, edition, foot(draft.stem))


def _refuse_to_rewrite(drafts: Iterable[Draft]) -> None:
    """Raise CannotBuild where reports differ from those issued for their month; the same may be built again."""
    another = "was issued, and these returns now give a different report"
    refused = [f"{draft.precedents.stem}.pdf {another}: {what}." for draft in drafts if (what := _differs(draft))]
    if refused:
        remedy = "Issued reports are never changed. To replace this one, give a reason: "
        remedy += "--reissue “why”. To look at the new one first, choose another folder with --output."
        raise CannotBuild([*refused, remedy])


def _differs(draft: Draft) -> str:
    """In what a report differs from the one issued for its month and layout; "" where it does not, or there is none.

    An edition that was not issued is the same where it has exactly the same figures.
    """
    from report.issuing.earlier_figures import is_same  # noqa: PLC0415
    from report.issuing.record import figures_of  # noqa: PLC0415

    issued = draft.precedents.issued
    edition = issued.edition(draft.edition) if issued else None
    figures = figures_of(draft.rows) if issued else {}
    if issued is None:
        return ""
    if edition and edition.pdf_sha256 == hashlib.sha256(draft.pdf).hexdigest():
        as_sealed = draft.web is None or edition.web_sha256 in ("", hashlib.sha256(draft.web).hexdigest())
        return "" if as_sealed else "its PDF is the same, but not its web edition"
    differing = [
        key for key in figures.keys() | issued.figures.keys() if not is_same(issued.figures.get(key), figures.get(key))
    ]
    if edition is None and not differing:
        return ""
    if not differing:
        return "its figures are the same, but not its pages"
    return "one figure is different" if len(differing) == 1 else f"{len(differing)} figures are different"


def _altered(altered: Sequence[AlteredText]) -> list[Finding]:
    """A finding for each text that was shortened to fit its page, or from which a mark was left out."""
    findings = []
    for one in altered:
        place = f"on page {one.page}, "
        if one.what == "cut":
            what, remedy = f"{place}some text ({one.where}) was cut to fit the page.", "Shorten it."
        else:
            what, remedy = f"{place}a mark that the font does not have was left out ({one.where}).", "Say it in words."
        findings.append(found("text-altered", what, remedy))
    return findings
