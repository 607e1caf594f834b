"""Text widths from a table of glyph advances, and ways to make text fit. No font file is opened."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple

from charts.theme import ABOVE_BASELINE, BELOW_BASELINE

# Characters as high as digits, without descenders; and how far the round ones reach past baseline and cap height.
_FIGURES = frozenset("0123456789.%-–− \N{NO-BREAK SPACE}")
_FIGURE_FOOT, _FIGURE_HEAD = 0.02, 0.67

Align = Literal["left", "center", "right"]

MOST_CHARACTERS = 40  # of a label
ELLIPSIS = "…"

# Glyph advances of Source Sans 3 in thousandths of the type size, for the characters from space to tilde.
_REGULAR = (
    "200 289 426 497 497 824 609 249 303 303 418 497 249 311 249 350 497 497 497 497 497 497 497 497 497 497 249 249 "
    "497 497 497 425 847 543 588 571 615 527 494 617 652 263 479 579 486 727 647 664 566 664 569 534 536 645 515 786 "
    "513 476 539 303 350 303 497 500 542 504 553 456 555 496 292 504 544 246 247 495 255 829 547 542 555 555 347 419 "
    "338 544 467 719 446 467 425 303 241 303 497"
)
_STRONG = (
    "200 315 482 513 513 841 639 275 324 324 438 513 275 322 275 344 513 513 513 513 513 513 513 513 513 513 275 275 "
    "513 513 513 444 875 558 597 576 625 538 510 628 663 282 494 597 502 745 657 674 582 674 592 545 546 655 536 800 "
    "541 501 540 324 344 324 513 500 549 516 563 462 564 507 317 520 558 262 263 522 271 843 560 549 564 564 373 431 "
    "361 556 495 748 481 495 443 324 255 324 513"
)
_OTHERS = {
    "\N{NO-BREAK SPACE}": 200,
    "£": 513,
    "−": 513,
    "–": 480,
    "—": 800,
    "‘": 275,
    "’": 275,
    "“": 482,
    "”": 482,
    "…": 964,
}
_OTHER_WIDTH = 700  # for characters not listed: rather too wide than too narrow


def _table(widths: str) -> dict[str, int]:
    return {chr(32 + index): int(width) for index, width in enumerate(widths.split())} | _OTHERS


_WIDTHS = {False: _table(_REGULAR), True: _table(_STRONG)}


def width_pt(text: str, size_pt: float, strong: bool = False) -> float:
    """The width of a line of text in points; for letters not in the table, rather too wide."""
    return _advance(text, strong) * size_pt / 1000


@lru_cache(maxsize=5000)
def _advance(text: str, strong: bool) -> int:
    """The width of a line of text in thousandths of the type size."""
    widths = _WIDTHS[strong]
    return sum(widths.get(character, _OTHER_WIDTH) for character in text)


class Box(NamedTuple):
    """A rectangle in points."""

    left: float
    bottom: float
    right: float
    top: float

    def meets(self, other: Box) -> bool:
        """Whether two rectangles share any area."""
        return (
            self.left < other.right and other.left < self.right and self.bottom < other.top and other.bottom < self.top
        )

    def inside(self, other: Box) -> bool:
        """Whether this rectangle lies within another."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.bottom >= other.bottom
            and self.top <= other.top
        )

    def grown(self, by: float) -> Box:
        """The rectangle with ``by`` more points on each side."""
        return Box(self.left - by, self.bottom - by, self.right + by, self.top + by)


class TextLine(NamedTuple):
    """A line of text and its place: ``x_pt`` is its left edge, middle or right edge, as ``align`` says."""

    text: str
    x_pt: float
    baseline_pt: float
    size_pt: float
    strong: bool = False
    align: Align = "left"

    @property
    def box(self) -> Box:
        """Its bounding box, from descender to ascender."""
        width = width_pt(self.text, self.size_pt, self.strong)
        left = self.x_pt - width * {"left": 0.0, "center": 0.5, "right": 1.0}[self.align]
        bottom = self.baseline_pt - BELOW_BASELINE * self.size_pt
        return Box(left, bottom, left + width, self.baseline_pt + ABOVE_BASELINE * self.size_pt)


def glyph_extent(text: str) -> tuple[float, float]:
    """How far the glyphs of a text reach below and above the baseline, in parts of the type size."""
    return (_FIGURE_FOOT, _FIGURE_HEAD) if _FIGURES.issuperset(text) else (BELOW_BASELINE, ABOVE_BASELINE)


def shortened(text: str, most: int = MOST_CHARACTERS) -> str:
    """The text, cut with an ellipsis if longer than ``most`` characters."""
    return text if len(text) <= most else text[: most - 1].rstrip() + ELLIPSIS


def fitted(text: str, room_pt: float, size_pt: float, strong: bool = False) -> str:
    """One line of text, cut with an ellipsis if wider than ``room_pt``."""
    if width_pt(text, size_pt, strong) <= room_pt:
        return text
    kept = text
    while kept and width_pt(kept + ELLIPSIS, size_pt, strong) > room_pt:
        kept = kept[:-1]
    return kept.rstrip() + ELLIPSIS


def wrapped(text: str, room_pt: float, size_pt: float, most_lines: int = 3, strong: bool = False) -> list[str]:
    """The text in as few lines as the width needs, of about equal length.

    Texts of over 40 characters, lines beyond ``most_lines`` and words wider than a line are cut with an ellipsis.
    """
    words = shortened(text).split(" ")
    lines = _broken(words, room_pt, size_pt, strong)
    longest = max(width_pt(word, size_pt, strong) for word in words)
    narrower_rooms = (room_pt - step * size_pt / 2 for step in range(1, int((room_pt - longest) / size_pt * 2) + 1))
    for narrower in narrower_rooms:
        closer = _broken(words, narrower, size_pt, strong)
        if len(closer) > len(lines):
            break
        lines = closer
    if len(lines) > most_lines:
        lines = [*lines[: most_lines - 1], " ".join(lines[most_lines - 1 :])]
    return [fitted(line, room_pt, size_pt, strong) for line in lines]


def _broken(words: list[str], room_pt: float, size_pt: float, strong: bool) -> list[str]:
    """Words in lines, each as full as the width allows."""
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_pt(longer, size_pt, strong) <= room_pt:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
