"""What lies in a folder of returns: which files are read, which are named, and which are passed over."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

from inputs.files.zip_package import printable
from inputs.findings import Finding, found

WORKBOOKS = {".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlt", ".xlsb", ".ods", ".ots", ".csv", ".tsv"}
NOT_READ = {".fods": "a flat OpenDocument spreadsheet", ".numbers": "an Apple Numbers spreadsheet"}
_LEDGER = ".ledger.csv"  # a report's own list of its figures, which may have been built into this folder
_LOCK = "~$"  # what Excel puts before the name of a workbook that is open


def spreadsheets(folder: Path) -> list[Path]:
    """Give the files with a spreadsheet's name in the order of their names; lock files and hidden files are none.

    Folders with such a name are among them. A folder that cannot be listed has none.
    """
    return [path for path in _listed(folder) if not path.name.startswith((".", _LOCK)) and _is_spreadsheet(path)]


def lone_locks(folder: Path) -> Iterator[Finding]:
    """Tell of workbooks that Excel says are open, and that are not in the folder."""
    paths = _listed(folder)
    names = {path.name for path in paths}
    for path in paths:
        name = path.name.removeprefix(_LOCK)
        # Excel writes over the first two letters of a long name in place of standing before it.
        if path.name != name and _is_spreadsheet(path) and not any(one.endswith(name) for one in names - {path.name}):
            what = f"“{printable(name)}” is marked as open in Excel, but is not in the folder."
            yield found("lock-without-workbook", what, "If it should be, save it here and run again.")


def is_folder(path: Path) -> bool:
    """Whether a path is a folder; False where that cannot be told."""
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except OSError:
        return False


def _is_spreadsheet(path: Path) -> bool:
    name = path.name.lower()
    return path.suffix.lower() in WORKBOOKS | NOT_READ.keys() and not name.endswith(_LEDGER)


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError:
        return []
