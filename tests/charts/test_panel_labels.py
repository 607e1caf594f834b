"""The column of end labels: whatever the heights, labels do not touch and leaders lead from lines to labels."""

import random
from itertools import combinations, pairwise

import pytest

from charts.canvas import Canvas
from charts.labels import LabelLine
from charts.panel_box import plot_box
from charts.panel_labels import EndLabel, column_x, named, write_column
from charts.panel_trend import draw_panel_trend
from charts.picture import Scale, Size, TargetLine, Value
from tests.charts.asking import artists, points, room, texts
from tests.charts.gallery import month_values
from tests.charts.panel_gallery import PanelTrend, england
from tests.charts.printed_sizes import BOX_SIZES, box_size

SIZES = list(BOX_SIZES.values())
TEXTS = ["Target 8%", "England 11.4%", "1,234 days", "Target 1,234 days or fewer", "93.4%", "0", "Plan 15,500"]
TOUCHING = 0.05


def written(size: Size, heights: list[float], wordings: list[str], strong: bool = False, words: str = "") -> Canvas:
    canvas, box = Canvas(size), plot_box(size)
    pairs = enumerate(zip(wordings, heights, strict=True))
    labels = [EndLabel(named(text, str(n), size), box.right, y) for n, (text, y) in pairs]
    if strong:
        labels[0] = EndLabel((LabelLine(wordings[0], "0", strong=True),), box.right - 4, heights[0], 4.0)
    write_column(canvas, labels, words)
    return canvas


def check(canvas: Canvas, size: Size, starts: list[tuple[float, float]]) -> None:
    """No two labels overlap, all stay in the picture, no leaders cross, and each ends at its line and its label."""
    boxes = [room(text) for text in texts(canvas.figure)]
    assert not any(one.grown(-TOUCHING).meets(other.grown(-TOUCHING)) for one, other in combinations(boxes, 2))
    assert all(box.left >= column_x(size) - TOUCHING and box.right <= size.width_pt + 0.5 for box in boxes)
    assert all(box.bottom >= -0.5 and box.top <= size.height_pt + 0.5 for box in boxes)
    leaders = [points(leader) for leader in artists(canvas.figure, "leader")]
    assert sorted(leader[0][1] for leader in leaders) == pytest.approx(sorted(y for _, y in starts))
    for leader in leaders:
        assert any(abs(leader[0][0] - x) < 8 and leader[0][1] == pytest.approx(y) for x, y in starts)
        assert column_x(size) - 3 < leader[-1][0] < column_x(size)
        assert any(box.bottom - 8 < leader[-1][1] < box.top + 8 for box in boxes)
    ends = [leader[-1][1] for leader in leaders]
    assert all(abs(one - other) > size.label_pt * 0.9 for one, other in combinations(ends, 2))
    by_height = sorted(zip((leader[1][1] for leader in leaders), ends, strict=True))
    assert all(low[1] < high[1] for low, high in pairwise(by_height))


@pytest.mark.parametrize("size", SIZES, ids=list(BOX_SIZES))
@pytest.mark.parametrize("seed", range(60))
def test_labels_at_any_heights_do_not_overlap_and_keep_their_leaders(seed, size):
    dice, box = random.Random(seed), plot_box(size)
    count = dice.randint(1, 3)
    together = dice.uniform(box.bottom, box.top)
    spread = dice.choice([0.0, 3.0, 15.0, 200.0])
    heights = [min(max(together + dice.uniform(-spread, spread), box.bottom), box.top) for _ in range(count)]
    wordings = [dice.choice(TEXTS) for _ in range(count)]
    canvas = written(size, heights, wordings, words=dice.choice(["", "scale from 60%"]))
    check(canvas, size, [(box.right, height) for height in heights])


@pytest.mark.parametrize("size", SIZES, ids=list(BOX_SIZES))
@pytest.mark.parametrize("share", [0.0, 0.01, 0.5, 0.99, 1.0])
@pytest.mark.parametrize("wordings", [["15.0%", "Target 15%", "England 15%"], ["1,234 days"] * 3, ["0", "0", "0"]])
def test_a_figure_equal_to_the_target_and_to_england_keeps_three_labels_apart(size, share, wordings):
    box = plot_box(size)
    y = box.bottom + share * (box.top - box.bottom)
    canvas = written(size, [y] * 3, wordings, strong=True)
    assert {text.get_gid() for text in texts(canvas.figure)} == {"0", "1", "2"}
    assert room(artists(canvas.figure, "0")[0]).bottom > room(artists(canvas.figure, "1")[0]).top - TOUCHING
    check(canvas, size, [(box.right - 4, y), (box.right, y), (box.right, y)])


@pytest.mark.parametrize("seed", range(40))
def test_the_labels_of_a_whole_chart_name_what_is_drawn(seed):
    dice = random.Random(seed)
    unit, most = dice.choice([("%", 100), ("", 40), ("\N{NO-BREAK SPACE}days", 1400)])
    numbers = [float(dice.randint(0, most)) for _ in range(20)] + [float(dice.choice([0, most, dice.randint(0, most)]))]
    level = dice.choice([numbers[-1], 0, most, dice.randint(0, most)])
    target = TargetLine(level, f"Target {level:,.0f}{unit}", at_least=dice.choice([True, False, None]))
    chart = PanelTrend(
        month_values(numbers, unit=unit),
        Scale("%" if unit == "%" else "", 0.0, 100.0 if unit == "%" else None),
        target,
        8,
        england(dice.choice([level, numbers[-1], most / 2]), f"{level:,.0f}{unit}"),
    )
    size = box_size()
    figure = draw_panel_trend(chart, size).figure
    named_things = {"value-end-dot": "value-end-label", "target-line": "target-label", "mark": "mark-label"}
    starts = [points(artists(figure, thing)[0])[-1] for thing in named_things]
    assert all(artists(figure, label) for label in named_things.values())
    leaders = [points(leader) for leader in artists(figure, "leader")]
    assert len(leaders) == 3
    for x, y in starts:
        assert any(0 < leader[0][0] - x < 7 and leader[0][1] == pytest.approx(y) for leader in leaders)
    boxes = [room(text).grown(-TOUCHING) for text in texts(figure)]
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))


def test_a_label_that_has_no_room_is_left_out_rather_than_written_over_another():
    size = box_size()
    labels = [EndLabel(named("Target of the council", str(n), size), plot_box(size).right, 50) for n in range(9)]
    canvas = Canvas(size)
    write_column(canvas, labels, "scale from 60%")
    shown = {text.get_gid() for text in texts(canvas.figure)}
    assert shown == {str(n) for n in range(len(shown))}
    assert 2 <= len(shown) < 9
    check(canvas, size, [(plot_box(size).right, 50)] * len(shown))


def test_the_name_of_a_series_stands_beside_its_figure_where_there_is_room_for_both():
    from charts.panel_labels import figure_label
    from charts.series import MAIN

    values = (Value(21, "21", "Dec 2023", "December 2023"),)
    (short,) = figure_label(values, [(200.0, 40.0)], MAIN, box_size(), "children")
    (long,) = figure_label(values, [(200.0, 40.0)], MAIN, box_size(), "times they went missing")
    assert [(line.text, line.after.text if line.after else "") for line in short.label] == [("21", "children")]
    assert [(line.text, line.after.text if line.after else "") for line in long.label] == [
        ("21", "times"),
        ("they went…", ""),
    ]
    (whole,) = figure_label(values, [(200.0, 40.0)], MAIN, box_size(), "times missing")
    assert [(line.text, line.after.text if line.after else "") for line in whole.label] == [
        ("21", "times"),
        ("missing", ""),
    ]
