"""Readings of alt texts: what a chart says in words of its figures, one series after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from inputs.period import YEAR_MONTHS, Period
from report.attack.known_measures import Named
from report.attack.paper import Cell, Reading, Side, exactly
from report.attack.printed_words import (
    FEWER_THAN,
    NUMBER,
    UNIT,
    as_counted,
    named_period,
    number,
    plain,
    read_figure,
    span_of,
)
from report.metrics.model.measure import Measure
from report.metrics.model.period_type import PeriodType

_WHERE = "alt text"
_PERIOD = r"(?:(?:(?:12|36) months to )?[A-Z][a-z]+ \d{4}|\d{4}/\d\d Q[1-4])"
_QUARTER_MONTHS = 3
_VALUE = rf"{NUMBER}(?: of {NUMBER})?{UNIT}"
_PLACED = re.compile(rf"({_VALUE}) in (?:the )?({_PERIOD})")
_RUN = re.compile(rf"({_PERIOD}) to ({_PERIOD})")
_LISTED = re.compile(rf"(?:^|; )({_PERIOD}): (hidden|{_VALUE})")
_BARRED = re.compile(rf"Bar from nought, ({_PERIOD}): ({_VALUE})")
_GROUPED = re.compile(r"([^;:.]+): (hidden|\d[\d,]*)(?: \(\d+%\))?, then (hidden|\d[\d,]*)")
_BY_GROUP = re.compile(rf"Bar chart by group, ({_PERIOD})")
_SPAN = re.compile(rf"({_PERIOD})(?: to ({_PERIOD}))?")
_ENDS_HIDDEN = re.compile(rf": (hidden|{FEWER_THAN.pattern})$")
_OWN = ("", "A year ago", "A year before")
_FIRST_PLACE = re.compile(r"(?:[Ll]ine chart|[Tt]rend|two lines|two series|Bar from nought)\b")


class AltText:
    """An alt text of a chart in our reports: its measure, and its sentences with the series each one is about.

    ``latest`` is the last month it names as the end of its series; None where it names none. ``looks_back`` is over how
    many months each of its figures looks back, which are then given by quarter; 0 where they do not.
    """

    def __init__(self, alt: str, named: Named) -> None:
        self.sentences = [part.strip() for part in plain(alt.replace("\\xa0", " ")).rstrip(".").split(". ")]
        self.measure = named.named(self.sentences[0])
        self.first, self.latest = _ends(self.sentences[1:])
        self.looks_back = self.latest.length if self.latest and self.latest.length >= YEAR_MONTHS else 0
        if self.looks_back and self.first and self.latest:
            self.first, self.latest = (one.lasting(_QUARTER_MONTHS) for one in (self.first, self.latest))
        self.to_date = any("year to date" in part for part in self.sentences[1:])

    def readings(self, partner: Measure | None, kind: PeriodType | str = "", group: str = "") -> Iterator[Reading]:
        """Every figure it says. ``partner`` is the other measure of a chart of two, ``kind`` the period type.

        ``group`` is the one that it is about, if the words beside it name one.
        """
        measure, side = self.measure, Side.VALUE
        if measure is None or (measure.groups and not group):
            yield from self._of_groups(measure) if measure else ()
            return
        kind = PeriodType.YEAR_TO_DATE if self.to_date else kind
        series: Measure | None = measure
        for part in self.sentences[1:]:
            label, _, rest = part.partition(": ")
            found = _series(label, measure, partner)
            if found is not None:
                series, side = found
            elif not self._goes_on(label, part):
                continue
            if series is not None:
                for one in _said(rest if found is not None else part, part, series, side, kind):
                    yield replace(one, cell=replace(one.cell, group=group)) if group else one

    def _goes_on(self, label: str, part: str) -> bool:
        """Whether a sentence is about the series before it: its own course, a year ago, or its gaps."""
        about = label in _OWN or re.match(r"\d{4}/\d\d$", label) is not None
        return about or bool(_FIRST_PLACE.search(label) or _ENDS_HIDDEN.search(part) or _LISTED.match(part))

    def _of_groups(self, measure: Measure) -> Iterator[Reading]:
        """The figures of a chart of groups: now, and then."""
        text = ". ".join(self.sentences[1:])
        start = _BY_GROUP.search(text)
        month = named_period(start[1]) if start else None
        for name, now, then in _GROUPED.findall(text) if month else ():
            for said, at in ((now, month), (then, month.back(12) if month else None)):
                if at and name.strip() in measure.groups:
                    yield from read_figure(said, measure, Cell(measure.id, name.strip(), span_of(measure, at)), _WHERE)


def _ends(sentences: Sequence[str]) -> tuple[Period | None, Period | None]:
    """The first and the last period of a chart: as it says its span, or those of the bars that it lists."""
    if sentences and sentences[0].startswith("Bar chart by quarter"):
        named = [period for part in sentences for name in re.findall(_PERIOD, part) if (period := named_period(name))]
        named.sort(key=lambda period: period.index)
        return (named[0], named[-1]) if named else (None, None)
    match = next((match for part in sentences if (match := _SPAN.search(part))), None)
    return (named_period(match[1]), named_period(match[2] or match[1])) if match else (None, None)


def _series(label: str, measure: Measure, partner: Measure | None) -> tuple[Measure, Side] | None:
    """The series that a label begins, if it does."""
    if label == "Net change" and partner:
        return measure, Side.NET
    for one in (measure, partner):
        if one and label.casefold() == one.pair_name.casefold():
            return one, Side.VALUE
    return None


def _said(text: str, whole: str, measure: Measure, side: Side, kind: PeriodType | str) -> Iterator[Reading]:
    """The figures of a sentence about a series; one that ends with "hidden" or "fewer than 6" names what is hidden."""
    if ends := _ENDS_HIDDEN.search(whole):
        for month in _months(re.findall(_PERIOD, whole), whole) if side is Side.VALUE else ():
            yield from read_figure(ends[1], measure, _cell(measure, month, kind), _WHERE)
        return
    pairs = [(value, period) for value, period in _PLACED.findall(text)]
    pairs += [(value, period) for period, value in _LISTED.findall(text)]
    pairs += [(value, period) for period, value in _BARRED.findall(text)]
    for value, name in pairs:
        period = named_period(name)
        if period is None:
            continue
        cell = _cell(measure, period, kind)
        if side is Side.NET:
            yield exactly(cell, Side.NET, number(value), _WHERE)
        else:
            yield from read_figure(value, measure, cell, _WHERE)


def _months(names: Sequence[str], whole: str) -> Iterator[Period]:
    run = [period for name in names if (period := named_period(name))]
    if len(run) == 2 and _RUN.search(whole):
        step = 1 if run[0].length == 1 else _QUARTER_MONTHS
        yield from (run[1].back(back) for back in range(0, run[1].index - run[0].index + 1, step))
        return
    yield from run


def _cell(measure: Measure, period: Period, kind: PeriodType | str) -> Cell:
    if period.length > 1:
        return Cell(measure.id, "", as_counted(measure, period))
    return Cell(measure.id, "", span_of(measure, period.last_month, kind))
