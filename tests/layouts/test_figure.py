import io

import pypdfium2
import pytest
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text
from matplotlib.transforms import IdentityTransform
from reportlab.platypus import SimpleDocTemplate

from layouts import canvas_renderer
from layouts import figure as figure_module
from layouts.blocks import Drawing, Span
from layouts.figure import DrawnFigure
from layouts.fonts import register_fonts

WORDS = "Line chart: 95.3% in April 2022, 90.6% in December 2023."


def _drawing(words=WORDS):
    figure = Figure(figsize=(120 / 72, 60 / 72), dpi=72, frameon=False)
    points = IdentityTransform()
    figure.add_artist(Line2D([0, 100], [10, 50], transform=points))
    figure.add_artist(Text(20, 20, "90.6%", transform=points, parse_math=False))
    return Drawing(figure, (Span(words),), ())


def test_a_figure_takes_its_own_size_in_points():
    flowable = DrawnFigure(_drawing())
    assert flowable.wrap(10, 10) == (120, 60) == (flowable.width, flowable.height)


def test_a_figure_says_what_it_is_and_what_it_shows():
    flowable = DrawnFigure(_drawing())
    assert (flowable.role, flowable.alt_text) == ("Figure", WORDS)


@pytest.mark.parametrize("words", ["", "A chart", "    \n                         "])
def test_a_figure_without_words_cannot_be_made(words):
    with pytest.raises(ValueError, match="words that say what it shows"):
        DrawnFigure(_drawing(words))


def test_a_figure_is_drawn_once_however_often_the_pages_are_laid_out(monkeypatch):
    drawn = []

    def counting(figure):
        drawn.append(figure)
        return canvas_renderer.record(figure)

    monkeypatch.setattr(figure_module, "record", counting)
    register_fonts()
    flowable = DrawnFigure(_drawing())
    for _ in range(3):
        SimpleDocTemplate(io.BytesIO(), invariant=1).build([flowable])
    assert len(drawn) == 1


def test_the_words_in_a_figure_can_be_searched_for_on_the_page():
    register_fonts()
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer, invariant=1).build([DrawnFigure(_drawing())])
    assert "90.6%" in pypdfium2.PdfDocument(buffer.getvalue())[0].get_textpage().get_text_range()
