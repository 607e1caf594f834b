import pytest

from charts.picture import Tally
from charts.ranked_dots import RankedDots, draw_ranked_dots
from tests.charts.asking import artists, grey, only, points, texts, words
from tests.charts.gallery import PERCENT, size_of
from tests.charts.panel_gallery import area, ranking

SIZE = size_of("thirteen rows")
OTHERS = [71, 70, 62, 69, 73, 66, None, 64, 72, 68]


def drawn(*numbers, **others):
    return draw_ranked_dots(ranking(*numbers, **others), SIZE).figure


def test_areas_stand_from_the_highest_down_and_those_without_a_figure_last():
    figure = drawn(66.4, 68, OTHERS, 67)
    assert words(figure, "area-figure") == [
        *("73%", "72%", "71%", "70%", "69%", "68%", "68%", "67%", "66.4%", "66%", "64%", "62%"),
    ]
    assert words(figure, "area-name")[0] == "Town of E"
    assert words(figure, "area-name")[-1] == "Town of G"
    heights = [text.get_position()[1] for text in texts(figure, "area-name")]
    assert heights == sorted(heights, reverse=True)


def test_where_low_is_good_the_lowest_stands_first():
    assert words(drawn(15, 11, [9, 8], lowest_first=True), "area-figure") == ["8%", "9%", "11%", "15%"]


def test_every_dot_stands_at_its_figure_in_the_row_of_its_name():
    figure = drawn(66, 68, [60, 80])
    first, last = (points(dot)[0] for dot in artists(figure, "other-dot"))
    ours, england = points(only(figure, "ours-dot"))[0], points(only(figure, "england-dot"))[0]
    assert (ours[0] - last[0]) / (first[0] - last[0]) == pytest.approx(6 / 20)
    assert (england[0] - last[0]) / (first[0] - last[0]) == pytest.approx(8 / 20)
    baseline = next(text for text in texts(figure, "area-name") if text.get_text() == "Sample City").get_position()[1]
    assert 0 < ours[1] - baseline < 6


def test_our_council_is_filled_and_bold_and_the_others_are_open():
    figure = drawn(66.4, 68, OTHERS, 67)
    assert grey(only(figure, "ours-dot").get_markerfacecolor()) < 0.3
    assert all(grey(dot.get_markerfacecolor()) > 0.99 for dot in artists(figure, "other-dot"))
    bold = [text.get_text() for text in texts(figure) if text.get_fontweight() == 600]
    assert bold == ["Sample City", "66.4%"]


def test_england_is_a_diamond_with_a_line_through_all_rows_and_the_region_a_square():
    figure = drawn(66.4, 68, OTHERS, 67)
    assert only(figure, "england-dot").get_marker() == "D"
    assert only(figure, "region-dot").get_marker() == "s"
    line = points(only(figure, "england-line"))
    assert {x for x, _ in line} == {points(only(figure, "england-dot"))[0][0]}
    assert line[1][1] - line[0][1] > 0.9 * (SIZE.height_pt - line[0][1])


def test_an_area_without_a_figure_has_its_reason():
    figure = drawn(66.4, 68, OTHERS, 67)
    assert words(figure, "gap-label") == ["not published"]
    assert len(artists(figure, "other-dot")) == 9


def test_a_scale_that_starts_over_nought_says_so_in_words():
    assert words(drawn(66.4, 68, OTHERS, 67), "scale-label") == ["scale from 60%"]
    assert words(drawn(15, 11, [9, 8]), "scale-label") == []


def test_the_words_say_how_many_others_stand_before_us_and_name_all():
    assert draw_ranked_dots(ranking(66.4, 68, [71, 60]), SIZE).alt_text == (
        "5 areas as dots, the highest first. 1 of 2 other areas is higher than Sample City. Town of A 71%; "
        "England 68%; Sample City 66.4%; Town of B 60%; West Midlands not published."
    )


def test_the_words_open_with_how_many_rows_there_are_which_is_counted():
    for others, opening in ([], "3 areas as dots, "), ([71, None], "5 areas as dots, "):
        picture = draw_ranked_dots(ranking(66.4, 68, others), SIZE)
        count = picture.description[0]
        assert picture.alt_text.startswith(opening)
        assert isinstance(count, Tally)
        assert count.of == picture.numbers


def test_a_single_area_is_one():
    chart = RankedDots((area("Sample City", 50),), PERCENT)
    assert draw_ranked_dots(chart, SIZE).alt_text.startswith("1 area as dots, ")


def test_without_a_figure_of_our_own_no_place_is_claimed():
    assert "other areas" not in draw_ranked_dots(ranking(None, 68, [71, 60]), SIZE).alt_text
