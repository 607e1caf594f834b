"""The marks of a drawn chart as a stranger measures them: points of lines, ends of bars, dots, and the words beside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from layouts.pdf_reader.file import FigureBox
from layouts.preflight.painted_objects import Box, PaintedPage, PaintedPath, PaintedText, Point, text_of

_FEWEST = 3  # points of one style, to be a series
_CORNERS = 5  # of a rectangle, drawn back to where it began
_ROUND = 12  # points of a dot, at least
_CLOSE = 0.05  # points: how exact a page is


class Words(NamedTuple):
    """A text in a chart, and the middle of its box."""

    text: str
    x: float
    y: float
    right: float


class Marks(NamedTuple):
    """A chart's marks. Each of ``lines``, ``columns``, ``rows`` and ``dots`` is a run of points in one style.

    Of a column (a standing bar) it is the middle of the end that is off its base, of a row (a lying bar) likewise.
    ``rules`` are the heights of level lines across the chart.
    """

    lines: tuple[tuple[Point, ...], ...]
    columns: tuple[tuple[Point, ...], ...]
    rows: tuple[tuple[Point, ...], ...]
    dots: tuple[tuple[Point, ...], ...]
    words: tuple[Words, ...]
    rules: tuple[float, ...]


def marks_of(figure: FigureBox, page: PaintedPage) -> Marks:
    """The marks that are painted inside the box of a figure."""
    inside = [one for one in page.objects if one.owner.tag == "Figure" and _within(one.box, figure.box)]
    paths = [one for one in inside if isinstance(one, PaintedPath)]
    texts = [one for one in inside if isinstance(one, PaintedText)]
    bars = [_rectangle(path) for path in paths if path.fill is not None and _is_rectangle(path)]
    words = (
        Words(text_of(one).strip(), (one.box[0] + one.box[2]) / 2, (one.box[1] + one.box[3]) / 2, one.box[2])
        for one in texts
    )
    return Marks(
        tuple(_lines(paths)), tuple(_columns(bars)), tuple(_rows(bars)), tuple(_dots(paths)), tuple(words),
        tuple(_rules(paths)),
    )  # fmt: skip


def _within(box: Box, outer: Box) -> bool:
    return all(box[at] >= outer[at] - 1 for at in (0, 1)) and all(box[at] <= outer[at] + 1 for at in (2, 3))


def _lines(paths: Sequence[PaintedPath]) -> Iterator[tuple[Point, ...]]:
    """The points of all lines of one style, but those of rules, ticks and outlines."""
    styles: dict[tuple[object, ...], set[Point]] = {}
    for path in paths:
        if path.stroke is not None and path.fill is None:
            points = styles.setdefault((path.stroke, path.width, path.dash), set())
            for line in path.lines:
                if not _is_closed(line) and len({x for x, _ in line}) == len(line):
                    points.update(line)
    yield from (tuple(sorted(points)) for points in styles.values() if len(points) >= _FEWEST)


def _is_closed(line: Sequence[Point]) -> bool:
    return len(line) > 2 and line[0] == line[-1]


def _is_rectangle(path: PaintedPath) -> bool:
    if len(path.lines) != 1 or len(path.lines[0]) != _CORNERS:
        return False
    xs, ys = ({round(point[at], 2) for point in path.lines[0]} for at in (0, 1))
    return len(xs) <= 2 and len(ys) <= 2


def _rectangle(path: PaintedPath) -> Box:
    xs, ys = zip(*path.lines[0], strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _columns(bars: Sequence[Box]) -> Iterator[tuple[Point, ...]]:
    """Bars of one width that stand on, or hang from, one height."""
    for same in _alike(bars, lambda bar: bar[2] - bar[0]):
        base = _base([bar[1] for bar in same], [bar[3] for bar in same])
        ends = [(bar, bar[3] if abs(bar[1] - base) < _CLOSE else bar[1]) for bar in same if _touches(bar, base, (1, 3))]
        if len(ends) >= _FEWEST:
            yield tuple(sorted(((bar[0] + bar[2]) / 2, end) for bar, end in ends))


def _rows(bars: Sequence[Box]) -> Iterator[tuple[Point, ...]]:
    """Bars of one thickness that begin at one edge."""
    for same in _alike(bars, lambda bar: bar[3] - bar[1]):
        base = _base([bar[0] for bar in same], [bar[0] for bar in same])
        ends = [bar for bar in same if abs(bar[0] - base) < _CLOSE]
        if len(ends) >= _FEWEST:
            yield tuple(sorted((bar[2], (bar[1] + bar[3]) / 2) for bar in ends))


def _alike(bars: Sequence[Box], size: Callable[[Box], float]) -> Iterator[list[Box]]:
    groups: dict[float, list[Box]] = {}
    for bar in bars:
        groups.setdefault(round(size(bar), 1), []).append(bar)
    yield from (group for group in groups.values() if len(group) >= _FEWEST)


def _base(ends: Sequence[float], others: Sequence[float]) -> float:
    """The edge that most bars share."""
    return Counter(round(edge, 2) for edge in (*ends, *others)).most_common(1)[0][0]


def _touches(bar: Box, base: float, edges: tuple[int, int]) -> bool:
    return any(abs(bar[edge] - base) < _CLOSE for edge in edges)


def _dots(paths: Sequence[PaintedPath]) -> Iterator[tuple[Point, ...]]:
    """The middles of round marks of one style and size."""
    styles: dict[tuple[object, ...], list[Point]] = {}
    for path in paths:
        if path.fill is not None and len(path.lines) == 1 and len(path.lines[0]) >= _ROUND:
            left, bottom, right, top = _rectangle(path)
            style = (path.fill, path.stroke, round(right - left, 1), round(top - bottom, 1))
            styles.setdefault(style, []).append(((left + right) / 2, (bottom + top) / 2))
    yield from (tuple(points) for points in styles.values() if len(points) >= _FEWEST)


def _rules(paths: Sequence[PaintedPath]) -> Iterator[float]:
    for path in paths:
        for line in path.lines if path.stroke is not None else ():
            if len(line) == 2 and abs(line[0][1] - line[1][1]) < _CLOSE and abs(line[0][0] - line[1][0]) > 3:
                yield line[0][1]
