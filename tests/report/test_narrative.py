"""Sentences that say only what the numbers support, and chart titles that say it in ten words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from layouts.blocks import Text, plain
from report import narrative, words
from report.facts import Fact
from report.metrics.model import Change, Comparison, MeasureScore, Observation, State, Status, Target
from report.metrics.periods import Period, PeriodType, year_to_date
from tests.report.returns import (
    AGES,
    BLANK,
    DECEMBER,
    LIBRARY,
    NOT_APPLICABLE,
    SUPPRESSED,
    Cell,
    counts,
    monthly,
    months,
    observation,
    point,
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
BANDS, TEAMS = "children_in_care_by_age_count", "average_caseload_by_team_rate"
LONGEST_TITLE = 10


def said(text: Text) -> str:
    """The words with ordinary spaces."""
    return plain(text).replace(words.NBSP, " ")


def rests_on(text: Text) -> set[Decimal]:
    """Every number in a text that carries what it rests on."""
    return {span.about.exact for span in text if isinstance(span.about, Fact)}


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
    return said(narrative.chart_message(held, score))


# The opening sentence.


def test_the_target_follows_the_figure() -> None:
    text = said(narrative.message([score_of(observation(HOMES, 62, 412))]))
    assert text.startswith("62 of 412 children (15.0%) had three or more homes ")
    assert text.endswith(" in the 12 months to December 2023. The target is 8% or less.")


def test_a_planning_figure_is_said_not_to_be_a_target() -> None:
    score = replace(score_of(observation(IN_CARE, value=412)), target=Target(Decimal(484), Comparison.AT_MOST))
    assert said(narrative.message([score])) == (
        "412 children were in our care on 31 December 2023. The council plans for 484 or fewer. "
        "That is a planning figure, not a target, so it is not judged."
    )
    assert said(narrative.target_line(score)) == "Planning figure: 484 or fewer"


def test_a_figure_of_few_children_is_said_to_be_too_few_to_judge() -> None:
    score = replace(score_of(observation(DAYS, 5400, 9)), status=Status.TOO_FEW)
    assert said(narrative.message([score])).endswith("With fewer than 10 children, it is too few to judge.")


def test_the_target_under_the_number_says_who_set_it() -> None:
    plans = score_of(observation("personal_education_plan_pct", 215, 230))
    assert said(narrative.target_line(plans)) == "Target (statutory): 100%"
    assert narrative.target_line(score_of(observation("reviews_on_time_pct", 1098, 1102))) == ()


def test_every_number_of_the_opening_sentence_carries_what_it_rests_on() -> None:
    held = observation(HOMES, 62, 412)
    text = narrative.message([score_of(held)])
    assert rests_on(text) == {62, 412, held.value, 8}
    loose = "".join(span.text for span in text if span.about is None)
    assert not any(character.isdigit() for character in loose.replace(f"12{words.NBSP}months", "").replace("2023", ""))


def teams(*cases: Cell) -> list[MeasureScore]:
    names = list(LIBRARY[TEAMS].groups)
    given = [series(TEAMS, point(DECEMBER, n=n, of=10), group=name) for name, n in zip(names, cases, strict=False)]
    card = scored(*given, counts(IN_CARE, [412]))
    return [card[f"{TEAMS}:{name}"] for name in names if f"{TEAMS}:{name}" in card]


def test_the_highest_caseload_is_named_among_the_teams() -> None:
    assert said(narrative.message(teams(210, 200, 230, 680))) == (
        "Independent Reviewing Officers held 68 cases each on average on 31 December 2023, "
        "the highest of the four teams."
    )


def test_a_team_that_sent_no_figure_is_not_among_those_it_is_the_highest_of() -> None:
    held = teams(210, 200, 230)
    gone = replace(held[0], latest=replace(held[0].latest, state=State.MISSING, value=None, numerator=None))
    assert "the highest of the two teams" in said(narrative.message([gone, *held[1:]]))


def ages(total: Cell, *values: Cell) -> list[MeasureScore]:
    given = [counts(BANDS, [n], group=age) for age, n in zip(AGES, values, strict=True)]
    card = scored(*given, counts(IN_CARE, [total]))
    return [card[f"{BANDS}:{age}"] for age in AGES if f"{BANDS}:{age}" in card]


def test_the_largest_age_band_is_the_one_spoken_of() -> None:
    held = ages(412, 24, 47, 50, 161, 130)
    assert narrative.leading(held).group == "10 to 15"
    assert said(narrative.message(held)).startswith("161 of the 412 children in our care")
    assert said(narrative.largest_group_message(held)) == "39% are aged 10 to 15, the largest group"


def test_the_youngest_are_spoken_of_in_the_middle_of_a_sentence() -> None:
    held = ages(412, 262, 10, 20, 60, 60)
    assert "were aged under 1, the largest group." in said(narrative.message(held))
    assert said(narrative.largest_group_message(held)) == "64% are aged under 1, the largest group"


def test_without_the_total_the_largest_age_band_is_given_by_its_number() -> None:
    held = ages(BLANK, 24, 47, 50, 161, 130)
    assert said(narrative.largest_group_message(held)) == "161 are aged 10 to 15, the largest group"
    assert said(narrative.message(held)) == (
        "161 children in our care on 31 December 2023 were aged 10 to 15, the largest group."
    )


# Where there is no figure.


def test_a_figure_that_was_not_sent_is_owed_by_its_service_and_the_last_one_is_told() -> None:
    score = scored(monthly("dental_check_pct", [(231, 271)], last=Period(2023, 10)))["dental_check_pct"]
    assert said(narrative.message([score])) == (
        "There is no figure in the 12 months to December 2023. The last is 85.2%, in the 12 months to October 2023. "
        "The Health Service for Children in Care owes the figure."
    )


def test_a_figure_that_never_was_is_owed_by_its_service() -> None:
    score = score_of(observation("dental_check_pct", state=State.MISSING))
    assert said(narrative.message([score])) == (
        "There is no figure in the 12 months to December 2023. The Health Service for Children in Care owes the figure."
    )


def test_a_hidden_figure_is_owed_by_nobody() -> None:
    text = said(narrative.message([score_of(observation(CAME, state=State.SUPPRESSED))]))
    assert text.startswith("The figure in December 2023 is hidden")
    assert "owes" not in text


def test_a_month_without_cases_is_owed_by_nobody() -> None:
    text = said(narrative.message([score_of(observation(HEALTH, state=State.NOT_APPLICABLE))]))
    assert text == "There were no cases in December 2023."


# The direction.


def direction(now: Observation, before: Observation, change: Change) -> str:
    score = score_of(now, last_year=replace(before, period=now.period.back(12)), change=change)
    return said(narrative.direction(score))


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (Change.BETTER, "Better than a year before: 12.4% (48 of 387)"),
        (Change.WORSE, "Worse than a year before: 12.4% (48 of 387)"),
        (Change.NO_CLEAR_CHANGE, "No clear change from a year before: 12.4% (48 of 387)"),
        (Change.NOT_COMPARABLE, "Counted differently a year before, so not compared"),
    ],
)
def test_the_direction_is_told_with_the_figure_of_a_year_before(change: Change, text: str) -> None:
    assert direction(observation(HOMES, 62, 412), observation(HOMES, 48, 387), change) == text


@pytest.mark.parametrize(
    ("now", "before", "change", "text"),
    [
        (412, 395, Change.HIGHER, "17 more than a year before: 395"),
        (395, 412, Change.LOWER, "17 fewer than a year before: 412"),
        (412, 412, Change.SAME, "The same as a year before: 412"),
    ],
)
def test_numbers_of_children_are_told_by_the_difference(now: int, before: int, change: Change, text: str) -> None:
    assert direction(observation(IN_CARE, value=now), observation(IN_CARE, value=before), change) == text


def test_a_difference_is_that_of_the_two_printed_numbers() -> None:
    rate = "children_in_care_rate"
    now, before = observation(rate, value="84.6"), observation(rate, value="84.4")
    assert direction(now, before, Change.HIGHER) == "1 higher than a year before: 84"  # beside a big 85


@pytest.mark.parametrize(
    ("state", "text"),
    [
        (State.MISSING, "No figure from a year before"),
        (State.SUPPRESSED, "The figure of a year before is hidden"),
        (State.NOT_APPLICABLE, "There were no cases a year before"),
    ],
)
def test_why_there_is_nothing_to_compare_with_is_told(state: State, text: str) -> None:
    assert direction(observation(HOMES, 62, 412), observation(HOMES, state=state), Change.UNKNOWN) == text


def test_no_direction_is_told_of_a_figure_that_is_not_there() -> None:
    assert narrative.direction(score_of(observation(HOMES, state=State.MISSING))) == ()


# The titles of charts.


def test_every_month_on_target_is_said_with_the_lowest_and_the_highest() -> None:
    assert title(VISITS, ["98.5", "99.1", "98.0"]) == "On target in every month, 98.0% to 99.1%"


def test_every_month_off_target_is_said_with_the_lowest_and_the_highest() -> None:
    assert title(HOMES, ["11.2", "15.0", "13.1"]) == "Off target in every month, 11.2% to 15.0%"


def test_some_months_on_target_are_counted() -> None:
    assert title(VISITS, ["98.5", "90.6", "98.0"]) == "On target in 2 of 3 months"


def test_a_month_that_prints_as_the_target_is_on_target() -> None:
    assert title(VISITS, ["97.96", "99.1"]) == "On target in every month, 98.0% to 99.1%"


@pytest.mark.parametrize("item", [VISITS, HOMES])
@pytest.mark.parametrize("values", [["99.1", None, "98.5"], ["9.1", None, "8.5"], ["99.1", "98.5", None]])
def test_every_month_is_never_said_where_a_month_is_missing(item: str, values: Sequence[str | None]) -> None:
    said_of_target = title(item, values)
    assert "every" not in said_of_target
    assert "of 2 months" in said_of_target


def test_the_same_number_each_month_is_said_once() -> None:
    assert title(IN_CARE, [412, 412, 412]) == "412 in every month since October 2023"


def test_the_same_number_with_a_month_missing_is_not_said_of_every_month() -> None:
    said_of_all = title(IN_CARE, [412, None, 412])
    assert "every" not in said_of_all
    assert said_of_all == "412 whenever there is a figure since October 2023"


def test_a_context_measure_is_told_by_its_range_and_not_by_its_planning_figure() -> None:
    plan = Target(Decimal(484), Comparison.AT_MOST)
    assert title(IN_CARE, [395, 420, 412], plan) == "Between 395 and 420 since October 2023"


def test_a_level_line_is_not_told_as_a_range() -> None:
    assert title(VISITS, ["98.2", "98.2"]) == "On target in every month, at 98.2%"
    assert title(HOMES, ["9.0", "9.0"]) == "Off target in every month, at 9.0%"


def test_one_month_alone_is_told_as_it_stands() -> None:
    assert title(HOMES, ["15.0"]) == "15.0% in the 12 months to December 2023"
    assert title(IN_CARE, [None, 412]) == "412 on 31 December 2023"


def test_quarters_and_years_are_called_so() -> None:
    for length, name in ((3, "quarter"), (12, "year")):
        held = [observation(VISITS, value=99, period=DECEMBER.back(length * n).lasting(length)) for n in (1, 0)]
        assert f"in every {name}," in said(narrative.chart_message(held, score_of(held[-1])))


def test_the_year_so_far_is_told_beside_the_same_point_last_year() -> None:
    latest = observation(HEALTH, 11, 117, period=year_to_date(DECEMBER), period_type=PeriodType.YEAR_TO_DATE)
    before = replace(observation(HEALTH, 49, 111), period=year_to_date(DECEMBER.back(12)))
    score = score_of(latest, last_year=before, change=Change.WORSE)
    assert said(narrative.year_to_date_message(score)) == "9.4% so far, 44.1% at this point last year"
    assert said(narrative.year_to_date_message(replace(score, change=Change.NOT_COMPARABLE))) == "9.4% so far this year"


def test_a_year_to_date_with_a_month_missing_says_that_it_has_no_figure() -> None:
    values = [(1, 10)] * 21
    held = [point(DECEMBER.back(20 - n), n=a, of=b) for n, (a, b) in enumerate(values) if n != 14]
    score = scored(series(HEALTH, *held))[HEALTH]
    assert said(narrative.year_to_date_message(score)) == "No figure between April and December 2023"


def pair(first: Cell, second: Cell) -> str:
    card = scored(counts(CAME, [9, first]), counts(LEFT, [7, second]))
    return said(narrative.pair_message(card[CAME], card[LEFT]))


def test_two_related_measures_are_told_together() -> None:
    assert pair(11, 9) == "11 came into care, 9 left care, in December 2023"


def test_children_and_the_times_they_went_missing_are_told_together() -> None:
    card = scored(counts("children_missing_count", [21]), counts("missing_episodes_count", [47]))
    text = narrative.pair_message(card["children_missing_count"], card["missing_episodes_count"])
    assert said(text) == "21 children, 47 times, in December 2023"


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [
        (BLANK, 9, "No figure in December 2023"),
        (11, BLANK, "No figure in December 2023"),
        (SUPPRESSED, 9, "The figure in December 2023 is hidden"),
        (3, 9, "The figure in December 2023 is hidden"),
        (NOT_APPLICABLE, 9, "No cases in December 2023"),
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
        replace(one, period=DECEMBER.back(length * (3 - n)).lasting(length)) for n, one in enumerate(run(item, values))
    ]
    targets = [Target(Decimal(aim), side) for side in Comparison] if aim else [None]
    for target in targets:
        text = said(narrative.chart_message(held, replace(score_of(held[-1]), target=target)))
        assert len(text.split()) <= LONGEST_TITLE, text
        assert text[0].isupper() or text[0].isdigit()
        assert not text.endswith(".")


def test_the_other_titles_have_at_most_ten_words() -> None:
    texts = [pair(111, 109), pair(BLANK, 9), pair(SUPPRESSED, 9)]
    texts += [said(narrative.largest_group_message(ages(412, 24, 47, 50, 130, 161)))]
    texts += [said(narrative.largest_group_message(ages(BLANK, 24, 47, 50, 130, 161)))]
    late = observation(HEALTH, state=State.MISSING, period=year_to_date(Period(2024, 2)))
    texts += [said(narrative.year_to_date_message(score_of(replace(late, period_type=PeriodType.YEAR_TO_DATE))))]
    assert [text for text in texts if len(text.split()) > LONGEST_TITLE] == []


def test_every_number_of_a_title_carries_what_it_rests_on() -> None:
    held = run(VISITS, ["98.5", "90.6", "98.0"])
    text = narrative.chart_message(held, score_of(held[-1]))
    assert {span.text for span in text if span.about} == {"2", "3"}
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
    assert narrative.subtitle(held).startswith(text)
