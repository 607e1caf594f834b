import numpy as np
import pytest

from charts.pair import Pair, draw_pair
from charts.picture import Series, Size
from tests.charts.asking import artists, grey, only, points, words
from tests.charts.gallery import COUNT, month_values

SIZE = Size(300, 115)


def _drawn(children=(18, 21, 19, 21), episodes=(30, 44, 39, 47), gap="not supplied"):
    def line(name, numbers):
        return Series(name, month_values(numbers, unit="", gap=gap))

    return draw_pair(Pair(line("Children", children), line("Times missing", episodes), COUNT), SIZE)


def test_each_series_is_named_at_its_end_with_its_latest_figure():
    figure = _drawn().figure
    assert words(figure, "value-end-label") + words(figure, "value-name") == ["21", "Children"]
    assert words(figure, "compared-end-label") + words(figure, "compared-name") == ["47", "Times missing"]


def test_a_figure_before_a_hidden_month_is_labelled_with_its_own_month():
    figure = _drawn((18, 21, 0, None), (30, 44, 39, 47), gap="hidden").figure
    assert words(figure, "value-end-label") + words(figure, "value-end-period") == ["0", "Jun 2022"]
    assert words(figure, "compared-end-label") + words(figure, "compared-end-period") == ["47"]


def test_both_series_stand_on_one_scale_from_zero():
    picture = _drawn()
    foot = points(only(picture.figure, "axis"))[0][1]
    children, episodes = (points(only(picture.figure, gid))[:, 1] - foot for gid in ("value-line", "compared-line"))
    assert children[-1] / episodes[-1] == pytest.approx(21 / 47)
    assert picture.axis_note == ""


def test_the_series_are_told_apart_without_colour():
    figure = _drawn().figure
    children, episodes = only(figure, "value-line"), only(figure, "compared-line")
    assert (children.is_dashed(), episodes.is_dashed()) == (False, True)
    assert only(figure, "value-dot").get_marker() == "o"
    assert only(figure, "compared-dot").get_marker() == "s"
    assert grey(episodes.get_color()) - grey(children.get_color()) > 0.2


def test_a_month_without_figures_breaks_both_lines_and_says_why():
    figure = _drawn((18, None, 19, 21), (30, None, 39, 47)).figure
    for gid in ("value-line", "compared-line"):
        assert np.isnan(points(only(figure, gid))[:, 1]).tolist() == [False, True, False, False]
    assert words(figure, "gap-label") == ["not supplied"]


def test_a_gap_in_one_series_is_said_to_be_that_series_gap():
    figure = _drawn((18, 21, 19, 21), (None, None, None, None)).figure
    assert words(figure, "gap-label") == ["Times missing: not supplied"]
    assert artists(figure, "compared-end-label") == []


def test_the_description_tells_both_series():
    assert _drawn((18, 21), (30, 47)).alt_text == (
        "Line chart of two series, April 2022 to May 2022. Children: 18 in April 2022, 21 in May 2022. "
        "Times missing: 30 in April 2022, 47 in May 2022."
    )
