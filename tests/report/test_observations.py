"""What the returns say, turned into observations: counted, given alone, absent, hidden, or given twice."""

from __future__ import annotations

from decimal import Decimal

import pytest

from inputs.findings import Strength
from inputs.intake import Intake, State
from inputs.period import Period
from report.metrics.counting.aggregation import total
from report.metrics.counting.observations import ReportedSeries, observe, with_total_as_denominator
from report.metrics.disclosure.small_counts import suppress_if_small
from report.metrics.model import formatting
from report.metrics.model.period_type import PeriodType
from report.metrics.model.scorecard import Observation
from report.wording import figures_in_words
from tests.report.returns import (
    AGES,
    BLANK,
    DECEMBER,
    LIBRARY,
    NOT_APPLICABLE,
    NOT_AVAILABLE,
    SUPPRESSED,
    Cell,
    a_return,
    counts,
    intake,
    monthly,
    point,
    reading,
    series,
)

DENTAL, PLANS, HOMES = "dental_check_pct", "personal_education_plan_pct", "three_or_more_homes_pct"


def reported(read: Intake) -> tuple[ReportedSeries, ...]:
    return observe(read, LIBRARY.values())[0]


def only(read: Intake) -> Observation:
    """The one observation of the one measure given."""
    (one,) = reported(read)
    (held,) = one.observations
    return held


def said(item: str, value: Cell = None, n: Cell = None, of: Cell = None) -> Observation:
    return only(intake(series(item, point(DECEMBER, value, n, of))))


def test_a_percentage_is_worked_out_from_its_counts_and_keeps_them() -> None:
    plans = said(PLANS, n=215, of=230)
    assert (plans.numerator, plans.denominator) == (215, 230)
    assert plans.value == Decimal(21500) / 230
    assert formatting.value_text(plans) == "93.5%"


def test_counts_are_believed_before_the_percentage_typed_beside_them() -> None:
    assert said(PLANS, value="93", n=215, of=230).value == Decimal(21500) / 230


def caseload(typed: Cell, cases: int, staff: str) -> tuple[Observation, list[str]]:
    """A published average with the cases and staff beside it, and the kinds of what was found."""
    years = [Period(2022, 9, 12), Period(2023, 9, 12)]
    points = [point(years[0], "17.3", 1903, "110"), point(years[1], typed, cases, staff)]
    ((one,), findings) = observe(intake(series("social_worker_caseload_rate", *points)), LIBRARY.values())
    return one.observations[-1], [finding.kind for finding in findings]


def test_a_published_average_is_kept_where_the_rounding_of_its_parts_allows_it() -> None:
    average, findings = caseload("19", 2084, "110")  # a workbook keeps 19.0 as 19
    assert formatting.value_text(average) == "19.0"  # 2,084 over 110 is 18.9, but 110 may have been 109.7
    assert (average.numerator, average.denominator) == (2084, 110)
    assert findings == []


def test_an_average_without_one_typed_or_with_the_same_typed_keeps_every_digit() -> None:
    assert caseload(None, 2084, "110")[0].value == Decimal(2084) / 110
    assert caseload("18.9", 2084, "110")[0].value == Decimal(2084) / 110


def test_an_average_that_its_parts_cannot_give_must_be_fixed() -> None:
    average, findings = caseload("17.5", 2084, "110")
    assert findings == ["average-does-not-match"]
    assert average.value == Decimal(2084) / 110


def test_an_average_of_days_is_the_days_over_the_children() -> None:
    waited = said("entry_to_adoptive_home_days_mean", n=10440, of=18)
    assert waited.value == 580
    assert formatting.value_text(waited) == "580\N{NO-BREAK SPACE}days"


def test_a_count_is_its_own_numerator() -> None:
    in_care = said("children_in_care_count", value=412)
    assert (in_care.value, in_care.numerator, in_care.denominator) == (412, 412, None)


def test_a_count_may_stand_in_the_numerator_row_alone() -> None:
    in_care = said("children_in_care_count", n=412)
    assert (in_care.value, in_care.numerator) == (412, 412)


def test_a_zero_is_a_number() -> None:
    none = said("children_missing_count", value=0)
    assert none.has_number
    assert none.value == 0


def test_nought_out_of_some_is_nought_per_cent() -> None:
    none_on_time = said("initial_health_assessment_pct", n=0, of=25)
    assert none_on_time.has_number
    assert formatting.value_text(none_on_time) == "0.0%"


def test_nought_out_of_nought_is_no_cases_and_never_nought_per_cent() -> None:
    none_due = said("initial_health_assessment_pct", value=0, n=0, of=0)
    assert none_due.state is State.NOT_APPLICABLE
    assert none_due.value is None
    assert formatting.value_text(none_due) == "no cases"


def test_a_percentage_given_alone_prints_no_more_decimals_than_the_service_typed() -> None:
    assert formatting.value_text(said(DENTAL, value="87")) == "87%"
    assert formatting.value_text(said(DENTAL, value="87.2")) == "87.2%"
    assert formatting.value_text(said(DENTAL, value="87.1794872")) == "87.2%"


def test_one_decimal_typed_in_one_month_is_printed_in_every_month_of_the_run() -> None:
    (one,) = reported(intake(counts(DENTAL, ["87", "86.4"])))
    assert [formatting.value_text(o) for o in one.observations] == ["87.0%", "86.4%"]


def test_a_percentage_given_alone_has_no_counts() -> None:
    alone = said(DENTAL, value="87.2")
    assert (alone.numerator, alone.denominator) == (None, None)


@pytest.mark.parametrize(
    ("cell", "state"),
    [
        (BLANK, State.MISSING),
        (NOT_AVAILABLE, State.MISSING),
        (State.UNREADABLE, State.MISSING),
        (None, State.MISSING),
        (NOT_APPLICABLE, State.NOT_APPLICABLE),
        (SUPPRESSED, State.SUPPRESSED),
    ],
)
def test_a_cell_without_a_number_says_why(cell: Cell, state: State) -> None:
    nothing = said("children_missing_count", value=cell)
    assert nothing.state is state
    assert nothing.value is None


def test_a_count_that_is_hidden_stays_hidden_beside_an_empty_cell_for_its_numerator() -> None:
    assert said("children_missing_count", value=SUPPRESSED, n=BLANK, of=BLANK).state is State.SUPPRESSED


@pytest.mark.parametrize(("n", "of"), [(SUPPRESSED, 30), (4, SUPPRESSED), (SUPPRESSED, SUPPRESSED)])
def test_a_percentage_with_a_hidden_count_is_hidden_even_where_the_percentage_was_left_in(n: Cell, of: Cell) -> None:
    hidden = said(HOMES, value="13.3", n=n, of=of)
    assert hidden.state is State.SUPPRESSED
    assert (hidden.value, hidden.numerator, hidden.denominator) == (None, None, None)


def test_a_numerator_without_its_denominator_is_no_percentage() -> None:
    assert said(HOMES, n=62).state is State.MISSING


def test_a_flagged_cell_flags_its_figure() -> None:
    cell = reading(412, "F7", flag="provisional")
    assert said("children_in_care_count", value=cell).flags == ("provisional",)


def test_every_figure_knows_the_cells_it_rests_on() -> None:
    held = a_return(
        series(PLANS, point(DECEMBER, n=reading(215, "F18"), of=reading(230, "F19"))),
        workbook="virtual school.xlsx",
        sheet="PEP",
    )
    (source,) = only(intake(held)).sources
    assert (source.workbook, source.sheet, source.cells) == ("virtual school.xlsx", "PEP", ("F18", "F19"))
    assert source.sha256 == held.sha256


@pytest.mark.parametrize(
    ("length", "period_type"),
    [(1, PeriodType.IN_MONTH), (3, PeriodType.IN_QUARTER), (12, PeriodType.FINANCIAL_YEAR)],
)
def test_what_happened_in_a_period_is_named_by_how_long_the_period_is(length: int, period_type: PeriodType) -> None:
    assert only(intake(series("started_in_care_count", point(DECEMBER.lasting(length), 36)))).period_type is period_type


def test_a_snapshot_of_a_quarter_is_still_a_snapshot() -> None:
    ended = only(intake(series("children_in_care_count", point(Period(2023, 12, 3), 412))))
    assert ended.period_type is PeriodType.SNAPSHOT


def lengths(item: str, *periods: Period) -> list[int]:
    (one,) = reported(intake(series(item, *(point(period, 80) for period in periods))))
    return [o.period.length for o in one.observations]


def test_dates_a_year_apart_stand_for_their_years() -> None:
    assert lengths(DENTAL, Period(2021, 3), Period(2022, 3), Period(2023, 3)) == [12, 12, 12]


def test_dates_years_apart_with_a_year_left_out_still_stand_for_years() -> None:
    assert lengths(DENTAL, Period(2020, 3), Period(2022, 3)) == [12, 12]


def test_dates_a_quarter_apart_stand_for_their_quarters() -> None:
    assert lengths(DENTAL, Period(2023, 6), Period(2023, 9), Period(2023, 12)) == [3, 3, 3]


def test_dates_a_month_apart_stay_months() -> None:
    assert lengths(DENTAL, Period(2023, 10), Period(2023, 11), Period(2023, 12)) == [1, 1, 1]


def test_the_count_of_one_month_never_stands_for_a_year() -> None:
    assert lengths("started_in_care_count", Period(2022, 12), Period(2023, 12)) == [1, 1]


def test_periods_stand_in_order_however_the_return_has_them() -> None:
    (one,) = reported(intake(series(DENTAL, point(DECEMBER, 87), point(DECEMBER.back(1), 86))))
    assert [o.value for o in one.observations] == [86, 87]


def test_a_figure_given_twice_the_same_is_taken_once() -> None:
    first = a_return(counts("children_in_care_count", [412]), workbook="one.xlsx")
    second = a_return(counts("children_in_care_count", [412]), workbook="two.xlsx")
    held, findings = observe(intake(first, second), LIBRARY.values())
    assert [o.value for o in held[0].observations] == [412]
    (alike,) = findings
    assert (alike.kind, alike.strength) == ("given-alike", Strength.NOTE)
    assert alike.place.startswith("two.xlsx › ")
    assert "1 figure here is also in one.xlsx › " in alike.what


def test_a_return_and_its_copy_in_another_format_make_one_note_and_not_one_for_each_figure() -> None:
    given = [counts("children_in_care_count", [409, 412]), monthly(HOMES, [(62, 412)])]
    first, second = a_return(*given, workbook="homes.xlsx"), a_return(*given, workbook="homes.xls")
    _, findings = observe(intake(first, second), LIBRARY.values())
    assert ["3 figures here are" in finding.what for finding in findings] == [True]


def test_a_target_that_two_workbooks_state_differently_is_told_with_both_places() -> None:
    old = a_return(counts(DENTAL, [87], target=("85", "at least"), cell="C3"), workbook="one.xlsx")
    new = a_return(
        counts(DENTAL, [88], last=DECEMBER.back(1), target=("90", "at least"), cell="D4"), workbook="two.xlsx"
    )
    _, (told,) = observe(intake(old, new), LIBRARY.values())
    assert (told.kind, told.strength, told.workbook, told.cell) == ("targets-differ", Strength.CHECK, "two.xlsx", "D4")
    assert "one.xlsx › " in told.what
    assert "C3" in told.what


def test_a_figure_given_in_two_workbooks_must_be_fixed_where_they_differ() -> None:
    first = a_return(counts("children_in_care_count", [412]), workbook="headline.xlsx", sheet="Headline")
    second = a_return(counts("children_in_care_count", [411]), workbook="homes.xlsx", sheet="Homes")
    _, findings = observe(intake(first, second), LIBRARY.values())
    (twice,) = findings
    assert twice.kind == "given-twice"
    assert twice.strength is Strength.MUST_FIX
    assert twice.place == "homes.xlsx › Homes › M5"
    assert "headline.xlsx › Headline › M5" in twice.what
    assert "411" not in str(twice)


@pytest.mark.parametrize("turn", [1, -1])
def test_a_number_in_one_workbook_that_another_hides_must_be_fixed_whichever_is_read_first(turn: int) -> None:
    shown = a_return(counts("children_missing_count", [4]), workbook="one.xlsx")
    hidden = a_return(counts("children_missing_count", [SUPPRESSED]), workbook="two.xlsx")
    _, findings = observe(intake(*[shown, hidden][::turn]), LIBRARY.values())
    assert [finding.kind for finding in findings] == ["given-twice"]


@pytest.mark.parametrize("turn", [1, -1])
def test_a_blank_in_one_workbook_gives_way_to_the_number_in_another(turn: int) -> None:
    blank = a_return(counts("children_in_care_count", [BLANK]), workbook="one.xlsx")
    given = a_return(counts("children_in_care_count", [412]), workbook="two.xlsx")
    held, findings = observe(intake(*[blank, given][::turn]), LIBRARY.values())
    assert findings == ()
    assert [o.value for o in held[0].observations] == [412]


def test_months_that_two_workbooks_hold_between_them_make_one_run() -> None:
    early = a_return(counts("children_in_care_count", [405, 409], last=DECEMBER.back(1)), workbook="one.xlsx")
    late = a_return(counts("children_in_care_count", [412]), workbook="two.xlsx")
    (one,) = reported(intake(late, early))
    assert [o.value for o in one.observations] == [405, 409, 412]


def test_the_target_stated_last_is_the_one_taken_with_its_cell() -> None:
    old = a_return(counts(DENTAL, [87], target=("85", "at least"), cell="C3"), workbook="one.xlsx")
    new = a_return(counts(DENTAL, [87], target=("90", "at least"), cell="D4"), workbook="two.xlsx")
    (one,) = reported(intake(old, new))
    assert one.target is not None
    target, source = one.target
    assert (target.value, source.workbook, source.cells) == (90, "two.xlsx", ("D4",))


def test_an_age_band_is_given_its_total_as_what_it_is_out_of() -> None:
    ages = [counts("children_in_care_by_age_count", [161], group="10 to 15")]
    held = with_total_as_denominator(reported(intake(counts("children_in_care_count", [412]), *ages)))
    band = held[-1].observations[0]
    assert (band.value, band.numerator, band.denominator) == (161, 161, 412)
    assert len(band.sources[0].cells) == 1
    assert band.group in AGES


def test_an_age_band_without_its_total_stands_alone() -> None:
    held = with_total_as_denominator(reported(intake(counts("children_in_care_by_age_count", [161], group="10 to 15"))))
    assert held[0].observations[0].denominator is None


def test_measures_stand_in_the_order_of_the_library_however_the_returns_have_them() -> None:
    held = reported(intake(monthly("pathway_plan_pct", [(157, 179)]), counts("children_in_care_count", [412])))
    assert [one.measure.ref for one in held] == ["1.1", "7.1"]


@pytest.mark.parametrize("turn", [1, -1])
def test_counts_in_one_workbook_and_their_rounded_percentage_in_another_are_the_same_figure(turn: int) -> None:
    counted = a_return(monthly(HOMES, [(62, 412)]), workbook="one.xlsx")
    rounded = a_return(counts(HOMES, ["15.0"]), workbook="two.xlsx")
    held, findings = observe(intake(*[counted, rounded][::turn]), LIBRARY.values())
    assert [finding.kind for finding in findings] == ["given-alike"]
    assert held[0].observations[0].denominator == 412


def test_the_same_percentage_of_other_counts_must_be_fixed() -> None:
    first = a_return(monthly(PLANS, [(50, 100)]), workbook="one.xlsx")
    second = a_return(monthly(PLANS, [(5, 10)]), workbook="two.xlsx")
    _, findings = observe(intake(first, second), LIBRARY.values())
    assert [finding.kind for finding in findings] == ["given-twice"]


def test_a_rate_is_worked_out_for_every_ten_thousand_children() -> None:
    given = series("children_in_care_rate", point(Period(2025, 3, 12), None, 416, 57621))
    ((one,), _) = observe(intake(given), LIBRARY.values())
    assert formatting.value_text(one.observations[-1]) == "72"


def test_a_number_and_a_percentage_without_their_total_are_both_kept_and_make_no_quarter() -> None:
    held = said(HOMES, value="8", n=33)
    assert (held.numerator, held.denominator, formatting.value_text(held)) == (33, None, "8%")
    assert "".join(span.text for span in figures_in_words.counts(held)) == "33 children"
    assert total(held.measure, "", [held], DECEMBER, held.period_type).state is State.MISSING


def test_a_percentage_beside_a_small_number_without_its_total_is_hidden() -> None:
    assert suppress_if_small(said(HOMES, value="8", n=3)).state is State.SUPPRESSED
