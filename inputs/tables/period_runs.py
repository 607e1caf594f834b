"""Finds where periods stand in a line: the sign of a table, wherever on the sheet it starts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from inputs.files.workbook_values import Cell
from inputs.headings.period_headings import Form, Part, part_of
from inputs.headings.timeline import settle
from inputs.headings.vocabulary import Heading
from inputs.tables.sheet_view import View, is_figure

WIDEST_GAP = 3  # blank places between two periods of one table

_LIKE_A_FRACTION = re.compile(r"\s*\d\d\s*/\s*\d\d\s*")


@dataclass(frozen=True, slots=True)
class Span:
    """A run of period headings in one line of a view: the places they stand at, in order."""

    view: View
    line: int
    parts: dict[int, Part]

    @property
    def first(self) -> int:
        """The first place."""
        return min(self.parts)

    @property
    def last(self) -> int:
        """The last place."""
        return max(self.parts)

    @property
    def headed(self) -> bool:
        """Whether a heading such as Month or Quarter stands before it."""
        return self.view.headed(self.line, self.first)

    def overlaps(self, other: Span) -> bool:
        """Whether the two share some of their reach along the line."""
        return self.first <= other.last and other.first <= self.last


def find_spans(view: View) -> list[Span]:
    """Find every run of period headings in the lines of a view, single ones included."""
    spans = []
    for line, cells in view.by_line.items():
        if any(view.part(cell) for cell in cells.values()):
            spans += [span for run in _runs(view, line, cells) if (span := _span(view, line, run))]
    return spans


def _runs(view: View, line: int, cells: Mapping[int, Cell]) -> Iterator[dict[int, Part]]:
    """Split a line into runs: a figure, a heading of a new table or a wide gap ends one."""
    run: dict[int, Part] = {}
    previous = 0
    for place, cell in cells.items():
        period = view.part(cell)
        if run and (place - previous > WIDEST_GAP + 1 or (period and _heads_another(view, max(run), place))):
            yield run
            run = {}
        if period:
            run[place] = period
        elif run and (is_figure(cell) or view.meaning(cell).heading in {Heading.MEASURE, Heading.PERIOD}):
            yield run
            run = {}
        previous = place
    if run:
        yield run


def _heads_another(view: View, before: int, after: int) -> bool:
    """Whether what lies between two periods, or stands beside the second, shows that it heads another table.

    So do names without figures between them, and months down that reach a row of months across.
    """
    if view.turned and view.heads_columns(after) and not view.heads_columns(before):
        return True
    return any(view.holds_names(place) for place in range(before + 1, after))


def _span(view: View, line: int, run: dict[int, Part]) -> Span | None:
    parts = settle(run, view.headed(line, min(run)))
    if not parts or all(found.form is Form.SERIAL for found in parts.values()):
        return None
    if all(found.form is Form.YEAR for found in parts.values()):
        worded = any(_is_worded(view.by_line[line][place]) for place in parts)
        headed = len(parts) > 1 and Span(view, line, parts).headed  # as in the Year column of a list
        if not (_consecutive_years(parts) or worded or headed):
            return None
    if _could_be_figures(view, line, parts) and _has_label(view, line, min(parts)):
        return None
    return Span(view, line, parts)


def _is_worded(cell: Cell) -> bool:
    """Whether a heading that means a year says so in words, such as ``Reporting year 2025``."""
    return part_of(cell.value) is not None and any(mark.isalpha() for mark in cell.text[:4])


def _consecutive_years(parts: dict[int, Part]) -> bool:
    steps = {second.year - first.year for first, second in pairwise(parts.values())}
    return len(parts) > 1 and (steps <= {0, 1} or steps <= {0, -1}) and steps != {0}


def _could_be_figures(view: View, line: int, parts: dict[int, Part]) -> bool:
    """Whether every heading could as well be a figure: 23/24 may be 23 of 24, and 2021 a count."""
    values = [view.by_line[line][place].value for place in parts]
    return all(
        isinstance(value, int | float) or (isinstance(value, str) and _LIKE_A_FRACTION.fullmatch(value))
        for value in values
    )


def _has_label(view: View, line: int, first: int) -> bool:
    """Whether a measure, a group or a role is named before the run, as in a row of figures."""
    labels = [view.meaning(view.filled(line, place)) for place in range(max(1, first - 6), first)]
    return any(label.names_data and label.heading is Heading.NONE for label in labels)
