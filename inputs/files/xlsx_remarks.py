"""Reads what is written on a sheet of an .xlsx beside its cells: comments, text boxes, and the lines of its print page.

Officers say there what figures are: “UASC only” in a comment, “DRAFT” in the header of the page. A part that is damaged
says nothing; it keeps no figure from being read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from xml.etree import ElementTree

from inputs.files.xlsx_contents import relationships_of
from inputs.files.xlsx_marks import parse_range
from inputs.files.xlsx_trim import in_utf_8
from inputs.files.zip_package import ARCHIVE_TROUBLES, Package

MOST_REMARKS = 2_000
LONGEST_REMARK = 4_000  # characters
LARGEST_PART = 4 * 1024 * 1024  # bytes of a part of comments or drawings
OUR_NAME = "Board Report"
"""Who wrote a note in a checked copy, as it begins; what stands below in the note is no word of the return."""

_THREAD = re.compile(r"\A\[[^\]]*\].*?^\s*(?:Comment|Reply):\s*", re.DOTALL | re.MULTILINE)
_HEADER_FOOTER = re.compile(rb"<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)\b[^<>]*>([^<]*)<")
# Of a header or a footer: its fonts, sizes and colours, and the page, the date, the file and the sheet, which no
# officer wrote; a left, a centre or a right part is a line of its own.
_FIELDS = re.compile(r'&"[^"]*"|&K[0-9A-Fa-f]{6}|&K\d\d[+-]\d{3}|&\d{1,3}|&[A-KM-QS-Za-z&+-]')
_PARTS = re.compile(r"&[LCR]")


class Remarks(NamedTuple):
    """What is written on one sheet beside its cells.

    ``by_cell`` holds the comments by (row, column), ``lines`` the text boxes and the headers and footers of the page.
    """

    by_cell: dict[tuple[int, int], str]
    lines: tuple[str, ...]


def read_remarks(package: Package, part: str) -> Remarks:
    """Read the comments, the text boxes and the print lines of the sheet in a part."""
    by_cell: dict[tuple[int, int], str] = {}
    lines = list(_print_lines(package.part(part)))
    for kind, target in _links(package, part):
        root = _parsed(package, target)
        if root is not None and kind == "comments":
            by_cell.update(_comments(root))
        elif root is not None:
            lines += _boxes(root)
    return Remarks(by_cell, tuple(dict.fromkeys(lines[:MOST_REMARKS])))


def _links(package: Package, part: str) -> Iterable[tuple[str, str]]:
    try:
        links = relationships_of(package, part).values()
    except (*ARCHIVE_TROUBLES, SyntaxError):
        return ()
    return ((kind, target) for kind, target in links if kind in {"comments", "drawing"})


def _parsed(package: Package, part: str) -> ElementTree.Element | None:
    try:
        content = package.part(part)
        return ElementTree.fromstring(content) if 0 < len(content) <= LARGEST_PART else None
    except (*ARCHIVE_TROUBLES, SyntaxError):
        return None


def _comments(root: ElementTree.Element) -> Iterator[tuple[tuple[int, int], str]]:
    """Each comment by its cell, without the words round a thread and without the notes of a checked copy."""
    for _, comment in zip(range(MOST_REMARKS), root.iter(_tag(root, "comment")), strict=False):
        at = parse_range(comment.get("ref", ""))
        texts = (one.text or "" for one in comment.iter(_tag(root, "t")))
        text = "".join(texts)[:LONGEST_REMARK].partition(f"{OUR_NAME}: ")[0]
        if at is not None and (text := _THREAD.sub("", text).strip()):
            yield (at.top, at.left), text


def _boxes(root: ElementTree.Element) -> Iterator[str]:
    """The text of each text box of a drawing, a line a paragraph; titles of charts lie in parts of their own."""
    for box in (one for one in root.iter() if one.tag.endswith("}txBody")):
        paragraphs = (one for one in box.iter() if one.tag.endswith("}p"))
        texts = ("".join(run.text or "" for run in one.iter() if run.tag.endswith("}t")) for one in paragraphs)
        if text := "\n".join(filter(None, map(str.strip, texts)))[:LONGEST_REMARK]:
            yield text


def _print_lines(xml: bytes) -> Iterator[str]:
    """The lines of the headers and footers of the printed page, without what Excel puts there itself."""
    xml = in_utf_8(xml)
    begin = xml.find(b"headerFooter")
    for match in _HEADER_FOOTER.finditer(xml, begin) if begin >= 0 else ():
        try:
            text = ElementTree.fromstring(b"<t>" + match[1] + b"</t>").text or ""
        except SyntaxError:
            continue
        for line in _PARTS.split(text):
            if written := _FIELDS.sub("", line).strip():
                yield written[:LONGEST_REMARK]


def _tag(root: ElementTree.Element, name: str) -> str:
    """The full name of an element in the namespace of the root."""
    return f"{root.tag.rpartition('}')[0]}}}{name}" if "}" in root.tag else name
