"""Sets text in lines: the only way in which the text of a block reaches a page.

Text is never markup: whatever a cell or an officer typed is cleaned, measured and drawn as it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from layouts import theme
from layouts.blocks import Span, Text
from layouts.text.fonts import BOLD, REGULAR, SEMIBOLD, check_glyphs, without_marks
from layouts.text.line_breaking import (
    TOLERANCE,
    Fragment,
    Line,
    Word,
    balance,
    break_lines,
    joined_line,
    longer_last,
    whole_spans,
    width_of,
    with_ellipsis,
    word_of,
)
from layouts.text.normalise import CUT, LEFT_OUT, clean
from layouts.theme import LONGEST_LINE, Edition, TextStyle

LONGEST_SHORT = 500  # characters of one span in a cell, a label or a heading
LONGEST_RUNNING = 5000  # characters of one span of running text
LONGEST_NUMBER = 6  # lines of words in place of a number

_FONTS = {"regular": REGULAR, "semibold": SEMIBOLD, "bold": BOLD}


class SetText(NamedTuple):
    """Text broken into lines of one style. ``altered`` holds `CUT` if an end is missing."""

    lines: tuple[Line, ...]
    style: TextStyle
    altered: frozenset[str] = frozenset()

    @property
    def height(self) -> float:
        """From the top of the first line to the bottom of the last, in points."""
        return len(self.lines) * self.style.leading

    @property
    def printed(self) -> str:
        """The characters as they stand on the page, lines joined by spaces."""
        return " ".join("".join(text for _, _, text in line.runs) for line in self.lines)

    @property
    def longest_line(self) -> int:
        """The characters of the longest line."""
        return max((sum(len(text) for _, _, text in line.runs) for line in self.lines), default=0)

    @property
    def width(self) -> float:
        """The width of the longest line, in points."""
        return max((line.width for line in self.lines), default=0.0)


@dataclass(frozen=True, slots=True)
class MeasuredText:
    """Text cleaned and measured word by word, not yet broken into lines. Widths are in points.

    ``widest_word`` is the narrowest measure that breaks no word, ``width`` the one that holds all of it on one line.
    """

    words: tuple[Word, ...]
    style: TextStyle
    altered: frozenset[str] = frozenset()

    widest_word: float = field(init=False)
    width: float = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "widest_word", max((word.width for word in self.words), default=0.0))
        object.__setattr__(self, "width", sum(word.width + word.space for word in self.words))

    def count_lines(self, width: float) -> int:
        """The number of lines at a width, a word wider than that counted as one line."""
        lines, length = 1, 0.0
        for word in self.words:
            if length and length + word.space + word.width > width + TOLERANCE:
                lines, length = lines + 1, word.width
            else:
                length += word.width + (word.space if length else 0.0)
        return lines

    def set(self, width: float, most_lines: int = 0, balanced: bool = False) -> SetText:
        """Break the text into lines of at most ``width`` points; lines beyond ``most_lines`` are cut, with an ellipsis.

        ``balanced`` makes the lines about equally long, as a heading's should be.
        """
        lines = tuple(break_lines(self.words, width))
        if balanced and len(lines) > 1:
            lines = balance(self.words, width, lines)
        elif len(lines) > 1 and lines[-1].width < theme.SHORT_LAST_LINE and width >= theme.MEASURE / 2:
            lines = longer_last(self.words, width, lines)
        if most_lines and len(lines) > most_lines:
            kept = (*lines[: most_lines - 1], with_ellipsis(lines[most_lines - 1], width))
            return SetText(tuple(whole_spans(kept)), self.style, self.altered | {CUT})
        return SetText(lines, self.style, self.altered)


def measure_text(text: Text, style: TextStyle, longest: int = LONGEST_SHORT) -> MeasuredText:
    """Clean and measure a text. A span of more than ``longest`` characters is cut, with an ellipsis.

    Marks that the fonts do not have are left out. Raises `MissingGlyph` for a letter that they do not have.
    """
    altered: set[str] = set()
    pieces = []
    for given in text:
        span = given._replace() if given.link else given  # a link of its own wherever it stands
        cleaned, changes = clean(span.text, longest)
        altered |= changes
        font = _FONTS[style.bold if span.bold else style.weight]
        printed = without_marks(cleaned, font)
        if printed != cleaned:
            altered.add(LEFT_OUT)
            cleaned = printed
        check_glyphs(cleaned, font)
        pieces.append((font, cleaned, span))
    return MeasuredText(tuple(_words(pieces, style.size)), style, frozenset(altered))


def set_text(
    text: Text,
    style: TextStyle,
    width: float,
    longest: int = LONGEST_SHORT,
    most_lines: int = 0,
    balanced: bool = False,
) -> SetText:
    """Clean, measure and break a text."""
    return measure_text(text, style, longest).set(width, most_lines, balanced)


def set_running(text: Text, style: TextStyle, width: float, most_lines: int = 0) -> SetText:
    """Clean, measure and break running text, in shorter lines than the width allows where it takes three or more."""
    measured = measure_text(text, style, LONGEST_RUNNING)
    found = measured.set(width, most_lines)
    while len(found.lines) > 2 and found.longest_line > LONGEST_LINE:
        width = found.width * min(LONGEST_LINE / found.longest_line, 0.99)
        found = measured.set(width, most_lines)
    return found


def set_number(text: Text, width: float, edition: Edition) -> SetText:
    """Set a panel's number large on one line: see ``set_number_in``."""
    return set_number_in(text, edition.number, width, edition)


def set_number_in(text: Text, style: TextStyle, width: float, edition: Edition) -> SetText:
    """Set a number large on one line, its unit smaller, all of it shrunk until it fits.

    A text without a digit in its first word ("Not supplied") is set as words, on a few lines.
    """
    whole = measure_text(text, style)
    first = "".join(fragment.text for fragment in whole.words[0].fragments) if whole.words else ""
    if not any(character.isdigit() for character in first):
        return set_text(text, edition.number_in_words, width, most_lines=LONGEST_NUMBER)
    for size in range(int(style.size), int(edition.smallest_number) - 1, -1):
        line = _number_line(whole.words, size / style.size)
        if line.width <= width:
            return SetText((line,), style, whole.altered)
    least = style._replace(size=edition.smallest_number, leading=1.2 * edition.smallest_number)
    return measure_text(text, least).set(width, LONGEST_NUMBER)


def _words(pieces: Iterable[tuple[str, str, Span]], size: float) -> Iterator[Word]:
    """Words of (font, text, span) pieces, split at spaces; a word may run on from one piece into the next."""
    fragments: list[Fragment] = []
    space = gap = 0.0
    for font, text, span in pieces:
        begins = span if span.about is not None else None
        link = span if span.link else None
        blank = size * width_of(" ", font)
        for index, part in enumerate(text.split(" ")):
            if index:
                if fragments:
                    yield word_of(fragments, space)
                    gap = 1.0
                    fragments = []
                space = gap * blank
            if part:
                begun = Span(text.strip(" "), begins.about, begins.bold, begins.link) if begins else None
                fragments.append(Fragment(font, size, part, size * width_of(part, font), begun, link))
                begins = None
    if fragments:
        yield word_of(fragments, space)


def _number_line(words: tuple[Word, ...], shrunk: float) -> Line:
    """One line of a large first word and smaller following ones, all scaled by ``shrunk``."""
    scaled = []
    for index, word in enumerate(words):
        share = (1.0 if not index else theme.NUMBER_UNIT_SHARE) * shrunk
        fragments = tuple(part._replace(size=part.size * share, width=part.width * share) for part in word.fragments)
        scaled.append(Word(fragments, word.width * share, word.space * share))
    return joined_line(scaled)
