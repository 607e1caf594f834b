"""Writes a blank return as an .xlsx file: layout, formatting, data validation, sheet protection and page set-up.

The newest period comes first, so that the column to fill in is beside the names. Only the cells to be filled in are
unlocked; the sheets are protected without a password.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, time
from decimal import Decimal
from io import BytesIO
from itertools import groupby
from math import ceil

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from inputs.blank import cell_rules
from inputs.blank.blank_return import BlankReturn, BlankRow, BlankTable, Takes
from inputs.blank.cell_rules import Spot, Validation
from inputs.blank.fixed_dates import with_fixed_dates
from inputs.blank.instructions import DEFINITIONS, HOW_TO, definition_rows, how_to_lines
from inputs.files.workbook_values import address, column_letters
from inputs.period import Period

HEADINGS_ROW = 7
AS_AT_ROW = 4
NO_FIGURE = "(no figure)"  # after the month in the heading of the marks: the reader takes it as that month

# The look: the report's dark blue and its greys, in a font that every Excel has.
_FONT = "Arial"
_INK, _ACCENT, _QUIET, _RULE, _TINT, _WAITING, _ALERT = (
    "1B1F24", "12436D", "4B5867", "C3CAD2", "EDF1F5", "DCE8F3", "801650",
)  # fmt: skip
_HAIR, _STRONG = Side(style="thin", color=_RULE), Side(style="medium", color=_ACCENT)
_GRID = Border(_HAIR, _HAIR, _HAIR, _HAIR)
_WIDTHS = {"Measure": 34.0, "Group": 28.0, "Figure": 14.0, "Definition": 38.0, "Who to ask": 26.0, "Target": 14.0}
_WORDS_WIDTH = 76.0  # characters, as all widths here
_LINE = 15.0  # points
_FORMATS = {
    Takes.WHOLE: "#,##0",
    Takes.DECIMAL: "#,##0.0##",
    Takes.SHARE: "0.0%",
    Takes.SIGNED: "#,##0",
    Takes.SIGNED_DECIMAL: "#,##0.0##",
}


def workbook_bytes(blank: BlankReturn) -> bytes:
    """The .xlsx file of a blank return; the same blank return gives the same bytes with the same Python."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    _write_words(workbook.create_sheet(HOW_TO), how_to_lines(blank))
    for number, table in enumerate(blank.tables, start=1):
        _TablePage(workbook.create_sheet(table.name), blank, table, number).write()
    _write_definitions(workbook.create_sheet(DEFINITIONS), definition_rows(blank))
    made = datetime.combine(blank.made, time(9))
    workbook.properties.title = f"{blank.service} return, {blank.month.name}"
    workbook.properties.creator = workbook.properties.lastModifiedBy = "Board Report"
    workbook.properties.created = made
    for page in workbook.worksheets:
        _without_formulas(page)
    saved = BytesIO()
    workbook.save(saved)
    return with_fixed_dates(saved, made)


class _TablePage:
    """Writes one table on its sheet, the ``number``-th table of the workbook."""

    def __init__(self, page: Worksheet, blank: BlankReturn, table: BlankTable, number: int) -> None:
        self.page, self.blank, self.table, self.number = page, blank, table, number
        absent = {"Group"} if not any(row.group for row in table.rows) else set()
        absent |= {"Who to ask"} if not any(row.ask for row in table.rows) else set()
        self.labels = tuple(label for label in _WIDTHS if label not in absent)
        self.frozen = 1 + self.labels.index("Figure")
        self.column_of: dict[Period, int] = {}
        column = len(self.labels) + 1
        for period in table.periods:
            self.column_of[period] = column
            column += 2 if period == table.new else 1
        self.last_column = column - 1
        self.first_row = HEADINGS_ROW + 1
        self.last_row = HEADINGS_ROW + len(table.rows)

    def write(self) -> None:
        """Write title, headings, rows, data validation, protection and page set-up."""
        self._title()
        self._headings()
        for place, row in enumerate(self.table.rows):
            self._row(place, row)
        self._furnish()

    def _title(self) -> None:
        new = self.table.new
        wanted = (
            f"Fill in the column {self.table.heading(new)}"
            if new
            else f"Nothing is due here for {self.blank.month.name}"
        )
        said = f"{wanted}. What is known already is locked. See “{HOW_TO}”."
        # Without the service, whose name over figures can say whose children they are: Youth Justice Service.
        self._say(1, self.table.name, Font(_FONT, 16, bold=True, color=_ACCENT))
        self._say(2, said, Font(_FONT, 11, color=_INK))
        self._say(3, self.blank.notice, Font(_FONT, 11, bold=True, color=_ALERT))
        self.page.row_dimensions[1].height = 24
        if self.blank.source:
            self._say(HEADINGS_ROW - 2, f"Source: {self.blank.source}", Font(_FONT, 10, color=_QUIET))
        if new is not None and self.number == 1:
            self._say(AS_AT_ROW, "Data correct as at", Font(_FONT, 11, bold=True, color=_INK))
            cell = self.page.cell(AS_AT_ROW, 2)
            self._open(cell, waiting=f'{cell.coordinate}=""')
            cell.number_format = "d mmm yyyy"
            cell.alignment = Alignment(horizontal="left")
            self._add(cell_rules.date_validation(cell.coordinate), cell.coordinate)

    def _say(self, row: int, words: str, font: Font) -> None:
        if words:
            self.page.cell(row, 1, words).font = font

    def _headings(self) -> None:
        names = list(self.labels)
        for period in self.table.periods:
            names.append(self.table.heading(period))
            if period == self.table.new:
                names.append(f"{self.table.heading(period)} {NO_FIGURE}")
        for column, words in enumerate(names, start=1):
            cell = self.page.cell(HEADINGS_ROW, column, words)
            cell.font = Font(_FONT, 11, bold=True, color="FFFFFF")
            cell.fill = PatternFill("solid", fgColor=_ACCENT)
            across = "left" if column <= len(self.labels) else "center"
            cell.alignment = Alignment(horizontal=across, vertical="center", wrap_text=True)
            cell.border = _GRID
            self.page.column_dimensions[column_letters(column)].width = _WIDTHS.get(words, 10.5)
        if self.table.new is not None:
            self.page.column_dimensions[column_letters(self.column_of[self.table.new] + 1)].width = 14
        self.page.row_dimensions[HEADINGS_ROW].height = 34

    def _row(self, place: int, row: BlankRow) -> None:
        starts = place == 0 or self.table.rows[place - 1].measure != row.measure  # a measure starts with this row
        border = Border(_HAIR, _HAIR, Side(style="thin", color=_QUIET), _HAIR) if starts else _GRID
        self._labels(place, row, starts, border)
        for period, column in self.column_of.items():
            spot = Spot(row, place, column, self.first_row)
            cell = self.page[spot.cell]
            cell.value = _shown(row.known.get(period), row.takes)
            cell.number_format = _FORMATS[row.takes]
            cell.font = Font(_FONT, 11, color=_QUIET)
            cell.alignment = Alignment(horizontal="right", vertical="center", wrap_text=isinstance(cell.value, str))
            cell.border = border
            if period == self.table.new:
                self._mark(spot, is_open=period in row.open)
        # Runs of neighbouring columns of earlier periods that may be filled in.
        for is_open, run in groupby(self.column_of, lambda period: period in row.open and period != self.table.new):
            if is_open:
                self._earlier(place, row, [self.column_of[period] for period in run])

    def _labels(self, place: int, row: BlankRow, starts: bool, border: Border) -> None:
        meaning = f"{row.definition}. {row.help}" if starts and row.help else row.definition
        words = (row.measure, row.group, row.part, meaning, row.ask, row.target)
        texts = dict(zip(_WIDTHS, words, strict=True))
        lines = max(_lines(texts[label], _WIDTHS[label]) for label in self.labels)
        self.page.row_dimensions[self.first_row + place].height = 4 + _LINE * lines
        for column, label in enumerate(self.labels, start=1):
            cell = self.page.cell(self.first_row + place, column, texts[label] or None)
            cell.font = Font(_FONT, 11, bold=starts and label == "Measure", color=_INK)
            cell.fill = PatternFill("solid", fgColor=_TINT)
            cell.alignment = Alignment(vertical="center", wrap_text=True)
            cell.border = border

    def _mark(self, spot: Spot, is_open: bool) -> None:
        """Format the cell beside a new figure, which takes a mark, and unlock both where they may be filled in."""
        figure = self.page[spot.cell]
        mark = self.page.cell(figure.row, figure.column + 1)
        mark.font = Font(_FONT, 11, color=_QUIET)
        mark.alignment = Alignment(vertical="center", wrap_text=True)
        mark.border = _GRID
        if not is_open:
            return
        if isinstance(figure.value, str) and figure.value in cell_rules.mark_validation(spot).formula:
            mark.value, figure.value = figure.value, None
        both = f'AND(${spot.cell}<>"",${mark.coordinate}<>"")'
        neither = f'AND({spot.cell}="",{mark.coordinate}="")'
        self._open(figure, waiting=neither)
        self._open(mark, waiting=neither)
        self._alert(f"{spot.cell}:{mark.coordinate}", both, spot)
        if wrong := cell_rules.disagrees(spot):
            self._alert(spot.cell, wrong, spot)
        self._add(cell_rules.new_figure_validation(spot), spot.cell)
        self._add(cell_rules.mark_validation(spot), mark.coordinate)

    def _earlier(self, place: int, row: BlankRow, run: Sequence[int]) -> None:
        """Unlock neighbouring cells of earlier periods."""
        spot = Spot(row, place, run[0], self.first_row)
        reach = f"{spot.cell}:{address(self.first_row + place, run[-1])}"
        for column in run:
            self._open(self.page.cell(self.first_row + place, column))
        if wrong := cell_rules.disagrees(spot):
            self._alert(reach, wrong, spot)
        self._add(cell_rules.earlier_figure_validation(spot), reach)

    def _open(self, cell: Cell, waiting: str = "") -> None:
        """Unlock a cell; ``waiting`` is the formula that is true while it has to be filled in, or ""."""
        cell.protection = Protection(locked=False)
        cell.font = Font(_FONT, 11, color=_INK)
        if waiting:
            cell.border = Border(_STRONG, _STRONG, _STRONG, _STRONG)
            tint = PatternFill("solid", bgColor=_WAITING)
            rule = Rule(type="expression", dxf=DifferentialStyle(fill=tint), formula=[waiting])
            self.page.conditional_formatting.add(cell.coordinate, rule)

    def _alert(self, reach: str, formula: str, spot: Spot) -> None:
        """Format a range where a formula is true: bold, tinted and, for those who see no colour, with "! " in front."""
        form = NumberFormat(numFmtId=200, formatCode=f'"! "{_FORMATS[spot.row.takes]};;"! "0;"! "@')
        look = DifferentialStyle(
            font=Font(bold=True, color=_ALERT), fill=PatternFill("solid", bgColor="F6E3EC"), numFmt=form
        )
        self.page.conditional_formatting.add(reach, Rule(type="expression", dxf=look, formula=[formula]))

    def _add(self, validation: Validation, reach: str) -> None:
        limits = {"formula1": validation.formula}
        if validation.kind in {"whole", "decimal"}:
            limits = {"formula1": "0", "formula2": validation.most or "1000000000", "operator": "between"}
        # With "ignore blank" on, Excel accepts anything while a cell that the formula refers to is blank.
        rule = DataValidation(type=validation.kind, allow_blank=validation.kind != "custom", **limits)
        rule.showErrorMessage = rule.showInputMessage = True
        rule.promptTitle, rule.prompt = validation.title, validation.prompt
        rule.errorTitle, rule.error, rule.errorStyle = validation.title, validation.error, "stop"
        rule.add(reach)
        self.page.add_data_validation(rule)

    def _furnish(self) -> None:
        """Set frozen panes, sheet protection, the defined name for screen readers, and the page set-up."""
        page, last = self.page, address(self.last_row, self.last_column)
        page.freeze_panes = page.cell(self.first_row, self.frozen + 1)
        corner = f"$A${HEADINGS_ROW}:${column_letters(self.last_column)}${self.last_row}"
        # Screen readers take the row and column headings from a defined name of this form.
        name = f"TitleRegion{self.number}.A{HEADINGS_ROW}.{last}.{self.number}"
        page.defined_names[name] = DefinedName(name, attr_text=f"'{page.title}'!{corner}")
        _protect_and_set_up(page)
        page.oddFooter.center.text = self.blank.service.replace("&", "&&")
        page.print_title_rows = f"{HEADINGS_ROW}:{HEADINGS_ROW}"
        page.print_title_cols = f"A:{column_letters(self.frozen)}"
        page.print_area = f"A1:{last}"
        page.page_setup.pageOrder = "overThenDown"
        page.page_setup.scale = 65


def _write_words(page: Worksheet, lines: Iterable[tuple[str, bool]]) -> None:
    """A sheet of lines in column A; the first is its title, those marked true are headings."""
    page.column_dimensions["A"].width = _WORDS_WIDTH
    for row, (words, is_heading) in enumerate(lines, start=1):
        cell = page.cell(row, 1, words)
        size = 16 if row == 1 else 12 if is_heading else 11
        cell.font = Font(_FONT, size, bold=is_heading, color=_ACCENT if is_heading else _INK)
        cell.alignment = Alignment(wrap_text=True, vertical="bottom" if is_heading else "top")
        page.row_dimensions[row].height = (15 if is_heading else 3) + _LINE * _lines(words, _WORDS_WIDTH)
    page.sheet_view.showGridLines = False
    _protect_and_set_up(page, fit_width=True)
    page.page_setup.orientation = "portrait"


def _write_definitions(page: Worksheet, rows: Iterable[Sequence[str]]) -> None:
    """The table of what each measure means; the first row holds its headings."""
    widths = (32, 34, 62, 34, 40)
    for row, texts in enumerate(rows, start=1):
        lines = max(_lines(words, width) for words, width in zip(texts, widths, strict=True))
        page.row_dimensions[row].height = 4 + _LINE * lines
        for column, words in enumerate(texts, start=1):
            cell = page.cell(row, column, words)
            cell.font = Font(_FONT, 11, bold=row == 1, color="FFFFFF" if row == 1 else _INK)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.border = _GRID
            if row == 1:
                cell.fill = PatternFill("solid", fgColor=_ACCENT)
    for letter, width in zip("ABCDE", widths, strict=True):
        page.column_dimensions[letter].width = width
    page.freeze_panes = "B2"
    _protect_and_set_up(page, fit_width=True)
    page.print_title_rows = "1:1"


def _protect_and_set_up(page: Worksheet, fit_width: bool = False) -> None:
    """Protect the sheet without a password, but allow other widths and heights; set up A4 landscape pages."""
    page.protection.sheet = True
    page.protection.formatColumns = page.protection.formatRows = False

    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_margins.left = page.page_margins.right = 0.5
    page.oddFooter.left.text, page.oddFooter.right.text = "&A", "Page &P of &N"
    if fit_width:
        page.sheet_properties.pageSetUpPr.fitToPage = True
        page.page_setup.fitToWidth = 1
        page.page_setup.fitToHeight = 0  # as many pages as it takes


def _without_formulas(page: Worksheet) -> None:
    """Make text of every cell: we write no formula, and a name or a target that begins with = is a council's words."""
    for row in page.iter_rows():
        for cell in row:
            if cell.data_type == "f":
                cell.data_type, cell.quotePrefix = "s", True


def _lines(words: str, width: float) -> int:
    """The number of lines that words take in a column of this width, at least 1."""
    return max(1, ceil(len(words) / width))


def _shown(known: Decimal | str | None, takes: Takes) -> str | int | float | None:
    """The value of a cell: a percentage becomes a fraction, which the number format shows as a percentage."""
    if known is None or isinstance(known, str):
        return known
    number = known.scaleb(-2) if takes is Takes.SHARE else known
    return int(number) if number == number.to_integral_value() else float(number)
