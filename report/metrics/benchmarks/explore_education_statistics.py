"""Reads downloads of the Department for Education: tables of Explore Education Statistics, and the neighbour model."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

from inputs.period import Period
from report.metrics.benchmarks.area_codes import current_code
from report.metrics.benchmarks.published_figures import AUTHORITY, COUNTRY, REGION, Neighbours, PublishedFigure
from report.metrics.benchmarks.published_tables import RECIPES, Recipe
from report.metrics.benchmarks.store import SYMBOLS, BadBenchmarks, read_csv
from report.metrics.model import formatting
from report.metrics.model.measure import Measure, Unit
from report.metrics.model.scorecard import Release

_TABLE_COLUMNS = ("time_period", "geographic_level", "country_code", "country_name")
_LEVELS = {"national": COUNTRY, "regional": REGION, "local authority": AUTHORITY}
_DAYS_IN_MONTH = Decimal("365.25") / 12
_NUMBER = re.compile(r"\d{1,12}(\.\d{1,20})?", re.ASCII)
_YEARS_MONTHS = re.compile(r"(\d{1,2}):(0\d|1[01])", re.ASCII)  # 01:07 is one year and seven months
_NEIGHBOUR_COLUMNS = ("old_la_code", *(f"SN_{place}" for place in range(1, 11)))
_SYMBOLS = {"": "x", "-": "x", ":": "x", "~": "c", "*": "c", "..": "x", "n/a": "z"}

Row = Mapping[str, str]


@dataclass(slots=True)
class PublishedData:
    """What has been read so far.

    ``authorities`` are the latest rows of tables by the authority's old code (three digits), which it keeps where its
    new code is replaced; so are ``neighbours_by_old_code``, whose neighbours are old codes too. ``old_codes`` are those
    by every new code that a table has.
    """

    figures: dict[tuple[str, str, Period], PublishedFigure] = field(default_factory=dict)
    authorities: dict[str, Row] = field(default_factory=dict)
    neighbours_by_old_code: dict[str, Neighbours] = field(default_factory=dict)
    old_codes: dict[str, str] = field(default_factory=dict)

    def add(self, figures: Iterable[PublishedFigure], where: str) -> None:
        """Adds figures; of two releases the later is kept. Raises BadBenchmarks where one release has two values."""
        for figure in figures:
            before = self.figures.get(figure.key)
            if before and before.release == figure.release and _said(before) != _said(figure):
                what = f"two different figures of {figure.measure} for {figure.name}, {figure.period.last_day}"
                raise BadBenchmarks([f"{where}: {what}. Keep one of the two rows."])
            if before is None or before.release.release <= figure.release.release:
                self.figures[figure.key] = figure

    def neighbours(self) -> dict[str, Neighbours]:
        """The neighbours by GSS codes; authorities with a code that no table holds are left out."""
        codes = {old: current_code(row["new_la_code"]) for old, row in self.authorities.items()}
        return {
            codes[old]: Neighbours(tuple(codes[each] for each in neighbours.codes), neighbours.model)
            for old, neighbours in self.neighbours_by_old_code.items()
            if old in codes and all(each in codes for each in neighbours.codes)
        }

    def current(self, code: str) -> str:
        """The code under which an area's figures are kept: of an area that had two, the one it has now."""
        latest = self.authorities.get(self.old_codes.get(code, ""))
        return current_code(latest["new_la_code"] if latest else code)

    def joined(self) -> list[PublishedFigure]:
        """The figures, those of an area that had two codes under one. Of two for a date, that of its code now stays."""
        figures = sorted(self.figures.values(), key=lambda figure: figure.area == self.current(figure.area))
        named = (replace(figure, area=self.current(figure.area)) for figure in figures)
        return list({figure.key: figure for figure in named}.values())


def take_in_table(path: Path, measures: Mapping[str, Measure], published: str, data: PublishedData) -> None:
    """Adds one CSV file to ``data``: a table with one of our measures, or a neighbour model.

    Other columns are ignored. Raises BadBenchmarks where the file is neither.
    """
    table = read_csv(path)
    names = set(table[0]) if table else set()
    if names.issuperset(_NEIGHBOUR_COLUMNS):
        data.neighbours_by_old_code |= _neighbours_by_old_code(path.name, table)
        return
    known = [recipe for recipe in RECIPES if recipe.value and names.issuperset({*_TABLE_COLUMNS, *recipe.columns})]
    read = [(recipe, [row for row in table if _fits(row, recipe.row)]) for recipe in known]
    if not any(rows for _, rows in read):
        raise BadBenchmarks([_of_no_use(path.name, names)])
    if {"old_la_code", "new_la_code"} <= names:
        coded = [row for row in table if row["old_la_code"]]
        data.old_codes |= {row["new_la_code"]: row["old_la_code"] for row in coded}
        latest_last = sorted((*data.authorities.values(), *coded), key=lambda row: _year(path.name, row))
        data.authorities |= {row["old_la_code"]: row for row in latest_last}
    for recipe, rows in read:
        if rows:
            release = Release(recipe.title, f"reporting year {max(_year(path.name, row) for row in rows)}", published)
            wholes = _wholes(path.name, table, recipe)
            figures = [_figure(path.name, row, recipe, measures[recipe.measure], release, wholes) for row in rows]
            data.add(figures, path.name)


def _of_no_use(name: str, names: set[str]) -> str:
    absent = [column for column in _TABLE_COLUMNS if column not in names]
    if absent:
        where = "explore-education-statistics.service.gov.uk"
        return f"{name}: there is no column “{absent[0]}”, so this is no table that we know. Download it from {where}."
    return f"{name}: no measure of ours stands in this table. “boardreport guide comparison” lists those that are used."


def _fits(row: Row, wanted: Mapping[str, str]) -> bool:
    return all(row[column].casefold() == words.casefold() for column, words in wanted.items())


def _year(name: str, row: Row) -> int:
    """The calendar year in which a row's period ends: 2025, 202425 and 2024/25 all end in 2025."""
    digits = re.sub(r"\D", "", row["time_period"])
    if len(digits) == 4:
        return int(digits)
    if len(digits) == 6:
        return int(digits[:2] + digits[4:])
    raise BadBenchmarks([f"{name}: “{row['time_period']}” in time_period is not a year. Give the file as downloaded."])


def _area(row: Row) -> tuple[str, str, str, str]:
    """Type, code and name of a row's area, and the code of its region; all "" for another kind of area."""
    kind = _LEVELS.get(row["geographic_level"].casefold(), "")
    if kind == COUNTRY:
        return kind, row["country_code"], row["country_name"], ""
    if kind == REGION:
        return kind, row["region_code"], row["region_name"], ""
    if kind == AUTHORITY:
        return kind, row["new_la_code"], row["la_name"], row["region_code"]
    return "", "", "", ""


def _wholes(name: str, table: Sequence[Row], recipe: Recipe) -> dict[tuple[str, int], str]:
    """The denominators given in rows of their own, by area and year."""
    if not recipe.whole_row:
        return {}
    rows = [row for row in table if _fits(row, recipe.whole_row)]
    return {(_area(row)[1], _year(name, row)): row[recipe.numerator] for row in rows}


def _figure(
    name: str, row: Row, recipe: Recipe, measure: Measure, release: Release, wholes: Mapping[tuple[str, int], str]
) -> PublishedFigure:
    year, area = _year(name, row), _area(row)
    if not area[1]:
        raise BadBenchmarks([f"{name}: a row of {row['geographic_level']} has no code. Give the file as downloaded."])
    value, symbol = read_value(name, row[recipe.value], measure)
    whole = row[recipe.denominator] if recipe.denominator else wholes.get((area[1], year), "")
    counts = _count(row.get(recipe.numerator, "")), _count(whole)
    numerator, denominator = (None, None) if value is None or None in counts else counts
    period = Period(year, recipe.month)
    return PublishedFigure(measure.id, *area, period, value, numerator, denominator, symbol, release)


def read_value(name: str, cell: str, measure: Measure) -> tuple[Decimal | None, str]:
    """A published value on the measure's own scale, or the symbol in its place. Years and months (01:07) become days.

    Raises BadBenchmarks for a cell that is neither, and for a percentage above 100.
    """
    lapse = _YEARS_MONTHS.fullmatch(cell) if measure.unit is Unit.DAYS else None
    if lapse:
        months = 12 * int(lapse[1]) + int(lapse[2])
        return formatting.rounded(months * _DAYS_IN_MONTH, 0), ""
    text = cell.casefold().replace(",", "").removesuffix("%")
    if _NUMBER.fullmatch(text):
        if measure.unit is Unit.PCT and Decimal(text) > 100:
            raise BadBenchmarks([f"{name}: “{cell}” is more than 100%. Give the file as downloaded."])
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


def _said(figure: PublishedFigure) -> tuple[Decimal | None, str, Decimal | None, Decimal | None]:
    return figure.value, figure.symbol, figure.numerator, figure.denominator


def _neighbours_by_old_code(name: str, table: Sequence[Row]) -> dict[str, Neighbours]:
    """The neighbours of each authority, by old codes, from a table with a row an authority: SN_1 is the nearest."""
    year = re.search(r"20\d\d", name)
    if year is None:
        raise BadBenchmarks([f"{name}: the file’s name must say the year of the model, such as neighbours_2025.csv."])
    model = f"DfE, {year[0]}"
    return {row["old_la_code"]: Neighbours(tuple(row[key] for key in _NEIGHBOUR_COLUMNS[1:]), model) for row in table}
