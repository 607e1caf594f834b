"""Checks of the lines of a text: no word or figure broken between two of them, and none too long to read on from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from layouts.preflight.faults import Fault, fault_at
from layouts.preflight.painted_objects import PaintedPage, PaintedText, text_of
from layouts.theme import LONGEST_LINE

_RUNNING_LINES = 3  # of a text: one of two lines is taken in at a glance
_RUNNING = frozenset(("P", "LBody", "Link", "Note", "Span"))
_NEXT_LINE = 1.7  # of the type size: how far under a line the next one is
_SAME_LINE = 0.5  # points
_APART = 1.5  # of the type size: what stands farther away on a line is another text

_Line = list[PaintedText]


def word_faults(page: PaintedPage) -> Iterator[Fault]:
    """Words and figures broken over two lines of a text, other than after a hyphen or a mark."""
    texts = (text for text in _texts(page) if text.owner.tag not in {"Artifact", "Figure"})
    for upper, lower in pairwise(texts):
        if upper.owner != lower.owner:
            continue
        down = upper.start[1] - lower.start[1]
        if upper.spaced or not _SAME_LINE < down <= _NEXT_LINE * upper.size:
            continue
        end, begin = text_of(upper), text_of(lower)
        if end[-1:].isalnum() and begin[:1].isalnum():
            yield fault_at("broken-word", page, upper.box, text=f"{end} / {begin}")


def line_faults(page: PaintedPage) -> Iterator[Fault]:
    """The longest line of each running text with a line that is too long. Cells and labels do not run."""
    for lines in _running_texts(page):
        longest = max(lines, key=_characters)
        if len(lines) >= _RUNNING_LINES and _characters(longest) > LONGEST_LINE:
            yield fault_at("line-length", page, longest[0].box, _characters(longest), _said(longest))


def _texts(page: PaintedPage) -> Iterator[PaintedText]:
    return (painted for painted in page.objects if isinstance(painted, PaintedText))


def _running_texts(page: PaintedPage) -> Iterator[list[_Line]]:
    """The texts that run, each as its lines: lines of one size, one close under the other, with links among them."""
    lines: list[_Line] = []
    for is_running, run in groupby(_texts(page), lambda text: text.owner.tag in _RUNNING):
        for line in _lines(run) if is_running else ():
            if lines and not _goes_on(lines[-1], line):
                yield lines
                lines = []
            lines.append(line)
        if not is_running and lines:
            yield lines
            lines = []
    if lines:
        yield lines


def _lines(texts: Iterator[PaintedText]) -> list[_Line]:
    """Texts that stand side by side, joined."""
    lines: list[_Line] = []
    for text in texts:
        last = lines[-1][-1] if lines else None
        level = last is not None and abs(last.start[1] - text.start[1]) < _SAME_LINE
        if last is not None and level and -1 < text.start[0] - last.end[0] < _APART * text.size:
            lines[-1].append(text)
        else:
            lines.append([text])
    return lines


def _goes_on(upper: _Line, lower: _Line) -> bool:
    """Whether a line is the next one of the same text: a link on either of them has an element of its own."""
    last, first = upper[-1], lower[0]
    close = _SAME_LINE < last.start[1] - first.start[1] <= _NEXT_LINE * last.size
    same = {text.owner for text in upper} & {text.owner for text in lower}
    return close and last.size == first.size and (bool(same) or "Link" in {last.owner.tag, first.owner.tag})


def _said(line: Sequence[PaintedText]) -> str:
    return "".join(text_of(text) + (" " if text.spaced else "") for text in line).rstrip()


def _characters(line: Sequence[PaintedText]) -> int:
    return len(_said(line))
