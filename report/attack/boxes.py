"""Readings of boxes: panels and tiles, each a measure's sentence, its figures in large and small type, and a chart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from inputs.period import YEAR_MONTHS, Period
from layouts.reading.tree import SpokenElement
from report.attack.alt_texts import AltText
from report.attack.known_measures import Named
from report.attack.paper import Cell, Reading, Side, exactly, hidden
from report.attack.printed_words import NUMBER, UNIT, number, plain, read_figure, span_of, when_in
from report.metrics.model.measure import Measure, Unit

_WHERE = "box"
_BIG = re.compile(rf"{NUMBER}{UNIT}(?: of {NUMBER})?|hidden|[Ff]ewer than \d+")
_COUNTS = re.compile(rf"({NUMBER}) of (?:the )?({NUMBER}) [a-z][^(]*")
_CHILDREN = re.compile(rf"({NUMBER}) (?:children|child|young people)")
_A_YEAR_AGO = re.compile(r"(?:(.+), a year ago|A year ago): (.+)|Was (.+) a year ago|.* a year ago \(((?!.* to ).+)\)")
_PAIRED = re.compile(rf"(.+), ({NUMBER}) (.+)")
_OPENS = re.compile(rf"({NUMBER}) [a-z]")
_SECOND_SAID = re.compile(rf"(?:, and ({NUMBER}) left|, ({NUMBER}) times between them)")
_NOT_SHOWN = re.compile(r"We do not show this figure|The figure .* is hidden, to protect children")  # to 0.6.0, since
_FUNNEL = re.compile(rf"Funnel plot .*?: ({NUMBER}%) of ({NUMBER})\b")
_EVERY_100 = re.compile(rf"(.+)\. ({NUMBER}) of a hundred circles are filled")


def measures_of(box: SpokenElement, named: Named) -> tuple[Measure, ...]:
    """The measures of a box, by its title; none for a section that is no box."""
    if not box.parts or box.parts[0].tag[:1] not in {"P", "H"}:
        return ()
    return named.titled(plain(box.parts[0].text))


def read_box(box: SpokenElement, measures: Sequence[Measure], named: Named, month: Period) -> Iterator[Reading]:
    """All that a box says of its measures. ``month`` is that of the paper, for a box that names none."""
    measure, partner = measures[0], measures[1] if len(measures) > 1 else None
    texts = [plain(part.text) for part in box.parts[1:] if part.tag == "P"]
    charts = [AltText(part.alt, named) for part in box.parts if part.tag == "Figure"]
    for chart in charts:
        yield from chart.readings(partner, "" if box.parts[0].tag != "P" else measure.report_as)
    if measure.groups:
        return
    said = [period for text in texts if (period := when_in(text))]
    ends = [chart.latest for chart in charts if chart.latest]
    last = said[0].last_month if said else ends[0].last_month if ends else month
    for one, text in ((one, text) for text in texts for one in measures if _NOT_SHOWN.match(text)):
        yield hidden(Cell(one.id, "", span_of(one, last, one.report_as)), text and _WHERE)
    large = next((text for text in texts if _BIG.fullmatch(text)), "")
    if large:  # the first is the box's own figure; others beside it are of other times
        of_each_month = any("during each month" in text for text in texts)
        own = Cell(measure.id, "", span_of(measure, last, "" if of_each_month else measure.report_as))
        yield from read_figure(large, measure, own, _WHERE)
    for text in texts:
        yield from _fact(text, measure, partner, last)


def _fact(text: str, measure: Measure, partner: Measure | None, last: Period) -> Iterator[Reading]:
    """What one text of a box says: the counts of its figure, that of a year ago, the partner's, or a sentence."""
    cell = Cell(measure.id, "", span_of(measure, last, measure.report_as))
    other = Cell(partner.id, "", span_of(partner, last, partner.report_as)) if partner else None
    before = _A_YEAR_AGO.fullmatch(text)
    if before:
        yield from _year_ago(before, measure, partner, last)
    elif counts := _COUNTS.fullmatch(text):
        yield from _both(counts, measure, cell)
    elif (children := _CHILDREN.fullmatch(text)) and measure.unit.is_average:
        yield exactly(cell, Side.OF, number(children[1]), _WHERE)
    elif partner and other and (paired := _PAIRED.fullmatch(text)) and paired[3] == partner.pair_name.lower():
        yield exactly(other, Side.COUNTED, number(paired[2]), _WHERE)
    elif text.endswith(".") and (said := when_in(text)) and said.last_month == last:
        yield from _sentence(text, measure, partner, cell, other)


def _both(counts: re.Match[str], measure: Measure, cell: Cell) -> Iterator[Reading]:
    yield exactly(cell, Side.COUNTED, number(counts[1]), _WHERE)
    if measure.unit is not Unit.COUNT:
        yield exactly(cell, Side.OF, number(counts[2]), _WHERE)


def _year_ago(before: re.Match[str], measure: Measure, partner: Measure | None, last: Period) -> Iterator[Reading]:
    name, *values = before.groups()
    value = next(value for value in values if value is not None)
    one = partner if name and partner and name.casefold() == partner.pair_name.casefold() else measure
    yield from read_figure(value, one, Cell(one.id, "", span_of(one, last.back(YEAR_MONTHS), one.report_as)), _WHERE)


def _sentence(
    text: str, measure: Measure, partner: Measure | None, cell: Cell, other: Cell | None
) -> Iterator[Reading]:
    opens, counts = _OPENS.match(text), _COUNTS.match(text)
    if counts and measure.unit is Unit.PCT:
        yield from _both(counts, measure, cell)
    elif opens and measure.unit is Unit.COUNT:
        yield exactly(cell, Side.COUNTED, number(opens[1]), _WHERE)
        second = _SECOND_SAID.search(text) if partner else None
        if second and other:
            yield exactly(other, Side.COUNTED, number(second[1] or second[2]), _WHERE)


def read_funnel(box: SpokenElement, named: Named) -> Iterator[Reading]:
    """Our own point in a funnel plot: its percentage and what it is out of, at the date that the box says."""
    period = next((said for part in box.parts if part.tag == "P" and (said := when_in(part.text))), None)
    for figure in (part for part in box.parts if part.tag == "Figure"):
        match, measure = _FUNNEL.search(plain(figure.alt)), AltText(figure.alt, named).measure
        if match and measure and period:
            cell = Cell(measure.id, "", span_of(measure, period.last_month))
            yield from read_figure(match[1], measure, cell, "alt text")
            yield exactly(cell, Side.OF, number(match[2]), "alt text")


def read_circles(figure: SpokenElement, named: Named, month: Period) -> Iterator[Reading]:
    """A promise of the young people's sheet: how many of a hundred circles are filled, which is within one of it."""
    match = _EVERY_100.match(plain(figure.alt))
    measure = named.named(match[1]) if match else None
    if match and measure and measure.unit is Unit.PCT:
        cell = Cell(measure.id, "", span_of(measure, month, measure.report_as))
        of_100 = number(match[2])
        yield Reading(cell, Side.VALUE, of_100 - 1, of_100 + 1, "sheet")
