"""What the web edition says beside the blocks: the meaning of each number, from its fact and its row of the ledger.

It tells nothing that the ledger of the same report does not. The names of files, sheets and cells can tell of a child,
so only an exempt edition has them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from inputs.careers import is_place_of_records
from layouts.blocks import PlacedSpan, Text, plain
from layouts.web.meanings import Meaning, Meanings
from report.issuing.cell_ranges import in_ranges
from report.issuing.file_names import LEDGER, PDF
from report.issuing.ledger import COLUMNS
from report.metrics.benchmarks.store import FIGURES_FILE
from report.metrics.model import formatting
from report.metrics.model.measure import Source, Unit
from report.metrics.model.printed_fact import Fact
from report.metrics.model.scorecard import Observation
from report.wording import figures_in_words
from report.wording.figures_in_words import text

_SUMMARY = "What these numbers are"
_HEADINGS = ("Number", "What it is", "When", "Counted", "Ledger row")
_WITH_CELLS = (*_HEADINGS[:-1], "Cells", _HEADINGS[-1])
_FIRST_ROW = 2  # of a ledger as a spreadsheet shows it, under its headings
_WHAT = {
    "value": "The figure",
    "numerator": "How many were counted",
    "denominator": "How many it is out of",
    "claim": "A comparison",
}
_COUNTS = ("numerator", "denominator")
_PRINTED, _PERIOD = map(COLUMNS.index, ("printed", "period"))


def meanings(placed: Iterable[PlacedSpan], ledger: Sequence[tuple[str, ...]], with_cells: bool) -> Meanings:
    """What the numbers of a report mean, from its spans as they were placed and the rows of its ledger.

    ``with_cells`` names workbooks, sheets and cells too: for an exempt report alone.
    """
    facts = (one.about for one in placed if isinstance(one.about, Fact))
    found: dict[int, tuple[Fact, int]] = {}  # the fact itself is kept, so that no other gets its id
    for number, fact in enumerate(facts):
        found.setdefault(id(fact), (fact, number))
    from_records = frozenset(fact.measure.id for fact, _ in found.values() if any(_places_of_records(fact)))

    @cache
    def of(about_id: int) -> Meaning | None:
        if about_id not in found:
            return None
        fact, number = found[about_id]
        return _meaning(fact, ledger[number], number + _FIRST_ROW, with_cells, from_records)

    return Meanings(_SUMMARY, _WITH_CELLS if with_cells else _HEADINGS, lambda about: of(id(about)))


def foot(stem: str) -> Text:
    """The line under a web edition: which report it is, and whose rows it names."""
    return text(f"This page has the words and figures of {stem}{PDF}. Its ledger is {stem}{LEDGER}.")


def _meaning(fact: Fact, row: tuple[str, ...], number: int, with_cells: bool, from_records: frozenset[str]) -> Meaning:
    lone = fact.observations[0] if len(fact.observations) == 1 else None
    counted, printed, what = _counted(lone), row[_PRINTED], fact.what
    if lone and lone.has_number and counted and what in _COUNTS:  # one line for all: "9.4%: 11 of 117 children"
        printed, what = formatting.value_text(lone).replace(formatting.NBSP, " "), "value"
    sources = fact.sources if with_cells and not fact.published else ()
    origin = ". ".join(filter(None, (_origin(fact, from_records), *map(_sheet, sources))))
    found_in = ("; ".join(in_ranges(source.cells) for source in sources),) if with_cells else ()
    said = (_WHAT.get(what, formatting.capitalised(what)), fact.rule, lone.group if lone else "")
    cells = (printed, ", ".join(filter(None, said)), row[_PERIOD], counted, *found_in)
    return Meaning(_whose(fact), cells, str(number), origin)


def _sheet(source: Source) -> str:
    return " › ".join(filter(None, (source.workbook, source.sheet)))


def _whose(fact: Fact) -> str:
    """The measure of a number."""
    measures = {one.measure.id: one.measure for one in fact.observations} or {fact.measure.id: fact.measure}
    if len(measures) > 1:
        return "Several measures"
    (measure,) = measures.values()
    return f"{measure.ref} {measure.name}"


def _origin(fact: Fact, from_records: frozenset[str]) -> str:
    """Where a number is from: a service's return, the council's records, or a publication; "" for several measures."""
    if len({one.measure.id for one in fact.observations}) > 1:
        return ""
    if fact.published:
        return f"Published in: {fact.published}"
    published = dict.fromkeys(source.sheet for source in fact.sources if source.workbook == FIGURES_FILE)
    if published and len(published) == len(fact.sources):
        return f"Published in: {'; '.join(published)}"
    counted = _places_of_records(fact)
    if fact.measure.id in from_records and all(counted):  # a number that stands for what is hidden has no source
        return "Counted from: the council’s records of children"
    return f"From the return of: {fact.measure.owner}{' and the council’s records of children' * any(counted)}"


def _places_of_records(fact: Fact) -> list[bool]:
    """Of each place that a number rests on, whether records were counted there."""
    return [is_place_of_records(cell) for source in fact.sources for cell in source.cells]


def _counted(lone: Observation | None) -> str:
    """The counts behind a number of one observation: "62 of 412 children", "18 children"; "" where it has none."""
    if lone is None or lone.measure.unit is Unit.COUNT:
        return ""
    both = figures_in_words.n_of_n(lone) if formatting.in_words(lone) else ()  # printed as both, so named once more
    return plain((*both, *(text(" ") if both else ()), *figures_in_words.counts(lone)))
