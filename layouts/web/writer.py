"""Writes what blocks are made of: texts, links, statuses, charts. Remembers their numbers until they are explained."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import count

from layouts.blocks import Block, Card, Cell, CellChart, Figure, Heading, Panel, Span, Status, Table, Text, plain
from layouts.display_list import DrawnChart, TextRun
from layouts.text.normalise import clean
from layouts.theme import Edition
from layouts.web.markup import NOTHING, Markup, element, joined, trusted, void, words
from layouts.web.meanings import Explanations, Meanings
from layouts.web.svg import Charts

_ADDRESS = re.compile(r"(?:mailto:|https?://)[\x21-\x7e]+")
_NOT_IN_A_NAME = re.compile(r"[^\w.-]+", re.ASCII)
_LONGEST_REFERENCE = 500  # characters, as on a page
SHAPES = trusted(
    '<svg class="shapes" aria-hidden="true" width="0" height="0">'
    '<symbol id="shape-full" viewBox="0 0 10 10"><circle class="fa" cx="5" cy="5" r="5"/></symbol>'
    '<symbol id="shape-half" viewBox="0 0 10 10"><circle class="fa" cx="5" cy="5" r="5"/>'
    '<path class="fp" d="M5 1.7a3.3 3.3 0 0 1 0 6.6z"/></symbol>'
    '<symbol id="shape-ring" viewBox="0 0 10 10"><circle class="fp sq" cx="5" cy="5" r="4.1"/></symbol>'
    '<symbol id="shape-triangle" viewBox="0 0 10 10"><path class="fx" d="M5 0l5 9.2H0z"/></symbol>'
    '<symbol id="shape-diamond" viewBox="0 0 10 10"><path class="fp sq" d="M5 1.2l3.8 3.8L5 8.8 1.2 5z"/></symbol>'
    '<symbol id="shape-dash" viewBox="0 0 10 10"><path class="fq" d="M0 3.8h10v2.4H0z"/></symbol>'
    '<symbol id="shape-tick" viewBox="0 0 10 10"><path class="fi" d="M3.8 0h2.4v10H3.8z"/></symbol>'
    '<symbol id="shape-mark" viewBox="0 0 10 10"><path class="ft si" d="M5 1.6l3.4 3.4L5 8.4 1.6 5z"/></symbol>'
    "</svg>"
)
"""The shapes of statuses, as on the page: they differ in outline, so that they are told apart without colour."""


class Writer:
    """Writes the parts of blocks for one page.

    ``charts`` are those of the same blocks as they were drawn, by the id of their blocks. A link leads to the first
    place of its name, as on a page; one to a name that is nowhere, or to an address that is none, is plain text.
    """

    def __init__(
        self,
        blocks: Sequence[Block],
        charts: Mapping[int, DrawnChart],
        svg: Charts,
        meanings: Meanings,
        edition: Edition,
    ) -> None:
        self.edition = edition
        self._charts = charts
        self._svg = svg
        self._explanations = Explanations(meanings)
        self._numbers: list[object] = []
        self._names = count(1)
        self._places: dict[str, str] = {}
        for name in (name for block in blocks for name in _names_of(block)):
            self._places.setdefault(name, f"{_NOT_IN_A_NAME.sub('-', name)}-{len(self._places)}")
        self._placed: set[str] = set()
        self.section = ""  # the id of the last heading
        self.box = ""  # that of the box being written, or of the last heading
        self._block_names: dict[int, str] = {}

    def text(self, text: Text) -> Markup:
        """A text with its links and its bold words. Its numbers are remembered."""
        return joined(map(self._span, text))

    def _span(self, span: Span) -> Markup:
        if span.about is not None:
            self._numbers.append(span.about)
        written = words(span.text)
        if span.bold:
            written = element("strong", written)
        if span.link.startswith("#"):
            place = self.place_of(span.link[1:])
            return element("a", written, href=f"#{place}") if place else written
        return element("a", written, href=span.link) if _ADDRESS.fullmatch(span.link) else written

    def place(self, name: str) -> str:
        """The id of the first thing of a name that links lead to; "" for a later one, and for nothing's name."""
        name = _named(name)
        if name in self._placed:
            return ""
        self._placed.add(name)
        return self.place_of(name)

    def place_of(self, name: str) -> str:
        """The id of the first thing of a name, wherever it stands; "" where there is none."""
        return self._places.get(_named(name), "")

    def name_of(self, block: Block) -> str:
        """The id of a block that has no reference of its own."""
        return self._block_names.setdefault(id(block), f"h{len(self._block_names) + 1}")

    def new_name(self) -> str:
        """An id for something that no link of the report leads to."""
        return f"x{next(self._names)}"

    def status(self, status: Status) -> Markup:
        """The shape of a status, and its words."""
        return joined((shape(status.shape), element("span", self.text(status.text))))

    def chart(self, chart: CellChart | Figure) -> Markup:
        """A chart as it was drawn. The numbers that are written in it, and those in its words, are remembered."""
        drawn = self._charts[id(chart)]
        written = [run.text for run in drawn.display_list if isinstance(run, TextRun)]
        labels = (span for span in drawn.numbers if any(span.text in label for label in written))
        self._numbers += (span.about for span in (*labels, *drawn.alt_text) if span.about is not None)
        return self._svg.svg(drawn, self.edition.body.size)

    def cell(self, cell: Cell) -> Markup:
        """The content of a cell."""
        if isinstance(cell, CellChart):
            return self.chart(cell)
        return self.status(cell) if isinstance(cell, Status) else self.text(cell)

    def explained(self, of: str, short: str = "") -> Markup:
        """The place of what the numbers mean that were written since the last time.

        ``of`` says what they stand in, and ``short`` the same in fewer words.
        """
        numbers, self._numbers = self._numbers, []
        return self._explanations.explain(numbers, of, short, self.section, self.new_name())

    def with_meanings(self, page: Markup) -> Markup:
        """The page, once it is written, with what its numbers mean in the places of that."""
        return self._explanations.put_in(page)


def shape(name: str) -> Markup:
    """The shape of a status, which the words beside it say too."""
    if not name:
        return NOTHING
    return element("svg", void("use", href=f"#shape-{name}"), class_="shape", aria_hidden="true")


def _named(name: str) -> str:
    """A reference or an anchor as it is printed, and so as it is found."""
    return clean(name, _LONGEST_REFERENCE)[0].strip()


def _names_of(block: Block) -> list[str]:
    """What links call a block."""
    match block:
        case Heading() if plain(block.text).strip():
            names = [block.ref]
        case Card():
            names = [block.ref, block.also]
        case Panel():
            names = [block.ref]
        case Table() if block.columns:
            names = [block.anchor]
        case _:
            names = []
    return [name for name in map(_named, names) if name]
