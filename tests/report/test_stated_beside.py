"""What returns say beside their figures, held against the report: targets of a year, tolerances, ratings, polarity."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from inputs.intake import Limit, LimitKind, Rating, RatingOf, Series, TargetRead
from inputs.period import Period
from report.metrics.judgement.series_course import course_of
from report.metrics.judgement.target_status import StatusRule, TargetRules
from report.metrics.model import formatting
from report.metrics.model.measure import Target
from report.metrics.model.scorecard import Status
from report.metrics.score import Choices, score
from tests.report.returns import DECEMBER, LIBRARY, NO_CHOICES, a_return, counts, intake, monthly

DENTAL = "dental_check_pct"
THIS_YEAR, NEXT_YEAR, LAST_YEAR = Period(2024, 3, 12), Period(2025, 3, 12), Period(2023, 3, 12)


def a_series(measure: str = DENTAL, values: tuple[str, ...] = ("91.0", "91.2"), **more: object) -> Series:
    """A series that ends in December 2023, with what stands beside it."""
    return replace(counts(measure, values), **more)  # type: ignore[arg-type]


def target(value: int | str, cell: str = "K2", head: str = "", comparison: str = "at least") -> TargetRead:
    """A target of a return."""
    return TargetRead(Decimal(value), comparison, f"{value}%", cell, head)


def rated(of: RatingOf, says: str, period: Period | None = None, cell: str = "H6") -> Rating:
    """What a return says in a cell."""
    return Rating(of, says, cell, period)


def limit(kind: LimitKind, value: int | str = 0, **more: object) -> Limit:
    """A limit in a cell."""
    return Limit(kind, "L2", Decimal(value), **more)  # type: ignore[arg-type]


def judged(one: Series, choices: Choices = NO_CHOICES, period: Period = DECEMBER):
    """The one score, and the findings about what stands beside the figures by kind and cell."""
    measures = tuple(LIBRARY.values())
    card, findings = score(intake(one), measures, period, choices, formatting.printed)
    kinds = ("target", "unclear-tolerance", "rating", "direction-", "polarity")
    return card.of(one.item)[0], [f for f in findings if f.kind.startswith(kinds)]


def places(findings) -> list[tuple[str, str]]:
    """The kinds and the cells of findings."""
    return [(one.kind, one.cell) for one in findings]


# Targets of one year.


def test_next_years_target_never_judges_this_years_figure_and_is_told_at_its_heading() -> None:
    scored, findings = judged(a_series(targets=((NEXT_YEAR, target(80, head="K1")),)))
    assert (scored.target, scored.status) == (None, Status.NO_TARGET)
    assert places(findings) == [("target-of-another-year", "K1")]
    assert "2024/25" in findings[0].what


def test_of_targets_of_several_years_each_report_takes_its_own() -> None:
    both = ((THIS_YEAR, target(95, "K2", "K1")), (NEXT_YEAR, target(80, "L2", "L1")))
    scored, findings = judged(a_series(targets=both))
    assert (scored.target.value, scored.status, findings) == (95, Status.NOT_MET, [])
    scored, findings = judged(a_series(values=("91",) * 6, targets=both), period=Period(2024, 4))
    assert scored.target.value == 80


def test_a_target_without_a_year_holds_beside_one_of_another_year() -> None:
    scored, findings = judged(a_series(target=target(95), targets=((NEXT_YEAR, target(80, "L2", "L1")),)))
    assert (scored.target.value, findings) == (95, [])


def test_of_a_target_without_a_year_and_one_of_this_year_the_second_is_used_and_told() -> None:
    scored, findings = judged(a_series(target=target(95), targets=((THIS_YEAR, target(90, "L2", "L1")),)))
    assert scored.target.value == 90
    assert places(findings) == [("targets-differ", "L2")]


def test_one_finding_names_the_heading_for_all_its_measures() -> None:
    next_year = ((NEXT_YEAR, target(80, head="K1")),)
    held = (a_series(targets=next_year), a_series("pathway_plan_pct", targets=next_year))
    _, findings = score(intake(*held), tuple(LIBRARY.values()), DECEMBER, NO_CHOICES, formatting.printed)
    assert [one.cell for one in findings if one.kind == "target-of-another-year"] == ["K1"]


def test_the_councils_own_target_in_its_settings_leaves_nothing_to_tell() -> None:
    own = Target(Decimal(90), LIBRARY[DENTAL].good_side)  # type: ignore[arg-type]
    choices = Choices(TargetRules({DENTAL: own}))
    scored, findings = judged(a_series(targets=((NEXT_YEAR, target(80, head="K1")),)), choices)
    assert (scored.target.value, findings) == (90, [])


QUARTERS = [Period(2023, 6, 3), Period(2023, 9, 3), Period(2024, 3, 3)]


@pytest.mark.parametrize("period", [*QUARTERS, Period(2024, 3), Period(2023, 11), Period(2024, 4)])
def test_a_target_of_another_month_or_quarter_than_the_figures_never_judges_it_and_is_told(period: Period) -> None:
    scored, findings = judged(a_series(targets=((period, target(80, head="K1")),)))
    assert (scored.target, scored.status) == (None, Status.NO_TARGET)
    assert places(findings) == [("target-of-another-year", "K1")]
    assert period.name in findings[0].what


def test_targets_of_two_other_quarters_judge_nothing() -> None:
    scored, findings = judged(a_series(targets=tuple((at, target(80, head="K1")) for at in QUARTERS[:2])))
    assert (scored.target, places(findings)) == (None, [("target-of-another-year", "K1")])


@pytest.mark.parametrize("period", [Period(2023, 12, 3), Period(2023, 12)])
def test_a_target_of_the_figures_own_month_or_quarter_judges_it(period: Period) -> None:
    others = tuple((at, target(80, "L2", "L1")) for at in QUARTERS)
    scored, findings = judged(a_series(targets=(*others, (period, target(95, head="K1")))))
    assert (scored.target.value, findings) == (95, [])


def test_last_years_target_judges_last_years_figures() -> None:
    both = ((LAST_YEAR, target(80, "K2", "K1")), (THIS_YEAR, target(95, "L2", "L1")))
    scored, _ = judged(a_series(values=("85",) * 13, targets=both))
    assert scored.target.at(Period(2023, 3)).value == 80
    course = course_of(scored.series, scored)
    assert [o.period for o in course.met] == [Period(2022, 12), Period(2023, 1), Period(2023, 2), Period(2023, 3)]


def test_figures_of_a_year_without_a_target_are_neither_on_nor_off_it() -> None:
    scored, _ = judged(a_series(values=("99",) * 13, targets=((THIS_YEAR, target(95, "L2", "L1")),)))
    assert scored.status is Status.MET
    assert course_of(scored.series, scored).met == ()
    assert len(course_of(scored.series[-9:], scored).met) == 9


# Tolerances.


@pytest.mark.parametrize("kind", [LimitKind.OWN, LimitKind.LAST])
def test_a_limit_of_a_measure_without_a_target_judges_nothing_and_is_told(kind: LimitKind) -> None:
    scored, findings = judged(a_series(limits=(limit(kind, 90),)))
    assert scored.status is Status.NO_TARGET
    assert places(findings) == [("unclear-tolerance", "L2")]
    assert "no target" in findings[0].what


@pytest.mark.parametrize(
    ("stated", "close"),
    [
        (limit(LimitKind.OWN, 2), "2"),
        (limit(LimitKind.SHARE, "0.1"), "9.5"),
        (limit(LimitKind.LAST, 90), "5"),
        (limit(LimitKind.LAST, 90, comparison="at least"), "5"),
        (limit(LimitKind.BEYOND, 85, comparison="at most"), "10"),
        (limit(LimitKind.RANGE, 85, upper=Decimal(94)), "10"),
        (limit(LimitKind.OWN, 2, period=THIS_YEAR), "2"),
    ],
)
def test_a_tolerance_of_the_return_is_used_where_the_council_has_set_none(stated: Limit, close: str) -> None:
    one = a_series(values=("94.0", "94.0"), target=target(95), limits=(stated,))
    card, _ = score(intake(one), tuple(LIBRARY.values()), DECEMBER, NO_CHOICES, formatting.printed)
    assert card.tolerances == {DENTAL: Decimal(close)}
    assert judged(one)[1] == []


def test_with_the_tolerance_of_the_return_a_figure_is_close_or_not() -> None:
    two = (limit(LimitKind.OWN, 2),)
    assert judged(a_series(values=("93.0",), target=target(95), limits=two))[0].status is Status.CLOSE
    assert judged(a_series(values=("92.9",), target=target(95), limits=two))[0].status is Status.NOT_MET


def test_the_councils_own_tolerance_in_its_settings_comes_first() -> None:
    choices = Choices(TargetRules(tolerances={DENTAL: Decimal(1)}))
    one = a_series(values=("93.5",), target=target(95), limits=(limit(LimitKind.OWN, 2),))
    assert judged(one, choices)[0].status is Status.NOT_MET


@pytest.mark.parametrize(
    "stated",
    [
        (limit(LimitKind.UNCLEAR),),
        (limit(LimitKind.LAST, 97),),
        (limit(LimitKind.LAST, 90, comparison="at most"),),
        (limit(LimitKind.BEYOND, 85, comparison="at least"),),
        (limit(LimitKind.LAST, 90), limit(LimitKind.BEYOND, 85, comparison="at most")),
    ],
    ids=["5%", "amber above the target", "amber below 90", "red above 85", "amber and red apart"],
)
def test_a_tolerance_that_is_not_clear_is_told_and_not_used(stated: tuple[Limit, ...]) -> None:
    scored, findings = judged(a_series(values=("92.5", "92.5"), target=target(95), limits=stated))
    assert scored.status is Status.CLOSE
    assert places(findings) == [("unclear-tolerance", "L2")]


def test_a_tolerance_without_a_target_or_of_another_year_is_nothing_to_tell() -> None:
    assert judged(a_series(limits=(limit(LimitKind.UNCLEAR),)))[1] == []
    other_year = (limit(LimitKind.OWN, 1, period=NEXT_YEAR),)
    scored, findings = judged(a_series(values=("92.5", "92.5"), target=target(95), limits=other_year))
    assert (scored.status, findings) == (Status.CLOSE, [])


def test_where_less_is_better_amber_lies_above_the_target() -> None:
    one = a_series("three_or_more_homes_pct", ("10.5",), target=target(8, comparison="at most"))
    assert judged(replace(one, limits=(limit(LimitKind.LAST, 10),)))[0].status is Status.NOT_MET
    assert judged(replace(one, limits=(limit(LimitKind.LAST, 11),)))[0].status is Status.CLOSE


# The council's own rating.


@pytest.mark.parametrize(
    ("value", "says", "told"),
    [
        *(("96.0", "green", False), ("96.0", "amber", True), ("96.0", "red", True), ("96.0", "missed", True)),
        *(("93.0", "green", True), ("93.0", "amber", False), ("93.0", "red", True), ("93.0", "missed", False)),
        *(("80.0", "green", True), ("80.0", "amber", True), ("80.0", "red", False), ("80.0", "missed", False)),
    ],
)
def test_a_rating_that_is_not_the_status_of_the_report_is_told_with_both(value: str, says: str, told: bool) -> None:
    one = a_series(values=("91.0", value), target=target(95), ratings=(rated(RatingOf.RAG, says),))
    scored, findings = judged(one)
    assert places(findings) == ([("rating-differs", "H6")] if told else [])
    if told:
        assert f"the figure {formatting.value_text(scored.latest)}" in findings[0].what
        assert "target of 95%" in findings[0].what
        assert scored.status.value in findings[0].what


@pytest.mark.parametrize("period", [DECEMBER, Period(2023, 12, 3), THIS_YEAR])
def test_a_rating_of_the_reports_month_is_compared(period: Period) -> None:
    one = a_series(target=target(95), ratings=(rated(RatingOf.RAG, "green", period),))
    assert places(judged(one)[1]) == [("rating-differs", "H6")]


@pytest.mark.parametrize("period", [Period(2023, 11), LAST_YEAR, NEXT_YEAR])
def test_a_rating_of_another_month_is_not_compared(period: Period) -> None:
    assert judged(a_series(target=target(95), ratings=(rated(RatingOf.RAG, "green", period),)))[1] == []


def test_a_rating_without_a_month_is_of_the_latest_figure_of_its_row() -> None:
    one = a_series(values=("91.0", "91.2", "96.0"), target=target(95), ratings=(rated(RatingOf.RAG, "green"),))
    assert judged(one, period=Period(2023, 11))[1] == []


def test_a_rating_without_a_target_is_not_compared() -> None:
    assert judged(a_series(ratings=(rated(RatingOf.RAG, "green"),)))[1] == []


def test_a_rating_of_the_month_may_differ_from_the_year_to_date() -> None:
    held = replace(monthly("reviews_on_time_pct", [*[(60, 100)] * 8, (100, 100)]), target=target(95))
    green = replace(held, ratings=(rated(RatingOf.RAG, "green"),))
    red = replace(held, ratings=(rated(RatingOf.RAG, "red"),))
    amber = replace(held, ratings=(rated(RatingOf.RAG, "amber"),))
    assert [len(judged(one)[1]) for one in (green, red, amber)] == [0, 0, 1]


# Direction and polarity.

RISING = tuple(str(80 + n) for n in range(13))
FALLING = RISING[::-1]


@pytest.mark.parametrize(
    ("values", "says", "told"),
    [
        *((RISING, "up", False), (RISING, "down", True), (RISING, "better", False), (RISING, "worse", True)),
        *((FALLING, "up", True), (FALLING, "down", False), (FALLING, "better", True), (FALLING, "worse", False)),
        *((("95", *RISING[1:]), "down", False), ((*FALLING[:-1], "95"), "up", False)),
    ],
)
def test_a_direction_that_every_comparison_contradicts_is_told(values: tuple[str, ...], says: str, told: bool) -> None:
    findings = judged(a_series(values=values, ratings=(rated(RatingOf.DIRECTION, says),)))[1]
    assert places(findings) == ([("direction-differs", "H6")] if told else [])


def test_an_arrow_where_less_is_better_may_mean_either_way() -> None:
    for says in ("up", "down"):
        for values in (RISING, FALLING):
            one = a_series("three_or_more_homes_pct", values, ratings=(rated(RatingOf.DIRECTION, says),))
            assert judged(one)[1] == []


def test_a_direction_without_a_year_before_is_not_compared() -> None:
    assert judged(a_series(ratings=(rated(RatingOf.DIRECTION, "down"),)))[1] == []


@pytest.mark.parametrize(
    ("measure", "says", "told"),
    [
        (DENTAL, "low", True),
        (DENTAL, "high", False),
        ("three_or_more_homes_pct", "high", True),
        ("three_or_more_homes_pct", "low", False),
        ("children_in_care_count", "low", False),
    ],
)
def test_a_return_that_calls_good_what_is_bad_is_told_and_not_followed(measure: str, says: str, told: bool) -> None:
    one = a_series(measure, ("50", "51"), ratings=(rated(RatingOf.POLARITY, says),))
    scored, findings = judged(one)
    assert places(findings) == ([("polarity-differs", "H6")] if told else [])
    assert scored.measure.polarity is LIBRARY[measure].polarity


def test_a_floor_rule_does_not_ask_for_tolerances() -> None:
    choices = Choices(TargetRules(rule=StatusRule.FLOOR))
    assert judged(a_series(target=target(95), limits=(limit(LimitKind.UNCLEAR),)), choices)[1] == []


def test_the_figures_of_a_second_workbook_keep_their_own_places() -> None:
    one = a_return(a_series(target=target(95), ratings=(rated(RatingOf.RAG, "green"),)), workbook="second.xlsx")
    _, findings = score(intake(one), tuple(LIBRARY.values()), DECEMBER, NO_CHOICES, formatting.printed)
    assert [f.place for f in findings if f.kind == "rating-differs"] == ["second.xlsx › Health › H6"]
