"""A chart's display list as inline SVG: the same paths and texts, in colours that follow the reader's own choice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import count

from layouts.blocks import plain
from layouts.display_list import DrawnChart, TextRun
from layouts.web.colours import Palette
from layouts.web.markup import Markup, element, void, words

_CIRCLE = "mcccch"  # the outline that stands for a circle
_CIRCLE_NUMBERS = 2 + 4 * 6
_CAPS = ("", "round", "square")  # "" is what SVG does unasked
_JOINS = ("", "round", "bevel")
_HAIR = 0.05  # points: one decimal is finer than any screen


@dataclass(frozen=True, slots=True)
class _State:
    """How the next path is painted: class numbers of its colours, its line, and how far its origin is moved."""

    fill: int = 0
    stroke: int = 0
    width: str = "1"
    dashes: str = ""
    cap: int = 0
    join: int = 0
    right: float = 0.0
    up: float = 0.0
    groups: int = 0  # elements that end where this state does


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
        heavy = " w6" if "SemiBold" in run.font else " w7" if "Bold" in run.font else ""
        turn = f"rotate({_short(-run.angle)} {x} {y})" if run.angle else ""
        at = {"x": x, "y": y, "font_size": _short(run.size_pt), "transform": turn}
        self.markup.append(element("text", words(run.text), class_=f"f{self._state.fill}{heavy}", **at))

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
        filled = f"f{state.fill}" if how in "fB" else "n"
        tag, shape = self._shape()
        if how in "SB":
            ends = {"stroke_linecap": _CAPS[state.cap], "stroke_linejoin": _JOINS[state.join]}
            line = {"stroke_width": state.width, "stroke_dasharray": state.dashes, **ends}
            self.markup.append(void(tag, class_=f"{filled} s{state.stroke}", **shape, **line))
        else:
            self.markup.append(void(tag, class_=filled, **shape))
        self._forget()

    def clip(self, _: str, __: Sequence[str]) -> None:
        """Paint only inside the path from where it ends ("W", before "n")."""
        self._clips = True

    def end(self, _: str, __: Sequence[str]) -> None:
        """End the path without painting it."""
        if self._clips:
            name = f"t{next(self._names)}"
            self.markup.append(element("clipPath", void("path", d=self._outline()), id=name))
            self.markup.append(Markup(f'<g clip-path="url(#{name})">'))
            self._state = replace(self._state, groups=self._state.groups + 1)
        self._forget()

    def save(self, _: str, __: Sequence[str]) -> None:
        """Remember the state."""
        self._saved.append(self._state)
        self._state = replace(self._state, groups=0)

    def restore(self, _: str, __: Sequence[str]) -> None:
        """Go back to the state that was remembered last."""
        self.markup += [Markup("</g>")] * self._state.groups
        self._state = self._saved.pop()

    def move(self, _: str, operands: Sequence[str]) -> None:
        """Move the origin; display lists turn and scale nothing."""
        right, up = self._state.right + float(operands[4]), self._state.up + float(operands[5])
        self._state = replace(self._state, right=right, up=up)

    def fill(self, _: str, operands: Sequence[str]) -> None:
        """Fill in another colour."""
        self._state = replace(self._state, fill=self._palette.number(_hexadecimal(operands)))

    def stroke(self, _: str, operands: Sequence[str]) -> None:
        """Draw in another colour."""
        self._state = replace(self._state, stroke=self._palette.number(_hexadecimal(operands)))

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

    def _shape(self) -> tuple[str, dict[str, str]]:
        """The path so far as an element: a circle where it is one."""
        if self._kinds == _CIRCLE and len(self._numbers) == _CIRCLE_NUMBERS:
            (right, middle), (across, top), (left, _) = (self._numbers[at : at + 2] for at in (0, 6, 12))
            radius = right - across
            if abs(across - left - radius) < _HAIR and abs(top - middle - radius) < _HAIR:
                x, y = self._point(across, middle)
                return "circle", {"cx": x, "cy": y, "r": f"{radius:.4g}"}
        return "path", {"d": self._outline()}

    def _outline(self) -> str:
        """The path so far in SVG's words: each part from where the one before it ended, which is shorter."""
        numbers = iter(self._numbers)
        written = []
        at = (0, 0)
        for kind in self._kinds:
            if kind == "h":
                written.append("Z")
                continue
            points = [self._tenths(next(numbers), next(numbers)) for _ in range(3 if kind == "c" else 1)]
            if kind == "m":
                at = points[0]
                written.append(f"M{at[0] / 10:g} {at[1] / 10:g}")
                continue
            steps = ((x - at[0], y - at[1]) for x, y in points)
            written.append(kind + " ".join(f"{x / 10:g}{' ' * (y >= 0)}{y / 10:g}" for x, y in steps))
            at = points[-1]
        return "".join(written)

    def _tenths(self, x: float, y: float) -> tuple[int, int]:
        """A point in whole tenths of a point, so that steps from one to the next never drift."""
        return round((x + self._state.right) * 10), round((self._height - y - self._state.up) * 10)

    def _point(self, x: float, y: float) -> tuple[str, str]:
        return _short(x + self._state.right), _short(self._height - y - self._state.up)

    def _forget(self) -> None:
        self._kinds, self._numbers, self._clips = "", [], False


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
