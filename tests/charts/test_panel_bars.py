from dataclasses import replace

import pytest

from charts import theme
from charts.panel_bars import PanelBars, draw_paired_bars, draw_panel_bars
from charts.panel_box import plot_box
from charts.picture import Scale, TargetLine
from tests.charts.asking import artists, grey, only, points, room, words
from tests.charts.gallery import quarter_values
from tests.charts.panel_gallery import TARGET_95, bars_of, groups_of
from tests.charts.printed_sizes import box_size

SIZE = box_size()
BOX = plot_box(SIZE)
QUARTERS = [56.0, 48.0, 38.1, 29.4, 12.2, 6.3, 10.0]


def bars(numbers=QUARTERS, target=TARGET_95):
    return draw_panel_bars(bars_of(numbers, target), SIZE).figure


def paired(*numbers):
    return draw_paired_bars(groups_of(*numbers), SIZE).figure


def test_bars_stand_on_nought_in_the_box_of_every_panel_and_are_as_high_as_their_figures():
    figure = bars()
    drawn = [*artists(figure, "bar"), only(figure, "latest-bar")]
    assert {bar.get_y() for bar in drawn} == {BOX.bottom}
    heights = [bar.get_height() / drawn[0].get_height() * 56 for bar in drawn]
    assert heights == pytest.approx(QUARTERS)
    assert points(only(figure, "target-line"))[:, 0].tolist() == [BOX.left, BOX.right]


def test_the_latest_quarter_is_darker_than_those_before_it_without_colour_too():
    figure = bars()
    before, latest = artists(figure, "bar")[0].get_facecolor(), only(figure, "latest-bar").get_facecolor()
    assert grey(before) - grey(latest) > 0.2


def test_every_quarter_has_its_figure_on_top_of_its_bar():
    figure = bars()
    assert sorted(words(figure, "bar-label")) == sorted(f"{number:.1f}%" for number in QUARTERS[:-1])
    label, bar = room(only(figure, "end-label")), only(figure, "latest-bar")
    assert label.bottom > bar.get_y() + bar.get_height()
    assert (label.left + label.right) / 2 == pytest.approx(bar.get_x() + bar.get_width() / 2, abs=0.2)


def test_the_good_side_of_the_target_is_tinted():
    corners = only(bars(), "tint").get_xy()
    line = points(only(bars(), "target-line"))
    assert (corners[:, 1].min(), corners[:, 1].max()) == pytest.approx((line[0][1], BOX.top))
    few = TargetLine(20, "Target 20%", at_least=False)
    assert only(bars(target=few), "tint").get_xy()[:, 1].min() == pytest.approx(BOX.bottom)


def test_the_target_line_shows_across_dark_bars():
    figure = bars(target=TargetLine(20, "Target 20%"))
    assert only(figure, "target-paper").get_color() == theme.PAPER
    assert only(figure, "target-line").get_zorder() > artists(figure, "bar")[0].get_zorder()


@pytest.mark.parametrize("target", [None, TargetLine(100, "Target 100%"), TargetLine(99, "Target 99%")])
def test_quarters_of_a_hundred_per_cent_have_room_for_their_figures(target):
    figure = bars([100.0] * 7, target)
    assert words(figure, "end-label") == ["100.0%"]
    assert words(figure, "bar-label")
    assert "120%" not in words(figure, "number-label")


def test_of_twelve_quarters_the_latest_and_that_of_a_year_ago_have_their_figures():
    figure = bars([*QUARTERS, 44, 22, 31, 28, 35.5])
    assert words(figure, "end-label") == ["35.5%"]
    assert "44.0%" in words(figure, "bar-label")


def test_a_quarter_without_a_figure_has_a_cross_and_the_reason():
    figure = bars([56, None, 38.1, 29.4, None, 6.3, 10])
    assert len(artists(figure, "bar")) == 4
    assert len(points(only(figure, "gap"))) == 2
    assert " ".join(words(figure, "gap-label")) == "not supplied"


def test_a_latest_quarter_without_a_figure_leaves_no_bar_dark():
    assert artists(bars([*QUARTERS[:-1], None]), "latest-bar") == []


def test_a_single_quarter_is_a_bar_and_no_block():
    assert only(bars([44.0]), "latest-bar").get_width() < 30


def test_the_words_tell_every_quarter_and_the_target():
    assert draw_panel_bars(bars_of([56, None, 97], TARGET_95), SIZE).alt_text == (
        "Bar chart by quarter. 2022/23 Q1: 56.0%; 2022/23 Q3: 97.0%. Target 95%, met in 1 of 2 quarters shown. "
        "2022/23 Q2: not supplied."
    )


def test_every_age_band_has_a_bar_a_dot_now_and_a_ring_a_year_ago_on_one_scale():
    figure = paired([22, 47, 50, 161, 132], [28, 40, 66, 140, 118])
    lengths = [bar.get_width() for bar in artists(figure, "bar")]
    assert [length / lengths[3] * 161 for length in lengths] == pytest.approx([22, 47, 50, 161, 132])
    start = artists(figure, "bar")[0].get_x()
    dots = [points(dot)[0][0] for dot in artists(figure, "value-end-dot")]
    assert dots == pytest.approx([start + length for length in lengths])
    rings = [points(ring)[0][0] - start for ring in artists(figure, "year-ago-ring")]
    assert [ring / lengths[3] * 161 for ring in rings] == pytest.approx([28, 40, 66, 140, 118])


def test_a_band_that_has_not_changed_is_a_dot_in_its_ring():
    figure = paired([22, 47, 50, 161, 132], [22, 47, 50, 161, 132])
    dot, ring = artists(figure, "value-end-dot")[0], artists(figure, "year-ago-ring")[0]
    assert points(dot).tolist() == points(ring).tolist()
    assert ring.get_markersize() - dot.get_markersize() > 2


def test_the_bands_are_named_at_the_left_and_their_figures_stand_in_the_column_at_the_right():
    figure = paired([22, 47, 50, 161, 132], [28, 40, 66, 140, 118])
    assert words(figure, "tick-label") == ["Under 1", "1 to 4", "5 to 9", "10 to 15", "16 and over"]
    assert words(figure, "bar-label") == ["22 (5%)", "47 (11%)", "50 (12%)", "161 (39%)", "132 (32%)"]
    assert all(room(label).left > BOX.right for label in artists(figure, "bar-label"))


def test_a_hidden_band_has_its_reason_and_no_bar():
    figure = paired([None, 47, 50, 161, 132], [28, 40, 66, None, 118])
    assert words(figure, "gap-label") == ["fewer than 6"]
    assert (len(artists(figure, "bar")), len(artists(figure, "year-ago-ring"))) == (4, 4)


def test_the_key_says_which_is_now_and_which_a_year_ago():
    assert words(paired([22, 47, 50, 161, 132], [28, 40, 66, 140, 118]), "key-label") == [
        "December 2023",
        "December 2022",
    ]
    assert words(paired([22, 47, 50, 161, 132]), "key-label") == ["December 2023"]


def test_long_names_of_teams_and_the_key_under_them_are_whole():
    groups = groups_of([21, 20, 23, 68, 40], [20, 20, 23, 69, 40])
    name = "Family Safeguarding social workers"
    longer = replace(groups.groups[0], now=replace(groups.groups[0].now, tick=name))
    figure = draw_paired_bars(replace(groups, groups=(longer, *groups.groups[1:])), SIZE).figure
    assert name in words(figure, "tick-label")
    assert words(figure, "key-label") == ["December 2023", "December 2022"]


def test_the_words_tell_both_years_of_every_band():
    assert draw_paired_bars(groups_of([None, 47, 50, 161, 132], [28, 40, 66, None, 118]), SIZE).alt_text == (
        "Bar chart by group, December 2023 and December 2022. Under 1: fewer than 6, then 28; 1 to 4: 47 (12%), then "
        "40; 5 to 9: 50 (13%), then 66; 10 to 15: 161 (41%), then fewer than 6; 16 and over: 132 (34%), then 118."
    )


def test_a_bar_below_zero_hangs_from_nought():
    chart = PanelBars(quarter_values([3, -2, 1]), Scale(floor=-1000.0))
    figure = draw_panel_bars(chart, SIZE).figure
    feet = [bar.get_y() for bar in artists(figure, "bar")]
    assert feet[1] < feet[0]
