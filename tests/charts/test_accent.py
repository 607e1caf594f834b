"""A council's accent in the charts: the figures being reported are drawn in it, and earlier bars in a paler tone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from charts import theme
from layouts.drawing.matplotlib_renderer import record
from tests.charts.asking import artists, grey
from tests.charts.gallery import cases, size_of

PURPLE = "#4A2270"


def drawn(case, accent: str = theme.DARK) -> str:
    """The operators of a chart in its first size."""
    size = replace(size_of(case.sizes[0]), accent=accent)
    return str(record(case.draw(case.chart, size).figure))


def operator(colour: str) -> str:
    return " ".join(f"{int(colour[place : place + 2], 16) / 255:.4g}".lstrip("0") or "0" for place in (1, 3, 5))


@pytest.mark.parametrize("case", cases()[::3], ids=lambda case: case.title)
def test_nothing_of_a_chart_keeps_the_reports_own_dark_tone_and_all_else_stays(case):
    before, after = drawn(case), drawn(case, PURPLE)
    for own in (theme.DARK, theme.BAR):
        assert (before.count(operator(own)) > 0) == (after.count(operator(theme.in_accent(own, PURPLE))) > 0)
        assert operator(own) not in after
    assert before.count(operator(theme.INK)) == after.count(operator(theme.INK))
    assert drawn(case, theme.DARK) == before


def test_the_paler_tone_of_an_accent_is_as_dark_as_the_reports_own():
    for accent in (PURPLE, "#000000", "#004B38", "#843500"):
        assert grey(theme.in_accent(theme.BAR, accent)) == pytest.approx(grey(theme.BAR), abs=0.03)


def test_a_colour_that_is_not_the_accents_is_the_same_in_every_accent():
    for colour in (theme.MID, theme.ALERT, theme.INK, theme.PAPER, theme.TINT):
        assert theme.in_accent(colour, PURPLE) == colour


def test_the_line_of_a_trend_is_in_the_councils_accent():
    case = cases()[0]
    picture = case.draw(case.chart, replace(size_of(case.sizes[0]), accent=PURPLE))
    assert artists(picture.figure, "value-line")[0].get_color() == PURPLE
