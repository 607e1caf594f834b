"""The contents list, each entry a link that ends in its page number; and the destinations of headings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from layouts import roles, theme
from layouts.blocks import Card, Span, Text, plain
from layouts.drawing.card import CardTitle
from layouts.drawing.flowables import IN_THE_CONTENTS, NO_PENALTY, Flowable, HeadingLine, Piece
from layouts.drawing.panel import KeepTogether
from layouts.drawing.pen import RIGHT, Pen
from layouts.drawing.table import TableGrid
from layouts.pagination.page_breaks import PlannedPage
from layouts.roles import Role
from layouts.tagged.structure import Destination
from layouts.text.set_text import SetText, set_text
from layouts.theme import Edition, TextStyle

LONGEST_ENTRY = 3  # lines; more is cut
_DOT = 1.0
_BETWEEN_DOTS = 5.0


class Entry(NamedTuple):
    """An entry: the heading's reference, its text and its block, and the space under it."""

    reference: SetText | None
    words: SetText
    heading: object
    under: float

    @property
    def height(self) -> float:
        """In points, with the space under it."""
        return self.words.height + self.under


@dataclass(frozen=True, slots=True)
class ContentsList:
    """The list: one piece for each entry, its text indented by ``indent`` points."""

    entries: tuple[Entry, ...]
    indent: float
    above: float
    role: Role = roles.CONTENTS
    pieces: tuple[Piece, ...] = field(init=False)

    def __post_init__(self) -> None:
        last = len(self.entries) - 1
        pieces = (
            Piece(entry.height, NO_PENALTY if at == last else IN_THE_CONTENTS) for at, entry in enumerate(self.entries)
        )
        object.__setattr__(self, "pieces", tuple(pieces))

    def draw(self, pen: Pen, x: float, top: float, start: int, stop: int, heights: Sequence[float]) -> None:
        """Draw some of its entries."""
        with pen.within(self.role, key=id(self)):
            for entry in self.entries[start:stop]:
                with pen.within(roles.CONTENTS_ITEM), pen.within(roles.REFERENCE), pen.within(roles.LINK):
                    self._draw_entry(pen, entry, x, top)
                top += entry.height

    def _draw_entry(self, pen: Pen, entry: Entry, x: float, top: float) -> None:
        place = pen.destinations[id(entry.heading)]
        style = entry.words.style
        page = set_text((Span(str(place.page)),), style, _page_room(style))
        if entry.reference:
            pen.text(entry.reference, x, top, followed=True)
        pen.text(entry.words, x + self.indent, top, followed=True)
        foot = top + entry.words.height - style.leading
        dots_from = x + self.indent + entry.words.lines[-1].width + theme.REFERENCE_GAP
        _draw_dots(pen, dots_from, theme.FRAME_WIDTH - page.width - theme.REFERENCE_GAP, foot, style)
        pen.text(page, theme.FRAME_WIDTH, foot, side=RIGHT)
        for line in range(len(entry.words.lines)):
            room = (x, top + line * style.leading, theme.FRAME_WIDTH - x, style.leading)
            pen.add_link(room, place, f"{entry.words.printed}, page {place.page}")


def _page_room(style: TextStyle) -> float:
    """The width of a page number with clear space before it."""
    return 3 * style.size


def _draw_dots(pen: Pen, start: float, stop: float, top: float, style: TextStyle) -> None:
    """Draw leader dots, all at whole steps from the right edge."""
    middle = top + (style.leading + theme.CAP_HEIGHT * style.size) / 2 - _DOT
    count = max(int((stop - start) / _BETWEEN_DOTS), 0)
    pen.dots(stop - count * _BETWEEN_DOTS, middle, count, _DOT, _BETWEEN_DOTS, theme.REFERENCE)


def set_contents(headings: Sequence[tuple[str, Text, object]], above: float, edition: Edition) -> ContentsList:
    """Set a list of headings, each given as reference, text and block; none may be without text."""
    style = edition.body
    references = [set_text((Span(ref),), style, theme.FRAME_WIDTH / 4, most_lines=1) for ref, _, _ in headings]
    widest = max((words.width for words in references), default=0.0)
    indent = widest + theme.REFERENCE_GAP if widest else 0.0
    room = theme.FRAME_WIDTH - indent - _page_room(style)
    words = [set_text((Span(plain(text)),), style, room, most_lines=LONGEST_ENTRY) for _, text, _ in headings]
    entries = tuple(
        Entry(reference if reference.lines else None, text, block, edition.above_item)
        for reference, text, (_, _, block) in zip(references, words, headings, strict=True)
        if text.lines
    )
    return ContentsList(entries, indent, above)


def destinations_of(pages: Sequence[PlannedPage]) -> Mapping[object, Destination]:
    """Where every heading and every table with an anchor stands, by each of its names; the first of a name counts."""
    places: dict[object, Destination] = {}
    for number, page in enumerate(pages, 1):
        for placement in (each for each in page if each.start == 0):
            place = Destination(number, theme.y_on_page(placement.top) + theme.ABOVE_DESTINATION)
            for name in _names(placement.flowable):
                places.setdefault(name, place)
    return places


def _names(flowable: Flowable) -> Iterator[object]:
    """What links call a flowable, or the first of those kept together: the id of its block, and references ("#5.1")."""
    first = flowable.parts[0] if isinstance(flowable, KeepTogether) else flowable
    heading = first.heading if isinstance(first, CardTitle) else first
    if isinstance(heading, TableGrid) and heading.anchor:
        yield f"#{heading.anchor}"
    if isinstance(heading, HeadingLine):
        if heading.block is not None:
            yield id(heading.block)
        if heading.reference:
            yield f"#{heading.reference.printed}"
        if isinstance(heading.block, Card) and heading.block.also:
            yield f"#{heading.block.also}"
