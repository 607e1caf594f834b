"""The titles of charts and the lines under them: at most ten words, and never more than the figures say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from inputs.intake import State
from inputs.period import Period
from report.metrics.model.measure import Comparison, Target
from report.metrics.model.period_type import PeriodType
from report.metrics.model.printed_fact import Fact
from report.metrics.model.scorecard import Change, Observation, Status
from report.pages.charts import CHARTS
from report.wording import chart_titles
from tests.report.returns import (
    BLANK,
    DECEMBER,
    LIBRARY,
    NOT_APPLICABLE,
    SUPPRESSED,
    Cell,
    ages,
    counts,
    months,
    observation,
    point,
    said,
    score_of,
    scored,
    series,
    target_of,
)

IN_CARE, HOMES, VISITS = "children_in_care_count", "three_or_more_homes_pct", "visits_on_time_pct"
DAYS, HEALTH, CAME, LEFT = (
    "entry_to_adoptive_home_days_mean",
    "initial_health_assessment_pct",
    "started_in_care_count",
    "left_care_count",
)
LONGEST_TITLE = 10


def run(item: str, values: Iterable[int | str | None], last: Period = DECEMBER) -> tuple[Observation, ...]:
    """Months of values, with a missing one for None."""
    held = list(values)
    return tuple(
        observation(item, state=State.MISSING, period=period)
        if value is None
        else observation(item, value=value, period=period)
        for value, period in zip(held, months(last.back(len(held) - 1), last), strict=True)
    )


def title(item: str, values: Iterable[int | str | None], target: Target | None = None) -> str:
    """The title of a chart of these months."""
    held = run(item, values)
    score = replace(score_of(held[-1]), target=target or target_of(LIBRARY[item]))
    return said(chart_titles.of_series(held, score))


def test_every_month_on_target_is_said_with_the_lowest_and_the_highest() -> None:
    assert title(VISITS, ["98.5", "99.1", "98.0"]) == "On target every month, between 98.0% and 99.1%"


def test_every_month_off_target_is_said_with_the_lowest_and_the_highest() -> None:
    assert title(HOMES, ["11.2", "15.0", "13.1"]) == "Off target every month, between 11.2% and 15.0%"


def test_some_months_on_target_are_counted() -> None:
    assert title(VISITS, ["98.5", "90.6", "98.0"]) == "On target now; met 2 of 3 months"


def test_the_latest_run_off_target_is_told_since_its_first_month() -> None:
    assert title(VISITS, ["98.5", "99.0", "90.6", "91.0"]) == "Off target since November 2023; met 2 of 4 months"
    assert title(VISITS, ["98.5", "90.6", None, "91.0"]) == "Off target since October 2023, apart from a gap"
    assert title(VISITS, ["90.6", "98.5", None, "98.0"]) == "On target now; some figures are missing"
    assert title(VISITS, ["98.5", None, "98.1", "91.0"]) == "Off target since December 2023; met 2 of 3 months shown"


def test_since_when_is_not_said_where_the_month_before_is_not_known() -> None:
    assert title(VISITS, ["98.5", None, "90.6", "91.0"]) == "On target in 1 of 3 months shown"


def test_a_month_that_prints_as_the_target_is_on_target() -> None:
    assert title(VISITS, ["97.96", "99.1"]) == "On target every month, between 98.0% and 99.1%"


@pytest.mark.parametrize(
    ("item", "values", "said_of_target"),
    [
        (VISITS, ["99.1", None, "98.5"], "On target in 2 of 2 months shown"),
        (VISITS, ["99.1", "98.5", None], "On target in 2 of 2 months shown"),
        (VISITS, ["9.1", None, "8.5"], "Off target in all 2 months shown"),
        (HOMES, ["99.1", None, "98.5"], "Off target in all 2 months shown"),
        (HOMES, ["99.1", "98.5", None], "Off target in all 2 months shown"),
        (HOMES, ["9.1", None, "8.5"], "Off target in all 2 months shown"),
    ],
)
def test_every_month_is_never_said_where_a_month_is_missing(
    item: str, values: Sequence[str | None], said_of_target: str
) -> None:
    assert title(item, values) == said_of_target


def test_the_same_number_each_month_is_said_once() -> None:
    assert title(IN_CARE, [412, 412, 412]) == "412 in all 3 months"


def test_the_same_number_with_a_month_missing_is_not_said_of_every_month() -> None:
    said_of_all = title(IN_CARE, [412, None, 412])
    assert "every" not in said_of_all
    assert said_of_all == "412 in all 2 months shown"


def test_a_span_with_a_month_hidden_or_missing_inside_is_said_of_the_months_shown() -> None:
    assert title(IN_CARE, [395, None, 420, 412]) == "Between 395 and 420 in the 3 months shown"
    went = run("missing_episodes_count", [9, 6, 7, 8])
    hidden = (went[0], went[1]._replace(state=State.SUPPRESSED, value=None), *went[2:])
    course = chart_titles.of_series(hidden, score_of(went[-1]))
    assert said(course) == "Between 7 and 9 in the 3 months shown"


def test_one_period_on_target_is_one_of_several_months_and_never_one_months() -> None:
    assert title(VISITS, ["98.5", "90.6", "91.0"]) == "Off target since November 2023; met 1 of 3 months"
    assert title(VISITS, ["90.6", "91.0", "98.5"]) == "On target now; met 1 of 3 months"


def test_shares_that_are_equal_but_of_other_counts_are_not_said_to_lie_between_themselves() -> None:
    whole = months(DECEMBER.back(1), DECEMBER)
    held = tuple(observation(VISITS, n, n, period=one) for n, one in zip((10, 12), whole, strict=True))
    assert said(chart_titles.of_series(held, score_of(held[-1]))) == "On target in every month, at the same share"


def test_a_context_measure_is_told_by_its_range_and_not_by_its_planning_figure() -> None:
    plan = Target(Decimal(484), Comparison.AT_MOST)
    assert title(IN_CARE, [395, 420, 412], plan) == "Between 395 and 420 in 3 months"


@pytest.mark.parametrize("status", [Status.TOO_FEW, Status.NOT_CLEAR])
def test_no_run_is_called_off_target_where_the_latest_cannot_be_told_from_its_target(status: Status) -> None:
    held = run(VISITS, [90, 92, 91])
    score = replace(score_of(held[-1], series=held), status=status)
    assert score.target is not None
    assert said(chart_titles.of_series(held, score)) == "Between 90.0% and 92.0% in 3 months"
    figure = CHARTS["months"]([score], None, 21)
    assert figure is not None
    assert "met in" not in said(figure.draw(300, 100, 10, "12436D").alt_text)


def test_a_level_line_is_not_told_as_a_range() -> None:
    assert title(VISITS, ["98.2", "98.2"]) == "On target in every month, at 98.2%"
    assert title(HOMES, ["9.0", "9.0"]) == "Off target in every month, at 9.0%"


def test_one_month_alone_is_told_as_it_stands() -> None:
    assert title(HOMES, ["15.0"]) == "15.0% in the 12 months to December 2023"
    assert title(IN_CARE, [None, 412]) == "412 on 31 December 2023"


def test_quarters_and_years_are_called_so() -> None:
    for length, name in ((3, "quarter"), (12, "year")):
        held = [observation(VISITS, value=99, period=DECEMBER.back(length * n).lasting(length)) for n in (1, 0)]
        assert f"every {name}," in said(chart_titles.of_series(held, score_of(held[-1])))


def test_the_year_so_far_is_told_beside_the_same_point_last_year() -> None:
    latest = observation(HEALTH, 11, 117, period=DECEMBER.year_to_date, period_type=PeriodType.YEAR_TO_DATE)
    before = observation(HEALTH, 49, 111)._replace(period=DECEMBER.back(12).year_to_date)
    score = score_of(latest, last_year=before, change=Change.WORSE)
    assert said(chart_titles.of_year_to_date(score)) == "9.4% so far, 44.1% at this point last year"
    assert said(chart_titles.of_year_to_date(replace(score, change=Change.NOT_COMPARABLE))) == "9.4% so far this year"


def test_a_year_to_date_with_a_month_missing_says_that_it_has_no_figure() -> None:
    values = [(1, 10)] * 21
    held = [point(DECEMBER.back(20 - n), n=a, of=b) for n, (a, b) in enumerate(values) if n != 14]
    score = scored(series(HEALTH, *held))[HEALTH]
    assert said(chart_titles.of_year_to_date(score)) == "No figure between April and December 2023"


def pair(first: Cell, second: Cell) -> str:
    card = scored(counts(CAME, [9, first]), counts(LEFT, [7, second]))
    return said(chart_titles.of_pair(card[CAME], card[LEFT]))


def test_two_related_measures_are_told_together() -> None:
    assert pair(11, 9) == "11 came into care, 9 left care, in December 2023"


def test_children_and_the_times_they_went_missing_are_told_together() -> None:
    card = scored(counts("children_missing_count", [21]), counts("missing_episodes_count", [47]))
    text = chart_titles.of_pair(card["children_missing_count"], card["missing_episodes_count"])
    assert said(text) == "21 children, 47 times, in December 2023"


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [
        (BLANK, 9, "No figure in December 2023"),
        (11, BLANK, "No figure in December 2023"),
        (SUPPRESSED, 9, "The figure in December 2023 is hidden"),
        (3, 9, "The figure in December 2023 is hidden"),
        (NOT_APPLICABLE, 9, "Nothing to count in December 2023"),
    ],
)
def test_where_one_of_two_has_no_figure_the_title_says_so_over_the_months_that_are_drawn(
    first: Cell, second: Cell, text: str
) -> None:
    assert pair(first, second) == text


PLAUSIBLE = {  # lowest and highest of twenty-one months, such as a council may have
    IN_CARE: ("354", "1412"),
    VISITS: ("85.6", "100"),
    HOMES: ("10.9", "15.2"),
    DAYS: ("508", "1580"),
    HEALTH: ("0", "75"),
    "social_worker_caseload_rate": ("15.2", "17.8"),
    "average_caseload_by_team_rate": ("18", "23"),
}


@pytest.mark.parametrize("item", PLAUSIBLE)
@pytest.mark.parametrize("aim", ["0", "60", "2000", None])
@pytest.mark.parametrize("shape", ["moving", "level", "gap", "one", "none"])
@pytest.mark.parametrize("length", [1, 3, 12])
def test_the_title_of_a_chart_has_at_most_ten_words(item: str, aim: str | None, shape: str, length: int) -> None:
    low, high = PLAUSIBLE[item]
    values = {
        "moving": [low, high, low, high],
        "level": [high] * 4,
        "gap": [high, None, high, high],
        "one": [None, None, None, low],
        "none": [None] * 4,
    }[shape]
    held = [
        one._replace(period=DECEMBER.back(length * (3 - n)).lasting(length)) for n, one in enumerate(run(item, values))
    ]
    targets = [Target(Decimal(aim), side) for side in Comparison] if aim else [None]
    for target in targets:
        text = said(chart_titles.of_series(held, replace(score_of(held[-1]), target=target)))
        assert len(text.split()) <= LONGEST_TITLE, text
        assert text[0].isupper() or text[0].isdigit()
        assert not text.endswith(".")


def test_the_other_titles_have_at_most_ten_words() -> None:
    texts = [pair(111, 109), pair(BLANK, 9), pair(SUPPRESSED, 9)]
    texts += [said(chart_titles.of_largest_group(ages(412, 24, 47, 50, 130, 161)))]
    texts += [said(chart_titles.of_largest_group(ages(BLANK, 24, 47, 50, 130, 161)))]
    late = observation(HEALTH, state=State.MISSING, period=Period(2024, 2).year_to_date)
    texts += [said(chart_titles.of_year_to_date(score_of(late._replace(period_type=PeriodType.YEAR_TO_DATE))))]
    assert [text for text in texts if len(text.split()) > LONGEST_TITLE] == []


def test_every_number_of_a_title_carries_what_it_rests_on() -> None:
    held = run(VISITS, ["98.5", "90.6", "98.0"])
    text = chart_titles.of_series(held, score_of(held[-1]))
    assert {span.text for span in text if span.about} == {"2", "3", "On target"}
    facts = {span.text: span.about for span in text if isinstance(span.about, Fact)}
    assert facts["3"].observations == held


# The line under a title.


@pytest.mark.parametrize(
    ("item", "kind", "length", "text"),
    [
        (IN_CARE, PeriodType.SNAPSHOT, 1, "Number at the end of each month, November 2023 to December 2023"),
        (VISITS, PeriodType.IN_MONTH, 1, "Percentage during each month, November 2023 to December 2023"),
        (VISITS, PeriodType.IN_QUARTER, 3, "Percentage during each quarter, 2023/24 Q2 to 2023/24 Q3"),
        (
            HOMES,
            PeriodType.ROLLING_12_MONTHS,
            1,
            "Percentage in the 12 months to the end of each month, November 2023 to December 2023",
        ),
        (HOMES, PeriodType.ROLLING_12_MONTHS, 12, "Percentage in each year, December 2022 to December 2023"),
        (DAYS, PeriodType.ROLLING_12_MONTHS, 3, "Average number of days in the 12 months to the end of each quarter, "),
        (VISITS, PeriodType.YEAR_TO_DATE, 1, "Percentage from April to the end of each month"),
        (
            "social_worker_caseload_rate",
            PeriodType.SNAPSHOT,
            12,
            "Cases for each social worker at one date each year, ",
        ),
        (CAME, PeriodType.FINANCIAL_YEAR, 12, "Number during each year, "),
    ],
)
def test_the_line_under_a_title_says_the_unit_how_it_is_counted_and_for_which_months(
    item: str, kind: PeriodType, length: int, text: str
) -> None:
    held = [
        observation(item, value=9, period=DECEMBER.back(length * n).lasting(length), period_type=kind) for n in (1, 0)
    ]
    assert chart_titles.subtitle(held).startswith(text)
