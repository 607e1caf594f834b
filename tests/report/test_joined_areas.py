"""Figures of councils that were parted or joined: added up from counts, and said to be."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from inputs.period import Period
from layouts.blocks import plain
from report.metrics.benchmarks.joined import figure_of, with_joined
from report.metrics.benchmarks.peers import with_comparisons
from report.metrics.benchmarks.published_figures import AUTHORITY, Benchmarks, Neighbours, PublishedFigure
from report.metrics.model.scorecard import Middle, Release, Scorecard
from report.wording import benchmark_comparison
from tests.report.returns import LIBRARY, monthly, scored

HOMES, STAFF = "three_or_more_homes_pct", "social_worker_caseload_rate"
CUMBRIA, CUMBERLAND, WESTMORLAND = "E10000006", "E06000063", "E06000064"
MARCH = Period(2025, 3)
RELEASE = Release("DfE, Children looked after in England including adoptions", "reporting year 2025")


def figure(area: str, value: str, n: str = "", of: str = "", measure: str = HOMES, symbol: str = "") -> PublishedFigure:
    numbers = [Decimal(text) if text else None for text in (value, n, of)]
    return PublishedFigure(measure, AUTHORITY, area, area, "", MARCH, *numbers, symbol, RELEASE)


def together(*figures: PublishedFigure, measure: str = HOMES, area: str = CUMBRIA) -> PublishedFigure | None:
    return figure_of({one.key: one for one in figures}, LIBRARY[measure], area, MARCH)[0]


def test_the_counts_of_a_parted_council_are_added_and_its_percentages_are_not_averaged() -> None:
    found = together(figure(CUMBERLAND, "10", "40", "400"), figure(WESTMORLAND, "20", "20", "100"))
    assert found is not None
    assert (found.numerator, found.denominator, found.value) == (60, 500, 12)  # the mean of 10 and 20 would be 15


def test_the_empty_rows_of_a_council_that_is_gone_do_not_hide_its_parts() -> None:
    gone = figure(CUMBRIA, "", symbol="z")
    found = together(gone, figure(CUMBERLAND, "10", "40", "400"), figure(WESTMORLAND, "20", "20", "100"))
    assert found is not None
    assert found.value == 12


def test_where_a_count_is_hidden_or_a_part_is_missing_nothing_is_worked_out() -> None:
    hidden = together(figure(CUMBERLAND, "10", "40", "400"), figure(WESTMORLAND, "", symbol="c"))
    assert hidden is not None
    assert (hidden.value, hidden.symbol) == (None, "c")
    alone = together(figure(CUMBERLAND, "10"), figure(WESTMORLAND, "20"))
    assert alone is not None
    assert (alone.value, alone.symbol) == (None, "x")  # percentages without counts
    assert together(figure(CUMBERLAND, "10", "40", "400")) is None


def test_two_councils_with_one_service_are_counted_once() -> None:
    service = [
        replace(figure(code, "17.9", "1790", "100", STAFF), name="North / West Northamptonshire")
        for code in ("E06000061", "E06000062")
    ]
    found = together(*service, measure=STAFF, area="E10000021")
    assert found is not None
    assert (found.value, found.numerator) == (Decimal("17.9"), 1790)


def test_a_neighbour_that_was_parted_stands_in_the_mean_and_the_notes_say_how() -> None:
    figures = (
        figure("E1", "8", "8", "100"),
        figure(CUMBERLAND, "10", "40", "400"),
        figure(WESTMORLAND, "20", "20", "100"),
        figure("E2", "18", "18", "100"),
    )
    benchmarks = Benchmarks(figures, {"E1": Neighbours((CUMBRIA, "E2"), "DfE, 2021")})
    card = Scorecard(MARCH, tuple(scored(monthly(HOMES, [(8, 100)], last=MARCH), period=MARCH).values()), ())
    (score,) = with_comparisons(card, benchmarks, "E1").scores
    assert score.compared is not None
    assert [(o.group, o.value) for o in score.compared.neighbours] == [("Cumbria", 12), ("E2", 18)]
    assert score.compared.of_similar == 15
    said = benchmark_comparison.method([score], "Sample City")
    assert "Cumbria (Cumberland and Westmorland and Furness). We added up the counts" in said
    assert "Percentages were never averaged" in said


def test_the_series_of_a_council_holds_what_its_parts_make() -> None:
    figures = [figure(CUMBERLAND, "10", "40", "400"), figure(WESTMORLAND, "20", "20", "100")]
    assert [one.value for one in with_joined(figures, LIBRARY, CUMBRIA)] == [12]
    assert with_joined(figures, {}, CUMBRIA) == []


def test_the_middle_of_similar_councils_is_the_mean_or_the_median_as_the_council_says() -> None:
    figures = tuple(figure(code, value) for code, value in (("E1", "8"), ("A", "1"), ("B", "2"), ("C", "30")))
    benchmarks = Benchmarks(figures, {"E1": Neighbours(("A", "B", "C"), "DfE, 2025")})
    card = Scorecard(MARCH, tuple(scored(monthly(HOMES, [(8, 100)], last=MARCH), period=MARCH).values()), ())
    for middle, value, said, note in (
        (Middle.MEAN, 11, "similar councils 11.0%.", "is a simple average of the 3"),
        (Middle.MEDIAN, 2, "similar councils 2.0% (the middle one).", "is the median, the middle one of the 3"),
    ):
        (score,) = with_comparisons(card, benchmarks, "E1", middle).scores
        assert score.compared is not None
        assert score.compared.of_similar == value
        assert plain(benchmark_comparison.comparison_line(score)).endswith(said)
        assert note in benchmark_comparison.method([score], "Sample City")


def test_where_most_similar_councils_are_hidden_the_few_left_are_no_middle_of_them() -> None:
    figures = (figure("E1", "8"), figure("A", "0"), *(figure(code, "", symbol="c") for code in ("B", "C")))
    benchmarks = Benchmarks(figures, {"E1": Neighbours(("A", "B", "C"), "DfE, 2025")})
    card = Scorecard(MARCH, tuple(scored(monthly(HOMES, [(8, 100)], last=MARCH), period=MARCH).values()), ())
    (score,) = with_comparisons(card, benchmarks, "E1").scores
    assert "similar councils mostly not published" in plain(benchmark_comparison.comparison_line(score))
    assert benchmark_comparison.similar_line(score) == ()
