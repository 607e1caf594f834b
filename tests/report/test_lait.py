"""The Department's data store (LAIT): what is taken from it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from inputs.period import Period
from report.metrics.benchmarks.explore_education_statistics import take_in_table
from report.metrics.benchmarks.lait import take_in_rows
from report.metrics.benchmarks.taken_in import PublishedData
from tests.report.published import COUNCIL, HOMES, STABILITY, csv_file, everybody
from tests.report.returns import LIBRARY


def row(short: str, name: str, value: str, year: str = "2025", number: str = "970") -> Mapping[str, str]:
    return {
        "Short Desc": short, "Years": year, "LA and Regions": name, "Values": value, "LA Number": number, "Region": "",
    }  # fmt: skip


def test_the_data_store_gives_what_no_table_has_and_leaves_the_rest_alone(tmp_path: Path) -> None:
    data = PublishedData()
    take_in_table(csv_file(tmp_path / "a.csv", STABILITY, everybody()), LIBRARY, "", data)
    rows = [
        row("LACStable_2016on", "England", "99"),
        row("%_of LAC Adopted", "England", "9"),
        row("%_of LAC Adopted", "Sample City", "-", number="999"),
        row("%_of LAC Adopted", "East of England", "11.5", year="2024 (Rev)"),
        row("%_of LAC Adopted", "Nowhere", "5", number="123"),
        row("%_of LAC Adopted", "England", "9", year="2022/23-24/25"),
        row("InfMort", "England", "4"),
    ]
    take_in_rows("store.parquet", rows, LIBRARY, "", data)
    figures, taken = data.newest({})
    assert {f.key: f for f in figures}[HOMES, "E92000001", Period(2025, 3)].value == 11
    why = {one.measure: one.why for one in taken if one.fills}
    assert why[HOMES] == "a.csv gives it, with its counts"
    assert why["dental_check_pct"] == "it has no “LACDental%”"
    told = {(f.area, f.period.year): (f.value, f.symbol) for f in figures if f.measure != HOMES}
    assert told == {
        ("E92000001", 2025): (9, ""),
        (COUNCIL, 2025): (None, "x"),
        ("E12000006", 2024): (Decimal("11.5"), ""),
    }
