"""The recipe: returns in, report out, in four steps: read, score, draw, set the pages."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from inputs.findings import Finding
from inputs.period import Period
from layouts.blocks import AlteredText
from report.judge import Judged, Progress, judge_returns
from report.metrics.model.findings import found
from report.output.atomic_write import check_writable, replace_all
from report.output.checked_copies import COPIES_FOLDER, write_checked_copies
from report.output.exit_codes import CannotBuild
from report.output.folder_lock import one_build_at_a_time

if TYPE_CHECKING:
    from report.issuing.archive import Precedents

_LONGEST_QUOTE = 60  # characters


@dataclass(frozen=True, slots=True)
class Built:
    """A finished report: its files, its number of pages, and its findings.

    ``copies`` are the lines to print about the reading sheet and the checked copies. ``held_open`` is the name of a
    file that was to be replaced and was open in another program, in which case the new files have names of their own;
    else "". ``month`` is the line to print about how the report's month was chosen, or "".
    """

    pdf: Path
    ledger: Path
    pages: int
    findings: tuple[Finding, ...]
    copies: tuple[str, ...] = ()
    held_open: str = ""
    month: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A report that is set but not written: the bytes of its PDF and its ledger, and the ledger's rows."""

    judged: Judged
    precedents: Precedents
    large_print: bool
    pdf: bytes
    ledger: bytes
    rows: tuple[tuple[str, ...], ...]
    pages: int
    findings: tuple[Finding, ...]

    @property
    def edition(self) -> str:
        """The name of the edition."""
        return "large print" if self.large_print else "standard"

    @property
    def stem(self) -> str:
        """What the names of its files begin with."""
        return self.precedents.stem + ("-large-print" if self.large_print else "")


def build(
    folder: Path,
    period: Period | None,
    output: Path,
    layout: str,
    progress: Progress,
    large_print: bool = False,
    reissue: str = "",
) -> Built:
    """Build the report of a folder of returns into ``output``, with its ledger and checked copies of the workbooks.

    ``period`` is the month the report is for, or None for the latest the returns hold; ``layout`` is a name, a file, or
    "" for the one that report.toml names. ``large_print`` builds the large-print edition, in files of its own.
    ``reissue`` is the reason why an issued report of the month is to be replaced; the new one has files of its own.
    Raises CannotBuild where anything must be mended, where another build is at work in ``output``, or where the report
    differs from the one issued for the month; then an earlier report in ``output`` is untouched.
    """
    check_writable(output)
    with one_build_at_a_time(output):
        judged = judge_returns(folder, period, layout, progress, output / COPIES_FOLDER, output)
        judged, precedents = compare_with_issued(judged, output, reissue)
        copies = write_checked_copies(folder, output / COPIES_FOLDER, judged.findings, judged.report.card.period)
        draft = set_pages(judged, precedents, progress, large_print)
        _refuse_to_rewrite(draft)
        pdf, ledger = output / f"{draft.stem}.pdf", output / f"{draft.stem}.ledger.csv"
        written = replace_all({ledger: draft.ledger, pdf: draft.pdf})
        held_open = "" if written[pdf] == pdf else f"{pdf.name} or {ledger.name}"
        files = written[pdf], written[ledger]
        lines = (*judged.about_reading, *copies)
        return Built(*files, draft.pages, draft.findings, lines, held_open, judged.month_line)


def compare_with_issued(judged: Judged, output: Path, reissue: str = "") -> tuple[Judged, Precedents]:
    """The report with its revisions since the last one, and the issued reports that bind it.

    Raises CannotBuild where those are of another council, or ``reissue`` has nothing to replace.
    """
    from report.issuing.archive import read_issued  # noqa: PLC0415 - check, which writes nothing, has no use for these
    from report.issuing.revisions import find_revisions  # noqa: PLC0415

    report, settings = judged.report, judged.report.settings
    issued = read_issued(output, bool(report.notice))
    issued.refuse_another_council(settings.council)
    precedents = issued.precedents(report.card.period, " ".join(reissue.split()))
    memory, card, findings = find_revisions(output, precedents, report.card, settings.revisions, settings.council)
    findings = [*report.findings, *issued.findings, *findings]
    return replace(judged, report=replace(report, card=card, memory=memory, findings=tuple(findings))), precedents


def set_pages(judged: Judged, precedents: Precedents, progress: Progress, large_print: bool = False) -> Draft:
    """Compose and paginate a report; nothing is written. Raises CannotBuild for text that the font cannot print."""
    progress(3, "Writing and drawing")
    # The page-setting and drawing libraries are large: a folder that must be mended never waits for them.
    from layouts.paginate import paginate  # noqa: PLC0415
    from layouts.text.fonts import MissingGlyph  # noqa: PLC0415
    from layouts.theme import LARGE_PRINT, STANDARD  # noqa: PLC0415
    from report.issuing.ledger import as_csv, rows  # noqa: PLC0415
    from report.output.print_checks import findings_in  # noqa: PLC0415
    from report.pages.compose import compose  # noqa: PLC0415
    from report.pages.cover import furniture  # noqa: PLC0415

    blocks = compose(judged.report)
    progress(4, "Setting the pages")
    try:
        pages = paginate(blocks, furniture(judged.report), LARGE_PRINT if large_print else STANDARD)
    except MissingGlyph as trouble:
        what = f"The report cannot print {trouble.described}: its font, {trouble.font}, has no such character."
        text = trouble.text
        quote = text if len(text) <= _LONGEST_QUOTE else f"{text[: _LONGEST_QUOTE - 1].rstrip()}…"
        raise CannotBuild([f"{what} It stands in “{quote}”. Write that another way and run again."]) from None
    ledger = rows(pages.placed)
    findings = (*judged.findings, *_altered(pages.altered), *findings_in(pages.pdf))
    content = as_csv(ledger, pages.pdf, judged.report.settings.council)
    return Draft(judged, precedents, large_print, pages.pdf, content, tuple(ledger), pages.pages, findings)


def _refuse_to_rewrite(draft: Draft) -> None:
    """Raise CannotBuild where a report differs from the one issued for its month; the same may be built again.

    An edition that was not issued is the same where it has exactly the same figures.
    """
    from report.issuing.record import figures_of  # noqa: PLC0415

    issued = draft.precedents.issued
    edition = issued.edition(draft.edition) if issued else None
    figures = figures_of(draft.rows) if issued else {}
    if issued is None or (edition and edition.pdf_sha256 == hashlib.sha256(draft.pdf).hexdigest()):
        return
    differing = [key for key in figures.keys() | issued.figures.keys() if figures.get(key) != issued.figures.get(key)]
    if edition is None and not differing:
        return
    what = f"{len(differing)} of its figures are others" if differing else "its figures are the same, but not its pages"
    raise CannotBuild(
        [
            f"{draft.precedents.stem}.pdf was issued, and what these returns give now is another report: {what}.",
            "An issued report is never written over. To replace it with one that says so, give the reason: "
            "--reissue “why”. To look at the new one first, choose another folder with --output.",
        ]
    )


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
