"""Puts the figures of a sheet together into series, and says which of them cannot be right."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from operator import itemgetter

from inputs.files.workbook_values import Cell
from inputs.findings import RUN_AGAIN, Finding, first_and_others, found
from inputs.headings.cell_values import LARGEST, Typed, plain, typed
from inputs.headings.percentage_scale import Scale, Share, decide_scale, decimals_on_scale, on_scale
from inputs.headings.target_cells import read_target
from inputs.headings.vocabulary import Role
from inputs.intake import Item, Point, Reading, Series, State, TargetRead
from inputs.period import Period
from inputs.tables.figure_roles import is_marked, settled_roles, shares_or_counts
from inputs.tables.heading_findings import trouble_finding
from inputs.tables.read_tables import Figure, SheetTables, TargetAt
from inputs.tables.series_checks import mismatch, named, over_denominator, parts_alone

NO_TARGETS = ("impossible-target", "unclear-target")  # kinds of findings that leave a target out
_PARTS = (Role.VALUE, Role.NUMERATOR, Role.DENOMINATOR)


@dataclass(slots=True)
class _Entry:
    """A figure read, with the address of its cell."""

    figure: Figure
    typed: Typed

    @property
    def address(self) -> str:
        return self.figure.cell.address

    def same_as(self, other: _Entry) -> bool:
        mine, theirs = self.typed, other.typed
        return (mine.state, mine.number, mine.numerator, mine.denominator) == (
            theirs.state,
            theirs.number,
            theirs.numerator,
            theirs.denominator,
        )


@dataclass(slots=True)
class SheetSeries:
    """The series of a sheet with its findings."""

    series: list[Series] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def build_series(tables: SheetTables, items: Mapping[str, Item]) -> SheetSeries:
    """Build one series for every item and group that the tables of a sheet report."""
    figures_by_key: dict[tuple[str, str], list[Figure]] = {}
    for figure in tables.figures:
        figures_by_key.setdefault((figure.item, figure.group), []).append(figure)
    to_date_by_key: dict[tuple[str, str], list[Figure]] = {}
    for figure in tables.year_to_date:
        to_date_by_key.setdefault((figure.item, figure.group), []).append(figure)
    result = SheetSeries()
    for (item, group), figures in figures_by_key.items():
        builder = _SeriesBuilder(items[item], group, figures)
        series = builder.build(tables.target_cells.get((item, group), ()))
        to_date = builder.year_to_date(to_date_by_key.get((item, group), ()))
        result.series.append(replace(series, year_to_date=to_date))
        result.findings += builder.findings
    return result


class _SeriesBuilder:
    """Builds the series of one item and group from its figures."""

    def __init__(self, item: Item, group: str, figures: Sequence[Figure]) -> None:
        self.item = item
        self.group = group
        self._named = named(item, group)
        self.findings: list[Finding] = []
        self._doubtful = shares_or_counts(figures)
        if self._doubtful:
            what = f"It is not clear if {self._named} is given as percentages or as numbers out of its denominator."
            remedy = f"Name the row “%” or “Numerator”, or write the % signs, {RUN_AGAIN}"
            self.findings.append(
                found("unclear-measure", f"{what} It was left out.", remedy, self._doubtful[0].cell.address)
            )
            figures = [figure for figure in figures if figure not in self._doubtful]
        self._roles = settled_roles(item, figures)
        self._entries: dict[Period, dict[Role, _Entry]] = {}
        for figure in figures:
            self._take(figure, self._roles[figure.role])
        self._scale = Scale.POINTS

    def build(self, target_cells: Iterable[TargetAt]) -> Series:
        """Give the series, its points in order of period."""
        self._scale = self._decided_scale() if self.item.percentage else Scale.POINTS
        points = tuple(self._point(period) for period in sorted(self._entries))
        if self.item.percentage:
            self._check_shares(points)
        if not self._doubtful:
            self.findings += parts_alone(points, self._named, self.item.percentage)
        self._tell_of_guess()
        self._tell_of_fractions()
        target, by_month = self._target(self._targets(target_cells))
        refused = "" if target else next((one.cell for one in self.findings if one.kind in NO_TARGETS), "")
        return Series(self.item.id, self.group, points, target, targets=by_month, refused=refused)

    def year_to_date(self, figures: Iterable[Figure]) -> tuple[Point, ...]:
        """Give the values among figures for the year up to their months; what cannot be read as one is passed over."""
        points = []
        for figure in figures:
            read = typed(figure.cell)
            value = on_scale(read, self._scale) if self.item.percentage else read.number
            if self._roles[figure.role] is Role.VALUE and value is not None and 0 <= value <= LARGEST:
                points.append(Point(figure.period, Reading(State.NUMBER, value, figure.cell.address)))
        return tuple(points)

    def _take(self, figure: Figure, role: Role) -> None:
        """Read a figure and give it its place; a second one for the same place must be the same."""
        entry = _Entry(figure, typed(figure.cell))
        by_role = self._entries.setdefault(figure.period, {})
        first = by_role.get(role)
        if first is None or first.typed.state is State.MISSING:
            by_role[role] = entry
        elif entry.typed.state is not State.MISSING and not first.same_as(entry):
            both = f"{_shown(first)} here and {_shown(entry)} in {entry.address}"
            what = f"{self._named} is given twice for one period: {both}."
            remedy = f"Keep the right one of {first.address} and {entry.address} {RUN_AGAIN}"
            self.findings.append(found("given-twice", what, remedy, first.address))

    def _tell_of_guess(self) -> None:
        """Tell of whole numbers that are percentages by their name only: they could be a few children."""
        if self._roles[Role.EITHER] is not Role.VALUE:
            return
        entries = [by_role[Role.VALUE] for by_role in self._entries.values() if Role.VALUE in by_role]
        alone = all(set(by_role) == {Role.VALUE} for by_role in self._entries.values())
        read = [entry.typed for entry in entries if entry.figure.role is Role.EITHER]
        if read and alone and not any(is_marked(one) or one.decimals for one in read):
            what = f"The figures of {self._named} were read as percentages: no denominator stands beside them."
            remedy = "If they are numbers of people, give the denominators too and run again."
            self.findings.append(found("read-as-percentages", what, remedy, entries[0].address))

    def _tell_of_fractions(self) -> None:
        """Tell of numbers up to 1 that were read as shares of 1 with no sign, format or part that shows they are."""
        if self._scale is not Scale.FRACTIONS:
            return
        read = [share for share in self._shares() if not share.typed.percent_sign and share.number]
        if any(share.typed.percent_format or share.ratio is not None for share in read):
            return
        what = f"The figures of {self._named} were read as shares of 1: {plain(read[0].number)} is "
        what += f"{plain(read[0].number.scaleb(2))}%."
        remedy = f"If they are right, show them as percentages in Excel; if they mean {plain(read[0].number)}%, "
        self.findings.append(found("read-as-fractions", what, f"{remedy}write the % signs.", read[0].cell))

    def _shares(self) -> list[Share]:
        """Give the percentages of this series with what their numerators and denominators make."""
        given = [(by_role.get(Role.VALUE), by_role) for by_role in self._entries.values()]
        return [
            Share(entry.typed, entry.address, _ratio(by_role))
            for entry, by_role in given
            if entry is not None and entry.typed.number is not None
        ]

    def _decided_scale(self) -> Scale:
        """Decide the scale of the percentages of this series, all together."""
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

    def _point(self, period: Period) -> Point:
        by_role = self._entries[period]
        nothing = _nothing_to_divide(by_role)
        value = self._reading(by_role.get(Role.VALUE), Role.VALUE) if nothing is None else nothing
        numerator, denominator = (self._reading(by_role.get(role), role) for role in _PARTS[1:])
        entry = by_role.get(Role.VALUE)
        if entry is not None and self.item.percentage:
            numerator = numerator or _part_reading(entry, entry.typed.numerator)
            denominator = denominator or _part_reading(entry, entry.typed.denominator)
            if entry.typed.denominator is not None and entry.typed.number is None:
                value = None
        return Point(period, value, numerator, denominator)

    def _reading(self, entry: _Entry | None, role: Role) -> Reading | None:
        """Turn one figure into a reading; what cannot be a figure is unreadable, with a finding."""
        if entry is None:
            return None
        read = entry.typed
        if read.state is not State.NUMBER:
            if read.state is State.UNREADABLE:
                self.findings.append(_unreadable(entry.figure.cell))
            return Reading(read.state, None, entry.address)
        is_share = role is Role.VALUE and self.item.percentage
        number = on_scale(read, self._scale) if is_share else read.number
        if read.number is None and is_share:  # a fraction such as 215/230, whose parts are taken by the point
            return Reading(State.UNREADABLE, None, entry.address)
        problem = self._problem(entry, number, is_share)
        if problem is not None:
            self.findings.append(problem)
        if number is None or problem is not None:
            return Reading(State.UNREADABLE, None, entry.address, read.flag)
        return Reading(State.NUMBER, number, entry.address, read.flag)

    def _problem(self, entry: _Entry, number: Decimal | None, is_share: bool) -> Finding | None:
        """Say why a number cannot be a figure of this item, or None."""
        read, cell = entry.typed, entry.address
        if not is_share and (read.percent_sign or read.numerator is not None):
            return _unreadable(entry.figure.cell)
        if number is None:
            return None
        correct = f"Correct {cell} {RUN_AGAIN}"
        if abs(number) > LARGEST:
            return found("number-too-large", "The number is too large to be a figure of a return.", correct, cell)
        if number < 0:
            return found("below-zero", f"{plain(number)} is below zero.", correct, cell)
        if is_share and number > 100:
            return found("percentage-out-of-range", f"{plain(number)}% is more than 100%.", correct, cell)
        return None

    def _check_shares(self, points: Iterable[Point]) -> None:
        """Check that no numerator exceeds its denominator and that each percentage is the one they give."""
        read = [by_role[Role.VALUE].typed for by_role in self._entries.values() if Role.VALUE in by_role]
        places = max((decimals_on_scale(value, self._scale) for value in read), default=0)
        # As near as the percentages of this series are typed, and never nearer than half of 0.1.
        tolerance = max(Decimal("0.05"), Decimal("0.5").scaleb(-places))
        for point in points:
            finding = over_denominator(point, self.item.counts) or mismatch(point, tolerance)
            if finding is not None:
                self.findings.append(finding)

    def _of_this(self, what: str) -> str:
        """The words of a finding with the measure they are about: "“PEP in place”: the target says ..."."""
        return f"{self._named}: {what[:1].lower()}{what[1:]}"

    def _target(
        self, stated: Sequence[tuple[Period | None, TargetRead]]
    ) -> tuple[TargetRead | None, tuple[tuple[Period, TargetRead], ...]]:
        """Give the target of the latest month or, where one stands for all, the first such; and those by month.

        The latter only where they differ: a target that changed in the year stands in each month as it then was.
        """
        if not stated:
            return None, ()
        whole = [one for period, one in stated if period is None]
        by_month = sorted(((period, one) for period, one in stated if period), key=itemgetter(0))
        first = whole[0] if whole else stated[0][1]
        others = [one for _, one in stated if (one.value, one.comparison) != (first.value, first.comparison)]
        if not others:
            return first, ()
        which = "that one was taken" if whole else "each report takes that of its own month"
        what = f"{self._named} has another target in {first.cell}; {which}."
        remedy = "Give one target for each measure, or check that the right one was taken."
        self.findings.append(found("targets-differ", what, remedy, others[0].cell))
        return (first, ()) if whole else (by_month[-1][1], tuple(by_month))

    def _targets(self, cells: Iterable[TargetAt]) -> list[tuple[Period | None, TargetRead]]:
        """Read every target of the series that can be read; what keeps one from it is told once."""
        stated: list[tuple[Period | None, TargetRead]] = []
        told: set[str] = set()
        for cell, period in cells:
            read = read_target(cell, self.item.percentage, self._scale is Scale.FRACTIONS)
            if read.finding is not None and str(cell.value) not in told:
                told.add(str(cell.value))
                self.findings.append(replace(read.finding, what=self._of_this(read.finding.what)))
            if read.target is not None:
                stated.append((period, read.target))
        return stated


def _nothing_to_divide(by_role: Mapping[Role, _Entry]) -> Reading | None:
    """Give what #DIV/0! says where its own parts explain it: no cases to divide by, or a month not filled in yet."""
    value, top, bottom = (by_role.get(role) for role in _PARTS)
    if value is None or value.figure.cell.trouble != "#DIV/0!" or top is None or bottom is None:
        return None
    if top.typed.state is State.MISSING and bottom.typed.state is State.MISSING:
        return Reading(State.MISSING, None, value.address)
    return Reading(State.NOT_APPLICABLE, None, value.address) if bottom.typed.number == 0 else None


def _part_reading(entry: _Entry, number: Decimal | None) -> Reading | None:
    """Give a numerator or denominator that stands in the same cell as its percentage."""
    return None if number is None else Reading(State.NUMBER, number, entry.address, entry.typed.flag)


def _shown(entry: _Entry) -> str:
    """Show a figure in a message: numbers and known marks only, never words that could be a name."""
    read = entry.typed
    if read.number is not None:
        return plain(read.number)
    if read.denominator is not None and read.numerator is not None:
        return f"{plain(read.numerator)}/{plain(read.denominator)}"
    return "the text" if read.state is State.UNREADABLE else f"“{read.state.value}”"


def _unreadable(cell: Cell) -> Finding:
    if cell.trouble:
        return trouble_finding(cell)
    kind = "The text here" if isinstance(cell.value, str) else "The date or true/false here"
    remedy = "Type the number in digits, such as 1234 or 93.5, or leave the cell blank if there is none, and run again."
    if isinstance(cell.value, datetime.time | datetime.timedelta) or _is_duration(cell.text):
        kind = "The time here"
        remedy = "If 1:07 stands for 1 year and 7 months, type the number of days instead, and run again."
    return found("not-a-number", f"{kind} is not a number.", remedy, cell.address)


def _is_duration(text: str) -> bool:
    years, colon, months = text.partition(":")
    return bool(colon) and years.isdecimal() and months.isdecimal()


def _ratio(by_role: Mapping[Role, _Entry]) -> Decimal | None:
    """Give what numerator and denominator make in per cent, where a row has both."""
    numerator, denominator = by_role.get(Role.NUMERATOR), by_role.get(Role.DENOMINATOR)
    top = numerator.typed.number if numerator else by_role[Role.VALUE].typed.numerator
    bottom = denominator.typed.number if denominator else by_role[Role.VALUE].typed.denominator
    return 100 * top / bottom if top is not None and bottom else None
