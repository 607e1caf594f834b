import numpy as np
import pytest

from charts.picture import Size, TargetLine
from charts.tile_trend import TileTrend, draw_tile_trend
from tests.charts.asking import artists, only, points, texts
from tests.charts.gallery import VISITS, WITH_GAPS, month_values, size_of
from tests.charts.panel_gallery import AT_MOST_8, HOMES, STEPPED, TARGET_98

CELL, TILE = size_of("small cell"), size_of("tile")
SIZES = pytest.mark.parametrize("size", [CELL, TILE], ids=["cell", "tile"])


def drawn(numbers, target=None, size=TILE, **others):
    return draw_tile_trend(TileTrend(month_values(numbers), target, **others), size).figure


@SIZES
def test_the_scale_of_a_small_trend_reaches_its_target(size):
    figure = drawn(HOMES, AT_MOST_8, size)
    line, target = points(only(figure, "value-line")), points(only(figure, "target-line"))
    per_unit = (line[20][1] - line[0][1]) / (15.0 - 10.8)
    assert line[0][1] - target[0][1] == pytest.approx((10.8 - 8) * per_unit)
    assert only(figure, "target-line").is_dashed()


@SIZES
def test_a_small_trend_and_its_dot_stay_in_the_cell(size):
    figure = drawn(VISITS, TARGET_98, size)
    line, half = points(only(figure, "value-line")), only(figure, "value-end-dot").get_markersize() / 2
    assert line.min() >= half
    assert line[:, 0].max() <= size.width_pt - half
    assert line[:, 1].max() <= size.height_pt - half


@SIZES
@pytest.mark.parametrize(("target", "side"), [(TargetLine(97, "Target 97%"), 1), (AT_MOST_8, 0)])
def test_the_good_side_is_tinted_as_far_as_the_cell_goes_and_can_be_seen(size, target, side):
    figure = drawn(VISITS if side else HOMES, target, size)
    height = points(only(figure, "target-line"))[0][1]
    corners = only(figure, "tint").get_xy()
    edge = size.height_pt if side else 0.0
    assert {round(y, 6) for y in corners[:, 1]} == {round(height, 6), round(edge, 6)}
    assert abs(height - edge) > 2
    assert (corners[:, 0].min(), corners[:, 0].max()) == (0, size.width_pt)


def test_a_plan_has_a_line_and_no_good_side():
    figure = drawn(HOMES, TargetLine(20, "Plan 20%", at_least=None))
    assert artists(figure, "tint") == []
    assert only(figure, "target-line")


def test_a_target_by_quarter_is_drawn_in_steps():
    assert len(set(points(only(drawn(VISITS, STEPPED), "target-line"))[:, 1].round(3))) == 4


def test_a_small_trend_has_no_words_in_it():
    assert texts(drawn(VISITS, TARGET_98)) == []


def test_gaps_and_a_new_count_break_the_small_line():
    assert np.isnan(points(only(drawn(WITH_GAPS), "value-line"))[:, 1]).sum() == 3
    assert np.isnan(points(only(drawn(VISITS, breaks=(12,)), "value-line"))[:, 1]).sum() == 1


def test_the_line_of_a_tile_is_bolder_than_that_of_a_cell():
    widths = [only(drawn(VISITS, size=size), "value-line").get_linewidth() for size in (CELL, TILE)]
    assert widths[0] < widths[1]


def test_a_target_without_any_figure_is_not_drawn():
    figure = drawn([None] * 9, TARGET_98)
    assert artists(figure, "target-line") == []
    assert artists(figure, "value-end-dot") == []


def test_the_description_tells_the_course_and_how_often_the_target_was_met():
    chart = TileTrend(month_values([90.0, 98.5, 91.0]), TARGET_98)
    assert draw_tile_trend(chart, Size(51, 14)).alt_text == (
        "Trend, April 2022 to June 2022: 90.0% in April 2022 (lowest), 91.0% in June 2022; highest 98.5% in May 2022. "
        "Target 98%, met in 1 of 3 months."
    )
