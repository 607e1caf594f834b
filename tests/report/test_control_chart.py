"""Which series are held against their own ups and downs, and what the pages then say of them."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from inputs.intake import State
from inputs.period import Period
from layouts.blocks import Heading, ItemList, Panel, Paragraph, Span, Table, Text, plain
from report.judge import judge_returns
from report.metrics.judgement.control_chart import (
    WhyNot,
    control_chart_of,
    same_method,
    too_few_children,
    unbroken_run,
    why_not_eligible,
    why_not_judged,
)
from report.metrics.judgement.target_status import TargetRules
from report.metrics.model import formatting
from report.metrics.model.measure import Comparison, MethodChange, Target
from report.metrics.model.period_type import PeriodType
from report.metrics.model.printed_fact import Fact
from report.metrics.model.scorecard import Observation, Status
from report.metrics.score import Choices
from report.metrics.statistics.control_limits import NHSR, Assurance, Variation
from report.pages import charts, how_to_read
from report.pages.compose import compose
from report.pages.report_data import Report
from report.pages.signals import signals
from report.settings.report_file import Settings
from report.wording import chart_titles, control_chart_words, direction_words
from report.wording.templates import templates
from tests.report.returns import BLANK, DECEMBER, SUPPRESSED, counts, monthly, months, observation, scored

PLAN, REVIEWS, VISITS, HOMES, CAME = (
    "pathway_plan_pct",
    "reviews_on_time_pct",
    "visits_on_time_pct",
    "three_or_more_homes_pct",
    "started_in_care_count",
)
DAYS = "order_to_match_days_mean"
STEADY = [(90 + n % 3, 100) for n in range(20)]
FALLING = [(94 - n // 2 + n % 2, 100) for n in range(20)]


def run(values: Sequence[int | None], item: str = PLAN, **more: object) -> tuple[Observation, ...]:
    held = months(DECEMBER.back(len(values) - 1), DECEMBER)
    return tuple(
        observation(item, state=State.SUPPRESSED, period=period, **more)  # type: ignore[arg-type]
        if value is None
        else observation(item, value, 100, period=period, **more)  # type: ignore[arg-type]
        for value, period in zip(values, held, strict=True)
    )


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        (PeriodType.YEAR_TO_DATE, WhyNot.YEAR_TO_DATE),
        (PeriodType.ROLLING_12_MONTHS, WhyNot.ROLLING),
        (PeriodType.FINANCIAL_YEAR, WhyNot.YEARLY),
        (PeriodType.SNAPSHOT, None),
        (PeriodType.IN_MONTH, None),
        (PeriodType.IN_QUARTER, None),
    ],
)
def test_years_to_date_and_rolling_years_are_never_held_against_their_ups_and_downs(
    kind: PeriodType, why: WhyNot | None
) -> None:
    series = run([90, 91, 92] * 6, period_type=kind)
    assert why_not_eligible(series) is why
    assert (control_chart_of(series, None) is None) is (why is not None)


def test_yearly_counts_and_groups_are_not_judged_so() -> None:
    yearly = tuple(observation(PLAN, 90, 100, period=Period(2010 + n, 3, 12)) for n in range(14))
    assert why_not_eligible(yearly) is WhyNot.YEARLY
    assert why_not_eligible(run([90] * 13, group="Team A")) is WhyNot.GROUPS


def test_what_the_latest_figure_covers_says_whether_they_are_yearly() -> None:
    monthly_now = (*(observation(PLAN, 90, 100, period=Period(2010 + n, 3, 12)) for n in range(5)), *run([90] * 13))
    assert why_not_eligible(monthly_now) is None
    assert why_not_eligible((*run([90] * 13), observation(PLAN, 90, 100, period=Period(2024, 3, 12)))) is WhyNot.YEARLY


@pytest.mark.parametrize(
    ("item", "high", "low"),
    [
        (PLAN, Variation.BETTER, Variation.WORSE),
        (HOMES, Variation.WORSE, Variation.BETTER),
        (CAME, Variation.HIGHER, Variation.LOWER),
    ],
)
def test_a_leap_is_good_or_bad_as_the_measure_has_it(item: str, high: Variation, low: Variation) -> None:
    kind = PeriodType.IN_MONTH
    for latest, meant in ((90, high), (10, low), (51, Variation.USUAL)):
        held = control_chart_of(run([*[49, 51] * 7, latest], item, period_type=kind), None)
        assert held is not None
        assert held.variation is meant


@pytest.mark.parametrize(("item", "each_time", "enough"), [
    (CAME, [2, 4], True), (CAME, [2, 3], False), (PLAN, [19, 21], True), (PLAN, [19, 20], False),
    (DAYS, [19, 21], True), (DAYS, [19, 20], False),
])  # fmt: skip
def test_three_a_month_or_twenty_of_whom_each_time_are_enough_on_average(
    item: str, each_time: list[int], enough: bool
) -> None:
    held = [observation(item, n, n, period=DECEMBER.back(13 - i)) for i, n in enumerate(each_time * 7)]
    assert too_few_children(held) is not enough


def test_percentages_without_counts_may_be_of_enough() -> None:
    assert not too_few_children([observation(PLAN, value=90)])


def test_a_hidden_month_ends_the_run_and_nothing_before_it_has_a_say() -> None:
    series = run([40, 95, None, *[90, 91, 92] * 5])
    assert len(unbroken_run(series)) == 15
    held = control_chart_of(series, None)
    assert held is not None
    assert held.latest.first == 3
    alone = control_chart_of(series[3:], None)
    assert alone is not None
    assert held.latest.limits == alone.latest.limits


def test_a_month_that_is_not_there_at_all_ends_the_run_too() -> None:
    series = run([90, 91] * 10)
    assert len(unbroken_run((*series[:4], *series[5:]))) == 15


def test_without_the_latest_figure_nothing_is_judged() -> None:
    assert control_chart_of(run([*[90, 91] * 8, None]), None) is None
    assert why_not_judged(scored(counts(CAME, [*[30, 31] * 8, BLANK]))[CAME]) is WhyNot.NO_LATEST


def test_five_months_in_a_row_have_limits_on_trial_and_four_none() -> None:
    held = control_chart_of(run([90, 91, None, 90, 92, 91, 93, 90]), None)
    assert held is not None
    assert (held.latest.first, held.latest.trial) == (3, True)
    assert control_chart_of(run([90, 91, None, 90, 92, 91, 93]), None) is None


def test_why_a_measure_is_not_judged_is_told_by_its_kind_before_its_length() -> None:
    assert why_not_judged(scored(monthly(HOMES, STEADY))[HOMES]) is WhyNot.ROLLING
    assert why_not_judged(scored(monthly(PLAN, STEADY[:12]))[PLAN]) is WhyNot.TOO_SHORT
    assert why_not_judged(scored(monthly(PLAN, STEADY[:13]))[PLAN]) is None


def test_the_order_in_which_figures_come_does_not_matter() -> None:
    series = run([90, 92, 91, 95, 90, 88, 87, 86, 85, 84, 83, 84, 83, 82])
    shuffled = list(series)
    random.Random(3).shuffle(shuffled)
    assert unbroken_run(shuffled) == series
    assert control_chart_of(series, None) is not None


def test_measures_about_too_few_children_are_left_alone() -> None:
    few = scored(counts(CAME, [1, 0, 2] * 6))[CAME]
    assert few.control is None
    small = scored(monthly(PLAN, [(9, 10), (8, 10)] * 8))[PLAN]
    assert why_not_judged(small) is WhyNot.TOO_FEW
    assert why_not_judged(scored(monthly(PLAN, [(18, 20), (17, 20)] * 8))[PLAN]) is None


def test_each_side_of_a_method_change_is_judged_alone() -> None:
    choices = Choices(method_changes=(MethodChange(VISITS, Period(2023, 4), "Counted anew."),))
    score = scored(monthly(VISITS, STEADY), choices=choices)[VISITS]
    assert score.control is not None
    assert [len(phase.signals) for phase in score.control.phases] == [11, 9]
    assert why_not_judged(score) is WhyNot.TOO_SHORT
    early = Choices(method_changes=(MethodChange(VISITS, Period(2022, 6), "Counted anew."),))
    held = scored(monthly(VISITS, STEADY), choices=early)[VISITS]
    assert why_not_judged(held) is None
    whole = scored(monthly(VISITS, STEADY[-19:]))[VISITS]
    assert held.control and whole.control
    assert held.control.latest.limits == whole.control.latest.limits


def test_twelve_months_that_reach_back_over_a_change_are_not_counted_as_those_after_it() -> None:
    ends = [DECEMBER.back(step) for step in (12, 11, 1, 0)]
    run = [observation(HOMES, 40, 400, period=end) for end in ends]
    assert same_method(run, MethodChange(HOMES, Period(2022, 12), "")) == tuple(run[2:])
    assert same_method(run, MethodChange(HOMES, Period(2023, 2), "")) == ()


def test_the_council_may_choose_the_rules_of_nhsrplotthedots() -> None:
    jump = [(90, 100), (91, 100), (90, 100), (91, 100), (60, 100), *[(90, 100), (91, 100)] * 6]
    ours = scored(monthly(PLAN, jump))[PLAN].control
    theirs = scored(monthly(PLAN, jump), choices=Choices(signals=NHSR))[PLAN].control
    assert ours and theirs and ours.latest.limits and theirs.latest.limits
    assert theirs.latest.limits.upper < ours.latest.limits.upper


def test_titles_say_only_what_the_rules_found_in_at_most_ten_words() -> None:
    steady, falling = scored(monthly(PLAN, STEADY))[PLAN], scored(monthly(PLAN, FALLING))[PLAN]
    assert steady.control and falling.control
    assert (
        plain(control_chart_words.title(steady, steady.series)) == "Nothing but the usual ups and downs since May 2022"
    )
    assert falling.control.variation is Variation.WORSE
    assert plain(control_chart_words.title(falling, falling.series)).startswith("Worse since ")
    trial = scored(monthly(PLAN, STEADY[:6]))[PLAN]
    assert control_chart_words.title(trial, trial.series) == chart_titles.of_series(trial.series, trial)
    for template in templates()["standing"].values():
        assert len(template.replace("{since}", "December 2023").split()) <= 10


def test_a_target_that_differs_by_quarter_is_only_consistently_met_if_it_is_in_each() -> None:
    def held(*by_quarter: int) -> Assurance | None:
        target = Target(Decimal(by_quarter[2]), Comparison.AT_LEAST, by_quarter=tuple(map(Decimal, by_quarter)))
        found = control_chart_of(scored(monthly(PLAN, STEADY))[PLAN].series, target)
        return found.assurance if found else None

    assert held(50, 60, 70, 80) is Assurance.MEETS
    assert held(97, 98, 99, 100) is Assurance.MISSES
    assert held(50, 60, 70, 99) is held(91, 60, 70, 99) is held(99, 99, 99, 80) is Assurance.SOMETIMES


def test_the_title_of_a_control_chart_claims_nothing_of_a_target_that_cannot_be_told_from_the_figure() -> None:
    target = Choices(TargetRules({PLAN: Target(Decimal(92), Comparison.AT_LEAST)}))
    held = scored(monthly(PLAN, [(90 + n % 2, 100) for n in range(20)]), choices=target)[PLAN]
    unclear, few = (replace(held, status=status) for status in (Status.NOT_CLEAR, Status.TOO_FEW))
    titles = [plain(control_chart_words.title(one, one.series)) for one in (held, unclear, few)]
    assert "off target in every month" in titles[0].lower()
    assert titles[1] == "Usual ups and downs: target may be met or missed"
    assert "target" not in titles[2]


def test_every_month_is_not_said_of_a_control_chart_with_months_before_a_gap_that_are_not_judged() -> None:
    target = Choices(TargetRules({PLAN: Target(Decimal(92), Comparison.AT_LEAST)}))
    months_given = [(90 + n % 2, 100) for n in range(20)]
    held = monthly(PLAN, months_given)
    gap = replace(held, points=tuple(one for n, one in enumerate(held.points) if n != 3))
    score = scored(gap, choices=target)[PLAN]
    assert plain(control_chart_words.title(score, score.series)) == "Usual ups and downs: target may be met or missed"


def test_the_direction_of_a_judged_measure_is_that_of_its_signals() -> None:
    falling = scored(monthly(PLAN, FALLING))[PLAN]
    assert plain(direction_words.line(falling)).startswith("Worse since ")
    steady = scored(monthly(PLAN, STEADY))[PLAN]
    assert plain(direction_words.line(steady)).startswith("No clear change since ")
    to_date = scored(monthly(REVIEWS, FALLING))[REVIEWS]
    assert plain(direction_words.line(to_date)).startswith("Worse since ")  # by its months


def test_average_and_limits_rest_on_all_their_figures_and_never_lie_where_none_can_be() -> None:
    score = scored(monthly(PLAN, [(n, 100) for n in (96, 100, 93, 99, 100, 92, 100, 98, 95, 100, 97, 100, 94)]))[PLAN]
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
    level = scored(monthly(PLAN, [(100, 100)] * 13))[PLAN]
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
    score = scored(monthly(PLAN, STEADY))[PLAN]
    drawn = charts.CHARTS["control"]([score], None, 6)
    assert drawn is not None
    alt = plain(drawn.draw(300, 120, 10).alt_text)
    assert "July 2023 to December 2023" in alt
    assert score.control is not None
    average = control_chart_words.average(score, score.control.latest)
    assert average is not None
    assert average.text in alt


def sample_report(sample_folder: object) -> Report:
    return judge_returns(sample_folder, None, "", lambda step, doing: None).report  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def report() -> Report:
    from tests.golden.renew import SAMPLE

    return sample_report(SAMPLE)


def test_every_measure_stands_once_in_the_table_or_among_those_not_judged(report: Report) -> None:
    blocks = signals(report)
    table = next(block for block in blocks if isinstance(block, Table))
    left_out = next(block for block in blocks if isinstance(block, ItemList))
    cells = [cell for row in table.rows for cell in row.cells[1:] if isinstance(cell, tuple)]
    texts = [*cells, *(item for item in left_out.items if isinstance(item, tuple))]
    refs = [span.text for text in texts for span in text if re.fullmatch(r"\d\.\d", span.text)]
    assert sorted(refs) == sorted({score.measure.ref for score in report.card.scores})
    assert len(table.rows) == 4
    assert all(plain(cell) for cell in cells)


def test_references_lead_to_panels_that_are_there(report: Report) -> None:
    panels = {block.ref for block in compose(report) if isinstance(block, Panel)}
    assert {span.link.removeprefix("#") for text in _texts(signals(report)) for span in text if span.link} <= panels


def test_a_cell_says_where_its_measure_stands(report: Report) -> None:
    table = next(block for block in signals(report) if isinstance(block, Table))
    heads = [plain(column.heading) for column in table.columns]
    worse = next(row for row in table.rows if plain(row.cells[0]) == "Worse")  # type: ignore[arg-type]
    cell = worse.cells[heads.index("Consistently misses it")]
    score = report.card.of(PLAN)[0]
    assert score.control is not None
    assert score.control.assurance is Assurance.MISSES
    assert "7.1" in plain(cell)  # type: ignore[arg-type]


def test_a_target_usually_missed_and_met_by_the_latest_figure_is_told_of_both(report: Report) -> None:
    def cell_of(status: Status) -> str:
        scores = tuple(replace(s, status=status) if s.measure.id == PLAN else s for s in report.card.scores)
        blocks = signals(replace(report, card=replace(report.card, scores=scores)))
        table = next(block for block in blocks if isinstance(block, Table))
        cells = (plain(cell) for row in table.rows for cell in row.cells if isinstance(cell, tuple))
        return next(cell for cell in cells if "7.1" in cell)

    assert cell_of(Status.MET).endswith(", though the latest figure is on target")
    assert "though" not in cell_of(Status.NOT_MET)


def test_a_report_of_which_nothing_can_be_judged_has_no_such_page(report: Report) -> None:
    short = tuple(replace(score, control=None) for score in report.card.scores)
    assert signals(replace(report, card=replace(report.card, scores=short))) == []


def test_the_page_says_where_the_council_chose_the_rules_of_nhsrplotthedots(report: Report) -> None:
    by_nhsr = replace(report, settings=Settings(parity="nhsr"))
    told, chosen = (
        " ".join(plain(block.text) for block in how_to_read.how_signals_are_found(one) if isinstance(block, Paragraph))
        for one in (report, by_nhsr)
    )
    assert "NHSRplotthedots" not in told
    assert chosen.startswith(told) and "3.267" in chosen


def test_a_hidden_month_never_reaches_the_limits() -> None:
    series = [9, 12, 14, 10, 15, SUPPRESSED, *[10, 12, 14, 11, 13] * 3]
    score = scored(counts(CAME, series))[CAME]
    assert score.control is not None
    assert score.control.latest.first == 6
    assert score.control.latest.limits is not None
    assert score.control.latest.limits.mean == Decimal(12)


def test_how_signals_are_found_is_said_once(report: Report) -> None:
    said = [
        block for block in compose(report) if isinstance(block, Heading) and "told from chance" in plain(block.text)
    ]
    assert len(said) == 1


def _texts(blocks: Sequence[object]) -> list[Text]:
    found: list[Text] = []
    for block in blocks:
        if isinstance(block, Table):
            found += [cell for row in block.rows for cell in row.cells if isinstance(cell, tuple)]
        if isinstance(block, ItemList):
            found += [item for item in block.items if isinstance(item, tuple)]
    assert all(isinstance(span, Span) for text in found for span in text)
    return found
