"""The scorecard: which figure is the latest, what it is held against, and what no return gave."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from inputs.findings import Strength
from inputs.intake import State, TargetRead
from inputs.period import Period
from report.metrics.judgement.target_status import TargetRules
from report.metrics.model import formatting
from report.metrics.model.measure import Basis, Comparison, MethodChange, Target
from report.metrics.model.period_type import PeriodType
from report.metrics.model.scorecard import Change, Status
from report.metrics.report_month import NothingToReport
from report.metrics.score import Choices, latest_period, score
from tests.report.returns import (
    BLANK,
    DECEMBER,
    LIBRARY,
    NO_CHOICES,
    SUPPRESSED,
    counts,
    intake,
    monthly,
    point,
    scored,
    series,
)

DENTAL, VISITS, IN_CARE, CAME = (
    "dental_check_pct",
    "visits_on_time_pct",
    "children_in_care_count",
    "started_in_care_count",
)
PLANS = "personal_education_plan_pct"
HEALTH, HOMES, CASELOAD = "initial_health_assessment_pct", "three_or_more_homes_pct", "social_worker_caseload_rate"


def test_the_councils_own_target_goes_before_the_returns_and_the_returns_before_the_librarys() -> None:
    own = Target(Decimal(92), Comparison.AT_LEAST, Basis.NATIONAL)
    plain = monthly(PLANS, [(215, 230)])
    stated = monthly(PLANS, [(215, 230)], target=("85", "at least"), cell="D4")
    assert scored(plain)[PLANS].target == LIBRARY[PLANS].target is not None
    read = scored(stated)[PLANS].target
    assert read is not None
    assert (read.value, read.comparison, read.basis) == (85, Comparison.AT_LEAST, Basis.LOCAL)
    assert read.source is not None
    assert read.source.cells == ("D4",)
    assert scored(stated, choices=Choices(TargetRules({PLANS: own})))[PLANS].target == own
    assert scored(plain, choices=Choices(TargetRules({PLANS: own})))[PLANS].target == own


def test_a_target_that_changed_in_the_year_judges_the_month_it_is_stated_for() -> None:
    stated = [TargetRead(Decimal(value), "at least", f"{value}%", cell) for value, cell in ((90, "F2"), (95, "F9"))]
    months = (Period(2023, 8), Period(2023, 11))
    held = monthly(DENTAL, [(93, 100)] * 8, last=Period(2024, 3))
    changing = replace(held, target=stated[1], targets=tuple(zip(months, stated, strict=True)))
    for period, value, status in ((Period(2023, 10), 90, Status.MET), (DECEMBER, 95, Status.CLOSE)):
        found = scored(changing, period=period)[DENTAL]
        assert found.target is not None
        assert (found.target.value, found.status) == (value, status)


def test_the_last_change_of_method_that_has_begun_is_the_one_that_nothing_is_compared_across() -> None:
    starts = (Period(2023, 8), Period(2022, 6), Period(2024, 2))
    changes = tuple(MethodChange(PLANS, start, f"Anew in {start.month}.") for start in starts)
    for order in (changes, changes[::-1]):
        held = scored(monthly(PLANS, [(80, 100)] * 25), choices=Choices(method_changes=order))[PLANS]
        assert held.method_change == changes[0]
        assert held.earlier_changes == (changes[1],)
        assert held.change is Change.NOT_COMPARABLE
        assert held.control is not None
        assert [phase.first for phase in held.control.phases] == [0, 6, 20]


def test_the_period_before_is_not_set_beside_the_latest_across_a_break() -> None:
    def breaks(start: Period) -> bool:
        choices = Choices(method_changes=(MethodChange(PLANS, start, "Counted anew."),))
        return scored(monthly(PLANS, [(80, 100)] * 25), choices=choices)[PLANS].breaks_from_previous

    assert breaks(DECEMBER) and breaks(Period(2023, 10)), "September is the quarter before"
    assert not breaks(Period(2023, 9))


def test_the_target_that_is_taken_is_the_one_judged_by() -> None:
    def stated(target: str) -> Status:
        return scored(monthly(DENTAL, [(238, 273)], target=(target, "at least")))[DENTAL].status

    assert [stated(target) for target in ("85", "90", "95")] == [Status.MET, Status.CLOSE, Status.NOT_MET]
    own = Choices(TargetRules({DENTAL: Target(Decimal(87), Comparison.AT_LEAST)}))
    assert scored(monthly(DENTAL, [(238, 273)], target=("95", "at least")), choices=own)[DENTAL].status is Status.MET


def test_a_target_that_the_return_repeats_from_the_library_keeps_who_set_it() -> None:
    repeated = scored(monthly(PLANS, [(215, 230)], target=("100", "at least")))[PLANS].target
    other = scored(monthly(PLANS, [(215, 230)], target=("98", "at least")))[PLANS].target
    assert repeated is not None
    assert repeated.basis is Basis.STATUTORY
    assert other is not None
    assert other.basis is Basis.LOCAL


def test_a_target_stated_the_wrong_way_round_is_taken_the_right_way() -> None:
    target = scored(monthly(HOMES, [(62, 412)], target=("8", "at least")))[HOMES].target
    assert target is not None
    assert target.comparison is Comparison.AT_MOST


def test_a_planning_figure_for_children_in_care_is_kept_and_never_judged() -> None:
    held = scored(counts(IN_CARE, [412], target=("484", "at most")))[IN_CARE]
    assert held.target is not None
    assert (held.target.value, held.target.comparison) == (484, Comparison.AT_MOST)
    assert held.status is Status.NO_TARGET


def test_a_snapshot_is_held_against_the_quarter_and_the_year_before() -> None:
    held = scored(counts(IN_CARE, range(400, 413)))[IN_CARE]
    assert (held.latest.value, held.previous.value, held.last_year.value) == (412, 409, 400)
    assert held.change is Change.HIGHER


def test_a_rolling_year_is_held_against_the_quarter_and_the_year_before() -> None:
    held = scored(monthly(HOMES, [(n, 412) for n in range(50, 63)]))[HOMES]
    assert [o.numerator for o in (held.latest, held.previous, held.last_year)] == [62, 59, 50]


def test_what_happened_in_a_month_is_held_against_the_month_and_the_year_before() -> None:
    held = scored(counts(CAME, range(8, 21)))[CAME]
    assert (held.latest.value, held.previous.value, held.last_year.value) == (20, 19, 8)
    assert held.latest.period_type is PeriodType.IN_MONTH


def test_a_year_to_date_is_held_against_itself_a_quarter_ago_and_at_the_same_point_last_year() -> None:
    held = scored(monthly(HEALTH, [(1, 10)] * 12 + [(2, 20)] * 9))[HEALTH]
    assert held.latest.period == Period(2023, 12, 9)
    assert (held.latest.numerator, held.latest.denominator) == (18, 180)
    assert (held.previous.period, held.previous.denominator) == (Period(2023, 9, 6), 120)
    assert (held.last_year.period, held.last_year.denominator) == (Period(2022, 12, 9), 90)
    assert held.headline == held.year_to_date


def test_a_year_to_date_of_the_first_quarter_has_no_figure_of_a_quarter_ago() -> None:
    for month in (4, 5, 6):
        held = scored(monthly(HEALTH, [(1, 10)] * 15, last=Period(2023, month)), period=Period(2023, month))[HEALTH]
        assert held.latest.denominator == 10 * (month - 3)
        assert held.previous.state is State.MISSING
        assert held.previous.period.length > 0


def test_quarters_alone_are_held_against_the_quarter_and_the_year_before() -> None:
    quarters = [point(Period(2023, 12, 3).back(3 * n), n=10 - n, of=40) for n in range(4, -1, -1)]
    held = scored(series(HEALTH, *quarters))[HEALTH]
    assert [o.numerator for o in (held.latest, held.previous, held.last_year)] == [10, 9, 6]
    assert held.latest.period_type is PeriodType.IN_QUARTER
    assert held.year_to_date == ()


def test_yearly_figures_are_held_against_the_year_before_on_both_counts() -> None:
    years = [point(Period(year, 9, 12), value) for year, value in ((2021, 18), (2022, 17), (2023, 16))]
    held = scored(series(CASELOAD, *years))[CASELOAD]
    assert (held.latest.value, held.previous.value, held.last_year.value) == (16, 17, 17)
    assert held.quarters == ()


def test_months_given_as_percentages_alone_are_shown_as_months_and_never_averaged_to_a_year() -> None:
    held = scored(counts(HEALTH, [9, 10, 8, 9, 12, 9, 7, 9, 11]))[HEALTH]
    assert held.latest.value == 11
    assert held.latest.period_type is PeriodType.IN_MONTH
    assert held.headline == held.series


def test_a_month_missing_this_year_leaves_the_year_to_date_without_a_figure() -> None:
    ratios = [(1, 10)] * 21
    months = [point(DECEMBER.back(20 - n), n=a, of=b) for n, (a, b) in enumerate(ratios) if n != 14]
    held = scored(series(HEALTH, *months))[HEALTH]
    assert held.latest.state is State.MISSING
    assert held.last_year.denominator == 90
    assert held.status not in {Status.MET, Status.CLOSE, Status.NOT_MET}
    assert held.change is Change.UNKNOWN


def test_a_measure_counted_in_a_new_way_carries_its_change_and_is_not_compared() -> None:
    change = MethodChange(VISITS, Period(2023, 4), "Each visit is counted.")
    held = scored(monthly(VISITS, [(9, 10)] * 21), choices=Choices(method_changes=(change,)))[VISITS]
    assert held.change is Change.NOT_COMPARABLE
    assert held.method_change == change


def test_of_two_months_on_which_as_many_measures_end_the_report_is_for_the_latest() -> None:
    held = intake(counts(IN_CARE, [409, BLANK]), monthly(DENTAL, [(230, 270)], last=Period(2023, 10)))
    assert latest_period(held, LIBRARY.values()) == Period(2023, 11)


def test_a_scorecard_for_no_month_in_particular_is_for_the_latest() -> None:
    held = intake(counts(IN_CARE, [409, BLANK]), monthly(DENTAL, [(230, 270)], last=Period(2023, 10)))
    card, _ = score(held, tuple(LIBRARY.values()), None, NO_CHOICES, formatting.printed)
    assert card.period == Period(2023, 11)


def test_where_all_is_yearly_the_report_is_for_the_date_at_which_most_figures_end() -> None:
    march = [series(name, point(Period(2025, 3, 12), 80)) for name in (DENTAL, HOMES)]
    september = series(CASELOAD, point(Period(2025, 9, 12), 17))
    assert latest_period(intake(*march, september), LIBRARY.values()) == Period(2025, 3)
    assert latest_period(intake(*march, counts(IN_CARE, [412])), LIBRARY.values()) == Period(2025, 3)
    assert latest_period(intake(september), LIBRARY.values()) == Period(2025, 9)


def test_a_quarter_counts_as_its_last_month() -> None:
    assert latest_period(intake(series(HEALTH, point(Period(2023, 12, 3), n=4, of=34))), LIBRARY.values()) == DECEMBER


def test_returns_without_a_single_figure_have_nothing_to_report() -> None:
    with pytest.raises(NothingToReport):
        latest_period(intake(counts(IN_CARE, [BLANK, BLANK])), LIBRARY.values())


def test_what_no_return_gave_is_owed() -> None:
    card, _ = score(intake(counts(IN_CARE, [412])), tuple(LIBRARY.values()), DECEMBER, NO_CHOICES, formatting.printed)
    owed = {measure.id for measure in card.not_supplied}
    assert owed == {m.id for m in LIBRARY.values() if not m.spread_of} - {IN_CARE}
    assert card.of(DENTAL) == ()


def test_a_row_of_blanks_was_not_supplied() -> None:
    held = intake(counts(IN_CARE, [412]), counts(DENTAL, [BLANK, BLANK]))
    card, _ = score(held, tuple(LIBRARY.values()), DECEMBER, NO_CHOICES, formatting.printed)
    assert [one.measure.id for one in card.scores] == [IN_CARE]


def test_a_row_that_the_service_hid_was_supplied() -> None:
    assert (
        scored(counts("children_missing_count", [SUPPRESSED]))["children_missing_count"].latest.state
        is State.SUPPRESSED
    )


def test_a_report_for_a_month_before_every_figure_cannot_be_made() -> None:
    _, findings = score(
        intake(counts(IN_CARE, [412])), tuple(LIBRARY.values()), Period(2021, 3), NO_CHOICES, formatting.printed
    )
    (finding,) = findings
    assert finding.kind == "nothing-for-the-period"
    assert finding.strength is Strength.MUST_FIX
    assert "2021-03" in finding.what


def test_an_earlier_report_does_not_see_later_months() -> None:
    held = scored(counts(IN_CARE, range(400, 413)), period=Period(2023, 9))[IN_CARE]
    assert held.latest.value == 409
    assert held.series[-1].period == Period(2023, 9)


def test_what_is_printed_of_findings_never_tells_a_hidden_count() -> None:
    held = intake(counts("missing_episodes_count", [40, 3]), counts("children_missing_count", [5, 5]))
    _, findings = score(held, tuple(LIBRARY.values()), DECEMBER, NO_CHOICES, formatting.printed)
    assert findings == ()


def test_without_a_target_of_the_council_the_national_threshold_is_made_into_none() -> None:
    held = scored(monthly("entry_to_adoptive_home_days_mean", [(580 * 18, 18)]))["entry_to_adoptive_home_days_mean"]
    assert held.measure.threshold is not None
    assert (held.target, held.status) == (None, Status.NO_TARGET)


def test_a_figure_within_the_national_threshold_is_judged_by_the_councils_target_alone() -> None:
    days = monthly("entry_to_adoptive_home_days_mean", [(420 * 18, 18)], target=(380, "at most"))
    held = scored(days)["entry_to_adoptive_home_days_mean"]
    assert held.status is Status.NOT_MET
