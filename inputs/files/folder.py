"""Lists the spreadsheets of a folder of returns. Hidden files and Excel's lock files are left out."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

from inputs.files.zip_package import printable
from inputs.findings import Finding, found

WORKBOOKS = {".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlt", ".xlsb", ".ods", ".ots", ".csv", ".tsv"}
NOT_READ = {".fods": "a flat OpenDocument spreadsheet", ".numbers": "an Apple Numbers spreadsheet"}
_LEDGER = ".ledger.csv"  # a report's own list of its figures, which may have been built into this folder
_LOCK = "~$"  # the prefix of the lock file that Excel keeps while a workbook is open


def spreadsheets(folder: Path) -> list[Path]:
    """Give the paths with a spreadsheet's ending, sorted by name; folders with such a name are among them.

    Nothing where the folder cannot be listed.
    """
    return [path for path in _listed(folder) if not path.name.startswith((".", _LOCK)) and _is_spreadsheet(path)]


def files_ending(folder: Path, ending: str) -> list[Path]:
    """The paths with another ending, such as .xml, sorted by name, hidden ones left out."""
    return [path for path in _listed(folder) if path.suffix.lower() == ending and not path.name.startswith(".")]


def lone_locks(folder: Path) -> Iterator[Finding]:
    """Findings about Excel lock files whose workbook is not in the folder."""
    paths = _listed(folder)
    names = {path.name for path in paths}
    for path in paths:
        name = path.name.removeprefix(_LOCK)
        # Of a long name Excel replaces the first two letters with the prefix instead of putting it in front.
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
