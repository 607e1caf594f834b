"""Colours of the web edition, each with its counterpart for readers who want a dark page.

A counterpart contrasts with the dark paper as much as its colour does with white. A contrast is a quotient, so any two
colours then contrast with one another as before: what is readable on the page is readable in the dark.
"""

from __future__ import annotations

from colorsys import hls_to_rgb, rgb_to_hls
from functools import lru_cache
from math import ceil

from layouts import theme

DARK_PAPER = "12161B"
_FLARE = 0.05  # of WCAG's contrast ratio
_STEPS = 12  # halvings of the lightness: finer than eight bits show


class Palette:
    """The colours of one page as CSS: those of its text have names, those of its charts numbers, by first use.

    So have the ways in which marks of charts are painted: each is written once, however many marks it paints.
    """

    def __init__(self, accent: str) -> None:
        self._names = {
            "paper": theme.PAPER,
            "ink": theme.INK,
            "accent": accent,
            "quiet": theme.QUIET,
            "reference": theme.REFERENCE,
            "rule": theme.RULE,
            "strong": theme.RULE_STRONG,
            "tint": theme.TINT,
            "alert": theme.ALERT,
        }
        self._charts: dict[str, int] = {}
        self._paints: dict[str, int] = {}

    def variable(self, colour: str) -> str:
        """A chart's colour, six hexadecimal digits, as a value of CSS: one that is another in the dark."""
        return f"var(--c{self._charts.setdefault(colour, len(self._charts))})"

    def paint(self, **how: str) -> str:
        """The class of marks that are painted in one way; properties without a value are left out.

        ``stroke_width`` becomes "stroke-width".
        """
        css = ";".join(f"{name.replace('_', '-')}:{value}" for name, value in how.items() if value)
        return f"p{self._paints.setdefault(css, len(self._paints))}"

    def css(self) -> str:
        """The colours as variables, in the light and in the dark, and the classes of charts."""
        colours = self._names | {f"c{number}": colour for colour, number in self._charts.items()}
        light = "".join(f"--{name}:#{colour};" for name, colour in colours.items())
        dark = "".join(f"--{name}:#{in_the_dark(colour)};" for name, colour in colours.items())
        classes = "".join(f".p{number}{{{css}}}" for css, number in self._paints.items())
        return f":root{{{light}}}\n@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n{classes}\n"


@lru_cache(maxsize=64)
def in_the_dark(colour: str) -> str:
    """The counterpart of a colour on dark paper, both in six hexadecimal digits: of the same hue and contrast.

    White is the paper itself. A contrast above that of white on dark paper, which only near-blacks have, becomes it.
    """
    wanted = (1 + _FLARE) / (luminance(colour) + _FLARE) * (luminance(DARK_PAPER) + _FLARE) - _FLARE
    if colour.upper() == theme.PAPER:
        return DARK_PAPER
    hue, lightness, saturation = rgb_to_hls(*_parts(colour))
    low, high = 0.0, 1.0
    for _ in range(_STEPS):
        lightness = (low + high) / 2
        if luminance(_hexadecimal(hls_to_rgb(hue, lightness, saturation))) < wanted:
            low = lightness
        else:
            high = lightness
    return _hexadecimal(hls_to_rgb(hue, high, saturation))


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (WCAG 2): 1 for the same, 21 for black on white."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + _FLARE) / (dark + _FLARE)


def luminance(colour: str) -> float:
    """The relative luminance (WCAG 2) of a colour: 0 for black, 1 for white."""
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4))
    return red, green, blue


def _hexadecimal(parts: tuple[float, float, float]) -> str:
    """Six digits of a colour, each part rounded up: never a little less light than asked."""
    return "".join(f"{min(ceil(part * 255), 255):02X}" for part in parts)
