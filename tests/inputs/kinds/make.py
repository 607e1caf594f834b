"""Makes the old and the open workbooks of this folder again: ``python tests/inputs/kinds/make.py`` (needs LibreOffice).

No library writes .xls and .ods as office programs do, so these few kilobytes are kept. Their figures are made up.
``lost-number-format.xls`` is not made here: it is a workbook of the sample with some bytes changed by chance.
"""

import shutil
import subprocess
import tempfile
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904

HERE = Path(__file__).parent
ACCOUNTS = '_-* #,##0_-;-* #,##0_-;_-* "-"??_-;_-@_-'
MONTHS = [datetime(2023, month, 1) for month in (10, 11, 12)]


def write_return(path: Path, from_1904: bool = False) -> None:
    """Write the one return that all of these files hold: counts, percentages, an error, merged and hidden cells."""
    book = Workbook()
    if from_1904:
        book.epoch = CALENDAR_MAC_1904
    sheet = book.active
    sheet.title = "Return"
    for row in (
        ["Monthly return", None, None, None],
        ["Measure", *MONTHS],
        ["Children in care", 405, "=B3+4", "=1/0"],
        ["Reviews on time", 0.935, 0.939, "93.0%"],
        ["Reviews held in time", 215, 216, 217],
        ["Reviews due", 230, 230, "c"],
    ):
        sheet.append(row)
    for cell in sheet[2][1:]:
        cell.number_format = "mmm-yy"
    for cell in sheet[4][1:]:
        cell.number_format = "0.0%"
    sheet.merge_cells("A1:D1")
    sheet.row_dimensions[5].hidden = True
    notes = book.create_sheet("Workings")
    notes.append(["Not for print", 1])
    notes.sheet_state = "hidden"
    book.save(path)


def write_looks(path: Path) -> None:
    """Write figures and names that are partly raised or struck out, hidden by a format, or next to invisible."""
    raised, struck = InlineFont(vertAlign="superscript"), InlineFont(strike=True)
    book = Workbook()
    sheet = book.active
    sheet.title = "Return"
    sheet.append(["Measure", *(f"{month}-23" for month in ("Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov"))])
    texts = [CellRichText("412", TextBlock(raised, "1")), CellRichText(TextBlock(struck, "409"), " 412"), "18\n117"]
    texts += [CellRichText(TextBlock(struck, "409")), CellRichText(TextBlock(raised, "1")), 412, 412, 412]
    sheet.append([CellRichText("Children ", TextBlock(struck, "out of"), " in care", TextBlock(raised, "2")), *texts])
    sheet["G2"].font = Font(strike=True)
    sheet["H2"].number_format, sheet["I2"].number_format = '[<1000]"*";0', "0,"
    sheet.append(["Visits on time", 0, 93, 94, 95, 96, 97, 98, 99])
    for cell, code in (("B3", ACCOUNTS), ("C3", ";;;"), ("D3", '0"%"'), ("E3", '0" visits"'), ("F3", '0"k"')):
        sheet[cell].number_format = code
    sheet.column_dimensions["E"].width = 0.05
    sheet.row_dimensions[3].height = 0.05
    book.save(path)


def write_comments(path: Path) -> None:
    """Write a return with a comment on its last figure."""
    book = Workbook()
    book.active.append(["Measure", "Oct-23", "Nov-23", "Dec-23"])
    book.active.append(["Children in care", 400, 404, 412])
    book.active["D2"].comment = Comment("UASC only", "Officer A")
    book.save(path)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder)
        write_return(made / "return.xlsx")
        write_return(made / "return-1904.xlsx", from_1904=True)
        write_looks(made / "looks.xlsx")
        write_comments(made / "comments.xlsx")
        for kind in ("xls", "ods"):
            for name in ("return", "return-1904", "looks", "comments"):
                source = str(made / f"{name}.xlsx")
                command = ["soffice", "--headless", "--convert-to", kind, "--outdir", folder, source]
                subprocess.run(command, check=True, capture_output=True)
                shutil.copy(made / f"{name}.{kind}", HERE)


if __name__ == "__main__":
    main()
