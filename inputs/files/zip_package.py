"""The look at a packed workbook before it is read: whether it is whole, and is safe to unpack."""

from __future__ import annotations

import lzma
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO

from inputs.findings import Finding, found

LARGEST_UNPACKED = 250 * 1024 * 1024  # the largest of 2,860 real workbooks unpacks to 60 MB
MOST_PARTS = 5_000
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
_BEFORE_XML = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"
_MANIFEST = "meta-inf/manifest.xml"  # the first OpenDocument programs named a document type here; it is never parsed
COPY_AGAIN = "Copy or download it again, or open it in Excel and save it here afresh."


@dataclass(frozen=True, slots=True)
class Package:
    """A file that passed the look: the archive, and what it holds of each part by the part's tidy name."""

    member_by_part: Mapping[str, zipfile.ZipInfo]
    archive: zipfile.ZipFile

    def part(self, name: str) -> bytes:
        """Unpack one part; b"" where there is none of that name. Sizes were checked when the package was opened."""
        return self.archive.read(self.member_by_part[name]) if name in self.member_by_part else b""

    def pieces(self, name: str, size: int) -> Iterator[bytes]:
        """Unpack one part in pieces of at most ``size`` bytes. Raises ``KeyError`` where there is none of that name."""
        with self.archive.open(self.member_by_part[name]) as part:
            while piece := part.read(size):
                yield piece


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


def open_package(content: bytes) -> Package:
    """Check the bytes of a packed workbook, without giving them to any library that reads workbooks.

    Raises ``Refused`` for anything that is not whole, safe to unpack and free of a password.
    """
    try:
        archive = zipfile.ZipFile(BytesIO(content))
        member_by_part = _checked_parts(archive)
    except ARCHIVE_TROUBLES:
        raise Refused("unreadable-workbook", "The workbook is incomplete or damaged.", COPY_AGAIN) from None
    return Package(member_by_part, archive)


def _checked_parts(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Check sizes, names and prologues of every part by unpacking each once, in pieces, and keeping none."""
    members = archive.infolist()
    _refuse_odd_archives(members)
    member_by_part: dict[str, zipfile.ZipInfo] = {}
    left = LARGEST_UNPACKED
    for member in members:
        left -= _unpacked_size(archive, member, left)
        member_by_part.setdefault(tidy_part_name(member.filename), member)
    return member_by_part


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
        raise Refused("unsafe-workbook", too_large(unpacked), "Copy the cells you need into a new workbook.")


def too_large(size: int) -> str:
    """Say that a workbook of so many bytes, unpacked, is far too large."""
    return f"The workbook holds {size // (1024 * 1024):,} MB, far more than a return does, so it was not opened."


def _unpacked_size(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limit: int) -> int:
    """Unpack one part in pieces and give its true size. A genuine workbook never declares a document type."""
    name = member.filename.lower()
    limit = min(limit, LARGEST_STRINGS) if name.endswith("sharedstrings.xml") else limit
    is_xml = name.endswith((".xml", ".rels", ".vml")) and name != _MANIFEST
    size, tail = 0, b""
    with archive.open(member) as part:
        while piece := part.read(1 << 20):
            is_xml = is_xml or (not size and name != _MANIFEST and piece.lstrip(_BEFORE_XML).startswith(b"<"))
            size += len(piece)
            if size > limit:
                raise Refused("unsafe-workbook", too_large(LARGEST_UNPACKED), "Copy the return into a new workbook.")
            if is_xml and any(mark in tail + piece for mark in _TYPE_MARKS):
                what = (
                    "The workbook holds instructions (a document type) that a genuine one never has; it was not opened."
                )
                raise Refused("unsafe-workbook", what, "Ask the sender for it again, saved from Excel.")
            tail = piece[-32:]
    return size
