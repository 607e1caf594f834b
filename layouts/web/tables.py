"""Sets tables and facts: rows and columns with their headers, in a region of their own that scrolls where it must."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from layouts.blocks import Cell, Column, Facts, Row, Table, plain
from layouts.web.markup import NOTHING, Markup, element, joined, unended, words
from layouts.web.writer import Writer

_LONG = 60  # characters of a cell that would be a tower of words in a narrow column


def table(writer: Writer, block: Table) -> Markup:
    """A table with its caption. A narrow window scrolls it alone, by keyboard too."""
    if not block.columns:
        return NOTHING
    name = writer.new_name()
    compact, shown = "compact" if block.compact else "", "" if block.show_caption else "heard"
    caption = element("caption", writer.text(block.caption), id=name, class_=shown)
    head = unended("thead", *_headings(writer, block.columns))
    inner = element("table", caption, head, *_bodies(writer, block), class_=compact)
    place = writer.place(block.anchor)
    named = f"{writer.box} {name}"
    return element("div", inner, id=place, class_="scroll", role="region", tabindex="0", aria_labelledby=named)


def facts(writer: Writer, block: Facts) -> Markup:
    """Labels, each with its value."""
    pairs = [
        element("div", element("dt", words(label)), element("dd", writer.text(value))) for label, value in block.rows
    ]
    return element("dl", *pairs, class_="cover") if pairs else NOTHING


def _headings(writer: Writer, columns: Sequence[Column]) -> Iterator[Markup]:
    """One row of column headings, or two where some columns have a heading in common."""
    runs = _groups(columns)
    if not any(group for group, _ in runs):
        yield unended("tr", *(_heading(writer, column, "") for column in columns))
        return
    upper, lower = [], []
    for group, run in runs:
        if group:
            wide = str(len(run)) if len(run) > 1 else ""
            upper.append(unended("th", writer.text(run[0].group), scope="colgroup", colspan=wide, class_="over"))
            lower += [_heading(writer, column, "") for column in run]
        else:
            upper += [_heading(writer, column, "2") for column in run]
    yield unended("tr", *upper)
    yield unended("tr", *lower)


def _groups(columns: Sequence[Column]) -> list[tuple[str, list[Column]]]:
    """Neighbouring columns by the heading that they have in common, or none."""
    return [(name, list(run)) for name, run in groupby(columns, lambda column: plain(column.group).strip())]


def _heading(writer: Writer, column: Column, rows: str) -> Markup:
    written = writer.text(column.heading)
    if not plain(column.heading).strip():
        return unended("td", rowspan=rows)
    return unended("th", written, scope="col", rowspan=rows, class_=_side(column))


def _bodies(writer: Writer, block: Table) -> Iterator[Markup]:
    """The rows; a band begins a group of them, and heads it."""
    rows: list[Markup] = []
    for row in (row for row in block.rows if row.cells):
        if row.band and rows:
            yield unended("tbody", *rows)
            rows = []
        rows.append(_band(writer, row.cells[0], len(block.columns)) if row.band else _row(writer, row, block))
    if rows:
        yield unended("tbody", *rows)


def _band(writer: Writer, cell: Cell, columns: int) -> Markup:
    wide = str(columns) if columns > 1 else ""
    return unended("tr", unended("th", writer.cell(cell), colspan=wide, scope="rowgroup", class_="band"))


def _row(writer: Writer, row: Row, block: Table) -> Markup:
    missing: Iterable[Cell] = [()] * (len(block.columns) - len(row.cells))
    cells = []
    for place, (column, cell) in enumerate(zip(block.columns, (*row.cells, *missing), strict=False)):
        heads = block.row_heads and not place and not _is_blank(cell)
        written = writer.cell(cell)
        scope = "row" if heads else ""
        class_ = "long" if isinstance(cell, tuple) and len(plain(cell)) > _LONG else _side(column)
        cells.append(unended("th" if heads else "td", written, scope=scope, class_=class_))
    return unended("tr", joined(cells)) if cells else NOTHING


def _is_blank(cell: Cell) -> bool:
    return isinstance(cell, tuple) and not plain(cell).strip()


def _side(column: Column) -> str:
    return "r" if column.align == "right" else ""
