"""The door to one file: its bytes are looked at, its kind is told by them, and the reader of that kind reads it."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from inputs.files.deadline import Deadline
from inputs.files.file_bytes import read_file
from inputs.files.file_kinds import FileKind, is_package, kind_of, kind_of_package
from inputs.files.ods import read_open_document
from inputs.files.workbook_values import Sheet, Workbook
from inputs.files.xlsx import read_excel
from inputs.files.zip_package import COPY_AGAIN, Package, Refused, open_package, printable
from inputs.findings import Finding, found


def read_workbook(path: Path, folder: Path, deadline: Deadline | None = None) -> tuple[Workbook, tuple[Finding, ...]]:
    """Read every sheet of a workbook of any kind that lies in ``folder``, with the findings about single sheets.

    What kind it is, its content says and not its name. ``deadline`` is when to give up; without one, a while from now.
    Raises ``Refused``, with the finding that says why, for a file that cannot be read.
    """
    deadline = deadline or Deadline()
    content = read_file(path, folder)
    package = open_package(content) if is_package(content) else None
    kind = kind_of_package(package) if package else kind_of(content)
    if package is not None and kind is FileKind.OPEN_DOCUMENT:
        sheets, findings = read_open_document(package, deadline)
    elif package is not None:
        sheets, findings = read_excel(package, kind is FileKind.BINARY_EXCEL, deadline)
    elif kind is FileKind.OLD_EXCEL:
        from inputs.files.xls import read_old_excel  # noqa: PLC0415  (most folders never need it)

        sheets, findings = read_old_excel(content, deadline)
    else:
        from inputs.files.csv_file import read_text  # noqa: PLC0415  (nor this)

        sheets, findings = read_text(content, printable(path.stem), deadline)
        _refuse_prose(path, sheets)
    if not sheets:
        raise Refused("unreadable-workbook", "The workbook has no sheet of cells.", "Ask for the workbook itself.")
    name = printable(path.name)
    return Workbook(name, sha256(content).hexdigest(), tuple(sheets)), (*_name_says(path, kind), *findings)


def open_excel(path: Path, folder: Path) -> Package:
    """Open the package of an Excel workbook of today. Raises ``Refused`` for a file of any other kind, too."""
    content = read_file(path, folder)
    package = open_package(content) if is_package(content) else None
    if package is None or kind_of_package(package) is not FileKind.EXCEL:
        raise Refused("unreadable-workbook", "This is not an Excel workbook of today.", COPY_AGAIN)
    return package


def _refuse_prose(path: Path, sheets: list[Sheet]) -> None:
    """Refuse text without columns that carries another workbook's name: it is neither."""
    if path.suffix.lower() not in FileKind.TEXT.value.endings and not any(column > 1 for _, column in sheets[0].cells):
        raise Refused("unreadable-workbook", "This is not a workbook, or it is damaged.", COPY_AGAIN)


def _name_says(path: Path, kind: FileKind) -> Iterator[Finding]:
    """Tell of a file whose name says that it is of another kind."""
    if path.suffix.lower() not in kind.value.endings:
        what = f"This is {kind.value.title}, whatever its name says, and was read as one."
        yield found("name-of-another-kind", what, "Nothing needs to be done unless Excel warns of it too.")
