"""The small shapes before a status word. They differ in outline, so that they are told apart without colour."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, pi, sin

from layouts import theme
from layouts.drawing.pen import Pen
from layouts.text.set_text import SetText
from layouts.theme import Edition

_RING = 1.5  # points: the stroke of ring and half disc
_ARC_POINTS = 12


def draw_shape(pen: Pen, name: str, x: float, middle: float, size: float) -> None:
    """Draw the named shape, ``size`` points across, its left edge at ``x`` and its middle at ``middle``.

    Raises KeyError for a name that is not in `SHAPES`.
    """
    SHAPES[name](pen, x, middle - size / 2, size)


def draw_status(
    pen: Pen, shape: str, words: SetText, x: float, top: float, edition: Edition, *, followed: bool = False
) -> None:
    """Draw a shape before the first line of its words; ``followed`` says that more text of the same element comes."""
    draw_shape(pen, shape, x, top + words.style.leading / 2, edition.shape)
    pen.text(words, x + edition.shape + edition.shape_gap, top, followed=followed)


def _full(pen: Pen, x: float, top: float, size: float) -> None:
    pen.disc(x, top, size, pen.accent)


def _ring(pen: Pen, x: float, top: float, size: float) -> None:
    pen.disc(x, top, size, theme.QUIET)
    pen.disc(x + _RING, top + _RING, size - 2 * _RING, theme.PAPER)


def _half(pen: Pen, x: float, top: float, size: float) -> None:
    pen.disc(x, top, size, pen.accent)
    radius, middle = size / 2 - _RING, size / 2
    turns = [pi * (step / _ARC_POINTS - 0.5) for step in range(_ARC_POINTS + 1)]
    pen.path([(x + middle + radius * cos(t), top + middle + radius * sin(t)) for t in turns], theme.PAPER)


def _triangle(pen: Pen, x: float, top: float, size: float) -> None:
    pen.path([(x + size / 2, top), (x + size, top + 0.92 * size), (x, top + 0.92 * size)], theme.ALERT)


def _diamond(pen: Pen, x: float, top: float, size: float) -> None:
    middle = size / 2
    for reach, colour in ((middle, theme.QUIET), (middle - 1.5 * _RING, theme.PAPER)):  # sloping sides look thinner
        _rhombus(pen, (x + middle, top + middle), reach, colour)


def _dash(pen: Pen, x: float, top: float, size: float) -> None:
    pen.box(x, top + size / 2 - 1, size, 2, theme.QUIET)


def _tick(pen: Pen, x: float, top: float, size: float) -> None:
    pen.box(x + size / 2 - 1, top - 0.1 * size, 2, 1.2 * size, theme.INK)


def _mark(pen: Pen, x: float, top: float, size: float) -> None:
    _rhombus(pen, (x + size / 2, top + size / 2), 0.42 * size, theme.INK)
    _rhombus(pen, (x + size / 2, top + size / 2), 0.42 * size - _RING, theme.TINT)


def _rhombus(pen: Pen, centre: tuple[float, float], reach: float, colour: str) -> None:
    corners = [(reach, 0.0), (0.0, reach), (-reach, 0.0), (0.0, -reach)]
    pen.path([(centre[0] + right, centre[1] + down) for right, down in corners], colour)


SHAPES: dict[str, Callable[[Pen, float, float, float], None]] = {
    "full": _full,
    "half": _half,
    "triangle": _triangle,
    "diamond": _diamond,
    "dash": _dash,
    "ring": _ring,
    "tick": _tick,
    "mark": _mark,
}
