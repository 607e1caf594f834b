"""Cuts the XML of a sheet down to the rows that are read, so that neither size nor formatting can stop the reading."""

from __future__ import annotations

import re
from typing import NamedTuple

from inputs.files.size_limits import LAST_ROW, MOST_STRAY_CELLS
from inputs.files.text_runs import END, mark_of

LARGEST_SHEET = 16 * 1024 * 1024  # bytes of XML in those rows, some 400,000 cells; a return has a few hundred
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LONGEST_TAIL = 2 * 1024 * 1024  # bytes of XML kept after the rows, where merged cells are listed
_STRICT_MAIN = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
_EMPTY = f'<worksheet xmlns="{MAIN}"><sheetData/></worksheet>'.encode()

# None of these matches past the next "<": a damaged sheet must not be searched to its end again for each tag.
_ROOT = re.compile(rb"<(?P<prefix>\w+:)?worksheet\b[^<>]*>")
_START = re.compile(rb"<(?:\w+:)?sheetData\s*>")
_END = re.compile(rb"</(?:\w+:)?sheetData\s*>")
_ROW = re.compile(rb'<(?:\w+:)?row\b[^<>]*?\sr="([0-9]{1,9})"')
_FILLED_CELL = re.compile(rb'<(?:\w+:)?c\b[^<>/]*?\sr="([A-Z]{1,3}[0-9]{1,7})"[^<>/]*>')
_ROW_TAG = re.compile(rb"<((?:\w+:)?row\b[^<>]*?)/?>")
_FORMULA_OR_FAR = re.compile(rb'<(?:\w+:)?f[\s/>]|\sr="(?:[A-Z]{3}|[O-Z][A-Z])[0-9]')  # far: beyond NZ
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_DECLARATION = re.compile(r"\A<\?xml[^<>]*\?>")
_FONT_OF_RUN = re.compile(
    rb"<(\w+:)?rPr(?:\s[^<>]*)?(?:/>|>(?>[^<]+|<(?!(?:\w+:)?rPr\b|/\1?rPr>))*+</\1?rPr>)"
    rb"(?:\s*(?P<start><(?:\w+:)?t(?:\s[^<>]*)?(?<!/)>)(?P<text>[^<]*))?"
)
_RAISED_FONT = re.compile(rb"<(?:\w+:)?vertAlign\b[^<>]*\sval=.(?:super|sub)script")
_STRUCK_FONT = re.compile(rb"<(?:\w+:)?strike\b(?![^<>]*\sval=.(?:0|false)\b)")


class CutSheet(NamedTuple):
    """The XML of one sheet, cut after ``LAST_ROW``.

    ``cells`` holds the cells and nothing else, ``marks`` also the columns and merged ranges. ``stray`` lists the first
    few addresses beyond the last row. ``too_large`` means that nothing was kept.
    """

    cells: bytes
    marks: bytes
    stray: tuple[str, ...] = ()
    too_large: bool = False


NO_SHEET = CutSheet(_EMPTY, _EMPTY)


def as_transitional(xml: bytes) -> bytes:
    """Change Strict Open XML to Transitional, and drop the fonts of rich text runs, which leave their marks.

    For values, Strict differs in its namespace alone.
    """
    xml = in_utf_8(xml).replace(_STRICT_MAIN, MAIN.encode())
    return _FONT_OF_RUN.sub(_marked_run, xml) if b"rPr" in xml else xml


def in_utf_8(xml: bytes) -> bytes:
    """XML in UTF-8, as nearly all of it is. Raises ``ValueError`` where it says UTF-16 and is not."""
    if not xml.startswith(_UTF_16):
        return xml
    return _DECLARATION.sub("", xml.decode("utf-16"), count=1).encode()


def _marked_run(run: re.Match[bytes]) -> bytes:
    if run["start"] is None:
        return b""
    font = run[0][: run.start("start") - run.start()]
    mark = mark_of(_RAISED_FONT.search(font) is not None, _STRUCK_FONT.search(font) is not None)
    return b"%b&#%d;%b&#%d;" % (run["start"], ord(mark), run["text"], ord(END))


def cut_sheet(xml: bytes) -> CutSheet:
    """Cut a sheet after ``LAST_ROW``. XML without a whole ``sheetData`` is kept as it is."""
    xml = in_utf_8(xml)
    root, start = _ROOT.search(xml), _START.search(xml)
    end = _END.search(xml, start.end()) if start else None
    if root is None or start is None or end is None:
        return CutSheet(xml, xml) if len(xml) <= LARGEST_SHEET else CutSheet(_EMPTY, _EMPTY, too_large=True)
    stop = _last_row_ends(xml, start.end(), end.start())
    if stop - start.end() > LARGEST_SHEET:
        return CutSheet(_EMPTY, _EMPTY, too_large=True)
    prefix = root["prefix"] or b""
    rows, close = as_transitional(xml[start.start() : stop]), end[0] + b"</" + prefix + b"worksheet>"
    head = as_transitional(xml[: root.end()])
    # With a <dimension> here, openpyxl need not read the rows to find one.
    cells = head + b"<" + prefix + b'dimension ref="A1"/>' + rows + close
    # Where no cell bears a mark (a formula, or a far column), rows without cells do: a long list is not parsed twice.
    bare = (
        rows if _FORMULA_OR_FAR.search(rows) else start[0] + b"".join(b"<%b/>" % tag for tag in _ROW_TAG.findall(rows))
    )
    tail = end[0] + xml[end.end() : end.end() + _LONGEST_TAIL]
    marks = head + xml[root.end() : start.start()] + bare + tail
    beyond = _FILLED_CELL.finditer(xml, stop, end.start())
    stray = tuple(match[1].decode() for match, _ in zip(beyond, range(MOST_STRAY_CELLS + 1), strict=False))
    return CutSheet(cells, marks, stray)


def _last_row_ends(xml: bytes, start: int, end: int) -> int:
    """The position of the first row beyond ``LAST_ROW``; ``end`` where there is none."""
    for count, match in enumerate(_ROW.finditer(xml, start, end)):
        if int(match[1]) > LAST_ROW or count > LAST_ROW:
            return match.start()
    return end
