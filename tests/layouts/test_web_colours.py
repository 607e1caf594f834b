"""Colours in the dark: as readable as those on the page, one beside the other."""

from itertools import combinations

import pytest

from charts import theme as chart_theme
from layouts import theme
from layouts.web.colours import DARK_PAPER, Palette, contrast, in_the_dark

TEXT = (theme.INK, theme.ACCENT, theme.QUIET, theme.REFERENCE, "004B38", "00703C")
OF_CHARTS = [
    value.removeprefix("#").upper()
    for name, value in vars(chart_theme).items()
    if name.isupper() and isinstance(value, str) and value.startswith("#")
]


@pytest.mark.parametrize("colour", TEXT)
def test_text_that_is_readable_on_white_is_readable_on_dark_paper_and_on_its_tint(colour):
    dark = in_the_dark(colour)
    assert contrast(dark, DARK_PAPER) >= min(contrast(colour, theme.PAPER), 16) * 0.99
    for ground in (DARK_PAPER, in_the_dark(theme.TINT)):
        assert contrast(dark, ground) >= 4.5


def test_any_two_colours_of_charts_stand_out_from_one_another_as_on_the_page():
    assert len(OF_CHARTS) > 10
    for one, other in combinations({*OF_CHARTS, theme.PAPER}, 2):
        before, after = contrast(one, other), contrast(in_the_dark(one), in_the_dark(other))
        assert after == pytest.approx(before, rel=0.06)


@pytest.mark.parametrize("colour", [theme.ACCENT, theme.ALERT, "279C92"])
def test_a_counterpart_has_the_hue_of_its_colour(colour):
    parts = [int(colour[at : at + 2], 16) for at in (0, 2, 4)]
    dark = [int(in_the_dark(colour)[at : at + 2], 16) for at in (0, 2, 4)]
    assert sorted(range(3), key=parts.__getitem__) == sorted(range(3), key=dark.__getitem__)


def test_paper_stays_paper_so_that_what_is_cut_out_of_a_mark_is_cut_out():
    assert in_the_dark("FFFFFF") == DARK_PAPER


def test_each_colour_of_a_page_has_a_value_in_the_light_and_in_the_dark():
    palette = Palette(theme.ACCENT)
    used = [palette.variable(colour) for colour in ("3D3D3D", "28A197", "3D3D3D")]
    assert used == ["var(--c0)", "var(--c1)", "var(--c0)"]
    css = palette.css()
    assert css.count("--c1:#28A197") == 1 and css.count(f"--c1:#{in_the_dark('28A197')}") == 1
    assert "@media screen and (prefers-color-scheme:dark)" in css  # never on paper


def test_a_way_of_painting_is_written_once_however_many_marks_have_it():
    palette = Palette(theme.ACCENT)
    fill = palette.variable("28A197")
    assert [palette.paint(fill=fill), palette.paint(fill="none", stroke_width="2"), palette.paint(fill=fill)] == [
        "p0",
        "p1",
        "p0",
    ]
    assert ".p0{fill:var(--c0)}.p1{fill:none;stroke-width:2}" in palette.css()
