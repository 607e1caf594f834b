"""Our own figure beside those of other areas: fairly, at one date, and never more than is known."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

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
from report.metrics.benchmarks.store import read_benchmarks
from report.metrics.judgement.comparative_tests import side_of_england
from report.metrics.model import formatting
from report.metrics.model.printed_fact import Fact
from report.metrics.model.scorecard import Compared, MeasureScore, Release, Scorecard
from report.metrics.statistics.funnel_limits import funnel_limits
from report.metrics.statistics.proportions import wilson_interval
from report.pages.charts import CHARTS
from report.wording import benchmark_comparison, chart_titles
from tests.report.returns import Return, Series, counts, monthly, observation, point, scored, series

PETERBOROUGH = "E06000031"
MARCH, DECEMBER = Period(2023, 3), Period(2023, 12)
HOMES, RATE, ADOPTED = "three_or_more_homes_pct", "children_in_care_rate", "left_care_through_adoption_pct"
RELEASE = Release("DfE, Some statistics", "reporting year 2025", "November 2025")

# As published for 31 March by the Department for Education (Children looked after in England including adoptions,
# reporting year 2025): Peterborough's own figure and counts, then East of England, England, and the mean of the ten
# neighbours of the 2025 model.
PUBLISHED = {
    (HOMES, 2023): ("7", "30", "408", "11", "11", "9.4"),
    (HOMES, 2024): ("11", "48", "422", "10", "11", "10.5"),
    ("long_term_stability_pct", 2023): ("72", "91", "127", "68", "68", "68.3"),
    ("long_term_stability_pct", 2024): ("67", "79", "118", "69", "68", "66.5"),
    ("annual_health_assessment_pct", 2023): ("89", "237", "267", "88", "89", "92.1"),
    ("dental_check_pct", 2023): ("88", "236", "267", "77", "76", "80.9"),
    ("immunisations_pct", 2023): ("93", "247", "267", "82", "82", "86.3"),
    ("suitable_accommodation_pct", 2023): ("88", "148", "169", "87", "88", "89.5"),
    (RATE, 2023): ("74", "408", "54870", "52", "70", "84.5"),
}


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Benchmarks:
    return read_benchmarks(tmp_path_factory.mktemp("returns"))


def figure(area: str, value: str, n: str = "", of: str = "", *, year: int = 2023, symbol: str = "") -> PublishedFigure:
    numbers = [Decimal(text) if text else None for text in (value, n, of)]
    kind = COUNTRY if area == ENGLAND else AUTHORITY
    names = {ENGLAND: "England", "E1": "Sample City"}
    return PublishedFigure(HOMES, kind, area, names.get(area, area), "", Period(year, 3), *numbers, symbol, RELEASE)


def set_beside(
    *held: Series | Return, benchmarks: Benchmarks, authority: str = "", measure: str = HOMES, period: Period = DECEMBER
) -> MeasureScore:
    card = with_comparisons(Scorecard(period, tuple(scored(*held, period=period).values()), ()), benchmarks, authority)
    return next(score for score in card.scores if score.measure.id == measure)


def compared(score: MeasureScore) -> Compared:
    assert score.compared is not None
    return score.compared


def said(score: MeasureScore) -> str:
    return plain(benchmark_comparison.comparison_line(score)).replace(formatting.NBSP, " ").strip()


def since_march(*ratios: tuple[int, int]) -> Series:
    """Three or more homes each month from March 2023, the last one repeated up to December."""
    return monthly(HOMES, [*ratios, *[ratios[-1]] * (10 - len(ratios))])


# The file that ships.


@pytest.mark.parametrize(("measure", "year"), PUBLISHED)
def test_the_shipped_figures_are_peterboroughs_its_neighbours_its_regions_and_englands(
    shipped: Benchmarks, measure: str, year: int
) -> None:
    value, n, of, region, england, mean = PUBLISHED[measure, year]
    here = {f.area: f for f in shipped.figures if f.measure == measure and f.period.year == year}
    own = here[PETERBOROUGH]
    assert (own.value, own.numerator, own.denominator) == (Decimal(value), Decimal(n), Decimal(of))
    period = Period(year, 12)
    held = counts(measure, [70], last=period) if measure == RATE else monthly(measure, [(50, 100)], last=period)
    beside = compared(set_beside(held, benchmarks=shipped, authority=PETERBOROUGH, measure=measure, period=period))
    assert beside.region is not None
    assert beside.england is not None
    assert (beside.region.group, beside.region.value) == ("East of England", Decimal(region))
    assert (beside.england.group, beside.england.value) == ("England", Decimal(england))
    assert beside.of_similar is not None
    assert round(beside.of_similar, 1) == Decimal(mean)
    assert beside.model == "DfE, 2025"


def test_every_shipped_figure_has_its_source_its_release_and_its_licence(shipped: Benchmarks) -> None:
    assert shipped.figures
    for one in shipped.figures:
        assert one.release.title.startswith("DfE, ")
        assert one.release.release == "reporting year 2025"
        assert one.release.published
        assert one.release.licence == "Open Government Licence v3.0"
        assert one.source is not None
        assert one.source.cells or one.symbol


def test_national_days_to_an_adoptive_home_are_told_as_they_are_published(shipped: Benchmarks) -> None:
    held = series("entry_to_adoptive_home_days_mean", point(DECEMBER, 580, of=18))
    score = set_beside(held, benchmarks=shipped, authority=PETERBOROUGH, measure="entry_to_adoptive_home_days_mean")
    assert said(score).endswith("England 1 year 7 months (about 578 days).")


# One date, and only what is published.


def test_our_own_figure_is_the_one_of_the_published_date_and_not_todays() -> None:
    score = set_beside(since_march((30, 408), (62, 412)), benchmarks=Benchmarks((figure(ENGLAND, "11"),)))
    assert score.latest.numerator == 62
    assert compared(score).own.numerator == 30
    assert said(score) == "How we compare, March 2023 (nine months earlier): us 7.4%, England 11%."


def test_where_our_returns_do_not_go_back_to_that_date_it_is_said() -> None:
    score = set_beside(monthly(HOMES, [(62, 412)]), benchmarks=Benchmarks((figure(ENGLAND, "11"),)))
    assert (
        said(score) == "How we compare, March 2023 (nine months earlier): we do not have our own figure, England 11%."
    )


def test_last_years_out_turn_is_our_own_figure_of_the_published_date() -> None:
    benchmarks = Benchmarks((figure(ENGLAND, "11"),))
    for out_turn, words in (
        (point(MARCH.lasting(12), n=30, of=408), "us 7.4%"),
        (point(MARCH, n=3, of=40), "us hidden"),
    ):
        months = monthly(HOMES, [(62, 412)] * 9, Period(2023, 12)).points
        score = set_beside(series(HOMES, replace(out_turn, period=MARCH.lasting(12)), *months), benchmarks=benchmarks)
        assert said(score) == f"How we compare, March 2023 (nine months earlier): {words}, England 11%."


def test_our_own_figure_stays_hidden_where_it_points_at_children() -> None:
    score = set_beside(since_march((3, 40), (20, 40)), benchmarks=Benchmarks((figure(ENGLAND, "11"),)))
    assert "us hidden, England 11%." in said(score)


def test_the_latest_figures_are_taken_but_none_from_after_the_report() -> None:
    years = Benchmarks(tuple(figure(ENGLAND, str(year - 2000), year=year) for year in (2022, 2023, 2024)))
    score = set_beside(since_march((30, 408)), benchmarks=years)
    england = compared(score).england
    assert england is not None
    assert (england.period, england.value) == (MARCH, 23)


def test_figures_more_than_two_years_older_than_the_report_are_left_out_and_it_says_so() -> None:
    england = Benchmarks((figure(ENGLAND, "11"),))
    march, april = Period(2025, 3), Period(2025, 4)
    held = monthly(HOMES, [(30, 408)] * 30, last=april)
    kept = set_beside(held, benchmarks=england, period=march)
    assert said(kept) == "How we compare, March 2023 (24 months earlier): us 7.4%, England 11%."
    left = set_beside(held, benchmarks=england, period=april)
    assert (left.compared, left.outdated, said(left)) == (None, MARCH, "")
    too_old = "of March 2023, more than two years before this report, so we do not compare."
    assert too_old in benchmark_comparison.none_published(left).replace(formatting.NBSP, " ")
    assert benchmark_comparison.remarks([left])[0].replace(formatting.NBSP, " ").endswith(too_old)


def test_a_measure_that_is_compared_is_not_told_to_lack_figures() -> None:
    lacks = "There are national figures, but this report does not have them."
    nation = replace(figure(ENGLAND, "71"), measure="foster_homes_pct")
    held = monthly("foster_homes_pct", [(70, 100)] * 10)
    beside = set_beside(held, benchmarks=Benchmarks((nation,)), measure="foster_homes_pct")
    assert benchmark_comparison.remarks([beside]) == ()
    assert benchmark_comparison.remarks([replace(beside, compared=None)]) == (f"3.10: {lacks}",)


def test_a_whole_year_of_what_is_counted_by_month_or_term_is_set_beside_a_published_year() -> None:
    nation = replace(figure(ENGLAND, "12"), measure="persistent_absence_pct")
    of_year = series("persistent_absence_pct", point(MARCH.lasting(12), n=30, of=200))
    held = set_beside(of_year, benchmarks=Benchmarks((nation,)), measure="persistent_absence_pct")
    assert said(held).endswith("us 15.0%, England 12%.")


def test_a_report_older_than_every_figure_is_compared_with_nothing() -> None:
    score = set_beside(since_march((30, 408)), benchmarks=Benchmarks((figure(ENGLAND, "11", year=2024),)))
    assert score.compared is None
    assert benchmark_comparison.comparison_line(score) == ()
    assert benchmark_comparison.none_published(score) == "There is no published figure this early to compare with."


def test_a_neighbour_that_is_not_published_is_left_out_of_the_mean_and_said() -> None:
    figures = (figure(ENGLAND, "11"), figure("A", "8"), figure("B", "10"), figure("C", "", symbol="c"))
    circle = {"E1": Neighbours(("A", "B", "C", "D"), "DfE, 2025")}
    score = set_beside(since_march((30, 408)), benchmarks=Benchmarks(figures, circle), authority="E1")
    assert compared(score).of_similar == 9
    assert "similar councils 9.0% (average of the 2 published)" in said(score)


def test_a_council_that_names_no_authority_is_compared_with_england_alone(shipped: Benchmarks) -> None:
    score = set_beside(since_march((30, 408)), benchmarks=shipped)
    assert said(score).endswith("us 7.4%, England 11%.")
    assert compared(score).region is None
    assert compared(score).neighbours == ()


# What may be said of the difference.


@pytest.mark.parametrize(
    ("n", "verdict"),
    [
        (28, "us 6.9% (clearly below England)"),
        (30, "us 7.4%,"),  # beyond 95%, as 7.4% and 10.6% are, but not beyond 98%
        (45, "us 11.0%,"),
        (62, "us 15.2% (clearly above England)"),
    ],
)
def test_we_are_called_above_or_below_england_only_beyond_chance(shipped: Benchmarks, n: int, verdict: str) -> None:
    assert verdict in said(set_beside(since_march((n, 408)), benchmarks=shipped))


@pytest.mark.parametrize(
    ("ours", "england", "verdict"),
    [
        ((30, 408), (900, 8000), -1),
        ((45, 408), (900, 8000), 0),
        ((62, 408), (900, 8000), 1),
        ((0, 408), (900, 8000), -1),
        ((408, 408), (900, 8000), 1),
        ((9, 9), (900, 8000), None),  # of fewer than ten nothing is told
        ((10, 10), (900, 8000), 1),
        ((30, 408), (0, 8000), 1),
        ((30, 408), (8000, 8000), -1),
        ((30, 408), (0, 0), None),  # no counts that a share could be of
        ((30, 408), (9000, 8000), None),
        ((500, 408), (900, 8000), None),
    ],
)
def test_the_difference_from_england_is_only_tested_on_counts_that_can_be(
    ours: tuple[int, int], england: tuple[int, int], verdict: int | None
) -> None:
    nation = figure(ENGLAND, "11", *map(str, england))
    held = compared(set_beside(since_march((30, 408)), benchmarks=Benchmarks((nation,))))
    own = replace(observation(HOMES, *ours), period=MARCH)
    assert side_of_england(replace(held, own=own)) is verdict
    assert side_of_england(replace(held, england=None)) is None
    assert side_of_england(replace(held, own=observation(RATE, 30, 408))) is None


def test_a_measure_of_single_months_and_one_by_group_are_set_beside_nothing() -> None:
    visits = replace(figure(ENGLAND, "90"), measure="visits_on_time_pct")
    held = set_beside(
        monthly("visits_on_time_pct", [(90, 100)] * 10), benchmarks=Benchmarks((visits,)), measure="visits_on_time_pct"
    )
    assert held.compared is None
    bands = replace(figure(ENGLAND, "900"), measure="children_in_care_by_age_count")
    by_age = counts("children_in_care_by_age_count", [50] * 10, group="5 to 9")
    assert set_beside(by_age, benchmarks=Benchmarks((bands,)), measure="children_in_care_by_age_count").compared is None


def test_a_figure_of_the_report_s_own_month_is_taken() -> None:
    march = monthly(HOMES, [(30, 408)], last=MARCH)
    held = compared(set_beside(march, benchmarks=Benchmarks((figure(ENGLAND, "11"),)), period=MARCH))
    assert (held.period, held.own.numerator) == (MARCH, 30)


def test_a_neighbour_whose_last_figure_is_a_year_older_is_not_published_for_this_one() -> None:
    figures = (figure(ENGLAND, "11"), figure("A", "8"), figure("B", "30", year=2022))
    circle = {"E1": Neighbours(("A", "B"), "DfE, 2025")}
    held = compared(set_beside(since_march((30, 408)), benchmarks=Benchmarks(figures, circle), authority="E1"))
    assert [(o.group, o.value) for o in held.neighbours] == [("A", 8), ("B", None)]
    assert (held.of_similar, held.in_funnel) == (8, ())


def test_neighbours_of_whom_no_table_tells_are_not_listed_as_unpublished_and_another_area_is_no_country() -> None:
    circle = {"E1": Neighbours(("A", "B"), "DfE, 2025")}
    alone = Benchmarks((figure(ENGLAND, "11"),), circle)
    assert compared(set_beside(since_march((30, 408)), benchmarks=alone, authority="E1")).neighbours == ()
    others = Benchmarks((figure("A", "8"),), circle)
    held = compared(set_beside(since_march((30, 408)), benchmarks=others, authority="E1"))
    assert (held.england, held.of_similar) == (None, 8)
    assert replace(held, neighbours=()).of_similar is None


@pytest.mark.parametrize(
    ("value", "printed"), [("11", "11%"), ("11.2", "11.2%"), ("11.25", "11.25%"), ("11.256", "11.26%")]
)
def test_a_published_figure_is_printed_with_the_decimals_that_it_has(value: str, printed: str) -> None:
    score = set_beside(since_march((30, 408)), benchmarks=Benchmarks((figure(ENGLAND, value),)))
    assert said(score).endswith(f"England {printed}.")


def test_nothing_is_said_of_a_difference_where_england_s_counts_are_not_known(shipped: Benchmarks) -> None:
    score = set_beside(monthly(ADOPTED, [(90, 100)] * 10), benchmarks=shipped, measure=ADOPTED)
    assert side_of_england(compared(score)) is None
    assert "clearly" not in said(score)


def test_a_rate_is_set_beside_the_others_without_a_verdict(shipped: Benchmarks) -> None:
    score = set_beside(counts(RATE, [90] * 10), benchmarks=shipped, authority=PETERBOROUGH, measure=RATE)
    said_of_it = "us 90, similar councils 84.5, East of England 52, England 70."
    assert said(score) == f"How we compare, March 2023 (nine months earlier): {said_of_it}"


def test_measures_without_a_national_figure_say_so_and_others_say_why_they_are_not_compared() -> None:
    visits = monthly("visits_on_time_pct", [(90, 100)])
    held = scored(visits, counts("children_in_care_count", [412]))
    said_of = {name: benchmark_comparison.none_published(score) for name, score in held.items()}
    assert said_of["visits_on_time_pct"] == "There is no national figure for this."
    assert said_of["children_in_care_count"] == ""
    assert benchmark_comparison.remarks(held.values()) == ("1.1: Not compared, because areas differ in size.",)


# The ledger, and the list of sources.


def test_every_published_number_carries_the_row_of_the_file_it_stands_in(shipped: Benchmarks) -> None:
    score = set_beside(since_march((30, 408)), benchmarks=shipped, authority=PETERBOROUGH)
    facts = [span.about for span in benchmark_comparison.comparison_line(score) if isinstance(span.about, Fact)]
    assert [fact.what for fact in facts] == ["value", "mean", "value", "value"]
    assert [len(source.cells) for fact in facts[1:2] for source in fact.sources] == [30]  # value and counts of each
    england = facts[-1].sources[0]
    assert england.workbook == "benchmarks.csv"
    assert england.sheet == "DfE, Children looked after in England including adoptions, reporting year 2025"


def test_each_source_is_acknowledged_once_with_its_date_and_licence(shipped: Benchmarks) -> None:
    held = [since_march((30, 408)), monthly("dental_check_pct", [(80, 100)] * 10)]
    scores = with_comparisons(Scorecard(DECEMBER, tuple(scored(*held).values()), ()), shipped, "").scores
    line, licence = benchmark_comparison.source_lines(scores)
    assert line.replace(formatting.NBSP, " ") == (
        "DfE, Children looked after in England including adoptions, reporting year 2025, published November 2025: "
        "figures of 31 March 2023, nine months before this report (3.1, 5.3)."
    )
    assert licence == "Contains public sector information licensed under the Open Government Licence v3.0."


# The funnel plot.


def test_the_limits_of_a_funnel_are_where_an_areas_own_interval_no_longer_holds_the_country() -> None:
    (limits,) = funnel_limits(0.1, [400])
    low, high = limits.limits_95
    assert (round(low, 2), round(high, 2)) == (7.06, 12.94)
    assert wilson_interval(28, 400)[1] < 0.1 < wilson_interval(29, 400)[1]  # 7.0% lies outside, 7.25% inside
    assert wilson_interval(52, 400)[0] > 0.1 > wilson_interval(51, 400)[0]
    assert [round(end, 3) for end in limits.limits_998] == [5.365, 14.635]  # 3.09 times 1.5
    (small,) = funnel_limits(0.98, [20])
    assert (small.limits_95[1], small.limits_998[1]) == (100, 100)


def test_a_funnel_shows_the_neighbours_at_their_exact_percentages_and_ourselves(shipped: Benchmarks) -> None:
    score = set_beside(since_march((30, 408)), benchmarks=shipped, authority=PETERBOROUGH)
    drawn = CHARTS["funnel"]([score], None, 21)
    assert drawn is not None
    assert plain(drawn.title) == "Similar councils (10) and England (11%)"  # they differ too widely
    alt_text = plain(drawn.draw(300, 120, 10, "12436D").alt_text)
    assert "Our council: 7.4% of 408, below the inner limits." in alt_text
    assert "Of the 10 others, 6 outside the inner limits: Derby 14%, Hillingdon 5%, " in alt_text
    (table,) = benchmark_comparison.funnel_table(score, "Sample City Council")
    assert [plain(row.cells[0]) for row in table.rows][:2] == ["Sample City Council", "Coventry"]
    assert len(table.rows) == 12


def test_our_own_percentage_without_its_count_is_no_point_in_a_funnel(shipped: Benchmarks) -> None:
    months = [point(MARCH.back(-n), "7.4", of=408) for n in range(10)]
    score = set_beside(series(HOMES, *months), benchmarks=shipped, authority=PETERBOROUGH)
    assert compared(score).own.denominator == 408
    drawn = CHARTS["funnel"]([score], None, 21)
    assert drawn is not None
    assert "Our council: " not in plain(drawn.draw(300, 120, 10, "12436D").alt_text)


def test_where_most_areas_lie_outside_of_a_funnel_it_says_that_more_than_chance_parts_them(shipped: Benchmarks) -> None:
    score = set_beside(since_march((30, 408)), benchmarks=shipped, authority=PETERBOROUGH)
    assert plain(benchmark_comparison.funnel_note(score)).startswith(
        " Councils differ widely here: 7 of 11 are outside"
    )
    england = figure(ENGLAND, "11", n="110", of="1000")
    as_england = [figure(code, "11", n="11", of="100") for code in "ABC"]
    circle = {"E1": Neighbours(("A", "B", "C"), "DfE, 2025")}
    level = set_beside(since_march((45, 408)), benchmarks=Benchmarks((england, *as_england), circle), authority="E1")
    assert benchmark_comparison.funnel_note(level) == ()
    hidden = set_beside(since_march((3, 40), (20, 40)), benchmarks=shipped, authority=PETERBOROUGH)
    assert plain(benchmark_comparison.funnel_note(hidden)).startswith(
        " Councils differ widely here: 6 of 10 are outside"
    )
    without_neighbours = set_beside(since_march((30, 408)), benchmarks=shipped)
    assert benchmark_comparison.funnel_note(without_neighbours) == ()


def test_there_is_no_funnel_where_counts_are_not_published(shipped: Benchmarks, tmp_path: Path) -> None:
    adopted = monthly(ADOPTED, [(20, 100)] * 10)
    score = set_beside(adopted, benchmarks=shipped, authority=PETERBOROUGH, measure=ADOPTED)
    assert CHARTS["funnel"]([score], None, 21) is None
    assert benchmark_comparison.funnel_table(score, "") == ()
    alone = replace(score, compared=None)
    assert CHARTS["funnel"]([alone], None, 21) is None


def test_the_title_of_a_funnel_without_our_own_figure_is_about_the_others(shipped: Benchmarks) -> None:
    score = set_beside(monthly(HOMES, [(62, 412)]), benchmarks=shipped, authority=PETERBOROUGH)
    title = plain(chart_titles.of_funnel(score, compared(score)))
    assert title == "Similar councils (10) and England (11%)"
