"""Reads the XML of SSDA903: one element for each child, whose header and episodes are the files of the CSV set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from xml.etree import ElementTree

from inputs.careers import RecordFile
from inputs.files.zip_package import Refused
from inputs.records.record_files import RawTable, table_of_rows
from inputs.records.record_layouts import SSDA903, TableLayout, known_table, layouts

_CHILD, _ID, _HEADER = "CHILD", "CHILDID", "HEADER"
_OTHER_NAMES = {"PL": "PLACE"}  # of columns in the XML
_OF_HEADER = ("children", "alone", "year_leavers", "matches")  # files whose columns stand in a child's header
Row = dict[str, str]


def tables_of_xml(content: bytes, name: str) -> Iterator[RawTable]:
    """The tables in a file. Raises ``Refused`` for one that is no XML."""
    try:
        root = ElementTree.fromstring(content)
    except ElementTree.ParseError:
        what = "This XML file is damaged, or was cut off."
        raise Refused("unreadable-text", what, "Export it again, and run again.") from None
    rows: dict[str, list[Row]] = {}
    for child in root.iter(_CHILD):
        for table, row in _rows_of(child):
            rows.setdefault(table, []).append(row)
    digest = sha256(content).hexdigest()
    for layout in layouts(SSDA903):
        if layout.name in rows:
            yield _table(layout, rows[layout.name], name, digest)


def _rows_of(child: ElementTree.Element) -> Iterator[tuple[str, Row]]:
    """The rows of one child, each with our name of its table."""
    header = child.find(_HEADER)
    own = _leaves(() if header is None else header)
    of_child = {_CHILD: own.pop(_ID, ""), "DOB": own.get("DOB", "")}
    for layout in layouts(SSDA903):
        row = {**own, **of_child}
        if layout.name in _OF_HEADER and layout.columns_in(row).keys() >= layout.known_by:
            yield layout.name, row
    for one in (*child, *(() if header is None else header)):
        row = {**of_child, **_leaves(one)}
        known = known_table(row) if len(one) and one is not header else None
        if known is not None and known.extract == SSDA903:
            yield known.name, row


def _leaves(element: Iterable[ElementTree.Element]) -> Row:
    return {_OTHER_NAMES.get(one.tag, one.tag): (one.text or "").strip() for one in element if not len(one)}


def _table(layout: TableLayout, rows: list[Row], name: str, digest: str) -> RawTable:
    columns: Mapping[str, str] = layout.columns_in({heading: "" for row in rows for heading in row})
    own = [{ours: row.get(theirs, "") for ours, theirs in columns.items()} for row in rows]
    return table_of_rows(layout, own, RecordFile(name, digest, layout.called, len(own)), columns, range(len(own)))
