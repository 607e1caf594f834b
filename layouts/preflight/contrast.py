"""Checks that text and marks stand out from what is painted behind them, by the relative luminance of WCAG 2."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice, pairwise
from math import hypot, inf

from layouts.preflight.faults import Fault, fault_at
from layouts.preflight.painted_objects import (
    PAPER,
    Box,
    Colour,
    Owner,
    Painted,
    PaintedImage,
    PaintedPage,
    PaintedPath,
    PaintedText,
    Point,
    text_of,
)
from layouts.theme import CHART_TINT, CHART_TRACK

LEAST_TEXT_CONTRAST = 4.5  # for text of any size, though WCAG asks less of large text
LEAST_MARK_CONTRAST = 3.0
_BAND = 24.0  # points: the height of a band
_BANDS = 100  # more than any page has
_APART = 8.0  # points between two samples along a text
_LARGEST_SHAPE = 15.0  # points: an artifact no larger is the shape of a status; a larger one is a tint
_THINNEST_SHAPE = 1.5  # points: a thinner artifact is a rule
_GRIDLINE = 1.0  # points: a level or upright line no thicker is a gridline, in either edition
_MOST_GROUND = 1.35  # of a filled shape in a figure against paper: one so faint may be the ground for others
_GROUNDS = frozenset((CHART_TINT, CHART_TRACK))  # that are ground whatever is painted over them
_X_HEIGHT = 0.48  # of the type size
_TOLERANCE = 0.01


@lru_cache(maxsize=256)
def luminance(colour: Colour) -> float:
    """The relative luminance of a colour: 0 for black, 1 for white."""
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of two colours: 1 for the same, 21 for black on white."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def contrast_faults(page: PaintedPage) -> Iterator[Fault]:
    """The text and the paths of a page that do not stand out from what was painted before them.

    Of the paths of one colour in a figure only the first that fails is reported.
    """
    background = _Background()
    marks = {id(mark) for mark in marks_of(page.objects)}
    reported: set[tuple[Owner, Colour | None]] = set()
    for painted in page.objects:
        if isinstance(painted, PaintedText):
            least = min(contrast(painted.colour, colour) for colour in background.colours_of_text(painted))
            if least < LEAST_TEXT_CONTRAST - _TOLERANCE:
                yield fault_at("text-contrast", page, painted.box, least, text_of(painted))
            continue
        if isinstance(painted, PaintedImage):
            continue
        series = painted.owner, painted.stroke or painted.fill
        least = _mark_contrast(painted, background) if id(painted) in marks else inf
        if least < LEAST_MARK_CONTRAST - _TOLERANCE and (series not in reported or painted.owner.tag == "Artifact"):
            reported.add(series)
            yield fault_at("mark-contrast", page, painted.box, least)
        background.add(painted)


def _mark_contrast(shape: PaintedPath, background: _Background) -> float:
    """The least contrast along the edge of a path; infinite for one that need not stand out, such as a white strip."""
    colour = shape.stroke or shape.fill
    if colour is None or colour == PAPER:
        return inf
    around = (other for other in background.colours_of_edge(shape) if other != colour)
    return min((contrast(colour, other) for other in around), default=inf)


def marks_of(objects: Sequence[Painted]) -> list[PaintedPath]:
    """The paths that carry meaning, of objects in the order of painting.

    In a figure all but gridlines and grounds; of artifacts the shapes of statuses, for others (rules, tints) are
    decoration.
    """
    paths = [painted for painted in objects if isinstance(painted, PaintedPath)]
    may_be = [path for path in paths if _may_be_mark(path)]
    return [path for place, path in enumerate(may_be) if not _is_ground(path, islice(may_be, place + 1, None))]


def _is_ground(shape: PaintedPath, later: Iterable[PaintedPath]) -> bool:
    """Whether a path is what others in its figure stand on: faint, and a known ground or under the whole of a mark.

    So a pale bar is no ground, whether nothing is painted over it or a line that only crosses it, such as a target's.
    """
    if shape.owner.tag == "Artifact" or not _is_faint(shape):
        return False
    known = "".join(f"{round(255 * part):02X}" for part in shape.fill or PAPER) in _GROUNDS
    return known or any(
        other.owner == shape.owner and not _is_faint(other) and _lies_in(other.box, shape.box) for other in later
    )


def _is_faint(shape: PaintedPath) -> bool:
    """Whether a path, or the paper-coloured bed of a line, is too pale for a mark; one with an outline never is."""
    colour = shape.stroke or shape.fill
    return colour == PAPER or (colour is not None and shape.stroke is None and contrast(colour, PAPER) <= _MOST_GROUND)


def _lies_in(inner: Box, outer: Box) -> bool:
    low = all(inner[side] >= outer[side] - _TOLERANCE for side in (0, 1))
    return low and all(inner[side] <= outer[side] + _TOLERANCE for side in (2, 3))


def _may_be_mark(shape: PaintedPath) -> bool:
    """Whether a path carries meaning if it is no ground."""
    if shape.owner.tag != "Artifact":
        return not (shape.fill is None and shape.width <= _GRIDLINE and not shape.dash and is_axis_aligned(shape))
    left, bottom, right, top = shape.box
    sides = right - left, top - bottom
    return max(sides) <= _LARGEST_SHAPE and min(sides) >= _THINNEST_SHAPE


def is_axis_aligned(shape: PaintedPath) -> bool:
    """Whether a path is only level and upright lines, each between two points: an axis, ticks, gridlines."""
    return all(
        len(line) == 2 and (abs(line[0][0] - line[1][0]) < _TOLERANCE or abs(line[0][1] - line[1][1]) < _TOLERANCE)
        for line in shape.lines
    )


def _text_samples(text: PaintedText) -> list[Point]:
    """Points among the glyphs of a text: along it, low and high in its small letters."""
    (x0, y0), (x1, y1) = text.start, text.end
    length = hypot(x1 - x0, y1 - y0) or 1.0
    count = max(2, int(length / _APART))
    up_x, up_y = -(y1 - y0) / length * text.size, (x1 - x0) / length * text.size
    shares = [(step + 0.5) / count for step in range(count)]
    return [
        (x0 + share * (x1 - x0) + high * up_x, y0 + share * (y1 - y0) + high * up_y)
        for share in shares
        for high in (0.1, 0.45)
    ]


def _crossings(shape: PaintedPath, box: Box) -> Iterator[Point]:
    """A point on each segment of a stroked path that crosses a box."""
    left, bottom, right, top = shape.box
    if shape.stroke is None or left > box[2] or right < box[0] or bottom > box[3] or top < box[1]:
        return
    for line in shape.lines:
        for start, end in pairwise(line):
            if (share := _share_within(start, end, box)) is not None:
                yield start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])


def _share_within(start: Point, end: Point, box: Box) -> float | None:
    """How far along a segment the middle of its part inside a box is, from 0 to 1; None if it stays outside.

    Liang and Barsky line clipping.
    """
    first, last = 0.0, 1.0
    for axis in (0, 1):
        run = end[axis] - start[axis]
        low, high = box[axis] - start[axis], box[axis + 2] - start[axis]
        if run:
            low, high = sorted((low / run, high / run))
            first, last = max(first, low), min(last, high)
        elif low > 0 or high < 0:
            return None
    return (first + last) / 2 if first < last else None


class _Background:
    """What has been painted so far, indexed by level bands of the page."""

    def __init__(self) -> None:
        self._bands: defaultdict[int, list[tuple[int, PaintedPath]]] = defaultdict(list)
        self._count = 0

    def add(self, shape: PaintedPath) -> None:
        """Add a path on top."""
        self._count += 1
        for band in _bands(shape.box):
            self._bands[band].append((self._count, shape))

    def colours_of_text(self, text: PaintedText) -> set[Colour]:
        """The colours behind a text: of its ground, and of every line that crosses its small letters."""
        near = self._near(text.box)
        if not near:
            return {PAPER}
        ground = _ground(near)
        colours = {_colour_at(ground, x, y) for x, y in _text_samples(text)} if ground else {PAPER}
        (left, foot), (right, _) = text.start, text.end
        letters = (
            left,
            foot,
            right,
            foot + _X_HEIGHT * text.size,
        )  # of a text that is not level, only those at its start
        return colours.union(_colour_at(near, x, y) for shape in near for x, y in _crossings(shape, letters))

    def colours_of_edge(self, painted: PaintedPath) -> set[Colour]:
        """The colours a path stands on. Lines that it crosses, such as gridlines, do not count."""
        ground = _ground(self._near(painted.box))
        points = [point for line in painted.lines for point in line]
        samples = points[:: max(1, len(points) // 4)] if painted.stroke is None else points
        return {_colour_at(ground, x, y) for x, y in samples} if ground else {PAPER}

    def _near(self, box: Box) -> list[PaintedPath]:
        """The paths that may overlap a box, the topmost first."""
        left, bottom, right, top = box
        near = {
            order: shape
            for band in _bands(box)
            for order, shape in self._bands.get(band, ())
            if shape.box[0] < right and shape.box[2] > left and shape.box[1] < top and shape.box[3] > bottom
        }
        return [near[order] for order in sorted(near, reverse=True)]


def _ground(shapes: Sequence[PaintedPath]) -> list[PaintedPath]:
    """The paths that something can stand on: filled ones, and the white strips under lines."""
    return [shape for shape in shapes if shape.fill is not None or shape.stroke == PAPER]


def _bands(box: Box) -> range:
    return range(max(0, int(box[1] // _BAND)), min(_BANDS, int(box[3] // _BAND) + 1))


def _colour_at(newest_first: Sequence[PaintedPath], x: float, y: float) -> Colour:
    for shape in newest_first:
        left, bottom, right, top = shape.box
        if left < x < right and bottom < y < top:
            if shape.fill is not None and _inside(shape, x, y):
                return shape.fill
            if shape.stroke is not None and _on_line(shape, x, y):
                return shape.stroke
    return PAPER


def _inside(shape: PaintedPath, x: float, y: float) -> bool:
    """Whether a point lies in a path (even-odd rule)."""
    inside = False
    for line in shape.lines:
        x0, y0 = line[-1]
        for x1, y1 in line:
            if (y0 > y) != (y1 > y) and x < (x1 - x0) * (y - y0) / (y1 - y0) + x0:
                inside = not inside
            x0, y0 = x1, y1
    return inside


def _on_line(shape: PaintedPath, x: float, y: float) -> bool:
    """Whether a point lies under the stroke of a path."""
    for line in shape.lines:
        for (x0, y0), (x1, y1) in pairwise(line):
            across, up = x1 - x0, y1 - y0
            share = ((x - x0) * across + (y - y0) * up) / ((across * across + up * up) or 1.0)
            near = min(1.0, max(0.0, share))
            if hypot(x - x0 - near * across, y - y0 - near * up) <= shape.width / 2:
                return True
    return False
