"""Converts the parts of a binary workbook (.xlsb) into the XML of an .xlsx, which is then read like any other.

So dates, percentages, errors and hidden rows mean the same in both. No library that is maintained gives the number
formats and the error cells of an .xlsb.
"""

from __future__ import annotations

import math
import re
import struct
from collections.abc import Sequence
from html import escape

from inputs.files import xlsb_records as biff
from inputs.files.deadline import Deadline
from inputs.files.size_limits import LAST_COLUMN, LAST_ROW, MOST_STRAY_CELLS
from inputs.files.text_runs import END, PLAIN, mark_of, rising
from inputs.files.workbook_values import address
from inputs.files.xlsx_contents import Contents, SheetEntry, marked_formats, relationships_of
from inputs.files.xlsx_marks import NARROWEST_SEEN
from inputs.files.xlsx_trim import LARGEST_SHEET, MAIN, NO_SHEET, CutSheet
from inputs.files.zip_package import Package

BREAKS = (struct.error, IndexError, ValueError)  # raised for records that are cut short
_ERROR_BY_CODE = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def contents_of_binary(package: Package) -> Contents:
    """Read the workbook part: its list of sheets. Raises one of ``BREAKS`` where it cannot be read."""
    start = next(name for name in package.member_by_part if name.lower().endswith("workbook.bin"))
    links = relationships_of(package, start)
    part_by_kind = {kind: target for kind, target in links.values() if target in package.member_by_part}
    sheets = []
    from_1904 = False
    for number, record in biff.records(package.part(start)):
        if number == biff.WORKBOOK:
            from_1904 = bool(record[0] & 1)
        elif number == biff.SHEET:
            link, place = biff.text_at(record, 8)
            kind, target = links.get(link, ("worksheet", ""))
            if kind == "worksheet":
                part = target if target in package.member_by_part else ""
                sheets.append(SheetEntry(biff.text_at(record, place)[0], part, record[0] & 3 > 0))
    return Contents(tuple(sheets), part_by_kind.get("sharedStrings", ""), part_by_kind.get("styles", ""), from_1904)


def texts_as_xml(part: bytes, fonts: Sequence[str]) -> bytes:
    """The shared strings part as XML. ``fonts``: the marks of the workbook's fonts, which the runs of a text bear."""
    texts = (_xml_text(_rich_text(record, 0, fonts)) for number, record in biff.records(part) if number == biff.STRING)
    listed = "".join(f'<si><t xml:space="preserve">{text}</t></si>' for text in texts)
    return f'<sst xmlns="{MAIN}">{listed}</sst>'.encode()


def _rich_text(record: bytes, place: int, fonts: Sequence[str]) -> str:
    """A text that starts at a place of a record, with its runs marked."""
    text, _ = biff.text_at(record, place + 1)
    runs = rising(biff.runs_at(record, place))
    if not runs:
        return text
    ends = [*(start for start, _ in runs[1:]), len(text)]
    marked = (
        f"{fonts[font] if font < len(fonts) else PLAIN}{text[start:end]}{END}"
        for (start, font), end in zip(runs, ends, strict=True)
    )
    return text[: runs[0][0]] + "".join(marked)


def marks_of_fonts(part: bytes) -> list[str]:
    """The mark of each font in the styles part, in order."""
    fonts = [record for number, record in biff.records(part) if number == biff.FONT]
    return [
        mark_of(raised=struct.unpack_from("<H", font, 6)[0] in {1, 2}, struck=bool(font[2] & 8))
        if len(font) >= 8
        else PLAIN
        for font in fonts
    ]


def formats_of_styles(part: bytes, fonts: Sequence[str]) -> list[int | str]:
    """The number format of each cell style of the styles part, as ``marked_formats`` gives them."""
    formats: dict[int, str] = {}
    uses: list[tuple[int, str]] = []
    in_cell_styles = False
    for number, record in biff.records(part):
        if number == biff.NUMBER_FORMAT:
            (code,) = struct.unpack_from("<H", record)
            formats[code] = _NOT_IN_XML.sub("\ufffd", biff.text_at(record, 2)[0])
        elif number in {biff.STYLES_BEGIN, biff.STYLES_END}:
            in_cell_styles = number == biff.STYLES_BEGIN
        elif number == biff.STYLE and in_cell_styles:
            code, font = struct.unpack_from("<HH", record, 2)
            uses.append((code, fonts[font] if font < len(fonts) else PLAIN))
    return marked_formats(formats, uses)


def sheet_as_xml(part: bytes, fonts: Sequence[str], deadline: Deadline) -> CutSheet:
    """A sheet part as XML, within the limits of rows and columns. One cut short gives XML that is cut short too.

    ``fonts``: the marks of the workbook's fonts, which the runs of a text bear.
    """
    sheet = _SheetWriter(fonts)
    whole = True
    try:
        for count, (number, record) in enumerate(biff.records(part)):
            if not count % 4096:
                deadline.check()
            sheet.take(number, record)
    except BREAKS:
        whole = False
    if sum(map(len, sheet.rows)) > LARGEST_SHEET:
        return NO_SHEET._replace(too_large=True)
    rows = "".join(sheet.rows) + ("</row>" if sheet.in_row else "")
    head = f'<worksheet xmlns="{MAIN}">'
    data = f'<dimension ref="A1"/><sheetData>{rows}</sheetData>'
    close = "</worksheet>" if whole else ""
    merged = f"<mergeCells>{''.join(sheet.merged)}</mergeCells>"
    marks = f"{head}<cols>{''.join(sheet.columns)}</cols>{data}{merged}</worksheet>"
    return CutSheet(f"{head}{data}{close}".encode(), marks.encode(), tuple(sheet.stray))


class _SheetWriter:
    """Collects the XML for the records of one sheet."""

    def __init__(self, fonts: Sequence[str]) -> None:
        self._fonts = fonts
        self.rows: list[str] = []
        self.columns: list[str] = []
        self.merged: list[str] = []
        self.stray: list[str] = []
        self.in_row = False
        self._row = self._column = 0

    def take(self, number: int, record: bytes) -> None:
        """Handle the next record. Raises one of ``BREAKS`` for one that is too short."""
        if number == biff.ROW:
            self._start_row(record)
        elif biff.SMALL <= number <= biff.FORMULA_ERROR or number == biff.RICH_TEXT:
            self._column = struct.unpack_from("<I", record)[0] + 1
            self._cell(number, record, 8)
        elif (
            biff.SHORT_BLANK <= number <= biff.SHORT_SHARED
        ):  # a cell in the next column, which the record need not name
            self._column += 1
            if number > biff.SHORT_BLANK:
                self._cell(number - biff.SHORT_BLANK + 1, record, 4)
        elif number == biff.BLANK:
            self._column = struct.unpack_from("<I", record)[0] + 1
        elif number == biff.COLUMN and _is_unseen_column(record):
            first, last = struct.unpack_from("<II", record)
            self.columns.append(f'<col min="{first + 1}" max="{last + 1}" hidden="1"/>')
        elif number == biff.MERGED:
            top, bottom, left, right = struct.unpack_from("<IIII", record)
            if max(left, right) < 20_000 and max(top, bottom) < 2_000_000:
                self.merged.append(f'<mergeCell ref="{address(top + 1, left + 1)}:{address(bottom + 1, right + 1)}"/>')

    def _start_row(self, record: bytes) -> None:
        self._row, self._column = struct.unpack_from("<I", record)[0] + 1, 0
        self.rows += ["</row>"] if self.in_row else []
        self.in_row = self._row <= LAST_ROW
        if self.in_row:
            (height,) = struct.unpack_from("<H", record, 8)  # in twentieths of a point
            hidden = ' hidden="1"' if record[11] & 0x10 or height < NARROWEST_SEEN * 20 else ""
            self.rows.append(f'<row r="{self._row}"{hidden}>')

    def _cell(self, number: int, record: bytes, place: int) -> None:
        if not self.in_row or self._column > LAST_COLUMN:
            if self._row and len(self.stray) <= MOST_STRAY_CELLS and self._column < 20_000:
                self.stray.append(address(self._row, self._column))
            return
        style = int.from_bytes(record[place - 4 : place - 1], "little")
        kind, value = _value(number, record, place, self._fonts)
        at = f'r="{address(self._row, self._column)}" s="{style}"'
        if kind == "inlineStr":
            self.rows.append(f'<c {at} t="inlineStr"><is><t xml:space="preserve">{value}</t></is></c>')
        else:
            self.rows.append(f'<c {at} t="{kind}"><v>{value}</v></c>')


def _is_unseen_column(record: bytes) -> bool:
    """Whether columns are hidden or have next to no width, which is in 256ths of a character."""
    (width,) = struct.unpack_from("<I", record, 8)
    return bool(struct.unpack_from("<H", record, 16)[0] & 1) or width < NARROWEST_SEEN * 256


def _value(number: int, record: bytes, place: int, fonts: Sequence[str]) -> tuple[str, str]:
    """The type and the value of a cell as its XML has them."""
    match number:
        case biff.SMALL:
            return _figure(biff.small_number(record, place))
        case biff.REAL | biff.FORMULA_REAL:
            return _figure(struct.unpack_from("<d", record, place)[0])
        case biff.TRUTH | biff.FORMULA_TRUTH:
            return "b", str(record[place] & 1)
        case biff.ERROR | biff.FORMULA_ERROR:
            return "e", _ERROR_BY_CODE.get(record[place], "#VALUE!")
        case biff.SHARED:
            return "s", str(struct.unpack_from("<I", record, place)[0])
        case biff.RICH_TEXT:
            return "inlineStr", _xml_text(_rich_text(record, place, fonts))
    return "inlineStr", _xml_text(biff.text_at(record, place)[0])  # TEXT or FORMULA_TEXT, the only others


def _figure(number: float) -> tuple[str, str]:
    if not math.isfinite(number):
        return "e", "#NUM!"
    whole = number.is_integer() and abs(number) < 1e15
    return "n", str(int(number)) if whole else repr(number)


def _xml_text(text: str) -> str:
    return escape(_NOT_IN_XML.sub("\ufffd", text))
