"""Reads one file of any supported format: tells the format by its content and calls the reader for it."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from inputs.files.deadline import Deadline
from inputs.files.file_bytes import read_file
from inputs.files.file_kinds import FileKind, is_package, kind_of, kind_of_package
from inputs.files.workbook_values import Workbook
from inputs.files.xlsx import read_excel
from inputs.files.zip_package import COPY_AGAIN, Package, Refused, open_package, printable
from inputs.findings import Finding, found


def read_workbook(path: Path, folder: Path, deadline: Deadline | None = None) -> tuple[Workbook, tuple[Finding, ...]]:
    """Read every sheet of a workbook in ``folder``, with the findings about its name and its sheets.

    Without a ``deadline`` the usual time limit starts now. Raises ``Refused``, with the finding that says why, for a
    file that cannot be read.
    """
    deadline = deadline or Deadline()
    content = read_file(path, folder)
    package = open_package(content) if is_package(content) else None
    kind = kind_of_package(package) if package else kind_of(content)
    if package is not None and kind is FileKind.OPEN_DOCUMENT:
        from inputs.files.ods import read_open_document  # noqa: PLC0415  (most folders never need it)

        sheets, findings = read_open_document(package, deadline)
    elif package is not None:
        sheets, findings = read_excel(package, kind is FileKind.BINARY_EXCEL, deadline)
    elif kind is FileKind.OLD_EXCEL:
        from inputs.files.xls import read_old_excel  # noqa: PLC0415  (nor this)

        sheets, findings = read_old_excel(content, deadline)
    else:
        from inputs.files.csv_file import read_text  # noqa: PLC0415  (nor this)

        sheets, findings = read_text(content, printable(path.stem), deadline)
        one_column = all(column == 1 for _, column in sheets[0].cells)
        if one_column and path.suffix.lower() not in kind.endings:  # a text under another format's name is no return
            raise Refused("unreadable-workbook", "This is not a workbook, or it is damaged.", COPY_AGAIN)
    if not sheets:
        raise Refused("unreadable-workbook", "The workbook has no sheet of cells.", "Ask for the workbook itself.")
    if path.suffix.lower() not in kind.endings:
        what = f"This is {kind.title}, whatever its name says, and was read as one."
        remedy = "Nothing needs to be done unless Excel warns of it too."
        findings = [found("name-of-another-kind", what, remedy), *findings]
    return Workbook(printable(path.name), sha256(content).hexdigest(), tuple(sheets)), tuple(findings)


def open_excel(path: Path, folder: Path) -> Package:
    """Open the ZIP package of an .xlsx or .xlsm workbook. Raises ``Refused`` for a file of any other kind."""
    content = read_file(path, folder)
    package = open_package(content) if is_package(content) else None
    if package is None or kind_of_package(package) is not FileKind.EXCEL:
        raise Refused("unreadable-workbook", "This is not an Excel workbook of today.", COPY_AGAIN)
    return package
