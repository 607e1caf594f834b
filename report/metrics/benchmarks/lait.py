"""Reads the data store of LAIT, the Department for Education's Local Authority Interactive Tool: a Parquet file.

It needs pyarrow, which is larger than everything else together and is therefore not installed with the report builder.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from inputs.period import Period
from report.metrics.benchmarks.explore_education_statistics import PublishedData, read_value
from report.metrics.benchmarks.published_figures import AUTHORITY, COUNTRY, ENGLAND, REGION, PublishedFigure
from report.metrics.benchmarks.published_tables import RECIPES
from report.metrics.benchmarks.store import BadBenchmarks
from report.metrics.model.measure import Measure
from report.metrics.model.scorecard import Release

COLUMNS = ("Short Desc", "Years", "LA and Regions", "Values", "LA Number", "Region")
_YEAR = re.compile(r"(20\d\d)( \((rev|prov|final)\))?", re.IGNORECASE | re.ASCII)
Row = Mapping[str, str]


def read_store(path: Path) -> list[dict[str, str]]:
    """The rows of our measures in the data store. Raises BadBenchmarks where it cannot be read, with what to do."""
    import pandas as pd  # noqa: PLC0415 - large, and needed for this one kind of file

    wanted = [recipe.lait for recipe in RECIPES if recipe.lait]
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
    """Adds rows of the data store to ``data``, except figures that a table has given already.

    The store has areas by their old codes and names, so tables must have been read before. Of several rows for one year
    (revised, provisional, final or unmarked) the last one counts.
    """
    by_name = {recipe.lait: recipe for recipe in RECIPES if recipe.lait}
    regions = {row["region_name"].casefold(): row["region_code"] for row in data.authorities.values()}
    given: dict[tuple[str, str, Period], PublishedFigure] = {}
    years = {
        short: max((y for r in rows if r["Short Desc"] == short and (y := _year(r))), default=0) for short in by_name
    }
    for row in rows:
        recipe, year = by_name.get(row["Short Desc"]), _year(row)
        area = _area(row, data, regions)
        if recipe is None or not year or area is None:
            continue
        release = Release(recipe.title, f"reporting year {years[recipe.lait]}", published)
        value, symbol = read_value(name, row["Values"], measures[recipe.measure])
        period = Period(year, recipe.month)
        figure = PublishedFigure(recipe.measure, *area, period, value, None, None, symbol, release)
        given[figure.key] = figure
    data.figures |= {key: figure for key, figure in given.items() if key not in data.figures}


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
