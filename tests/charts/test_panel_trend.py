from dataclasses import replace

import numpy as np
import pytest
from matplotlib.patches import Polygon

from charts.method_changes import MethodChange
from charts.panel_box import plot_box
from charts.panel_trend import PanelTrend, draw_panel_trend
from charts.picture import Scale, Size, TargetLine, Value
from layouts.theme import MM
from tests.charts.asking import artists, only, points, room, words
from tests.charts.gallery import COUNT, PERCENT, VISITS, WITH_GAPS, month_values, quarter_values, year_values
from tests.charts.panel_gallery import AT_MOST_8, HOMES, STEPPED, TARGET_95, england, trend_of
from tests.charts.printed_sizes import BOX_SIZES, box_size

SIZE = box_size()
BOX = plot_box(SIZE)


def drawn(*chart, **others):
    return draw_panel_trend(trend_of(*chart, **others), SIZE).figure


def test_the_plot_of_every_panel_is_70_by_28_mm():
    assert (BOX.right - BOX.left, BOX.top - BOX.bottom) == pytest.approx((70 * MM, 28 * MM), abs=0.1)
    assert SIZE.width_pt == pytest.approx(103 * MM)


@pytest.mark.parametrize("suffix", ["", " days"])
@pytest.mark.parametrize("scale", [1, 20, 150])
def test_the_box_is_the_same_whatever_the_figures_and_their_labels_are(scale, suffix):
    values = month_values([number * scale for number in HOMES], unit=suffix)
    target = TargetLine(8 * scale, f"Target {8 * scale}{suffix}", at_least=False)
    figure = draw_panel_trend(PanelTrend(values, COUNT, target, 8), SIZE).figure
    assert points(only(figure, "target-line"))[:, 0].tolist() == [BOX.left, BOX.right]
    line = points(only(figure, "value-line"))
    assert (line[0][0] - BOX.left, BOX.right - line[-1][0]) == pytest.approx((7, 7))


@pytest.mark.parametrize(("boxes", "taller"), [(2, 33), (1, 115)])
def test_where_fewer_boxes_stand_on_a_page_the_plot_is_as_wide_and_taller_by_all_that_the_picture_is(boxes, taller):
    box = plot_box(box_size(boxes))
    assert (box.left, box.right) == (BOX.left, BOX.right)
    assert box.top - BOX.top == pytest.approx(taller * MM)
    assert box.bottom == BOX.bottom


def test_in_large_print_the_plot_is_larger_each_way():
    box = plot_box(BOX_SIZES["panel box, large print"])
    assert box.right - box.left > BOX.right - BOX.left
    assert box.top - box.bottom > 2 * (BOX.top - BOX.bottom)


def test_no_more_than_five_gridlines_and_their_numbers_stand_left_of_the_plot():
    labels = artists(drawn(HOMES, AT_MOST_8), "number-label")
    assert [label.get_text() for label in labels] == ["0%", "5%", "10%", "15%"]
    assert len({round(room(label).right, 3) for label in labels}) == 1
    assert all(room(label).right < BOX.left for label in labels)
    for numbers in (VISITS, HOMES, [0.0] * 13, [3.0, 97.0] * 7):
        assert 2 <= len(artists(drawn(numbers), "number-label")) <= 6


def test_the_good_side_of_a_target_that_must_not_be_passed_is_under_its_line():
    figure = drawn(HOMES, AT_MOST_8)
    height = points(only(figure, "target-line"))[0][1]
    (corners,) = [area.get_xy() for area in artists(figure, "tint") if isinstance(area, Polygon)]
    assert (corners[:, 1].min(), corners[:, 1].max()) == pytest.approx((BOX.bottom, height))
    assert (corners[:, 0].min(), corners[:, 0].max()) == (BOX.left, BOX.right)


def test_the_good_side_of_a_target_to_be_reached_is_over_its_line():
    figure = drawn(VISITS, TARGET_95)
    height = points(only(figure, "target-line"))[0][1]
    corners = only(figure, "tint").get_xy()
    assert (corners[:, 1].min(), corners[:, 1].max()) == pytest.approx((height, BOX.top))


@pytest.mark.parametrize("target", [95, 99, 100])
def test_a_target_near_the_top_of_the_scale_still_shows_which_side_of_it_is_good(target):
    figure = drawn([90.0, 91.0], TargetLine(target, f"Target {target}%"))
    assert BOX.top - points(only(figure, "target-line"))[0][1] >= 4 - 1e-6
    assert "101%" not in words(figure, "number-label")


def test_a_target_by_quarter_is_tinted_in_steps():
    figure = drawn(VISITS, STEPPED)
    line, corners = points(only(figure, "target-line")), only(figure, "tint").get_xy()
    assert len(set(line[:, 1].round(3))) == 4
    assert {tuple(point) for point in line.round(3)} <= {tuple(point) for point in corners.round(3)}


def test_a_planning_figure_that_nothing_is_judged_by_has_no_good_side():
    figure = drawn(HOMES, TargetLine(12, "Plan 12%", at_least=None))
    assert artists(figure, "tint") == []
    assert only(figure, "target-line")


def test_the_month_a_year_ago_has_a_ring_and_the_latest_a_filled_disc():
    figure = drawn(HOMES)
    line, ring, disc = (points(only(figure, gid)) for gid in ("value-line", "year-ago-ring", "value-end-dot"))
    assert ring[0].tolist() == line[8].tolist()
    assert disc[0].tolist() == line[20].tolist()
    assert only(figure, "year-ago-ring").get_markerfacecolor() == "#FFFFFF"


def test_a_year_ago_without_a_figure_has_no_ring():
    assert artists(drawn([None if index == 8 else number for index, number in enumerate(HOMES)]), "year-ago-ring") == []


def test_englands_figure_is_a_diamond_at_its_own_month_with_its_name_beside_the_plot():
    figure = drawn(HOMES, AT_MOST_8, mark=england(11, "11%"))
    diamond, line = points(only(figure, "mark"))[0], points(only(figure, "value-line"))
    assert diamond[0] == line[11][0]
    assert only(figure, "mark").get_marker() == "D"
    assert words(figure, "mark-label") == ["England 11%"]
    assert room(only(figure, "mark-label")).left > BOX.right


def test_a_figure_of_england_that_is_not_published_is_not_drawn():
    picture = draw_panel_trend(trend_of(HOMES, mark=england(None, "not published")), SIZE)
    assert artists(picture.figure, "mark") == []
    assert "England" not in picture.alt_text


def test_a_figure_of_england_outside_our_own_range_still_lies_in_the_plot():
    diamond = points(only(drawn(HOMES, AT_MOST_8, mark=england(31, "31%")), "mark"))[0]
    assert BOX.bottom <= diamond[1] <= BOX.top


def test_the_first_month_that_of_a_year_ago_and_the_last_are_named_and_have_ticks():
    figure = drawn(HOMES)
    assert words(figure, "tick-label") == ["Apr 2022", "Dec 2022", "Dec 2023"]
    places = points(only(figure, "value-line"))[[0, 8, 20], 0].tolist()
    assert points(only(figure, "tick"))[::3, 0].tolist() == places


def test_two_months_too_close_for_their_years_share_one():
    assert words(drawn(HOMES[5:]), "tick-label") == ["Apr", "Jul 2022", "Jul 2023"]


def test_a_month_a_year_ago_that_is_next_to_the_first_takes_its_place():
    assert words(drawn(HOMES[7:]), "tick-label") == ["May 2022", "May 2023"]


def test_every_quarter_is_named_as_far_as_there_is_room():
    values = quarter_values([56, 48, 38.1, 29.4, 12.2, 6.3, 10])
    figure = draw_panel_trend(PanelTrend(values, PERCENT, year_ago=2, periods="quarters"), SIZE).figure
    assert words(figure, "tick-label") == ["2022/23 Q1", "Q3", "Q4", "Q1", "2023/24 Q3"]


def test_each_year_of_a_few_has_a_dot_and_no_month_of_many_has():
    years = PanelTrend(year_values([81, 79, 84, 88, 91]), PERCENT, periods="years")
    assert len(points(only(draw_panel_trend(years, SIZE).figure, "value-dot"))) == 4
    assert artists(drawn(HOMES), "value-dot") == []


def test_a_scale_that_starts_over_nought_says_so_in_words_and_has_no_zigzag():
    figure = drawn(VISITS, TARGET_95)
    assert words(figure, "scale-label") == ["scale from 85%"]
    assert artists(figure, "break-mark") == []
    assert artists(figure, "axis") == []


def test_a_scale_from_nought_needs_no_words():
    figure = drawn(HOMES, AT_MOST_8)
    assert words(figure, "scale-label") == []
    assert points(only(figure, "axis"))[0][1] == pytest.approx(BOX.bottom)


def test_a_month_without_a_figure_breaks_the_line_and_has_a_cross_at_the_foot_with_the_reason():
    figure = drawn([None if index == 18 else number for index, number in enumerate(HOMES)], AT_MOST_8)
    assert np.flatnonzero(np.isnan(points(only(figure, "value-line"))[:, 1])).tolist() == [18]
    cross = points(only(figure, "gap"))[0]
    assert 0 < cross[1] - BOX.bottom < 10
    assert words(figure, "gap-label") == ["not supplied"]


def test_a_figure_before_a_month_without_one_says_of_which_month_it_is():
    figure = drawn([*HOMES[:-1], None], AT_MOST_8)
    assert words(figure, "value-end-label") + words(figure, "value-end-period") == ["14.7%", "Nov 2023"]


def test_a_change_of_counting_is_a_dotted_line_that_the_figures_do_not_cross_with_its_label():
    figure = drawn(HOMES, AT_MOST_8, changes=(MethodChange(12, "New count"),))
    line, x = points(only(figure, "value-line")), points(only(figure, "method-change"))[0][0]
    assert line[11][0] < x < line[13][0]
    assert np.isnan(line[12][1])
    assert words(figure, "method-label") == ["New count"]


def test_a_change_whose_label_has_no_room_in_the_plot_is_named_beside_it():
    busy = [20.0, 95.0] * 10 + [20.0]
    figure = drawn(busy, changes=(MethodChange(12, "New count from April 2023"),))
    assert " ".join(words(figure, "method-label")) == "New count from April 2023"
    assert all(room(label).left > BOX.right for label in artists(figure, "method-label"))


def test_a_change_is_named_whole_or_not_in_the_plot():
    chart = trend_of(WITH_GAPS, TARGET_95, changes=(MethodChange(12, "New count from April 2023"),))
    for size in BOX_SIZES.values():
        assert " ".join(words(draw_panel_trend(chart, size).figure, "method-label")) == "New count from April 2023"


def test_a_measure_without_one_figure_has_its_reason_in_the_box():
    picture = draw_panel_trend(trend_of([None] * 21, TARGET_95), SIZE)
    label = room(only(picture.figure, "gap-label"))
    assert label.inside(BOX)
    assert (label.left + label.right) / 2 == pytest.approx((BOX.left + BOX.right) / 2)
    assert words(picture.figure, "number-label") == []
    assert "there is no figure for any of the 21 months" in picture.alt_text


def test_numbers_too_long_for_the_axis_are_in_thousands():
    figure = draw_panel_trend(PanelTrend(month_values([0, 12000, 15000], unit=""), COUNT), SIZE).figure
    assert words(figure, "number-label") == ["0", "5k", "10k", "15k"]


def test_no_gridline_runs_through_a_word():
    figure = drawn([None if index == 18 else number for index, number in enumerate(HOMES)])
    label = room(only(figure, "gap-label"))
    for rule in artists(figure, "gridline"):
        for (x0, y0), (x1, y1) in zip(points(rule)[::3], points(rule)[1::3], strict=False):
            assert y0 == y1
            assert not (label.bottom < y0 < label.top and x0 < label.right and x1 > label.left)


def test_the_description_tells_the_course_a_year_before_england_and_the_target():
    chart = trend_of(HOMES, AT_MOST_8, mark=england(11, "11%"), changes=(MethodChange(12, "New count"),))
    assert draw_panel_trend(chart, SIZE).alt_text == (
        "Line chart, April 2022 to December 2023: 10.8% in April 2022 (lowest), 15.0% in December 2023 (highest). "
        "A year ago: 12.5% in December 2022. England: 11% in March 2023. Target 8%, not met in any of the 21 "
        "months. New count."
    )


def test_a_year_before_that_is_the_first_figure_is_not_told_twice():
    assert "A year before" not in draw_panel_trend(trend_of(HOMES[8:]), SIZE).alt_text


def test_figures_as_typed_are_never_mathematics():
    value = Value(5, "$5_a$", "$x$ 2022", "$x$ 2022")
    figure = draw_panel_trend(PanelTrend((value,), COUNT), Size(292, 104)).figure
    assert only(figure, "value-end-label").get_text() == "$5_a$"


def test_points_of_yearly_figures_are_told_apart_by_their_years():
    values = [
        replace(value, tick=f"Mar {year}")
        for value, year in zip(year_values(HOMES[:5]), range(2021, 2026), strict=True)
    ]
    labels = words(draw_panel_trend(PanelTrend(tuple(values), PERCENT, periods="years"), SIZE).figure, "tick-label")
    assert labels[0] == "Mar 2021"
    assert labels[-1] == "Mar 2025"
    assert len(labels) > 2
    assert all(label.isdecimal() for label in labels[1:-1])  # not “Mar” for each of them


def test_a_range_has_a_line_at_each_end_and_its_tint_between_them():
    within = TargetLine(80, "Target 80% to 90%", upper=90)
    figure = draw_panel_trend(PanelTrend(month_values([78, 84, 92]), PERCENT, within, 1), SIZE).figure
    low, high = sorted(points(line)[0][1] for line in artists(figure, "target-line"))
    assert low < high
    corners = only(figure, "tint").get_xy()
    assert (corners[:, 1].min(), corners[:, 1].max()) == pytest.approx((low, high))


def test_figures_below_zero_have_the_line_of_nought_among_them():
    values = month_values([-3, -1, 2])
    figure = draw_panel_trend(PanelTrend(values, Scale(floor=-1000.0), None, 1), SIZE).figure
    assert {"−2", "0", "2"} <= set(words(figure, "number-label"))
    assert artists(figure, "axis")


def test_a_change_that_has_no_room_over_the_line_is_told_short_beside_it_and_never_cut():
    up_and_down = month_values([5.0, 95.0] * 12, unit="%")
    change = MethodChange(17, "New way of counting from September 2024", "Counted anew from Sep 2024")
    picture = draw_panel_trend(PanelTrend(up_and_down, Scale("%", 0.0, 100.0), changes=(change,)), SIZE)
    assert words(picture.figure, "method-label") == ["Counted", "anew from", "Sep 2024"]
    assert "New way of counting from September 2024." in picture.alt_text
