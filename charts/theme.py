"""The appearance of all charts: colours by meaning, type, line weights. Marks contrast at least 3:1 with white."""

from __future__ import annotations

from functools import lru_cache

from matplotlib.font_manager import FontProperties

# Government Analysis Function palette. One dark and one mid tone a chart: those two differ in greyscale.
DARK = "#12436D"  # the figures being reported
MID = "#28A197"  # what they are compared with
MID_ON_TINT = "#279C92"  # the same on the tint of a target's good side
OTHER_MID = "#F46A25"  # the fill of markers that must be found at once; always outlined
INK = "#3D3D3D"  # text, axes, targets
BAR = "#557DA9"  # earlier bars beside a dark one, and the bar up to a figure
ALERT = "#801650"  # what misses a promise
QUIET = "#5A6673"  # leader lines and words about the scale
GREY_OUTLINE = "#7F8A96"  # of circles that are not filled
RULE = "#D4D4D4"  # gridlines, which carry no meaning of their own
TINT = "#EDF3F8"  # behind the good side of a target, whose line says the same
TRACK = "#DEE4EA"  # the whole length of a scale, of which a bar is a part
PAPER = "#FFFFFF"  # the background
_STEPS = 256  # of a mixture with paper

FAMILY = "Source Sans 3"
SMALLEST_LABEL_PT = 10.0  # clear print: nothing on a page is set smaller
STRONG_LABEL = 1.15  # how much larger than the others the label of the latest figure is

# Vertical metrics in parts of the type size, for Source Sans 3.
LINE_HEIGHT = 1.24
ABOVE_BASELINE = 0.73
BELOW_BASELINE = 0.22
HALF_FIGURE_HEIGHT = 0.325  # from the baseline to the middle of a figure

LINE_PT = 2.0
COMPARED_LINE_PT = 1.6
TARGET_LINE_PT = 1.2
AXIS_PT = 0.9
OUTLINE_PT = 1.0
GRIDLINE_PT = 0.6
DOT_PT = 4.0
END_DOT_PT = 7.0
SHORT_RUN = 10  # points: each of no more than so many can be marked and named

# Dash and gap in multiples of the line width, as matplotlib counts them.
COMPARED_DASHES = (3.6, 1.8)
TARGET_DASHES = (5.0, 3.0)
CHANGE_DASHES = (1.0, 2.2)
LIMIT_DASHES = (2.6, 1.8)
TRIAL_DASHES = (1.2, 4.0)


@lru_cache(maxsize=64)
def in_accent(colour: str, accent: str) -> str:
    """A colour of this file in a picture whose dark tone is ``accent``: `DARK` is that, and `BAR` a paler tone of it.

    The paler tone is as dark as `BAR`, so that whatever stands out from that, or on that, still does.
    """
    if accent == DARK or colour not in {DARK, BAR}:
        return colour
    if colour == DARK:
        return accent
    steps = ([round(part + (255 - part) * step / _STEPS) for part in _parts(accent)] for step in range(_STEPS + 1))
    red, green, blue = min(steps, key=lambda parts: abs(_luminance(parts) - _luminance(_parts(BAR))))
    return f"#{red:02X}{green:02X}{blue:02X}"


def _parts(colour: str) -> list[int]:
    return [int(colour[place : place + 2], 16) for place in (1, 3, 5)]


def _luminance(parts: list[int]) -> float:
    """The relative luminance (WCAG 2) of red, green and blue from 0 to 255."""
    shares = [part / 255 for part in parts]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return sum(weight * share for weight, share in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@lru_cache(maxsize=64)
def type_of(size_pt: float, strong: bool) -> FontProperties:
    """The font of a label. Matplotlib copies it, so one object serves all labels of a kind."""
    return FontProperties(family=FAMILY, size=size_pt, weight=600 if strong else 400)
