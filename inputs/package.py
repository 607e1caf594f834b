"""The look at a file before it is opened: whether it is a workbook, is whole, and is safe to unpack."""

from __future__ import annotations

import hashlib
import lzma
import os
import re
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from inputs.findings import Finding, found

LARGEST_UNPACKED = 250 * 1024 * 1024  # the largest of 2,860 real workbooks unpacks to 60 MB
LARGEST_FILE = 100 * 1024 * 1024
MOST_PARTS = 5_000
MOST_SHEETS = 200
LARGEST_STRINGS = 40 * 1024 * 1024  # the text table is read whole, before any sheet

# What a damaged, cut off or unusually packed archive makes the standard library raise.
ARCHIVE_TROUBLES = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
    KeyError,
)
_TYPE_MARKS = tuple(
    mark.encode(code) for mark in ("<!DOCTYPE", "<!ENTITY") for code in ("utf-8", "utf-16-le", "utf-16-be")
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AS = "Open it in Excel, choose Save As, Excel Workbook (.xlsx), and put that here instead."
_COPY_AGAIN = "Copy or download it again, or open it in Excel and save it here afresh."


@dataclass(frozen=True, slots=True)
class Package:
    """A file that passed the look: the SHA-256 of its bytes and the unpacked size of each part by its tidy name."""

    sha256: str
    size_by_part: Mapping[str, int]
    archive: zipfile.ZipFile

    def part(self, name: str) -> bytes:
        """Unpack one part; b"" where there is none of that name. Sizes were checked when the package was opened."""
        return self.archive.read(self._member(name)) if name in self.size_by_part else b""

    def _member(self, name: str) -> str:
        return next(member for member in self.archive.namelist() if tidy_part_name(member) == name)


class Refused(Exception):
    """The file will not be opened. Holds the finding that says why."""

    def __init__(self, kind: str, what: str, remedy: str) -> None:
        super().__init__(kind)
        self.finding: Finding = found(kind, what, remedy)


def tidy_part_name(name: str) -> str:
    """Give a part's name with forward slashes and none in front; some old programs write them otherwise."""
    return name.replace("\\", "/").lstrip("/")


def printable(name: str) -> str:
    """Give a file or sheet name with nothing in it that could disturb a line of print."""
    marks = unicodedata.normalize("NFC", name)
    return "".join("\ufffd" if unicodedata.category(mark)[0] == "C" else mark for mark in marks)


def open_package(path: Path, folder: Path) -> Package:
    """Read a file's bytes and check them, without giving them to any library that reads workbooks.

    Raises ``Refused`` for anything that is not a whole, ordinary, unprotected workbook lying in ``folder``.
    """
    content = _bytes_of(path, folder)
    _refuse_other_formats(content)
    try:
        archive = zipfile.ZipFile(BytesIO(content))
        size_by_part = _checked_parts(archive)
    except ARCHIVE_TROUBLES:
        raise Refused("unreadable-workbook", "The workbook is incomplete or damaged.", _COPY_AGAIN) from None
    return Package(hashlib.sha256(content).hexdigest(), size_by_part, archive)


def _bytes_of(path: Path, folder: Path) -> bytes:
    put_here = "Put the workbook itself in the folder."
    try:
        target = path.resolve(strict=True)
        if path.is_symlink() and not target.is_relative_to(folder.resolve()):
            raise Refused("out-of-reach", "This is a link that leads out of the folder.", put_here)
        # O_NONBLOCK, where there is one: opening a pipe that carries a workbook's name must not wait for ever.
        handle = os.open(target, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as file:
            state = os.fstat(handle)
            if not stat.S_ISREG(state.st_mode):
                raise Refused("not-a-file", "This is not an ordinary file, so it was left out.", put_here)
            if state.st_size > LARGEST_FILE:
                raise Refused("unsafe-workbook", _too_large(state.st_size), "Copy the return into a new workbook.")
            return file.read(LARGEST_FILE + 1)
    except PermissionError:
        remedy = "Close it in Excel if it is open there, or ask its owner for access."
        raise Refused("out-of-reach", "You do not have permission to read this file.", remedy) from None
    except (OSError, RuntimeError):
        raise Refused("out-of-reach", "This is a link or a file that cannot be reached.", put_here) from None


def _too_large(size: int) -> str:
    return f"The workbook holds {size // (1024 * 1024):,} MB, far more than a return does, so it was not opened."


def _refuse_other_formats(content: bytes) -> None:
    """Name the true format of a file that only carries a workbook's name."""
    kind = "unreadable-workbook"
    if not content:
        remedy = (
            "If it came from OneDrive or SharePoint, open it once in Excel so that it downloads, then save it here."
        )
        raise Refused(kind, "The file is empty.", remedy)
    if content.startswith(b"PK") or zipfile.is_zipfile(BytesIO(content)):
        return
    if not content.strip(b"\0"):
        remedy = "It may be a cloud file that has not been downloaded: open it once in Excel, then try again."
        raise Refused(kind, "The file has a size but no content.", remedy)
    if content.startswith(_OLE):
        _refuse_ole(content)
    start = content[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"%pdf"):
        raise Refused(kind, "This is a PDF with the name of a workbook.", "Ask for the workbook it was made from.")
    if re.match(rb"<(!doctype html|html|table|head|body|style|meta|div)", start):
        raise Refused(
            kind, "This is a web page with the name of a workbook; case systems often export this way.", _SAVE_AS
        )
    if start.startswith(b"<?xml"):
        raise Refused(kind, "This is an XML file with the name of a workbook.", _SAVE_AS)
    if b"\0" not in content[:4096]:
        raise Refused(kind, "This is a text file, such as a CSV, with the name of a workbook.", _SAVE_AS)
    raise Refused(kind, "This is not an Excel workbook, or it is damaged.", _COPY_AGAIN)


def _refuse_ole(content: bytes) -> None:
    if "EncryptedPackage".encode("utf-16-le") in content:
        remedy = (
            "In Excel: File, Info, Protect Workbook, Encrypt with Password, clear the password, save, and run again."
        )
        raise Refused("password-protected", "The workbook is protected with a password, so it cannot be read.", remedy)
    raise Refused("unreadable-workbook", "This is in the old Excel 97-2003 format (.xls).", _SAVE_AS)


def _checked_parts(archive: zipfile.ZipFile) -> dict[str, int]:
    """Check sizes, names and prologues of every part by unpacking each once, in pieces, and keeping none."""
    members = archive.infolist()
    _refuse_odd_archives(members)
    _refuse_other_packages({tidy_part_name(member.filename).lower() for member in members})
    size_by_part = {}
    left = LARGEST_UNPACKED
    for member in members:
        size = _unpacked_size(archive, member, left)
        size_by_part[tidy_part_name(member.filename)] = size
        left -= size
    return size_by_part


def _refuse_odd_archives(members: list[zipfile.ZipInfo]) -> None:
    resave = "If it is genuine, open it in Excel, save it under a new name and put that here."
    if len(members) > MOST_PARTS:
        raise Refused("unsafe-workbook", f"The workbook has {len(members):,} parts, so it was not opened.", resave)
    if len({member.filename for member in members}) < len(members):
        raise Refused("unsafe-workbook", "The workbook has two parts of one name, so it was not opened.", resave)
    if any(member.flag_bits & 1 for member in members):
        remedy = "Save it without a password and run again."
        raise Refused("password-protected", "The file is locked with a password, so it cannot be read.", remedy)
    unpacked = sum(member.file_size for member in members)
    if unpacked > LARGEST_UNPACKED:
        raise Refused("unsafe-workbook", _too_large(unpacked), "Copy the cells you need into a new workbook.")


def _refuse_other_packages(names: set[str]) -> None:
    kind = "unreadable-workbook"
    if "[content_types].xml" not in names:
        raise Refused(kind, "This is a zip file with the name of a workbook.", "Put the workbook in it here instead.")
    if "word/document.xml" in names:
        raise Refused(kind, "This is a Word document with the name of a workbook.", _SAVE_AS)
    if any(name.endswith("workbook.bin") for name in names):
        raise Refused(kind, "This is a binary workbook (.xlsb).", _SAVE_AS)
    sheets = sum(name.startswith("xl/worksheets/") and name.endswith(".xml") for name in names)
    if sheets > MOST_SHEETS:
        what = f"The workbook has {sheets:,} sheets; the limit is {MOST_SHEETS}."
        raise Refused("unsafe-workbook", what, "Copy the sheets you need into a new workbook.")


def _unpacked_size(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limit: int) -> int:
    """Unpack one part in pieces and give its true size. A genuine workbook never declares a document type."""
    name = member.filename.lower()
    limit = min(limit, LARGEST_STRINGS) if name.endswith("sharedstrings.xml") else limit
    is_xml = name.endswith((".xml", ".rels", ".vml"))
    size, tail = 0, b""
    with archive.open(member) as part:
        while piece := part.read(1 << 20):
            size += len(piece)
            if size > limit:
                raise Refused("unsafe-workbook", _too_large(LARGEST_UNPACKED), "Copy the return into a new workbook.")
            if is_xml and any(mark in tail + piece for mark in _TYPE_MARKS):
                what = (
                    "The workbook holds instructions (a document type) that a genuine one never has; it was not opened."
                )
                raise Refused("unsafe-workbook", what, "Ask the sender for it again, saved from Excel.")
            tail = piece[-32:]
    return size
