"""Follows the code of a page as a printer would and notes every mark, with whose it is and how it is seen."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass

from layouts.pdf_reader.file import PdfPage
from layouts.pdf_reader.operators import mcid_of, operations, string_bytes
from layouts.pdf_reader.values import NotReadable
from layouts.preflight.painted_objects import Box, Colour, Owner, PaintedPage, PaintedPath, PaintedText, Point

_ASCENT, _DESCENT = 0.73, 0.21  # of the size: how far letters of these fonts reach over and under the baseline
_FARTHEST = 10_000.0  # points from the corner of the sheet
_IGNORED = frozenset(("J", "j", "M", "i", "ri", "BX", "EX"))  # they change nothing that is judged
_PAINTS = ("f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "n")

Matrix = tuple[float, float, float, float, float, float]
_AS_IT_IS: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(slots=True)
class _GraphicsState:
    """What the page holds between marks; q keeps a copy of it for Q."""

    matrix: Matrix = _AS_IT_IS
    fill: Colour = (0.0, 0.0, 0.0)
    stroke: Colour = (0.0, 0.0, 0.0)
    width: float = 1.0
    dash: str = ""
    clip: Box | None = None
    font: str = ""
    size: float = 0.0
    leading: float = 0.0


def interpret(number: int, page: PdfPage) -> PaintedPage:
    """Every mark of a page in the order of drawing.

    Raises `NotReadable` for what pages of ours never have: images, forms, see-through ink, other spaces of colour.
    """
    painter = _Interpreter(page)
    try:
        painter.run(page.code)
    except (ValueError, IndexError, KeyError, TypeError, OverflowError) as trouble:
        raise NotReadable(f"page {number}: {trouble}") from trouble
    if not all(-_FARTHEST < edge < _FARTHEST for painted in painter.objects for edge in painted.box):
        raise NotReadable(f"page {number}: something stands nowhere near it")
    return PaintedPage(number, page.width, page.height, painter.objects)


class _Interpreter:
    """One page's state while its code is followed."""

    def __init__(self, page: PdfPage) -> None:
        self._fonts = page.fonts
        self.objects: list[PaintedText | PaintedPath] = []
        self._pen = _GraphicsState()
        self._saved: list[_GraphicsState] = []
        self._owners: list[Owner] = []
        self._lines: list[list[Point]] = []
        self._clips = False
        self._text = self._text_line = _AS_IT_IS  # where the next letter goes, and where its line began
        self._does = {**self._sets(), **self._draws()}

    def _sets(self) -> dict[str, Callable[[str], None]]:
        """The operators that change the pen or say whose ink follows."""
        return {
            "q": lambda _: self._saved.append(copy(self._pen)),
            "Q": lambda _: self._restore(),
            "cm": lambda said: setattr(self._pen, "matrix", _times(_matrix(said), self._pen.matrix)),
            "rg": lambda said: setattr(self._pen, "fill", _colour(said)),
            "RG": lambda said: setattr(self._pen, "stroke", _colour(said)),
            "g": lambda said: setattr(self._pen, "fill", (float(said),) * 3),
            "G": lambda said: setattr(self._pen, "stroke", (float(said),) * 3),
            "w": lambda said: setattr(self._pen, "width", float(said)),
            "d": lambda said: setattr(self._pen, "dash", said[said.index("[") + 1 : said.index("]")].strip()),
            "TL": lambda said: setattr(self._pen, "leading", float(said)),
            "Tf": self._choose_font,
            "BDC": self._begin,
            "BMC": self._begin,
            "EMC": lambda _: self._end(),
        }

    def _draws(self) -> dict[str, Callable[[str], None]]:
        """The operators that build and paint paths and set text."""
        return {
            "m": self._move,
            "l": self._line,
            "c": self._curve,
            "h": self._close,
            "re": self._rectangle,
            "W": lambda _: self._clip(),
            "W*": lambda _: self._clip(),
            **{name: self._paints(name) for name in _PAINTS},
            "BT": lambda _: self._place(_AS_IT_IS),
            "ET": lambda _: None,
            "Tm": lambda said: self._place(_matrix(said)),
            "Td": lambda said: self._move_text(*_place(said)),
            "T*": lambda _: self._move_text(0.0, -self._pen.leading),
            "Tj": self._write,
        }

    def run(self, code: bytes) -> None:
        """Follow the code."""
        does = self._does
        for said, operator in operations(code):
            if operator in does:
                does[operator](said)
            elif operator not in _IGNORED:
                raise NotReadable(f"the operator {operator[:20]!r} is none that Board Report writes")

    def _restore(self) -> None:
        self._pen = self._saved.pop()

    def _begin(self, said: str) -> None:
        self._owners.append(Owner(said.split(None, 1)[0][1:], mcid_of(said)))

    def _end(self) -> None:
        self._owners.pop()

    @property
    def _owner(self) -> Owner:
        return self._owners[-1] if self._owners else Owner()

    def _at(self, across: float, up: float) -> Point:
        a, b, c, d, e, f = self._pen.matrix
        return a * across + c * up + e, b * across + d * up + f

    def _move(self, said: str) -> None:
        self._lines.append([self._at(*_place(said))])

    def _line(self, said: str) -> None:
        self._lines[-1].append(self._at(*_place(said)))

    def _curve(self, said: str) -> None:
        across_1, up_1, across_2, up_2, across_3, up_3 = _matrix(said)
        (x0, y0), (x3, y3) = self._lines[-1][-1], self._at(across_3, up_3)
        (x1, y1), (x2, y2) = self._at(across_1, up_1), self._at(across_2, up_2)
        middle = (x0 + 3 * x1 + 3 * x2 + x3) / 8, (y0 + 3 * y1 + 3 * y2 + y3) / 8
        self._lines[-1] += [middle, (x3, y3)]

    def _close(self, _: str) -> None:
        self._lines[-1].append(self._lines[-1][0])

    def _rectangle(self, said: str) -> None:
        x, y, width, height = map(float, said.split())
        corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y))
        a, b, c, d, e, f = self._pen.matrix
        self._lines.append([(a * px + c * py + e, b * px + d * py + f) for px, py in corners])

    def _clip(self) -> None:
        self._clips = True

    def _paints(self, name: str) -> Callable[[str], None]:
        fills, strokes, closes = name[0] in "fFBb", name[0] in "SsBb", name[0] in "sb"

        def painted(_: str) -> None:
            if closes and self._lines:
                self._lines[-1].append(self._lines[-1][0])
            if self._lines:
                self._shape(fills, strokes)
            self._lines = []
            self._clips = False

        return painted

    def _shape(self, fills: bool, strokes: bool) -> None:
        pen = self._pen
        xs = [x for line in self._lines for x, _ in line]
        ys = [y for line in self._lines for _, y in line]
        left, bottom, right, top = min(xs), min(ys), max(xs), max(ys)
        if self._clips:
            pen.clip = _shared(pen.clip, (left, bottom, right, top)) or (0.0, 0.0, 0.0, 0.0)
        if not (fills or strokes):
            return
        width = pen.width * _scale(pen.matrix) if strokes else 0.0
        box = _shared(pen.clip, (left - width / 2, bottom - width / 2, right + width / 2, top + width / 2))
        if box is None:
            return  # all of it lies outside of its clip
        fill, stroke = pen.fill if fills else None, pen.stroke if strokes else None
        clipped = pen.clip is not None
        self.objects.append(PaintedPath(self._owner, self._lines, fill, stroke, width, pen.dash, box, clipped))

    def _place(self, matrix: Matrix) -> None:
        self._text = self._text_line = matrix

    def _choose_font(self, said: str) -> None:
        name, size = said.split()
        self._pen.font, self._pen.size = name[1:], float(size)

    def _move_text(self, across: float, up: float) -> None:
        self._place(_moved(self._text_line, across, up))

    def _write(self, said: str) -> None:
        pen = self._pen
        text = string_bytes(said)
        font = self._fonts[pen.font]
        seen = text.rstrip(b" ") if font.characters else text.rstrip()
        advance = font.width(text) * pen.size
        a, b, c, d, e, f = _times(self._text, pen.matrix)
        self._text = _moved(self._text, advance, 0.0)
        if not seen:
            return
        length = advance if len(seen) == len(text) else font.width(seen) * pen.size
        under, over = -_DESCENT * pen.size, _ASCENT * pen.size
        xs = [a * x + c * y + e for x in (0, length) for y in (under, over)]
        ys = [b * x + d * y + f for x in (0, length) for y in (under, over)]
        size = pen.size * (c * c + d * d) ** 0.5
        box = (min(xs), min(ys), max(xs), max(ys))
        end = (a * length + e, b * length + f)
        self.objects.append(PaintedText(self._owner, pen.fill, font, seen, size, (e, f), end, box))


def _place(said: str) -> Point:
    across, up = map(float, said.split())
    return across, up


def _matrix(said: str) -> Matrix:
    a, b, c, d, e, f = map(float, said.split())
    return a, b, c, d, e, f


def _colour(said: str) -> Colour:
    red, green, blue = map(float, said.split())
    return red, green, blue


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _moved(matrix: Matrix, across: float, up: float) -> Matrix:
    a, b, c, d, e, f = matrix
    return a, b, c, d, across * a + up * c + e, across * b + up * d + f


def _scale(matrix: Matrix) -> float:
    return float(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) ** 0.5)


def _shared(clip: Box | None, box: Box) -> Box | None:
    """What two boxes share, or None for nothing."""
    if clip is None:
        return box
    left, bottom = max(clip[0], box[0]), max(clip[1], box[1])
    right, top = min(clip[2], box[2]), min(clip[3], box[3])
    return (left, bottom, right, top) if left <= right and bottom <= top else None
