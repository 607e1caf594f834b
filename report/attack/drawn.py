"""Readings of what is drawn: bars, lines and labels where a figure is hidden, and heights that say more than print."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from inputs.period import Period
from layouts.pdf_reader.file import FigureBox, PdfFile
from layouts.preflight.interpreter import interpret
from layouts.preflight.painted_objects import PaintedPage
from report.attack.alt_texts import AltText
from report.attack.known_measures import Named, hides_small
from report.attack.marks import Marks, marks_of
from report.attack.measuring import Known, Scale, axis_of, points_at, scale_of, slots_of
from report.attack.paper import Cell, Reading, Side, exactly
from report.attack.printed_words import NUMBER, UNIT, as_counted, read_figure, span_of
from report.metrics.model.measure import Measure, Unit
from report.metrics.model.period_type import PeriodType

WHERE = "drawn"
_LABEL = re.compile(rf"{NUMBER}{UNIT}(?: of {NUMBER})?(?: \(\d+%\))?")
_HALF_IN_WORDS = 0.05  # points: how far a percentage that is printed as two counts may be drawn beside them
_BESIDE_STEP = 0.35  # of a step, to either side of its point
_GROUP_ROW_PT = 3.0  # from the middle of a group's name to the middle of its bar
_MOST_SLOTS = 400
_FRACTION = 10**6


class _Series(NamedTuple):
    """Figures in a chart, place by place: their cells, what is printed of them, and which side that is."""

    measure: Measure
    cells: tuple[Cell, ...]
    known: dict[int, Known]
    side: Side


class Drawn:
    """The charts of a file, measured against what was read of it before."""

    def __init__(self, file: PdfFile, readings: Sequence[Reading], named: Named) -> None:
        self._named = named
        self._numbers: dict[Cell, Known] = {}
        for one in readings:
            if one.side in {Side.VALUE, Side.COUNTED}:
                self._note(one)
        self._note_words(readings)
        self._hidden = {one.cell for one in readings if one.side is Side.HIDDEN} - self._numbers.keys()
        self._pages, self._figures = file.pages, file.figures
        self._painted: dict[int, PaintedPage] = {}

    def readings(self) -> Iterator[Reading]:
        """What is drawn of hidden figures, and of shown ones more exactly than it is printed."""
        for figure in self._figures:
            alt = AltText(figure.alt, self._named)
            if alt.measure is None or not figure.page:
                continue
            if alt.measure.groups:
                yield from self._groups(figure, alt, alt.measure)
            elif alt.first and alt.latest and not alt.to_date:
                yield from self._course(figure, alt, alt.measure)

    def _note(self, one: Reading) -> None:
        """Keep the narrowest number printed of a cell: a percentage is worked out from its counts by no reader."""
        unit = self._named.by_id[one.cell.measure].unit
        if (one.side is Side.COUNTED) is (unit is Unit.COUNT):
            half = float(one.high - one.low) / 2
            before = self._numbers.get(one.cell)
            if before is None or half < before.half:
                self._numbers[one.cell] = Known(float(one.low) + half, half)

    def _note_words(self, readings: Sequence[Reading]) -> None:
        """Work out the percentages that are printed as "9 of 11" alone."""
        exact = {(one.cell, one.side): float(one.low) for one in readings if one.low == one.high}
        for (cell, side), of in exact.items():
            n = exact.get((cell, Side.COUNTED))
            is_share = self._named.by_id[cell.measure].unit is Unit.PCT and side is Side.OF
            if is_share and n is not None and of and cell not in self._numbers:
                self._numbers[cell] = Known(100 * n / of, _HALF_IN_WORDS)

    def _marks(self, figure: FigureBox) -> Marks:
        if figure.page not in self._painted:
            self._painted[figure.page] = interpret(figure.page, self._pages[figure.page - 1])
        return marks_of(figure, self._painted[figure.page])

    def _course(self, figure: FigureBox, alt: AltText, measure: Measure) -> Iterator[Reading]:
        """Of a chart over time: each run of points is tried as the course of each series that the chart may hold."""
        series = [one for one in self._series_of(alt, measure) if one.known]
        if not series or not any(self._tells(one, alt) for one in series):
            return
        marks = self._marks(figure)
        axis = axis_of(marks)
        for run in (*marks.lines, *marks.columns, *marks.dots):
            points = sorted(dict(run).items())
            fits = [(one, found) for one in series if (found := _placed(points, one, axis))]
            # Where every point is a printed figure of one series, the run is that series and no other.
            whole = [(one, found) for one, found in fits if found[0].keys() <= one.known.keys()]
            for one, found in whole or fits:
                yield from self._measured(one, *found)
                yield from self._labels(one, found[0], marks)

    def _tells(self, series: _Series, alt: AltText) -> bool:
        """Whether measuring a series may tell anything: of a hidden figure, or of a value rounded in print."""
        if any(cell in self._hidden for cell in series.cells):
            return True
        with_axis = any(word in " ".join(alt.sentences) for word in ("Line chart", "Bar chart"))
        return series.side is Side.VALUE and hides_small(series.measure) and with_axis

    def _series_of(self, alt: AltText, measure: Measure) -> Iterator[_Series]:
        labels = _labels_in(alt)
        partners = {one.id: one for one in self._named.by_id.values() if one.pair_name.casefold() in labels}
        for one in {measure.id: measure, **partners}.values():
            for kind in dict.fromkeys((one.period_type, one.report_as)):
                cells = _cells_over(alt, one, kind)
                if 2 < len(cells) < _MOST_SLOTS:
                    known = {at: self._numbers[cell] for at, cell in enumerate(cells) if cell in self._numbers}
                    yield _Series(one, cells, known, Side.COUNTED if one.unit is Unit.COUNT else Side.VALUE)
        yield from self._net(alt, measure)

    def _net(self, alt: AltText, measure: Measure) -> Iterator[_Series]:
        """The differences of those who came and those who left, where a chart has them."""
        leavers = next((one.leavers for one in self._named.by_id.values() if one.starts == measure.id), "")
        cells = _cells_over(alt, measure, "") if leavers and "net change" in _labels_in(alt) else ()
        known = {}
        for at, cell in enumerate(cells):
            came, left = self._numbers.get(cell), self._numbers.get(Cell(leavers, "", cell.period))
            if came and left:
                known[at] = Known(came.number - left.number, 0.0)
        if known:
            yield _Series(measure, cells, known, Side.NET)

    def _measured(self, series: _Series, places: Mapping[int, float], heights: Mapping[int, float], scale: Scale
                  ) -> Iterator[Reading]:  # fmt: skip
        for place, height in heights.items():
            value, known, cell = scale.number_at(height), series.known.get(place), series.cells[place]
            finer = known is not None and known.half > 0 and abs(value - known.number) > scale.doubt
            if finer or (known is None and cell in self._hidden):
                yield from _reading(cell, series.side, value, scale.doubt)

    def _labels(self, series: _Series, places: Mapping[int, float], marks: Marks) -> Iterator[Reading]:
        """Numbers that are written where a hidden figure would be drawn."""
        (low, x_low), (high, x_high) = min(places.items()), max(places.items())
        step = (x_high - x_low) / (high - low)
        for place, cell in enumerate(series.cells):
            x = x_low + (place - low) * step
            for word in marks.words if cell in self._hidden and series.side is not Side.NET else ():
                if abs(word.x - x) < _BESIDE_STEP * step and _LABEL.fullmatch(word.text):
                    yield from read_figure(word.text, series.measure, cell, WHERE)

    def _groups(self, figure: FigureBox, alt: AltText, measure: Measure) -> Iterator[Reading]:
        """Of a chart of groups, in rows: bars or dots beside the name of a group that is hidden, and numbers there."""
        then = alt.latest.back(12) if alt.latest else None
        names = list(measure.groups)
        for month in (alt.latest, then):
            cells = tuple(Cell(measure.id, name, span_of(measure, month)) for name in names) if month else ()
            if not any(cell in self._hidden for cell in cells):
                continue
            known = {at: self._numbers[cell] for at, cell in enumerate(cells) if cell in self._numbers}
            marks = self._marks(figure)
            rows = {at: word.y for word in marks.words for at, name in enumerate(names) if word.text == name}
            series = _Series(measure, cells, known, Side.COUNTED if measure.unit is Unit.COUNT else Side.VALUE)
            for run in (*marks.rows, *marks.dots):
                ends = _beside(run, rows)
                scale = scale_of(ends, known, None)
                if scale:
                    yield from self._measured(series, {}, ends, scale)
            if month == alt.latest:
                yield from self._written(series, rows, marks)

    def _written(self, series: _Series, rows: Mapping[int, float], marks: Marks) -> Iterator[Reading]:
        for at, y in rows.items():
            for word in marks.words if series.cells[at] in self._hidden else ():
                if abs(word.y - y) < _GROUP_ROW_PT and _LABEL.fullmatch(word.text):
                    yield from read_figure(word.text, series.measure, series.cells[at], WHERE)


def _labels_in(alt: AltText) -> set[str]:
    return {part.partition(": ")[0].casefold() for part in alt.sentences[1:]}


def _cells_over(alt: AltText, measure: Measure, kind: PeriodType | str) -> tuple[Cell, ...]:
    """The cells of every month, or quarter, of a chart's span."""
    first, last = alt.first, alt.latest
    if first is None or last is None or first.length != last.length:
        return ()
    steps = range((last.index - first.index) // first.length, -1, -1)
    periods: Sequence[Period] = [last.back(step * first.length) for step in steps]
    if alt.looks_back:
        return tuple(Cell(measure.id, "", period.lasting(alt.looks_back)) for period in periods)
    if first.length > 1:
        return tuple(Cell(measure.id, "", as_counted(measure, period)) for period in periods)
    return tuple(Cell(measure.id, "", span_of(measure, period, kind)) for period in periods)


def _placed(
    points: Sequence[tuple[float, float]], series: _Series, axis: Scale | None
) -> tuple[dict[int, float], dict[int, float], Scale] | None:
    """The x and the height of each place of a series that a run of points is of, and their scale; None if it is not."""
    if len(points) < len(series.known) / 2 or len(points) > len(series.cells):
        return None
    shown = sorted(series.known)
    for places in slots_of([x for x, _ in points], shown, len(series.cells)):
        heights = points_at(points, places)
        scale = scale_of(heights, series.known, axis)
        if scale and all(0 <= place < len(series.cells) for place in places):
            return places, heights, scale
    return None


def _beside(run: Sequence[tuple[float, float]], rows: Mapping[int, float]) -> dict[int, float]:
    return {at: x for x, y in run for at, row in rows.items() if abs(y - row) < _GROUP_ROW_PT}


def _reading(cell: Cell, side: Side, value: float, doubt: float) -> Iterator[Reading]:
    """A measured number: of a count the only whole number it can be, of anything else how far it can be off."""
    if side is Side.VALUE:
        low, high = (Fraction(round(end * _FRACTION), _FRACTION) for end in (value - doubt, value + doubt))
        yield Reading(cell, side, low, high, WHERE)
        return
    whole = range(ceil(value - doubt - 0.01), floor(value + doubt + 0.01) + 1)
    if len(whole) == 1:
        yield exactly(cell, side, whole[0], WHERE)
