"""Builds a time series for each item and group from the figures of a sheet, and checks each figure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from operator import attrgetter, itemgetter

from inputs.findings import RUN_AGAIN, Finding, first_and_others, found
from inputs.headings.answers import places
from inputs.headings.cell_values import LARGEST, CellValue, plain, read_value, without_number
from inputs.headings.measure_units import fits_written
from inputs.headings.number_formats import Look, unit_beside
from inputs.headings.percentage_scale import Scale, Share, decide_scale, decimals_on_scale, on_scale
from inputs.headings.roles import Role
from inputs.intake import Item, Point, Reading, Series, State
from inputs.period import Period
from inputs.tables.beside_figures import BesideFigures
from inputs.tables.cell_findings import (
    SHOWN_OTHERWISE,
    money_in,
    part_struck,
    shown_as_percentage,
    shown_otherwise,
    shown_with_unit,
    unreadable,
)
from inputs.tables.covered_figures import covered
from inputs.tables.figure_roles import percentages_beside, settled_roles, shares_or_counts
from inputs.tables.own_spans import of_one_span
from inputs.tables.series_beside import Says, SeriesBeside
from inputs.tables.series_checks import check_shares, line_to_date, parts_alone, series_name
from inputs.tables.sheet_tables import Figure, SheetTables
from inputs.tables.year_so_far import NoTotals, could_be_totals, could_be_twelve_months, months_from_totals

NOISE = Decimal("0.000001")  # by which a number that a formula gives may miss the whole number it stands for
_PARTS = (Role.VALUE, Role.NUMERATOR, Role.DENOMINATOR)


@dataclass(slots=True)
class _Entry:
    """A figure and the value of its cell."""

    figure: Figure
    value: CellValue
    address: str

    def same_as(self, other: _Entry) -> bool:
        compared = attrgetter("state", "number", "numerator", "denominator")
        return bool(compared(self.value) == compared(other.value))


def build_series(tables: SheetTables, items: Mapping[str, Item], says: Says) -> tuple[list[Series], list[Finding]]:
    """One series for every item and group in the tables of a sheet, and the findings about them."""
    figures, lines = _by_item_and_group(tables.figures), _by_item_and_group(tables.lines_to_date)
    to_date = _by_item_and_group((*tables.year_to_date, *tables.lines_to_date))
    all_series: list[Series] = []
    findings: list[Finding] = []
    for (item, group), its in figures.items():
        beside, totals = tables.beside.by_item.get((item, group), ()), to_date.get((item, group), ())
        percentages = percentages_beside(its, (*beside, *totals), tables.beside.others.values())
        builder = _SeriesBuilder(items[item], group, its, beside, percentages)
        series = builder.build(says)
        all_series.append(replace(series, year_to_date=builder.year_to_date(totals)))
        findings += builder.findings
    for key, its in lines.items():
        findings.append(line_to_date(series_name(items[key[0]], key[1]), key in figures, its[0].cell.address))
    return all_series, findings


def _by_item_and_group(figures: Iterable[Figure]) -> dict[tuple[str, str], list[Figure]]:
    by_key: dict[tuple[str, str], list[Figure]] = {}
    for figure in figures:
        by_key.setdefault((figure.item, figure.group), []).append(figure)
    return by_key


class _SeriesBuilder:
    """Builds the series of one item and group from its figures."""

    def __init__(
        self, item: Item, group: str, figures: Sequence[Figure], beside: Sequence[BesideFigures], percentages: bool
    ) -> None:
        """``percentages``: what stands beside the figures is given as percentages."""
        self.item = item
        self.group = group
        self._beside = beside
        self._named = series_name(item, group)
        self.findings: list[Finding] = []
        self._answers = tuple(sorted({figure.answer for figure in figures} - {""}))
        self._doubtful = shares_or_counts(item, figures, percentages)
        if self._doubtful:
            what = f"It is not clear if {self._named} is given as percentages or as numbers. It was left out."
            remedy = f"Name the row “%” or “Numerator”, or write the % signs, {RUN_AGAIN}"
            self.findings.append(found("unclear-measure", what, remedy, self._doubtful[0].cell.address))
            figures = [figure for figure in figures if figure not in self._doubtful]
        self._covered = covered(figures)
        self._roles = settled_roles(item, figures)
        self._span, figures, told = of_one_span(item, self._named, figures)
        self._to_date = next((figure.proved.to_date for figure in figures if figure.proved.to_date), None)
        self._span_said = any(figure.proved.span_said for figure in figures)
        self.findings += [told] if told else []
        self._entries: dict[Period, dict[Role, _Entry]] = {}
        self._twice: list[tuple[_Entry, _Entry]] = []
        for figure in figures:
            self._take(figure, figure.role if figure.settled else self._roles[figure.role])
        self._note_given_twice()
        self._scale = Scale.POINTS

    def build(self, says: Says) -> Series:
        """The series, without its year-to-date values."""
        self._scale = self._decided_scale() if self.item.percentage else Scale.POINTS
        points = tuple(self._point(*of_period) for of_period in sorted(self._entries.items(), key=itemgetter(0)))
        if self.item.percentage:
            self._check_shares(points)
        points = self._of_one_month(points)
        if not self._doubtful:
            self.findings += parts_alone(points, self._named, self.item.percentage)
        self._note_fractions()
        given = SeriesBeside(self.item, self._named, self._scale is Scale.FRACTIONS, self._beside)
        series = Series(self.item.id, self.group, points, answers=self._answers, span=self._span)
        series = given.joined_to(series, says, totals=self._to_date is not None and not self.item.percentage)
        self.findings += given.findings
        return series

    def _of_one_month(self, points: tuple[Point, ...]) -> tuple[Point, ...]:
        """The points, with months worked out where they are said to be totals of the year so far.

        None where their span is in doubt: totals that fall, or months that look like totals with no word on it.
        """
        if self._to_date is not None:
            place = f" ({self._to_date.cell})" if self._to_date.cell else ""
            try:
                months = months_from_totals(points, self.item.percentage, may_fall=self.item.least < 0)
            except NoTotals as trouble:
                what = f"{self._named} is said to be the year so far{place}, but falls here. It was left out."
                remedy = f"Correct the figures or what is said of them {RUN_AGAIN}"
                self.findings.append(found("span-in-doubt", what, remedy, trouble.cell))
                return ()
            if self.item.percentage and not any(point.denominator for point in points):
                what = f"{self._named} is said to be of the year so far{place}, of which no month can be worked out."
                what += " It was left out."
                remedy = f"Give numerators and denominators, or the percentages of single months, {RUN_AGAIN}"
                self.findings.append(found("span-in-doubt", what, remedy, points[-1].readings[0].cell))
                return ()
            what = f"{self._named} is given as totals of the year so far{place}; each month was worked out from them."
            remedy = "Check that they are totals since April."
            self.findings.append(found("months-from-totals", what, remedy, points[-1].readings[0].cell))
            return months
        self._note_thousands()
        cell, looks = self._doubtful_span(points)
        if not cell:
            return points
        what = (
            f"{self._named} looks like {looks}, and no word near it says of what span each figure is. It was left out."
        )
        remedy = "Write “In month”, “Cumulative since April” or “Rolling 12 months” above the table and run again."
        self.findings.append(found("span-in-doubt", what, remedy, cell))
        return ()

    def _note_thousands(self) -> None:
        """The finding of numbers that were given in thousands, by what is said near them."""
        entries = [entry for by_role in self._entries.values() for entry in by_role.values()]
        if scaled := next((entry for entry in entries if entry.figure.proved.times != 1), None):
            read = f"{scaled.figure.cell.value} was read as {plain(scaled.value.number or Decimal())}"
            what = f"{self._named} is given in thousands: {read}."
            self.findings.append(found("read-in-thousands", what, "Check that the figures are right.", scaled.address))

    def _doubtful_span(self, points: tuple[Point, ...]) -> tuple[str, str]:
        """The cell of the last of figures that could be of a longer span than the item's, and what they look like."""
        if self._span_said or self.item.span not in {"in_month", "rolling_12_months"}:
            return "", ""
        if cell := could_be_totals(points):
            return cell, "totals of the year so far"
        counts = self.item.unit == "count" and self.item.span == "in_month"
        return (could_be_twelve_months(points) if counts else ""), "totals of 12 months"

    def year_to_date(self, figures: Iterable[Figure]) -> tuple[Point, ...]:
        """The values among year-to-date figures; those that cannot be read are left out."""
        points = []
        for figure in figures:
            read = read_value(figure.cell)
            value = on_scale(read, self._scale) if self.item.percentage else read.number
            if self._roles[figure.role] is Role.VALUE and value is not None and 0 <= value <= LARGEST:
                points.append(Point(figure.period, Reading(State.NUMBER, value, figure.cell.address)))
        return tuple(points)

    def _take(self, figure: Figure, role: Role) -> None:
        """Read a figure and keep it by period and role; a second one for the same must be equal."""
        address = figure.cell.address
        read = without_number(Look.COVERED) if address in self._covered else read_value(figure.cell)
        read = CellValue(State.NOT_AVAILABLE) if figure.in_doubt else read
        entry = _Entry(figure, _as_proved(read, figure), address)
        by_role = self._entries.setdefault(figure.period, {})
        first = by_role.get(role)
        if first is None or first.value.state is State.MISSING or first.figure.in_doubt:
            by_role[role] = entry
        elif not figure.in_doubt and entry.value.state is not State.MISSING and not first.same_as(entry):
            self._twice.append((first, entry))

    def _note_given_twice(self) -> None:
        """The one finding of figures given twice: two rows of the council itself differ in most months."""
        if not self._twice:
            return
        first, second = self._twice[0]
        both = f"{_shown(first)} here and {_shown(second)} in {second.address}"
        what = f"{self._named} is given twice for one period: {both}."
        remedy = f"Keep the right one of {first.address} and {second.address} {RUN_AGAIN}"
        if len(self._twice) > 1:
            what = f"{self._named} is given twice for {len(self._twice):,} periods. The first: {both}."
            remedy = f"Keep the right ones of {first.address}, {second.address} and those that go with them {RUN_AGAIN}"
        cells = [one.figure.answer for one in (first, second)]
        if any(cells):
            what += f" What they are is answered in {places(cells)}."
            remedy = remedy.replace(f" {RUN_AGAIN}", f", or correct {places(cells, 'or')}, {RUN_AGAIN}")
        self.findings.append(found("given-twice", what, remedy, first.address))

    def _note_fractions(self) -> None:
        """The finding of numbers up to 1 that were read as fractions without a format, numerator or denominator."""
        if self._scale is not Scale.FRACTIONS:
            return
        read = [share for share in self._shares() if not share.value.percent_sign and share.number]
        if any(share.value.percent_format or share.ratio is not None for share in read):
            return
        what = f"The figures of {self._named} were read as decimals: {plain(read[0].number)} is "
        what += f"{plain(read[0].number.scaleb(2))}%."
        remedy = f"If they are right, show them as percentages in Excel; if they mean {plain(read[0].number)}%, "
        self.findings.append(found("read-as-fractions", what, f"{remedy}write the % signs.", read[0].cell))

    def _shares(self) -> list[Share]:
        """The percentages of this series, with what their numerators and denominators give."""
        given = [(by_role.get(Role.VALUE), by_role) for by_role in self._entries.values()]
        return [
            Share(entry.value, entry.address, _ratio(by_role))
            for entry, by_role in given
            if entry is not None and entry.value.number is not None
        ]

    def _decided_scale(self) -> Scale:
        """The scale of the percentages of this series, with a finding where it is mixed or unclear."""
        shares = self._shares()
        scale, odd = decide_scale(shares)
        if scale is Scale.MIXED:
            cells = first_and_others([share.cell for share in odd], 4)
            sample = next(share for share in shares if share not in odd and share.number)
            other = f"{plain(sample.number)} in {sample.cell}"
            what = f"Percentages are written in two ways: {plain(odd[0].number)} in {cells}, {other}."
            remedy = f"Write all of them one way, such as 93.5, {RUN_AGAIN}"
            self.findings.append(found("mixed-percentage-scale", what, remedy, odd[0].cell))
        elif scale is Scale.UNCLEAR:
            what = f"{plain(shares[0].number)} could mean 1% or 100%, and so could the others beside it."
            remedy = f"Write percentages with a % sign, or give numerators and denominators, {RUN_AGAIN}"
            self.findings.append(found("unclear-percentage-scale", what, remedy, shares[0].cell))
        return scale

    def _point(self, period: Period, by_role: Mapping[Role, _Entry]) -> Point:
        nothing = _nothing_to_divide(by_role)
        value = self._reading(by_role.get(Role.VALUE), Role.VALUE) if nothing is None else nothing
        numerator = self._reading(by_role.get(Role.NUMERATOR), Role.NUMERATOR)
        denominator = self._reading(by_role.get(Role.DENOMINATOR), Role.DENOMINATOR)
        entry = by_role.get(Role.VALUE)
        if entry is not None and self.item.percentage:
            numerator = numerator or _part_reading(entry, entry.value.numerator)
            denominator = denominator or _part_reading(entry, entry.value.denominator)
            if entry.value.denominator is not None and entry.value.number is None:
                value = None
        heading = next((entry.figure.heading for entry in by_role.values()), "")
        return Point(period, value, numerator, denominator, heading)

    def _reading(self, entry: _Entry | None, role: Role) -> Reading | None:
        """One figure as a reading; what cannot be one is UNREADABLE, with a finding."""
        if entry is None:
            return None
        read = entry.value
        if read.look in SHOWN_OTHERWISE:
            self.findings.append(shown_otherwise(entry.figure.cell, read.look))
        elif read.state is State.UNREADABLE:
            self.findings.append(unreadable(entry.figure.cell))
        if read.state is not State.NUMBER:
            return Reading(read.state, None, entry.address)
        if entry.figure.cell.part_struck:
            self.findings.append(part_struck(entry.address))
        is_share = role is Role.VALUE and self.item.percentage
        number = on_scale(read, self._scale) if is_share else self._without_noise(read.number)
        if read.number is None and is_share:  # 215/230, of which the point takes numerator and denominator
            return Reading(State.UNREADABLE, None, entry.address)
        problem = self._problem(entry, number, role)
        if problem is not None:
            self.findings.append(problem)
        if number is None or problem is not None:
            return Reading(State.UNREADABLE, None, entry.address, read.flag)
        return Reading(State.NUMBER, number, entry.address, read.flag)

    def _without_noise(self, number: Decimal | None) -> Decimal | None:
        """A count that a formula left a hair away from a whole number, as that whole number."""
        if number is None or not self.item.whole:
            return number
        whole = number.to_integral_value()
        return number if abs(number - whole) > NOISE else whole

    def _problem(self, entry: _Entry, number: Decimal | None, role: Role) -> Finding | None:
        """The finding that a number cannot be a figure of this item in this role, or None."""
        is_share = role is Role.VALUE and self.item.percentage
        read, cell = entry.value, entry.address
        held = entry.figure.cell
        formatted = read.percent_format or (read.percent_sign and not isinstance(held.value, str))
        if not is_share and formatted and (self.item.whole or read.percent_sign):
            return shown_as_percentage(cell)
        if not is_share and (read.percent_sign or read.numerator is not None):
            return unreadable(held)
        shown = (
            unit_beside(held.number_format, held.value) if isinstance(held.value, int | float) else money_in(held.text)
        )
        if self._of_another_unit(shown):
            return shown_with_unit(cell)
        if number is None:
            return None
        correct = f"Correct {cell} {RUN_AGAIN}"
        if abs(number) > LARGEST:
            return found("number-too-large", "The number is too large to be a figure of a return.", correct, cell)
        if number < min(self.item.least, Decimal(0)):
            return found("below-zero", f"{plain(number)} is below zero.", correct, cell)
        if beyond := self._beyond_its_scale(number) if role is Role.VALUE else "":
            return found("out-of-scale", f"{plain(number)} is {beyond}.", correct, cell)
        if not is_share and self.item.whole and number != number.to_integral_value():
            counted = self.item.counts or "what is counted here"
            what = f"{plain(number)} is not a whole number, as a number of {counted} always is; it was left out."
            return found("not-whole", what, correct, cell)
        if is_share and number > 100:
            return found("percentage-out-of-range", f"{plain(number)}% is more than 100%.", correct, cell)
        return None

    def _beyond_its_scale(self, number: Decimal) -> str:
        """What a value is that the item can never have, such as 55 of a score up to 40; "" for a possible one."""
        if number < self.item.least:
            return f"less than {plain(self.item.least)}, the least that it can be"
        most = self.item.most
        return f"more than {plain(most)}, the most that it can be" if most is not None and number > most else ""

    def _of_another_unit(self, unit: str) -> bool:
        """Whether a unit that is written beside a figure is not that of the item: money only beside a rate, if any."""
        return bool(unit) and not fits_written(unit, self.item)

    def _check_shares(self, points: Iterable[Point]) -> None:
        read = [by_role[Role.VALUE].value for by_role in self._entries.values() if Role.VALUE in by_role]
        places = max((decimals_on_scale(value, self._scale) for value in read), default=0)
        self.findings += check_shares(points, places, self.item.counts)


def _as_proved(read: CellValue, figure: Figure) -> CellValue:
    """The value of a cell in the unit, and with the flag, that the words around it state."""
    if figure.proved.times == 1 and not figure.flag:
        return read
    number = read.number * figure.proved.times if read.number is not None else None
    return read._replace(number=number, flag=read.flag or figure.flag)


def _nothing_to_divide(by_role: Mapping[Role, _Entry]) -> Reading | None:
    """The reading of a #DIV/0! by its parts: NOT_APPLICABLE for a denominator of 0, MISSING for two blank ones."""
    value = by_role.get(Role.VALUE)
    if value is None or value.figure.cell.trouble != "#DIV/0!":
        return None
    top, bottom = by_role.get(Role.NUMERATOR), by_role.get(Role.DENOMINATOR)
    if top is None or bottom is None:
        return None
    if top.value.state is State.MISSING and bottom.value.state is State.MISSING:
        return Reading(State.MISSING, None, value.address)
    return Reading(State.NOT_APPLICABLE, None, value.address) if bottom.value.number == 0 else None


def _part_reading(entry: _Entry, number: Decimal | None) -> Reading | None:
    """A numerator or denominator from the cell of its percentage."""
    return None if number is None else Reading(State.NUMBER, number, entry.address, entry.value.flag)


def _shown(entry: _Entry) -> str:
    """A figure for a message: a number or a known mark, never text that could be a name."""
    read = entry.value
    if read.number is not None:
        return plain(read.number)
    if read.denominator is not None and read.numerator is not None:
        return f"{plain(read.numerator)}/{plain(read.denominator)}"
    return "the text" if read.state is State.UNREADABLE else f"“{read.state.value}”"


def _ratio(by_role: Mapping[Role, _Entry]) -> Decimal | None:
    """The percentage that numerator and denominator give, or None without both, or of a denominator of 0."""
    numerator, denominator = by_role.get(Role.NUMERATOR), by_role.get(Role.DENOMINATOR)
    top = numerator.value.number if numerator else by_role[Role.VALUE].value.numerator
    bottom = denominator.value.number if denominator else by_role[Role.VALUE].value.denominator
    return 100 * top / bottom if top is not None and bottom else None
