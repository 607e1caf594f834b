import numpy as np

from charts.picture import Size
from charts.small_trend import SmallTrend, draw_small_trend
from charts.sparkline import Sparkline, draw_sparkline
from tests.charts.asking import artists, only, points, texts, words
from tests.charts.gallery import VISITS, WITH_GAPS, month_values

CELL, BESIDE = Size(52, 16), Size(150, 50)


def test_a_sparkline_has_no_words_in_it():
    assert texts(draw_sparkline(Sparkline(month_values(VISITS)), CELL).figure) == []


def test_a_sparkline_fills_its_cell_and_stays_inside():
    figure = draw_sparkline(Sparkline(month_values(VISITS)), CELL).figure
    line = points(only(figure, "value-line"))
    half = only(figure, "value-end-dot").get_markersize() / 2
    assert line.min() >= half
    assert line[:, 0].max() <= CELL.width_pt - half
    assert line[:, 1].max() <= CELL.height_pt - half
    assert line[:, 1].max() - line[:, 1].min() > 0.6 * CELL.height_pt


def test_a_sparkline_shows_gaps_as_gaps_and_lone_months_as_dots():
    figure = draw_sparkline(Sparkline(month_values(WITH_GAPS)), CELL).figure
    line = points(only(figure, "value-line"))
    assert np.flatnonzero(np.isnan(line[:, 1])).tolist() == [8, 9, 11]
    assert points(only(figure, "value-dot"))[:, 0].tolist() == [line[10][0]]


def test_a_measure_that_never_changed_is_a_level_line():
    line = points(only(draw_sparkline(Sparkline(month_values([100.0] * 9)), CELL).figure, "value-line"))
    assert len(set(line[:, 1])) == 1
    assert 4 < line[0][1] < 12


def test_a_sparkline_of_no_figures_is_empty_and_says_so():
    picture = draw_sparkline(Sparkline(month_values([None] * 9)), CELL)
    assert artists(picture.figure, "value-end-dot") == []
    assert "there is no figure for any of the 9 months" in picture.alt_text


def test_a_sparkline_of_one_figure_is_a_dot():
    assert only(draw_sparkline(Sparkline(month_values([93.2])), CELL).figure, "value-end-dot")


def test_a_headline_trend_carries_its_first_and_last_figure_and_when_they_were():
    figure = draw_small_trend(SmallTrend(month_values(VISITS)), BESIDE).figure
    assert words(figure, "first-label") == ["93.1%"]
    assert words(figure, "value-end-label") == ["90.6%"]
    assert sorted(words(figure, "tick-label")) == ["Apr 2022", "Dec 2023"]


def test_a_headline_trend_too_narrow_for_both_figures_keeps_the_last():
    figure = draw_small_trend(SmallTrend(month_values(VISITS)), Size(90, 50)).figure
    assert words(figure, "first-label") == []
    assert words(figure, "value-end-label") == ["90.6%"]


def test_the_words_for_a_small_trend_tell_its_course():
    assert draw_sparkline(Sparkline(month_values([90.0, 92.0, 91.0])), CELL).alt_text == (
        "Trend, April 2022 to June 2022: 90.0% in April 2022 (lowest), 91.0% in June 2022; highest 92.0% in May 2022."
    )
