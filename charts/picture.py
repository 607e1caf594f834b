"""What a chart takes and gives: labelled numbers in; ink, words and numbers out, together."""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.figure import Figure


@dataclass(frozen=True, slots=True)
class Value:
    """One number to draw.

    ``number`` places the mark and is None for a gap. ``text`` is how it is printed, already rounded by the caller
    (for a gap, the word for why). ``tick`` is the short axis label, ``name`` the full name of its place in words
    ("December 2023"). ``about`` is carried along untouched so that the caller can tell where the number came from.
    """

    number: float | None
    text: str
    tick: str
    name: str
    about: object = None


@dataclass(frozen=True, slots=True)
class Goal:
    """A target to draw as a line: where, and its whole label, such as "Target 98% or more".

    ``at_least`` says which side of the line is the good one: at it or above it, or (False) at it or below it. None is
    for a line to compare with that nothing is judged by. ``steps`` are the numbers place by place where the target
    differs among the places of a chart; ``number`` and ``text`` are then those of the last.
    """

    number: float
    text: str
    about: object = None
    at_least: bool | None = True
    steps: tuple[float, ...] = ()

    def at(self, place: int) -> float:
        """The number that is aimed at in a place of the chart."""
        return self.steps[place] if self.steps else self.number

    def is_met_by(self, number: float, place: int = -1) -> bool:
        """Whether a number meets the target. Only a target that says which side is good can be met."""
        return number >= self.at(place) if self.at_least else number <= self.at(place)


@dataclass(frozen=True, slots=True)
class Tally:
    """A count that was made from values and is told but not drawn, such as in how many months a target was met.

    ``of`` are all the values that were looked at, gaps among them, not only those that counted.
    """

    number: int
    of: tuple[Value, ...]

    @property
    def text(self) -> str:
        """How it is printed."""
        return f"{self.number:,}"


@dataclass(frozen=True, slots=True)
class Line:
    """A named run of values on one scale; ``name`` is its direct label, such as "Children" or "2023/24"."""

    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Scale:
    """The number axis: the unit set after tick numbers ("%" or ""), and the bounds a value can never pass.

    ``from_zero`` asks for zero on the axis even where a line chart could start higher.
    """

    suffix: str = ""
    floor: float = 0.0
    ceiling: float | None = None
    from_zero: bool = False


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height of the picture and the size of its labels, in points. Labels are never under 10."""

    width_pt: float
    height_pt: float
    label_pt: float = 10.0


Words = tuple["str | Value | Goal | Tally", ...]
"""A description in pieces: plain text, and the numbers themselves where their text is to be read.

No plain text holds a figure: digits stand there only in the names of periods and groups.
"""


def plain(words: Words) -> str:
    """A description as one string."""
    return "".join(piece if isinstance(piece, str) else piece.text for piece in words)


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure with its words and its numbers. A picture without words cannot be made.

    ``figure`` is set in points: its dpi is 72. ``words`` stand in for the ink; ``numbers`` are all those drawn.
    ``axis_note`` says so where the number axis does not start at zero ("The scale starts at 80%."), else "".
    """

    figure: Figure
    words: Words
    numbers: tuple[Value | Goal, ...]
    axis_note: str = ""

    def __post_init__(self) -> None:
        if len(self.alt_text) < 20:
            raise ValueError("A picture needs a description that says what it shows.")

    @property
    def alt_text(self) -> str:
        """The words as one string."""
        return plain(self.words)
