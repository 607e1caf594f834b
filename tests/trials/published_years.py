"""Builds yearly reports of real councils from the Department's own tables: ``published_years.py FOLDER [NAME…]``.

FOLDER holds tables as they were downloaded: CSV files of Explore Education Statistics, the neighbour model, and the
data store of LAIT where pyarrow is installed. For each council named (else a metropolitan borough, a county and a
London borough) its published figures are laid out as a return with a column a year; the other areas' are taken in; the
report is built; and every figure of the return must stand in its ledger as it was published, to the last digit. The
reports are left in ``output/published``. Exits with 1 where a figure differs, or is not there and nothing says why.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from pathlib import Path
from typing import NamedTuple

from openpyxl import Workbook

ROOT = Path(__file__).parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from inputs.period import Period  # noqa: E402
from report.build import build  # noqa: E402
from report.metrics.benchmarks.councils import Council, find_council  # noqa: E402
from report.metrics.benchmarks.lait import read_store  # noqa: E402
from report.metrics.benchmarks.published_tables import Recipe, fits, published_tables, recipes  # noqa: E402
from report.metrics.benchmarks.store import BadBenchmarks  # noqa: E402
from report.metrics.definitions.measure_library import read_library  # noqa: E402
from report.metrics.model.disclosure_rule import SMALLEST_SHOWN  # noqa: E402
from report.metrics.model.measure import Measure, Unit  # noqa: E402
from report.output.exit_codes import CannotBuild  # noqa: E402
from report.take_in_benchmarks import take_in  # noqa: E402

COUNCILS = ("Dudley", "Essex", "Camden")
OUTPUT = ROOT / "output/published"
UNTIL = Period(2025, 3)
_LONGEST_FRACTION = 6
SHEETS = {3: "Years to 31 March", 8: "School years", 9: "30 September"}
REPORT = """council = "{name} (figures as published)"
committee = "Corporate Parenting Committee"
meeting_date = 2025-12-10
authority = "{name}"
"""


class Published(NamedTuple):
    """A published figure as its cells have it; "" for what is not given."""

    value: str
    numerator: str = ""
    denominator: str = ""


Series = dict[int, Published]
"""The published figures of a measure by the year in which each ends."""


def published_of(folder: Path, council: Council, measures: Mapping[str, Measure]) -> dict[tuple[str, int], Series]:
    """Everything published of a council, by measure and the month at whose end its years end. Tables come first."""
    found: dict[tuple[str, int], Series] = {}
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        for recipe, series in _in_table(rows, council):
            found.setdefault((recipe.measure, recipe.ends), series)
            if recipe.count:
                counts = {year: Published(one.numerator) for year, one in series.items() if one.numerator}
                found.setdefault((recipe.count, recipe.ends), counts)
    for path in folder.glob("*.parquet"):
        for recipe, series in _in_store(path, council):
            found.setdefault((recipe.measure, recipe.ends), series)
    return {key: series for key, series in found.items() if key[0] in measures and series}


def _in_table(rows: list[dict[str, str]], council: Council) -> Iterator[tuple[Recipe, Series]]:
    own = [row for row in rows if council.number and council.number in row.get("old_la_code", "").split(" / ")]
    for table in published_tables():
        roles = table.roles_in(rows[0] if rows else ())
        if roles is None or not table.is_in(rows, roles):
            continue
        for recipe in table.recipes:
            column = roles.get(recipe.value, recipe.value)
            series: Series = {}
            for row in own:
                if recipe.added[0] or not fits(row, recipe.where, roles):
                    continue
                year = int(row["time_period"][:2] + row["time_period"][-2:])
                wanted = {**recipe.where, **recipe.whole}
                alike = [one for one in own if one["time_period"] == row["time_period"]]
                whole = next((one[roles["count"]] for one in alike if recipe.whole and fits(one, wanted, roles)), "")
                given = (row[roles.get(role, role)] for role in recipe.numerator)
                out_of = [row[roles.get(role, role)] for role in recipe.denominator]
                series[year] = Published(row[column], next(given, ""), whole or (out_of[0] if len(out_of) == 1 else ""))
            if series:
                yield recipe, series


def _in_store(path: Path, council: Council) -> Iterator[tuple[Recipe, Series]]:
    try:
        rows = read_store(path)
    except BadBenchmarks as trouble:
        print(*trouble.problems)
        return
    own = [row for row in rows if row["LA Number"] == council.number and row["Years"].isdecimal()]
    for recipe in recipes():
        series = {int(row["Years"]): Published(row["Values"]) for row in own if row["Short Desc"] == recipe.lait}
        if recipe.lait and series:
            yield recipe, dict(sorted(series.items())[-5:])


def number(cell: str) -> Decimal | None:
    """The number of a published cell, without what binary fractions add (8.1999999999999993); None for a symbol."""
    try:
        exact = Decimal(cell)
    except InvalidOperation:
        return None
    return exact if len(cell.partition(".")[2]) <= _LONGEST_FRACTION else round(exact, _LONGEST_FRACTION).normalize()


def write_return(path: Path, found: Mapping[tuple[str, int], Series], measures: Mapping[str, Measure]) -> None:
    """A workbook as a yearly scorecard is: a sheet for each end of a year, measures down and years across."""
    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for ends, title in SHEETS.items():
        here = {measure: series for (measure, end), series in found.items() if end == ends}
        years = sorted({year for series in here.values() for year in series})
        if not years:
            continue
        sheet = book.create_sheet(title)
        sheet.append(["Measure", "", *(_heading(year, ends) for year in years)])
        for measure_id, series in here.items():
            for label, cells in _rows(measures[measure_id], series, years):
                sheet.append(label + cells)
    book.save(path)


def _heading(year: int, ends: int) -> str:
    return f"30 September {year}" if ends == 9 else f"{year - 1}/{year % 100:02}"


def _rows(measure: Measure, series: Series, years: Iterable[int]) -> Iterator[tuple[list[object], list[object]]]:
    """The rows of a measure: its counts and what they make, or its value alone."""
    parts = {"numerator": "Numerator", "denominator": "Denominator", "value": "Value"}
    if measure.unit is Unit.PCT:
        parts["value"] = "%"
    given = {part: [_cell(getattr(series[year], part)) if year in series else None for year in years] for part in parts}
    if measure.unit is Unit.PCT:  # of a row of ones, nobody could say whether they are 1% or 100%
        given["value"] = [f"{cell}%" if isinstance(cell, int | float) else cell for cell in given["value"]]
    kept = [part for part in parts if any(cell is not None for cell in given[part])]
    if measure.unit is Unit.COUNT:
        kept = ["value"]
    for place, part in enumerate(kept):
        label = parts[part] if len(kept) > 1 else ""
        yield [measure.name if place == 0 else None, label], given[part]


def _cell(text: str) -> object:
    value = number(text)
    if value is None:
        return text or None
    return float(value) if value % 1 else int(value)


class Held(NamedTuple):
    """How the figures of a council in a ledger agree with what was published."""

    alike: int
    hidden: int
    wrong: list[str]


def compare(ledger: Path, found: Mapping[tuple[str, int], Series], measures: Mapping[str, Measure]) -> Held:
    """Hold every published figure of a council against its ledger: value, numerator and denominator.

    A figure that the ledger does not have is counted as hidden where its count, or what is left of it, is small.
    """
    with ledger.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["number"] == "value" and not row["group"]]
    held = {(row["measure"], int(row["period"][-4:])): row for row in rows if row["period"][-4:].isdecimal()}
    alike, hidden, wrong = 0, 0, list[str]()
    for (measure_id, ends), series in found.items():
        for year, published in series.items():
            value, row = number(published.value), held.get((measure_id, year))
            if value is None or Period(year, ends).index > UNTIL.index:
                continue
            if row is None and _may_be_hidden(published, measures[measure_id]):
                hidden += 1
            elif row is None:
                wrong.append(f"{measure_id}, {year}: {published.value} is not in the ledger")
            elif differs := _differs(row, published, value):
                wrong.append(f"{measure_id}, {year}: {differs}")
            else:
                alike += 1
    return Held(alike, hidden, wrong)


def _may_be_hidden(published: Published, measure: Measure) -> bool:
    """Whether a count of 1 to 5, or a rest so small, stands behind a figure, or a percentage without its counts may."""
    top, bottom = number(published.numerator), number(published.denominator)
    if measure.unit is Unit.COUNT or measure.small_counts == "show":
        return False
    return top is None or bottom is None or 0 < top < SMALLEST_SHOWN or 0 < bottom - top < SMALLEST_SHOWN


def _differs(row: Mapping[str, str], published: Published, value: Decimal) -> str:
    exact = Decimal(row["exact"].lstrip("'"))
    rounded = exact.quantize(Decimal(1).scaleb(int(value.as_tuple().exponent)), rounding=ROUND_HALF_UP)
    if rounded != value:
        return f"{published.value} was published, and the ledger has {exact}"
    for part in ("numerator", "denominator"):
        said, given = number(row[part]), number(getattr(published, part))
        if said is not None and given is not None and said != given:
            return f"its {part} was published as {given}, and the ledger has {said}"
    return ""


def main(folder: Path, names: Iterable[str]) -> int:
    """Build and compare; 1 where anything differs."""
    measures = {measure.id: measure for measure in read_library()}
    wrong = 0
    for name in names:
        council, likely = find_council(name)
        if council is None:
            print(f"{name}: not clear; {', '.join(likely)}?")
            return 2
        home = OUTPUT / council.name.casefold().replace(" ", "-")
        returns = home / "returns"
        returns.mkdir(parents=True, exist_ok=True)
        (returns / "report.toml").write_text(REPORT.format(name=council.name), "utf-8")
        found = published_of(folder, council, measures)
        write_return(returns / "published.xlsx", found, measures)
        try:
            take_in([folder], returns, "")
            made = build(returns, UNTIL, home, "", lambda *_: None)
        except CannotBuild as stop:
            print(name, *stop.lines, sep="\n  ")
            wrong += 1
            continue
        report = made.reports[0]
        held = compare(report.ledger, found, measures)
        print(
            f"{name}: {len(found)} measures, {held.alike} figures alike, {held.hidden} hidden, {len(held.wrong)} not."
        )
        print(*(f"  {line}" for line in held.wrong), sep="\n")
        wrong += len(held.wrong)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:] or COUNCILS))
