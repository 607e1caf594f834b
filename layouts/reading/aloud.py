"""What a screen reader would say of a file, line by line, in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from layouts.reading.tree import Spoken, read_tree


def read_aloud(data: bytes) -> Iterator[str]:
    """The lines: the title, then every heading, text, list, table and figure as it would be announced.

    Raises `NotOurs`, before the first line, for a file that this project did not make.
    """
    title, document = read_tree(data)
    yield f"Document: {title}"
    yield from _said(document)


def _said(element: Spoken) -> Iterator[str]:
    if element.tag[:1] == "H" and element.tag[1:].isdigit():
        yield f"Heading level {element.tag[1:]}: {element.words}"
    elif element.tag == "Figure":
        yield f"Figure: {element.alt}"
    elif element.tag in _SPEAKERS:
        yield from _SPEAKERS[element.tag](element)
    else:
        yield from _in_order(element)


def _in_order(element: Spoken) -> Iterator[str]:
    """The parts of a group one after the other; an element that holds words is said in one go."""
    if any(isinstance(kid, str) for kid in element.kids):
        if element.words:
            yield element.words
        return
    for part in element.parts:
        yield from _said(part)


def _list(element: Spoken) -> Iterator[str]:
    items = [part for part in element.parts if part.tag == "LI"]
    yield f"List, {_many(len(items), 'item')}"
    for item in items:
        yield f"  {' '.join(part.words for part in item.parts if part.words)}"


def _contents(element: Spoken) -> Iterator[str]:
    yield f"Contents, {_many(len(element.parts), 'entry', 'entries')}"
    for item in element.parts:
        yield f"  {item.words}"


def _table(element: Spoken) -> Iterator[str]:
    """The table's size and name, then each row, every cell after what heads it."""
    rows = [part for part in element.walk() if part.tag == "TR"]
    columns = max((sum(cell.columns for cell in row.parts) for row in rows), default=0)
    name = next((part.words for part in element.parts if part.tag == "Caption"), element.summary)
    size = f"Table, {_many(len(rows), 'row')}, {_many(columns, 'column')}"
    yield f"{size}: {name}" if name else size
    heading = next((part for part in element.parts if part.tag == "THead"), None)
    heads = [cell.words for row in heading.parts for cell in row.parts] if heading else []
    for row in rows:
        if heading is None or row not in heading.parts:
            yield f"  {_row(row, heads)}"


def _row(row: Spoken, heads: list[str]) -> str:
    """A row: what names it or its band first, then its cells, each after its column's head."""
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


_SPEAKERS: dict[str, Callable[[Spoken], Iterator[str]]] = {"L": _list, "TOC": _contents, "Table": _table}
