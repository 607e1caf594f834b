"""What holds for every chart of the gallery, however awkward its figures, at every size it is printed in."""

import re
from functools import cache
from itertools import combinations, pairwise
from math import isfinite

import numpy as np
import pytest
from matplotlib import rc_context
from matplotlib.colors import to_hex
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from charts import theme
from charts.canvas import crosses
from charts.dots import Dots
from charts.picture import Tally, TargetLine, Value
from charts.text_fitting import width_pt
from layouts.drawing.matplotlib_renderer import record
from layouts.text.fonts import REGULAR, SEMIBOLD, register_fonts
from tests.charts.asking import artists, compressed_bytes, contrast_on_white, points, room, size_bytes, texts
from tests.charts.gallery import cases, size_of

pytestmark = pytest.mark.slow

DRAWN = [
    pytest.param(case, name, id=f"{case.draw.__name__[5:]}-{case.title}-{name}")
    for case in cases()
    for name in case.sizes
]
BACKGROUND = {None, "gridline", "paper", "target-paper", "tint", "track", "halo"}  # carry no meaning of their own
TOUCHING = 0.05  # of a point: two boxes that only share an edge do not overlap


@cache
def _picture(draw, chart, name):
    return draw(chart, size_of(name))


@pytest.fixture
def picture(case, name):
    return _picture(case.draw, case.chart, name)


@pytest.mark.parametrize(("case", "name"), DRAWN)
def test_no_two_labels_overlap(picture):
    boxes = [(text.get_text(), room(text).grown(-TOUCHING)) for text in texts(picture.figure)]
    overlapping = [(one, other) for (one, a), (other, b) in combinations(boxes, 2) if a.meets(b)]
    assert overlapping == []


@pytest.mark.parametrize(("case", "name"), DRAWN)
def test_no_label_is_cut_off_by_the_edge_of_the_picture(picture, name):
    size = size_of(name)
    for text in texts(picture.figure):
        box = room(text)
        assert box.left >= -0.5, text
        assert box.right <= size.width_pt + 0.5, text
        assert box.bottom >= -0.5, text
        assert box.top <= size.height_pt + 0.5, text


@pytest.mark.parametrize(("case", "name"), DRAWN)
def test_no_label_lies_on_a_line_of_figures_or_a_target(picture):
    boxes = [(text.get_text(), room(text)) for text in texts(picture.figure)]
    for gid in ("value-line", "compared-line", "target-line", "method-change"):
        for line in artists(picture.figure, gid):
            run = points(line)
            for (x0, y0), (x1, y1) in pairwise(run):
                if np.isfinite([y0, y1]).all():
                    crossed = [text for text, box in boxes if crosses((x0, y0, x1, y1), box)]
                    assert crossed == [], gid


@pytest.mark.parametrize(("case", "name"), DRAWN)
def test_no_label_lies_on_the_mark_that_says_an_axis_is_cut(picture):
    for mark in artists(picture.figure, "break-mark"):
        run = points(mark)
        for text in texts(picture.figure):
            box = room(text)
            assert not any(crosses((*one, *other), box) for one, other in pairwise(run)), text


@pytest.mark.parametrize(("case", "name"), DRAWN)
def test_no_label_is_smaller_than_clear_print_allows(picture, name):
    sizes = [text.get_fontsize() for text in texts(picture.figure)]
    least = max(10.0, size_of(name).label_pt)
    assert min(sizes, default=least) >= least


@pytest.mark.parametrize(("case", "name"), DRAWN)
def test_marks_are_dark_enough_to_be_seen_on_white(picture):
    for artist in picture.figure.get_children():
        if artist.get_gid() in BACKGROUND:
            continue
        colour = artist.get_facecolor() if isinstance(artist, Rectangle) else artist.get_color()
        least = 3.0 if isinstance(artist, Rectangle | Line2D) else 4.5
        assert contrast_on_white(colour) >= least, artist.get_gid()


@pytest.mark.parametrize(("case", "name"), DRAWN)
def test_no_chart_uses_more_than_one_dark_and_one_mid_tone(picture):
    used = {
        to_hex(artist.get_facecolor() if isinstance(artist, Rectangle) else artist.get_color())
        for artist in picture.figure.get_children()
        if artist.get_gid() not in BACKGROUND | {"leader"} and not hasattr(artist, "get_fontsize")
    }
    assert len(used) <= 3  # and the ink of axes and targets


@pytest.mark.parametrize(("case", "name"), DRAWN)
def test_every_chart_can_be_set_on_a_page_and_stays_small(case, picture):
    drawn = record(picture.figure)
    if isinstance(case.chart, Dots):  # a hundred circles are one, repeated
        assert compressed_bytes(drawn) < 1_000
    else:
        assert size_bytes(drawn) < 16_000


@pytest.mark.parametrize(("case", "name"), DRAWN)
def test_ink_words_and_numbers_travel_together(picture):
    assert len(picture.alt_text) >= 20
    assert picture.numbers
    told = [piece for piece in picture.description if isinstance(piece, Value | TargetLine)]
    drawn = {id(number) for number in picture.numbers}
    assert all(id(piece) in drawn for piece in told)
    assert "None" not in picture.alt_text
    assert "  " not in picture.alt_text
    assert picture.alt_text.endswith(".")


@pytest.mark.parametrize(("case", "name"), DRAWN)
def test_every_figure_of_a_description_can_be_traced(case, picture):
    """No figure stands in plain text: what digits are there belong to the names of periods, groups and changes."""
    series = getattr(case.chart, "years", None) or [getattr(case.chart, side, None) for side in ("first", "second")]
    names = {value.name for value in picture.numbers if isinstance(value, Value)}
    names |= {one.name for one in series if one} | {change.text for change in getattr(case.chart, "changes", ())}
    names |= {getattr(case.chart, name) for name in ("now_name", "then_name") if hasattr(case.chart, name)}
    longest_first = re.compile("|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)))
    for piece in picture.description:
        if isinstance(piece, str):
            assert not re.search(r"\d", longest_first.sub("", piece)), piece


@pytest.mark.parametrize(("case", "name"), DRAWN)
def test_every_count_in_a_description_says_what_was_counted(picture):
    drawn = {id(number) for number in picture.numbers}
    for piece in picture.description:
        if isinstance(piece, Tally):
            assert 0 <= piece.number <= len(piece.of)
            assert all(id(value) in drawn for value in piece.of)
            assert piece.text == str(piece.number)


def test_the_same_chart_is_drawn_the_same_twice():
    for case in cases()[::7]:
        size = size_of(case.sizes[0])
        assert record(case.draw(case.chart, size).figure) == record(case.draw(case.chart, size).figure)


def test_the_room_a_word_takes_is_what_the_pages_font_says():
    from reportlab.pdfbase import pdfmetrics

    register_fonts()
    typed = "".join(map(chr, range(32, 127))) + "£−–—‘’“”…\N{NO-BREAK SPACE}"
    for strong, font in ((False, REGULAR), (True, SEMIBOLD)):
        for character in typed:
            wanted = pdfmetrics.stringWidth(character, font, 10)
            assert wanted <= width_pt(character, 10, strong) + 0.001 <= wanted + 0.6, character


def test_the_palette_stays_apart_in_greyscale():
    from tests.charts.asking import grey

    assert grey(theme.MID) - grey(theme.DARK) > 0.2


def test_large_print_has_bolder_lines():
    case = cases()[0]
    widths = [
        artists(case.draw(case.chart, size_of(name)).figure, "value-line")[0].get_linewidth()
        for name in ("wide", "large print")
    ]
    assert widths[1] > widths[0] * 1.2


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("lines.linewidth", 9),
        ("lines.marker", "x"),
        ("markers.fillstyle", "none"),
        ("lines.markerfacecolor", "red"),
        ("lines.markeredgecolor", "red"),
        ("lines.solid_capstyle", "round"),
        ("patch.edgecolor", "red"),
        ("patch.force_edgecolor", True),
        ("text.color", "red"),
        ("text.usetex", True),
        ("font.size", 30),
        ("font.family", "serif"),
        ("figure.constrained_layout.use", True),
    ],
)
def test_nobodys_own_settings_change_a_chart(setting, value):
    some = cases()[::5]
    before = [record(case.draw(case.chart, size_of(case.sizes[0])).figure) for case in some]
    with rc_context({setting: value}):
        after = [record(case.draw(case.chart, size_of(case.sizes[0])).figure) for case in some]
    assert before == after


@pytest.mark.parametrize(("case", "name"), DRAWN)
def test_every_end_label_has_a_leader_from_its_line_or_stands_at_its_end_or_against_the_labels_that_pushed_it(
    picture, name
):
    """The page cannot say which line a label without a leader names: so this is asked of the charts."""
    label_pt = size_of(name).label_pt
    leaders = [points(leader) for leader in artists(picture.figure, "leader")]
    every = [room(text) for text in texts(picture.figure) if re.search("label|name|period", text.get_gid() or "")]
    for gid, line in (("value-end-label", "value-line"), ("target-label", "target-line")):
        boxes = [room(text) for text in texts(picture.figure, gid)]
        ends = [point for one in artists(picture.figure, line) for point in points(one) if isfinite(point[1])]
        if not boxes or not ends:
            continue
        foot, head = min(box.bottom for box in boxes), max(box.top for box in boxes)
        led = any(
            abs(leader[0][1] - ends[-1][1]) < 1 and foot - label_pt < leader[-1][1] < head + label_pt
            for leader in leaders
        )
        near = abs((foot + head) / 2 - ends[-1][1]) < 1.5 * label_pt
        others = [box for box in every if box not in boxes]
        pushed = any(min(abs(other.bottom - head), abs(foot - other.top)) < 0.8 * label_pt for other in others)
        assert led if name.startswith("panel box") else led or near or pushed
