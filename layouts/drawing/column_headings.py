"""Column headings of a table: one for each column, and above some of them headings that span a group of columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from layouts import roles, theme
from layouts.blocks import Column, plain
from layouts.drawing.column_widths import MeasuredCell, MeasuredGroup
from layouts.drawing.pen import CENTRE, LEFT, RIGHT, Pen
from layouts.text.set_text import SetText, measure_text
from layouts.theme import TableStyle

LONGEST_COLUMN_HEADING = 10  # lines; more is cut
_SHARE = {LEFT: 0.0, CENTRE: 0.5, RIGHT: 1.0}  # of the width, from the left edge to where text is aligned


class SetColumn(NamedTuple):
    """A column on the page: its left edge in the table and its width in points, and the side its text is aligned to."""

    x: float
    width: float
    side: str


class GroupHeading(NamedTuple):
    """A set heading over the columns from ``start`` up to but not including ``stop``."""

    start: int
    stop: int
    words: SetText


class ColumnHeading(NamedTuple):
    """A column's own set heading, and whether a group heading stands above it."""

    words: SetText
    grouped: bool


@dataclass(frozen=True, slots=True)
class TableHeading:
    """The set column headings of a table: one row of them, or two where some columns are grouped.

    ``upper`` is the height of the row of group headings in points, 0 without groups.
    """

    cells: tuple[ColumnHeading, ...]
    groups: tuple[GroupHeading, ...]
    columns: tuple[SetColumn, ...]
    upper: float
    height: float
    style: TableStyle
    width: float

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw the headings and the rules under them."""
        with pen.within(roles.ROW):
            self._draw_upper(pen, x, top)
        if self.groups:
            with pen.within(roles.ROW):
                for place, cell in enumerate(self.cells):
                    if cell.grouped:
                        with pen.within(roles.COLUMN_HEADER):
                            self._draw_own(pen, place, x, top)
        for group in self.groups:
            # As wide as its columns: the gaps beside them keep it from the rule of the next group.
            under, foot = self.columns[group.start : group.stop], top + self.upper - theme.UNDER_GROUP_RULE
            pen.rule(x + under[0].x, foot - theme.HAIRLINE, _width(under), theme.HAIRLINE, theme.RULE_STRONG)
        pen.rule(x, top + self.height - theme.HEADER_RULE, self.width, theme.HEADER_RULE, theme.RULE_STRONG)

    def _draw_upper(self, pen: Pen, x: float, top: float) -> None:
        """Draw the first row: the group headings, and the headings of columns in no group."""
        groups = {group.start: group for group in self.groups}
        both = roles.COLUMN_HEADER.attributes._replace(rows=2 if self.groups else 1)
        for place, cell in enumerate(self.cells):
            if not cell.grouped:
                with pen.within(roles.COLUMN_HEADER, attributes=both):
                    self._draw_own(pen, place, x, top)
            elif place in groups:
                group = groups[place]
                over = roles.COLUMN_HEADER.attributes._replace(columns=group.stop - group.start)
                with pen.within(roles.COLUMN_HEADER, attributes=over):
                    self._draw_group(pen, group, x, top)

    def _draw_group(self, pen: Pen, group: GroupHeading, x: float, top: float) -> None:
        under = self.columns[group.start : group.stop]
        side = CENTRE if len(under) > 1 and under[0].side == RIGHT else under[0].side
        foot = top + self.upper - theme.UNDER_GROUP_RULE - theme.HAIRLINE - theme.ABOVE_GROUP_RULE
        pen.text(group.words, x + under[0].x + _SHARE[side] * _width(under), foot - group.words.height, side=side)

    def _draw_own(self, pen: Pen, place: int, x: float, top: float) -> None:
        column, words = self.columns[place], self.cells[place].words
        foot = top + self.height - self.style.above
        pen.text(words, x + column.x + _SHARE[column.side] * column.width, foot - words.height, side=column.side)


def column_groups(columns: Sequence[Column]) -> Iterator[tuple[int, int]]:
    """Start and stop of each group of neighbouring columns; a column in no group forms one of its own."""
    start = 0
    for _, run in groupby(enumerate(columns), lambda at: plain(at[1].group).strip() or at[0]):
        count = len(list(run))
        yield start, start + count
        start += count


def measured_groups(columns: Sequence[Column], style: TableStyle) -> tuple[MeasuredGroup, ...]:
    """The group headings, measured."""
    return tuple(
        MeasuredGroup(start, stop, MeasuredCell(measure_text(columns[start].group, style.heading)))
        for start, stop in column_groups(columns)
        if plain(columns[start].group).strip()
    )


def set_headings(
    headings: Sequence[MeasuredCell],
    groups: Sequence[MeasuredGroup],
    columns: tuple[SetColumn, ...],
    style: TableStyle,
    width: float,
) -> TableHeading:
    """Set the headings of columns of known widths. Those in no group may be as high as both rows together."""
    grouped = {place for group in groups for place in range(group.start, group.stop)}
    cells = tuple(
        ColumnHeading(heading.words.set(column.width, LONGEST_COLUMN_HEADING), place in grouped)
        for place, (heading, column) in enumerate(zip(headings, columns, strict=True))
        if heading.words
    )
    over = tuple(
        GroupHeading(start, stop, heading.words.set(_width(columns[start:stop]), LONGEST_COLUMN_HEADING))
        for start, stop, heading in groups
        if heading.words
    )
    alone = max((cell.words.height for cell in cells if not cell.grouped), default=0.0) + 2 * style.above
    lower = max((cell.words.height for cell in cells if cell.grouped), default=0.0) + style.above
    ruled = theme.ABOVE_GROUP_RULE + theme.HAIRLINE + theme.UNDER_GROUP_RULE
    upper = max((group.words.height for group in over), default=0.0) + style.above + ruled
    height = max(alone, upper + lower) if over else alone
    return TableHeading(cells, over, columns, height - lower if over else 0.0, height, style, width)


def _width(columns: Sequence[SetColumn]) -> float:
    """Points from the left edge of the first of some neighbouring columns to the right edge of the last."""
    return columns[-1].x + columns[-1].width - columns[0].x
