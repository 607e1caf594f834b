"""Checks that charts of one kind are as high as one another, so that the same change looks the same in each.

The kind is the one that a chart's own words give: after the measure's name its alt text says “Line chart, ...”.
Pages of large print are not judged: a chart there is lowered where the words of its box leave it no more height.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from layouts.pdf_reader.file import FigureBox
from layouts.preflight.faults import Fault
from layouts.preflight.painted_objects import PaintedPage
from layouts.theme import MM, PAGE_HEIGHT

_KIND = re.compile(r"\. (\w+ ?\w*)")  # the first words of the second sentence
_ALIKE = 1.02  # heights that differ by no more are the same


def size_of_chart_faults(figures: Sequence[FigureBox], pages: Sequence[PaintedPage]) -> Iterator[Fault]:
    """Of each kind of chart of one width in one kind of place, the first that is higher or lower than the first."""
    kinds: defaultdict[tuple[str, str, int], list[FigureBox]] = defaultdict(list)
    large = {page.number for page in pages if page.is_large_print}
    judged = (figure for figure in figures if figure.page not in large)
    for figure in sorted(judged, key=lambda figure: (figure.page, -figure.box[3], figure.box[0])):
        if named := _KIND.search(figure.alt):
            left, _, right, _ = figure.box
            kinds[figure.parent, named[1], round(right - left)].append(figure)
    for first, *others in kinds.values():
        height = _height(first)
        for other in others:
            share = max(_height(other), height) / min(_height(other), height)
            if share > _ALIKE:
                left, _, _, top = other.box
                yield Fault("chart-size", other.page, left / MM, (PAGE_HEIGHT - top) / MM, share)
                break


def _height(figure: FigureBox) -> float:
    return max(figure.box[3] - figure.box[1], 0.01)
