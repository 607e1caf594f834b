"""The recipe: returns in, report out, in four steps."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from inputs.findings import Finding
from layouts.blocks import AlteredText
from report.judge import Judged, Progress, judge_returns
from report.metrics.model.findings import found
from report.metrics.model.period import Period
from report.output.atomic_write import check_writable, replace_all
from report.output.checked_copies import MARKED, mark_returns
from report.output.exit_codes import CannotBuild
from report.output.folder_lock import one_build_at_a_time

if TYPE_CHECKING:
    from report.issuing.archive import Place

_LONGEST_QUOTE = 60  # characters


@dataclass(frozen=True, slots=True)
class Built:
    """A finished report: where it is, how many pages it has, what there is to check, and what is said of the copies."""

    pdf: Path
    ledger: Path
    pages: int
    findings: tuple[Finding, ...]
    marked: tuple[str, ...] = ()
    held_open: str = ""
    """The name of a file that was to be replaced and was open elsewhere; then the new files have names of their own."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A report that is set and not written: the bytes of its file and its ledger, and the ledger's rows."""

    judged: Judged
    place: Place
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
        return self.place.stem + ("-large-print" if self.large_print else "")


def build(
    folder: Path,
    period: Period | None,
    output: Path,
    layout: str,
    progress: Progress,
    large_print: bool = False,
    reissue: str = "",
) -> Built:
    """Build the report of a folder of returns into ``output``, and its ledger beside it.

    ``period`` is the month the report is for, or None for the latest the returns hold; ``layout`` is a name, a file, or
    "" for the one that report.toml names. ``large_print`` builds the large-print edition, in files of its own.
    ``reissue`` says why an issued report of the month is to be replaced; the new one has files of its own.
    The workbooks in which anything was found are written to a folder in ``output`` with their faults marked.
    Raises CannotBuild, also where another build is at work there, or where the report would be another than the one
    that was issued for the month; then the report that stood in ``output``, if there was one, is untouched.
    """
    check_writable(output)
    with one_build_at_a_time(output):
        judged = judge_returns(folder, period, layout, progress, output / MARKED)
        judged, place = remembered(judged, output, reissue)
        marked = mark_returns(folder, output / MARKED, judged.every_finding, judged.report.card.period)
        draft = set_pages(judged, place, progress, large_print)
        refuse_to_rewrite(draft)
        pdf, ledger = output / f"{draft.stem}.pdf", output / f"{draft.stem}.ledger.csv"
        written = replace_all({ledger: draft.ledger, pdf: draft.pdf})
        held_open = "" if written[pdf] == pdf else f"{pdf.name} or {ledger.name}"
        return Built(written[pdf], written[ledger], draft.pages, draft.findings, marked, held_open)


def remembered(judged: Judged, output: Path, reissue: str = "") -> tuple[Judged, Place]:
    """What was judged, held against the last report, and what this report is to those issued. Raises CannotBuild."""
    from report.issuing.archive import place_of, read_issued, refuse_another_council  # noqa: PLC0415 - check, which writes nothing, has no use for these
    from report.issuing.revisions import look_back  # noqa: PLC0415

    report = judged.report
    issued = read_issued(output, bool(report.notice))
    refuse_another_council(issued, report.settings.council)
    place = place_of(issued, report.card.period, " ".join(reissue.split()))
    memory, card, findings = look_back(output, place, report.card, report.settings.revisions, report.settings.council)
    findings = [*issued.findings, *findings]
    report = replace(report, card=card, memory=memory, findings=(*report.findings, *findings))
    return replace(judged, report=report), place


def set_pages(judged: Judged, place: Place, progress: Progress, large_print: bool = False) -> Draft:
    """Set a report, and write nothing. Raises CannotBuild for text that its font cannot print."""
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
        raise CannotBuild(
            [f"{what} It stands in “{_opening(trouble.text)}”. Write that another way and run again."]
        ) from None
    ledger = rows(pages.placed)
    findings = (*judged.findings, *_altered(pages.altered), *findings_in(pages.pdf))
    content = as_csv(ledger, pages.pdf, judged.report.settings.council)
    return Draft(judged, place, large_print, pages.pdf, content, tuple(ledger), pages.pages, findings)


def refuse_to_rewrite(draft: Draft) -> None:
    """Raise CannotBuild where a report is not the one that was issued for its month; the same may be built again.

    An edition that was not issued is the same where it has the same figures, none more and none fewer.
    """
    from report.issuing.record import figures_of  # noqa: PLC0415

    issued = draft.place.issued
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
            f"{draft.place.stem}.pdf was issued, and what these returns give now is another report: {what}.",
            "An issued report is never written over. To replace it with one that says so, give the reason: "
            "--reissue “why”. To look at the new one first, choose another folder with --output.",
        ]
    )


def _altered(altered: Sequence[AlteredText]) -> list[Finding]:
    """What the page could not set as it was written, so that nothing is lost without a word."""
    return [
        found(
            "text-altered",
            f"on page {one.page}, some text ({one.where}) was {one.what} to fit the page.",
            "Shorten it.",
        )
        for one in altered
    ]


def _opening(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else f"{text[: _LONGEST_QUOTE - 1].rstrip()}…"
