"""Reads downloads of the Department for Education: tables of Explore Education Statistics, and the neighbour model."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from inputs.period import Period
from report.metrics.benchmarks.published_figures import AUTHORITY, COUNTRY, REGION, Neighbours, PublishedFigure
from report.metrics.benchmarks.published_tables import PublishedTable, Recipe, Row, fits, folded, published_tables
from report.metrics.benchmarks.store import SYMBOLS, BadBenchmarks, read_csv
from report.metrics.benchmarks.taken_in import PublishedData, TakenIn
from report.metrics.model import formatting
from report.metrics.model.measure import Measure, Unit
from report.metrics.model.scorecard import Release

_TABLE_COLUMNS = ("time_period", "geographic_level", "country_code", "country_name")
_LEVELS = {"national": COUNTRY, "regional": REGION, "local authority": AUTHORITY}
_OF_A_MONTH = {"days": Decimal("365.25") / 12, "weeks": Decimal("365.25") / 84, "months": Decimal(1)}
_NUMBER = re.compile(r"-?\d{1,12}(\.\d{1,20})?", re.ASCII)
_YEARS_MONTHS = re.compile(r"(\d{1,2}):(0\d|1[01])", re.ASCII)  # 01:07 is one year and seven months
_NEIGHBOUR_COLUMNS = ("old_la_code", *(f"SN_{place}" for place in range(1, 11)))
_SYMBOLS = {"": "x", "-": "x", ":": "x", "~": "c", "*": "c", "..": "x", "n/a": "z"}
_JOINT = " / "  # between the codes of councils that have one service
Place = tuple[str, int]
"""The code of an area, as a row has it, and a year."""


class _Area(NamedTuple):
    kind: str
    code: str
    name: str
    region: str


class _Part(NamedTuple):
    """Rows of a table that hold one measure, with all that is needed to read them."""

    file: str
    recipe: Recipe
    measure: Measure
    roles: Mapping[str, str]
    release: Release

    def column(self, role: str) -> str:
        return self.roles.get(role, role)


def take_in_table(path: Path, measures: Mapping[str, Measure], published: str, data: PublishedData) -> None:
    """Adds one CSV file to ``data``: a table with some of our measures, or a neighbour model.

    A file that is neither is told in ``data.unused``; so are the measures that a table should have and has not, in
    ``data.taken``. Raises BadBenchmarks for a cell that cannot be right.
    """
    table = read_csv(path)
    names = set(table[0]) if table else set()
    if names.issuperset(_NEIGHBOUR_COLUMNS):
        data.neighbours_by_old_code |= _neighbours_by_old_code(path.name, table)
        return
    known = list(_known(table, names)) if names.issuperset(_TABLE_COLUMNS) else []
    taken = [one for each, roles in known for one in _taken(path.name, table, each, roles, measures, published)]
    if not any(one.figures for one in taken):
        data.unused.append(_of_no_use(path.name, names))
        return
    data.taken += taken
    if {"old_la_code", "new_la_code"} <= names:
        coded = [row for row in table if row["old_la_code"] and _JOINT not in row["old_la_code"]]
        data.old_codes |= {row["new_la_code"]: row["old_la_code"] for row in coded}
        latest_last = sorted((*data.authorities.values(), *coded), key=lambda row: _year(path.name, row))
        data.authorities |= {row["old_la_code"]: row for row in latest_last}


def _known(table: Sequence[Row], names: set[str]) -> Iterator[tuple[PublishedTable, dict[str, str]]]:
    """The known tables that a file is, each with the columns of its roles."""
    for each in published_tables():
        roles = each.roles_in(names)
        if roles is not None and each.is_in(table, roles):
            yield each, roles


def _taken(
    file: str,
    rows: Sequence[Row],
    table: PublishedTable,
    roles: Mapping[str, str],
    measures: Mapping[str, Measure],
    published: str,
) -> Iterator[TakenIn]:
    """What a table holds of each of our measures that it should have, or why it holds nothing."""
    release = Release(table.title, release_name(max(_year(file, row) for row in rows), table.ends), published)
    for recipe in table.recipes:
        if recipe.measure not in measures:
            continue
        told = TakenIn(file, table.name, recipe.measure, release)
        part = _Part(file, recipe, measures[recipe.measure], roles, release)
        absent = [name for name in _columns(part) if name not in rows[0]]
        if absent:
            yield told._replace(why=f"it has no column “{absent[0]}”")
            continue
        held = tuple(_figures(part, rows))
        words = "; ".join(sorted(words)[0] for words in recipe.where.values())
        yield told._replace(figures=held, why="" if held else f"no row has the words “{words}”")


def _columns(part: _Part) -> list[str]:
    recipe = part.recipe
    return [part.column(role) for role in (recipe.value, *recipe.numerator, *recipe.denominator) if role]


def release_name(year: int, ends: int) -> str:
    """What a release is called, by its last year and the month at whose end its figures are."""
    return f"school year {year - 1}/{year % 100:02}" if ends == 8 else f"reporting year {year}"


def _of_no_use(name: str, names: set[str]) -> str:
    absent = [column for column in _TABLE_COLUMNS if column not in names]
    if absent:
        where = "explore-education-statistics.service.gov.uk"
        return f"{name}: there is no column “{absent[0]}”, so this is no table that we know. Download it from {where}."
    return f"{name}: no measure of ours stands in this table. “boardreport guide comparison” lists those that are used."


def _year(name: str, row: Row) -> int:
    """The calendar year in which a row's period ends: 2025, 202425 and 2024/25 all end in 2025."""
    digits = re.sub(r"\D", "", row["time_period"])
    if len(digits) == 4:
        return int(digits)
    if len(digits) == 6:
        return int(digits[:2] + digits[4:])
    raise BadBenchmarks([f"{name}: “{row['time_period']}” in time_period is not a year. Give the file as downloaded."])


def _area(row: Row) -> _Area:
    """The area of a row; all "" for another kind of area."""
    kind = _LEVELS.get(row["geographic_level"].casefold(), "")
    if kind == COUNTRY:
        return _Area(kind, row["country_code"], row["country_name"], "")
    if kind == REGION:
        return _Area(kind, row["region_code"], row["region_name"], "")
    if kind == AUTHORITY:
        return _Area(kind, row["new_la_code"], row["la_name"], row["region_code"])
    return _Area("", "", "", "")


def _figures(part: _Part, rows: Sequence[Row]) -> Iterator[PublishedFigure]:
    """The figures of one measure; of councils that have one service, its figure for each."""
    recipe, file = part.recipe, part.file
    parts = _counts(part, rows, recipe.part) if recipe.part else {}
    wholes = _counts(part, rows, recipe.whole) if recipe.whole else {}
    for (place, area), own in _by_place(part, rows).items():
        if not area.code:
            raise BadBenchmarks(
                [f"{file}: a row of {area.kind or 'an area'} has no code. Give the file as downloaded."]
            )
        numerator = parts.get(place, _sum(own, part, recipe.numerator))
        denominator = wholes.get(place, _sum(own, part, recipe.denominator))
        if recipe.added[0]:
            value, symbol = _together(numerator, denominator)
        else:
            value, symbol = read_value(file, own[0][part.column(recipe.value)], part.measure)
        if value is None or numerator is None or denominator is None:
            numerator = denominator = None
        period = Period(place[1], recipe.ends)
        for code in area.code.split(_JOINT):
            said = (value, numerator, denominator, symbol)
            whose = (area.kind, code, area.name, area.region)
            yield PublishedFigure(part.measure.id, *whose, period, *said, part.release)


def _by_place(part: _Part, rows: Sequence[Row]) -> dict[tuple[Place, _Area], list[Row]]:
    """The rows of a measure by area and year: one each, or all of those that make it up together."""
    role, added = part.recipe.added
    found: dict[tuple[Place, _Area], list[Row]] = {}
    for row in rows:
        if fits(row, part.recipe.where, part.roles) and (not role or folded(row[part.roles[role]]) in added):
            area = _area(row)
            if area.kind:
                found.setdefault(((area.code, _year(part.file, row)), area), []).append(row)
    return _twice_told(part, found) if not role else {key: own for key, own in found.items() if len(own) == len(added)}


def _twice_told(part: _Part, found: dict[tuple[Place, _Area], list[Row]]) -> dict[tuple[Place, _Area], list[Row]]:
    """The rows as they are. Raises BadBenchmarks where two of one area and year say different things."""
    columns = _columns(part)
    for ((_, year), area), rows in found.items():
        if len({tuple(row[name] for name in columns) for row in rows}) > 1:
            day = Period(year, part.recipe.ends).last_day
            what = f"two different figures of {part.measure.id} for {area.name}, {day}"
            raise BadBenchmarks([f"{part.file}: {what}. Keep one of the two rows."])
    return found


def _counts(part: _Part, rows: Sequence[Row], others: Mapping[str, frozenset[str]]) -> dict[Place, Decimal | None]:
    """The counts that stand in rows of their own, by area and year."""
    wanted = {**part.recipe.where, **others}
    column = part.column("count")
    return {
        (_area(row).code, _year(part.file, row)): _count(row[column]) for row in rows if fits(row, wanted, part.roles)
    }


def _sum(rows: Sequence[Row], part: _Part, roles: Sequence[str]) -> Decimal | None:
    """The counts of several rows and columns added; None where there are none, or one is hidden."""
    counts = [_count(row[part.column(role)]) for row in (rows if part.recipe.added[0] else rows[:1]) for role in roles]
    known = [count for count in counts if count is not None]
    return sum(known, Decimal(0)) if counts and len(known) == len(counts) else None


def _together(numerator: Decimal | None, denominator: Decimal | None) -> tuple[Decimal | None, str]:
    """The percentage that several published counts make, as whole as it is published; else that it is hidden."""
    if numerator is None or not denominator:
        return None, "c"
    return formatting.rounded(100 * numerator / denominator, 0), ""


def read_value(name: str, cell: str, measure: Measure) -> tuple[Decimal | None, str]:
    """A published value on the measure's own scale, or the symbol in its place. Years and months (01:07) become days.

    Raises BadBenchmarks for a cell that is neither, and for a percentage that is above 100 or below 0.
    """
    lapse = _YEARS_MONTHS.fullmatch(cell) if measure.unit in _OF_A_MONTH else None
    if lapse:
        months = 12 * int(lapse[1]) + int(lapse[2])
        return formatting.rounded(months * _OF_A_MONTH[measure.unit], 0), ""
    text = cell.casefold().replace(",", "").removesuffix("%")
    if _NUMBER.fullmatch(text):
        if measure.unit is Unit.PCT and not 0 <= Decimal(text) <= 100:
            said = "more than 100%" if Decimal(text) > 0 else "less than 0%"
            raise BadBenchmarks([f"{name}: “{cell}” is {said}. Give the file as downloaded."])
        number = Decimal(text)
        if len(text.partition(".")[2]) > 6:  # a binary fraction: 16.600000000000001 was published as 16.6
            number = formatting.rounded(number, 6).normalize()
        return number, ""
    symbol = _SYMBOLS.get(text, text)
    if symbol in SYMBOLS:
        return None, symbol
    raise BadBenchmarks(
        [f"{name}: “{cell}” is neither a number nor a symbol that we know. Give the file as downloaded."]
    )


def _count(cell: str) -> Decimal | None:
    text = cell.replace(",", "")
    return Decimal(text) if _NUMBER.fullmatch(text) else None


def _neighbours_by_old_code(name: str, table: Sequence[Row]) -> dict[str, Neighbours]:
    """The neighbours of each authority, by old codes, from a table with a row an authority: SN_1 is the nearest."""
    year = re.search(r"20\d\d", name)
    if year is None:
        raise BadBenchmarks([f"{name}: the file’s name must say the year of the model, such as neighbours_2025.csv."])
    model = f"DfE, {year[0]}"
    return {row["old_la_code"]: Neighbours(tuple(row[key] for key in _NEIGHBOUR_COLUMNS[1:]), model) for row in table}
