"""The data notes: what was found in the returns, what was revised or not supplied, and the sources."""

from __future__ import annotations

import re
from collections.abc import Sequence

from inputs.findings import Finding, Strength, shortened
from inputs.headings.folding import fold
from inputs.headings.known_words import known_words
from layouts.blocks import Block, Heading, ItemList, Paragraph, Row, Table
from report.metrics.model import formatting
from report.metrics.model.last_report import Revision
from report.pages import tables
from report.pages.report_data import Report
from report.wording import benchmark_comparison
from report.wording.figures_in_words import text

# Words of a source that was published; any other is free text in which somebody may be named.
_PUBLISHED = re.compile(
    r"\b(?:DfE|Department for Education|ONS|Office for National Statistics|Ofsted|NHS|Nomis|LAIT|Local Authority "
    r"Interactive Tool|OGL|Open Government Licence|Crown copyright|gov\.uk|national statistics|census)\b",
    re.IGNORECASE,
)
_MADE_BY = re.compile(
    r"[\s,;.(–-]*\b(?:prepared|extracted|produced|compiled|provided|supplied|collated|completed|updated|run|analysed"
    r"|analysis) by\b",
    re.IGNORECASE,
)
# Kinds of finding: notes that are printed beside the checks, since they say what a date means; checks that are not
# printed, since each has a table of its own or is for the officer and not for the committee.
_PRINTED_NOTES = {"counted-before-month-end", "month-not-whole"}
_NOT_PRINTED = {
    "not-supplied", "restated", "record-not-read", "record-missing", "seals-not-whole", "may-name-a-child",
    "list-of-children", "published-figures",
}  # fmt: skip
_MOST_REVISIONS = 6  # of one measure that are listed one by one


def data_notes(report: Report) -> list[Block]:
    """What was found in the returns, what is counted in a new way, what was not supplied, and the sources."""
    blocks: list[Block] = [Heading(2, text("Data notes"))]
    if report.notice:
        name = report.authority_name
        beside = f" It is set beside other areas as if it were {name}." if name else ""
        said = f"{report.notice}. The council’s figures are made up; those of other areas are published ones.{beside}"
        blocks.append(Paragraph(text(said)))
    blocks += _findings(report.findings)
    blocks += revised(report)
    changes = [change for score in report.card.scores for change in (*score.earlier_changes, score.method_change)]
    notes = dict.fromkeys(change.note for change in changes if change)  # a measure of groups has its own once
    if notes:
        blocks.append(Heading(3, text("Counted in a new way")))
        blocks.append(ItemList(tuple(map(text, notes))))
    if report.owed and "at_a_glance" not in report.layout.parts:
        blocks += not_supplied(report)
    return [*blocks, *_returns(report)]


def revised(report: Report) -> list[Block]:
    """A table of every figure that was revised since the last report: how it was, how it is, and why."""
    by_group: dict[tuple[str, str], list[Revision]] = {}
    for revision in report.memory.revisions:
        by_group.setdefault((revision.now.measure.id, revision.now.group), []).append(revision)
    if not by_group:
        return []
    rows = [row for revisions in by_group.values() for row in _revised_rows(revisions)]
    said = "These figures are not what the last report said. In the tables of this report they are marked with an r."
    return [
        Heading(3, text("Figures revised since the last report")),
        Paragraph(text(said)),
        tables.revised(rows),
    ]


def _revised_rows(revisions: Sequence[Revision]) -> list[Row]:
    """The latest of one measure's revisions, latest first, and how many more there are."""
    latest = [tables.revised_row(one) for one in reversed(revisions[-_MOST_REVISIONS:])]
    left = len(revisions) - len(latest)
    more = f"and {left} earlier figure{'s' if left > 1 else ''}"
    return [*latest, Row((text(revisions[0].now.measure.ref), text(more)))] if left else latest


def not_supplied(report: Report) -> list[Block]:
    """What the report should hold and no return gave, and by whom it is owed."""
    said = "No return gave these measures for this period, so the report says nothing about them."
    return [
        Heading(3, text("Not supplied for this report")),
        Paragraph(text(said)),
        tables.owed(report.card, report.owed),
    ]


def _findings(findings: tuple[Finding, ...]) -> list[Block]:
    told = [one for one in findings if not one.kind.startswith("reading-")]  # which the officer settles, and no reader
    checks = [one for one in shortened(told) if one.strength is Strength.CHECK or one.kind in _PRINTED_NOTES]
    printed = [text(_without_names(one)) for one in checks if one.kind not in _NOT_PRINTED]
    none = "Every figure that can be checked against another agrees with it."
    return [Heading(3, text("Found in the returns")), ItemList(tuple(printed)) if printed else Paragraph(text(none))]


def _without_names(finding: Finding) -> str:
    """A finding without the name of its workbook or of a sheet not called as returns are: both could name a person."""
    # A range of rows would reveal how many rows a list of children has.
    cell = "" if ":" in finding.cell else finding.cell
    sheet = finding.sheet if fold(finding.sheet) in known_words().kind_by_sheet else ""
    place = ", ".join(part for part in (sheet, cell) if part)
    what = finding.what[:1].upper() + finding.what[1:]
    return f"{what} ({place})" if place else what


def _returns(report: Report) -> list[Block]:
    rows = tuple(Row((text(owner), text(_date_of(as_at)))) for owner, as_at in report.as_at)
    returns = "one return" if report.returns == 1 else f"{formatting.spell(report.returns)} returns"
    said = f"The figures come from {returns}. A ledger beside this report says, for every "
    return [
        Heading(3, text("Where the figures come from")),
        Paragraph(text(said + "number printed in it, which workbook, sheet and cells it rests on.")),
        Table(
            caption=text("The returns and their dates"),
            columns=tables.columns(("Return with the measures of", 0.55), ("Correct as at", 0.45)),
            rows=rows,
            show_caption=False,
        ),
        *_stated_sources(report),
        *_comparisons(report),
    ]


def _stated_sources(report: Report) -> list[Block]:
    """The publications that the returns name as their sources, which must be acknowledged; not who made a return."""
    known = (_MADE_BY.split(source)[0] for source in report.stated_sources)
    sources = dict.fromkeys(source for source in known if _PUBLISHED.search(source))
    if not sources:
        return []
    return [Paragraph(text("The returns say that these are their sources:")), ItemList(tuple(map(text, sources)))]


def _comparisons(report: Report) -> list[Block]:
    """How other areas' figures are used, and where each was published."""
    scores = report.card.scores
    method = benchmark_comparison.method(scores, report.authority_name)
    if not method:
        return []
    lines = (
        *map(benchmark_comparison.source_line, benchmark_comparison.sources(scores)),
        *benchmark_comparison.remarks(scores),
    )
    return [
        Heading(3, text("Comparison with other areas")),
        Paragraph(text(method)),
        ItemList(tuple(map(text, lines))),
    ]


def _date_of(as_at: str) -> str:
    """The date of a return's "data correct as at" line, without the words of the table's heading."""
    return as_at.rpartition("as at")[2].strip(" :") or "not stated"
