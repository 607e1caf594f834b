"""Chooses the page breaks and the heights of charts, at the least total cost, before anything is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from layouts import roles, theme
from layouts.drawing.flowables import Flowable, Piece
from layouts.text.chart_heights import chart_heights

# The cost of a division into pages: one for every page, the square of the share of it left empty and more of what is
# beyond a quarter, and the penalties of the breaks. The last page of a story may be short, but not nearly empty. A
# break before a section's heading is best.
_PAGE = 1.0
_IN_A_SECTION = 0.08
_MUCH_EMPTY = 0.25
_COST_OF_MUCH_EMPTY = 0.8
_SHARE_OF_LAST = 0.15
_NEARLY_EMPTY = 0.7
_COST_OF_NEARLY_EMPTY = 0.35
_MAY_BE_SHARED = 1 / 3  # of a story's last page: where more would be left empty, the next story begins on it
_EXACT = 0.01  # points

_SECTION_OPENERS = (roles.TITLE, roles.SECTION)
_HEADINGS = (roles.TITLE, roles.SECTION, roles.SUBSECTION)
_GROWING_GAPS = (roles.PANEL, roles.SECTION, roles.SUBSECTION)  # gaps above these grow a little to fill a page


class _Part(NamedTuple):
    """A piece of a flowable, the space above it, and whether it opens a section."""

    owner: int
    place: int
    piece: Piece
    above: float
    opens: bool


class Placement(NamedTuple):
    """Some pieces of a flowable on a page, ``top`` points below the text frame's top; ``heights`` are its charts'."""

    flowable: Flowable
    start: int
    stop: int
    top: float
    heights: tuple[float, ...]


PlannedPage = tuple[Placement, ...]


def plan_pages(stories: Iterable[Sequence[Flowable]], room: float = theme.FRAME_HEIGHT) -> list[PlannedPage]:
    """Divide stories into pages ``room`` points high. Each begins on a new page, and no page is empty.

    A story that would leave much of its last page empty shares it with the next; the first, a cover, never does.
    """
    pages = []
    for story in _shared(stories, room):
        parts = _parts_of(story)
        pages += [_filled(story, parts[start:stop], room) for start, stop in _divided(parts, room)]
    return pages


def _parts_of(story: Sequence[Flowable]) -> list[_Part]:
    return [
        _Part(owner, index, piece, 0.0 if index else flowable.above, flowable.role in _SECTION_OPENERS)
        for owner, flowable in enumerate(story)
        for index, piece in enumerate(flowable.pieces)
    ]


def _shared(stories: Iterable[Sequence[Flowable]], room: float) -> list[Sequence[Flowable]]:
    """The stories, one made of each and the next where that is to begin on its last page."""
    shared: list[Sequence[Flowable]] = []
    for story in stories:
        if len(shared) > 1 and _empty_at_the_end(shared[-1], room) > _MAY_BE_SHARED:
            shared[-1] = [*shared[-1], *story]
        else:
            shared.append(story)
    return shared


def _empty_at_the_end(story: Sequence[Flowable], room: float) -> float:
    """The share of a story's last page that would be left empty."""
    parts = _parts_of(story)
    start, stop = _divided(parts, room)[-1]
    height = _opening(parts[start]) - parts[start].above
    height += sum(part.above + part.piece.height for part in parts[start:stop])
    return 1.0 - height / room


def _divided(parts: Sequence[_Part], room: float) -> list[tuple[int, int]]:
    """Start and stop of each page, as indexes of ``parts``, at the least total cost (dynamic programming)."""
    count = len(parts)
    cost = [0.0] * (count + 1)
    stops = [0] * count
    for start in range(count - 1, -1, -1):
        cost[start], stops[start] = min(
            (page_cost + cost[stop], stop) for stop, page_cost in _possible_pages(parts, start, room)
        )
    pages, start = [], 0
    while start < count:
        pages.append((start, stops[start]))
        start = stops[start]
    return pages


def _possible_pages(parts: Sequence[_Part], start: int, room: float) -> Iterable[tuple[int, float]]:
    """Every page that could begin here: where it stops and what it costs. A piece too high stands alone."""
    height, growth = _opening(parts[start]) - parts[start].above, 0.0
    for stop in range(start + 1, len(parts) + 1):
        part = parts[stop - 1]
        height += part.above + part.piece.height
        growth += sum(chart.most - chart.least for chart in part.piece.charts)
        if height > room + _EXACT and stop > start + 1:
            return
        empty = max(room - height - growth, 0.0) / room
        if stop == len(parts):
            yield stop, _PAGE + _cost_of_last(empty)
        else:
            in_a_section = 0.0 if parts[stop].opens else _IN_A_SECTION
            yield stop, _PAGE + _cost_of_empty(empty) + part.piece.penalty + in_a_section


def _cost_of_empty(empty: float) -> float:
    """The cost of leaving this share of a page empty."""
    return empty**2 + _COST_OF_MUCH_EMPTY * max(empty - _MUCH_EMPTY, 0.0)


def _cost_of_last(empty: float) -> float:
    """The cost of leaving this share of a story's last page empty."""
    beyond = max(empty - _NEARLY_EMPTY, 0.0) / (1 - _NEARLY_EMPTY)
    return _SHARE_OF_LAST * empty**2 + _COST_OF_NEARLY_EMPTY * beyond


def _opening(part: _Part) -> float:
    """The height of what is repeated at the top of a page that begins with this part."""
    return part.piece.repeated if part.place else 0.0


def _filled(story: Sequence[Flowable], parts: Sequence[_Part], room: float) -> PlannedPage:
    """Lay out a page: charts and then gaps grow into the spare height."""
    charts = [chart for part in parts for chart in part.piece.charts]
    used = _opening(parts[0]) + sum(part.piece.height for part in parts) + sum(part.above for part in parts[1:])
    heights = chart_heights(charts, room - used)
    spare = room - used - sum(heights) + sum(chart.least for chart in charts)
    starts = (part.owner for part in parts[1:] if part.place == 0)
    # The gap above a panel or a heading may grow, but not the one between a heading and what it heads.
    growing = {one for one in starts if story[one].role in _GROWING_GAPS and story[one - 1].role not in _HEADINGS}
    wider = min(theme.WIDEST_EXTRA_GAP, max(spare, 0.0) / (len(growing) + 1))  # and some at the foot
    placements: list[Placement] = []
    top = 0.0
    for owner, group in groupby(parts, key=lambda part: part.owner):
        pieces = list(group)
        flowable = story[owner]
        if placements:
            top += pieces[0].above + (wider if owner in growing else 0.0)
        own = [chart for part in pieces for chart in part.piece.charts]
        given, heights = heights[: len(own)], heights[len(own) :]
        placements.append(Placement(flowable, pieces[0].place, pieces[-1].place + 1, top, tuple(given)))
        top += _opening(pieces[0]) + sum(part.piece.height for part in pieces)
        top += sum(given) - sum(chart.least for chart in own)
    return tuple(placements)
