"""Words into lines: the only way in which the text of a block reaches a page.

Text is never markup here. Whatever a cell or an officer typed is cleaned, measured and drawn as it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from reportlab.pdfbase import pdfmetrics

from layouts import theme
from layouts.blocks import Span, Text
from layouts.cleaning import CUT, ELLIPSIS, clean
from layouts.fonts import BOLD, REGULAR, SEMIBOLD
from layouts.theme import TextStyle

LONGEST_SHORT = 500  # characters of one span in a cell, a label or a heading
LONGEST_RUNNING = 5000  # characters of one span of running text
NO_GLYPH = "□"  # stands, in plain sight, for a character the fonts do not have

REPLACED = "replaced"

_FONTS = {"regular": REGULAR, "semibold": SEMIBOLD, "bold": BOLD}
_SLACK = 0.01  # points; sums of widths are not exact
_BREAK_AFTER = "-–—/@._:&?=,;"  # where a word too long for its line is best broken


class Fragment(NamedTuple):
    """Part of a word in one font and size; ``begins`` is a span with an ``about`` whose first word this is."""

    font: str
    size: float
    text: str
    width: float
    begins: Span | None


class Word(NamedTuple):
    """What stands between two spaces; ``space`` is the width of the space before it."""

    fragments: tuple[Fragment, ...]
    width: float
    space: float


class Line(NamedTuple):
    """A line: its runs as (font, size, text), its width, and the spans that begin in it."""

    runs: tuple[tuple[str, float, str], ...]
    width: float
    begins: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class SetText:
    """Text set in lines of one style. ``altered`` says what was done to it: "cut" or "replaced", or both."""

    lines: tuple[Line, ...]
    style: TextStyle
    altered: frozenset[str] = frozenset()

    @property
    def height(self) -> float:
        """Points from the top of the first line to the bottom of the last."""
        return len(self.lines) * self.style.leading

    @property
    def printed(self) -> str:
        """The characters as they stand on the page, without line ends."""
        return " ".join("".join(text for _, _, text in line.runs) for line in self.lines)

    @property
    def width(self) -> float:
        """Points of the longest line."""
        return max((line.width for line in self.lines), default=0.0)


@dataclass(frozen=True, slots=True)
class Wording:
    """Text cleaned and measured, word by word, not yet broken into lines."""

    words: tuple[Word, ...]
    style: TextStyle
    altered: frozenset[str] = frozenset()

    @property
    def widest_word(self) -> float:
        """Points of the widest word: no narrower column holds the text without breaking a word."""
        return max((word.width for word in self.words), default=0.0)

    @property
    def width(self) -> float:
        """Points of the whole text on one line."""
        return sum(word.width + word.space for word in self.words)

    def set(self, width: float, most_lines: int = 0) -> SetText:
        """Break the text into lines of at most a width; more lines than ``most_lines`` are cut, with an ellipsis."""
        lines = tuple(_lines(self.words, width))
        if most_lines and len(lines) > most_lines:
            kept = (*lines[: most_lines - 1], _with_ellipsis(lines[most_lines - 1], width))
            return SetText(tuple(_whole_spans(kept)), self.style, self.altered | {CUT})
        return SetText(lines, self.style, self.altered)


def wording(text: Text, style: TextStyle, longest: int = LONGEST_SHORT) -> Wording:
    """Clean and measure a text. A span of more than ``longest`` characters is cut, with an ellipsis."""
    altered: set[str] = set()
    pieces = []
    for span in text:
        cleaned, changes = clean(span.text, longest)
        altered |= changes
        font = _FONTS[style.bold if span.bold else style.weight]
        drawable = _drawable(font)
        if not drawable.issuperset(cleaned):
            altered.add(REPLACED)
            cleaned = "".join(character if character in drawable else NO_GLYPH for character in cleaned)
        pieces.append((font, cleaned, span))
    return Wording(tuple(_words(pieces, style.size)), style, frozenset(altered))


def set_text(text: Text, style: TextStyle, width: float, longest: int = LONGEST_SHORT, most_lines: int = 0) -> SetText:
    """Clean, measure and break a text in one go."""
    return wording(text, style, longest).set(width, most_lines)


def set_number(text: Text, width: float) -> SetText:
    """Set a panel's number large on one line, its unit smaller, the whole shrunk until it fits.

    What has no digit before its first space ("Not supplied") is set as words, on as many lines as it needs.
    """
    whole = wording(text, theme.NUMBER)
    first = "".join(fragment.text for fragment in whole.words[0].fragments) if whole.words else ""
    if not any(character.isdigit() for character in first):
        return set_text(text, theme.NUMBER_IN_WORDS, width)
    for size in range(int(theme.NUMBER.size), int(theme.SMALLEST_NUMBER) - 1, -1):
        line = _number_line(whole.words, size)
        if line.width <= width:
            return SetText((line,), theme.NUMBER, whole.altered)
    return wording(text, replace(theme.NUMBER, size=theme.SMALLEST_NUMBER, leading=24.0)).set(width)


@lru_cache(maxsize=8)
def _drawable(font: str) -> frozenset[str]:
    characters: frozenset[str] = pdfmetrics.getFont(font).drawable
    return characters


@lru_cache(maxsize=20000)
def _width(text: str, font: str) -> float:
    """Width at a size of one point."""
    width: float = pdfmetrics.getFont(font).stringWidth(text, 1)
    return width


def _words(pieces: Iterable[tuple[str, str, Span]], size: float) -> Iterator[Word]:
    fragments: list[Fragment] = []
    space = gap = 0.0
    for font, text, span in pieces:
        begins = span if span.about is not None else None
        for index, part in enumerate(text.split(" ")):
            if index:
                if fragments:
                    yield Word(tuple(fragments), sum(fragment.width for fragment in fragments), space)
                    gap = 1.0
                    fragments = []
                space = gap * size * _width(" ", font)
            if part:
                begun = replace(begins, text=text.strip(" ")) if begins else None
                fragments.append(Fragment(font, size, part, size * _width(part, font), begun))
                begins = None
    if fragments:
        yield Word(tuple(fragments), sum(fragment.width for fragment in fragments), space)


def _lines(words: Iterable[Word], width: float) -> Iterator[Line]:
    line: list[Word] = []
    length = 0.0
    for word in words:
        if line and length + word.space + word.width > width + _SLACK:
            yield _line(line)
            line, length = [], 0.0
        if word.width > width + _SLACK:
            *full, word = _broken(word, width)  # noqa: PLW2901  # the rest of the word goes on as a word
            yield from (_line([part]) for part in full)
        length += word.width + (word.space if line else 0.0)
        line.append(word)
    if line:
        yield _line(line)


def _line(words: list[Word]) -> Line:
    runs: list[tuple[str, float, list[str]]] = []
    begins = []
    length = 0.0
    for index, word in enumerate(words):
        if index:
            runs[-1][2].append(" ")
            length += word.space
        length += word.width
        for font, size, text, _, begun in word.fragments:
            if runs and runs[-1][0] == font and runs[-1][1] == size:
                runs[-1][2].append(text)
            else:
                runs.append((font, size, [text]))
            if begun:
                begins.append(begun)
    return Line(tuple((font, size, "".join(texts)) for font, size, texts in runs), length, tuple(begins))


def _broken(word: Word, width: float) -> list[Word]:
    """A word too wide for its line, in parts that fit: broken after a mark where there is one, else anywhere."""
    parts: list[Word] = []
    row: list[Fragment] = []
    room = width
    for fragment in word.fragments:
        rest = fragment
        while rest.width > room + _SLACK:
            count = _fitting(rest, room, forced=not row)
            if count:
                row.append(_cut_to(rest, 0, count))
                rest = _cut_to(rest, count, len(rest.text))
            parts.append(_word(row, word.space))
            row, room = [], width
        if rest.text:
            row.append(rest)
            room -= rest.width
    return [*parts, _word(row, word.space)] if row else parts


def _fitting(fragment: Fragment, room: float, forced: bool) -> int:
    """How many characters of a fragment to set in the room there is; at least one where it stands alone."""
    count, length = 0, 0.0
    for character in fragment.text:
        length += fragment.size * _width(character, fragment.font)
        if length > room + _SLACK:
            break
        count += 1
    tidy = max((index + 1 for index in range(count) if fragment.text[index] in _BREAK_AFTER), default=0)
    return tidy or (max(count, 1) if forced else 0)


def _cut_to(fragment: Fragment, start: int, stop: int) -> Fragment:
    text = fragment.text[start:stop]
    width = fragment.size * _width(text, fragment.font)
    return Fragment(fragment.font, fragment.size, text, width, None if start else fragment.begins)


def _word(fragments: list[Fragment], space: float) -> Word:
    return Word(tuple(fragments), sum(fragment.width for fragment in fragments), space)


def _with_ellipsis(line: Line, width: float) -> Line:
    """The line with an ellipsis at its end, shortened until it fits."""
    *before, (font, size, text) = line.runs
    room = width - sum(run_size * _width(run_text, run_font) for run_font, run_size, run_text in before)
    while text and size * _width(text + ELLIPSIS, font) > room + _SLACK:
        text = text[:-1]
    shortened = text.rstrip(" ,;:") + ELLIPSIS
    runs = (*before, (font, size, shortened))
    length = sum(run_size * _width(run_text, run_font) for run_font, run_size, run_text in runs)
    return Line(runs, length, line.begins)


def _whole_spans(lines: tuple[Line, ...]) -> Iterator[Line]:
    """The lines, with only those spans that are printed to their end."""
    printed = "".join(text for line in lines for _, _, text in line.runs).replace(" ", "")
    for line in lines:
        begins = tuple(span for span in line.begins if span.text.replace(" ", "") in printed)
        yield line._replace(begins=begins)


def _number_line(words: tuple[Word, ...], size: float) -> Line:
    """One line of a big first word and smaller following ones."""
    scaled = []
    for index, word in enumerate(words):
        share = (1.0 if not index else theme.NUMBER_UNIT_SHARE) * size / theme.NUMBER.size
        fragments = tuple(
            Fragment(font, was * share, text, width * share, begun) for font, was, text, width, begun in word.fragments
        )
        scaled.append(Word(fragments, word.width * share, word.space * share))
    return _line(scaled)
