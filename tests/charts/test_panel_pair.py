from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from charts import theme
from charts.panel_box import plot_box
from charts.panel_pair import draw_net_change, draw_panel_pair
from tests.charts.asking import artists, only, points, room, texts, words
from tests.charts.panel_gallery import net_of, pair_of
from tests.charts.printed_sizes import box_size

SIZE = box_size()
BOX = plot_box(SIZE)


def pair(first=(18.0, 21.0, 19.0, 21.0), second=(30.0, 44.0, 39.0, 47.0)):
    return draw_panel_pair(pair_of(first, second), SIZE).figure


def net(starts=(12.0, 9.0, 15.0, 11.0), leavers=(10.0, 14.0, 15.0, 14.0)):
    return draw_net_change(net_of(starts, leavers), SIZE).figure


def test_both_series_stand_on_one_scale_from_nought_in_the_box_of_every_panel():
    first, second = (points(only(pair(), gid)) for gid in ("value-line", "compared-line"))
    assert (first[-1][1] - BOX.bottom) / (second[-1][1] - BOX.bottom) == pytest.approx(21 / 47)
    assert (first[0][0], first[-1][0]) == pytest.approx((BOX.left + 7, BOX.right - 7))


def test_each_series_is_named_at_its_end_with_its_latest_figure():
    figure = pair()
    assert words(figure, "value-end-label") + words(figure, "value-name") == ["21", "children"]
    assert words(figure, "compared-end-label") + words(figure, "compared-name") == ["47", "times", "missing"]
    assert len(artists(figure, "leader")) == 2


def test_the_series_are_told_apart_without_colour():
    figure = pair()
    assert not only(figure, "value-line").is_dashed()
    assert only(figure, "compared-line").is_dashed()
    assert [only(figure, gid).get_marker() for gid in ("value-end-dot", "compared-end-dot")] == ["o", "s"]


def test_a_gap_in_one_series_is_said_to_be_that_series_gap():
    figure = pair((18.0, None, 19.0, 21.0))
    assert words(figure, "gap-label") == ["Children: not supplied"]
    assert np.isnan(points(only(figure, "value-line"))[1][1])
    assert np.isfinite(points(only(figure, "compared-line"))[:, 1]).all()


def test_a_figure_before_a_hidden_month_says_of_which_month_it_is():
    figure = pair((18.0, 21.0, 19.0, None))
    assert words(figure, "value-end-period") == ["Jun 2022"]
    assert words(figure, "compared-end-period") == []


def test_the_description_tells_both_series():
    assert draw_panel_pair(pair_of((18, 21), (30, 47)), SIZE).alt_text == (
        "Line chart of two series, April 2022 to May 2022. Children: 18 in April 2022, 21 in May 2022. "
        "Times missing: 30 in April 2022, 47 in May 2022."
    )


def test_more_who_came_than_left_is_a_bar_up_and_fewer_a_bar_down():
    figure = net()
    zero = points(only(figure, "axis"))[0][1]
    bars = [*artists(figure, "bar"), only(figure, "latest-bar")]
    ends = [bar.get_y() - zero if bar.get_y() < zero - 0.01 else bar.get_height() for bar in bars]
    assert [end / ends[0] * 2 for end in ends] == pytest.approx([2, -5, 0, -3])


def test_the_net_change_and_both_series_share_one_scale_with_its_nought_in_the_plot():
    figure = net()
    zero = points(only(figure, "axis"))[0][1]
    starts, leavers = points(only(figure, "starts-line")), points(only(figure, "leavers-line"))
    assert BOX.bottom < zero < BOX.top
    assert (starts[-1][1] - zero) / (leavers[-1][1] - zero) == pytest.approx(11 / 14)
    assert words(figure, "scale-label") == []


def test_the_latest_month_is_dark_and_the_lines_are_told_apart_without_colour():
    figure = net()
    assert only(figure, "latest-bar").get_facecolor() != artists(figure, "bar")[0].get_facecolor()
    assert (only(figure, "starts-line").is_dashed(), only(figure, "leavers-line").is_dashed()) == (False, True)
    assert only(figure, "starts-line").get_linewidth() < theme.LINE_PT


def test_the_net_change_and_both_series_are_named_at_their_ends():
    figure = net()
    named = [
        (words(figure, f"{gid}-end-label"), words(figure, f"{gid}-name")) for gid in ("value", "starts", "leavers")
    ]
    assert named == [(["−3"], ["net", "change"]), (["11"], ["came in"]), (["14"], ["left"])]
    assert len(artists(figure, "leader")) == 3


def test_a_month_without_those_who_came_has_no_bar_and_breaks_one_line():
    figure = net((12.0, None, 15.0, 11.0))
    assert len(artists(figure, "bar")) + len(artists(figure, "latest-bar")) == 3
    assert np.isnan(points(only(figure, "starts-line"))[1][1])
    assert np.isfinite(points(only(figure, "leavers-line"))[:, 1]).all()
    assert words(figure, "gap-label") == ["Came in: not supplied"]


def test_where_nobody_came_or_left_nothing_is_invented():
    picture = draw_net_change(net_of([0.0] * 13, [0.0] * 13), SIZE)
    assert words(picture.figure, "value-end-label") == ["0"]
    assert "0 in every one of the 13 months" in picture.alt_text


def test_the_words_tell_the_net_change_first():
    assert draw_net_change(net_of((12, 9), (10, 14)), SIZE).alt_text == (
        "Bars of the difference and two lines, April 2022 to May 2022. Net change: +2 in April 2022, −5 in May 2022. "
        "Came in: 12 in April 2022, 9 in May 2022. Left: 10 in April 2022, 14 in May 2022."
    )


def labelled(starts=(12.0, 9.0, 15.0, 11.0), leavers=(10.0, 14.0, 15.0, 14.0)):
    """The words in the column beside the chart of who came and who left, each named as in a report."""
    chart = net_of(starts, leavers)
    chart = replace(chart, starts=replace(chart.starts, name="Came into care"))
    figure = draw_net_change(chart, SIZE).figure
    beside = [text for text in texts(figure) if room(text).left > BOX.right]
    boxes = [room(text).grown(-0.05) for text in beside]
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))
    return [text.get_text() for text in sorted(beside, key=lambda text: -text.get_position()[1])]


@pytest.mark.parametrize(
    ("starts", "leavers", "said"),
    [
        ((12, 9, None, None), (10, 14, None, None), ["left", "14", "May 2022", "Came", "into care", "9", "May 2022"]),
        ((12, 9, 15, None), (10, 14, 15, 14), ["Came", "into care", "15", "Jun 2022", "14", "left"]),
    ],
)
def test_where_the_last_month_is_hidden_every_name_is_whole_and_says_its_month(starts, leavers, said):
    words = labelled(starts, leavers)
    assert [word for word in words if word not in {"net", "change", "net change"}] == said
    assert ("net change" in words) is (leavers[-1] is not None), "the bars are named where three labels have room"
