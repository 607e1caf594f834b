"""Direct labels: in a column beside the plot, pushed apart where they would touch, or near a point where it is free."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise, permutations

from charts import theme
from charts.marks import Canvas
from charts.text_fitting import Align, Box, Lettering, ink_reach, width_pt, wrapped

SIDE_GAP_PT = 8.0  # between the plot and the labels beside it
_APART = 0.16  # of the type size, between labels that were pushed apart
HALO_PT = 1.5  # clear paper round a label inside the plot
_SIDES = {  # where a label stands from its point: how far to the right and how far up, from -1 to 1
    "right": (1.0, 0.0),
    "left": (-1.0, 0.0),
    "above": (0.0, 1.0),
    "above leaning right": (0.5, 1.0),
    "above leaning left": (-0.5, 1.0),
    "above right": (1.0, 1.0),
    "above left": (-1.0, 1.0),
    "below": (0.0, -1.0),
    "below leaning right": (0.5, -1.0),
    "below leaning left": (-0.5, -1.0),
    "below right": (1.0, -1.0),
    "below left": (-1.0, -1.0),
}
ABOVE = tuple(place for place in _SIDES if place.startswith("above"))
BELOW = tuple(place for place in _SIDES if place.startswith("below"))


@dataclass(frozen=True, slots=True)
class Run:
    """One line of a label. A strong line is semi-bold and a little larger."""

    text: str
    gid: str
    strong: bool = False
    colour: str = theme.INK

    def size_pt(self, label_pt: float) -> float:
        """The type size it is set in."""
        return label_pt * theme.STRONG_LABEL if self.strong else label_pt


Block = tuple[Run, ...]
"""A label of one or more lines."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A label wanted beside the plot at a height; the heavier of two that would touch moves less."""

    block: Block
    y_pt: float
    weight: float = 1.0


def lines_of(
    text: str,
    gid: str,
    room_pt: float,
    label_pt: float,
    *,
    strong: bool = False,
    colour: str = theme.INK,
    most_lines: int = 3,
) -> Block:
    """A text as label lines no wider than the room."""
    size = Run(text, gid, strong).size_pt(label_pt)
    return tuple(Run(line, gid, strong, colour) for line in wrapped(text, room_pt, size, most_lines, strong))


def block_width(block: Block, label_pt: float) -> float:
    """The width of the widest line, in points."""
    return max((width_pt(run.text, run.size_pt(label_pt), run.strong) for run in block), default=0.0)


def block_height(block: Block, label_pt: float) -> float:
    """The height of all lines, in points."""
    return sum(theme.LINE_HEIGHT * run.size_pt(label_pt) for run in block)


def write_block(
    canvas: Canvas, block: Block, x_pt: float, top_pt: float, label_pt: float, align: Align = "left"
) -> None:
    """Set the lines of a label under one another from the top down."""
    for run, lettering in zip(block, _set(block, x_pt, top_pt, label_pt, align), strict=True):
        canvas.write(lettering, run.gid, run.colour)


def _set(block: Block, x_pt: float, top_pt: float, label_pt: float, align: Align) -> list[Lettering]:
    letterings = []
    for run in block:
        size = run.size_pt(label_pt)
        middle = top_pt - theme.LINE_HEIGHT * size / 2
        letterings.append(Lettering(run.text, x_pt, middle - theme.HALF_FIGURE_HEIGHT * size, size, run.strong, align))
        top_pt -= theme.LINE_HEIGHT * size
    return letterings


def write_beside(
    canvas: Canvas,
    labels: Sequence[Beside],
    x_pt: float,
    foot_pt: float,
    label_pt: float,
    *,
    ordered: bool = False,
) -> None:
    """Set labels in a column, each as near to its own height as the others allow, none below the foot if they fit.

    Labels whose places nearly meet may change places, where that moves the heavier of them less; never if ``ordered``.
    """
    apart = _APART * label_pt
    needed = sum(block_height(label.block, label_pt) + apart for label in labels)
    if needed > canvas.size.height_pt - foot_pt:
        foot_pt = 0.0
    orders = [sorted(labels, key=lambda label: label.y_pt)] if ordered else permutations(labels)
    stacks = [_stacked(order, foot_pt, canvas.size.height_pt, label_pt) for order in orders]
    for label, centre in min(stacks, key=_displacement):
        write_block(canvas, label.block, x_pt, centre + block_height(label.block, label_pt) / 2, label_pt)


def _stacked(labels: Sequence[Beside], foot_pt: float, top_pt: float, label_pt: float) -> list[tuple[Beside, float]]:
    """Labels in this order from the bottom up, each with the height its middle comes to."""
    heights = [block_height(label.block, label_pt) + _APART * label_pt for label in labels]
    wanted = [label.y_pt - foot_pt for label in labels]
    centres = _centres(wanted, heights, [label.weight for label in labels], top_pt - foot_pt)
    return [(label, foot_pt + centre) for label, centre in zip(labels, centres, strict=True)]


def _displacement(stack: Sequence[tuple[Beside, float]]) -> float:
    return round(sum(label.weight * (centre - label.y_pt) ** 2 for label, centre in stack), 3)


def _centres(
    wanted: Sequence[float], heights: Sequence[float], weights: Sequence[float], room_pt: float
) -> list[float]:
    """Middles of labels from the bottom up: those that touch share the push by weight, and all keep to the room."""

    def start_of(members: Sequence[int]) -> float:
        """Where the bottom of labels that stand on one another goes so that they are moved least."""
        feet = list(accumulate((heights[member] for member in members), initial=0.0))
        pulls = [wanted[each] - heights[each] / 2 - foot for each, foot in zip(members, feet, strict=False)]
        weight = sum(weights[member] for member in members)
        middle = sum(weights[each] * pull for each, pull in zip(members, pulls, strict=True)) / weight
        return max(0.0, min(middle, room_pt - feet[-1]))

    clusters: list[tuple[list[int], float]] = []  # which labels, and where the bottom of the lowest stands
    for index in range(len(wanted)):
        members, start = [index], start_of([index])
        while clusters and clusters[-1][1] + sum(heights[each] for each in clusters[-1][0]) > start:
            members = clusters.pop()[0] + members
            start = start_of(members)
        clusters.append((members, start))
    centres = []
    for members, start in clusters:
        tops = list(accumulate((heights[member] for member in members), initial=start))
        centres += [(bottom + top) / 2 for bottom, top in pairwise(tops)]
    return centres


def write_near(
    canvas: Canvas,
    block: Block,
    point: tuple[float, float],
    label_pt: float,
    within: Box,
    places: Sequence[str],
    away_pt: Sequence[float] = (5.0, 9.0, 14.0),
) -> bool:
    """Set a label beside a point at the first of the places that is free; whether there was one.

    A place is "right", "left", "above" or "below", or "above right" and the like; all are tried at each distance,
    which is counted from the ink of the label.
    """
    width, height = block_width(block, label_pt), ink_height(block, label_pt)
    for away in away_pt:
        for place in places:
            left, top = _corner(place, point, width, height, away)
            if place in ("left", "right"):
                top = min(max(top, within.bottom + height), within.top)
            box = Box(left, top - height, left + width, top)
            if _inside(box, within) and canvas.is_free(box.grown(HALO_PT)):
                canvas.clear(box.grown(HALO_PT))
                write_block(canvas, block, left + width / 2, top + _head(block, label_pt), label_pt, "center")
                return True
    return False


def ink_height(block: Block, label_pt: float) -> float:
    """The height of a label from the head of its first line to the foot of its last, in points."""
    foot, _ = ink_reach(block[-1].text)
    blank = theme.LINE_HEIGHT / 2 - theme.HALF_FIGURE_HEIGHT - foot
    return block_height(block, label_pt) - _head(block, label_pt) - blank * block[-1].size_pt(label_pt)


def _head(block: Block, label_pt: float) -> float:
    """The blank room over the letters of the first line, in points."""
    _, head = ink_reach(block[0].text)
    blank = theme.LINE_HEIGHT / 2 + theme.HALF_FIGURE_HEIGHT - head
    return blank * block[0].size_pt(label_pt)


def _corner(place: str, point: tuple[float, float], width: float, height: float, away: float) -> tuple[float, float]:
    """The upper left corner of a label at a place round a point."""
    (x, y), (sideways, upwards) = point, _SIDES[place]
    left = x - width / 2 + sideways * (width / 2 + away)
    return left, y + height / 2 + upwards * (height / 2 + away)


def _inside(box: Box, room: Box) -> bool:
    return box.left >= room.left and box.right <= room.right and box.bottom >= room.bottom and box.top <= room.top
