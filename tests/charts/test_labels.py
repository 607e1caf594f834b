import pytest

from charts.canvas import TARGET, VALUE, Canvas, crosses
from charts.labels import LabelLine, SideLabel, write_near, write_side_labels
from charts.picture import Size
from charts.text_fitting import Box, fitted, shortened, width_pt, wrapped
from tests.charts.asking import artists, room, texts

SHEET = Size(200, 100)


def _beside(*wanted, weights=None):
    canvas = Canvas(SHEET)
    weights = weights or [1.0] * len(wanted)
    labels = [
        SideLabel((LabelLine(f"label {index}", str(index)),), y, weight)
        for index, (y, weight) in enumerate(zip(wanted, weights, strict=True))
    ]
    write_side_labels(canvas, labels, 100, 0)
    boxes = [room(artists(canvas.figure, str(index))[0]) for index in range(len(wanted))]
    return [(box.bottom + box.top) / 2 for box in boxes], boxes


def test_labels_that_do_not_touch_stay_at_their_heights():
    middles, _ = _beside(20, 60)
    assert middles == pytest.approx([20, 60], abs=1)


def test_labels_that_would_touch_are_pushed_apart_equally():
    middles, boxes = _beside(50, 52)
    assert not boxes[0].meets(boxes[1])
    assert sum(middles) / 2 == pytest.approx(51, abs=1)


def test_a_heavier_label_moves_less():
    middles, _ = _beside(50, 50, weights=[9, 1])
    assert abs(middles[0] - 50) < abs(middles[1] - 50) / 4


def test_labels_at_the_top_stay_on_the_sheet():
    _, boxes = _beside(99, 98, 97)
    assert max(box.top for box in boxes) <= 100


def test_a_label_is_not_written_where_a_line_would_cross_it():
    canvas = Canvas(SHEET)
    canvas.line([(0, 50), (200, 50)], VALUE, "value-line")
    whole = Box(0, 0, 200, 100)
    assert not write_near(canvas, (LabelLine("412", "label"),), (100, 50), whole, ("right",))
    assert write_near(canvas, (LabelLine("412", "label"),), (100, 50), whole, ("right", "above"))
    assert room(texts(canvas.figure)[0]).bottom > 50


def test_a_label_that_would_leave_its_plot_is_not_written():
    canvas = Canvas(SHEET)
    assert not write_near(canvas, (LabelLine("412", "label"),), (195, 50), Box(0, 0, 200, 100), ("right",))
    assert texts(canvas.figure) == []


def test_a_target_shows_across_dark_bars_on_a_strip_of_paper():
    canvas = Canvas(SHEET)
    canvas.target([(0, 50), (200, 50)])
    paper, line = artists(canvas.figure, "target-paper")[0], artists(canvas.figure, "target-line")[0]
    assert paper.get_linewidth() > 2 * line.get_linewidth() == 2 * TARGET.width_pt


@pytest.mark.parametrize(
    ("line", "crossed"),
    [
        ((0, 0, 10, 10), True),
        ((0, 5, 10, 5), True),
        ((5, -5, 5, 20), True),
        ((0, 10, 3, 10), False),
        ((0, 9, 2, 12), False),
        ((4, 5, 6, 5), True),
    ],
)
def test_a_line_through_a_label_is_seen(line, crossed):
    assert crosses(line, Box(2, 2, 8, 8)) is crossed


def test_short_words_are_left_alone():
    assert wrapped("Target 98%", 200, 10) == ["Target 98%"]
    assert fitted("90.6%", 200, 10) == "90.6%"


def test_lines_of_a_label_are_about_equally_long():
    assert wrapped("Target 98% or more", 62, 10) == ["Target 98%", "or more"]


@pytest.mark.parametrize("size", [10, 18])
@pytest.mark.parametrize("room_pt", [3, 20, 45, 90, 300])
@pytest.mark.parametrize(
    "text", ["", "a", "Llanfairpwllgwyngyll" * 9, "two words", "x " * 60, "   ", "\N{NO-BREAK SPACE}" * 50]
)
def test_no_line_is_wider_than_its_room_however_long_the_words(text, room_pt, size):
    lines = wrapped(text, room_pt, size)
    assert 1 <= len(lines) <= 3
    assert all(line == "…" or width_pt(line, size) <= room_pt for line in lines)


def test_a_label_is_cut_at_forty_characters():
    assert shortened("a" * 40) == "a" * 40
    assert shortened("a" * 41) == "a" * 39 + "…"
