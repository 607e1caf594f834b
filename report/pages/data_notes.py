"""The data notes: what was found in the returns, what was revised or not supplied, and the sources."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from inputs.careers import is_place_of_records
from inputs.findings import shortened
from layouts.blocks import Block, Heading, ItemList, Paragraph, Row, Table
from report.metrics.model import formatting
from report.metrics.model.last_report import Revision
from report.pages import cards, tables
from report.pages.report_data import Report
from report.settings.section_people import who_to_ask
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
_FOR_READERS = {  # what affects a figure that is printed; all else is for the officer
    "counted-before-month-end", "month-not-whole", "years-do-not-reconcile", "groups-missing", "population-differs",
    "population-too-large", "fewer-times-than-children", "immature-cohort", "may-be-the-rest", "far-from-published",
    "no-figure-for-the-period", "stale-return", "counts-missing", "year-to-date-not-whole", "year-to-date-differs",
    "improbable-change", "figure-apart", "month-copied", "row-may-have-slipped", "months-repeated", "rows-exchanged",
    "turned-round", "nobody-counted", "copied-forward", "target-of-another-year", "measure-changed",
    "measures-exchanged", "months-exchanged", "later-than-the-report",
}  # fmt: skip
NOTHING_FOUND = "All the figures printed here that we could cross-check agree."
_LEDGER = "A separate file, the ledger, lists the workbook, sheet and cells behind every number."
_NOT_STATED = "not stated"
_LONGEST_TEXT = 1_700  # characters under one heading of two columns: a longer one is cut
_MOST_REVISIONS = 6  # of one measure that are listed one by one


def data_notes(report: Report) -> list[Block]:
    """What was found in the returns, what is counted in a new way, what was not supplied, and the sources."""
    blocks: list[Block] = [Heading(2, text("Data notes")), *sample_notice(report)]
    blocks.append(Heading(3, text("What to know about these figures")))
    told = for_readers(report)
    blocks.append(ItemList(tuple(map(text, told))) if told else Paragraph(text(NOTHING_FOUND)))
    blocks += revised(report)
    changes = [change for score in report.card.scores for change in (*score.earlier_changes, score.method_change)]
    notes = dict.fromkeys(change.note for change in changes if change)  # a measure of groups has its own once
    if notes:
        blocks.append(Heading(3, text("Counted in a new way")))
        blocks.append(ItemList(tuple(map(text, notes))))
    parts = report.layout.parts
    if report.owed and {"glance", "at_a_glance"}.isdisjoint(parts):
        blocks += not_supplied(report)
    if "panels" in parts and {"sections", "reading"}.isdisjoint(parts):
        blocks += cards.in_full(report)
    return [*blocks, *where_from(report)]


def sample_notice(report: Report) -> list[Block]:
    """That the figures are made up, where they are."""
    said = sample_notice_text(report)
    return [Paragraph(text(said))] if said else []


def sample_notice_text(report: Report) -> str:
    """The same as a text; "" for a council's own figures."""
    if not report.notice:
        return ""
    name = report.authority_name
    beside = f" We compare them as if the council were {name}." if name else ""
    return f"{report.notice}. The council’s figures are made up. Those of other areas are as published.{beside}"


def revised(report: Report) -> list[Block]:
    """A table of every figure that was revised since the last report: how it was, how it is, and why."""
    by_group: dict[tuple[str, str], list[Revision]] = {}
    for revision in report.memory.revisions:
        by_group.setdefault((revision.now.measure.id, revision.now.group), []).append(revision)
    if not by_group:
        return []
    rows = [row for revisions in by_group.values() for row in _revised_rows(revisions)]
    said = "These figures have changed since our last report. The tables mark them with an r."
    return [
        Heading(3, text("Figures changed since our last report")),
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
    """What the report should have and no return gave, and who it is due from."""
    said = "We did not get these for this period."
    return [
        Heading(3, text("Figures we do not have")),
        Paragraph(text(said)),
        tables.owed(report.card, report.owed, who_to_ask(report.layout)),
    ]


def for_readers(report: Report) -> list[str]:
    """What was found that affects a figure, in a reader's words: without cells, and without what only officers settle.

    The screen and the checked copies have all of it, with places.
    """
    told = [one for one in report.findings if one.kind in _FOR_READERS and not one.for_officers]
    return [*not_final(report), *(one.what[:1].upper() + one.what[1:] for one in shortened(told))]


def not_final(report: Report) -> Iterator[str]:
    """Which latest figures the services call provisional or estimated, in a sentence for each of these words."""
    for flag, said in (("provisional", "provisional, and may still change"), ("estimated", "estimated")):
        latest = [score.latest for score in report.card.scores if flag in score.latest.flags]
        refs = list(dict.fromkeys(o.measure.ref for o in latest if o.has_number))
        if refs:
            figures = "figure of {} is" if len(refs) == 1 else "figures of {} are"
            yield f"The latest {figures.format(formatting.joined_with_and(refs))} {said}."


def where_from(report: Report) -> list[Block]:
    """The returns and their dates, the sources that they state, and those of other areas' figures."""
    rows = tuple(Row((text(_owners(owner)), text(_date_of(as_at)))) for owner, as_at in report.as_at)
    return [
        Heading(3, text("Where the figures come from")),
        Paragraph(text(f"The figures come from {_sources(report)}. {_LEDGER}")),
        Table(
            caption=text("The returns and their dates"),
            columns=tables.columns(("Figures from", 0.55), ("Correct as at", 0.45)),
            rows=rows,
            show_caption=False,
        ),
        *stated_sources(report),
        *_comparisons(report),
    ]


def _sources(report: Report) -> str:
    """How many returns the figures come from, and that they were counted from tables of records, where they were."""
    latest = (source for score in report.card.scores for source in score.latest.sources)
    tables_read = {(one.workbook, one.sheet) for one in latest if any(map(is_place_of_records, one.cells))}
    number = report.returns - len({workbook for workbook, _ in tables_read})
    returns = "one return" if number == 1 else f"{formatting.spell(number)} returns"
    if not tables_read:
        return returns
    many = "one table" if len(tables_read) == 1 else f"{formatting.spell(len(tables_read))} tables"
    counted = f"the council’s records of children: they were counted from {many} of these"
    return f"{counted}, and others come from {returns}" if number > 0 else counted


def where_from_text(report: Report) -> str:
    """From how many returns the figures come, and how each is dated, in a sentence or two."""
    dated = [(owner, day) for owner, as_at in report.as_at if (day := _date_of(as_at)) != _NOT_STATED]
    dates = " ".join(f"{_owners(owner)}: {day}." for owner, day in dated)
    said = f"The figures come from {_sources(report)}. {_LEDGER}"
    if not dated:
        return f"{said} No return says on which date its figures were correct."
    undated = [owner for owner, as_at in report.as_at if _date_of(as_at) == _NOT_STATED]
    without = f" No date is given by: {'; '.join(map(_owners, undated))}." if undated else ""
    return f"{said} The figures were correct on these dates. {dates}{without}"


def comparison_texts(report: Report) -> tuple[str, ...]:
    """How other areas' figures are used and what is not compared, and where they were published: two texts if long."""
    scores = report.card.scores
    method = benchmark_comparison.method(scores, report.authority_name)
    if not method:
        return ()
    used = " ".join((method, *benchmark_comparison.remarks(scores)))
    published = " ".join(benchmark_comparison.source_lines(scores))
    together = f"{used} {published}"
    return (together,) if len(together) <= _LONGEST_TEXT else (used, published)


def stated_sources(report: Report) -> list[Block]:
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
        *benchmark_comparison.source_lines(scores),
        *benchmark_comparison.remarks(scores),
    )
    return [
        Heading(3, text("Comparison with other areas")),
        Paragraph(text(method)),
        ItemList(tuple(map(text, lines))),
    ]


def _owners(owners: str) -> str:
    """The services whose measures one return has, as a list in a sentence."""
    return formatting.joined_with_and(owners.split("; "))


def _date_of(as_at: str) -> str:
    """The date of a return's "data correct as at" line, without the words of the table's heading."""
    return as_at.rpartition("as at")[2].strip(" :") or _NOT_STATED
