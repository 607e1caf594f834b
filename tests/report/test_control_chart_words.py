"""What is said over and beside a control chart, and which parts of it are drawn."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from layouts.blocks import plain
from report.metrics.judgement.target_status import TargetRules
from report.metrics.model import formatting
from report.metrics.model.measure import Comparison, Target
from report.metrics.model.printed_fact import Fact
from report.metrics.model.scorecard import Status
from report.metrics.score import Choices
from report.metrics.statistics.control_limits import Variation
from report.pages import charts
from report.wording import chart_titles, control_chart_words, direction_words
from report.wording.templates import templates
from tests.report.made_reports import everything
from tests.report.returns import DECEMBER, counts, monthly, point, said, scored, series

PLAN, HEALTH, REVIEWS, HOMES, CAME = (
    "pathway_plan_pct",
    "initial_health_assessment_pct",
    "reviews_on_time_pct",
    "three_or_more_homes_pct",
    "started_in_care_count",
)
STEADY = [(90 + n % 3, 100) for n in range(20)]
FALLING = [(94 - n // 2 + n % 2, 100) for n in range(20)]


def test_titles_say_only_what_the_rules_found_in_at_most_ten_words() -> None:
    steady, falling = scored(monthly(HEALTH, STEADY))[HEALTH], scored(monthly(HEALTH, FALLING))[HEALTH]
    assert steady.control and falling.control
    assert plain(control_chart_words.title(steady, steady.series)) == "Only the usual ups and downs in 20 months"
    assert falling.control.variation is Variation.WORSE
    assert plain(control_chart_words.title(falling, falling.series)) == (
        "86.0% in December 2023: worse than its 20-month average of 90.0%"
    )
    trial = scored(monthly(HEALTH, STEADY[:6]))[HEALTH]
    assert control_chart_words.title(trial, trial.series) == chart_titles.of_series(trial.series, trial)
    for template in templates()["standing"].values():
        assert len(template.split()) <= 10


def test_where_an_earlier_month_is_marked_the_title_calls_the_latest_as_usual_and_not_all_of_them() -> None:
    one_apart = [(70 if n == 5 else 88 + 4 * (n % 2), 100) for n in range(20)]
    held = scored(monthly(HEALTH, one_apart))[HEALTH]
    assert held.control and held.control.variation is Variation.USUAL
    assert plain(control_chart_words.title(held, held.series)) == (
        "The latest month is as usual; marked months stood out"
    )
    after = held.series[8:]
    assert plain(control_chart_words.title(held, after)) == "Only the usual ups and downs in 20 months"


def test_the_title_of_seven_months_that_each_rise_says_that_six_did_so_though_they_are_below_the_average() -> None:
    rising = [(n, 100) for n in (60, 62, 61, 62, 60, 61, 62, 40, 41, 42, 43, 44, 45, 46)]
    held = scored(monthly(HEALTH, rising))[HEALTH]
    assert control_chart_words.is_trend(held)
    assert plain(control_chart_words.title(held, held.series)) == (
        "46.0% in December 2023: improving in each of the last six months"
    )
    assert not control_chart_words.is_trend(scored(monthly(HEALTH, FALLING))[HEALTH])


def test_the_title_of_what_is_counted_on_a_day_tells_its_range_and_the_line_below_that_it_is_not_judged_so() -> None:
    held = scored(monthly(PLAN, FALLING))[PLAN]
    assert control_chart_words.title(held, held.series) == chart_titles.of_series(held.series, held)
    figure = charts.CHARTS["control"]([held], None, 21)
    assert figure is not None
    assert said(figure.subtitle).endswith(". Limits only: we do not judge by them.")
    trial = charts.CHARTS["control"]([scored(monthly(HEALTH, STEADY[:6]))[HEALTH]], None, 21)
    assert trial is not None
    assert said(trial.subtitle).endswith(". Early limits: few figures so far.")


def test_the_title_of_a_control_chart_claims_nothing_of_a_target_that_cannot_be_told_from_the_figure() -> None:
    target = Choices(TargetRules({HEALTH: Target(Decimal(92), Comparison.AT_LEAST)}))
    held = scored(monthly(HEALTH, [(90 + n % 2, 100) for n in range(20)]), choices=target)[HEALTH]
    unclear, few = (replace(held, status=status) for status in (Status.NOT_CLEAR, Status.TOO_FEW))
    titles = [plain(control_chart_words.title(one, one.series)) for one in (held, unclear, few)]
    assert "off target in every month" in titles[0].lower()
    assert titles[1] == "Usual ups and downs: target may be met or missed"
    assert "target" not in titles[2]


def test_every_month_is_not_said_of_a_control_chart_with_months_before_a_gap_that_are_not_judged() -> None:
    target = Choices(TargetRules({HEALTH: Target(Decimal(92), Comparison.AT_LEAST)}))
    months_given = [(90 + n % 2, 100) for n in range(20)]
    held = monthly(HEALTH, months_given)
    gap = replace(held, points=tuple(one for n, one in enumerate(held.points) if n != 3))
    score = scored(gap, choices=target)[HEALTH]
    assert plain(control_chart_words.title(score, score.series)) == "Usual ups and downs: target may be met or missed"


def test_the_direction_of_a_judged_measure_is_that_of_its_signals() -> None:
    for item in (HEALTH, REVIEWS):  # both by their months, though a year to date is printed
        falling, steady = (scored(monthly(item, months))[item] for months in (FALLING, STEADY))
        assert said(direction_words.said(falling)) == (
            " 86.0% in December 2023: worse than its 20-month average of 90.0%."
        )
        assert said(direction_words.said(steady)) == (
            " 91.0% in December 2023: no clear change, within its usual 87.5% to 94.5%."
        )


def test_average_and_limits_rest_on_all_their_figures_and_never_lie_where_none_can_be() -> None:
    score = scored(monthly(HEALTH, [(n, 100) for n in (96, 100, 93, 99, 100, 92, 100, 98, 95, 100, 97, 100, 94)]))[
        HEALTH
    ]
    assert score.control is not None
    average = control_chart_words.average(score, score.control.latest)
    lower, upper = control_chart_words.limits(score, score.control.latest)
    assert average is not None
    assert upper is None
    assert lower is not None
    fact = average.about
    assert isinstance(fact, Fact)
    assert fact.observations == score.series
    assert average.text == formatting.unit_text(fact.exact, 1, score.measure.unit)
    level = scored(monthly(HEALTH, [(100, 100)] * 13))[HEALTH]
    assert level.control is not None
    assert control_chart_words.limits(level, level.control.latest) == (None, None)


def test_a_measure_that_cannot_be_judged_has_the_chart_of_its_months() -> None:
    rolling = scored(monthly(HOMES, STEADY))[HOMES]
    assert rolling.control is None
    one, other = charts.CHARTS["control"]([rolling], None, 21), charts.CHARTS["months"]([rolling], None, 21)
    assert one is not None
    assert other is not None
    assert (one.title, one.subtitle) == (other.title, other.subtitle)


def test_only_the_drawn_part_of_a_long_run_is_shown_with_the_limits_of_all() -> None:
    score = scored(monthly(HEALTH, STEADY))[HEALTH]
    drawn = charts.CHARTS["control"]([score], None, 6)
    assert drawn is not None
    alt = plain(drawn.draw(300, 120, 10, "12436D").alt_text)
    assert "July 2023 to December 2023" in alt
    assert score.control is not None
    average = control_chart_words.average(score, score.control.latest)
    assert average is not None
    assert average.text in alt


@pytest.mark.parametrize(
    ("item", "values", "words"),
    [
        # The average, and 2.66 times the average step on either side of it.
        (CAME, [30, 31] * 10, "no clear change, within its usual 27.8 to 33.2"),  # 30.5 and 2.66
        (CAME, [6, 20] * 10, "no clear change, within its usual 50.2 or less"),  # 13 and 37.24
        (
            HEALTH,
            [90, 98] * 10,
            "98.0% in December 2023: no clear change, within its usual 72.7% or more",
        ),  # 94 and 21.28
        (HEALTH, [40, 100] * 10, "100.0% in December 2023: no clear change, its usual ups and downs"),  # 70 and 159.6
    ],
)
def test_a_figure_as_usual_is_told_with_those_of_its_limits_that_can_be(
    item: str, values: list[int], words: str
) -> None:
    held = scored(counts(CAME, values) if item == CAME else monthly(item, [(n, 100) for n in values]))[item]
    assert said(control_chart_words.against_average(held, "no clear change")) == words


def test_a_figure_more_than_a_third_of_the_way_to_its_limit_is_told_with_its_distance_from_the_average() -> None:
    """An average of 385 by 13, which is 29.6, and 11.3 to either limit: 25 lies 4.6 below."""
    held = scored(counts(CAME, [28, 32] * 6 + [25]))[CAME]
    assert said(control_chart_words.against_average(held, "no clear change")) == (
        "5 fewer than its 13-month average, but no clear change: within its usual 18.3 to 40.9"
    )


def test_a_figure_beyond_its_limits_is_told_with_its_average_alone() -> None:
    held = scored(counts(CAME, [30] * 12 + [56]))[CAME]
    assert said(control_chart_words.against_average(held, "higher")) == "higher than its 13-month average of 32.0"


def test_quarters_are_called_quarters() -> None:
    quarters = [point(DECEMBER.back(3 * n).lasting(3), value) for n, value in zip(range(12, -1, -1), [90] * 12 + [30],
                                                                                  strict=True)]  # fmt: skip
    held = scored(series(CAME, *quarters))[CAME]
    assert said(control_chart_words.against_average(held, "lower")) == "lower than its 13-quarter average of 85.4"


def test_every_number_of_the_words_rests_on_the_months_of_the_chart() -> None:
    held = scored(counts(CAME, [28, 32] * 6 + [25]))[CAME]
    text = control_chart_words.against_average(held, "no clear change")
    facts = [span.about for span in text if isinstance(span.about, Fact)]
    assert len(facts) == 4  # the distance, the number of months and both limits
    assert all(fact.observations == held.series for fact in facts if fact.what != "distance from the average")


def test_a_distance_from_the_average_is_printed_rounded_and_recorded_exactly() -> None:
    held = scored(counts(CAME, [28, 32] * 6 + [25]))[CAME]
    text = control_chart_words.against_average(held, "no clear change")
    (fact,) = [s.about for s in text if isinstance(s.about, Fact) and s.about.what == "distance from the average"]
    assert held.direction is not None
    assert fact.exact == held.direction.exact == Decimal(25) - Decimal(385) / Decimal(13)


@pytest.mark.parametrize("table", ["travel", "short"])
def test_a_year_to_date_judged_by_its_months_says_first_of_which_month_it_speaks(table: str) -> None:
    held = scored(monthly(HEALTH, FALLING))[HEALTH]
    assert held.headline is held.year_to_date and held.latest.value != held.series[-1].value
    text = control_chart_words.against_average(held, "worse", table)
    assert said(text).startswith("86.0% in December 2023: worse than ")
    assert isinstance(text[0].about, Fact) and text[0].about.observations == held.series[-1:]
    of_months = scored(counts(CAME, [30] * 12 + [56]))[CAME]
    assert said(control_chart_words.against_average(of_months, "higher", table)).startswith("higher than ")


def test_no_word_over_or_beside_a_control_chart_says_since_when() -> None:
    said_of = [*templates()["standing"].values(), *templates()["travel"].values()]
    assert [text for text in said_of if "since" in text] == []


def test_a_title_never_speaks_of_usual_ups_and_downs_alone_over_a_figure_that_is_marked() -> None:
    (held,) = everything().card.of("children_missing_count")  # August stands out, December does not
    assert held.control is not None and held.control.variation is Variation.USUAL
    assert any(held.control.latest.signals)
    assert (
        plain(control_chart_words.title(held, held.series)) == "The latest month is as usual; marked months stood out"
    )
