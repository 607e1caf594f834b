"""Measures marks against what is printed: which point is of which figure, and what a point's height is worth."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from layouts.preflight.painted_objects import Point
from report.attack.marks import Marks, Words

EXACT_PT = 0.04  # how exactly a place on the page can be read
_ASTRAY = 0.12  # of a step: how far beside its place a point may stand
_SAME_EDGE_PT = 0.6  # within which labels of an axis end
_BESIDE_RULE_PT = 3.0  # from the middle of an axis label to its rule
_FEWEST_KNOWN = 3
_AXIS_LABEL = re.compile(r"[−-]?\d[\d,]*(?:\.\d+)?%?")


class Known(NamedTuple):
    """A printed figure: its number, and how far to either side its rounding leaves it."""

    number: float
    half: float


class Scale(NamedTuple):
    """How a number becomes a place: ``start`` + ``step`` × number, in points. ``doubt``: how far it may be off."""

    start: float
    step: float
    doubt: float

    def number_at(self, place: float) -> float:
        """The number that a place stands for."""
        return (place - self.start) / self.step


def slots_of(xs: Sequence[float], shown: Sequence[int], count: int) -> Iterator[dict[int, float]]:
    """Every way in which points may stand at some of ``count`` places in equal steps: the x of each place taken.

    The first of them is at the first place, or the first that has a figure; the last likewise.
    """
    firsts, lasts = sorted({0, shown[0]}), sorted({count - 1, shown[-1]})
    for first, last in product(firsts, lasts):
        if last <= first or xs[-1] - xs[0] < 1:
            continue
        step = (xs[-1] - xs[0]) / (last - first)
        places = {round((x - xs[0]) / step) + first: x for x in xs}
        if all(abs((x - xs[0]) / step + first - place) < _ASTRAY for place, x in places.items()):
            yield places


def scale_of(points: Mapping[int, float], known: Mapping[int, Known], axis: Scale | None) -> Scale | None:
    """The scale on which points, by place, stand for what is known of them; None where they stand for something else.

    Every known figure has its point, or the points are of something else. The axis is tried first; without one it is
    the scale that fits the known figures best.
    """
    both = [place for place in points if place in known]
    if len(both) < max(_FEWEST_KNOWN, len(known)) or (
        axis is None and len({known[place].number for place in both}) < 2
    ):
        return None
    for scale in (axis, _fitted([(known[place].number, points[place]) for place in both])):
        if scale and all(_fits(points[place], known[place], scale) for place in both):
            return scale
    return None


def _fits(place: float, known: Known, scale: Scale) -> bool:
    return abs(scale.number_at(place) - known.number) <= known.half + scale.doubt


def _fitted(pairs: Sequence[tuple[float, float]]) -> Scale | None:
    """The straight line through numbers and places by least squares."""
    count = len(pairs)
    middle, place = (sum(pair[at] for pair in pairs) / count for at in (0, 1))
    spread = sum((number - middle) ** 2 for number, _ in pairs)
    step = sum((number - middle) * (at - place) for number, at in pairs) / spread if spread else 0.0
    if not step:
        return None
    return Scale(place - step * middle, step, 3 * EXACT_PT / abs(step))


def axis_of(marks: Marks) -> Scale | None:
    """The scale of an axis of numbers: labels that end at one edge, each beside a level line; None without one."""
    edges: dict[int, list[Words]] = {}
    for word in marks.words:
        if _AXIS_LABEL.fullmatch(word.text):
            edges.setdefault(round(word.right / _SAME_EDGE_PT), []).append(word)
    labels = max(edges.values(), key=len, default=[])
    pairs = [(_number(word.text), rule) for word in labels if (rule := _rule_beside(word, marks.rules)) is not None]
    if len(labels) < 2 or len(pairs) < 2:
        return None
    scale = _fitted(pairs)
    if scale is None or any(abs(scale.start + scale.step * number - rule) > 3 * EXACT_PT for number, rule in pairs):
        return None
    return Scale(scale.start, scale.step, EXACT_PT / abs(scale.step))


def _rule_beside(word: Words, rules: Sequence[float]) -> float | None:
    near = min(rules, key=lambda rule: abs(rule - word.y), default=None)
    return near if near is not None and abs(near - word.y) < _BESIDE_RULE_PT else None


def _number(text: str) -> float:
    return float(text.rstrip("%").replace(",", "").replace("−", "-"))


def points_at(points: Sequence[Point], places: Mapping[int, float]) -> dict[int, float]:
    """The height of the point at each place."""
    heights = dict(points)
    return {place: heights[x] for place, x in places.items()}
