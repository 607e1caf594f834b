"""A measure beside the council's own published figures: another area's numbers, another unit, the share left over."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from inputs.findings import Finding, Strength
from inputs.period import Period
from report.judge import judge_returns
from report.metrics.benchmarks.own_level import check_own_level
from report.metrics.benchmarks.published_figures import Benchmarks
from report.metrics.benchmarks.store import read_benchmarks
from report.metrics.model.scorecard import Scorecard
from tests.report.returns import DECEMBER, Return, Series, counts, monthly, point, scored, series

PETERBOROUGH = "E06000031"
IN_CARE, RATE, CASELOAD = "children_in_care_count", "children_in_care_rate", "social_worker_caseload_rate"
HOMES, STAYS, DENTAL = "three_or_more_homes_pct", "long_term_stability_pct", "dental_check_pct"
ADOPTED = "left_care_through_adoption_pct"


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Benchmarks:
    return read_benchmarks(tmp_path_factory.mktemp("returns"))


def found(shipped: Benchmarks, *held: Series | Return, authority: str = PETERBOROUGH) -> list[Finding]:
    card = Scorecard(DECEMBER, tuple(scored(*held).values()), ())
    return check_own_level(card, shipped, authority)


def kinds(shipped: Benchmarks, *held: Series | Return) -> list[str]:
    return [finding.kind for finding in found(shipped, *held)]


def test_as_many_children_in_care_as_in_all_england_stop_the_report_with_both_numbers(shipped: Benchmarks) -> None:
    (finding,) = found(shipped, counts(IN_CARE, [412, 80_008]))
    assert (finding.kind, finding.strength, finding.cell) == ("not-the-councils", Strength.MUST_FIX, "M5")
    assert str(finding).endswith(
        "“Children in our care” is 80,008 on 31 December 2023, but 422 was published of Peterborough for 31 March 2024 "
        "(DfE, Children looked after in England including adoptions, reporting year 2025): this cannot be the "
        "council’s own. Correct the figures if they are another area’s or in another unit, or the authority in "
        "report.toml if it is not yours, and run again."
    )


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (412, []),
        (290, []),
        (600, []),
        (210, []),  # half of 408, and little more: 2.0 times
        (200, ["far-from-published"]),
        (900, ["far-from-published"]),
        (136, ["far-from-published"]),
        (135, ["not-the-councils"]),
        (1_270, ["not-the-councils"]),
        (41, ["not-the-councils"]),  # a figure lost
        (4_120, ["not-the-councils"]),  # one too many
        (0, ["not-the-councils"]),
    ],
)
def test_how_many_children_a_council_can_have(shipped: Benchmarks, number: int, kind: list[str]) -> None:
    assert kinds(shipped, counts(IN_CARE, [number])) == kind


def test_several_months_of_another_area_are_one_finding_at_the_last_of_them(shipped: Benchmarks) -> None:
    (finding,) = found(shipped, counts(IN_CARE, [410, 8_100, 8_150, 8_200, 412]))
    assert finding.cell == "L5"
    assert "is 8,200 on 30 November 2023 (and so in 2 other periods), but" in finding.what


def test_one_earlier_month_that_is_only_far_is_left_to_the_check_of_single_figures(shipped: Benchmarks) -> None:
    assert kinds(shipped, counts(IN_CARE, [410, 200, 412])) == []


def test_a_rate_in_another_unit_is_not_the_councils(shipped: Benchmarks) -> None:
    months = DECEMBER.lasting(2).months()
    assert kinds(shipped, series(RATE, *(point(month, "7.4") for month in months))) == ["not-the-councils"]
    assert kinds(shipped, series(RATE, *(point(month, "80") for month in months))) == []


def test_an_average_caseload_far_from_every_published_one_is_to_be_checked(shipped: Benchmarks) -> None:
    assert kinds(shipped, series(CASELOAD, point(DECEMBER, "41"))) == ["far-from-published"]
    assert kinds(shipped, series(CASELOAD, point(DECEMBER, "25"))) == []


@pytest.mark.parametrize(
    ("measure", "n", "of", "kind"),
    [
        (DENTAL, 238, 273, []),
        (DENTAL, 35, 273, ["may-be-the-rest"]),
        (DENTAL, 120, 273, ["far-from-published"]),
        (HOMES, 62, 412, []),
        (HOMES, 350, 412, ["may-be-the-rest"]),
        (HOMES, 200, 412, ["far-from-published"]),
        (STAYS, 81, 122, []),
        (STAYS, 41, 122, ["may-be-the-rest"]),
        (DENTAL, 6, 36, ["may-be-the-rest"]),
        (HOMES, 5, 12, []),  # of twelve children, chance alone is as far
        (HOMES, 8_860, 83_530, ["not-the-councils"]),  # England's 10.6%, which no percentage would show
        (DENTAL, 20, 25, []),  # a denominator of those who were due in the month
    ],
)
def test_which_percentages_are_far_and_which_of_those_may_be_the_rest(
    shipped: Benchmarks, measure: str, n: int, of: int, kind: list[str]
) -> None:
    assert kinds(shipped, monthly(measure, [(n, of)])) == kind


def test_the_rest_is_said_with_both_percentages_and_asked_about(shipped: Benchmarks) -> None:
    (finding,) = found(shipped, series(DENTAL, point(DECEMBER, "12.8")))
    assert finding.strength is Strength.CHECK
    assert finding.what == (
        "“Yearly dental check” is 12.8% in the 12 months to December 2023, but 87% was published of Peterborough for "
        "31 March 2024 (DfE, Children looked after in England including adoptions, reporting year 2025); what is left "
        "of 100%, 87.2%, is near that: is this the share of those for whom it is not so?"
    )


def test_children_of_another_area_are_told_at_the_cell_of_the_denominator(shipped: Benchmarks) -> None:
    (finding,) = found(shipped, monthly(HOMES, [(8_860, 83_530)]))
    assert (finding.kind, finding.cell) == ("not-the-councils", "M7")
    assert "is out of 83,530 in the 12 months to December 2023, but out of 422 was published" in finding.what


def test_a_year_in_which_the_published_figure_itself_was_far_off_decides_nothing(shipped: Benchmarks) -> None:
    ours = [f for f in shipped.figures if (f.measure, f.area) == (DENTAL, PETERBOROUGH)]
    odd = tuple(f._replace(value=Decimal(14)) if f.period == Period(2024, 3) else f for f in ours)
    assert kinds(Benchmarks(odd), monthly(DENTAL, [(238, 273)])) == []
    assert kinds(Benchmarks(odd), monthly(DENTAL, [(120, 273)])) == ["far-from-published"]


def test_without_a_code_or_with_one_that_nothing_is_published_of_nothing_is_compared(shipped: Benchmarks) -> None:
    for authority in ("", "E06009999"):
        assert found(shipped, counts(IN_CARE, [80_008]), authority=authority) == []


def test_a_very_small_council_may_double_in_a_year(shipped: Benchmarks) -> None:
    ours = [f for f in shipped.figures if (f.measure, f.area) == (RATE, PETERBOROUGH)]
    small = Benchmarks(tuple(f._replace(numerator=Decimal(9)) for f in ours))
    assert kinds(small, counts(IN_CARE, [20])) == kinds(small, counts(IN_CARE, [3])) == []
    assert kinds(small, counts(IN_CARE, [90])) == ["not-the-councils"]


def test_the_sample_stands_where_the_published_figures_do() -> None:
    folder = Path("inputs/samples/peterborough-2023-12")
    judged = judge_returns(folder, None, "", lambda *_: None)
    assert not {"not-the-councils", "far-from-published", "may-be-the-rest"} & {one.kind for one in judged.findings}
