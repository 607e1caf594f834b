"""A year to date that a return gives, held against the counts of its months."""

from __future__ import annotations

from dataclasses import replace

import pytest

from inputs.findings import Finding, Strength
from inputs.intake import Intake
from report.metrics.checks.year_to_date import check_year_to_date
from report.metrics.counting.observations import observe
from tests.report.returns import DECEMBER, LIBRARY, counts, intake, monthly, point, without_small_counts

REVIEWS, CAME = "reviews_on_time_pct", "started_in_care_count"
MONTHS = [(9, 10)] * 8 + [(40, 100)]  # 112 of 180 is 62.2%; the mean of the nine is 84.4%


def given(value: str, item: str = REVIEWS, month: int = 0) -> Intake:
    held = monthly(item, MONTHS) if item == REVIEWS else counts(item, [10] * 9)
    return intake(replace(held, year_to_date=(point(DECEMBER.back(month), value, row=30),)))


def found(held: Intake) -> list[Finding]:
    return check_year_to_date(without_small_counts(observe(held, LIBRARY.values())[0]), DECEMBER)


@pytest.mark.parametrize("value", ["62.2", "62.22", "62"])
def test_a_year_to_date_that_its_months_make_gives_no_finding(value: str) -> None:
    assert found(given(value)) == []
    assert found(given("90", CAME)) == found(given("90", month=1)) == []


def test_the_mean_of_the_months_percentages_is_no_year_to_date() -> None:
    (finding,) = found(given("84.4"))
    assert (finding.kind, finding.strength) == ("year-to-date-differs", Strength.CHECK)
    assert finding.place == "health.xlsx › Health › M30"
    assert finding.what == (
        "the year to date of “Reviews held on time” to December 2023 is not the 62.2% (112 of 180) that its months "
        "make; it is the mean of their percentages, in which a small month counts as much as a large one."
    )


def test_any_other_year_to_date_is_told_without_a_reason() -> None:
    assert found(given("70"))[0].what.endswith("that its months make.")
    for wrong in ("89", "10"):  # ten is the mean of the months, of which nobody speaks in a count
        assert found(given(wrong, CAME))[0].what.endswith("to December 2023 is not the 90 that its months make.")


@pytest.mark.parametrize(("value", "differs"), [("62.26", False), ("62.3", True), ("62.1", True), ("63", True)])
def test_a_year_to_date_may_be_rounded_as_it_was_typed_and_no_further(value: str, differs: bool) -> None:
    assert len(found(given(value))) == differs


def test_of_several_wrong_years_to_date_the_latest_up_to_the_report_is_told() -> None:
    ends = [DECEMBER.back(n) for n in (2, 1, 0, -1)]
    months = monthly(REVIEWS, [*MONTHS, (40, 100)], last=DECEMBER.back(-1))
    wrong = replace(months, year_to_date=tuple(point(end, "99", row=30) for end in ends))
    (finding,) = found(intake(wrong))
    assert "to December 2023 is not the 62.2%" in finding.what
    right = (point(DECEMBER, "62.2", row=30), point(DECEMBER.back(-1), "99", row=30))
    assert found(intake(replace(months, year_to_date=right))) == []


def test_only_what_adds_up_over_the_year_is_added_up_and_each_measure_by_itself() -> None:
    dental = replace(monthly("dental_check_pct", MONTHS), year_to_date=(point(DECEMBER, "99", row=30),))
    assert found(intake(dental)) == []
    (reviews,) = given("70").returns[0].series
    visits = monthly("visits_on_time_pct", MONTHS)
    assert len(found(intake(counts(CAME, [10] * 9), reviews))) == 1
    assert len(found(intake(dental, visits, reviews))) == len(found(intake(reviews, visits))) == 1


def test_a_year_with_a_month_that_is_not_there_or_hidden_is_held_against_nothing() -> None:
    late = intake(replace(monthly(REVIEWS, MONTHS[2:]), year_to_date=(point(DECEMBER, "99"),)))
    assert found(late) == []
    hidden = intake(replace(counts(CAME, [10] * 8 + [3]), year_to_date=(point(DECEMBER, 99),)))
    assert found(hidden) == []
