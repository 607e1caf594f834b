import io
import re

import numpy as np
import pikepdf
import pypdfium2
import pytest
from matplotlib import font_manager
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Rectangle
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import IdentityTransform
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from layouts.drawing.matplotlib_renderer import NotDrawable, TextRun, record, replay
from layouts.pdf_reader.file import characters_of
from layouts.text.fonts import BOLD, REGULAR, SEMIBOLD, MissingGlyph
from tests.charts.asking import size_bytes

POINTS = IdentityTransform()
BLUE = "#12436D"


def _figure(*artists, width=200, height=100):
    figure = Figure(figsize=(width / 72, height / 72), dpi=72, frameon=False)
    for artist in artists:
        artist.set_transform(POINTS) if isinstance(artist, Line2D | Text) else None
        figure.add_artist(artist)
    return figure


def _text(words, x=10, y=20, **keywords):
    keywords = {"parse_math": False, "fontsize": 10, "transform": POINTS} | keywords
    return Text(x, y, words, **keywords)


def _line(xs, ys, **keywords):
    return Line2D(xs, ys, transform=POINTS, **({"color": BLUE, "linewidth": 2} | keywords))


def _pdf(*lists, at=(30, 40)) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(400, 300), invariant=1, pageCompression=0)
    for display_list in lists:
        replay(display_list, canvas, *at)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _operators(display_list):
    return "\n".join(step for step in display_list if isinstance(step, str))


def _page(pdf):
    return pypdfium2.PdfDocument(pdf)[0]


def _written(pdf: bytes) -> str:
    """The page's words as its operators write them, by each font's own map back to characters."""
    words, font = [], {}
    with pikepdf.open(io.BytesIO(pdf)) as document:
        page = document.pages[0]
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "Tf":
                font = characters_of(page.Resources.Font[str(operands[0])].ToUnicode.read_bytes())
            elif str(operator) == "Tj":
                words += [font[code] for code in bytes(operands[0])]
    return "".join(words)


def test_a_line_stands_on_the_page_at_its_own_points():
    picture = _page(_pdf(record(_figure(_line([10, 110], [50, 50], linewidth=4))))).render(scale=1).to_numpy()
    dark = np.argwhere(picture[:, :, 2] < 128)  # rows from the top of a page 300 points high
    assert dark[:, 1].min() == pytest.approx(40, abs=2)
    assert dark[:, 1].max() == pytest.approx(140, abs=2)
    assert 300 - dark[:, 0].mean() == pytest.approx(90, abs=1)


def test_a_month_without_a_figure_breaks_the_line():
    operators = _operators(record(_figure(_line([10, 20, 30, 40, 50], [5, 6, float("nan"), 8, 9]))))
    assert "10 5 m 20 6 l 40 8 m 50 9 l" in operators


def test_state_is_written_only_when_it_changes():
    lines = [_line([0, 50], [y, y]) for y in range(10, 60, 10)]
    operators = _operators(record(_figure(*lines)))
    assert operators.count(" RG") == operators.count(" w\n") == operators.count(" d\n") == 1
    assert operators.count("S") == 5


def test_dashes_caps_and_joins_reach_the_page():
    dashed = _line([0, 50], [10, 10], linewidth=2, linestyle=(0, (3, 1)), dash_capstyle="round", dash_joinstyle="bevel")
    operators = _operators(record(_figure(dashed)))
    assert "[6 2] 0 d" in operators
    assert "1 J" in operators
    assert "2 j" in operators


def test_numbers_have_at_most_two_decimals():
    artists = [_line([1 / 3, 200 / 7], [2 / 3, 50]), Circle((50.123456, 50), 7.77777, transform=POINTS, facecolor=BLUE)]
    operators = _operators(record(_figure(*artists)))
    assert not re.search(r"\.\d{4}|e-|-0 ", operators)
    assert max(len(number.split(".")[1]) for number in re.findall(r"\d+\.\d+(?= [\d-][\d.]* [mlc])", operators)) <= 2


def test_markers_are_the_same_words_at_every_point_so_that_they_compress_away():
    marked = _line([10, 20, 30], [5, 6, 7], marker="o", linestyle="none", markersize=4, markeredgewidth=0)
    shapes = re.findall(r"cm (.*?) Q", _operators(record(_figure(marked))))
    assert len(shapes) == 3
    assert len(set(shapes)) == 1


def test_a_marker_stands_at_no_place_for_a_missing_figure():
    marked = _line([10, 20, 30], [5, float("nan"), 7], marker="s", linestyle="none", markeredgewidth=0)
    assert _operators(record(_figure(marked))).count(" cm ") == 2


def test_a_filled_bar_with_an_edge_is_filled_and_stroked_once():
    bar = Rectangle((10, 10), 20, 30, transform=POINTS, facecolor="#28A197", edgecolor=BLUE, linewidth=1)
    operators = _operators(record(_figure(bar)))
    assert operators.count("\nB") == 1
    assert "0.157 0.631 0.592 rg" in operators


def test_a_curve_of_the_second_degree_keeps_its_shape():
    from matplotlib.patches import PathPatch

    bow = PathPatch(Path([(0, 0), (30, 60), (60, 0)], [Path.MOVETO, Path.CURVE3, Path.CURVE3]), transform=POINTS)
    bow.set_facecolor("none")
    assert "0 0 m 20 40 40 40 60 0 c" in _operators(record(_figure(bow)))


def test_ink_outside_a_clip_does_not_reach_the_page():
    line = _line([0, 200], [50, 50], linewidth=6)
    line.set_clip_path(Rectangle((0, 0), 60, 100, transform=POINTS))
    picture = _page(_pdf(record(_figure(line, _line([0, 0], [0, 1]))))).render(scale=1).to_numpy()
    dark = np.argwhere(picture[:, :, 2] < 128)
    assert dark[:, 1].max() <= 91


def test_state_set_inside_a_clip_is_set_again_after_it():
    clipped, free = _line([0, 50], [10, 10], color="#F46A25"), _line([0, 50], [30, 30], color="#F46A25")
    clipped.set_clip_path(Rectangle((0, 0), 60, 100, transform=POINTS))
    operators = _operators(record(_figure(clipped, free)))
    assert operators.count("RG") == 2
    assert operators.count("q") == operators.count("Q")


def test_a_hatch_is_vector_lines_inside_the_bar_with_tiles_of_an_inch():
    bar = Rectangle((80, 10), 20, 60, transform=POINTS, facecolor="white", edgecolor=BLUE, hatch="//")
    display_list = record(_figure(bar))
    operators = _operators(display_list)
    assert "q 1 0 0 1 72 0 cm" in operators
    assert operators.count(" cm ") == 1
    picture = _page(_pdf(display_list)).render(scale=4).to_numpy()
    blue = np.argwhere(picture[:, :, 2] < 160) / 4
    assert blue[:, 1].min() >= 109
    assert blue[:, 1].max() <= 131
    edge = 60 * 2 + 20 * 2
    assert len(blue) * 16 > 2 * edge  # more ink than the edge alone


def test_a_chart_of_hatched_bars_stays_small():
    bars = [
        Rectangle((40 * index, 0), 30, 90, transform=POINTS, facecolor="white", edgecolor=BLUE, hatch="//")
        for index in range(7)
    ]
    assert size_bytes(record(_figure(*bars, width=300))) < 12_000


@pytest.mark.parametrize(
    "typed",
    ["$x_1$", "<b>A & B</b>", r"back\slash (and) brackets", "100% $5 $6", "a_b^c {d}", "&amp;", "\\$", "%(name)s"],
)
def test_words_come_out_as_they_were_typed(typed):
    pdf = _pdf(record(_figure(_text(typed))))
    assert _page(pdf).get_textpage().get_text_range().strip() == typed
    assert _written(pdf) == typed


def test_text_is_set_in_the_pages_fonts_by_its_weight():
    weights = ["normal", 600, "semibold", "bold", 400]
    steps = record(_figure(*(_text("412", weight=weight) for weight in weights)))
    fonts = [step.font for step in steps if isinstance(step, TextRun)]
    assert fonts == [REGULAR, SEMIBOLD, SEMIBOLD, BOLD, REGULAR]


def test_text_ends_where_the_pages_own_metrics_say():
    (inscription,) = (step for step in record(_figure(_text("90.6%", x=150, ha="right"))) if isinstance(step, TextRun))
    assert inscription.x_pt == pytest.approx(150 - pdfmetrics.stringWidth("90.6%", REGULAR, 10), abs=0.01)
    assert inscription.y_pt == 20


def test_no_font_file_is_looked_up_to_set_text(monkeypatch):
    def look_up(*_, **__):
        raise AssertionError("a font file was looked up")

    monkeypatch.setattr(font_manager.FontManager, "findfont", look_up)
    monkeypatch.setattr(font_manager.FontManager, "_find_fonts_by_props", look_up)
    assert record(_figure(_text("two\nlines", va="center", ha="center")))


def test_a_word_can_stand_upright():
    (inscription,) = (step for step in record(_figure(_text("Children", rotation=90))) if isinstance(step, TextRun))
    assert inscription.angle == 90
    text = _page(_pdf(record(_figure(_text("Children", rotation=90))))).get_textpage()
    heights = [text.get_charbox(index)[1] for index in range(8)]
    assert heights == sorted(heights)
    assert heights[-1] - heights[0] > 25


def test_a_character_without_a_glyph_stops_the_drawing_and_is_named():
    with pytest.raises(MissingGlyph, match=r"U\+6F22"):
        record(_figure(_text("Visits 漢")))


def test_mathematics_is_refused():
    with pytest.raises(NotDrawable, match="mathematics"):
        record(_figure(_text("$x_1$", parse_math=True)))


def test_images_are_refused():
    figure = _figure()
    figure.add_axes((0, 0, 1, 1)).imshow(np.zeros((4, 4)))
    with pytest.raises(NotDrawable, match="never with an image"):
        record(figure)


def test_colours_that_let_others_through_are_refused():
    with pytest.raises(NotDrawable, match="opaque"):
        record(_figure(_line([0, 1], [0, 1], alpha=0.5)))


def test_a_figure_not_set_in_points_is_refused():
    with pytest.raises(NotDrawable, match="72 dpi"):
        record(Figure(figsize=(2, 2), dpi=100))


def test_nothing_is_written_for_ink_that_does_not_show():
    bar = Rectangle((0, 0), 10, 10, transform=POINTS, facecolor="none", edgecolor="none")
    assert record(_figure(bar, _text(""), _line([0, 1], [0, 1], linewidth=0))) == ()


def test_replaying_writes_the_same_operators_every_time():
    display_list = record(_figure(_line([0, 50], [10, 30]), _text("412")))
    with pikepdf.open(io.BytesIO(_pdf(display_list, display_list))) as document:
        content = document.pages[0].Contents.read_bytes().decode("latin-1")
    first, second = re.findall(r"q\n1 0 0 1 30 40 cm.*?\nQ", content, flags=re.DOTALL)
    assert first == second


def test_the_canvas_is_left_as_it_was():
    canvas = Canvas(io.BytesIO())
    before = canvas._fontname, canvas._fontsize, canvas._lineWidth
    replay(record(_figure(_line([0, 50], [10, 30]), _text("412", fontsize=14))), canvas, 5, 5)
    assert (canvas._fontname, canvas._fontsize, canvas._lineWidth) == before


def test_a_figure_adds_no_images_and_no_forms_to_the_file():
    bar = Rectangle((80, 10), 20, 60, transform=POINTS, facecolor="white", edgecolor=BLUE, hatch="xx")
    pdf = _pdf(record(_figure(bar, _line([0, 50], [10, 30], marker="o"), _text("412"))))
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert not [item for item in document.objects if isinstance(item, pikepdf.Stream) and "/Subtype" in item]
        assert "/XObject" not in document.pages[0].Resources


def test_the_same_figure_gives_the_same_bytes():
    def build():
        return _pdf(record(_figure(_line([0, 50], [10, 30], marker="o"), _text("412 children"))))

    assert build() == build()


def test_matplotlib_still_asks_a_renderer_for_its_line_heights():
    import inspect

    from matplotlib.text import Text as TextArtist

    assert "_get_font_height_metrics" in inspect.getsource(TextArtist._get_layout)
