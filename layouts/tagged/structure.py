"""The structure tree as plain values: elements, their attributes, and where their content is painted."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import NamedTuple, TypeVar

# Structure types that hold other elements and never marked content of their own.
GROUPING = frozenset(
    {"Document", "Sect", "L", "LI", "Table", "THead", "TBody", "TR", "TOC", "TOCI", "Reference", "Note"}
)

_Cell = TypeVar("_Cell", bound=Hashable)


class Artifact(NamedTuple):
    """Content outside the structure tree, such as rules and page furniture; ``properties`` is its PDF property list."""

    properties: str = "/Type /Layout"


class Attributes(NamedTuple):
    """The attributes of an element. Those that are empty, 1 or None are not written.

    ``alt`` and ``box`` (left, bottom, right and top, in points from the page's lower left corner) are a figure's.
    ``scope`` ("Row", "Column") is a header cell's, ``columns`` and ``rows`` are the spans of a cell. ``numbering`` is a
    list's ("Disc", "Decimal") and ``summary`` a table's.
    """

    alt: str = ""
    box: tuple[float, float, float, float] | None = None
    scope: str = ""
    columns: int = 1
    rows: int = 1
    numbering: str = ""
    summary: str = ""


class MarkedContent(NamedTuple):
    """A marked-content sequence of an element: its page from 1, and its MCID on that page."""

    page: int
    mcid: int


class Destination(NamedTuple):
    """Where a link leads: a page from 1, and a height in points from its lower edge."""

    page: int
    y: float


class LinkAnnotation(NamedTuple):
    """The area of a page, from 1, that opens a link: left, bottom, right and top in points.

    ``target`` is a destination in the document or an address ("mailto:..."); ``contents`` describes the link.
    """

    page: int
    rect: tuple[float, float, float, float]
    target: Destination | str
    contents: str


NO_ATTRIBUTES = Attributes()


@dataclass(slots=True, eq=False)
class Element:
    """A structure element of type ``tag``; ``kids`` are in reading order."""

    tag: str
    attributes: Attributes = NO_ATTRIBUTES
    parent: Element | None = field(default=None, repr=False)
    kids: list[Element | MarkedContent | LinkAnnotation] = field(default_factory=list)
    _keyed: dict[Hashable, Element] = field(default_factory=dict, repr=False)

    def child(self, tag: str, key: Hashable = None, attributes: Attributes = NO_ATTRIBUTES) -> Element:
        """A new last child; or, if ``key`` is not None, the child that was made with the same key before."""
        known = self._keyed.get(key) if key is not None else None
        if known is not None:
            return known
        made = Element(tag, attributes, self)
        self.kids.append(made)
        if key is not None:
            self._keyed[key] = made
        return made

    @property
    def parts(self) -> list[Element]:
        """Its child elements."""
        return [kid for kid in self.kids if isinstance(kid, Element)]


def walk(element: Element) -> Iterator[Element]:
    """An element and all its descendants, in reading order."""
    waiting = [element]
    while waiting:
        element = waiting.pop()
        yield element
        waiting += [kid for kid in reversed(element.kids) if isinstance(kid, Element)]


def header_cells(table: Element) -> dict[Element, list[Element]]:
    """The header cells of each data cell (Headers attribute) of a table with bands or two header rows.

    They are its column headers from the top down, its band and its row header. A reader that follows Scope alone stops
    at the band and never finds the column header, and may take a header over several columns for that of the first.
    For other tables Scope is enough, and the mapping is empty.
    """
    rows = [row for row in walk(table) if row.tag == "TR"]
    if sum(map(_in_thead, rows)) < 2 and all(cell.attributes.columns == 1 for row in rows for cell in row.parts):
        return {}
    headers: dict[Element, list[Element]] = {}
    header_rows = [row.parts for row in rows if _in_thead(row)]
    columns = column_headers(header_rows, lambda cell: (cell.attributes.columns, cell.attributes.rows))
    band: list[Element] = []
    for cells in (row.parts for row in rows if not _in_thead(row)):
        if any(cell.attributes.columns > 1 for cell in cells):
            band = cells
        else:
            names = [cell for cell in cells if cell.tag == "TH"]
            pairs = zip(cells, columns, strict=False)
            headers |= {cell: [*column, *band, *names] for cell, column in pairs if cell.tag == "TD"}
    return headers


def column_headers(rows: Sequence[Sequence[_Cell]], spans: Callable[[_Cell], tuple[int, int]]) -> list[list[_Cell]]:
    """The cells of the header rows above each column, from the top down.

    ``spans`` gives the columns and rows a cell spans: later rows leave out what a cell above them takes.
    """
    taken: dict[tuple[int, int], _Cell] = {}
    for down, cells in enumerate(rows):
        across = 0
        for cell in cells:
            while (down, across) in taken:
                across += 1
            width, height = spans(cell)
            taken |= dict.fromkeys(product(range(down, down + height), range(across, across + width)), cell)
            across += width
    columns: list[dict[_Cell, None]] = [{} for _ in range(max((across for _, across in taken), default=-1) + 1)]
    for (_, across), cell in sorted(taken.items(), key=lambda entry: entry[0]):
        columns[across][cell] = None
    return [list(column) for column in columns]


def _in_thead(row: Element) -> bool:
    return row.parent is not None and row.parent.tag == "THead"
