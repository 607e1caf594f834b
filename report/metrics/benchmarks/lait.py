"""Reads the data store of LAIT, the Department for Education's Local Authority Interactive Tool: a Parquet file.

It needs pyarrow, which is larger than everything else together and is therefore not installed with the report builder.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from inputs.period import Period
from report.metrics.benchmarks.explore_education_statistics import read_value, release_name
from report.metrics.benchmarks.published_figures import AUTHORITY, COUNTRY, ENGLAND, REGION, PublishedFigure
from report.metrics.benchmarks.published_tables import Recipe, recipes
from report.metrics.benchmarks.store import BadBenchmarks
from report.metrics.benchmarks.taken_in import PublishedData, TakenIn
from report.metrics.model.measure import Measure
from report.metrics.model.scorecard import Release

COLUMNS = ("Short Desc", "Years", "LA and Regions", "Values", "LA Number", "Region")
_YEAR = re.compile(r"(20\d\d)( \((rev|prov|final)\))?", re.IGNORECASE | re.ASCII)
Row = Mapping[str, str]


def read_store(path: Path) -> list[dict[str, str]]:
    """The rows of our measures in the data store. Raises BadBenchmarks where it cannot be read, with what to do."""
    import pandas as pd  # noqa: PLC0415 - large, and needed for this one kind of file

    wanted = [recipe.lait for recipe in recipes() if recipe.lait]
    try:
        table = pd.read_parquet(path, columns=list(COLUMNS), filters=[("Short Desc", "in", wanted)])
    except ImportError:
        what = f"{path.name}: reading a Parquet file needs the library pyarrow, which is not installed."
        remedy = "Install it beside Board Report, or give the CSV files of Explore Education Statistics instead."
        raise BadBenchmarks([f"{what} {remedy}"]) from None
    except (OSError, ValueError, KeyError):  # pyarrow's own errors are kinds of these
        raise BadBenchmarks([f"{path.name}: this is not the data store of LAIT. Give it as downloaded."]) from None
    numbers = table["LA Number"].map("{:.0f}".format)
    texts = table.assign(**{"LA Number": numbers}).astype(str)
    return [dict(zip(COLUMNS, row, strict=True)) for row in texts.itertuples(index=False, name=None)]


def take_in_rows(
    name: str, rows: Iterable[Row], measures: Mapping[str, Measure], published: str, data: PublishedData
) -> None:
    """Adds rows of the data store to ``data``; they only fill what tables of the same year do not give.

    The store has areas by their old codes and names, so tables must have been read before. Of several rows for one year
    (revised, provisional, final or unmarked) the last one counts.
    """
    regions = {row["region_name"].casefold(): row["region_code"] for row in data.authorities.values()}
    by_name: dict[str, list[Row]] = {}
    for row in rows:
        if _year(row):
            by_name.setdefault(row["Short Desc"], []).append(row)
    for recipe in recipes():
        if recipe.lait and recipe.measure in measures:
            told = _taken(name, recipe, by_name.get(recipe.lait, []), measures[recipe.measure], published)
            held = _figures(told, recipe, by_name.get(recipe.lait, []), measures[recipe.measure], data, regions)
            data.taken.append(told._replace(figures=held, why="" if held else f"it has no “{recipe.lait}”"))


def _taken(name: str, recipe: Recipe, rows: Iterable[Row], measure: Measure, published: str) -> TakenIn:
    year = max(map(_year, rows), default=0)
    release = Release(recipe.title, release_name(year, recipe.ends) if year else "", published)
    return TakenIn(name, "the data store of LAIT", measure.id, release, fills=True)


def _figures(
    told: TakenIn,
    recipe: Recipe,
    rows: Iterable[Row],
    measure: Measure,
    data: PublishedData,
    regions: Mapping[str, str],
) -> tuple[PublishedFigure, ...]:
    given: dict[tuple[str, str, Period], PublishedFigure] = {}
    for row in rows:
        area = _area(row, data, regions)
        if area is not None:
            value, symbol = read_value(told.file, row["Values"], measure)
            period = Period(_year(row), recipe.ends)
            figure = PublishedFigure(measure.id, *area, period, value, None, None, symbol, told.release)
            given[figure.key] = figure
    return tuple(given.values())


def _year(row: Row) -> int:
    """The year of a row, or 0 for a period of another kind."""
    match = _YEAR.fullmatch(row["Years"].strip())
    return int(match[1]) if match else 0


def _area(row: Row, data: PublishedData, regions: Mapping[str, str]) -> tuple[str, str, str, str] | None:
    """Type, code and name of a row's area, and the code of its region; None for an area that no table has."""
    name = row["LA and Regions"]
    if name.casefold() == "england":
        return COUNTRY, ENGLAND, "England", ""
    if name.casefold() in regions:
        return REGION, regions[name.casefold()], name, ""
    known = data.authorities.get(row["LA Number"])
    return (AUTHORITY, known["new_la_code"], known["la_name"], known["region_code"]) if known else None
