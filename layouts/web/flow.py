"""Turns blocks into the markup of a page: sections that headings open, in the levels that the PDF's tags have."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from layouts.blocks import (
    Block,
    Card,
    Entries,
    Facts,
    Heading,
    ItemList,
    Key,
    ListItem,
    Panel,
    Paragraph,
    Promises,
    Strip,
    Table,
    TableOfContents,
    Text,
    Tiles,
    plain,
)
from layouts.web import boxes, tables
from layouts.web.markup import NOTHING, Markup, element, joined, trusted, words
from layouts.web.writer import Writer

_PANEL_LEVEL = 3  # of the heading of a panel or a card
_ENDS = trusted("</section>")


class Flow:
    """Writes blocks one after the other.

    ``contents`` are the level 2 headings: the id, the reference and the words of each. Both that and ``markup`` are
    empty until `write` was called.
    """

    def __init__(self, writer: Writer, blocks: Sequence[Block]) -> None:
        self._writer = writer
        self._blocks = blocks
        self._open: list[tuple[int, bool]] = []  # the levels of open headings, and whether each has a section
        self._under = ""  # the words of the last heading
        self._said = ""  # the same, with the caption of the last table under it
        self.contents: list[tuple[str, str, str]] = []
        self.markup: list[Markup] = []

    def write(self) -> None:
        """Write every block. The numbers of a box are explained in it, others before the next heading or table."""
        writer = self._writer
        for place, block in enumerate(self._blocks):
            if isinstance(block, Heading | Card | Panel | Table):
                self.markup.append(writer.explained(self._said))
            match block:
                case Heading():
                    self._heading(block)
                case TableOfContents():
                    self.markup.append(self._contents(self._blocks[place + 1 :]))
                case Card():
                    self._close(_PANEL_LEVEL)
                    self.markup.append(boxes.card(writer, block, self._depth))
                case Panel():
                    self._close(_PANEL_LEVEL)
                    self.markup.append(boxes.panel(writer, block, self._depth))
                case Promises():
                    self.markup.append(boxes.promises(writer, block, self._depth))
                case Table():
                    self.markup.append(tables.table(writer, block))
                    self._said = f"{self._under}, {plain(block.caption)}"
                case _:
                    self.markup.append(_SETTERS[type(block)](writer, block))
        self.markup.append(writer.explained(self._said))
        self._close(0)

    @property
    def _depth(self) -> int:
        """The level of the next heading: levels are renumbered so that none is skipped."""
        return len(self._open) + 1

    def _heading(self, block: Heading) -> None:
        if not plain(block.text).strip():
            return
        writer = self._writer
        self._close(block.level)
        depth = self._depth
        self._open.append((block.level, depth > 1))
        if depth > 1:
            self.markup.append(trusted("<section>"))
        name = writer.section = writer.box = writer.place(block.ref) or writer.name_of(block)
        ref = (element("span", words(block.ref), class_="ref"), trusted(" ")) if block.ref else ()
        self.markup.append(element(f"h{depth}", *ref, writer.text(block.text), id=name))
        self._said = self._under = plain(block.text)
        if block.level == 2:
            self.contents.append((name, block.ref, plain(block.text)))

    def _close(self, level: int) -> None:
        """End every section of this level or below."""
        while self._open and self._open[-1][0] >= level:
            _, has_section = self._open.pop()
            self.markup += [_ENDS] if has_section else []

    def _contents(self, after: Sequence[Block]) -> Markup:
        """A list of the level 2 headings that follow, each a link to its place."""
        entries = [
            element("li", element("a", words(f"{one.ref} {plain(one.text)}".strip()), href=f"#{self._target(one)}"))
            for one in after
            if isinstance(one, Heading) and one.level == 2 and plain(one.text).strip()
        ]
        return element("ul", *entries, class_="contents") if entries else NOTHING

    def _target(self, heading: Heading) -> str:
        return self._writer.place_of(heading.ref) or self._writer.name_of(heading)


def _paragraph(writer: Writer, block: Paragraph) -> Markup:
    return boxes.paragraph(writer, block.text, "" if block.style == "body" else block.style)


def _list(writer: Writer, block: ItemList) -> Markup:
    """A list and those in it; nothing for one without text."""
    items = [item if isinstance(item, ListItem) else ListItem(item, ItemList(())) for item in block.items]
    kept = [item for item in items if _has_words(item)]
    written = (element("li", writer.text(item.text), _list(writer, item.under)) for item in kept)
    return element("ol" if block.numbered else "ul", *written) if kept else NOTHING


def _has_words(item: Text | ListItem) -> bool:
    if not isinstance(item, ListItem):
        return bool(plain(item).strip())
    return bool(plain(item.text).strip()) or any(map(_has_words, item.under.items))


# The function that sets each kind of block without a heading; they have no common parameter type.
_SETTERS: dict[type, Callable[..., Markup]] = {
    Paragraph: _paragraph,
    ItemList: _list,
    Facts: tables.facts,
    Key: boxes.key,
    Strip: boxes.strip,
    Tiles: boxes.tiles,
    Entries: boxes.entries,
}
SETS = frozenset((*_SETTERS, Heading, TableOfContents, Card, Panel, Promises, Table))
"""Every kind of block that a page may hold."""


def contents_list(contents: Sequence[tuple[str, str, str]]) -> Markup:
    """Links to the sections of a page."""
    return element(
        "ul",
        *(element("li", element("a", words(f"{ref} {said}".strip()), href=f"#{name}")) for name, ref, said in contents),
    )


def joined_lines(parts: Sequence[Markup]) -> Markup:
    """The parts of a page, each on a line, so that a person can read the file."""
    return joined(filter(None, parts), "\n")
