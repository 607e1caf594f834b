"""What can be read on paper and screen."""

import io
from dataclasses import fields

import pytest

from charts import theme as chart_theme
from layouts import roles, theme
from layouts.blocks import Span
from layouts.drawing.pen import Pen
from layouts.tagged.canvas import TaggedCanvas, UntaggedContent
from layouts.text.fonts import register_fonts
from layouts.text.set_text import set_text
from layouts.theme import TableStyle, TextStyle

EDITIONS = {"standard": theme.STANDARD, "large print": theme.LARGE_PRINT}


def styles(edition: theme.Edition) -> list[TextStyle]:
    """Every way in which an edition sets words."""
    values = [getattr(edition, field.name) for field in fields(edition)]
    tables = [value for value in values if isinstance(value, TableStyle)]
    return [value for value in values if isinstance(value, TextStyle)] + [
        style for table in tables for style in (table.cell, table.heading)
    ]


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_text_has_enough_contrast_on_white_and_on_the_tint(edition):
    for style in styles(EDITIONS[edition]):
        assert contrast(style.colour, theme.PAPER) >= 4.5
        assert contrast(style.colour, theme.TINT) >= 4.5


@pytest.mark.parametrize(("edition", "least"), [("standard", 10), ("large print", 16)])
def test_no_style_is_smaller_than_its_edition_allows(edition, least):
    chosen = EDITIONS[edition]
    assert min(style.size for style in styles(chosen)) >= chosen.smallest == least
    assert chosen.smallest_number * theme.NUMBER_UNIT_SHARE >= chosen.smallest
    assert chosen.chart_label >= chosen.smallest


def test_large_print_is_read_at_eighteen_points():
    assert theme.LARGE_PRINT.body.size == theme.LARGE_PRINT.basis.size == 18


@pytest.mark.parametrize("colour", [theme.ACCENT, theme.ALERT, theme.QUIET])
def test_every_shape_stands_out_from_the_paper(colour):
    assert contrast(colour, theme.PAPER) >= 3


def test_the_grounds_of_charts_have_the_colours_that_charts_paint_them_in():
    assert (f"#{theme.CHART_TINT}", f"#{theme.CHART_TRACK}") == (chart_theme.TINT, chart_theme.TRACK)


def test_a_mark_that_is_neither_content_nor_decoration_cannot_be_made():
    register_fonts()
    pen = Pen(TaggedCanvas(io.BytesIO()))
    pen.begin_page()
    words = set_text((Span("Words"),), theme.STANDARD.body, 100)
    with pen.within(roles.PARAGRAPH):
        pen.text(words, 0, 0)
    pen.end_page()
    pen.begin_page()
    pen.text(words, 0, 0)
    with pytest.raises(UntaggedContent, match="Page 2"):
        pen.end_page()
