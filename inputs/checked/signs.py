"""How a checked copy is known: by the words on the sheet that was added, or by the name of the part that holds it.

The words stay when the team works in the copy and saves it. The part's name does not, so it tells of a copy that nobody
has touched since it was written.
"""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

from inputs.files.workbook_values import Sheet, Workbook
from inputs.files.zip_package import ARCHIVE_TROUBLES

SHEET_NAME = "To check"
SHEET_PART = "xl/worksheets/board-report-to-check.xml"
TITLE = "What to check in "
SIGN = "Board Report added this sheet."
_CHECKED = " (checked)"
_ENDINGS = {".xlsx", ".xlsm", ".xltx", ".xltm"}


def checked_name(name: str, came_back: bool = False, values_only: bool = False) -> str:
    """Give the file name of a workbook's checked copy: ``health.xlsx`` gives ``health (checked).xlsx``.

    A workbook keeps its own ending, without which one with macros does not open. One that is given back in another
    format, or whose ending is not that of what it holds, says what it was: ``health.xls (checked).xlsx``. A checked
    copy that came back keeps its name.
    """
    path = Path(name)
    if values_only or path.suffix.lower() not in _ENDINGS:
        return f"{name}{_CHECKED}.xlsx"
    return name if came_back and path.stem.endswith(_CHECKED) else f"{path.stem}{_CHECKED}{path.suffix}"


def original_of(sheet: Sheet) -> str:
    """Give the name of the workbook whose findings a sheet lists; "" for every sheet that was not added here."""
    first, second = (sheet.cells.get((row, 1)) for row in (1, 2))
    ours = first is not None and second is not None and second.text.startswith(SIGN)
    return first.text.removeprefix(TITLE) if ours and first and first.text.startswith(TITLE) else ""


def without_list(workbook: Workbook) -> tuple[Workbook, str]:
    """Give a workbook without the sheet that was added here, and the name of the workbook it lists; "" for none."""
    originals = [original_of(sheet) for sheet in workbook.sheets]
    kept = tuple(sheet for sheet, original in zip(workbook.sheets, originals, strict=True) if not original)
    return replace(workbook, sheets=kept), next(filter(None, originals), "")


def is_untouched_copy(path: Path) -> bool:
    """Whether a file is a checked copy as it was written, which may be written again or removed without any loss."""
    if _CHECKED not in path.name:
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            return SHEET_PART in archive.namelist()
    except ARCHIVE_TROUBLES:
        return False
