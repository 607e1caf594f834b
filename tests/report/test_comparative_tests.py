"""Which words may compare an area with the country, or a group with the others."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from inputs.period import Period
from layouts.blocks import plain
from report.metrics.benchmarks.peers import with_comparisons
from report.metrics.benchmarks.published_figures import (
    AUTHORITY,
    COUNTRY,
    ENGLAND,
    Benchmarks,
    Neighbours,
    PublishedFigure,
)
from report.metrics.judgement.comparative_tests import first_of_groups, most_lie_outside, side_of_england
from report.metrics.model import formatting
from report.metrics.model.scorecard import Compared, MeasureScore, Release, Scorecard
from report.pages.charts import CHARTS
from report.wording import benchmark_comparison
from tests.report.returns import DECEMBER, LIBRARY, counts, monthly, score_of, scored

HOMES, TEAMS, BANDS = "three_or_more_homes_pct", "average_caseload_by_team_rate", "children_in_care_by_age_count"
RELEASE = Release("DfE, Some statistics", "reporting year 2025", "November 2025")


def published(area: str, n: int, of: int) -> PublishedFigure:
    """A figure of an area for March 2023."""
    kind, name = (COUNTRY, "England") if area == ENGLAND else (AUTHORITY, area)
    value = Decimal(100 * n) / of
    return PublishedFigure(HOMES, kind, area, name, "", Period(2023, 3), value, Decimal(n), Decimal(of), "", RELEASE)


def beside(neighbours: list[int], ours: tuple[int, int] = (62, 408)) -> tuple[MeasureScore, Compared]:
    """Ours beside neighbours of so many in 400 each, and an England of a tenth."""
    names = [f"Place {n}" for n in range(len(neighbours))]
    figures = (
        published(ENGLAND, 8000, 80000),
        *(published(name, n, 400) for name, n in zip(names, neighbours, strict=True)),
    )
    circle = {"E1": Neighbours(tuple(names), "DfE, 2025")}
    held = tuple(scored(monthly(HOMES, [ours] * 10)).values())
    (score,) = with_comparisons(Scorecard(DECEMBER, held, ()), Benchmarks(figures, circle), "E1").scores
    assert score.compared is not None
    return score, score.compared


NEAR, FAR = 40, 80  # a tenth, as England; and a fifth, far outside its limits


@pytest.mark.parametrize(
    ("neighbours", "most"),
    [
        ([NEAR, NEAR, NEAR], False),  # ours alone lies outside
        ([NEAR, NEAR, FAR], False),  # two of four, which is half
        ([NEAR, FAR, FAR], True),  # three of four
        ([FAR, FAR, FAR], True),
    ],
)
def test_we_are_called_clearly_above_england_only_where_most_councils_are_within_its_limits(
    neighbours: list[int], most: bool
) -> None:
    score, compared = beside(neighbours)
    assert most_lie_outside(compared) is most
    assert side_of_england(compared) == (None if most else 1)
    line = plain(benchmark_comparison.comparison_line(score)).replace(formatting.NBSP, " ")
    drawn = CHARTS["funnel"]([score], None, 21)
    assert drawn is not None
    for text in (line, plain(drawn.title)):
        assert ("clearly above England" in text) is not most


def test_where_there_are_no_neighbours_nothing_shows_that_councils_differ_too_widely() -> None:
    assert not most_lie_outside(beside([])[1])
    assert side_of_england(beside([])[1]) == 1


@pytest.mark.parametrize(("ours", "side"), [((53, 400), 0), ((54, 400), 1), ((27, 400), 0), ((26, 400), -1)])
def test_we_are_called_above_or_below_england_beyond_98_percent(ours: tuple[int, int], side: int) -> None:
    assert side_of_england(beside([NEAR] * 3, ours)[1]) == side


def groups(item: str, *values: int) -> list[MeasureScore]:
    names = list(LIBRARY[item].groups)
    card = scored(*(counts(item, [n], group=name) for n, name in zip(values, names, strict=False)))
    return [card[f"{item}:{name}"] for name in names if f"{item}:{name}" in card]


def test_the_largest_age_band_is_told_from_the_others_and_no_team_that_does_another_job_is() -> None:
    bands = first_of_groups(groups(BANDS, 20, 30, 40, 160, 90))
    assert bands is not None
    assert (bands.score.group, bands.exact) == ("10 to 15", 70)
    assert first_of_groups(groups(TEAMS, 15, 19, 22, 60)) is None


def test_only_teams_and_subjects_of_school_are_not_ranked() -> None:
    assert [measure.id for measure in LIBRARY.values() if not measure.ranked] == [
        TEAMS,
        "ks2_subject_expected_pct",
        "ks2_progress_score_mean",
    ]


def test_a_group_alone_leads_nobody() -> None:
    (alone,) = groups(BANDS, 20)
    assert first_of_groups([alone]) is None
    assert first_of_groups([replace(score_of(alone.latest), group="")] * 2) is None
