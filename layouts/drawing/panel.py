"""A measure's panel: name, message, number and judgement beside the charts, then the numbers and the small print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from layouts import roles, theme
from layouts.blocks import Figure, Panel
from layouts.drawing.flowables import AFTER_AN_INTRODUCTION, Flowable, Passage, Piece, least_height
from layouts.drawing.heading import set_heading
from layouts.drawing.panel_figures import KeyFigure, set_key_figure
from layouts.drawing.pen import Pen
from layouts.drawing.table import set_table
from layouts.roles import Role
from layouts.text.chart_heights import HeightRange, chart_heights
from layouts.text.set_text import LONGEST_RUNNING, SetText, set_text
from layouts.theme import Edition

LONGEST_TITLE = 4  # lines of a chart's title or subtitle; more is cut
_LOWEST_CHART = 40.0  # points
_SHORT_SMALL_PRINT = 0.2 * theme.FRAME_HEIGHT


@dataclass(frozen=True, slots=True)
class TitledChart:
    """One chart, ``width`` wide, under its title and subtitle."""

    title: SetText
    subtitle: SetText
    figure: Figure
    width: float
    edition: Edition
    above: float = theme.ABOVE_FIGURE
    role: Role = roles.FIGURE
    pieces: tuple[Piece, ...] = field(init=False)

    def __post_init__(self) -> None:
        edition, asked = self.edition, self.figure
        most = min(asked.most_height_pt * edition.most_chart, edition.frame_height - self._words_height)
        least = max(min(asked.least_height_pt * edition.least_chart, most), _LOWEST_CHART)
        piece = Piece(self._words_height + least, charts=(HeightRange(least, max(least, most)),))
        object.__setattr__(self, "pieces", (piece,))

    @property
    def _words_height(self) -> float:
        return self.title.height + self.subtitle.height + theme.ABOVE_CHART

    def draw(self, pen: Pen, x: float, top: float, start: int, stop: int, heights: Sequence[float]) -> None:
        """Draw title, subtitle and chart."""
        with pen.within(roles.CHART_TITLE):
            pen.text(self.title, x, top)
        with pen.within(roles.CHART_SUBTITLE):
            pen.text(self.subtitle, x, top + self.title.height)
        drawing = self.figure.draw(self.width, heights[0], self.edition.chart_label)
        pen.figure(drawing, x, top + self._words_height, heights[0])


@dataclass(frozen=True, slots=True)
class KeyFigureAndCharts:
    """Judgement on the left, charts one under the other on the right; the charts fill the height of the left side."""

    key_figure: KeyFigure
    charts: tuple[TitledChart, ...]
    above: float = theme.ABOVE_AREA
    role: Role = roles.PANEL
    pieces: tuple[Piece, ...] = field(init=False)

    def __post_init__(self) -> None:
        left = least_height(self.key_figure)
        right = sum(map(least_height, self.charts)) + theme.ABOVE_FIGURE * (len(self.charts) - 1)
        rooms = [room for chart in self.charts for room in _rooms(chart)]
        filled = chart_heights(rooms, left - right)
        height = right + sum(filled) - sum(room.least for room in rooms)
        charts = tuple(replace(room, least=least) for room, least in zip(rooms, filled, strict=True))
        object.__setattr__(self, "pieces", (Piece(max(left, height), charts=charts),))

    def draw(self, pen: Pen, x: float, top: float, start: int, stop: int, heights: Sequence[float]) -> None:
        """Draw the left side, then the right."""
        self.key_figure.draw(pen, x, top, start, stop, ())
        for chart, height in zip(self.charts, heights, strict=True):
            chart.draw(pen, x + self.key_figure.edition.right_x, top, 0, 1, (height,))
            top += _height(chart, (height,)) + theme.ABOVE_FIGURE


@dataclass(frozen=True, slots=True)
class KeepTogether:
    """Flowables that never part, such as all of a panel; ``ruled`` puts a light rule into the space above.

    ``panel`` is what the parts belong to if others outside of the group belong to it too.
    """

    parts: tuple[Flowable, ...]
    above: float
    ruled: bool
    role: Role = roles.PANEL
    panel: object = None
    pieces: tuple[Piece, ...] = field(init=False)

    def __post_init__(self) -> None:
        whole = sum(map(least_height, self.parts)) + sum(part.above for part in self.parts[1:])
        charts = tuple(room for part in self.parts for room in _rooms(part))
        penalty = self.parts[-1].pieces[-1].penalty
        object.__setattr__(self, "pieces", (Piece(whole, penalty, charts=charts),))

    def draw(self, pen: Pen, x: float, top: float, start: int, stop: int, heights: Sequence[float]) -> None:
        """Draw the parts one under the other."""
        if self.ruled and top > 0:
            pen.rule(x, top - self.above / 2, theme.FRAME_WIDTH, theme.HAIRLINE, theme.RULE)
        given = list(heights)
        with pen.panel(id(self.panel or self)):
            for index, part in enumerate(self.parts):
                count = len(_rooms(part))
                own, given = given[:count], given[count:]
                top += part.above if index else 0.0
                part.draw(pen, x, top, 0, len(part.pieces), own)
                top += _height(part, own)


@dataclass(frozen=True, slots=True)
class PartOfPanel:
    """A flowable of a panel that is opened over pages; ``held`` to what follows it where there is another way."""

    part: Flowable
    panel: object
    held: bool

    @property
    def role(self) -> Role:
        """What the part is."""
        return self.part.role

    @property
    def above(self) -> float:
        """The space over the part."""
        return self.part.above

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The pieces of the part."""
        *others, last = self.part.pieces
        return (*others, replace(last, penalty=max(last.penalty, AFTER_AN_INTRODUCTION)) if self.held else last)

    def draw(self, pen: Pen, x: float, top: float, start: int, stop: int, heights: Sequence[float]) -> None:
        """Draw some pieces of the part, as a part of its panel."""
        with pen.panel(id(self.panel)):
            self.part.draw(pen, x, top, start, stop, heights)


def _rooms(flowable: Flowable) -> list[HeightRange]:
    return [room for piece in flowable.pieces for room in piece.charts]


def _height(flowable: Flowable, heights: Sequence[float]) -> float:
    """Points of the whole of it with its charts at these heights."""
    return least_height(flowable) + sum(heights) - sum(room.least for room in _rooms(flowable))


def set_panel(panel: Panel, above: float, ruled: bool, room: float, edition: Edition) -> list[Flowable]:
    """Measure a panel: one thing that never splits, or its parts one by one where the whole is higher than ``room``."""
    group = KeepTogether(tuple(_parts(panel, edition, opened=edition.stacked)), above, ruled)
    if least_height(group) <= room:
        return [group]
    # One chart may yet share a page with its numbers; where several cannot, each is given the room it asks for.
    roomy = replace(edition, least_chart=edition.least_opened_chart) if len(panel.figures) > 1 else edition
    parts = tuple(_parts(panel, roomy, opened=True))
    whole = object()  # not the panel itself: it may be set twice
    first = _opening(parts, room)
    opening = KeepTogether(parts[:first], above, ruled, parts[0].role if first == 1 else roles.PANEL, whole)
    held = [after is not None and after.role is roles.SMALL_PRINT for after in (*parts[1:], None)]
    return [opening, *(_apart(part, whole, keep) for part, keep in zip(parts[first:], held[first:], strict=True))]


def _apart(part: Flowable, whole: object, held: bool) -> Flowable:
    """A part that may begin a page; a few lines of small print stay together on theirs."""
    if part.role is roles.SMALL_PRINT and least_height(part) <= _SHORT_SMALL_PRINT:
        return KeepTogether((part,), part.above, False, part.role, whole)
    return PartOfPanel(part, whole, held)


def _opening(parts: Sequence[Flowable], room: float) -> int:
    """How many parts of an opened panel stay together: up to its first chart, where there is the height for them."""
    first = next((place for place, part in enumerate(parts, 1) if isinstance(part, TitledChart)), 1)
    return first if least_height(KeepTogether(tuple(parts[:first]), 0.0, ruled=False)) <= room else 1


def _parts(panel: Panel, edition: Edition, opened: bool) -> Iterator[Flowable]:
    """What a panel is made of, in reading order. Opened, judgement and charts stand one under the other."""
    yield set_heading(panel.name, panel.ref, level=roles.PANEL_LEVEL, above=0.0, bookmarked=True, edition=edition)
    if panel.message:
        words = set_text(panel.message, edition.body, theme.FRAME_WIDTH, LONGEST_RUNNING)
        yield Passage(roles.MESSAGE, words, theme.UNDER_HEADING)
    yield from _area(panel, edition, opened)
    for table in panel.tables:
        yield from set_table(table, theme.FRAME_WIDTH, theme.ABOVE_COMPACT_TABLE, edition)
    for text in panel.commentary:
        words = set_text(text, edition.basis, theme.FRAME_WIDTH, LONGEST_RUNNING)
        yield Passage(roles.COMMENTARY, words, theme.ABOVE_COMMENTARY)
    for index, text in enumerate(panel.small_print):
        words = set_text(text, edition.small, theme.FRAME_WIDTH, LONGEST_RUNNING)
        yield Passage(roles.SMALL_PRINT, words, 0.0 if index else theme.ABOVE_SMALL_PRINT)


def _area(panel: Panel, edition: Edition, opened: bool) -> Iterator[Flowable]:
    side_by_side = bool(panel.figures) and not opened
    key_figure = set_key_figure(panel, beside=not side_by_side, edition=edition)
    beside = side_by_side and key_figure is not None
    width = edition.right_width if beside else theme.FRAME_WIDTH
    charts = tuple(_chart(figure, width, edition) for figure in panel.figures)
    if key_figure and beside:
        yield KeyFigureAndCharts(key_figure, charts)
        return
    if key_figure:
        yield key_figure
    yield from charts


def _chart(figure: Figure, width: float, edition: Edition) -> TitledChart:
    title = set_text(figure.title, edition.chart_title, width, most_lines=LONGEST_TITLE, balanced=True)
    subtitle = set_text(figure.subtitle, edition.chart_subtitle, width, most_lines=LONGEST_TITLE, balanced=True)
    return TitledChart(title, subtitle, figure, width, edition)
