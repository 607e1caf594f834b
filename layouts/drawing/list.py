"""Sets lists: labels beside their text, and nested lists indented to the text of the item they belong to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from layouts import roles, theme
from layouts.blocks import ItemList, ListItem, Span, Text, plain
from layouts.drawing.flowables import (
    AFTER_AN_INTRODUCTION,
    IN_A_LIST,
    IN_A_PARAGRAPH,
    NO_PENALTY,
    Piece,
    paragraph_breaks,
)
from layouts.drawing.pen import Pen
from layouts.roles import Role
from layouts.text.set_text import SetText, set_running, set_text
from layouts.theme import Edition

_BULLETS = (("•", roles.LIST), ("◦", roles.NESTED_LIST), ("▪", roles.DEEPLY_NESTED_LIST))
_NUMBERED = (roles.NUMBERED_LIST, roles.LETTERED_LIST, roles.ROMAN_LIST)
_ROMAN = (("c", 100), ("xc", 90), ("l", 50), ("xl", 40), ("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1))


class _Split(NamedTuple):
    """Lines of an item's text from ``start`` up to ``stop``, and the space above them."""

    start: int
    stop: int
    above: float


class SetItem(NamedTuple):
    """A set item: its label, its text and the list under it."""

    label: SetText
    body: SetText
    under: SetList | None


@dataclass(frozen=True, slots=True)
class SetList:
    """A set list, its text indented by ``indent`` points; its pieces are those of its items and of nested lists."""

    items: tuple[SetItem, ...]
    indent: float
    above: float
    edition: Edition
    role: Role = roles.LIST
    pieces: tuple[Piece, ...] = field(init=False)

    def __post_init__(self) -> None:
        pieces = [piece for place in range(len(self.items)) for piece in self._pieces(place)]
        object.__setattr__(self, "pieces", (*pieces[:-1], pieces[-1]._replace(penalty=NO_PENALTY)))

    def _pieces(self, place: int) -> Iterator[Piece]:
        item = self.items[place]
        *cuts, last = [(cut.stop - cut.start) * item.body.style.leading + cut.above for cut in self._splits(place)]
        yield from (Piece(height, IN_A_PARAGRAPH) for height in cuts)
        if item.under is None:
            yield Piece(last, IN_A_LIST)
            return
        yield Piece(last, AFTER_AN_INTRODUCTION)
        first, *others = item.under.pieces
        first = first._replace(height=first.height + item.under.above)
        yield from (first, *others)[:-1]
        yield (first, *others)[-1]._replace(penalty=IN_A_LIST)

    def _splits(self, place: int) -> list[_Split]:
        """The unsplittable runs of lines of an item's text; an item without text has one line, for its label."""
        cuts = pairwise(paragraph_breaks(max(len(self.items[place].body.lines), 1)))
        return [_Split(start, stop, self.edition.above_item if place and not start else 0.0) for start, stop in cuts]

    def draw(self, pen: Pen, x: float, top: float, start: int, stop: int, heights: Sequence[float]) -> None:
        """Draw some of its items, or parts of them."""
        before = 0
        with pen.within(self.role, key=id(self)):
            for place, item in enumerate(self.items):
                count = len(self._splits(place)) + (len(item.under.pieces) if item.under else 0)
                first, last = max(start - before, 0), min(stop - before, count)
                if first < last:
                    with pen.within(roles.ITEM, key=place):
                        self._draw_item(pen, x, top, place, first, last)
                    top += sum(piece.height for piece in self.pieces[before + first : before + last])
                before += count

    def _draw_item(self, pen: Pen, x: float, top: float, place: int, start: int, stop: int) -> None:
        """Draw some pieces of one item."""
        label, body, under = self.items[place]
        cuts = self._splits(place)
        shown = cuts[start:stop]
        if shown:
            top += shown[0].above
        if start == 0:
            with pen.within(roles.LABEL):
                pen.text(label, x, top)
        with pen.within(roles.ITEM_BODY, key="body"):
            if shown:
                pen.text(body, x + self.indent, top, start=shown[0].start, stop=shown[-1].stop)
                top += (shown[-1].stop - shown[0].start) * body.style.leading
            if under and stop > len(cuts):
                inner = max(start - len(cuts), 0)
                top += 0.0 if inner else under.above
                under.draw(pen, x + self.indent, top, inner, stop - len(cuts), ())


def set_list(
    block: ItemList, above: float, edition: Edition, width: float, depths: tuple[int, int] = (0, 0)
) -> SetList | None:
    """Set a list and those nested in it, in ``width`` points; None for a list without text.

    Items without text are left out, unless they have a list under them. ``depths`` are the numbers of bulleted and of
    numbered lists that it is nested in.
    """
    items = [item for item in map(_as_item, block.items) if _has_words(item)]
    if not items:
        return None
    bulleted, numbered = depths
    role, labels = _labels(len(items), numbered if block.numbered else bulleted, block.numbered)
    words = [set_text((Span(label),), edition.body, width) for label in labels]
    least = edition.count_indent if block.numbered else edition.bullet_indent
    indent = max(least, *(label.width + theme.BESIDE_LABEL for label in words))
    inner = (bulleted + (not block.numbered), numbered + block.numbered)
    set_items = tuple(
        SetItem(
            label,
            set_running(item.text, edition.body, width - indent),
            set_list(item.under, edition.above_item, edition, width - indent, inner),
        )
        for label, item in zip(words, items, strict=True)
    )
    return SetList(set_items, indent, above, edition, role)


def _as_item(item: Text | ListItem) -> ListItem:
    return item if isinstance(item, ListItem) else ListItem(item, ItemList(()))


def _has_words(item: ListItem) -> bool:
    return bool(plain(item.text).strip()) or any(_has_words(_as_item(under)) for under in item.under.items)


def _labels(count: int, depth: int, numbered: bool) -> tuple[Role, list[str]]:
    """The role of a list and a label for each of its items: "1.", nested "a.", and nested again "i."."""
    depth %= len(_BULLETS)
    if not numbered:
        bullet, role = _BULLETS[depth]
        return role, [bullet] * count
    written = (str, _letters, _roman)[depth]
    return _NUMBERED[depth], [f"{written(number)}." for number in range(1, count + 1)]


def _letters(number: int) -> str:
    """A number from 1 in letters: "a" to "z", then "aa"."""
    before, place = divmod(number - 1, 26)
    return (_letters(before) if before else "") + chr(ord("a") + place)


def _roman(number: int) -> str:
    """A number from 1 in lower-case Roman numerals."""
    for numeral, value in _ROMAN:
        if number >= value:
            return numeral + _roman(number - value)
    return ""
