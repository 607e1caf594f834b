"""The sample's records and its returns: two ways to the same figures of December 2023."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from inputs.intake import Intake
from inputs.read import read_returns
from inputs.samples.make_samples import RECORDS, SAMPLE, make_records
from inputs.samples.records import NOTICE
from report.metrics.counting.counted_rows import count_rows
from report.metrics.definitions.measure_library import read_library, vocabulary

DECEMBER = "December 2023"
BY_BOTH = {
    "annual_health_assessment_pct", "children_in_care_by_age_count", "children_in_care_count", "children_missing_count",
    "dental_check_pct", "entry_to_adoptive_home_days_mean", "initial_health_assessment_pct", "left_care_count",
    "left_care_through_adoption_pct", "long_term_stability_pct", "missing_episodes_count", "order_to_match_days_mean",
    "pathway_plan_pct", "reviews_on_time_pct", "started_in_care_count", "three_or_more_homes_pct",
}  # fmt: skip


def counted(folder: Path) -> tuple[Intake, tuple[object, ...]]:
    measures = read_library()
    intake, found = count_rows(read_returns(folder, vocabulary(measures)), measures)
    return intake, (*intake.findings, *found)


def of_december(intake: Intake) -> dict[tuple[str, str], tuple[Decimal | None, ...]]:
    """The figures of December, by measure and group: both counts or, without them, the number."""
    figures = {}
    for series in (series for one in intake.returns for series in one.series):
        for point in (point for point in series.points if point.period.name == DECEMBER):
            counts = (point.numerator, point.denominator) if point.numerator else (point.value,)
            figures[series.item, series.group] = tuple(one.value for one in counts if one is not None)
    return figures


@pytest.fixture(scope="module")
def records() -> tuple[Intake, tuple[object, ...]]:
    return counted(RECORDS)


def test_the_records_count_to_what_the_returns_say(records):
    returned, ours = of_december(counted(SAMPLE)[0]), of_december(records[0])
    both = returned.keys() & ours.keys()
    assert {measure for measure, _ in both} == BY_BOTH
    assert {key: ours[key] for key in both} == {key: returned[key] for key in both}


def test_beside_the_returns_no_figure_of_december_differs(tmp_path: Path):
    shutil.copytree(SAMPLE, tmp_path, dirs_exist_ok=True)
    shutil.copytree(RECORDS, tmp_path, dirs_exist_ok=True)
    differ = [one.what for one in counted(tmp_path)[1] if one.kind == "records-differ"]
    assert differ
    assert not [what for what in differ if DECEMBER in what]


def test_in_the_records_nothing_is_wrong_but_what_is_left_out(records):
    kinds = [one.kind for one in records[1]]
    assert kinds == ["record-table-missing", "counted-from-records"]


def test_the_records_say_on_every_page_that_they_are_of_no_real_child(records):
    assert records[0].notice == NOTICE


def test_the_committed_records_are_what_the_script_makes(tmp_path: Path):
    made = {path.name: path.read_bytes() for path in make_records(tmp_path)}
    assert made == {path.name: path.read_bytes() for path in RECORDS.glob("*.csv")}


def test_of_the_one_whole_year_of_the_records_the_share_of_children_who_went_missing_is_counted(records):
    (share,) = [s for one in records[0].returns for s in one.series if s.item == "children_missing_pct"]
    assert [point.period.name for point in share.points] == ["the year ending March 2023"]
