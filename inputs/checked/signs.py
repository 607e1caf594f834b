"""Recognises a checked copy: by the words on the added sheet, or by the name of the part that holds it.

The words stay when a team edits the copy and saves it. The part's name does not: it shows that nobody has saved the
copy since it was written.
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
    """The file name of a workbook's checked copy: ``health.xlsx`` gives ``health (checked).xlsx``.

    The ending of an Excel workbook stays, as one with macros would not open under another. A copy in another format
    than the original, or of a name with another ending, keeps both: ``health.xls (checked).xlsx``. A checked copy that
    came back keeps its name.
    """
    path = Path(name)
    if values_only or path.suffix.lower() not in _ENDINGS:
        return f"{name}{_CHECKED}.xlsx"
    return name if came_back and path.stem.endswith(_CHECKED) else f"{path.stem}{_CHECKED}{path.suffix}"


def original_of(sheet: Sheet) -> str:
    """The name of the workbook whose findings a sheet lists; "" for a sheet that we did not add."""
    first, second = (sheet.cells.get((row, 1)) for row in (1, 2))
    ours = first is not None and second is not None and second.text.startswith(SIGN)
    return first.text.removeprefix(TITLE) if ours and first and first.text.startswith(TITLE) else ""


def without_list(workbook: Workbook) -> tuple[Workbook, str]:
    """A workbook without any sheet that we added, and the name of the workbook that sheet is about, or ""."""
    originals = [original_of(sheet) for sheet in workbook.sheets]
    kept = tuple(sheet for sheet, original in zip(workbook.sheets, originals, strict=True) if not original)
    return replace(workbook, sheets=kept), next(filter(None, originals), "")


def is_untouched_copy(path: Path) -> bool:
    """Whether a file is a checked copy that nobody has saved since: it may be overwritten or removed without loss."""
    if _CHECKED not in path.name:
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            return SHEET_PART in archive.namelist()
    except ARCHIVE_TROUBLES:
        return False
