import pytest

from charts.panel_box import plot_box
from charts.panel_years import draw_panel_years
from charts.picture import TargetLine
from tests.charts.asking import artists, grey, only, points, room, words
from tests.charts.panel_gallery import AT_MOST_8, TARGET_98, years_of
from tests.charts.printed_sizes import box_size

SIZE = box_size()
BOX = plot_box(SIZE)
THIS = [92.0, 91.5, 91.0, 90.8, 90.6]
LAST = [95.0, 94.5, 94.8, 94.2, 94.0, 93.9, 93.8, 93.5, 93.4, 93.2, 93.1, 93.0]


def drawn(this=THIS, last=LAST, target=TARGET_98):
    return draw_panel_years(years_of(this, last, target), SIZE).figure


def test_the_same_month_of_both_years_stands_at_the_same_place_in_the_box_of_every_panel():
    this, last = (points(only(drawn(), gid)) for gid in ("value-line", "compared-line"))
    assert this[:, 0].tolist() == last[: len(this), 0].tolist()
    assert (last[0][0], last[-1][0]) == pytest.approx((BOX.left + 7, BOX.right - 7))


def test_this_year_is_solid_and_lies_over_last_year_dashed_and_paler():
    figure = drawn()
    this, last = only(figure, "value-line"), only(figure, "compared-line")
    assert (this.is_dashed(), last.is_dashed()) == (False, True)
    assert grey(last.get_color()) - grey(this.get_color()) > 0.2
    in_order = figure.get_children()
    assert in_order.index(last) < in_order.index(this)


def test_each_year_is_named_beside_the_plot_with_its_latest_figure_and_a_leader_from_its_end():
    figure = drawn()
    assert words(figure, "value-end-label") == ["90.6%"]
    assert words(figure, "compared-end-label") == ["93.0%"]
    assert words(figure, "value-name") + words(figure, "compared-name") == ["2023/24", "2022/23"]
    assert room(only(figure, "value-end-label")).left > BOX.right
    starts = [points(leader)[0][1] for leader in artists(figure, "leader")]
    ends = [points(only(figure, f"{gid}-line"))[-1][1] for gid in ("value", "compared", "target")]
    assert sorted(starts) == sorted(ends)


def test_the_latest_month_is_named_without_a_year_because_it_stands_for_two():
    assert words(drawn(), "tick-label") == ["Apr", "Aug", "Mar"]


def test_the_good_side_of_the_target_is_tinted():
    figure = drawn([11.0, 12.5, 12.4], None, AT_MOST_8)
    corners, line = only(figure, "tint").get_xy(), points(only(figure, "target-line"))
    assert (corners[:, 1].min(), corners[:, 1].max()) == (BOX.bottom, line[0][1])


def test_the_label_of_a_target_by_quarter_stands_at_its_last_step():
    steps = TargetLine(94, "Target 94%", steps=tuple([90] * 3 + [92] * 3 + [94] * 6))
    figure = drawn(target=steps)
    last = points(only(figure, "target-line"))[-1][1]
    assert last in [points(leader)[0][1] for leader in artists(figure, "leader")]


def test_a_month_without_a_figure_has_a_cross_with_its_reason():
    figure = drawn([42.0, 41.0, None, 40.0, 41.5, 44.0, 43.0], [45.0] * 12, None)
    assert len(points(only(figure, "gap"))) == 1
    assert words(figure, "gap-label") == ["not supplied"]


def test_the_first_year_of_a_measure_stands_alone():
    figure = drawn(last=None)
    assert artists(figure, "compared-line") == []
    assert words(figure, "tick-label")[-1] == "Aug"


def test_without_one_figure_in_either_year_the_box_holds_the_reason():
    figure = drawn([None] * 5, None)
    assert words(figure, "gap-label") == ["not supplied"]
    assert artists(figure, "target-line") == []
