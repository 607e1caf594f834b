"""A council that knows of a new level has its control limits worked out anew from the month in which it began."""

from __future__ import annotations

import pytest

from inputs.period import Period
from report.metrics.checks.rebases import check_rebases
from report.metrics.model.measure import MethodChange, Rebase
from report.metrics.model.scorecard import Change, DirectionRule, MeasureScore, Scorecard, Travel
from report.metrics.score import Choices
from report.metrics.statistics.control_limits import Variation
from report.pages.panel import panel
from report.settings.layout_file import PanelSpec
from report.wording import control_chart_words
from tests.report.levels import report_of
from tests.report.returns import DECEMBER, counts, monthly, said, scored

MISSING, HOMES = "children_missing_count", "three_or_more_homes_pct"
BEFORE, AFTER = [30, 33, 29, 31, 30, 32, 28, 31] * 2, [50, 53, 49, 51, 50, 52, 48, 51, 50, 53, 49, 51, 50]


def rebased(start: Period, item: str = MISSING, reason: str = "A second clinic opened") -> Choices:
    return Choices(rebases=(Rebase(item, start, reason),))


def missing(choices: Choices | None = None) -> MeasureScore:
    """Children who went missing: sixteen months at about 30, then the thirteen since December 2022 at about 50."""
    return scored(counts(MISSING, [*BEFORE, *AFTER]), choices=choices or Choices())[MISSING]


def test_limits_are_those_of_the_months_since_it_alone() -> None:
    held = missing(rebased(Period(2022, 12)))
    alone = scored(counts(MISSING, AFTER))[MISSING]
    assert held.control is not None and alone.control is not None
    assert [phase.first for phase in held.control.phases] == [0, 16]
    assert held.control.latest.limits == alone.control.latest.limits
    assert held.control.variation is Variation.USUAL
    whole = missing().control
    assert whole is not None and whole.variation is Variation.HIGHER


def test_the_words_speak_of_the_average_of_the_months_since_it() -> None:
    held = missing(rebased(Period(2022, 12)))
    assert held.direction is not None
    assert held.direction.window == held.series[16:]
    assert said(control_chart_words.title(held, held.series)) == "Only the usual ups and downs in 13 months"


def test_a_year_before_it_is_still_compared_with_for_what_is_counted_is_the_same() -> None:
    """With fewer than thirteen months since it, the chart judges nothing: the year before does."""
    held = missing(rebased(Period(2023, 4)))
    assert held.change is Change.SAME  # 50 in both Decembers
    assert held.direction is not None
    assert (held.direction.rule, held.direction.travel) == (DirectionRule.YEAR_BEFORE, Travel.NO_CLEAR_CHANGE)
    anew = missing(Choices(method_changes=(MethodChange(MISSING, Period(2023, 4), "Counted anew."),)))
    assert (anew.change, anew.direction) == (Change.NOT_COMPARABLE, None)


@pytest.mark.parametrize("start", [Period(2024, 1), Period(2030, 4)])
def test_one_that_is_still_to_come_changes_nothing(start: Period) -> None:
    held = missing(rebased(start))
    assert (held.rebases, held.control) == ((), missing().control)


def test_one_of_another_measure_changes_nothing() -> None:
    assert missing(rebased(Period(2022, 12), HOMES)).control == missing().control


def test_the_last_of_several_has_the_latest_say() -> None:
    both = Choices(rebases=(Rebase(MISSING, Period(2022, 12), "Again."), Rebase(MISSING, Period(2022, 1), "Once.")))
    held = missing(both)
    assert [one.start for one in held.rebases] == [Period(2022, 1), Period(2022, 12)]
    assert held.control is not None
    assert [phase.first for phase in held.control.phases] == [0, 5, 16]


def test_a_change_of_method_and_a_new_level_each_begin_a_phase() -> None:
    held = missing(
        Choices(
            method_changes=(MethodChange(MISSING, Period(2022, 1), "Counted anew."),),
            rebases=(Rebase(MISSING, Period(2022, 12), "A new level."),),
        )
    )
    assert held.control is not None
    assert [phase.first for phase in held.control.phases] == [0, 5, 16]


@pytest.mark.parametrize(
    ("reason", "printed"),
    [
        ("A second clinic opened", "Limits are worked out anew from April 2023: A second clinic opened."),
        ("A second clinic opened.", "Limits are worked out anew from April 2023: A second clinic opened."),
        ("Why? We moved!", "Limits are worked out anew from April 2023: Why? We moved!"),
    ],
)
def test_the_panel_says_from_when_and_why(reason: str, printed: str) -> None:
    held = missing(rebased(Period(2023, 4), reason=reason))
    told = panel(report_of(Scorecard(DECEMBER, (held,), ())), PanelSpec(MISSING), (held,))
    assert [said(text) for text in told.commentary] == [printed]


def test_a_measure_without_a_control_chart_says_nothing_of_its_limits() -> None:
    held = scored(monthly(HOMES, [(40, 400)] * 20), choices=rebased(Period(2023, 4), HOMES))[HOMES]
    assert held.control is None
    told = panel(report_of(Scorecard(DECEMBER, (held,), ())), PanelSpec(HOMES), (held,))
    assert "worked out anew" not in " ".join(said(text) for text in told.commentary)
    assert held.latest.period.last_month == DECEMBER


@pytest.mark.parametrize(
    ("item", "start", "said_of_it"),
    [
        (MISSING, Period(2022, 12), ""),
        (MISSING, Period(2023, 6), "there are 7 figures from then on"),
        (MISSING, Period(2032, 1), "August 2021 to December 2023"),
        (MISSING, Period(2021, 8), "August 2021 to December 2023"),
        (HOMES, Period(2023, 4), "no control chart"),
    ],
)
def test_a_rebase_that_changes_nothing_or_leaves_too_few_figures_is_told(
    item: str, start: Period, said_of_it: str
) -> None:
    homes = scored(monthly(HOMES, [(40, 400)] * 20))[HOMES]
    findings = check_rebases([Rebase(item, start, "A new team.")], [missing(), homes])
    assert [said_of_it in one.what for one in findings] == ([True] if said_of_it else [])


def test_a_rebase_given_twice_is_told_once() -> None:
    twice = [Rebase(MISSING, Period(2022, 12), "Once."), Rebase(MISSING, Period(2022, 12), "Again.")]
    (finding,) = check_rebases(twice, [missing()])
    assert finding.kind == "rebase-to-check" and "twice" in finding.what
