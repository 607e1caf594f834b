"""What a screen reader would say of a file, line by line, in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from layouts.reading.tree import SpokenElement, read_tree
from layouts.tagged.structure import column_headers


def read_aloud(data: bytes) -> Iterator[str]:
    """The lines: the title, then every heading, text, list, table and figure as it would be announced.

    Raises `NotOurs`, before the first line, for a file that this project did not make.
    """
    title, document = read_tree(data)
    yield f"Document: {title}"
    yield from _said(document)


def _said(element: SpokenElement) -> Iterator[str]:
    if element.tag[:1] == "H" and element.tag[1:].isdigit():
        yield f"Heading level {element.tag[1:]}: {element.words}"
    elif element.tag == "Figure":
        yield f"Figure: {element.alt}"
    elif element.tag in _SPEAKERS:
        yield from _SPEAKERS[element.tag](element)
    else:
        yield from _in_order(element)


def _in_order(element: SpokenElement) -> Iterator[str]:
    """The parts of a group one after the other; an element that holds words is said in one go."""
    if any(isinstance(kid, str) for kid in element.kids):
        if element.words:
            yield element.words
        return
    for part in element.parts:
        yield from _said(part)


def _list(element: SpokenElement) -> Iterator[str]:
    """Every item on a line, and under it, further in, the lists that it holds."""
    items = [part for part in element.parts if part.tag == "LI"]
    yield f"List, {_many(len(items), 'item')}"
    for item in items:
        inner = [part for body in item.parts for part in body.parts if part.tag == "L"]
        said = (
            SpokenElement(part.tag, kids=[kid for kid in part.kids if kid not in inner]).words for part in item.parts
        )
        yield f"  {' '.join(words for words in said if words)}"
        yield from (f"    {line}" for part in inner for line in _list(part))


def _note(element: SpokenElement) -> Iterator[str]:
    yield f"Note: {element.words}"


def _contents(element: SpokenElement) -> Iterator[str]:
    yield f"Contents, {_many(len(element.parts), 'entry', 'entries')}"
    for item in element.parts:
        yield f"  {item.words}"


def _table(element: SpokenElement) -> Iterator[str]:
    """The table's size and name, then each row, every cell after what heads it."""
    rows = [part for part in element.walk() if part.tag == "TR"]
    columns = max((sum(cell.columns for cell in row.parts) for row in rows), default=0)
    name = next((part.words for part in element.parts if part.tag == "Caption"), element.summary)
    size = f"Table, {_many(len(rows), 'row')}, {_many(columns, 'column')}"
    yield f"{size}: {name}" if name else size
    heading = next((part for part in element.parts if part.tag == "THead"), None)
    above = heading.parts if heading else []
    heads = column_headers([row.parts for row in above], lambda cell: (cell.columns, cell.rows))
    named = [", ".join(cell.words for cell in cells if cell.words) for cells in heads]
    for row in rows:
        if row not in above:
            yield f"  {_row(row, named)}"


def _row(row: SpokenElement, heads: list[str]) -> str:
    """A row: what names it or its band first, then its cells, each after its column's heads."""
    said = []
    for place, cell in enumerate(row.parts):
        if cell.tag == "TH":
            said.append(cell.words)
        else:
            head = heads[place] if place < len(heads) else ""
            said.append(f"{head}: {cell.words or 'blank'}" if head else cell.words or "blank")
    return "; ".join(said)


def _many(count: int, one: str, more: str = "") -> str:
    return f"{count} {one if count == 1 else more or one + 's'}"


_SPEAKERS: dict[str, Callable[[SpokenElement], Iterator[str]]] = {
    "L": _list,
    "TOC": _contents,
    "Table": _table,
    "Note": _note,
}
