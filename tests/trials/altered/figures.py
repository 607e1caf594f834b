"""Alterations of numbers that no word betrays: shifted, copied, exchanged, complemented, scaled, added up."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, combinations, permutations

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.trials.altered.sample import Mutant, Number, Row, Sample, kind, put, whole

Change = Callable[[list[Number]], Sequence[object]]
_ONE_FIGURE = "One figure became another that is as likely, in counts and percentage alike."
_NEWEST = "The figure is of the newest month, which no earlier report has."


def _mutant(name: str, row: Row, alter: Callable[[Worksheet], object], more: str = "") -> Mutant:
    return Mutant(name, f"{row.name}{more}", row.book, lambda book: alter(book[row.sheet]), (row.sheet,))


def _each_part(sheet: Worksheet, row: Row, change: Change) -> None:
    for part, cells in row.parts.items():
        put(sheet, cells, change(row.numbers(sheet, part)))


def _of_measure(
    name: str, change: Change, fits: Callable[[Row], bool] = lambda _: True
) -> Callable[[Sample], Iterator[Mutant]]:
    """A maker that changes every part of one measure in the same way."""

    def make(sample: Sample) -> Iterator[Mutant]:
        for row in filter(fits, sample.rows):
            yield _mutant(name, row, lambda sheet, row=row: _each_part(sheet, row, change))  # type: ignore[misc]

    return make


def _of_sheet(name: str, change: Change, small: bool | None = None) -> Callable[[Sample], Iterator[Mutant]]:
    """A maker that changes all measures of a sheet in the same way; only of one with two small counts, or of none."""

    def make(sample: Sample) -> Iterator[Mutant]:
        for book, sheet, rows in sample.sheets():
            if small is not None and small is not (sheet == "Missing"):
                continue

            def alter(workbook: Workbook, rows: list[Row] = rows) -> None:
                for row in rows:
                    _each_part(workbook[row.sheet], row, change)

            yield Mutant(name, sheet, book, alter, (sheet,))

    return make


def _later(values: list[Number], filled: bool, by: int = 1) -> list[object]:
    return [*([values[0] if filled else None] * by), *values[:-by]]


def _earlier(values: list[Number], filled: bool, by: int = 1) -> list[object]:
    return [*values[by:], *([values[-1] if filled else None] * by)]


_MOVED = "Each month holds a true figure of another month: only an earlier report knows of which."
_BEGINS = "A service may begin its months when it likes, and its last month is filled in."
_CHANGES: dict[str, tuple[Change, str, str]] = {  # how, and why no reader could tell it of a measure or of a sheet
    "shifted a month later": (lambda v: _later(v, False), "", _BEGINS),
    "shifted a month later, the first month twice": (lambda v: _later(v, True), _MOVED, _MOVED),
    "shifted a month earlier": (lambda v: _earlier(v, False), "", ""),
    "shifted a month earlier, the last month twice": (lambda v: _earlier(v, True), "", ""),
    "shifted two months earlier": (lambda v: _earlier(v, False, 2), "", ""),
    "last month copied from the month before": (lambda v: [*v[:-1], v[-2]], "", ""),
    "last month copied from a year before": (lambda v: [*v[:-1], v[-13]], "", ""),
    "last quarter copied from the quarter before": (lambda v: [*v[:-3], *v[-6:-3]], "", ""),
    "this year copied from last year": (lambda v: [*v[:12], *v[:9]], "", ""),
    "last two months exchanged": (lambda v: [*v[:-2], v[-1], v[-2]], _MOVED, _MOVED),
    "months in reverse order": (lambda v: v[::-1], _MOVED, _MOVED),
    "last month nought": (lambda v: [*v[:-1], 0], "", ""),
    "last month blank": (lambda v: [*v[:-1], None], "", ""),
    "ten times as much in the last month": (lambda v: [*v[:-1], v[-1] * 10], "", ""),
}
_REPEATED = (
    "last month copied from the month before",
    "last month copied from a year before",
    "last quarter copied from the quarter before",
    "shifted a month earlier, the last month twice",
)


def _is_plain_count(row: Row) -> bool:
    """Whether a month of it is one number: a count, or 99 of 99."""
    return "numerator" not in row.parts or row.measure == "reviews_on_time_pct"


for _name, (_change, _of_one, _of_all) in _CHANGES.items():
    if _name in _REPEATED:
        kind(f"measure: {_name}")(_of_measure(f"measure: {_name}", _change, lambda row: not _is_plain_count(row)))
        _why = "A single small count may well be the same in two months, or three."
        _with = _why if "last month copied" in _name else ""
        kind(f"one count: {_name}", _why, _with)(_of_measure(f"one count: {_name}", _change, _is_plain_count))
        kind(f"two counts: {_name}", _why, _with)(_of_sheet(f"two counts: {_name}", _change, small=True))
    else:
        kind(f"measure: {_name}", _of_one)(_of_measure(f"measure: {_name}", _change))
    _small = False if _name in _REPEATED else None
    kind(f"sheet: {_name}", _of_all)(_of_sheet(f"sheet: {_name}", _change, _small))


def _pairs(sample: Sample) -> Iterator[tuple[Row, Row]]:
    """Two rows of one sheet that have the same parts."""
    for _, _, rows in sample.sheets():
        yield from ((one, two) for one, two in combinations(rows, 2) if one.parts.keys() == two.parts.keys())


def _exchange(book: Workbook, one: Row, two: Row, months: slice) -> None:
    sheet = book[one.sheet]
    for part in one.parts:
        mine, theirs = row_values(sheet, one, part), row_values(sheet, two, part)
        put(sheet, one.parts[part][months], theirs[months])
        put(sheet, two.parts[part][months], mine[months])


def row_values(sheet: Worksheet, row: Row, part: str) -> list[Number]:
    """The numbers of a part, in time order."""
    return row.numbers(sheet, part)


def _exchanged(name: str, months: slice) -> Callable[[Sample], Iterator[Mutant]]:
    def make(sample: Sample) -> Iterator[Mutant]:
        for one, two in _pairs(sample):

            def alter(book: Workbook, one: Row = one, two: Row = two) -> None:
                _exchange(book, one, two, months)

            yield Mutant(name, f"{one.name} and {two.measure} {two.group}", one.book, alter, (one.sheet,))

    return make


_EXCHANGED = "Both rows' figures are as likely at each other's names."
kind("exchanged: two measures or groups", _EXCHANGED)(_exchanged("exchanged: two measures or groups", slice(None)))
kind("exchanged: two measures or groups in the last month", _EXCHANGED, _NEWEST)(
    _exchanged("exchanged: two measures or groups in the last month", slice(-1, None))
)
kind("exchanged: two measures or groups in this year", _EXCHANGED)(
    _exchanged("exchanged: two measures or groups in this year", slice(12, None))
)


@kind("copied: one measure over another")
def _copied_over(sample: Sample) -> Iterator[Mutant]:
    name = "copied: one measure over another"
    for first, second in _pairs(sample):
        for one, two in permutations((first, second)):

            def alter(book: Workbook, one: Row = one, two: Row = two) -> None:
                for part in one.parts:
                    put(book[one.sheet], two.parts[part], row_values(book[one.sheet], one, part))

            yield Mutant(name, f"{one.name} over {two.measure} {two.group}", one.book, alter, (one.sheet,))


def _complement(sheet: Worksheet, row: Row, months: slice, counts: bool = True, share: bool = True) -> None:
    values, n, d = (row_values(sheet, row, part) for part in ("value", "numerator", "denominator"))
    full = 1 if max(values) <= 1 else 100
    if counts:
        put(sheet, row.parts["numerator"][months], [b - a for a, b in zip(n, d, strict=True)][months])
    if share:
        put(sheet, row.parts["value"][months], [whole(round(full - v, 4)) for v in values][months])


_COMPLEMENTS = {
    "complemented: whole measure": (slice(None), True, True, "Of most measures no council's figure is published."),
    "complemented: this year": (slice(12, None), True, True, ""),
    "complemented: last month": (slice(-1, None), True, True, ""),
    "complemented: the percentages alone": (slice(None), False, True, ""),
    "complemented: the counts alone": (slice(None), True, False, ""),
}
for _name, (_months, _counts, _share, _why) in _COMPLEMENTS.items():

    def _complemented(
        sample: Sample, name: str = _name, months: slice = _months, counts: bool = _counts, share: bool = _share
    ) -> Iterator[Mutant]:
        for row in sample.rows:
            if row.is_share:
                yield _mutant(name, row, lambda s, row=row: _complement(s, row, months, counts, share))  # type: ignore[misc]

    kind(_name, _why)(_complemented)


@kind("exchanged: numerators and denominators")
def _upside_down(sample: Sample) -> Iterator[Mutant]:
    for row in sample.rows:
        if "numerator" in row.parts:

            def alter(sheet: Worksheet, row: Row = row) -> None:
                n, d = (row_values(sheet, row, part) for part in ("numerator", "denominator"))
                put(sheet, row.parts["numerator"], d)
                put(sheet, row.parts["denominator"], n)

            yield _mutant("exchanged: numerators and denominators", row, alter)


def _another(sheet: Worksheet, row: Row, at: int, by: float) -> None:
    """One month's figure a little different, with its percentage or average."""
    part = "numerator" if "numerator" in row.parts else "value"
    old = row_values(sheet, row, part)[at]
    new = old + max(1, round(abs(old) * abs(by))) * (1 if by > 0 else -1)
    if "numerator" in row.parts:
        d = row_values(sheet, row, "denominator")[at]
        new = min(new, d) if row.is_share else new
        full = 100 if row.is_share and max(row_values(sheet, row, "value")) > 1 else 1
        sheet[row.parts["value"][at]].value = full * new / d
    sheet[row.parts[part][at]].value = max(0, new)


@kind("changed: one figure of the last month", _ONE_FIGURE, _NEWEST)
def _one_figure(sample: Sample) -> Iterator[Mutant]:
    for row in sample.rows:
        for by in (-0.05, 0.05):
            alter = lambda s, row=row, by=by: _another(s, row, -1, by)  # noqa: E731
            yield _mutant("changed: one figure of the last month", row, alter, f" by {by:+.0%}")


@kind("changed: one figure of an earlier month", _ONE_FIGURE)
def _one_earlier(sample: Sample) -> Iterator[Mutant]:
    for row in (row for row in sample.rows if not row.group):  # of a group no earlier month is printed
        for at in (-4, -8):
            alter = lambda s, row=row, at=at: _another(s, row, at, 0.05)  # noqa: E731
            yield _mutant("changed: one figure of an earlier month", row, alter, f", {-at} months back")


@kind("restated: a whole measure", "Every figure is a little more, in counts and percentage alike.")
def _restated(sample: Sample) -> Iterator[Mutant]:
    for row in sample.rows:

        def alter(sheet: Worksheet, row: Row = row) -> None:
            for at in range(len(row.headings)):
                _another(sheet, row, at, 0.06)

        yield _mutant("restated: a whole measure", row, alter)


def _counts(row: Row) -> bool:
    return "numerator" not in row.parts


def _by_year(values: list[Number]) -> list[Number]:
    return [*accumulate(values[:12]), *accumulate(values[12:])]


def _last_twelve(values: list[Number]) -> list[Number]:
    return [sum(values[max(0, at - 11) : at + 1]) for at in range(len(values))]


def _by_quarter(values: list[Number]) -> list[Number]:
    return [sum(values[at // 3 * 3 : at // 3 * 3 + 3]) for at in range(len(values))]


def is_flow(row: Row) -> bool:
    """Whether it counts what happened in a month, which may be added up."""
    return row.measure in ("started_in_care_count", "left_care_count", "missing_episodes_count")


def is_flow_or_share(row: Row) -> bool:
    """Whether it is of what happened in a month, and has nothing beside it that would have to change too."""
    return is_flow(row) or row.measure in ("reviews_on_time_pct", "visits_on_time_pct")


def add_up(sheet: Worksheet, row: Row, change: Change) -> None:
    """Change the counts of a row, and give the percentages that they make."""
    if is_flow(row):
        put(sheet, row.parts["value"], change(row_values(sheet, row, "value")))
        return
    n, d = (list(change(row_values(sheet, row, part))) for part in ("numerator", "denominator"))
    put(sheet, row.parts["numerator"], n)
    put(sheet, row.parts["denominator"], d)
    put(sheet, row.parts["value"], [round(100 * a / b, 1) for a, b in zip(n, d, strict=True)])  # type: ignore[operator]


SPANS: dict[str, Change] = {"year to date": _by_year, "12 months": _last_twelve, "quarter": _by_quarter}

for _name, _change in SPANS.items():

    def _unsaid(sample: Sample, name: str = f"spanned, unsaid: {_name}", change: Change = _change) -> Iterator[Mutant]:
        for row in filter(is_flow_or_share, sample.rows):
            yield _mutant(name, row, lambda s, row=row: add_up(s, row, change))  # type: ignore[misc]

    kind(f"spanned, unsaid: {_name}")(_unsaid)

for _name, _by in (("thousands", 1000), ("tens", 10)):

    def _scaled(sample: Sample, name: str = f"scaled, unsaid: {_name}", by: int = _by) -> Iterator[Mutant]:
        for row in filter(_counts, sample.rows):
            alter = lambda s, row=row: _each_part(s, row, lambda v: [one / by for one in v])  # noqa: E731
            yield _mutant(name, row, alter)

    kind(f"scaled, unsaid: {_name}")(_scaled)


@kind("scaled: percentages as fractions, or fractions as percentages")
def _other_scale(sample: Sample) -> Iterator[Mutant]:
    name = "scaled: percentages as fractions, or fractions as percentages"
    for row in sample.rows:
        if row.is_share:
            for months in (slice(None), slice(-1, None)):

                def alter(sheet: Worksheet, row: Row = row, months: slice = months) -> None:
                    values = row_values(sheet, row, "value")
                    by = 100 if max(values) <= 1 else 0.01
                    put(sheet, row.parts["value"][months], [round(one * by, 4) for one in values][months])

                yield _mutant(name, row, alter, "" if months.start is None else ", last month")


@kind("scaled: percentages alone, ten times too small")
def _slipped_point(sample: Sample) -> Iterator[Mutant]:
    for row in sample.rows:
        if row.is_share:

            def alter(sheet: Worksheet, row: Row = row) -> None:
                put(sheet, row.parts["value"], [one / 10 for one in row_values(sheet, row, "value")])

            yield _mutant("scaled: percentages alone, ten times too small", row, alter)
