"""Builds a time series for each item and group from the figures of a sheet, and checks each figure."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from operator import attrgetter, itemgetter

from inputs.files.workbook_values import Cell
from inputs.findings import RUN_AGAIN, Finding, first_and_others, found
from inputs.headings.cell_values import LARGEST, CellValue, plain, read_value
from inputs.headings.percentage_scale import Scale, Share, decide_scale, decimals_on_scale, on_scale
from inputs.headings.target_cells import read_target
from inputs.headings.vocabulary import Role
from inputs.intake import Item, Point, Reading, Series, State, TargetRead
from inputs.period import Period
from inputs.tables.figure_roles import is_marked, settled_roles, shares_or_counts
from inputs.tables.heading_findings import trouble_finding
from inputs.tables.read_tables import Figure, SheetTables, TargetAt
from inputs.tables.series_checks import numerator_over_denominator, parts_alone, percentage_mismatch, series_name

NO_TARGETS = ("impossible-target", "unclear-target")  # kinds of findings about targets that were left out
_PARTS = (Role.VALUE, Role.NUMERATOR, Role.DENOMINATOR)


@dataclass(slots=True)
class _Entry:
    """A figure and the value of its cell."""

    figure: Figure
    value: CellValue

    @property
    def address(self) -> str:
        return self.figure.cell.address

    def same_as(self, other: _Entry) -> bool:
        compared = attrgetter("state", "number", "numerator", "denominator")
        return bool(compared(self.value) == compared(other.value))


def build_series(tables: SheetTables, items: Mapping[str, Item]) -> tuple[list[Series], list[Finding]]:
    """One series for every item and group in the tables of a sheet, and the findings about them."""
    figures, to_date = _by_item_and_group(tables.figures), _by_item_and_group(tables.year_to_date)
    all_series: list[Series] = []
    findings: list[Finding] = []
    for (item, group), its in figures.items():
        builder = _SeriesBuilder(items[item], group, its)
        series = builder.build(tables.target_cells.get((item, group), ()))
        all_series.append(replace(series, year_to_date=builder.year_to_date(to_date.get((item, group), ()))))
        findings += builder.findings
    return all_series, findings


def _by_item_and_group(figures: Iterable[Figure]) -> dict[tuple[str, str], list[Figure]]:
    by_key: dict[tuple[str, str], list[Figure]] = {}
    for figure in figures:
        by_key.setdefault((figure.item, figure.group), []).append(figure)
    return by_key


class _SeriesBuilder:
    """Builds the series of one item and group from its figures."""

    def __init__(self, item: Item, group: str, figures: Sequence[Figure]) -> None:
        self.item = item
        self.group = group
        self._named = series_name(item, group)
        self.findings: list[Finding] = []
        self._doubtful = shares_or_counts(figures)
        if self._doubtful:
            what = f"It is not clear if {self._named} is given as percentages or as numbers out of its denominator."
            what += " It was left out."
            remedy = f"Name the row “%” or “Numerator”, or write the % signs, {RUN_AGAIN}"
            self.findings.append(found("unclear-measure", what, remedy, self._doubtful[0].cell.address))
            figures = [figure for figure in figures if figure not in self._doubtful]
        self._roles = settled_roles(item, figures)
        self._entries: dict[Period, dict[Role, _Entry]] = {}
        for figure in figures:
            self._take(figure, self._roles[figure.role])
        self._scale = Scale.POINTS

    def build(self, target_cells: Iterable[TargetAt]) -> Series:
        """The series, without its year-to-date values."""
        self._scale = self._decided_scale() if self.item.percentage else Scale.POINTS
        points = tuple(self._point(period) for period in sorted(self._entries))
        if self.item.percentage:
            self._check_shares(points)
        if not self._doubtful:
            self.findings += parts_alone(points, self._named, self.item.percentage)
        self._note_assumed_percentages()
        self._note_fractions()
        target, by_month = self._target(self._targets(target_cells))
        refused = "" if target else next((one.cell for one in self.findings if one.kind in NO_TARGETS), "")
        return Series(self.item.id, self.group, points, target, targets=by_month, refused=refused)

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
        entry = _Entry(figure, CellValue(State.NOT_AVAILABLE) if figure.in_doubt else read_value(figure.cell))
        by_role = self._entries.setdefault(figure.period, {})
        first = by_role.get(role)
        if first is None or first.value.state is State.MISSING:
            by_role[role] = entry
        elif entry.value.state is not State.MISSING and not first.same_as(entry):
            both = f"{_shown(first)} here and {_shown(entry)} in {entry.address}"
            what = f"{self._named} is given twice for one period: {both}."
            remedy = f"Keep the right one of {first.address} and {entry.address} {RUN_AGAIN}"
            self.findings.append(found("given-twice", what, remedy, first.address))

    def _note_assumed_percentages(self) -> None:
        """The finding of whole numbers that were taken for percentages by their name only: they could be counts."""
        if self._roles[Role.EITHER] is not Role.VALUE:
            return
        entries = [by_role[Role.VALUE] for by_role in self._entries.values() if Role.VALUE in by_role]
        alone = all(set(by_role) == {Role.VALUE} for by_role in self._entries.values())
        read = [entry.value for entry in entries if entry.figure.role is Role.EITHER]
        if read and alone and not any(is_marked(one) or one.decimals for one in read):
            what = f"The figures of {self._named} were read as percentages: no denominator stands beside them."
            remedy = "If they are numbers of people, give the denominators too and run again."
            self.findings.append(found("read-as-percentages", what, remedy, entries[0].address))

    def _note_fractions(self) -> None:
        """The finding of numbers up to 1 that were read as fractions without a format, numerator or denominator."""
        if self._scale is not Scale.FRACTIONS:
            return
        read = [share for share in self._shares() if not share.value.percent_sign and share.number]
        if any(share.value.percent_format or share.ratio is not None for share in read):
            return
        what = f"The figures of {self._named} were read as shares of 1: {plain(read[0].number)} is "
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

    def _point(self, period: Period) -> Point:
        by_role = self._entries[period]
        nothing = _nothing_to_divide(by_role)
        value = self._reading(by_role.get(Role.VALUE), Role.VALUE) if nothing is None else nothing
        numerator, denominator = (self._reading(by_role.get(role), role) for role in _PARTS[1:])
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
        if read.state is not State.NUMBER:
            if read.state is State.UNREADABLE:
                self.findings.append(_unreadable(entry.figure.cell))
            return Reading(read.state, None, entry.address)
        is_share = role is Role.VALUE and self.item.percentage
        number = on_scale(read, self._scale) if is_share else read.number
        if read.number is None and is_share:  # 215/230, of which the point takes numerator and denominator
            return Reading(State.UNREADABLE, None, entry.address)
        problem = self._problem(entry, number, is_share)
        if problem is not None:
            self.findings.append(problem)
        if number is None or problem is not None:
            return Reading(State.UNREADABLE, None, entry.address, read.flag)
        return Reading(State.NUMBER, number, entry.address, read.flag)

    def _problem(self, entry: _Entry, number: Decimal | None, is_share: bool) -> Finding | None:
        """The finding that a number cannot be a figure of this item, or None."""
        read, cell = entry.value, entry.address
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
        """Check that no numerator is above its denominator, and that each percentage is what they give."""
        read = [by_role[Role.VALUE].value for by_role in self._entries.values() if Role.VALUE in by_role]
        places = max((decimals_on_scale(value, self._scale) for value in read), default=0)
        # Half of the last decimal place of the percentages in this series, at least 0.05.
        tolerance = max(Decimal("0.05"), Decimal("0.5").scaleb(-places))
        for point in points:
            finding = numerator_over_denominator(point, self.item.counts) or percentage_mismatch(point, tolerance)
            if finding is not None:
                self.findings.append(finding)

    def _target(
        self, stated: Sequence[tuple[Period | None, TargetRead]]
    ) -> tuple[TargetRead | None, tuple[tuple[Period, TargetRead], ...]]:
        """The target that holds last and, where those of single months differ, all of them by month.

        A target without a period comes before any other. A finding says where targets differ.
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
        """The targets of the series with their periods; a finding for each distinct text that is not a target."""
        stated: list[tuple[Period | None, TargetRead]] = []
        told: set[str] = set()
        for cell, period in cells:
            read = read_target(cell, self.item.percentage, self._scale is Scale.FRACTIONS)
            if isinstance(read, TargetRead):
                stated.append((period, read))
            elif read is not None and str(cell.value) not in told:
                told.add(str(cell.value))
                self.findings.append(replace(read, what=f"{self._named}: {read.what[:1].lower()}{read.what[1:]}"))
        return stated


def _nothing_to_divide(by_role: Mapping[Role, _Entry]) -> Reading | None:
    """The reading of a #DIV/0! by its parts: NOT_APPLICABLE for a denominator of 0, MISSING for two blank ones."""
    value, top, bottom = (by_role.get(role) for role in _PARTS)
    if value is None or value.figure.cell.trouble != "#DIV/0!" or top is None or bottom is None:
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


def _unreadable(cell: Cell) -> Finding:
    if cell.trouble:
        return trouble_finding(cell)
    kind = "The text here" if isinstance(cell.value, str) else "The date or true/false here"
    remedy = "Type the number in digits, such as 1234 or 93.5, or leave the cell blank if there is none, and run again."
    if isinstance(cell.value, datetime.time | datetime.timedelta) or re.fullmatch(r"\d+:\d+", cell.text):
        kind = "The time here"
        remedy = "If 1:07 stands for 1 year and 7 months, type the number of days instead, and run again."
    return found("not-a-number", f"{kind} is not a number.", remedy, cell.address)


def _ratio(by_role: Mapping[Role, _Entry]) -> Decimal | None:
    """The percentage that numerator and denominator give, or None without both, or of a denominator of 0."""
    numerator, denominator = by_role.get(Role.NUMERATOR), by_role.get(Role.DENOMINATOR)
    top = numerator.value.number if numerator else by_role[Role.VALUE].value.numerator
    bottom = denominator.value.number if denominator else by_role[Role.VALUE].value.denominator
    return 100 * top / bottom if top is not None and bottom else None
