"""What a screen reader would say of a file, line by line, in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from layouts.reading.tree import SpokenElement, read_tree
from layouts.tagged.structure import column_headers


def read_aloud(data: bytes) -> Iterator[str]:
    """The lines: the title, then every heading, text, list, table and figure as it would be announced.

    Raises `NotReadable`, before the first line, for a file that Board Report did not write.
    """
    title, document = read_tree(data)
    yield f"Document: {title}"
    yield from _announced(document)


def _announced(element: SpokenElement) -> Iterator[str]:
    if element.tag[:1] == "H" and element.tag[1:].isdigit():
        yield f"Heading level {element.tag[1:]}: {element.text}"
    elif element.tag == "Figure":
        yield f"Figure: {element.alt}"
    elif element.tag == "Note":
        yield f"Note: {element.text}"
    elif element.tag in _READERS:
        yield from _READERS[element.tag](element)
    elif any(isinstance(kid, str) for kid in element.kids):
        yield from [element.text] if element.text else []
    else:
        for part in element.parts:
            yield from _announced(part)


def _list(element: SpokenElement) -> Iterator[str]:
    """Every item on a line, and under it, indented, the lists inside it."""
    items = [part for part in element.parts if part.tag == "LI"]
    yield f"List, {_counted(len(items), 'item')}"
    for item in items:
        inner = [part for body in item.parts for part in body.parts if part.tag == "L"]
        own = ([kid for kid in part.kids if kid not in inner] for part in item.parts)
        texts = (SpokenElement("", kids=kids).text for kids in own)
        yield f"  {' '.join(text for text in texts if text)}"
        yield from (f"    {line}" for part in inner for line in _list(part))


def _contents(element: SpokenElement) -> Iterator[str]:
    yield f"Contents, {_counted(len(element.parts), 'entry', 'entries')}"
    for item in element.parts:
        yield f"  {item.text}"


def _table(element: SpokenElement) -> Iterator[str]:
    """The table's size and caption, then each row, every cell after its column headers."""
    rows = [part for part in element.walk() if part.tag == "TR"]
    columns = max((sum(cell.columns for cell in row.parts) for row in rows), default=0)
    name = next((part.text for part in element.parts if part.tag == "Caption"), element.summary)
    size = f"Table, {_counted(len(rows), 'row')}, {_counted(columns, 'column')}"
    yield f"{size}: {name}" if name else size
    thead = next((part for part in element.parts if part.tag == "THead"), None)
    header_rows = thead.parts if thead else []
    headers = column_headers([row.parts for row in header_rows], lambda cell: (cell.columns, cell.rows))
    named = [", ".join(cell.text for cell in cells if cell.text) for cells in headers]
    for row in rows:
        if row not in header_rows:
            yield f"  {_row(row, named)}"


def _row(row: SpokenElement, headers: list[str]) -> str:
    """A row: its row header or band first, then its cells, each after its column headers."""
    texts = []
    for place, cell in enumerate(row.parts):
        header = headers[place] if place < len(headers) and cell.tag != "TH" else ""
        text = cell.text if cell.tag == "TH" else cell.text or "blank"
        texts.append(f"{header}: {text}" if header else text)
    return "; ".join(texts)


def _counted(count: int, one: str, more: str = "") -> str:
    return f"{count} {one if count == 1 else more or one + 's'}"


_READERS: dict[str, Callable[[SpokenElement], Iterator[str]]] = {"L": _list, "TOC": _contents, "Table": _table}
