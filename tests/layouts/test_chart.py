import gc
import io
import subprocess
import sys
from weakref import ref

import pypdfium2
import pytest
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text
from matplotlib.transforms import IdentityTransform
from reportlab.pdfgen.canvas import Canvas

from layouts.blocks import Drawing, Span
from layouts.drawing import matplotlib_renderer
from layouts.drawing.matplotlib_renderer import record, replay
from layouts.text.fonts import register_fonts

WORDS = "Line chart: 95.3% in April 2022, 90.6% in December 2023."


def _drawing(words=WORDS):
    figure = Figure(figsize=(120 / 72, 60 / 72), dpi=72, frameon=False)
    points = IdentityTransform()
    figure.add_artist(Line2D([0, 100], [10, 50], transform=points))
    figure.add_artist(Text(20, 20, "90.6%", transform=points, parse_math=False))
    return Drawing(figure, (Span(words),), ())


def _page(drawing, x_pt=100, y_pt=200):
    register_fonts()
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(400, 400), invariant=1)
    replay(record(drawing.figure), canvas, x_pt, y_pt)
    canvas.save()
    return pypdfium2.PdfDocument(buffer.getvalue())[0]


def test_a_figure_stands_where_it_is_placed():
    left, bottom, right, top = _page(_drawing()).get_textpage().get_charbox(0)
    assert 120 <= left < right <= 130
    assert 219 <= bottom < top <= 230


def test_each_figure_of_a_report_is_made_and_recorded_once(monkeypatch, set_report, build):
    recorded = []

    def counting(figure):
        recorded.append(figure)
        return record(figure)

    monkeypatch.setattr(matplotlib_renderer, "record", counting)
    set_report(build.section("Home"), build.panel("3.1", figures=[build.figure(), build.figure()]))
    assert len(recorded) == len({id(figure) for figure in recorded}) == len(build.drawn) == 2


def test_a_chart_is_let_go_once_it_is_on_the_page(monkeypatch, set_report, build):
    artists = []

    def watching(figure):
        artists.extend(map(ref, figure.artists))
        return record(figure)

    monkeypatch.setattr(matplotlib_renderer, "record", watching)
    gc.disable()  # a collection would take them too
    try:
        set_report(build.section("Home"), build.panel("3.1", figures=[build.figure(), build.figure()]))
    finally:
        gc.enable()
    assert artists
    assert [one for one in artists if one() is not None] == []


@pytest.mark.parametrize("words", ["", "A chart", "    \n                         "])
def test_a_figure_without_words_cannot_be_made(words):
    with pytest.raises(ValueError, match="words that say what it shows"):
        _drawing(words)


def test_the_words_in_a_figure_can_be_searched_for_on_the_page():
    assert "90.6%" in _page(_drawing()).get_textpage().get_text_range()


def test_placing_a_figure_needs_no_page_templates():
    code = (
        f"import sys, {matplotlib_renderer.__name__}; "
        "sys.exit(any(name.startswith('reportlab.platypus') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
