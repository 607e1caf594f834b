"""Whether a council's accent can stand in for the report's own: on paper, in colour and in black and white.

Measures are those of the print checks: contrast by WCAG 2, and lightness (CIE L*, from 0 for black to 100 for white).

- Text in it must be read: 4.5 to 1 on white, the print checks' bound.
- It must be told from the status colour in black and white. What says “not met” there is the shape and the word, so it
  is enough that the greys are not one and the same: L* is scaled so that an eye just sees a step of 1, side by side.
  The report's own accent is 1.3 from it.
- It must be told from the status colour in colour, where a council's dark pink would look like a page of targets not
  met: 25 in CIE L*a*b*, half of what the report's own accent has.
- A latest bar must be told from the earlier ones beside it, whose tone is as light in every accent: 20 of L*, the print
  checks' bound for two series that nothing else sets apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import cbrt, dist, floor

from layouts import theme
from layouts.preflight.contrast import LEAST_TEXT_CONTRAST, contrast
from layouts.preflight.greyscale import APART, lightness
from layouts.preflight.painted_objects import PAPER, Colour

LEAST_STEP = 1.0  # of lightness
LEAST_DISTANCE = 25.0  # in CIE L*a*b*
_STEPS = 100  # of darkening, down to black
_XYZ = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))  # of linear sRGB
_WHITE = (0.9505, 1.0, 1.089)  # D65


def accent_faults(accent: str) -> Iterator[str]:
    """What is wrong with an accent (six hexadecimal digits): the first fault, with what to do."""
    fault = _fault(accent)
    if fault:
        yield f"the accent #{accent} {fault}. Choose a darker or another one: #{_nearest(accent)} would do."


def _fault(accent: str) -> str:
    """How an accent falls short, with what was measured and what is needed; "" for one that does not."""
    colour, status = _rgb(accent), _rgb(theme.ALERT)
    ratio = contrast(colour, PAPER)
    if ratio < LEAST_TEXT_CONTRAST:
        return f"has a contrast of {_truncated(ratio)} to 1 on white, and {LEAST_TEXT_CONTRAST:g} to 1 is needed"
    step = abs(lightness(colour) - lightness(status))
    if step < LEAST_STEP:
        return (
            f"has in black and white the grey of the shapes for “not met”: {_truncated(step)} of 100 apart in "
            f"lightness, and {LEAST_STEP:g} is needed"
        )
    distance = dist(_lab(colour), _lab(status))
    if distance < LEAST_DISTANCE:
        return (
            f"looks like the colour for “not met”: {_truncated(distance)} apart (CIE L*a*b*), and {LEAST_DISTANCE:g} "
            "is needed"
        )
    apart = _lightness_of_earlier_bars() - lightness(colour)
    if apart < APART:
        return (
            f"cannot be told in black and white from the bars of earlier months: {_truncated(max(apart, 0))} of 100 "
            f"darker in lightness, and {APART:g} is needed"
        )
    return ""


def _nearest(accent: str) -> str:
    """The first that would do, on the way from an accent to black."""
    parts = [int(accent[place : place + 2], 16) for place in (0, 2, 4)]
    for step in range(_STEPS):
        red, green, blue = (floor(part * (_STEPS - step) / _STEPS) for part in parts)
        darker = f"{red:02X}{green:02X}{blue:02X}"
        if not _fault(darker):
            return darker
    return theme.ACCENT


def _lightness_of_earlier_bars() -> float:
    from charts.theme import BAR  # noqa: PLC0415 - loads the drawing library, which few checks of a folder need

    return lightness(_rgb(BAR.removeprefix("#")))


def _rgb(colour: str) -> Colour:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4))
    return red, green, blue


def _lab(colour: Colour) -> tuple[float, float, float]:
    """A colour in CIE L*a*b*, in which distances are about as they look."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour]
    shares = (
        sum(weight * part for weight, part in zip(row, linear, strict=True)) / white
        for row, white in zip(_XYZ, _WHITE, strict=True)
    )
    x, y, z = (cbrt(share) if share > 0.008856 else 7.787 * share + 16 / 116 for share in shares)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _truncated(number: float) -> str:
    """A number truncated to one decimal, so that one just under a bound never looks like it."""
    return f"{floor(number * 10) / 10:g}"
