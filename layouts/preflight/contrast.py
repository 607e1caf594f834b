"""Whether words and marks stand out from whatever is drawn behind them, by the relative luminance of WCAG 2."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from math import hypot, inf

from layouts.preflight.faults import Fault, fault_at
from layouts.preflight.painted_objects import PAPER, Box, Colour, Owner, PaintedPage, PaintedPath, PaintedText, Point

TEXT, MARK = 4.5, 3.0  # the least contrast of each; text of any size, though WCAG asks less of large text
_BAND = 24.0  # points: a page is looked through in level bands of this height
_BANDS = 100  # more than any page has
_APART = 8.0  # points between two places at which a text is held against what is behind it
_LARGEST_SHAPE = 15.0  # points: decoration this small is the shape of a status; larger, it is a tint
_THINNEST_SHAPE = 1.5  # points: decoration thinner than this is a rule
_GRIDLINE = 1.0  # points: a level or upright line no thicker than this is one of a grid, in either edition
_LETTERS = 0.48  # of a text's size: the height of its small letters
_ROUNDING = 0.01


@lru_cache(maxsize=256)
def luminance(colour: Colour) -> float:
    """The relative luminance of a colour: 0 for black, 1 for white."""
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    """The contrast of two colours: 1 for the same, 21 for black on white."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def contrast_faults(page: PaintedPage) -> Iterator[Fault]:
    """The words and the marks of a page that do not stand out. Each is held against what was drawn before it.

    Of the marks of one colour in a figure only the first that fails is told.
    """
    behind = _Behind()
    told: set[tuple[Owner, Colour | None]] = set()
    for painted in page.objects:
        if isinstance(painted, PaintedText):
            least = min(contrast(painted.colour, colour) for colour in behind.colours_of_text(painted))
            if least < TEXT - _ROUNDING:
                yield fault_at("text-contrast", page, painted.box, least, painted.font.decode(painted.text))
            continue
        series = painted.owner, painted.stroke or painted.fill
        least = _mark_contrast(painted, behind)
        if least < MARK - _ROUNDING and (series not in told or painted.owner.tag == "Artifact"):
            told.add(series)
            yield fault_at("mark-contrast", page, painted.box, least)
        behind.add(painted)


def _mark_contrast(shape: PaintedPath, behind: _Behind) -> float:
    """The least contrast of a shape; infinite for one that need not stand out, such as the bed of a line."""
    colour = shape.stroke or shape.fill
    if colour is None or colour == PAPER or not is_meant(shape):
        return inf
    around = (other for other in behind.colours_of_edge(shape) if other != colour)
    return min((contrast(colour, other) for other in around), default=inf)


def is_meant(shape: PaintedPath) -> bool:
    """Whether a shape tells something: all in a figure but the lines of its grid, and the shapes of statuses.

    Rules and tints are decoration, which whoever listens is not told of either.
    """
    if shape.owner.tag != "Artifact":
        return not (shape.fill is None and shape.width <= _GRIDLINE and not shape.dash and is_frame(shape))
    left, bottom, right, top = shape.box
    sides = right - left, top - bottom
    return max(sides) <= _LARGEST_SHAPE and min(sides) >= _THINNEST_SHAPE


def is_frame(shape: PaintedPath) -> bool:
    """Whether a shape is only level and upright lines, each from one point to another: an axis, ticks, a grid."""
    return all(
        len(line) == 2 and (abs(line[0][0] - line[1][0]) < _ROUNDING or abs(line[0][1] - line[1][1]) < _ROUNDING)
        for line in shape.lines
    )


def _along(words: PaintedText) -> list[Point]:
    """Places among the letters: along the text, low in its small letters and high in them."""
    (x0, y0), (x1, y1) = words.start, words.end
    length = hypot(x1 - x0, y1 - y0) or 1.0
    operations = max(2, int(length / _APART))
    up_x, up_y = -(y1 - y0) / length * words.size, (x1 - x0) / length * words.size
    shares = [(step + 0.5) / operations for step in range(operations)]
    return [
        (x0 + share * (x1 - x0) + high * up_x, y0 + share * (y1 - y0) + high * up_y)
        for share in shares
        for high in (0.1, 0.45)
    ]


def _letters(words: PaintedText) -> Box:
    """The room that the small letters of a text take. For a text that is not level, that of its start."""
    (left, foot), (right, _) = words.start, words.end
    return left, foot, right, foot + _LETTERS * words.size


def _crossings(shape: PaintedPath, room: Box) -> Iterator[Point]:
    """A place on each stretch of a line that runs through a room."""
    left, bottom, right, top = shape.box
    if shape.stroke is None or left > room[2] or right < room[0] or bottom > room[3] or top < room[1]:
        return
    for line in shape.lines:
        for start, end in pairwise(line):
            if (share := _share_within(start, end, room)) is not None:
                yield start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])


def _share_within(start: Point, end: Point, room: Box) -> float | None:
    """How far along a stretch the middle of its part inside a room is, from 0 to 1; None if it stays outside.

    The clipping of Liang and Barsky.
    """
    first, last = 0.0, 1.0
    for axis in (0, 1):
        run = end[axis] - start[axis]
        low, high = room[axis] - start[axis], room[axis + 2] - start[axis]
        if run:
            low, high = sorted((low / run, high / run))
            first, last = max(first, low), min(last, high)
        elif low > 0 or high < 0:
            return None
    return (first + last) / 2 if first < last else None


def _edge(shape: PaintedPath) -> list[Point]:
    """Places on the edge of a shape, or along a line; of a small one only some."""
    points = [point for line in shape.lines for point in line]
    return points[:: max(1, len(points) // 4)] if shape.stroke is None else points


class _Behind:
    """What a page shows at any place, so far."""

    def __init__(self) -> None:
        self._bands: defaultdict[int, list[tuple[int, PaintedPath]]] = defaultdict(list)
        self._count = 0

    def add(self, shape: PaintedPath) -> None:
        """Remember a shape, which hides what is behind it."""
        self._count += 1
        for band in _bands(shape.box):
            self._bands[band].append((self._count, shape))

    def colours_of_text(self, words: PaintedText) -> set[Colour]:
        """The colours among the letters of a text: of its ground, and of every line that runs through them."""
        near = self._near(words.box)
        if not near:
            return {PAPER}
        ground = _ground(near)
        colours = {_colour_at(ground, x, y) for x, y in _along(words)} if ground else {PAPER}
        room = _letters(words)
        return colours.union(_colour_at(near, x, y) for shape in near for x, y in _crossings(shape, room))

    def colours_of_edge(self, painted: PaintedPath) -> set[Colour]:
        """The colours that a mark stands on. Lines that it crosses, such as a grid's, are no ground."""
        ground = _ground(self._near(painted.box))
        return {_colour_at(ground, x, y) for x, y in _edge(painted)} if ground else {PAPER}

    def _near(self, box: Box) -> list[PaintedPath]:
        """The shapes that may reach into a box, the newest first."""
        left, bottom, right, top = box
        near = {
            order: shape
            for band in _bands(box)
            for order, shape in self._bands.get(band, ())
            if shape.box[0] < right and shape.box[2] > left and shape.box[1] < top and shape.box[3] > bottom
        }
        return [near[order] for order in sorted(near, reverse=True)]


def _ground(shapes: Sequence[PaintedPath]) -> list[PaintedPath]:
    """Those that something stands on: what is filled, and the paper-coloured beds of lines."""
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
    """Whether a place lies in a shape, by how often its edge crosses a line to the right of it."""
    inside = False
    for line in shape.lines:
        x0, y0 = line[-1]
        for x1, y1 in line:
            if (y0 > y) != (y1 > y) and x < (x1 - x0) * (y - y0) / (y1 - y0) + x0:
                inside = not inside
            x0, y0 = x1, y1
    return inside


def _on_line(shape: PaintedPath, x: float, y: float) -> bool:
    """Whether a place lies under the stroke of a line."""
    for line in shape.lines:
        for (x0, y0), (x1, y1) in pairwise(line):
            across, up = x1 - x0, y1 - y0
            share = ((x - x0) * across + (y - y0) * up) / ((across * across + up * up) or 1.0)
            near = min(1.0, max(0.0, share))
            if hypot(x - x0 - near * across, y - y0 - near * up) <= shape.width / 2:
                return True
    return False
