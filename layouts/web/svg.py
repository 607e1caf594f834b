"""A chart's display list as inline SVG: the same paths and texts, in colours that follow the reader's own choice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import count

from layouts.blocks import plain
from layouts.display_list import DrawnChart, TextRun
from layouts.web.colours import Palette
from layouts.web.markup import Markup, element, void, words

_CIRCLE = "mcccch"  # the outline that stands for a circle
_CIRCLE_NUMBERS = 2 + 4 * 6
_POINTS = {"m": 1, "l": 1, "c": 3, "h": 0}  # that an operator of a path has
_Tenths = tuple[int, int]
_Area = tuple[float, float, float, float]  # left, bottom, right, top
_CAPS = ("", "round", "square")  # "" is what SVG does unasked
_JOINS = ("", "round", "bevel")
_HAIR = 0.05  # points: one decimal is finer than any screen


@dataclass(frozen=True, slots=True)
class _State:
    """How the next path is painted: its colours, its line, and how far its origin is moved."""

    fill: str = ""
    stroke: str = ""
    width: str = "1"
    dashes: str = ""
    cap: int = 0
    join: int = 0
    right: float = 0.0
    up: float = 0.0
    groups: int = 0  # elements that end where this state does


@dataclass(frozen=True, slots=True)
class _Circle:
    """A circle: its middle as it is written, and its radius in points."""

    x: str
    y: str
    radius: float


@dataclass(frozen=True, slots=True)
class _Path:
    """The last mark of a chart where it is a path: its class, its outline, and the boxes of its parts."""

    class_: str
    outline: str
    areas: tuple[_Area, ...]


_NO_PATH = _Path("", "", ())


class Charts:
    """Writes charts. Each has names of its own for what it refers to, and shares the page's colours."""

    def __init__(self, palette: Palette) -> None:
        self.palette = palette
        self._names = count(1)

    def svg(self, chart: DrawnChart, body_pt: float) -> Markup:
        """A chart as a picture with its words, as wide beside text of ``body_pt`` points as on its page."""
        title = f"t{next(self._names)}"
        drawing = _Drawing(chart.height_pt, self.palette, self._names)
        for step in chart.display_list:
            drawing.write(step) if isinstance(step, TextRun) else drawing.run(step)
        return element(
            "svg",
            element("title", words(plain(chart.alt_text)), id=title),
            *drawing.markup,
            class_="chart",
            viewBox=f"0 0 {_short(chart.width_pt)} {_short(chart.height_pt)}",
            width=f"{chart.width_pt / body_pt:.2f}em",
            role="img",
            aria_labelledby=title,
        )


class _Drawing:
    """One chart, operator by operator. Its points are turned over: on a page y goes up, in SVG down."""

    def __init__(self, height: float, palette: Palette, names: count[int]) -> None:
        self.markup: list[Markup] = []
        self._height = height
        self._palette = palette
        self._names = names
        self._state = _State()  # a display list says its colours before it paints
        self._saved: list[_State] = []
        self._kinds = ""  # the operators of the path so far
        self._numbers: list[float] = []
        self._clips = False
        self._last = _NO_PATH

    def run(self, operators: str) -> None:
        """Carry out a block of operators. Raises KeyError for one that display lists do not have."""
        operands: list[str] = []
        for word in operators.replace("[", "").replace("]", "").split():
            if word[0] in "-.0123456789":
                operands.append(word)
            else:
                _OPERATORS[word](self, word, operands)
                operands = []

    def write(self, run: TextRun) -> None:
        """Write a text."""
        x, y = self._point(run.x_pt, run.y_pt)
        weight = "600" if "SemiBold" in run.font else "700" if "Bold" in run.font else ""
        class_ = self._palette.paint(fill=self._state.fill, font_size=f"{_short(run.size_pt)}px", font_weight=weight)
        turn = f"rotate({_short(-run.angle)} {x} {y})" if run.angle else ""
        text = element("text", words(run.text), x=x, y=y, transform=turn)
        if self._last.class_ == class_:
            self.markup[-1:] = [text, self.markup[-1]]  # before the end of the group
        else:
            self._add(Markup(f"<g class={class_}>"))
            self.markup.append(text)
            self._add(Markup("</g>"), _Path(class_, "", ()))

    def extend(self, kind: str, operands: Sequence[str]) -> None:
        """Add a point, a line, a curve or an end to the path."""
        self._kinds += kind
        self._numbers += map(float, operands)

    def rectangle(self, _: str, operands: Sequence[str]) -> None:
        """Add a rectangle to the path."""
        x, y, width, height = map(float, operands)
        self._kinds += "mlllh"
        self._numbers += (x, y, x + width, y, x + width, y + height, x, y + height)

    def paint(self, how: str, _: Sequence[str]) -> None:
        """Fill the path ("f"), draw it ("S") or both ("B")."""
        state = self._state
        filled, pen = state.fill if how in "fB" else "none", self._pen() if how in "SB" else {}
        circle = self._circle()
        if circle is None:
            self._path(self._palette.paint(fill=filled, **pen), self._outline(), how == "S")
        elif pen and pen["stroke"] != filled:
            class_ = self._palette.paint(fill=filled, **pen)
            self._add(void("circle", class_=class_, cx=circle.x, cy=circle.y, r=f"{circle.radius:.4g}"))
        else:  # a disc is the dot that a round pen of its width leaves
            width = f"{2 * circle.radius + float(state.width if pen else 0):.4g}"
            class_ = self._palette.paint(fill="none", stroke=filled, stroke_width=width, stroke_linecap="round")
            self._path(class_, f"M{circle.x} {circle.y}h0", True)
        self._forget()

    def _pen(self) -> dict[str, str]:
        """How a line is drawn, in CSS."""
        state = self._state
        ends = {"stroke_linecap": _CAPS[state.cap], "stroke_linejoin": _JOINS[state.join]}
        return {"stroke": state.stroke, "stroke_width": state.width, "stroke_dasharray": state.dashes, **ends}

    def _path(self, class_: str, outline: str, is_line: bool) -> None:
        """Add a path. It is one with the path before it where that is painted in the same way, as in a grid.

        Areas are one only where they lie apart: the inside of one is else the outside of two.
        """
        last, area = self._last, self._area()
        joins = last.class_ == class_ and (is_line or all(_lie_apart(area, other) for other in last.areas))
        if joins:
            self.markup.pop()
        path = _Path(class_, last.outline + outline, (*last.areas, area)) if joins else _Path(class_, outline, (area,))
        self._add(void("path", class_=class_, d=path.outline), path)

    def _area(self) -> _Area:
        """The box that the path so far lies in."""
        state, across, up = self._state, self._numbers[::2], self._numbers[1::2]
        return min(across) + state.right, min(up) + state.up, max(across) + state.right, max(up) + state.up

    def _add(self, mark: Markup, path: _Path | None = None) -> None:
        self.markup.append(mark)
        self._last = path or _NO_PATH

    def clip(self, _: str, __: Sequence[str]) -> None:
        """Paint only inside the path from where it ends ("W", before "n")."""
        self._clips = True

    def end(self, _: str, __: Sequence[str]) -> None:
        """End the path without painting it."""
        if self._clips:
            name = f"t{next(self._names)}"
            self._add(element("clipPath", void("path", d=self._outline()), id=name))
            self._add(Markup(f'<g clip-path="url(#{name})">'))
            self._state = replace(self._state, groups=self._state.groups + 1)
        self._forget()

    def save(self, _: str, __: Sequence[str]) -> None:
        """Remember the state."""
        self._saved.append(self._state)
        self._state = replace(self._state, groups=0)

    def restore(self, _: str, __: Sequence[str]) -> None:
        """Go back to the state that was remembered last."""
        for end in [Markup("</g>")] * self._state.groups:
            self._add(end)
        self._state = self._saved.pop()

    def move(self, _: str, operands: Sequence[str]) -> None:
        """Move the origin; display lists turn and scale nothing."""
        right, up = self._state.right + float(operands[4]), self._state.up + float(operands[5])
        self._state = replace(self._state, right=right, up=up)

    def fill(self, _: str, operands: Sequence[str]) -> None:
        """Fill in another colour."""
        self._state = replace(self._state, fill=self._palette.variable(_hexadecimal(operands)))

    def stroke(self, _: str, operands: Sequence[str]) -> None:
        """Draw in another colour."""
        self._state = replace(self._state, stroke=self._palette.variable(_hexadecimal(operands)))

    def line(self, kind: str, operands: Sequence[str]) -> None:
        """Draw with another width ("w"), dashes ("d"), ends ("J") or corners ("j")."""
        if kind == "w":
            self._state = replace(self._state, width=operands[0])
        elif kind == "d":
            self._state = replace(self._state, dashes=" ".join(operands[:-1]))
        elif kind == "J":
            self._state = replace(self._state, cap=int(operands[0]))
        else:
            self._state = replace(self._state, join=int(operands[0]))

    def _circle(self) -> _Circle | None:
        """The path so far where it is a circle."""
        if self._kinds == _CIRCLE and len(self._numbers) == _CIRCLE_NUMBERS:
            (right, middle), (across, top), (left, _) = (self._numbers[at : at + 2] for at in (0, 6, 12))
            radius = right - across
            if abs(across - left - radius) < _HAIR and abs(top - middle - radius) < _HAIR:
                x, y = self._point(across, middle)
                return _Circle(x, y, radius)
        return None

    def _outline(self) -> str:
        """The path so far in SVG's words: each part from where the one before it ended, which is shorter.

        Nor is a letter written again that the part before it has.
        """
        numbers = iter(self._numbers)
        written: list[str] = []
        at, last = (0, 0), ""
        for kind in self._kinds:
            points = [self._tenths(next(numbers), next(numbers)) for _ in range(_POINTS[kind])]
            steps = [(x - at[0], y - at[1]) for x, y in points]
            letter, values = _step(kind, points, steps)
            written.append(_run(values) if letter == last else letter + _run(values).lstrip())
            at, last = points[-1] if points else at, letter
        return "".join(written)

    def _tenths(self, x: float, y: float) -> tuple[int, int]:
        """A point in whole tenths of a point, so that steps from one to the next never drift."""
        return round((x + self._state.right) * 10), round((self._height - y - self._state.up) * 10)

    def _point(self, x: float, y: float) -> tuple[str, str]:
        return _short(x + self._state.right), _short(self._height - y - self._state.up)

    def _forget(self) -> None:
        self._kinds, self._numbers, self._clips = "", [], False


def _step(kind: str, points: Sequence[_Tenths], steps: Sequence[_Tenths]) -> tuple[str, list[int]]:
    """An operator as a letter of SVG and its numbers, in tenths of a point."""
    match kind, steps:
        case "m", _:
            return "M", [*points[0]]
        case "l", [(across, 0)]:
            return "h", [across]
        case "l", [(0, down)]:
            return "v", [down]
        case _:
            return "z" if kind == "h" else kind, [part for step in steps for part in step]


def _lie_apart(one: _Area, other: _Area) -> bool:
    return one[0] > other[2] or other[0] > one[2] or one[1] > other[3] or other[1] > one[3]


def _run(tenths: Iterable[int]) -> str:
    """Numbers one after the other, each after a space or its minus, and without a nought before its point."""
    written = (f"{number / 10:g}".replace("0.", ".", abs(number) < 10) for number in tenths)
    return "".join(number if number[0] == "-" else f" {number}" for number in written)


def _short(number: float) -> str:
    """A number with one decimal at most, without a minus before zero."""
    return f"{round(number, 1) + 0.0:g}"


def _hexadecimal(parts: Sequence[str]) -> str:
    return "".join(f"{round(float(part) * 255):02X}" for part in parts)


_OPERATORS: dict[str, Callable[[_Drawing, str, Sequence[str]], None]] = {
    **dict.fromkeys("mlch", _Drawing.extend),
    "re": _Drawing.rectangle,
    **dict.fromkeys("fSB", _Drawing.paint),
    "W": _Drawing.clip,
    "n": _Drawing.end,
    "q": _Drawing.save,
    "Q": _Drawing.restore,
    "cm": _Drawing.move,
    "rg": _Drawing.fill,
    "RG": _Drawing.stroke,
    **dict.fromkeys("wdJj", _Drawing.line),
}
