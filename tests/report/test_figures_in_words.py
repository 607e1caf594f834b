"""Numbers, dates and periods as a reader meets them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from inputs.intake import State
from inputs.period import Period
from layouts.blocks import Span, plain
from report.metrics.model import formatting
from report.metrics.model.measure import Comparison, Target, Unit
from report.metrics.model.period_type import PeriodType
from report.metrics.model.printed_fact import Fact
from report.metrics.model.scorecard import Observation
from report.wording import figures_in_words
from report.wording.templates import fill
from tests.report.returns import DECEMBER, LIBRARY, observation

IN_CARE, HOMES, DAYS = "children_in_care_count", "three_or_more_homes_pct", "entry_to_adoptive_home_days_mean"
CASELOAD, HEALTH = "average_caseload_by_team_rate", "initial_health_assessment_pct"
QUARTER = Period(2023, 12, 3)


def said(text: str) -> str:
    """The words with ordinary spaces."""
    return text.replace(formatting.NBSP, " ")


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        ("84.5", 0, "85"),
        ("83.5", 0, "84"),
        ("84.4999", 0, "84"),
        ("0.05", 1, "0.1"),
        ("15.25", 1, "15.3"),
        ("97.96", 1, "98.0"),
        ("99.95", 1, "100.0"),
        ("412", 0, "412"),
        ("1102", 0, "1,102"),
        ("1234567.5", 1, "1,234,567.5"),
        ("999.5", 0, "1,000"),
        ("0", 1, "0.0"),
    ],
)
def test_a_half_is_rounded_up_and_thousands_have_a_comma(value: str, decimals: int, text: str) -> None:
    assert formatting.number_text(Decimal(value), decimals) == text


def test_a_number_below_zero_has_a_true_minus_sign() -> None:
    assert formatting.number_text(Decimal("-84.5")) == "\N{MINUS SIGN}85"
    assert formatting.number_text(Decimal("-1102")) == "\N{MINUS SIGN}1,102"


def test_there_is_no_minus_nought() -> None:
    assert formatting.number_text(Decimal("-0.04"), 1) == "0.0"


@pytest.mark.parametrize(
    ("value", "decimals", "unit", "text"),
    [
        ("15.0485", 1, Unit.PCT, "15.0%"),
        ("580", 0, Unit.DAYS, "580 days"),
        ("1", 0, Unit.DAYS, "1 day"),
        ("0.6", 0, Unit.DAYS, "1 day"),
        ("0", 0, Unit.DAYS, "0 days"),
        ("21", 0, Unit.RATE, "21"),
        ("412", 0, Unit.COUNT, "412"),
    ],
)
def test_a_value_carries_its_unit(value: str, decimals: int, unit: Unit, text: str) -> None:
    assert said(formatting.unit_text(Decimal(value), decimals, unit)) == text


@pytest.mark.parametrize(
    ("state", "long", "short"),
    [
        (State.MISSING, "no figure", "–"),
        (State.NOT_APPLICABLE, "no cases", "none"),
        (State.SUPPRESSED, "hidden", "c"),
    ],
)
def test_missing_no_cases_and_hidden_are_three_different_words(state: State, long: str, short: str) -> None:
    nothing = observation(HOMES, state=state)
    assert formatting.value_text(nothing) == long
    assert formatting.bare_text(nothing) == short
    assert plain(figures_in_words.short_value(nothing)) == (long if state is State.SUPPRESSED else short)


def test_nought_is_a_number_and_none_of_them() -> None:
    nobody = observation("children_missing_count", value=0)
    assert formatting.value_text(nobody) == formatting.bare_text(nobody) == "0"


def test_a_printed_number_carries_what_it_rests_on_and_a_word_carries_nothing() -> None:
    homes = observation(HOMES, 62, 412)
    (span,) = figures_in_words.value(homes)
    assert span == Span("15.0%", Fact("value", homes.value or Decimal(0), homes.measure, (homes,)))
    assert figures_in_words.value(observation(HOMES, state=State.MISSING))[0].about is None


def test_both_counts_are_printed_and_each_carries_its_own_number() -> None:
    reviews = figures_in_words.n_of_n(observation("reviews_on_time_pct", 1098, 1102))
    assert said(plain(reviews)) == "1,098 of 1,102"
    facts = [span.about for span in reviews if isinstance(span.about, Fact)]
    assert [(fact.what, fact.exact) for fact in facts] == [("numerator", 1098), ("denominator", 1102)]


@pytest.mark.parametrize(
    ("item", "n", "of", "text"),
    [
        (HOMES, 62, 412, "62 of 412 children"),
        (DAYS, 10440, 18, "18 children"),
        (CASELOAD, 366, "18.3", "366 cases, 18.3 staff"),
        ("pathway_plan_pct", 157, 179, "157 of 179 young people"),
    ],
)
def test_counts_say_what_they_count(item: str, n: int, of: int | str, text: str) -> None:
    assert said(plain(figures_in_words.counts(observation(item, n, of)))) == text


def test_a_figure_given_without_counts_prints_none() -> None:
    assert figures_in_words.counts(observation(HOMES, value=15)) == ()
    assert figures_in_words.n_of_n(observation(HOMES, value=15)) == ()


@pytest.mark.parametrize(
    ("item", "value", "comparison", "text"),
    [
        ("visits_on_time_pct", "98", Comparison.AT_LEAST, "98% or more"),
        ("visits_on_time_pct", "97.5", Comparison.AT_LEAST, "97.5% or more"),
        (HOMES, "8", Comparison.AT_MOST, "8% or less"),
        (DAYS, "400", Comparison.AT_MOST, "400 days or fewer"),
        (IN_CARE, "484", Comparison.AT_MOST, "484 or fewer"),
        (IN_CARE, "1000", Comparison.AT_MOST, "1,000 or fewer"),
        ("personal_education_plan_pct", "100", Comparison.AT_LEAST, "100%"),
    ],
)
def test_a_target_says_its_side_in_words_and_nothing_is_more_than_all(
    item: str, value: str, comparison: Comparison, text: str
) -> None:
    target = Target(Decimal(value), comparison)
    assert said(plain(figures_in_words.target(target, LIBRARY[item]))) == text


def test_a_date_is_written_in_full() -> None:
    assert said(formatting.day(date(2023, 12, 31))) == "31 December 2023"
    assert said(formatting.day(date(2024, 2, 1))) == "1 February 2024"


@pytest.mark.parametrize(
    ("period", "text"),
    [
        (Period(2022, 6, 3), "2022/23 Q1"),
        (Period(2023, 12, 3), "2023/24 Q3"),
        (Period(2024, 3, 3), "2023/24 Q4"),
        (Period(2000, 3, 3), "1999/00 Q4"),
    ],
)
def test_a_quarter_is_named_by_its_financial_year(period: Period, text: str) -> None:
    assert formatting.quarter(period) == text


@pytest.mark.parametrize(
    ("period", "text"),
    [
        (Period(2023, 4), "April 2023"),
        (Period(2023, 12, 9), "April to December 2023"),
        (Period(2023, 3, 12), "April 2022 to March 2023"),
        (Period(2024, 1, 10), "April 2023 to January 2024"),
    ],
)
def test_a_run_of_months_names_its_year_once_where_it_can(period: Period, text: str) -> None:
    assert formatting.months_run(period) == text


CASES = [
    (DECEMBER, PeriodType.SNAPSHOT, "on 31 December 2023", "On 31 December 2023"),
    (QUARTER, PeriodType.SNAPSHOT, "on 31 December 2023", "On 31 December 2023"),
    (
        DECEMBER,
        PeriodType.ROLLING_12_MONTHS,
        "in the 12 months to December 2023",
        "In the 12 months to December 2023",
    ),
    (Period(2023, 3, 12), PeriodType.FINANCIAL_YEAR, "in the year to March 2023", "In the year to March 2023"),
    (DECEMBER, PeriodType.IN_MONTH, "in December 2023", "During December 2023"),
    (
        QUARTER,
        PeriodType.IN_QUARTER,
        "between October and December 2023",
        "During 2023/24 Q3 (October to December 2023)",
    ),
    (
        DECEMBER.year_to_date,
        PeriodType.YEAR_TO_DATE,
        "between April and December 2023",
        "Year to date: April to December 2023",
    ),
    (
        Period(2024, 2).year_to_date,
        PeriodType.YEAR_TO_DATE,
        "between April 2023 and February 2024",
        "Year to date: April 2023 to February 2024",
    ),
    (Period(2023, 4).year_to_date, PeriodType.YEAR_TO_DATE, "in April 2023", "Year to date: April 2023"),
]


@pytest.mark.parametrize(("period", "kind", "inside", "alone"), CASES)
def test_when_a_figure_is_of_is_said_by_its_period_and_its_kind(
    period: Period, kind: PeriodType, inside: str, alone: str
) -> None:
    held = observation(HEALTH, 11, 117, period=period, period_type=kind)
    assert said(formatting.when(held)) == inside
    assert said(formatting.period_label(held)) == alone


def test_a_day_and_a_twelve_months_never_part_at_the_end_of_a_line() -> None:
    assert f"31{formatting.NBSP}December" in formatting.day(date(2023, 12, 31))
    rolling = observation(HOMES, 62, 412)
    assert f"12{formatting.NBSP}months to" in formatting.when(rolling)


def of(period: Period, kind: PeriodType) -> Observation:
    return observation(HEALTH, 11, 117, period=period, period_type=kind)


def test_the_labels_of_an_axis_are_short() -> None:
    assert formatting.tick(of(DECEMBER, PeriodType.IN_MONTH)) == "Dec 2023"
    assert formatting.tick(of(QUARTER, PeriodType.IN_QUARTER)) == "2023/24 Q3"
    assert formatting.tick(of(DECEMBER.year_to_date, PeriodType.YEAR_TO_DATE)) == "Dec"


def test_a_year_to_date_in_june_is_named_by_its_month_and_never_by_a_quarter() -> None:
    june = of(Period(2023, 6).year_to_date, PeriodType.YEAR_TO_DATE)
    assert formatting.tick(june) == "Jun"
    assert formatting.name_of(june) == "June 2023"


def test_a_series_runs_from_its_first_period_to_its_last() -> None:
    first, last = of(Period(2022, 4), PeriodType.IN_MONTH), of(DECEMBER, PeriodType.IN_MONTH)
    assert formatting.run_of(first, last) == "April 2022 to December 2023"
    assert formatting.run_of(last, last) == "December 2023"
    early = of(Period(2022, 6, 3), PeriodType.IN_QUARTER)
    assert formatting.run_of(early, of(QUARTER, PeriodType.IN_QUARTER)) == "2022/23 Q1 to 2023/24 Q3"


def test_small_numbers_are_words() -> None:
    assert [formatting.spell(n) for n in (0, 1, 4, 9, 10, 31)] == ["no", "one", "four", "nine", "10", "31"]


def test_a_share_of_a_total_is_a_whole_percentage() -> None:
    band = observation("children_in_care_by_age_count", 161, 412)
    (span,) = figures_in_words.share(Decimal(16100) / 412, band)
    assert span.text == "39%"
    assert isinstance(span.about, Fact)
    assert span.about.exact == Decimal(16100) / 412


def test_a_template_keeps_its_words_and_fills_its_pieces() -> None:
    homes = observation(HOMES, 62, 412)
    text = fill("Of them {value} {when}.", value=lambda: figures_in_words.value(homes), when=lambda: "in all")
    assert plain(text) == "Of them 15.0% in all."
    assert [span.text for span in text if span.about] == ["15.0%"]


def test_a_template_with_a_piece_that_nobody_knows_is_a_fault() -> None:
    with pytest.raises(KeyError):
        fill("Of them {nobody}.")


def test_text_of_a_measure_is_never_a_template_of_its_own() -> None:
    assert plain(fill("{group} did.", group=lambda: "{value} & <b>")) == "{value} & <b> did."


def test_a_day_in_a_narrow_heading_keeps_its_month_short() -> None:
    assert said(formatting.short_day(Period(2025, 3, 12))) == "31 Mar 2025"


@pytest.mark.parametrize(("n", "of", "text"), [(9, 11, "9 of 11"), (0, 19, "0 of 19"), (9, 20, "45.0%")])
def test_a_share_of_fewer_than_twenty_is_told_in_words_and_not_as_a_percentage(n: int, of: int, text: str) -> None:
    held = observation(HEALTH, n, of)
    assert said(formatting.value_text(held)) == text
    assert said(formatting.bare_text(held)) == text.removesuffix("%")
    assert formatting.in_words(held) is (of < 20)
    assert said(plain(figures_in_words.counts(held))) == ("children" if of < 20 else "9 of 20 children")


def test_a_percentage_that_came_without_its_counts_stays_one() -> None:
    assert formatting.value_text(observation(HEALTH, value=45)) == "45.0%"


def test_a_share_in_words_still_carries_its_exact_value() -> None:
    (span,) = figures_in_words.value(observation(HEALTH, 9, 11))
    assert isinstance(span.about, Fact)
    assert (span.about.what, span.about.exact) == ("value", Decimal(900) / 11)


@pytest.mark.parametrize(
    ("template", "sentence"),
    [
        ("{n_of_N} reviews ({value}) were held on time.", "{n_of_N} reviews were held on time."),
        ("{value} ({n_of_N}) of sessions were held.", "{value} sessions were held."),
        ("{value} of the children had one.", "{value} children had one."),
    ],
)
def test_a_sentence_for_a_share_in_words_says_its_counts_once(template: str, sentence: str) -> None:
    assert formatting.without_percentage(template) == sentence


@pytest.mark.parametrize(
    ("period", "kind", "line"),
    [
        (DECEMBER, PeriodType.ROLLING_12_MONTHS, "12 months to December 2023"),
        (Period(2023, 3, 12), PeriodType.FINANCIAL_YEAR, "Year to March 2023"),
        (DECEMBER.year_to_date, PeriodType.YEAR_TO_DATE, "Year to date: Apr to Dec 2023"),
        (Period(2024, 2).year_to_date, PeriodType.YEAR_TO_DATE, "Year to date: April 2023 to February 2024"),
        (Period(2023, 4).year_to_date, PeriodType.YEAR_TO_DATE, "Year to date: April 2023"),
        (DECEMBER, PeriodType.SNAPSHOT, "On 31 December 2023"),
    ],
)
def test_under_a_big_number_its_period_takes_one_line_where_it_can(period: Period, kind: PeriodType, line: str) -> None:
    assert said(formatting.period_line(observation(HOMES, 62, 412, period=period, period_type=kind))) == line


def test_an_average_says_of_how_many_it_is_whether_or_not_their_total_is_given() -> None:
    waits = observation("order_to_match_days_mean", value=298)
    assert plain(figures_in_words.counts(waits)) == ""
    assert plain(figures_in_words.counts(waits._replace(denominator=Decimal(18)))) == "18 children"


def test_counts_in_a_narrow_cell_part_between_them_and_never_within_one() -> None:
    held = observation(HEALTH, 13, 18)
    assert formatting.value_text(held).split(" ") == ["13\N{NO-BREAK SPACE}of\N{NO-BREAK SPACE}18"]
    assert formatting.bare_text(held).split(" ") == ["13", "of\N{NO-BREAK SPACE}18"]
