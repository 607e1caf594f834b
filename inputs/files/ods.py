"""Reads OpenDocument spreadsheets (.ods) as a stream of XML: no library keeps their error cells and percentages."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import datetime
from xml.parsers import expat

from inputs.files.deadline import Deadline
from inputs.files.file_kinds import check_sheets
from inputs.files.ods_looks import Style, format_shown, text_format
from inputs.files.size_limits import LAST_COLUMN, LAST_ROW, MOST_CELLS, Extent, check_cells, is_error, size_findings
from inputs.files.text_runs import END, cell_of
from inputs.files.workbook_values import NO_SAVED_RESULT, Cell, CellRange, Sheet, Value
from inputs.files.xlsx_marks import MOST_MERGED_BLOCKS
from inputs.files.xlsx_remarks import LONGEST_REMARK, MOST_REMARKS
from inputs.files.zip_package import ARCHIVE_TROUBLES, COPY_AGAIN, Package, Refused, printable
from inputs.findings import Finding

_PIECE = 1 << 16  # bytes of XML at a time
_MOST_TEXT = 40 * 1024 * 1024  # characters
_NUMBERS = {"float", "percentage", "currency"}
# Elements of a sheet whose text is not the text of a cell: notes, drawings, tracked changes.
_ASIDE = {"annotation", "tracked-changes", "shapes", "frame", "g", "custom-shape", "forms", "dde-links", "ruby-text"}
_HIDDEN = {"collapse", "filter"}
_NO_STYLE = Style()


def read_open_document(package: Package, deadline: Deadline) -> tuple[list[Sheet], list[Finding]]:
    """Read every sheet, with the findings about single sheets.

    Raises ``Refused`` for one that is damaged or far too large.
    """
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    try:
        for piece in package.pieces("content.xml", _PIECE):
            parser.Parse(piece, False)
            deadline.check()
        parser.Parse(b"", True)
    except (*ARCHIVE_TROUBLES, expat.ExpatError, LookupError):
        raise Refused("unreadable-workbook", "The spreadsheet is incomplete or damaged.", COPY_AGAIN) from None
    check_cells([one.extent.cells for one in reader.sheets])
    findings = [finding for one in reader.sheets for finding in size_findings(one.extent.stray, sheet=one.name)]
    return [one.sheet() for one in reader.sheets], findings


class _SheetSoFar:
    """One sheet while it is read, with the place of the next row, cell and column definition, counted from 1."""

    def __init__(self, name: str, hidden: bool) -> None:
        self.name = printable(name)
        self.extent = Extent()
        self.merged: list[CellRange] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.remarks: dict[tuple[int, int], str] = {}
        self.style_by_column: dict[int, str] = {}
        self.hidden = hidden
        self.row = self.column = self.columns = 1

    def sheet(self) -> Sheet:
        """Give the sheet."""
        rows, columns = frozenset(self.hidden_rows), frozenset(self.hidden_columns)
        merged, remarks = tuple(self.merged), self.remarks
        return Sheet(self.name, self.extent.cells, self.hidden, merged, rows, columns, remarks=remarks)


class _Reader:
    """Handles the XML events of ``content.xml``. Of each name only the local part counts, whatever its namespace."""

    def __init__(self) -> None:
        self.sheets: list[_SheetSoFar] = []
        self._here: _SheetSoFar | None = None
        self._styles: dict[tuple[str, str], Style] = {}  # by family and name
        self._style = Style()
        self._spans: list[str] = []  # the mark of the font of each span that is open, "" for one that has none
        self._aside = 0
        self._row: dict[str, str] = {}
        self._row_cells: list[tuple[Cell, int]] = []
        self._cell: dict[str, str] | None = None
        self._text: list[str] = []
        self._comment: list[str] = []  # the paragraphs of the comment on the cell
        self._in_comment = False
        self._in_paragraph = False
        self._letters = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Handle an opening element."""
        local = name.rpartition(" ")[2]
        plain = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        # A table inside a cell, or LibreOffice's copy of another workbook that a formula refers to, is no sheet.
        no_sheet = local == "table" and (self._here is not None or plain.get("name", "").startswith("'file:"))
        if self._aside or local in _ASIDE or no_sheet:
            self._start_aside(local)
            return
        match local:
            case "table":
                check_sheets(len(self.sheets) + 1)
                self._here = _SheetSoFar(plain.get("name", ""), self._style_of("table", plain).hidden)
                self.sheets.append(self._here)
            case "table-column":
                self._columns(plain)
            case "table-row":
                self._row, self._row_cells = plain, []
                if self._here:
                    self._here.column = 1
            case "table-cell" | "covered-table-cell":
                self._cell, self._text, self._comment, self._spans = plain, [], [], []
                # LibreOffice marks an error in a namespace of its own, beside a value type that hides it.
                if any(key.endswith(" value-type") and value == "error" for key, value in attributes.items()):
                    plain["value-type"] = "error"
            case "p":
                self._text.append("\n" if self._text else "")
                self._in_paragraph = True
            case "span":
                self._spans.append(self._style_of("text", plain).font or (self._spans[-1] if self._spans else ""))
            case "s":
                self._text.append(" " * min(_count(plain, "c"), 1_000))
            case "tab" | "line-break":
                self._text.append(" ")
            case _:
                self._start_style(local, plain)

    def _start_aside(self, local: str) -> None:
        self._aside += 1
        self._in_comment = self._in_comment or (local == "annotation" and self._cell is not None)
        if self._in_comment and local == "p":
            self._comment.append("")

    def end(self, name: str) -> None:
        """Handle a closing element."""
        if self._aside:
            self._aside -= 1
            self._in_comment = self._in_comment and self._aside > 0
            return
        match name.rpartition(" ")[2]:
            case "p":
                self._in_paragraph = False
            case "span" if self._spans:
                self._spans.pop()
            case "table-cell" | "covered-table-cell":
                self._close_cell()
            case "table-row":
                self._close_row()
            case "table":
                self._here = None

    def characters(self, text: str) -> None:
        """Handle text: that of a paragraph in a cell is kept."""
        if self._in_paragraph and not self._aside and self._cell is not None:
            self._letters += len(text)
            if self._letters > _MOST_TEXT:
                raise Refused("unsafe-workbook", "The spreadsheet holds far more text than a return does.", COPY_AGAIN)
            font = self._spans[-1] if self._spans else ""
            self._text.append(f"{font}{text}{END}" if font else text)
        elif self._in_comment and self._comment:
            self._comment[-1] = (self._comment[-1] + text)[:LONGEST_REMARK]

    def _shown(self) -> str | None:
        """The text that the cell shows, "" for none; None where the file does not say."""
        return "".join(self._text) if self._text else None

    def _start_style(self, element: str, attributes: dict[str, str]) -> None:
        if element == "style":
            self._style = self._styles[attributes.get("family", ""), attributes.get("name", "")] = Style(
                numbers="data-style-name" in attributes
            )
        elif element.endswith("-properties"):
            self._style.take(element, attributes)

    def _style_of(self, family: str, attributes: dict[str, str]) -> Style:
        return self._styles.get((family, attributes.get("style-name", "")), _NO_STYLE)

    def _columns(self, attributes: dict[str, str]) -> None:
        """Handle a column definition, which may stand for many columns."""
        if self._here is None:
            return
        first = self._here.columns
        self._here.columns += _count(attributes, "number-columns-repeated")
        columns = range(first, min(self._here.columns, LAST_COLUMN + 1))
        if attributes.get("visibility") in _HIDDEN or self._style_of("table-column", attributes).hidden:
            self._here.hidden_columns.update(columns)
        if style := attributes.get("default-cell-style-name"):
            self._here.style_by_column.update(dict.fromkeys(columns, style))

    def _close_cell(self) -> None:
        attributes, self._cell = self._cell, None
        sheet = self._here
        if attributes is None or sheet is None:
            return
        column, repeated = sheet.column, _count(attributes, "number-columns-repeated")
        if self._comment and len(sheet.remarks) < MOST_REMARKS:
            sheet.remarks[sheet.row, column] = "\n".join(self._comment).strip()
        sheet.column += repeated
        down, across = _count(attributes, "number-rows-spanned"), _count(attributes, "number-columns-spanned")
        if max(down, across) > 1 and len(sheet.merged) < MOST_MERGED_BLOCKS:
            sheet.merged.append(CellRange(sheet.row, column, sheet.row + down - 1, column + across - 1))
        attributes.setdefault("style-name", sheet.style_by_column.get(column, ""))
        cell = _cell(attributes, self._shown(), self._style_of("table-cell", attributes), sheet.row, column)
        if cell is not None:
            self._row_cells.append((cell, repeated))

    def _close_row(self) -> None:
        """Store the cells of a row as often as it is repeated."""
        sheet = self._here
        if sheet is None:
            return
        repeated = _count(self._row, "number-rows-repeated")
        first, sheet.row = sheet.row, sheet.row + repeated
        if self._row.get("visibility") in _HIDDEN or self._style_of("table-row", self._row).hidden:
            sheet.hidden_rows.update(range(first, min(sheet.row, LAST_ROW + 1)))
        for row in range(first, min(sheet.row, LAST_ROW + 1)):
            for cell in _repeated(self._row_cells, row):
                sheet.extent.take(cell)
            if len(sheet.extent.cells) > MOST_CELLS:
                check_cells([sheet.extent.cells])
        if self._row_cells and sheet.row > LAST_ROW + 1:
            sheet.extent.stray_at(max(first, LAST_ROW + 1), self._row_cells[0][0].column)


def _repeated(cells: list[tuple[Cell, int]], row: int) -> Iterator[Cell]:
    """The filled cells of a row, repeated cells once for each column, up to one beyond the last column read."""
    for cell, times in cells:
        for column in range(cell.column, min(cell.column + times, max(cell.column, LAST_COLUMN + 1) + 1)):
            yield cell._replace(row=row, column=column)


def _count(attributes: dict[str, str], name: str) -> int:
    """A number of repeats or spanned cells; 1 where it is missing or no sensible number."""
    number = attributes.get(name, "1")
    return max(1, int(number)) if number.isascii() and number.isdigit() and len(number) < 9 else 1


def _cell(attributes: dict[str, str], stated: str | None, style: Style, row: int, column: int) -> Cell | None:
    """Give a cell, None for an empty one. One that shows an error has no value, whatever is stored behind it.

    ``stated`` is the text it shows, None where the file does not say.
    """
    kind, shown = attributes.get("value-type", ""), stated or ""
    if is_error(shown) or kind == "error":
        return Cell(row, column, None, trouble=shown or "#ERROR")
    value = _value(kind, attributes)
    if isinstance(value, float) and not math.isfinite(value):
        return Cell(row, column, None, trouble="#NUM!")
    if not kind and "formula" in attributes and stated is None:
        return Cell(row, column, None, trouble=NO_SAVED_RESULT)
    if value is None:
        text = (attributes.get("string-value") if kind == "string" else "") or shown
        held = attributes.get("string-value") if stated is not None else None
        return cell_of(row, column, text, style.font + text_format(held, shown)) if text else None
    number_format = "0%" if kind == "percentage" else "General"
    told = bool(shown.strip("#")) or (not shown and stated is not None and style.numbers)  # ### is too narrow a column
    if told and isinstance(value, int | float) and not isinstance(value, bool):
        number_format = format_shown(value, shown, kind == "percentage")
    return cell_of(row, column, value, style.font + number_format)


def _value(kind: str, attributes: dict[str, str]) -> Value:
    """The stored number, date or boolean; None where the text shown has to do."""
    try:
        if kind in _NUMBERS:
            number = float(attributes["value"])
            return int(number) if number.is_integer() and abs(number) < 1e15 else number
        if kind == "date":
            return datetime.fromisoformat(attributes["date-value"])
        if kind == "boolean":
            return attributes["boolean-value"] == "true"
    except (KeyError, ValueError):
        return None
    return None
