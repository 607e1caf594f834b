"""Sets a panel: name, message, key figure beside its charts, then tables, commentary and small print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from layouts import roles, theme
from layouts.blocks import Figure, Panel
from layouts.drawing.flowables import AFTER_AN_INTRODUCTION, NO_PENALTY, Flowable, Passage, Piece, least_height
from layouts.drawing.heading import set_heading
from layouts.drawing.panel_figures import KeyFigure, set_key_figure
from layouts.drawing.pen import Pen
from layouts.drawing.table import set_table
from layouts.roles import Role
from layouts.text.chart_heights import HeightRange, chart_heights
from layouts.text.set_text import SetText, set_running, set_text
from layouts.theme import Edition

LONGEST_TITLE = 4  # lines of a chart's title or subtitle; more is cut
_LOWEST_CHART = 40.0  # points
_SHORT_SMALL_PRINT = 0.2 * theme.FRAME_HEIGHT


@dataclass(frozen=True, slots=True)
class TitledChart:
    """One chart, ``width`` points wide, under its title and subtitle."""

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
        place = (x, top + self._words_height, self.width, heights[0])
        pen.chart(self.figure, place, self.edition.chart_label)


@dataclass(frozen=True, slots=True)
class KeyFigureAndCharts:
    """The key figure on the left, charts one under the other on the right, filling the height of the left side."""

    key_figure: KeyFigure
    charts: tuple[TitledChart, ...]
    above: float = theme.ABOVE_KEY_FIGURE
    role: Role = roles.PANEL
    pieces: tuple[Piece, ...] = field(init=False)

    def __post_init__(self) -> None:
        left = least_height(self.key_figure)
        right = sum(map(least_height, self.charts)) + theme.ABOVE_FIGURE * (len(self.charts) - 1)
        ranges = [each for chart in self.charts for each in _chart_ranges(chart)]
        filled = chart_heights(ranges, left - right)
        height = right + sum(filled) - sum(each.least for each in ranges)
        charts = tuple(each._replace(least=least) for each, least in zip(ranges, filled, strict=True))
        object.__setattr__(self, "pieces", (Piece(max(left, height), charts=charts),))

    def draw(self, pen: Pen, x: float, top: float, start: int, stop: int, heights: Sequence[float]) -> None:
        """Draw the left side, then the right."""
        self.key_figure.draw(pen, x, top, start, stop, ())
        for chart, height in zip(self.charts, heights, strict=True):
            chart.draw(pen, x + self.key_figure.edition.right_x, top, 0, 1, (height,))
            top += _height(chart, (height,)) + theme.ABOVE_FIGURE


@dataclass(frozen=True, slots=True)
class KeepTogether:
    """Flowables that are never split, such as a whole panel; ``ruled`` draws a light rule in the space above.

    ``panel`` identifies the panel if flowables outside the group belong to it too; else a page may well end after it.
    """

    parts: tuple[Flowable, ...]
    above: float
    ruled: bool
    role: Role = roles.PANEL
    panel: object = None
    pieces: tuple[Piece, ...] = field(init=False)

    def __post_init__(self) -> None:
        whole = sum(map(least_height, self.parts)) + sum(part.above for part in self.parts[1:])
        charts = tuple(each for part in self.parts for each in _chart_ranges(part))
        penalty = self.parts[-1].pieces[-1].penalty if self.panel else NO_PENALTY
        object.__setattr__(self, "pieces", (Piece(whole, penalty, charts=charts),))

    def draw(self, pen: Pen, x: float, top: float, start: int, stop: int, heights: Sequence[float]) -> None:
        """Draw the parts one under the other."""
        if self.ruled and top > 0:
            pen.rule(x, top - self.above / 2, theme.FRAME_WIDTH, theme.HAIRLINE, theme.RULE)
        given = list(heights)
        with pen.panel(id(self.panel or self)):
            for index, part in enumerate(self.parts):
                count = len(_chart_ranges(part))
                own, given = given[:count], given[count:]
                top += part.above if index else 0.0
                part.draw(pen, x, top, 0, len(part.pieces), own)
                top += _height(part, own)


@dataclass(frozen=True, slots=True)
class PartOfPanel:
    """A flowable of a panel that is spread over pages.

    ``held`` makes a page break after it costly, so that it stays with what follows if possible.
    """

    part: Flowable
    panel: object
    held: bool

    @property
    def role(self) -> Role:
        """That of the part."""
        return self.part.role

    @property
    def above(self) -> float:
        """That of the part."""
        return self.part.above

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Those of the part."""
        *others, last = self.part.pieces
        return (*others, last._replace(penalty=max(last.penalty, AFTER_AN_INTRODUCTION)) if self.held else last)

    def draw(self, pen: Pen, x: float, top: float, start: int, stop: int, heights: Sequence[float]) -> None:
        """Draw some pieces of the part, inside its panel."""
        with pen.panel(id(self.panel)):
            self.part.draw(pen, x, top, start, stop, heights)


def _chart_ranges(flowable: Flowable) -> list[HeightRange]:
    """The height ranges of all its charts."""
    return [each for piece in flowable.pieces for each in piece.charts]


def _height(flowable: Flowable, heights: Sequence[float]) -> float:
    """Its height in points with its charts at these heights."""
    return least_height(flowable) + sum(heights) - sum(each.least for each in _chart_ranges(flowable))


def set_panel(panel: Panel, above: float, ruled: bool, room: float, edition: Edition) -> list[Flowable]:
    """Set a panel as one flowable that is never split, or in parts where the whole is higher than ``room`` points."""
    group = KeepTogether(tuple(_parts(panel, edition, opened=edition.stacked)), above, ruled)
    if least_height(group) <= room:
        return [group]
    # One chart may yet share a page with its table; of several, each is given the height it asks for.
    roomy = replace(edition, least_chart=edition.least_opened_chart) if len(panel.figures) > 1 else edition
    parts = tuple(_parts(panel, roomy, opened=True))
    whole = object()  # identifies the panel; the block itself does not, as it may be set twice
    first = _opening(parts, room)
    opening = KeepTogether(parts[:first], above, ruled, parts[0].role if first == 1 else roles.PANEL, whole)
    held = [after is not None and after.role is roles.SMALL_PRINT for after in (*parts[1:], None)]
    return [opening, *(_apart(part, whole, keep) for part, keep in zip(parts[first:], held[first:], strict=True))]


def _apart(part: Flowable, whole: object, held: bool) -> Flowable:
    """A part that may begin a page; short small print stays together."""
    if part.role is roles.SMALL_PRINT and least_height(part) <= _SHORT_SMALL_PRINT:
        return KeepTogether((part,), part.above, False, part.role, whole)
    return PartOfPanel(part, whole, held)


def _opening(parts: Sequence[Flowable], room: float) -> int:
    """How many parts of a spread panel stay together: up to its first chart, if they are not too high."""
    first = next((place for place, part in enumerate(parts, 1) if isinstance(part, TitledChart)), 1)
    return first if least_height(KeepTogether(tuple(parts[:first]), 0.0, ruled=False)) <= room else 1


def _parts(panel: Panel, edition: Edition, opened: bool) -> Iterator[Flowable]:
    """The parts of a panel in reading order. ``opened``, key figure and charts stand one under the other."""
    yield set_heading(panel.name, panel.ref, level=roles.PANEL_LEVEL, above=0.0, bookmarked=True, edition=edition)
    if panel.message:
        words = set_running(panel.message, edition.body, theme.FRAME_WIDTH)
        yield Passage(roles.MESSAGE, words, theme.UNDER_HEADING)
    yield from _body(panel, edition, opened)
    for table in panel.tables:
        yield from set_table(table, theme.FRAME_WIDTH, theme.ABOVE_COMPACT_TABLE, edition)
    for text in panel.commentary:
        words = set_running(text, edition.basis, theme.FRAME_WIDTH)
        yield Passage(roles.COMMENTARY, words, theme.ABOVE_COMMENTARY)
    for index, text in enumerate(panel.small_print):
        words = set_running(text, edition.small, theme.FRAME_WIDTH)
        yield Passage(roles.SMALL_PRINT, words, 0.0 if index else theme.ABOVE_SMALL_PRINT)


def _body(panel: Panel, edition: Edition, opened: bool) -> Iterator[Flowable]:
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
