"""The structure of a document as plain values: what each thing is, what is inside it, and where its ink stands."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import TypeVar

# Structure types that hold other elements and never marked content of their own.
GROUPING = frozenset(
    {"Document", "Sect", "L", "LI", "Table", "THead", "TBody", "TR", "TOC", "TOCI", "Reference", "Note"}
)

_Cell = TypeVar("_Cell", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Artifact:
    """Ink that is no part of what the document says; ``properties`` say of what sort, as a PDF property list."""

    properties: str = "/Type /Layout"


@dataclass(frozen=True, slots=True)
class Attributes:
    """What an element says of itself beside its type. What is empty, zero or None is not said.

    ``alt`` stands in for a figure and ``box`` is the room it takes: left, bottom, right and top, in points from the
    sheet's lower left corner. ``scope``, ``columns`` and ``rows`` are a heading cell's: what it heads ("Row", "Column")
    and how many columns and rows it spans. ``numbering`` is a list's ("Disc", "Decimal") and ``summary`` a table's.
    """

    alt: str = ""
    box: tuple[float, float, float, float] | None = None
    scope: str = ""
    columns: int = 1
    rows: int = 1
    numbering: str = ""
    summary: str = ""


@dataclass(frozen=True, slots=True)
class MarkedContent:
    """One run of ink of an element: its page from 1, its number on that page from 0, and its words if it has any."""

    page: int
    mcid: int


@dataclass(frozen=True, slots=True)
class Destination:
    """A height on a page: the page from 1, and points from the sheet's lower edge."""

    page: int
    y: float


@dataclass(frozen=True, slots=True)
class LinkAnnotation:
    """The part of a page, from 1, that opens a link: its left, bottom, right and top edges in points.

    ``target`` is a place in the document or an address ("mailto:..."), ``words`` what the whole link says of itself.
    """

    page: int
    rect: tuple[float, float, float, float]
    target: Destination | str
    contents: str


NO_ATTRIBUTES = Attributes()


@dataclass(slots=True, eq=False)
class Element:
    """A part of the document; ``kids`` are in reading order."""

    tag: str
    attributes: Attributes = NO_ATTRIBUTES
    parent: Element | None = field(default=None, repr=False)
    kids: list[Element | MarkedContent | LinkAnnotation] = field(default_factory=list)
    _keyed: dict[Hashable, Element] = field(default_factory=dict, repr=False)

    def child(self, tag: str, key: Hashable = None, attributes: Attributes = NO_ATTRIBUTES) -> Element:
        """A new last part; or, if ``key`` is not None, the part that was made with the same key before."""
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
        """The elements directly inside it."""
        return [kid for kid in self.kids if isinstance(kid, Element)]


def walk(element: Element) -> Iterator[Element]:
    """An element and everything inside it, in reading order."""
    waiting = [element]
    while waiting:
        element = waiting.pop()
        yield element
        waiting += [kid for kid in reversed(element.kids) if isinstance(kid, Element)]


def headers_of_cells(table: Element) -> dict[Element, list[Element]]:
    """What heads each data cell of a table with bands or two rows of headings.

    That is its column's heads from the top down, its band and its row's head. Whoever follows the scopes alone upwards
    stops at the band and never finds the column's own head, and may take a head over several columns for that of the
    first of them. Other tables need nothing said.
    """
    rows = [row for row in walk(table) if row.tag == "TR"]
    if sum(map(_in_thead, rows)) < 2 and all(cell.attributes.columns == 1 for row in rows for cell in row.parts):
        return {}
    heads: dict[Element, list[Element]] = {}
    columns = column_headers([row.parts for row in rows if _in_thead(row)], _spans)
    band: list[Element] = []
    for cells in (row.parts for row in rows if not _in_thead(row)):
        if any(cell.attributes.columns > 1 for cell in cells):
            band = cells
        else:
            names = [cell for cell in cells if cell.tag == "TH"]
            pairs = zip(cells, columns, strict=False)
            heads |= {cell: [*column, *band, *names] for cell, column in pairs if cell.tag == "TD"}
    return heads


def column_headers(rows: Sequence[Sequence[_Cell]], spans: Callable[[_Cell], tuple[int, int]]) -> list[list[_Cell]]:
    """The cells of the rows of headings that stand over each column, from the top down.

    ``spans`` says how many columns and rows a cell spans: the rows below leave out what a cell above them takes.
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


def _spans(cell: Element) -> tuple[int, int]:
    return cell.attributes.columns, cell.attributes.rows
