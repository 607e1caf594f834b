"""Interprets the content stream of a page: every text, path and image, where and how it is shown, in sequence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from layouts.pdf_reader.file import PdfPage
from layouts.pdf_reader.operators import mcid_of, operations, string_bytes
from layouts.pdf_reader.values import NotReadable
from layouts.preflight.painted_objects import (
    Box,
    Colour,
    Owner,
    Painted,
    PaintedImage,
    PaintedPage,
    PaintedPath,
    PaintedText,
    Point,
)

_ASCENT, _DESCENT = 0.73, 0.21  # of the type size, in these fonts
_FARTHEST = 10_000.0  # points from the corner of the page
_IGNORED = frozenset(("J", "j", "M", "i", "ri", "BX", "EX", "ET"))  # they change nothing that is checked
_PAINTING = ("f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "n")

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(slots=True)
class _GraphicsState:
    """The graphics state, as far as it matters here; q saves a copy of it and Q restores that."""

    matrix: Matrix = _IDENTITY
    fill: Colour = (0.0, 0.0, 0.0)
    stroke: Colour = (0.0, 0.0, 0.0)
    width: float = 1.0
    dash: str = ""
    clip: Box | None = None
    font: str = ""
    size: float = 0.0
    leading: float = 0.0

    def copy(self) -> _GraphicsState:
        """A copy. `dataclasses.replace` takes five times as long, and a page saves its state some hundred times."""
        return _GraphicsState(
            self.matrix, self.fill, self.stroke, self.width, self.dash, self.clip, self.font, self.size, self.leading
        )


def interpret(number: int, page: PdfPage) -> PaintedPage:
    """Every painted object of a page, in order.

    Raises `NotReadable` for what our pages never have: forms, transparency, other colour spaces.
    """
    interpreter = _Interpreter(page)
    try:
        interpreter.run(page.content)
    except (ValueError, IndexError, KeyError, TypeError, OverflowError) as trouble:
        raise NotReadable(f"page {number}: {trouble}") from trouble
    if not all(map(_is_near, interpreter.objects)):
        raise NotReadable(f"page {number}: something stands nowhere near it")
    return PaintedPage(number, page.width, page.height, interpreter.objects)


class _Interpreter:
    """The state of one page while its operators are carried out."""

    def __init__(self, page: PdfPage) -> None:
        self._fonts = page.fonts
        self._images = page.images
        self.objects: list[Painted] = []
        self._state = _GraphicsState()
        self._saved: list[_GraphicsState] = []
        self._owners: list[Owner] = []
        self._lines: list[list[Point]] = []
        self._clips = False
        self._text = self._text_line = _IDENTITY  # text matrix and text line matrix

    def _state_operators(self) -> dict[str, Callable[[str], None]]:
        """The operators of graphics state and marked content."""
        return {
            "q": lambda _: self._saved.append(self._state.copy()),
            "Q": lambda _: setattr(self, "_state", self._saved.pop()),
            "cm": lambda given: setattr(self._state, "matrix", _times(_matrix(given), self._state.matrix)),
            "rg": lambda given: setattr(self._state, "fill", _colour(given)),
            "RG": lambda given: setattr(self._state, "stroke", _colour(given)),
            "g": lambda given: setattr(self._state, "fill", (float(given),) * 3),
            "G": lambda given: setattr(self._state, "stroke", (float(given),) * 3),
            "w": lambda given: setattr(self._state, "width", float(given)),
            "d": lambda given: setattr(self._state, "dash", given[given.index("[") + 1 : given.index("]")].strip()),
            "TL": lambda given: setattr(self._state, "leading", float(given)),
            "Tf": self._choose_font,
            "BDC": self._begin_marked_content,
            "BMC": self._begin_marked_content,
            "EMC": lambda _: self._end_marked_content(),
        }

    def _painting_operators(self) -> dict[str, Callable[[str], None]]:
        """The operators that build and paint paths and show text."""
        return {
            "m": lambda given: self._lines.append([self._at(*_point(given))]),
            "l": lambda given: self._lines[-1].append(self._at(*_point(given))),
            "c": self._curve,
            "h": lambda _: self._lines[-1].append(self._lines[-1][0]),
            "re": self._rectangle,
            "W": lambda _: setattr(self, "_clips", True),
            "W*": lambda _: setattr(self, "_clips", True),
            **{name: self._painter(name) for name in _PAINTING},
            "BT": lambda _: self._set_text_matrix(_IDENTITY),
            "Tm": lambda given: self._set_text_matrix(_matrix(given)),
            "Td": lambda given: self._next_line(*_point(given)),
            "T*": lambda _: self._next_line(0.0, -self._state.leading),
            "Tj": self._show_text,
            "Do": self._show_image,
        }

    def run(self, content: bytes) -> None:
        """Carry out the operators of a content stream."""
        # Not kept: these know the interpreter, and all that it found would stay in memory with them.
        carry_out = {**self._state_operators(), **self._painting_operators()}
        for given, operator in operations(content):
            if operator in carry_out:
                carry_out[operator](given)
            elif operator not in _IGNORED:
                raise NotReadable(f"the operator {operator[:20]!r} is none that Board Report writes")

    def _begin_marked_content(self, given: str) -> None:
        self._owners.append(Owner(given.split(None, 1)[0][1:], mcid_of(given)))

    def _end_marked_content(self) -> None:
        self._owners.pop()

    def _at(self, across: float, up: float) -> Point:
        """A point of user space on the page."""
        a, b, c, d, e, f = self._state.matrix
        return a * across + c * up + e, b * across + d * up + f

    def _curve(self, given: str) -> None:
        """Approximate a Bézier curve by two straight lines, through its middle."""
        across_1, up_1, across_2, up_2, across_3, up_3 = _matrix(given)
        (x0, y0), (x3, y3) = self._lines[-1][-1], self._at(across_3, up_3)
        (x1, y1), (x2, y2) = self._at(across_1, up_1), self._at(across_2, up_2)
        middle = (x0 + 3 * x1 + 3 * x2 + x3) / 8, (y0 + 3 * y1 + 3 * y2 + y3) / 8
        self._lines[-1] += [middle, (x3, y3)]

    def _rectangle(self, given: str) -> None:
        x, y, width, height = map(float, given.split())
        corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y))
        self._lines.append([self._at(*corner) for corner in corners])

    def _painter(self, name: str) -> Callable[[str], None]:
        """What a path-painting operator does."""
        fills, strokes, closes = name[0] in "fFBb", name[0] in "SsBb", name[0] in "sb"

        def paint(_: str) -> None:
            if closes and self._lines:
                self._lines[-1].append(self._lines[-1][0])
            if self._lines:
                self._paint_path(fills, strokes)
            self._lines = []
            self._clips = False

        return paint

    def _paint_path(self, fills: bool, strokes: bool) -> None:
        state = self._state
        xs = [x for line in self._lines for x, _ in line]
        ys = [y for line in self._lines for _, y in line]
        left, bottom, right, top = min(xs), min(ys), max(xs), max(ys)
        if self._clips:
            state.clip = _intersection(state.clip, (left, bottom, right, top)) or (0.0, 0.0, 0.0, 0.0)
        if not (fills or strokes):
            return
        a, b, c, d, _, _ = state.matrix
        width = state.width * float(abs(a * d - b * c) ** 0.5) if strokes else 0.0
        box = _intersection(state.clip, (left - width / 2, bottom - width / 2, right + width / 2, top + width / 2))
        if box is None:
            return  # all of it lies outside the clipping path
        fill, stroke = state.fill if fills else None, state.stroke if strokes else None
        clipped = state.clip is not None
        self.objects.append(PaintedPath(self._owner, self._lines, fill, stroke, width, state.dash, box, clipped))

    @property
    def _owner(self) -> Owner:
        return self._owners[-1] if self._owners else Owner()

    def _set_text_matrix(self, matrix: Matrix) -> None:
        self._text = self._text_line = matrix

    def _next_line(self, across: float, up: float) -> None:
        self._set_text_matrix(_moved(self._text_line, across, up))

    def _choose_font(self, given: str) -> None:
        name, size = given.split()
        self._state.font, self._state.size = name[1:], float(size)

    def _show_text(self, given: str) -> None:
        state = self._state
        text = string_bytes(given)
        font = self._fonts[state.font]
        seen = text.rstrip(b" ") if font.characters else text.rstrip()
        advance = font.width(text) * state.size
        a, b, c, d, e, f = _times(self._text, state.matrix)
        self._text = _moved(self._text, advance, 0.0)
        if not seen:
            return
        length = advance if len(seen) == len(text) else font.width(seen) * state.size
        under, over = -_DESCENT * state.size, _ASCENT * state.size
        left, right = _extent(e, a * length, c * under, c * over)
        bottom, top = _extent(f, b * length, d * under, d * over)
        size = state.size * (c * c + d * d) ** 0.5
        box = (left, bottom, right, top)
        end = (a * length + e, b * length + f)
        self.objects.append(PaintedText(self._owner, state.fill, font, seen, size, (e, f), end, box, seen != text))

    def _show_image(self, given: str) -> None:
        if given.strip()[1:] not in self._images:
            raise NotReadable("a form, or an image that Board Report does not make")
        corners = [self._at(x, y) for x in (0, 1) for y in (0, 1)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        box = _intersection(self._state.clip, (min(xs), min(ys), max(xs), max(ys)))
        if box:
            self.objects.append(PaintedImage(self._owner, box))


def _is_near(painted: Painted) -> bool:
    """Whether something stands on or near the page."""
    left, bottom, right, top = painted.box
    return -_FARTHEST < left <= right < _FARTHEST and -_FARTHEST < bottom <= top < _FARTHEST


def _extent(start: float, along: float, under: float, over: float) -> tuple[float, float]:
    """Where a text begins and ends on one axis: its baseline runs ``along``, its letters lie to both sides."""
    return start + min(along, 0.0) + min(under, over), start + max(along, 0.0) + max(under, over)


def _point(given: str) -> Point:
    across, up = map(float, given.split())
    return across, up


def _matrix(given: str) -> Matrix:
    a, b, c, d, e, f = map(float, given.split())
    return a, b, c, d, e, f


def _colour(given: str) -> Colour:
    red, green, blue = map(float, given.split())
    return red, green, blue


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _moved(matrix: Matrix, across: float, up: float) -> Matrix:
    a, b, c, d, e, f = matrix
    return a, b, c, d, across * a + up * c + e, across * b + up * d + f


def _intersection(clip: Box | None, box: Box) -> Box | None:
    """The part of a box inside the clipping box, or None if there is none."""
    if clip is None:
        return box
    left, bottom = max(clip[0], box[0]), max(clip[1], box[1])
    right, top = min(clip[2], box[2]), min(clip[3], box[3])
    return (left, bottom, right, top) if left <= right and bottom <= top else None
