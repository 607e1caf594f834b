import pytest

from charts import theme
from charts.dots import draw_dots
from charts.picture import TargetLine
from tests.charts.asking import artists, only, points
from tests.charts.gallery import size_of
from tests.charts.panel_gallery import dots_of

SIZE = size_of("circles")


def drawn(*chart):
    return draw_dots(dots_of(*chart), SIZE).figure


@pytest.mark.parametrize("share", [0, 1, 9, 10, 87, 100])
def test_of_a_hundred_circles_as_many_are_filled_as_the_share_says(share):
    figure = drawn(share)
    filled = sum(len(points(line)) for line in artists(figure, "filled-dot"))
    still_open = sum(len(points(line)) for line in artists(figure, "open-dot"))
    assert (filled, still_open) == (share, 100 - share)


def test_circles_are_filled_row_by_row_from_the_top():
    filled, still_open = points(only(drawn(15), "filled-dot")), points(only(drawn(15), "open-dot"))
    assert len(set(filled[:10, 1].round(3))) == 1
    assert (filled[:, 1] >= still_open[:, 1].max() - 0.001).all()
    assert filled[10][0] == pytest.approx(filled[0][0])


@pytest.mark.parametrize(("promise", "at_least"), [(95, True), (90, True), (8, False), (100, True), (1, False)])
def test_the_black_line_has_as_many_circles_before_it_as_were_promised(promise, at_least):
    figure = drawn(50, promise, at_least)
    line = points(only(figure, "promise-line"))
    circles = [tuple(point) for gid in ("filled-dot", "open-dot") for point in points(only(figure, gid))]
    foot = line[:, 1].min()
    end = line[line[:, 1] == foot][:, 0].max()
    upper = line[:, 1].max() if promise % 10 else foot
    before = [(x, y) for x, y in circles if y > upper or (y > foot and x < end)]
    assert len(before) == promise


def test_the_line_runs_between_the_circles():
    figure = drawn(50, 45)
    radius = only(figure, "filled-dot").get_markersize() / 2
    level = points(only(figure, "promise-line"))[0][1]
    gaps = [abs(y - level) for _, y in points(only(figure, "open-dot"))]
    assert min(gaps) >= radius + only(figure, "promise-line").get_linewidth() / 2


def test_more_than_were_promised_at_most_are_in_the_colour_of_alert():
    assert only(drawn(15, 8, False), "filled-dot").get_color() == theme.ALERT
    assert only(drawn(8, 8, False), "filled-dot").get_color() == theme.DARK
    assert only(drawn(9, 95), "filled-dot").get_color() == theme.DARK


def test_the_circles_are_a_square_inside_the_picture():
    places = points(only(drawn(100), "filled-dot"))
    radius = only(drawn(100), "filled-dot").get_markersize() / 2
    assert places.min() - radius >= 0
    assert places.max() + radius <= SIZE.width_pt
    steps = places[1][0] - places[0][0], places[0][1] - places[10][1]
    assert steps[0] == pytest.approx(steps[1])


def test_the_words_say_how_many_are_filled_and_what_was_promised():
    assert draw_dots(dots_of(87, 90), SIZE).alt_text == "87 of a hundred circles are filled; the promise is 90."
    assert draw_dots(dots_of(15, 8, False), SIZE).alt_text == (
        "15 of a hundred circles are filled; the promise is at most 8."
    )
    assert draw_dots(dots_of(99), SIZE).alt_text == "99 of a hundred circles are filled."


def test_the_numbers_in_the_words_are_traced_as_the_figure_and_the_promise_are():
    from dataclasses import replace

    chart = dots_of(87, 90)
    chart = replace(chart, value=chart.value._replace(about="cell C4"), about="target")
    share, promise = (piece for piece in draw_dots(chart, SIZE).description if not isinstance(piece, str))
    assert (share.text, share.about) == ("87", "cell C4")
    assert isinstance(promise, TargetLine)
    assert (promise.text, promise.about) == ("90", "target")


def test_a_missing_figure_fills_no_circle_and_says_why():
    picture = draw_dots(dots_of(None, 90), SIZE)
    assert artists(picture.figure, "filled-dot") == []
    assert picture.alt_text == ("A hundred circles, none filled. December 2023: not supplied; the promise is 90.")


@pytest.mark.parametrize("numbers", [(101,), (-1,), (50, 101)])
def test_more_than_a_hundred_cannot_be_drawn(numbers):
    with pytest.raises(ValueError, match="hundred"):
        dots_of(*numbers)
