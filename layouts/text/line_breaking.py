"""Breaks measured words into lines. Lengths are in points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from reportlab.pdfbase import pdfmetrics

from layouts.blocks import Span
from layouts.text.normalise import ELLIPSIS

TOLERANCE = 0.01  # points; sums of widths are not exact
_BREAK_AFTER = "-–—/@._:&?=,;"  # where a word too long for its line may be broken


class Fragment(NamedTuple):
    """Part of a word in one font and size.

    ``begins`` is the span with an ``about`` whose first word this is, else None; ``link`` is the span that links
    somewhere, the same object for all of its words.
    """

    font: str
    size: float
    text: str
    width: float
    begins: Span | None
    link: Span | None = None


class Word(NamedTuple):
    """The characters between two spaces; ``space`` is the width of the space before it."""

    fragments: tuple[Fragment, ...]
    width: float
    space: float


class Line(NamedTuple):
    """A line: its runs as (font, size, text), its width, and the spans with an ``about`` that begin in it.

    ``links`` has, for each run, the span that links it somewhere, or None; it is empty for a line without links.
    ``cut`` says that it ends inside of a word.
    """

    runs: tuple[tuple[str, float, str], ...]
    width: float
    begins: tuple[Span, ...]
    links: tuple[Span | None, ...] = ()
    cut: bool = False


@lru_cache(maxsize=20000)
def width_of(text: str, font: str) -> float:
    """Width at a size of one point."""
    width: float = pdfmetrics.getFont(font).stringWidth(text, 1)
    return width


def word_of(fragments: list[Fragment], space: float) -> Word:
    """Fragments side by side as one word, which a space of that width stands before."""
    width = fragments[0].width if len(fragments) == 1 else sum(fragment.width for fragment in fragments)
    return Word(tuple(fragments), width, space)


def break_lines(words: Iterable[Word], width: float) -> Iterator[Line]:
    """Fill lines of at most ``width`` points one after the other; only a word wider than that is broken."""
    line: list[Word] = []
    length = 0.0
    for word in words:
        if line and length + word.space + word.width > width + TOLERANCE:
            yield joined_line(line)
            line, length = [], 0.0
        if word.width > width + TOLERANCE:
            *full, word = _broken(word, width)  # noqa: PLW2901  # the rest of the word goes on as a word
            yield from (joined_line([part])._replace(cut=True) for part in full)
        length += word.width + (word.space if line else 0.0)
        line.append(word)
    if line:
        yield joined_line(line)


def balance(words: tuple[Word, ...], width: float, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines at the narrowest measure, to a point, that needs no more of them; no word is broken for it."""
    narrow = max(word.width for word in words)
    while width - narrow > 1:
        middle = (width + narrow) / 2
        tried = tuple(break_lines(words, middle))
        if len(tried) > len(lines):
            narrow = middle
        else:
            width, lines = middle, tried
    return lines


def longer_last(words: tuple[Word, ...], width: float, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines at a slightly narrower measure if that makes the last line longer: no short word stands alone on it."""
    for share in (0.97, 0.94, 0.9, 0.86):
        tried = tuple(break_lines(words, share * width))
        if len(tried) > len(lines):
            break
        if tried[-1].width > lines[-1].width:
            return tried
    return lines


def joined_line(words: list[Word]) -> Line:
    """Words as one line, neighbours of one font, size and link joined into one run."""
    runs: list[tuple[tuple[str, float], list[str]]] = []
    links: list[Span | None] = []
    begins = []
    length = 0.0
    for index, word in enumerate(words):
        space = " " if index else ""
        if space and (links[-1] is None or links[-1] is word.fragments[0].link):  # no link ends in a space
            runs[-1][1].append(space)
            space = ""
        length += word.width + (word.space if index else 0.0)
        for font, size, text, _, begun, link in word.fragments:
            if runs and runs[-1][0] == (font, size) and links[-1] is link:
                runs[-1][1].append(text)
            else:
                runs.append(((font, size), [space, text]))
                links.append(link)
            space = ""
            if begun:
                begins.append(begun)
    set_runs = tuple((font, size, "".join(texts)) for (font, size), texts in runs)
    return Line(set_runs, length, tuple(begins), tuple(links) if any(links) else ())


def _broken(word: Word, width: float) -> list[Word]:
    """A word too wide for its line, in parts that fit: broken after punctuation where there is any, else anywhere."""
    parts: list[Word] = []
    row: list[Fragment] = []
    room = width
    for fragment in word.fragments:
        rest = fragment
        while rest.width > room + TOLERANCE:
            count = _fitting(rest, room, forced=not row)
            if count:
                row.append(_cut_to(rest, 0, count))
                rest = _cut_to(rest, count, len(rest.text))
            parts.append(word_of(row, word.space))
            row, room = [], width
        if rest.text:
            row.append(rest)
            room -= rest.width
    return [*parts, word_of(row, word.space)] if row else parts


def _fitting(fragment: Fragment, room: float, forced: bool) -> int:
    """How many characters of a fragment fit in ``room`` points; at least one where ``forced``."""
    count, length = 0, 0.0
    for character in fragment.text:
        length += fragment.size * width_of(character, fragment.font)
        if length > room + TOLERANCE:
            break
        count += 1
    tidy = max((index + 1 for index in range(count) if fragment.text[index] in _BREAK_AFTER), default=0)
    return tidy or (max(count, 1) if forced else 0)


def _cut_to(fragment: Fragment, start: int, stop: int) -> Fragment:
    text = fragment.text[start:stop]
    width = fragment.size * width_of(text, fragment.font)
    return Fragment(fragment.font, fragment.size, text, width, None if start else fragment.begins, fragment.link)


def with_ellipsis(line: Line, width: float) -> Line:
    """The line with an ellipsis at its end, shortened until it fits."""
    *before, (font, size, text) = line.runs
    room = width - sum(run_size * width_of(run_text, run_font) for run_font, run_size, run_text in before)
    while text and size * width_of(text + ELLIPSIS, font) > room + TOLERANCE:
        text = text[:-1]
    shortened = text.rstrip(" ,;:") + ELLIPSIS
    runs = (*before, (font, size, shortened))
    length = sum(run_size * width_of(run_text, run_font) for run_font, run_size, run_text in runs)
    return Line(runs, length, line.begins, line.links)


def whole_spans(lines: tuple[Line, ...]) -> Iterator[Line]:
    """The lines, without the spans in ``begins`` whose text was cut off: those are not wholly printed."""
    printed = "".join(text for line in lines for _, _, text in line.runs).replace(" ", "")
    for line in lines:
        begins = tuple(span for span in line.begins if span.text.replace(" ", "") in printed)
        yield line._replace(begins=begins)
