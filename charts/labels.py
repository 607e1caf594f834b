"""Direct labels: in a column beside the plot, pushed apart where they would touch, or at a free place near a point."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise, permutations
from typing import NamedTuple

from charts import theme
from charts.canvas import Canvas
from charts.picture import Size
from charts.text_fitting import Align, Box, TextLine, glyph_extent, width_pt, wrapped

SIDE_GAP_PT = 8.0  # between the plot and the labels beside it
APART = 0.16  # parts of the type size, between labels that were pushed apart
AWAY_PT = (5.0, 9.0, 14.0)  # from a point to its label, the nearest with room
HALO_PT = 1.5  # clear space round a label inside the plot
_SIDES = {  # places of a label round its point: how far to the right and how far up, from -1 to 1
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


class LabelLine(NamedTuple):
    """One line of a label; ``gid`` is its matplotlib group id. A strong line is semi-bold and a little larger.

    ``after`` follows on the same line as an ordinary label: the name of a figure that is strong.
    """

    text: str
    gid: str
    strong: bool = False
    colour: str = theme.INK
    after: LabelLine | None = None

    def size_pt(self, label_pt: float) -> float:
        """Its type size in points."""
        return label_pt * theme.STRONG_LABEL if self.strong else label_pt

    def width_pt(self, label_pt: float) -> float:
        """Its width in points, with what follows."""
        own = width_pt(self.text, self.size_pt(label_pt), self.strong)
        return own + (self.after_gap_pt(label_pt) + self.after.width_pt(label_pt) if self.after else 0.0)

    def after_gap_pt(self, label_pt: float) -> float:
        """The space before what follows, in points."""
        return width_pt(" ", self.size_pt(label_pt), self.strong)


Label = tuple[LabelLine, ...]
"""A label of one or more lines."""


class SideLabel(NamedTuple):
    """A label beside the plot and the height it is wanted at; of two that would touch, the heavier moves less."""

    label: Label
    y_pt: float
    weight: float = 1.0


def label_of(
    text: str,
    gid: str,
    room_pt: float,
    label_pt: float,
    *,
    strong: bool = False,
    colour: str = theme.INK,
) -> Label:
    """A text as lines no wider than ``room_pt``."""
    size = LabelLine(text, gid, strong).size_pt(label_pt)
    return tuple(LabelLine(line, gid, strong, colour) for line in wrapped(text, room_pt, size, strong=strong))


def label_width(label: Label, label_pt: float) -> float:
    """The width of the widest line, in points."""
    return max((line.width_pt(label_pt) for line in label), default=0.0)


def label_height(label: Label, label_pt: float) -> float:
    """The height of all lines, in points."""
    return sum(theme.LINE_HEIGHT * line.size_pt(label_pt) for line in label)


def write_label(canvas: Canvas, label: Label, x_pt: float, top_pt: float, align: Align = "left") -> None:
    """Write the lines of a label one under the other, from ``top_pt`` down."""
    for line in label:
        size = line.size_pt(canvas.size.label_pt)
        baseline = top_pt - theme.LINE_HEIGHT * size / 2 - theme.HALF_FIGURE_HEIGHT * size
        text = TextLine(line.text, x_pt, baseline, size, line.strong, align)
        canvas.write(text, line.gid, line.colour)
        if line.after:
            x = text.box.right + line.after_gap_pt(canvas.size.label_pt)
            after = TextLine(line.after.text, x, baseline, canvas.size.label_pt)
            canvas.write(after, line.after.gid, line.after.colour)
        top_pt -= theme.LINE_HEIGHT * size


def write_side_labels(
    canvas: Canvas, labels: Sequence[SideLabel], x_pt: float, foot_pt: float, *, ordered: bool = False
) -> None:
    """Write labels in a column, each as near to its own height as the others allow, none below the foot if they fit.

    Labels whose places nearly meet may be swapped where that moves the heavier of them less; never if ``ordered``.
    """
    label_pt = canvas.size.label_pt
    for side, centre in arranged(labels, foot_pt, canvas.size, ordered=ordered):
        write_label(canvas, side.label, x_pt, centre + label_height(side.label, label_pt) / 2)


def arranged(
    labels: Sequence[SideLabel], foot_pt: float, size: Size, *, ordered: bool
) -> list[tuple[SideLabel, float]]:
    """Labels of a column from the bottom up, each with the y of its centre, as `write_side_labels` places them."""
    needed = sum(label_height(side.label, size.label_pt) + APART * size.label_pt for side in labels)
    if needed > size.height_pt - foot_pt:
        foot_pt = 0.0
    orders = [sorted(labels, key=lambda side: side.y_pt)] if ordered else permutations(labels)
    stacks = [_stacked(order, foot_pt, size.height_pt, size.label_pt) for order in orders]

    def displacement(stack: Sequence[tuple[SideLabel, float]]) -> float:
        return round(sum(side.weight * (centre - side.y_pt) ** 2 for side, centre in stack), 3)

    return min(stacks, key=displacement)


def _stacked(
    labels: Sequence[SideLabel], foot_pt: float, top_pt: float, label_pt: float
) -> list[tuple[SideLabel, float]]:
    """Labels in this order from the bottom up, each with the y of its centre."""
    heights = [label_height(side.label, label_pt) + APART * label_pt for side in labels]
    wanted = [side.y_pt - foot_pt for side in labels]
    centres = _centres(wanted, heights, [side.weight for side in labels], top_pt - foot_pt)
    return [(side, foot_pt + centre) for side, centre in zip(labels, centres, strict=True)]


def _centres(
    wanted: Sequence[float], heights: Sequence[float], weights: Sequence[float], room_pt: float
) -> list[float]:
    """Centres of labels from the bottom up, as near to the ``wanted`` as the ``heights`` allow.

    Labels that would touch form a cluster that moves as one, by weighted least squares, between 0 and ``room_pt``.
    """

    def start_of(members: Sequence[int]) -> float:
        """The y of the bottom of a cluster that moves its members least."""
        feet = list(accumulate((heights[member] for member in members), initial=0.0))
        pulls = [wanted[each] - heights[each] / 2 - foot for each, foot in zip(members, feet, strict=False)]
        weight = sum(weights[member] for member in members)
        middle = sum(weights[each] * pull for each, pull in zip(members, pulls, strict=True)) / weight
        return max(0.0, min(middle, room_pt - feet[-1]))

    clusters: list[tuple[list[int], float]] = []  # indexes of labels, and the y of their bottom
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
    label: Label,
    point: tuple[float, float],
    within: Box,
    places: Sequence[str],
    away_pt: Sequence[float] = AWAY_PT,
) -> bool:
    """Write a label at the first free place round a point, inside ``within``; False where no place is free.

    ``places`` are keys of `_SIDES`; all are tried at each distance. Distances count from the glyphs, not the line box.
    """
    label_pt = canvas.size.label_pt
    width, height = label_width(label, label_pt), glyph_height(label, label_pt)
    (x, y), head = point, _blank_head(label, label_pt)
    for away in away_pt:
        for place in places:
            sideways, upwards = _SIDES[place]
            left = x - width / 2 + sideways * (width / 2 + away)
            top = y + height / 2 + upwards * (height / 2 + away)
            if place in ("left", "right"):
                top = min(max(top, within.bottom + height), within.top)
            box = Box(left, top - height, left + width, top)
            if box.inside(within) and canvas.is_free(box.grown(HALO_PT)):
                canvas.hide_gridlines(box.grown(HALO_PT))
                write_label(canvas, label, left + width / 2, top + head, "center")
                return True
    return False


def foot_over(bar_pt: float, line_pt: float | None, clear_pt: float, tall_pt: float) -> float:
    """The foot of a figure so tall: clear of its bar, or of the target line where that would cross the figure."""
    foot = bar_pt + clear_pt
    return foot if line_pt is None or not bar_pt <= line_pt <= foot + tall_pt else line_pt + clear_pt


def glyph_height(label: Label, label_pt: float) -> float:
    """The height from the top of the first line's glyphs to the bottom of the last line's, in points."""
    foot, _ = glyph_extent(label[-1].text)
    blank = theme.LINE_HEIGHT / 2 - theme.HALF_FIGURE_HEIGHT - foot
    return label_height(label, label_pt) - _blank_head(label, label_pt) - blank * label[-1].size_pt(label_pt)


def _blank_head(label: Label, label_pt: float) -> float:
    """The blank height above the glyphs of the first line, in points."""
    _, head = glyph_extent(label[0].text)
    blank = theme.LINE_HEIGHT / 2 + theme.HALF_FIGURE_HEIGHT - head
    return blank * label[0].size_pt(label_pt)
