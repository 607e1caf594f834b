"""Checks that the leader of a chart's label leads from something that is drawn to the label.

A label without a leader is not judged: the page does not say which line it names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from layouts.preflight.contrast import marks_of
from layouts.preflight.faults import Fault, fault_at
from layouts.preflight.painted_objects import Owner, PaintedPage, PaintedPath, PaintedText, Point

_THICKEST = 1.0  # points: a thicker line is one of figures
_POINTS = 3  # a level stub, then the way to the label
_LEVEL = 0.05  # points
_FROM_LINE, _TO_LABEL = 8.0, 6.0  # points: how far from either end of a leader what it joins may be
_BESIDE = 2.0  # points: how far over or under


def leader_faults(page: PaintedPage) -> Iterator[Fault]:
    """Leaders that end at no label, or begin at nothing."""
    figures: defaultdict[Owner, tuple[list[PaintedPath], list[PaintedText]]] = defaultdict(lambda: ([], []))
    for painted in page.objects:
        if painted.owner.tag == "Figure" and isinstance(painted, PaintedPath):
            figures[painted.owner][0].append(painted)
        elif painted.owner.tag == "Figure" and isinstance(painted, PaintedText):
            figures[painted.owner][1].append(painted)
    for shapes, texts in figures.values():
        marks = [mark for mark in marks_of(shapes) if not _is_leader(mark)]
        for leader in filter(_is_leader, shapes):
            start, end = leader.lines[0][0], leader.lines[0][-1]
            if not (_ends_at_label(end, texts) and _begins_at_mark(start, marks)):
                yield fault_at("stray-label", page, leader.box)


def _is_leader(shape: PaintedPath) -> bool:
    """Whether a path is a thin line of three points that begins level and leads to the right."""
    if shape.fill is not None or shape.stroke is None or shape.dash or shape.width > _THICKEST:
        return False
    if len(shape.lines) != 1 or len(shape.lines[0]) != _POINTS:
        return False
    (x0, y0), (x1, y1), (x2, _) = shape.lines[0]
    return abs(y0 - y1) < _LEVEL and x0 <= x1 < x2


def _ends_at_label(end: Point, texts: Sequence[PaintedText]) -> bool:
    return any(
        -_BESIDE <= text.box[0] - end[0] <= _TO_LABEL
        and text.box[1] - text.size <= end[1] <= text.box[3] + text.size  # of a label of several lines the middle
        for text in texts
    )


def _begins_at_mark(start: Point, marks: Sequence[PaintedPath]) -> bool:
    return any(
        mark.box[0] - _FROM_LINE <= start[0] <= mark.box[2] + _FROM_LINE
        and mark.box[1] - _BESIDE <= start[1] <= mark.box[3] + _BESIDE
        for mark in marks
    )
