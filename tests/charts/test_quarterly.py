import pytest

from charts.picture import Size, TargetLine
from charts.quarterly import Quarterly, draw_quarterly
from tests.charts.asking import artists, grey, only, points, room, words
from tests.charts.gallery import quarter_values

SIZE = Size(300, 115)
NUMBERS = [56.0, 48.0, 38.1, 29.4, 12.2, 6.3, 10.0]
TARGET = TargetLine(95, "Target 95% or more")


def _drawn(numbers=NUMBERS, target=TARGET, gap="no figure", size=SIZE):
    return draw_quarterly(Quarterly(quarter_values(numbers, gap), target), size)


def _bars(figure):
    return [*artists(figure, "bar"), *artists(figure, "latest-bar")]


def test_bars_start_at_zero_and_are_as_high_as_their_figures():
    figure = _drawn().figure
    axis = points(only(figure, "axis"))[0][1]
    assert {bar.get_y() for bar in _bars(figure)} == {axis}
    unit = _bars(figure)[0].get_height() / 56.0
    assert [bar.get_height() / unit for bar in _bars(figure)] == pytest.approx(NUMBERS)


def test_the_target_stands_on_the_same_scale_as_the_bars():
    figure = _drawn().figure
    bar = _bars(figure)[0]
    assert points(only(figure, "target-line"))[0][1] - bar.get_y() == pytest.approx(bar.get_height() * 95 / 56)


def test_the_latest_quarter_is_told_from_the_others_in_greyscale():
    figure = _drawn().figure
    latest, others = only(figure, "latest-bar"), artists(figure, "bar")
    assert len(others) == 6
    assert all(grey(bar.get_facecolor()[:3]) - grey(latest.get_facecolor()[:3]) > 0.2 for bar in others)
    assert all(bar.get_linewidth() > 0 for bar in others)


def test_every_bar_carries_its_figure():
    figure = _drawn().figure
    assert words(figure, "bar-label") == ["56.0%", "48.0%", "38.1%", "29.4%", "12.2%", "6.3%"]
    assert words(figure, "end-label") == ["10.0%"]


def test_a_figure_sits_on_its_own_bar():
    figure = _drawn(target=None).figure
    for bar, label in zip(artists(figure, "bar"), artists(figure, "bar-label"), strict=True):
        top, middle = bar.get_y() + bar.get_height(), bar.get_x() + bar.get_width() / 2
        assert top <= room(label).bottom <= top + 5
        assert label.get_position()[0] == pytest.approx(middle)


def test_quarters_read_from_2022_23_q1_to_2023_24_q3():
    figure = _drawn().figure
    assert words(figure, "tick-label") == ["Q1", "Q2", "Q3", "Q4", "Q1", "Q2", "Q3"]
    assert words(figure, "year-label") == ["2022/23", "2023/24"]
    first, second = artists(figure, "year-label")
    assert first.get_position()[0] < artists(figure, "tick-label")[4].get_position()[0] < second.get_position()[0]


def test_a_quarter_without_a_figure_has_its_reason_and_no_bar():
    figure = _drawn([56, None, 38.1], gap="not supplied").figure
    assert len(_bars(figure)) == 2
    assert " ".join(words(figure, "gap-label")) == "not supplied"


def test_a_hidden_quarter_cannot_be_measured_from_the_chart():
    figure = _drawn([56, 40, None], gap="fewer than 6, hidden").figure
    assert artists(figure, "latest-bar") == []
    assert words(figure, "end-label") == []


def test_a_quarter_of_nought_is_a_figure():
    figure = _drawn([0.0, 12.0]).figure
    assert words(figure, "bar-label") == ["0.0%"]
    assert _bars(figure)[0].get_height() == 0


def test_figures_too_wide_for_their_bars_are_thinned_back_from_the_latest():
    figure = _drawn([100.0] * 12, size=Size(300, 115)).figure
    labels = artists(figure, "bar-label")
    assert 0 < len(labels) < 11
    assert words(figure, "end-label") == ["100.0%"]


def test_the_description_tells_every_quarter():
    assert _drawn([56.0, None, 38.1]).alt_text == (
        "Bar chart by quarter. 2022/23 Q1: 56.0%; 2022/23 Q3: 38.1%. Target 95% or more, not met in any of the 2 "
        "quarters shown. 2022/23 Q2: no figure."
    )


@pytest.mark.parametrize("target", [None, TARGET])
def test_the_axis_ends_inside_the_picture_with_its_whole_width(target):
    axis = only(_drawn(target=target).figure, "axis")
    assert max(points(axis)[:, 0]) + axis.get_linewidth() / 2 <= SIZE.width_pt
