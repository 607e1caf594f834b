import pytest

from charts.bullet import draw_bullet
from tests.charts.asking import artists, grey, only, points
from tests.charts.gallery import size_of
from tests.charts.panel_gallery import bullet

SIZE = size_of("bullet")


def drawn(*numbers):
    return draw_bullet(bullet(*numbers), SIZE).figure


def place_of(figure, number, end):
    track = only(figure, "track")
    return track.get_x() + number / end * track.get_width()


def test_every_mark_stands_at_its_number_on_one_scale_from_nought():
    figure = drawn(12.6, 19.5, 18, 9, 30)
    places = {gid: points(only(figure, gid))[0][0] for gid in ("value-end-dot", "year-ago-ring", "target-line", "mark")}
    assert places == pytest.approx(
        {
            "value-end-dot": place_of(figure, 12.6, 30),
            "year-ago-ring": place_of(figure, 19.5, 30),
            "target-line": place_of(figure, 18, 30),
            "mark": place_of(figure, 9, 30),
        }
    )


def test_the_bar_runs_from_nought_to_now():
    bar, track = only(drawn(25), "bar"), only(drawn(25), "track")
    assert bar.get_x() == track.get_x()
    assert bar.get_width() == pytest.approx(track.get_width() / 4)


def test_the_marks_are_told_apart_by_shape_not_colour():
    figure = drawn(12.6, 19.5, 18, 9, 30)
    now, ago, england = (only(figure, gid) for gid in ("value-end-dot", "year-ago-ring", "mark"))
    assert (now.get_marker(), ago.get_marker(), england.get_marker()) == ("o", "o", "D")
    assert grey(ago.get_markerfacecolor()) > 0.99
    assert grey(now.get_markerfacecolor()) < 0.3
    target = points(only(figure, "target-line"))
    assert target[1][1] - target[0][1] > 3 * only(figure, "track").get_height()


def test_a_figure_that_has_not_changed_is_a_dot_in_the_middle_of_its_ring():
    figure = drawn(93.5, 93.5)
    dot, ring = only(figure, "value-end-dot"), only(figure, "year-ago-ring")
    assert points(dot).tolist() == points(ring).tolist()
    assert ring.get_markersize() - dot.get_markersize() >= 2
    assert figure.get_children().index(dot) > figure.get_children().index(ring)


def test_england_stands_over_the_bar_where_no_dot_can_cover_it():
    figure = drawn(93.5, 93.5, 93.5, 93.5)
    dot, diamond = only(figure, "value-end-dot"), only(figure, "mark")
    rise = points(diamond)[0][1] - points(dot)[0][1]
    assert rise >= dot.get_markersize() / 2 + diamond.get_markersize() / 2 - 0.5


@pytest.mark.parametrize("number", [0, 50, 100])
def test_all_marks_stay_in_the_cell_at_either_end(number):
    figure = drawn(number, number, number, number)
    for gid in ("value-end-dot", "year-ago-ring", "mark"):
        (x, y), half = points(only(figure, gid))[0], only(figure, gid).get_markersize() / 2
        assert half <= x <= SIZE.width_pt - half
        assert half <= y <= SIZE.height_pt - half


def test_what_lies_beyond_the_scale_is_drawn_at_its_end():
    figure = drawn(60, None, 55, None, 50)
    assert points(only(figure, "value-end-dot"))[0][0] == pytest.approx(place_of(figure, 50, 50))


def test_no_figure_now_is_no_bar_and_the_words_say_why():
    picture = draw_bullet(bullet(None, 12, 20), SIZE)
    assert artists(picture.figure, "bar") == artists(picture.figure, "value-end-dot") == []
    assert picture.alt_text == (
        "Bar from nought, December 2023: not supplied. A year before: 12% in December 2022. Target 20% or more."
    )


def test_nought_is_a_dot_without_a_bar():
    figure = drawn(0)
    assert artists(figure, "bar") == []
    assert only(figure, "value-end-dot")


def test_the_words_tell_now_a_year_before_the_target_and_england():
    assert draw_bullet(bullet(12.6, 19.5, 18, 9, 30), SIZE).alt_text == (
        "Bar from nought, December 2023: 12.6%. A year before: 19.5% in December 2022. Target 18% or more, not met. "
        "England: 9% in March 2023."
    )
