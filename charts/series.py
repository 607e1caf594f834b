"""Lines through figures, shared by every line chart: gaps stay gaps, and the latest figure is labelled in place."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import isfinite, nan

from charts import theme
from charts.frame import Frame
from charts.labels import Beside, Block, Run, lines_of, write_beside, write_near
from charts.marks import COMPARED, CROSS, LEADER, VALUE, Canvas, Points, Stroke
from charts.picture import Goal, Value
from charts.text_fitting import Box, shortened

WIDEST_SIDE = 0.3  # of the picture, for the labels of lines beside the plot
WIDEST_TARGET = 0.22  # of the picture, for the target's label: it would rather take two lines than the plot's room
_DOTS_UP_TO = 13  # with more points than this only lone ones and the last have a dot
_END_WEIGHT, _TARGET_WEIGHT = 4.0, 1.0  # the label of the latest figure keeps its height; the target's gives way
_EARLY = 3.0  # parts of the type size: a line that ends closer than this to the plot's edge is labelled beside it
_ROUND_THE_END = ("right", "above right", "below right", "above", "below")


@dataclass(frozen=True, slots=True)
class Hand:
    """How one series is drawn, from line to last dot, so that two stay apart in greyscale."""

    gid: str
    line: Stroke
    dot: Stroke
    end: Stroke
    colour: str


LEADING = Hand(
    "value",
    VALUE,
    Stroke(theme.DARK, 0, marker="o", marker_pt=theme.DOT_PT),
    Stroke(theme.DARK, 0, marker="o", marker_pt=theme.END_DOT_PT),
    theme.DARK,
)
FOLLOWING = Hand(
    "compared",
    COMPARED,
    Stroke(theme.MID, 0, marker="s", marker_pt=theme.DOT_PT),
    Stroke(theme.MID, 0, marker="s", marker_pt=theme.END_DOT_PT - 1),
    theme.INK,
)


def drawn_numbers(*groups: Sequence[Value], goal: Goal | None = None) -> list[float]:
    """Every number the axis must reach."""
    numbers = [value.number for values in groups for value in values if value.number is not None]
    return [*numbers, goal.number, *goal.steps] if goal else numbers


def points_of(frame: Frame, values: Sequence[Value]) -> list[tuple[float, float]]:
    """Where the values fall; a gap has a place but no height."""
    return [
        (frame.xs[index], nan if value.number is None else frame.axis.place(value.number))
        for index, value in enumerate(values)
    ]


def small_hand(line_pt: float, end_pt: float) -> Hand:
    """The leading hand, lighter, for trends so small that they have no axis."""
    dot, end = (replace(LEADING.dot, marker_pt=size) for size in (line_pt * 2, end_pt))
    return replace(LEADING, line=replace(VALUE, width_pt=line_pt), dot=dot, end=end)


def draw_series(
    canvas: Canvas, points: Points, hand: Hand, breaks: Collection[int] = (), *, dots: bool | None = None
) -> None:
    """Draw a line, broken at gaps and before the given indexes; dots where a line alone would not show a figure."""
    broken: list[tuple[float, float]] = []
    for index, point in enumerate(points):
        if index in breaks:
            broken.append((nan, nan))
        broken.append(point)
    canvas.line(broken, hand.line, f"{hand.gid}-line")
    shown = [point for point in points if isfinite(point[1])]
    every = len(points) <= _DOTS_UP_TO if dots is None else dots
    if dotted := shown[:-1] if every else [point for point in _lone(broken) if point != shown[-1]]:
        canvas.line(dotted, hand.dot, f"{hand.gid}-dot")
    if shown:
        canvas.line(shown[-1:], hand.end, f"{hand.gid}-end-dot")


def _lone(points: Points) -> list[tuple[float, float]]:
    """Points with a gap on both sides."""
    padded = [(nan, nan), *points, (nan, nan)]
    return [
        here
        for before, here, after in zip(padded, padded[1:], padded[2:], strict=False)
        if isfinite(here[1]) and not isfinite(before[1]) and not isfinite(after[1])
    ]


def last_known(values: Sequence[Value]) -> int | None:
    """The index of the latest value that has a number."""
    return next((index for index in reversed(range(len(values))) if values[index].number is not None), None)


def end_block(values: Sequence[Value], name: str, hand: Hand, room_pt: float, label_pt: float) -> Block:
    """The label at a line's end: its latest figure, and under it the name of the line if it has one."""
    last = last_known(values)
    if last is None:
        return ()
    strong = lines_of(values[last].text, f"{hand.gid}-end-label", room_pt, label_pt, strong=True, colour=hand.colour)
    return strong + (lines_of(name, f"{hand.gid}-name", room_pt, label_pt) if name else ())


def target_block(goal: Goal | None, width_pt: float, label_pt: float) -> Block:
    """The target's label in short lines, for a picture so wide."""
    return lines_of(goal.text, "target-label", width_pt * WIDEST_TARGET, label_pt) if goal else ()


def draw_goal(canvas: Canvas, frame: Frame, goal: Goal | None) -> None:
    """Draw the target's line across the plot."""
    if goal:
        canvas.target(goal_points(goal, frame.box, frame.xs, frame.axis.place))


def goal_points(goal: Goal, box: Box, xs: Sequence[float], height: Callable[[float], float]) -> Points:
    """The target's line: level, or in steps half-way between the places where it differs among them."""
    if not goal.steps:
        return [(box.left, height(goal.number)), (box.right, height(goal.number))]
    edges = [box.left, *((left + right) / 2 for left, right in pairwise(xs)), box.right]
    return [(x, height(number)) for ends, number in zip(pairwise(edges), goal.steps, strict=True) for x in ends]


def write_ends(
    canvas: Canvas,
    frame: Frame,
    ends: Sequence[tuple[Block, Points]],
    goal: Goal | None,
    target: Block,
    others: Sequence[Beside] = (),
) -> None:
    """Label each line at its end: beside the plot, or inside it where the line ends early and there is room.

    ``others`` stand beside the plot too; then all of them keep the order of their heights.
    """
    label_pt = theme.label_size(canvas.size.label_pt)
    within = Box(frame.box.left, frame.box.bottom, frame.box.right + theme.END_DOT_PT, canvas.size.height_pt)
    beside = [Beside(target, frame.axis.place(goal.number), _TARGET_WEIGHT)] if goal and target else []
    beside += others
    for block, points in ends:
        if not block:
            continue
        end = next(point for point in reversed(points) if isfinite(point[1]))
        if end[0] < frame.xs[-1]:
            roomy = frame.box.right - end[0] > _EARLY * label_pt
            if roomy and write_near(canvas, block, end, label_pt, within, _ROUND_THE_END, away_pt=(5.0, 8.0)):
                continue
            canvas.rules([(*end, frame.box.right, end[1])], LEADER, "leader")
        beside.append(Beside(block, end[1], _END_WEIGHT))
    x, foot = frame.box.right + theme.END_DOT_PT, frame.box.bottom - label_pt / 4
    write_beside(canvas, beside, x, foot, label_pt, ordered=bool(others))


def mark_gaps(canvas: Canvas, frame: Frame, values: Sequence[Value]) -> None:
    """Mark each period without a figure with a cross at the foot of the plot."""
    if marks := [place for place, _ in _gaps(canvas, frame, values)]:
        canvas.line(marks, CROSS, "gap")


def explain_gaps(canvas: Canvas, frame: Frame, values: Sequence[Value]) -> None:
    """Say why a figure is missing beside a gap's cross, each reason once and only where there is room."""
    label_pt = theme.label_size(canvas.size.label_pt)
    said: set[str] = set()
    for place, reason in _gaps(canvas, frame, values):
        block = (Run(shortened(reason), "gap-label"),)
        if reason not in said and write_near(canvas, block, place, label_pt, frame.box, ("right", "above", "left")):
            said.add(reason)


def _gaps(canvas: Canvas, frame: Frame, values: Sequence[Value]) -> list[tuple[tuple[float, float], str]]:
    """Where the crosses of gaps stand, and why they are gaps."""
    foot = frame.box.bottom + 0.65 * theme.label_size(canvas.size.label_pt)  # as high as half a line of words beside it
    return [((frame.xs[index], foot), value.text) for index, value in enumerate(values) if value.number is None]
