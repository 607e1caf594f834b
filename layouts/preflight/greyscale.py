"""Checks that the series of a chart can be told apart when printed without colour."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from math import cbrt

from layouts.preflight.contrast import is_axis_aligned, luminance
from layouts.preflight.faults import Fault, fault_at
from layouts.preflight.painted_objects import (
    PAPER,
    Box,
    Colour,
    Owner,
    Painted,
    PaintedPage,
    PaintedPath,
    PaintedText,
    Point,
)

APART = 20.0  # least difference in lightness of two greys that are told apart side by side
_LARGEST_MARKER = 10.0  # points: a filled shape this small marks a value; a larger one is a bar
_LABEL_RIGHT, _LABEL_HIGH = 20.0, 12.0  # points: how far from the end of a line its label may stand
_TOLERANCE = 0.1  # points: outlines that differ by less are the same marker


@dataclass(slots=True)
class _Series:
    """The paths of one colour and kind in a figure, and what sets them apart besides colour."""

    colour: Colour
    box: Box
    dashes: set[str] = field(default_factory=set)
    markers: set[tuple[Point, ...]] = field(default_factory=set)
    labelled: bool = False


def lightness(colour: Colour) -> float:
    """The lightness (CIE L*) of a colour: 0 for black, 100 for white."""
    light = luminance(colour)
    return 116 * cbrt(light) - 16 if light > 0.008856 else 903.3 * light


def greyscale_faults(page: PaintedPage) -> Iterator[Fault]:
    """Pairs of lines, or of bars, in one figure that differ only in hue."""
    for objects in _figures(page).values():
        shapes = [painted for painted in objects if isinstance(painted, PaintedPath)]
        texts = [painted for painted in objects if isinstance(painted, PaintedText)]
        for series in (_lines(shapes, texts), _bars(shapes)):
            for one, other in combinations(series, 2):
                difference = abs(lightness(one.colour) - lightness(other.colour))
                differ = one.dashes != other.dashes or one.markers != other.markers or (one.labelled and other.labelled)
                if difference < APART and not differ:
                    yield fault_at("greyscale", page, other.box, difference)


def _figures(page: PaintedPage) -> dict[Owner, list[Painted]]:
    figures: defaultdict[Owner, list[Painted]] = defaultdict(list)
    for painted in page.objects:
        if painted.owner.tag == "Figure":
            figures[painted.owner].append(painted)
    return figures


def _lines(shapes: Sequence[PaintedPath], texts: Sequence[PaintedText]) -> list[_Series]:
    """The stroked lines by colour, each with its dashes, its markers and whether its end is labelled."""
    found: dict[Colour, _Series] = {}
    for shape in shapes:
        if shape.stroke and shape.stroke != PAPER and shape.fill is None and (shape.dash or not is_axis_aligned(shape)):
            series = found.setdefault(shape.stroke, _Series(shape.stroke, shape.box))
            series.dashes.add(shape.dash)
            series.labelled |= _has_label(shape.lines[-1][-1], texts)
    for shape in shapes:
        if shape.fill in found and _is_marker(shape):
            found[shape.fill].markers.add(_outline(shape))
    return list(found.values())


def _bars(shapes: Sequence[PaintedPath]) -> list[_Series]:
    """The filled shapes too large for markers, by colour; hatching inside them and edges set them apart."""
    bars: dict[Colour, _Series] = {}
    for shape in shapes:
        if shape.fill and shape.fill != PAPER and not _is_marker(shape):
            series = bars.setdefault(shape.fill, _Series(shape.fill, shape.box))
            patterns = (other for other in shapes if other.clipped and other.fill != shape.fill)
            series.dashes.update("pattern" for other in patterns if _within(other.box, shape.box))
            if shape.stroke and shape.stroke != shape.fill:
                series.dashes.add(f"edge {round(lightness(shape.stroke) / APART)} {shape.dash}")
    return list(bars.values())


def _has_label(end: Point, texts: Sequence[PaintedText]) -> bool:
    """Whether a text begins just right of the end of a line."""
    return any(
        0 <= text.box[0] - end[0] <= _LABEL_RIGHT and abs((text.box[1] + text.box[3]) / 2 - end[1]) <= _LABEL_HIGH
        for text in texts
    )


def _is_marker(shape: PaintedPath) -> bool:
    left, bottom, right, top = shape.box
    return max(right - left, top - bottom) <= _LARGEST_MARKER


def _outline(shape: PaintedPath) -> tuple[Point, ...]:
    """The outline of a marker, relative to its first point, rounded."""
    (x, y), unit = shape.lines[0][0], _TOLERANCE
    return tuple((round((px - x) / unit) * unit, round((py - y) / unit) * unit) for px, py in shape.lines[0])


def _within(inner: Box, outer: Box) -> bool:
    return all((inner[0] >= outer[0] - 1, inner[1] >= outer[1] - 1, inner[2] <= outer[2] + 1, inner[3] <= outer[3] + 1))
