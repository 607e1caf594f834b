"""Finds the rows that head sections of a table, such as England over several measures or over some of the months.

As in ``sheet_view``, a line is a row and a place a column; in a transposed view it is the other way round.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from inputs.files.workbook_values import Cell
from inputs.headings.fact_lists import flag_of, listed
from inputs.headings.fact_words import (
    OURS,
    UNKNOWN,
    WHOLE,
    Aspect,
    Said,
    at,
    names_our_children,
    populations,
    rest_is_neutral,
)
from inputs.headings.folding import fold
from inputs.headings.meaning import LEFT_ALONE, Heading
from inputs.headings.period_headings import Form
from inputs.headings.short_words import is_the_figures, opposite, stated_over, stated_shortly, whose_alone
from inputs.period import AUGUST, MARCH, YEAR_MONTHS, Period
from inputs.tables.sheet_facts import NOTHING, Facts, SheetFacts
from inputs.tables.sheet_view import is_figure
from inputs.tables.table_geometry import Table
from inputs.tables.years_beside import lacks_year

_DASHES = frozenset({"-", "–", "—", "..", "…", "x"})  # under the months of the title of a section
MOST_COLUMNS_BEFORE = 6  # of a long table, before its first column that is known


def sections_of_lines(table: Table, sheet: SheetFacts) -> Iterator[tuple[int, Facts]]:
    """The facts of section rows, such as England over several measures, for the lines below each.

    A row in brackets, such as (first reviews only), is of the line above it.
    """
    facts, last, fresh = NOTHING, None, False
    for line in table.figure_lines:
        filled = (table.view.cells.get((line, place)) for place in table.all_places)
        cells = [cell for cell in filled if cell is not None and cell.text not in _DASHES]
        if len(cells) == 1 and is_in_brackets(cells[0].text):
            if last is not None:
                note = cells[0].text.strip("() ")
                said = (*sheet.said_by(cells[0]), *at(stated_shortly(note), cells[0].address))
                yield last, Facts(said).under(facts)
            continue
        last = line if len(cells) > 1 else None
        facts = _after_others(table, sheet, cells, facts) if last is not None else facts
        if len(cells) == 1 and cells[0].text and not _names_a_measure(table, sheet, cells[0]):
            said = sheet.said_over(cells[0]) or tuple(of_another_year(table, cells[0]))
            said = said or at(opposite(cells[0].text), cells[0].address) or sheet.unclear(cells[0])
            own = Facts(said, flag_of(cells[0].text))
            facts = own.under(facts) if fresh else own  # Performance, right under Child protection
            fresh = True
        elif len(cells) == 1 and (names_our_children(cells[0].text) or flag_of(cells[0].text)):
            kept = (one for one in facts.said if one.id not in populations())  # Children in care, after Care leavers
            facts = Facts(tuple(kept), flag_of(cells[0].text))
            fresh = False
        elif len(cells) > 1:
            fresh = False
            if facts is not NOTHING:
                yield line, facts


def _after_others(table: Table, sheet: SheetFacts, cells: list[Cell], facts: Facts) -> Facts:
    """The facts of the lines from a row with figures on: of other people, where it counts just them, until one of ours.

    “Started”, under the row “CP plans”, is not about children in care.
    """
    places = ((cell, table.view.spot(cell)[1]) for cell in cells if cell.text)
    labels = (cell for cell, place in places if place in table.label_places and table.view.holds_names(place))
    label = next((cell for cell in labels if _heads_names(table, cell)), None)
    if label is None:
        return facts
    if names_our_children(label.text):
        return Facts(tuple(one for one in facts.said if one.id not in populations()))
    if table.view.meaning(label).known:
        return facts
    said = sheet.said_by(label) or at(stated_over(label.text), label.address)
    whose = tuple(one for one in said if one.aspect is Aspect.WHOSE)
    others = any(one.id in populations() for one in whose)
    only = rest_is_neutral(fold(label.text), [one.words for one in whose], frozenset())  # and no share of care leavers
    return Facts(whose) if others and only else facts


def _heads_names(table: Table, label: Cell) -> bool:
    """Whether no heading such as Who to ask stands over a label: one of names of measures does, or none."""
    return table.heading_of_label(table.view.spot(label)[1]) in {Heading.NONE, Heading.MEASURE, Heading.GROUP}


def is_in_brackets(text: str) -> bool:
    """Whether a text stands in brackets as a whole."""
    return text.startswith("(") and text.endswith(")")


def sections_of_places(table: Table, sheet: SheetFacts) -> Iterator[tuple[int, Facts]]:
    """The facts of section rows between months that go down, for the places below each."""
    view, facts = table.view, NOTHING
    for place in range(_below_headings(table), max(table.places) + 1):
        head = _section_head(table, sheet, place)
        if head is None:
            if facts is not NOTHING:
                yield place, facts
        elif place > table.run.first or view.spot(head)[0] <= table.run.line:
            facts = Facts(sheet.said_over(head) or sheet.unclear(head))


def parents_of_lines(table: Table, sheet: SheetFacts) -> Iterator[tuple[int, Facts]]:
    """The facts of rows that head the ones indented under them, such as England with figures of its own.

    In a compact pivot table nothing is indented in the cells: there a row without a measure heads those with one.
    """
    view = table.view
    corner = (view.filled(line, place) for line in table.period_lines for place in table.label_places)
    pivot = any(cell is not None and fold(cell.text) in listed("pivot_labels") for cell in corner)
    above: list[tuple[int, Facts]] = []
    for line in table.figure_lines:
        labels = (view.cells.get((line, place)) for place in table.label_places)
        label = next((cell for cell in labels if cell is not None and cell.text), None)
        if label is None:
            continue
        named = _names_a_measure(table, sheet, label)
        indent = len(str(label.value)) - len(str(label.value).lstrip())
        pivot = pivot and (bool(above) or not named)  # where a measure comes first, the rows under it are its parts
        depth = indent + named if pivot else indent
        facts = _of_parent(table, sheet, label, named=named, pivot=pivot)
        says = named or bool(facts.said) or is_the_figures(label.text)
        while above and above[-1][0] >= depth and (indent or says or not pivot):
            above.pop()
        if above and above[-1][0] < depth and above[-1][1].said:
            yield line, above[-1][1]
        if says or not (pivot and above):
            above.append((depth, facts.under(above[-1][1]) if above and above[-1][0] < depth else facts))


def _of_parent(table: Table, sheet: SheetFacts, label: Cell, *, named: bool, pivot: bool) -> Facts:
    """What a row says of those indented under it: a measure by the part that it counts, such as UASC, others by all.

    One that is not known heads rows of something that is not known.
    """
    if named:
        part = whose_alone(label.text)
        return Facts(at((part,), label.address)) if part is not None and part.id != WHOLE else NOTHING
    said = (*sheet.said_by(label), *at(stated_shortly(label.text), label.address))
    line = table.view.spot(label)[0]
    figures = any(is_figure(table.view.cells.get((line, place))) for place in table.timeline.period_by_place)
    strange = figures and not (pivot or table.view.meaning(label).known or is_the_figures(label.text))
    unknown = Said(Aspect.WHOSE, UNKNOWN, "what a row that is not known counts", "", label.address)
    return Facts(said or ((unknown,) if strange else ()))


def of_another_year(table: Table, cell: Cell, periods: Iterable[Period] = ()) -> Iterator[Said]:
    """What a heading states that is another year than that of the months of its table, or of some ``periods`` of it."""
    year = table.view.period(cell)
    if year is not None and year.form is Form.FINANCIAL_YEAR and not lacks_year(table.run):
        months = list(periods) or list(table.timeline.period_by_place.values())
        schools = table.says_academic or table.speaks_of_terms or any(one.is_term for one in months)
        years = range(year.period.index - YEAR_MONTHS + 1, year.period.index + 1 + (AUGUST - MARCH if schools else 0))
        if all(one.length < YEAR_MONTHS and one.index not in years for one in months):
            yield Said(Aspect.STANDING, "earlier", "of another year than their months", "", cell.address)


def _below_headings(table: Table) -> int:
    """The first place after the headings of a table with months down: after the last row before them with several."""
    for place in range(table.run.first - 1, table.bounds.first_place - 1, -1):
        if sum(bool(cell.text) for cell in _cells(table, place)) > 1:
            return place + 1
    return table.run.first


def _section_head(table: Table, sheet: SheetFacts, place: int) -> Cell | None:
    """The only cell of a row, where it is text that is no period, no measure and no comment; else None."""
    cells = _cells(table, place)
    if len(cells) != 1 or not cells[0].text or is_figure(cells[0]) or table.view.period(cells[0]) is not None:
        return None
    line = table.view.spot(cells[0])[0]
    heads = (table.view.filled(line, other) for other in table.label_places)
    left_alone = line > table.run.line and any(table.view.meaning(head).heading in LEFT_ALONE for head in heads)
    return None if left_alone or _names_a_measure(table, sheet, cells[0]) else cells[0]


def _names_a_measure(table: Table, sheet: SheetFacts, cell: Cell) -> bool:
    """Whether a text names a measure and does not say by itself whose figures stand below it, as UASC does."""
    if not table.view.meaning(cell).items or whose_alone(cell.text) is not None:
        return False
    kept = {OURS, WHOLE, *populations()}
    return all(one.aspect not in {Aspect.WHOSE, Aspect.STANDING} or one.id in kept for one in sheet.said_by(cell))


def _cells(table: Table, place: int) -> list[Cell]:
    """The cells of a place in the lines of a table and those before its first one."""
    first = max(table.bounds.first_line, min(table.lines) - MOST_COLUMNS_BEFORE)
    row = table.view.sheet.rows.get(place, {})
    return [cell for column, cell in row.items() if first <= column <= max(table.lines)]
