"""A pen that draws nothing and remembers where everything would stand, to ask what is beside, under or over what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from layouts import theme
from layouts.blocks import CellChart, Figure
from layouts.drawing.flowables import Flowable, least_height
from layouts.drawing.pen import CENTRE, LEFT, RIGHT
from layouts.roles import Role
from layouts.text.set_text import SetText

_NEAR = 0.05  # points: no reader sees less


@dataclass(frozen=True, slots=True)
class Spot:
    """Something drawn: "text", "figure" or "mark", its box from the frame's corner, its words, and what it is in."""

    kind: str
    left: float
    top: float
    right: float
    bottom: float
    words: str = ""
    within: tuple[Role, ...] = ()

    def overlaps(self, other: Spot) -> bool:
        """Whether the two boxes share more than an edge."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > _NEAR and down > _NEAR

    @property
    def middle(self) -> float:
        """Half way down."""
        return (self.top + self.bottom) / 2


@dataclass
class RecordingPen:
    """Stands in for a pen; see there for what each method draws."""

    spots: list[Spot] = field(default_factory=list)
    accent: str = theme.ACCENT
    _within: list[Role] = field(default_factory=list)

    @contextmanager
    def within(self, role: Role, key: object = None, attributes: object = None) -> Iterator[None]:
        self._within.append(role)
        yield
        self._within.pop()

    @contextmanager
    def heading(self, role: Role, level: int) -> Iterator[None]:
        with self.within(role):
            yield

    @contextmanager
    def panel(self, key: object) -> Iterator[None]:
        yield

    def text(
        self,
        words: SetText,
        x: float,
        top: float,
        *,
        start: int = 0,
        stop: int | None = None,
        side: str = LEFT,
        followed: bool = False,
    ) -> None:
        for line in words.lines[start:stop]:
            left = {LEFT: x, CENTRE: x - line.width / 2, RIGHT: x - line.width}[side]
            printed = "".join(text for _, _, text in line.runs)
            self._add("text", left, top, line.width, words.style.leading, printed)
            top += words.style.leading

    def chart(self, chart: CellChart | Figure, place: tuple[float, float, float, float], label_pt: float) -> None:
        x, top, width, height = place
        drawing = chart.draw(width, height, label_pt, self.accent)
        self._add("figure", x, top, drawing.figure.get_figwidth() * 72, height)

    def box(self, x: float, top: float, width: float, height: float, colour: str) -> None:
        self._add("mark", x, top, width, height)

    rule = box

    def disc(self, x: float, top: float, diameter: float, colour: str) -> None:
        self._add("mark", x, top, diameter, diameter)

    def path(self, points: Sequence[tuple[float, float]], colour: str) -> None:
        across, down = [x for x, _ in points], [y for _, y in points]
        self._add("mark", min(across), min(down), max(across) - min(across), max(down) - min(down))

    def bookmark(self, title: str, level: int, top: float) -> None:
        pass

    def _add(self, kind: str, x: float, top: float, width: float, height: float, words: str = "") -> None:
        self.spots.append(Spot(kind, x, top, x + width, top + height, words, tuple(self._within)))

    def texts(self, role: Role | None = None) -> list[Spot]:
        """The lines of text, in reading order; those in a role alone."""
        return [one for one in self.spots if one.kind == "text" and (role is None or role in one.within)]

    def text_of(self, words: str) -> Spot:
        """The only line with exactly these words."""
        (found,) = [one for one in self.texts() if one.words == words]
        return found

    @property
    def figures(self) -> list[Spot]:
        """The charts."""
        return [one for one in self.spots if one.kind == "figure"]

    @property
    def marks(self) -> list[Spot]:
        """Shapes, rules and boxes."""
        return [one for one in self.spots if one.kind == "mark"]

    def overlapping(self) -> list[tuple[str, str]]:
        """The texts and charts that stand on one another."""
        ink = [one for one in self.spots if one.kind != "mark"]
        return [(one.words, other.words) for one, other in combinations(ink, 2) if one.overlaps(other)]

    def beyond(self, height: float, width: float = theme.FRAME_WIDTH) -> list[Spot]:
        """What leaves a box of this height and width at the frame's corner."""
        return [
            one
            for one in self.spots
            if one.left < -_NEAR or one.top < -_NEAR or one.right > width + _NEAR or one.bottom > height + _NEAR
        ]


def drawn(flowable: Flowable) -> tuple[RecordingPen, float]:
    """Where all of a flowable stands from the frame's corner, and the height that it asks for."""
    pen: Any = RecordingPen()
    flowable.draw(pen, 0.0, 0.0, 0, len(flowable.pieces), ())
    return pen, least_height(flowable)
