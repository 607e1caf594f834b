"""Turns blocks into flowables, in stories that each begin on a new page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from layouts import box_theme, roles, theme
from layouts.blocks import (
    Block,
    Card,
    Entries,
    Facts,
    Heading,
    ItemList,
    Key,
    Logo,
    Panel,
    Paragraph,
    Promises,
    Span,
    Strip,
    Table,
    TableOfContents,
    Tiles,
    plain,
)
from layouts.drawing.card import set_card
from layouts.drawing.entries import set_entries
from layouts.drawing.flowables import (
    AFTER_AN_INTRODUCTION,
    NO_PENALTY,
    FactList,
    Flowable,
    HeadingLine,
    Passage,
    least_height,
)
from layouts.drawing.heading import set_heading
from layouts.drawing.list import set_list
from layouts.drawing.logo import LogoMark
from layouts.drawing.panel import KeepTogether, set_panel
from layouts.drawing.promises import PromiseGrid, set_promises
from layouts.drawing.strip import set_key, set_strip
from layouts.drawing.table import set_table
from layouts.drawing.tiles import set_tiles
from layouts.pagination.beside_logo import clear_of_logo
from layouts.pagination.table_of_contents import set_contents
from layouts.text.set_text import set_running, set_text
from layouts.theme import Edition

_BESIDE_LOGO = ("kicker", "lead", "facts")  # the styles of the lines round a title
LONGEST_FACT = 30  # lines of one label or value; more is cut

_UNDER = {roles.TITLE: theme.UNDER_TITLE, roles.SECTION: theme.UNDER_SECTION, roles.SUBSECTION: theme.UNDER_HEADING}

_LEAST_UNDER: dict[type, float] = {KeepTogether: theme.UNDER_PANEL, PromiseGrid: box_theme.UNDER_PROMISES}

Story = list[Flowable]


class _Neighbours(NamedTuple):
    """What a block stands between: the flowables of its story so far, and the blocks after it.

    ``width`` is that for lines which a logo may stand beside.
    """

    before: Sequence[Flowable]
    rest: Sequence[Block]
    edition: Edition
    width: float = theme.FRAME_WIDTH

    @property
    def after(self) -> Block | None:
        """The block directly after it."""
        return self.rest[0] if self.rest else None

    @property
    def last(self) -> Flowable | None:
        """What stands directly before the block."""
        return self.before[-1] if self.before else None

    @property
    def opens(self) -> bool:
        """Whether nothing, or a heading, stands directly before the block."""
        return self.last is None or isinstance(self.last, HeadingLine)

    def above(self, usual: float) -> float:
        """The space above the block: the usual, unless a heading, a panel or promises stand before it."""
        if isinstance(self.last, HeadingLine):
            return _UNDER[self.last.role]
        return max(usual, _LEAST_UNDER.get(type(self.last), 0.0))

    def headed(self) -> float:
        """The height of the headings directly before the block, and of a logo over them, in points."""
        taken = 0.0
        for flowable in reversed(self.before):
            if not isinstance(flowable, HeadingLine | LogoMark):
                break
            taken += least_height(flowable) + flowable.above
        return taken


def flow(blocks: Sequence[Block], edition: Edition, logo: Logo | None = None) -> list[Story]:
    """Set blocks, the first beside or under a logo. A heading with ``new_page`` begins a new story.

    Blocks without text are left out.
    """
    stories: list[Story] = [[]]
    for place, block in enumerate(blocks, 1):
        if isinstance(block, Heading) and block.new_page and stories[-1]:
            stories.append([])
        set_in = partial(_set_in, block, _Neighbours(stories[-1], blocks[place:], edition))
        if logo and len(stories) == 1:
            stories[-1].extend(clear_of_logo(logo, stories[-1], set_in, _may_be_beside_logo(block)))
        else:
            stories[-1].extend(set_in(theme.FRAME_WIDTH))
    return [run for run in stories if run]


def _set_in(block: Block, beside: _Neighbours, width: float) -> list[Flowable]:
    return _SETTERS[type(block)](block, beside._replace(width=width))


def _may_be_beside_logo(block: Block) -> bool:
    if isinstance(block, Heading):
        return block.level == 1
    return isinstance(block, Paragraph) and block.style in _BESIDE_LOGO


def _heading(block: Heading, beside: _Neighbours) -> list[Flowable]:
    if not plain(block.text).strip():
        return []
    usual = {1: theme.ABOVE_SECTION, 2: theme.ABOVE_SECTION}.get(block.level, theme.ABOVE_SUBSECTION)
    if isinstance(beside.after, Card):
        usual = box_theme.ABOVE_CARD_SECTION
    if block.level == 1 and beside.before:
        usual = theme.UNDER_TITLE  # under whose report it is
    above, bookmarked = beside.above(usual), block.level < 3
    width = beside.width if block.level == 1 else theme.FRAME_WIDTH
    return [set_heading(block.text, block.ref, block.level, above, bookmarked, beside.edition, block, width)]


def _paragraph(block: Paragraph, beside: _Neighbours) -> list[Flowable]:
    edition = beside.edition
    role, style, measure, above = {
        "body": (roles.PARAGRAPH, edition.body, edition.measure, edition.above_paragraph),
        "lead": (roles.PARAGRAPH, edition.lead, beside.width, theme.ABOVE_LEAD),
        "small": (roles.SMALL_PRINT, edition.small, theme.FRAME_WIDTH, theme.ABOVE_SMALL_PRINT),
        "kicker": (roles.PARAGRAPH, edition.kicker, beside.width, 0.0),
        "facts": (roles.PARAGRAPH, edition.facts_line, beside.width, theme.ABOVE_LEAD),
        "message": (roles.PARAGRAPH, edition.message, theme.FRAME_WIDTH, box_theme.ABOVE_MESSAGE),
        "sheet": (roles.PARAGRAPH, edition.sheet, theme.FRAME_WIDTH, box_theme.ABOVE_SHEET_TEXT),
    }[block.style]
    words = set_running(block.text, style, measure)
    introduces = isinstance(beside.after, ItemList | TableOfContents | Table | Panel | Card)
    penalty = AFTER_AN_INTRODUCTION if introduces else NO_PENALTY
    ruled = block.style == "message"
    return [Passage(role, words, beside.above(above), penalty, ruled=ruled)] if words.lines else []


def _list(block: ItemList, beside: _Neighbours) -> list[Flowable]:
    flowable = set_list(block, beside.above(beside.edition.above_paragraph), beside.edition, beside.edition.measure)
    return [flowable] if flowable else []


def _contents(block: TableOfContents, beside: _Neighbours) -> list[Flowable]:
    headings = [
        (after.ref, after.text, after)
        for after in beside.rest
        if isinstance(after, Heading) and after.level == 2 and plain(after.text).strip()
    ]
    edition = beside.edition
    return [set_contents(headings, beside.above(edition.above_paragraph), edition)] if headings else []


def _facts(block: Facts, beside: _Neighbours) -> list[Flowable]:
    edition = beside.edition
    left = edition.label_column * theme.FRAME_WIDTH
    labels, values = [], []
    for label, value in block.rows:
        labels.append(set_text((Span(label),), edition.fact_label, left - theme.GUTTER, most_lines=LONGEST_FACT))
        values.append(set_text(value, edition.body, theme.FRAME_WIDTH - left, most_lines=LONGEST_FACT))
    return [FactList(tuple(labels), tuple(values), beside.above(theme.ABOVE_FACTS), edition)] if labels else []


def _table(block: Table, beside: _Neighbours) -> list[Flowable]:
    if not block.columns:
        return []
    usual = theme.ABOVE_NAMED_TABLE if block.compact else theme.ABOVE_TABLE
    return list(set_table(block, theme.FRAME_WIDTH, beside.above(usual), beside.edition))


def _panel(block: Panel, beside: _Neighbours) -> list[Flowable]:
    above = theme.UNDER_SECTION if beside.opens else theme.ABOVE_PANEL
    room = beside.edition.frame_height - beside.headed() - above
    return set_panel(block, above, ruled=not beside.opens, room=room, edition=beside.edition)


def _key(block: Key, beside: _Neighbours) -> list[Flowable]:
    return [set_key(block, beside.above(box_theme.ABOVE_KEY), beside.edition)] if block.marks else []


def _strip(block: Strip, beside: _Neighbours) -> list[Flowable]:
    return [set_strip(block, beside.above(box_theme.ABOVE_STRIP), beside.edition)] if block.groups else []


def _tiles(block: Tiles, beside: _Neighbours) -> list[Flowable]:
    return [set_tiles(block, beside.above(box_theme.ABOVE_TILES), beside.edition)] if block.tiles else []


def _card(block: Card, beside: _Neighbours) -> list[Flowable]:
    above = theme.UNDER_HEADING if beside.opens else box_theme.ABOVE_CARD
    room = beside.edition.frame_height - beside.headed() - (above if beside.opens else 0.0)
    return set_card(block, above, ruled=not beside.opens, edition=beside.edition, room=room)


def _entries(block: Entries, beside: _Neighbours) -> list[Flowable]:
    return [set_entries(block, beside.above(theme.ABOVE_TABLE), beside.edition)] if block.items else []


def _promises(block: Promises, beside: _Neighbours) -> list[Flowable]:
    return [set_promises(block, beside.above(theme.ABOVE_TABLE), beside.edition)] if block.items else []


# The function that sets each kind of block; they have no common parameter type.
_SETTERS: dict[type, Callable[..., list[Flowable]]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    ItemList: _list,
    TableOfContents: _contents,
    Facts: _facts,
    Table: _table,
    Panel: _panel,
    Key: _key,
    Strip: _strip,
    Tiles: _tiles,
    Card: _card,
    Entries: _entries,
    Promises: _promises,
}
