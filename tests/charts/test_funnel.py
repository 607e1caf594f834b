import numpy as np
import pytest

from charts.funnel import draw_funnel
from charts.picture import Size
from tests.charts.asking import artists, grey, only, points, words
from tests.charts.gallery import funnel

SIZE = Size(320, 130)
OTHERS = [(11.9, 725), (13.7, 620), (5.0, 348)]


def _drawn(own=(10.0, 386), others=tuple(OTHERS), middle=10.6):
    return draw_funnel(funnel(own, list(others), middle), SIZE)


def test_our_own_council_is_a_named_square_and_the_others_are_dots():
    figure = _drawn().figure
    own, others = only(figure, "value-end-dot"), only(figure, "compared-dot")
    assert (own.get_marker(), others.get_marker()) == ("s", "o")
    assert (len(points(own)), len(points(others))) == (1, 3)
    assert words(figure, "value-end-label") == ["Ours 10%"]
    assert grey(others.get_color()) - grey(own.get_color()) > 0.2


def test_an_area_stands_over_the_number_of_its_children_counted_from_zero():
    figure = _drawn().figure
    left = float(points(only(figure, "middle-line"))[0][0])
    across = points(only(figure, "compared-dot"))[:, 0] - left
    assert across[0] / across[2] == pytest.approx(725 / 348, rel=0.01)


def test_the_fewer_children_the_wider_the_limits():
    figure = _drawn().figure
    for gid in ("inner-limit", "outer-limit"):
        lower, upper = (points(line)[:, 1] for line in artists(figure, gid))
        width = upper - lower
        assert np.all(np.diff(width) <= 1e-6)
        assert width[0] > width[-1] * 1.2
    inner, outer = (points(artists(figure, gid)[1])[:, 1] for gid in ("inner-limit", "outer-limit"))
    assert np.all(inner < outer)


def test_the_line_and_the_curves_are_told_apart_without_colour():
    figure = _drawn().figure
    middle = only(figure, "middle-line")
    inner, outer = (artists(figure, gid)[0] for gid in ("inner-limit", "outer-limit"))
    assert [line.is_dashed() for line in (middle, inner, outer)] == [False, True, True]
    assert inner._dash_pattern != outer._dash_pattern
    assert words(figure, "limit-label") == ["99.8% limits", "95% limits"] or set(words(figure, "limit-label")) == {
        "99.8% limits",
        "95% limits",
    }


def test_the_description_tells_where_we_lie_and_who_lies_outside():
    assert _drawn().alt_text == (
        "Funnel plot of 4 areas round the line of England 11%. Our council: 10% of 386, within the inner limits. "
        "Of the 3 others, 2 outside the inner limits: Area B 14%, Area C 5%."
    )


def test_without_a_figure_of_our_own_there_is_no_square():
    picture = _drawn(own=None)
    assert artists(picture.figure, "value-end-dot") == []
    assert "Our council" not in picture.alt_text
