"""Gathers what a sheet as a whole says of its figures: by its name, and by the filters of an export or a pivot."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import takewhile
from typing import NamedTuple

from inputs.files.workbook_values import Cell
from inputs.headings.answers import Answers
from inputs.headings.council_names import is_ours
from inputs.headings.days_of_data import cut_off
from inputs.headings.fact_lists import (
    begins_filters,
    flag_of,
    is_filter,
    is_heading_of,
    is_no_filter,
    listed,
    names_a_part,
    names_a_sender,
    says_nothing,
    without_opening,
)
from inputs.headings.fact_words import (
    OURS,
    STRANGERS,
    UNKNOWN,
    WHOLE,
    Aspect,
    Said,
    at,
    cut_short,
    is_service,
    stated_alone,
    stated_in,
)
from inputs.headings.folding import fold
from inputs.headings.note_words import OfMonths, stated_by_note
from inputs.headings.questions import answered, denied_in, stated_by_label
from inputs.headings.short_words import stated_over
from inputs.headings.unclear_words import unclear_words
from inputs.tables.sheet_view import SheetView, is_figure

MOST_FILTERS = 30
PAIR = 2
PICKED = "those whom a filter picks"
BESIDE_CELLS = "a text box or the header of the printed page"
_CONDITION = re.compile(
    r"(?P<name>.+?)\s*(?:=|:|\bis not\b|\bis any of\b|\bis\b|\bequals\b|\bcontains\b)\s*(?P<value>.+)", re.IGNORECASE
)
_AGES = re.compile(r"\d{1,2} ?(?:[-–]|to) ?\d{1,2}|\d{1,2}\+")
_PARTS_OF_TITLE = re.compile(r"\s[-–—|]\s|:\s")
_KEY = re.compile(r"\b[A-Z][A-Z0-9]{0,5} ?= ?[^,;|]+")  # the key of codes
_BRACKETED = re.compile(r"(?P<name>[^()]+?)\s*\((?P<value>[^()]+)\)")  # Age band (16+)
_LABELLED = re.compile(r"(?P<name>[^:]{2,30}?)\s*:\s*(?P<value>[^:]{1,60})")


class Facts(NamedTuple):
    """All that is said of a figure, the nearest first, and its flag: "" or as in ``Reading``.

    ``of_months`` is what a whole workbook says of some months, each with the place that says so.
    """

    said: tuple[Said, ...] = ()
    flag: str = ""
    of_months: tuple[tuple[OfMonths, str], ...] = ()

    def of(self, aspect: Aspect) -> Iterator[Said]:
        """What is said of one aspect, the nearest first."""
        return (one for one in self.said if one.aspect is aspect)

    def under(self, wider: Facts) -> Facts:
        """These facts completed by wider ones. The council’s own name outweighs those of strangers further away."""
        if not self.said and not self.flag and not self.of_months:
            return wider
        ours = any(one.id == OURS for one in self.said)
        further = tuple(one for one in wider.said if not (ours and one.id in STRANGERS))
        return Facts(self.said + further, self.flag or wider.flag, self.of_months + wider.of_months)


NOTHING = Facts()


class SheetFacts:
    """What the name of a sheet and the filters on it state, and the words that name measures."""

    def __init__(
        self, view: SheetView, workbook: Facts = NOTHING, name: str = "", answers: Answers | None = None
    ) -> None:
        """``workbook`` is what the file says of all its figures, ``name`` its own; ``answers`` are the officer's."""
        self.workbook, self.answers = name, answers or Answers()
        self.view = view
        self.council = view.lexicon.council
        self.known = view.lexicon.naming_words
        self._said: dict[tuple[int, int], tuple[Said, ...]] = {}
        sheet = view.sheet
        unclear = fold(sheet.name) in listed("unclear_sheets")  # CP is child protection only beside other services
        over = () if unclear else stated_over(sheet.name)
        named = stated_in(sheet.name, self.known, self.council) or cut_short(sheet.name) or over
        beside = (one for line in sheet.page_lines for one in stated_by_note(line, self.known, self.council))
        named = (*named, *(one for one in at(beside, BESIDE_CELLS) if not is_sender(one)))
        self.filters = tuple(self._filters())
        dated = ((cut_off(line, as_at=True), BESIDE_CELLS) for line in sheet.page_lines)
        self.of_months = (*workbook.of_months, *((of, where) for of, where in dated if of is not None))
        flag = next(filter(None, map(flag_of, (sheet.name, *sheet.page_lines))), "")
        self.facts = Facts((*self.filters, *named), flag).under(workbook)

    def said_by(self, cell: Cell) -> tuple[Said, ...]:
        """What a line of text states, with its address."""
        spot = (cell.row, cell.column)
        if spot not in self._said:
            text = _KEY.sub(" ", cell.text)  # R12M = rolling 12 months, MS = monthly snapshot
            told = [*stated_in(text, self.known, self.council), *denied_in(text)]
            if cut_off(text, self.view.sheet.beside(cell)) is not None:  # To date, 12 December 2023: no year so far
                told = [one for one in told if one.aspect is not Aspect.SPAN]
            self._said[spot] = at(told, cell.address)
        return self._said[spot]

    def said_over(self, cell: Cell) -> tuple[Said, ...]:
        """What a title or a section row states over figures: a word that is all of it, or of a part, may do so too."""
        said, label = self.said_by(cell), _LABELLED.fullmatch(cell.text)
        sender = label is not None and names_a_sender(label["name"])  # Team: MASH
        parts = [] if sender else _PARTS_OF_TITLE.split(cell.text)[1:]  # Scorecard - 16+
        over = at((one for part in (cell.text, *parts) for one in stated_over(part)), cell.address)
        return said if any(one.id != OURS for one in said) else (*said, *over)

    def unclear(self, cell: Cell) -> tuple[Said, ...]:
        """That a title or a section row, alone in its row, holds words that nothing explains."""
        return at(unclear_words(_KEY.sub(" ", cell.text), self.known, self.council), cell.address)

    def _filters(self) -> Iterator[Said]:
        """Whose the figures are by the filters that an export lists: “Applied filters: Gender is Female”."""
        cells = self.view.sheet.cells
        for cell in cells.values():
            if type(cell.value) is not str or not begins_filters(cell.text):
                continue
            below = takewhile(bool, (cells.get((cell.row + n, cell.column)) for n in range(1, MOST_FILTERS)))
            lines = [(line, cell) for line in str(cell.value).split("\n")]
            lines += [(line, one) for one in below if one and one.text for line in str(one.value).split("\n")]
            for line, where in lines:
                text = without_opening(line).strip()
                match = _CONDITION.fullmatch(text)
                if match is not None and not (where is not cell and self._is_table_row(where)):
                    yield from self._narrowed(match["name"], match["value"], where.address)
                elif (bracketed := _BRACKETED.fullmatch(text)) is not None and text != line.strip():
                    yield from self._narrowed(bracketed["name"], bracketed["value"], where.address)
                elif text != line.strip() and stated_alone(text, Aspect.WHOSE):
                    yield from self._narrowed("", text, where.address)
                elif text.casefold().startswith(("included", "excluded")):
                    yield Said(Aspect.WHOSE, UNKNOWN, PICKED, "", where.address)

    def _is_table_row(self, cell: Cell) -> bool:
        return any(is_figure(other) for other in self.view.sheet.rows.get(cell.row, {}).values())

    def labelled(self, cell: Cell) -> Iterator[Said]:
        """Whose the figures are by a label and a value in one cell: “Locality: North”."""
        match = _LABELLED.fullmatch(cell.text)
        parts = [stated_alone(match[key], Aspect.WHOSE) for key in ("name", "value")] if match is not None else []
        glossary = len({one.id for one in parts if one is not None}) == 1 and None not in parts  # UASC: unaccompanied …
        if match is not None and is_filter(match["name"]) and not glossary:
            yield from self._narrowed(match["name"], match["value"], cell.address, block=True)

    def _narrowed(self, name: str, value: str, cell: str, block: bool = False) -> Iterator[Said]:
        """The fact that a filter states, by its name and the value that it lets through.

        In a ``block`` of lines above a table, Team or Provider may only say whose return it is.
        """
        wanted = value.strip(" ()'\"")
        folded = fold(wanted)
        if is_no_filter(name) or says_nothing(folded) or is_ours(folded, self.council):
            return
        known = stated_alone(wanted, Aspect.WHOSE) or _first_whose(stated_in(wanted, self.known, self.council))
        if known is not None and known.id == WHOLE:
            return
        of_a_part = known is None and names_a_part(name, folded, self.known.union(fold(self.council).split()))
        if (known is None or is_service(known)) and block and names_a_sender(name) and not of_a_part:
            return
        if known is None:
            yield Said(Aspect.WHOSE, UNKNOWN, PICKED, "", cell)
        else:
            yield Said(Aspect.WHOSE, known.id, f"{known.name}, by a filter", known.words, cell)

    def page_filters(self, rows: Iterable[int]) -> Iterator[Said]:
        """Whose the figures are by pairs of cells above a table, as a pivot table has them: Gender, Female."""
        for row in rows:
            cells = list(self.view.sheet.rows.get(row, {}).values())
            if self.is_filter_row(row):
                label, value = cells
                yield from self._narrowed(label.text, value.text, value.address, block=True)
            elif len(cells) == PAIR:
                told = (
                    *answered(cells[0].text, cells[1].text),
                    *stated_by_label(cells[0].text.rstrip(" :"), cells[1].text),
                )
                yield from at(told, cells[1].address)
                if begins_filters(cells[0].text) and (match := _CONDITION.fullmatch(cells[1].text)):
                    yield from self._narrowed(match["name"], match["value"], cells[1].address)
            elif len(cells) == 1 + PAIR and cells[1].column > cells[0].column + 1 and self._is_filter(*cells[1:]):
                label, value = cells[1:]  # set apart from a title to their left
                yield from self._narrowed(label.text, value.text, value.address, block=True)

    def is_filter_row(self, row: int) -> bool:
        """Whether a row holds only the name of a filter and its value, and no headings of a table."""
        cells = list(self.view.sheet.rows.get(row, {}).values())
        return len(cells) == PAIR and self._is_filter(*cells)

    def _is_filter(self, label: Cell, value: Cell) -> bool:
        """Whether two cells side by side are the name of a filter and its value, and no headings of a table."""
        if not (label.text and value.text) or value.column != label.column + 1:
            return False
        meaning = self.view.meaning(value)
        ages = is_heading_of("age_heading", label.text.strip(" :")) and _AGES.fullmatch(value.text)  # 16-17: no year
        period = None if ages else self.view.period(value)
        heads = period is not None or meaning.items or meaning.role  # as in a header row
        named = is_filter(label.text.strip(" :")) or (self._is_pivot and not is_no_filter(label.text.strip(" :")))
        return named and not heads

    @cached_property
    def _is_pivot(self) -> bool:
        """Whether the sheet holds a pivot table, above which every pair of cells is a filter, whatever its name."""
        corners = listed("pivot_labels")
        return any(type(one.value) is str and one.value.casefold() in corners for one in self.view.sheet.cells.values())


def is_sender(said: Said) -> bool:
    """Whether a line in the header of a page may only say who sends the figures: a team, a service, a council."""
    return said.id in {"council", "team"} or is_service(said)


def _first_whose(said: Iterable[Said]) -> Said | None:
    return next((one for one in said if one.aspect is Aspect.WHOSE), None)
