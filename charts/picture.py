"""What every chart takes and gives: labelled numbers in; a figure, its description and its numbers out."""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.figure import Figure

from charts.theme import DARK, SMALLEST_LABEL_PT


@dataclass(frozen=True, slots=True)
class Value:
    """One number to draw.

    ``number`` is where it is drawn, None for a gap. ``text`` is its printed form, already rounded by the caller; for a
    gap, the reason. ``tick`` is the short axis label, ``name`` the full name of its period or group ("December 2023").
    ``about`` is carried along untouched, so that the caller can trace the number to its source.
    """

    number: float | None
    text: str
    tick: str
    name: str
    about: object = None


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A target drawn as a line, and its whole label, such as "Target 98% or more".

    ``at_least`` says which side of the line is good: at or above it, or (False) at or below it. None is for a line of
    comparison that nothing is judged by. ``steps`` has a number for each value where the target differs among them;
    ``number`` and ``text`` are then those of the last. ``upper`` is the other end of a range that is good within.
    """

    number: float
    text: str
    about: object = None
    at_least: bool | None = True
    steps: tuple[float, ...] = ()
    upper: float | None = None

    @property
    def levels(self) -> tuple[float, ...]:
        """Every number that the line is drawn at."""
        return (self.number, *self.steps, *(() if self.upper is None else (self.upper,)))

    def at(self, index: int) -> float:
        """The target of the value at an index."""
        return self.steps[index] if self.steps else self.number

    def is_met_by(self, number: float, index: int = -1) -> bool:
        """Whether a number meets the target at an index. Only for a target with a good side."""
        if self.upper is not None:
            return self.at(index) <= number <= self.upper
        return number >= self.at(index) if self.at_least else number <= self.at(index)


@dataclass(frozen=True, slots=True)
class Tally:
    """A count of values in a description, such as the number of months in which a target was met.

    ``of`` are all the values that were looked at, gaps included, not only those counted.
    """

    number: int
    of: tuple[Value, ...]

    @property
    def text(self) -> str:
        """Its printed form."""
        return f"{self.number:,}"


@dataclass(frozen=True, slots=True)
class Series:
    """A named run of values on one scale; ``name`` labels it in the chart ("Children", "2023/24")."""

    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Scale:
    """The bounds of a number axis: the unit after tick labels ("%" or ""), and the least and greatest possible value.

    ``from_zero`` asks for zero on the axis even where a line chart could start higher.
    """

    suffix: str = ""
    floor: float = 0.0
    ceiling: float | None = None
    from_zero: bool = False


@dataclass(frozen=True, slots=True)
class Size:
    """What the page asks of a picture: width, height and label size in points, and its accent (hexadecimal RGB).

    Labels are at least 10 points, whatever is asked. The accent is the colour of the figures being reported.
    """

    width_pt: float
    height_pt: float
    label_pt: float = SMALLEST_LABEL_PT
    accent: str = DARK

    def __post_init__(self) -> None:
        object.__setattr__(self, "label_pt", max(self.label_pt, SMALLEST_LABEL_PT))


Description = tuple["str | Value | TargetLine | Tally", ...]
"""A description in pieces: strings, and the numbers themselves where their text is to be read.

Strings hold no figures: their only digits are in names of periods and groups.
"""


def plain(description: Description) -> str:
    """A description as one string."""
    return "".join(piece if isinstance(piece, str) else piece.text for piece in description)


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure with its description and its numbers. Raises ValueError for a description of under 20 characters.

    ``figure`` is set at 72 dpi, so its units are points. ``description`` is its alt text in pieces; ``numbers`` are
    all that are drawn. ``axis_note`` says where the number axis starts ("The scale starts at 80%."), "" if at zero.
    """

    figure: Figure
    description: Description
    numbers: tuple[Value | TargetLine, ...]
    axis_note: str = ""

    def __post_init__(self) -> None:
        if len(self.alt_text) < 20:
            raise ValueError("A picture needs a description that says what it shows.")

    @property
    def alt_text(self) -> str:
        """The description as one string."""
        return plain(self.description)
