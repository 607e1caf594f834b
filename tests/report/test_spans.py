"""Yearly figures in time: windows of 12 months that overlap, and out-turns beside the months of a later year."""

from __future__ import annotations

from decimal import Decimal

from inputs.period import Period
from report.metrics.counting.observations import observe
from report.metrics.model.scorecard import MeasureScore
from tests.report.returns import DECEMBER, LIBRARY, Series, counts, intake, monthly, point, scored, series

ADOPTED, MISSING, DENTAL, IN_CARE, CAME = (
    *("left_care_through_adoption_pct", "missing_episodes_count", "dental_check_pct"),
    *("children_in_care_count", "started_in_care_count"),
)
FIRST = "initial_health_assessment_pct"
MARCH = Period(2024, 3)


def windows(item: str, values: list[str], last: Period = DECEMBER) -> Series:
    """The 12 months to each of the months up to the last."""
    ends = reversed([last.back(n).lasting(12) for n in range(len(values))])
    return series(item, *(point(end, value) for end, value in zip(ends, values, strict=True)))


def one(held: Series, period: Period = DECEMBER) -> MeasureScore:
    return scored(held, period=period)[held.item]


def test_the_last_of_windows_that_overlap_is_the_latest_figure() -> None:
    values = ["16.0", "15.7", "15.4", "15.1", "14.8", "14.5", "14.2", "13.9", "13.6"]
    adopted = one(windows(ADOPTED, values))
    assert (adopted.latest.value, adopted.latest.period) == (Decimal("13.6"), DECEMBER)
    assert [str(o.value) for o in adopted.series] == values


def test_a_year_to_each_month_of_what_happens_in_a_month_is_counted_back_from_the_last() -> None:
    missing = one(windows(MISSING, ["820", "812"]))
    assert (missing.latest.value, missing.latest.period) == (Decimal(812), DECEMBER.lasting(12))
    assert [o.value for o in missing.series] == [Decimal(812)]
    year = one(windows(MISSING, [str(800 + n) for n in range(13)]))
    assert [o.value for o in year.series] == [Decimal(800), Decimal(812)]


def test_years_apart_stay_years() -> None:
    years = series(ADOPTED, *(point(Period(year, 3, 12), value) for year, value in ((2022, 18), (2023, 16))))
    (held,) = observe(intake(years), LIBRARY.values())[0]
    assert [o.period for o in held.observations] == [Period(2022, 3, 12), Period(2023, 3, 12)]


def test_an_out_turn_before_windows_of_12_months_is_the_window_to_that_march() -> None:
    given = windows(ADOPTED, ["15.0", "14.0"], Period(2023, 5))
    held = one(series(ADOPTED, point(Period(2023, 3, 12), "16.0"), *given.points), Period(2023, 5))
    assert [str(o.value) for o in held.series] == ["16.0", "15.0", "14.0"]


def test_last_years_out_turn_is_the_figure_of_a_year_ago_at_31_march() -> None:
    dental = series(
        DENTAL, point(MARCH.back(12).lasting(12), "81"), *(point(m, "83") for m in MARCH.lasting(12).months())
    )
    assert (one(dental, MARCH).last_year.value, one(dental, MARCH).last_year.period) == (Decimal(81), MARCH.back(12))
    assert not one(dental).last_year.has_number  # of December nobody knows


def test_the_out_turn_of_what_happens_in_a_month_is_the_year_to_date_of_last_march_and_never_a_month() -> None:
    came = series(CAME, point(MARCH.back(12).lasting(12), 150), *counts(CAME, [12] * 12, MARCH).points)
    assert not one(came, MARCH).last_year.has_number
    months = monthly(FIRST, [(9, 10)] * 12, MARCH).points
    first = one(series(FIRST, point(MARCH.back(12).lasting(12), n=80, of=100), *months), MARCH)
    assert (first.latest.value, first.last_year.value) == (90, 80)
    assert (first.last_year.period, first.last_year.period_type) == (
        MARCH.back(12).lasting(12),
        first.latest.period_type,
    )


def test_an_out_turn_is_kept_beside_the_months_and_makes_none_of_them() -> None:
    held = one(series(IN_CARE, point(Period(2023, 3, 12), 406), *counts(IN_CARE, [409, 412]).points))
    assert [o.value for o in held.years] == [Decimal(406)]
    assert [o.value for o in held.series] == [Decimal(409), Decimal(412)]
    assert one(counts(IN_CARE, [409, 412])).years == ()
