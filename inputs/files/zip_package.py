"""Opens the ZIP package of a workbook after checking that it is whole and safe to unpack."""

from __future__ import annotations

import lzma
import posixpath
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import NamedTuple

from inputs.findings import Finding, found

LARGEST_UNPACKED = 250 * 1024 * 1024  # bytes; the largest of 2,860 real workbooks unpacks to 60 MB
MOST_PARTS = 5_000
LARGEST_STRINGS = 40 * 1024 * 1024  # bytes; the shared strings are read whole, before any sheet

# What the standard library raises for an archive that is damaged, cut short or packed in an unusual way.
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
_DOCTYPE_MARKS = tuple(
    mark.encode(code) for mark in ("<!DOCTYPE", "<!ENTITY") for code in ("utf-8", "utf-16-le", "utf-16-be")
)
_BEFORE_XML = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"  # byte order marks and white space
_MANIFEST = "meta-inf/manifest.xml"  # early OpenDocument programs put a DOCTYPE in it; it is never parsed
COPY_AGAIN = "Copy or download it again, or open it in Excel and save it here afresh."


class Package(NamedTuple):
    """A checked ZIP archive, with the archive member of each part by the part's tidy name."""

    member_by_part: Mapping[str, zipfile.ZipInfo]
    archive: zipfile.ZipFile

    def part(self, name: str) -> bytes:
        """Unpack one part; b"" where there is none of that name."""
        return self.archive.read(self.member_by_part[name]) if name in self.member_by_part else b""

    def pieces(self, name: str, size: int) -> Iterator[bytes]:
        """Unpack one part in pieces of at most ``size`` bytes. Raises ``KeyError`` where there is none of that name."""
        with self.archive.open(self.member_by_part[name]) as part:
            while piece := part.read(size):
                yield piece


class Refused(Exception):
    """The file will not be read. ``finding`` says why."""

    def __init__(self, kind: str, what: str, remedy: str) -> None:
        super().__init__(kind)
        self.finding: Finding = found(kind, what, remedy)


def tidy_part_name(name: str) -> str:
    """A part's name with forward slashes and none in front; some programs write them otherwise."""
    return name.replace("\\", "/").lstrip("/")


def relationships_part(part: str) -> str:
    """The name of the part that holds the relationships of another, or of the package for ""."""
    folder, _, name = part.rpartition("/")
    return posixpath.join(folder, "_rels", name + ".rels")


def target_part(part: str, target: str) -> str:
    """The name of the part that a relationship of ``part`` leads to, from its ``Target``."""
    return tidy_part_name(posixpath.normpath(posixpath.join(posixpath.dirname(part), target.replace("\\", "/"))))


def printable(name: str) -> str:
    """A file or sheet name in NFC, with control and other unprintable characters replaced."""
    letters = unicodedata.normalize("NFC", name)
    return "".join("\ufffd" if unicodedata.category(letter)[0] == "C" else letter for letter in letters)


def open_package(content: bytes) -> Package:
    """Check the bytes of a ZIP package by its central directory, then by unpacking every part once, in pieces.

    Raises ``Refused`` for anything that is not whole, safe to unpack and free of a password.
    """
    member_by_part: dict[str, zipfile.ZipInfo] = {}
    left = LARGEST_UNPACKED
    try:
        archive = zipfile.ZipFile(BytesIO(content))
        _check_directory(archive.infolist())
        for member in archive.infolist():
            left -= _unpacked_size(archive, member, left)
            member_by_part.setdefault(tidy_part_name(member.filename), member)
    except ARCHIVE_TROUBLES:
        raise Refused("unreadable-workbook", "The workbook is incomplete or damaged.", COPY_AGAIN) from None
    return Package(member_by_part, archive)


def _check_directory(members: list[zipfile.ZipInfo]) -> None:
    """Check the number, names, encryption and declared sizes of the parts. Raises ``Refused``."""
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


def _too_large(size: int) -> str:
    return f"The workbook holds {size // (1024 * 1024):,} MB, far more than a return does, so it was not opened."


def _unpacked_size(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limit: int) -> int:
    """Unpack one part in pieces and give its true size in bytes.

    Raises ``Refused`` for one that is too large, or that declares a document type, as no genuine workbook does.
    """
    name = member.filename.lower()
    limit = min(limit, LARGEST_STRINGS) if name.endswith("sharedstrings.xml") else limit
    is_xml = name.endswith((".xml", ".rels", ".vml")) and name != _MANIFEST
    size, tail = 0, b""
    with archive.open(member) as part:
        while piece := part.read(1 << 20):
            is_xml = is_xml or (not size and name != _MANIFEST and piece.lstrip(_BEFORE_XML).startswith(b"<"))
            size += len(piece)
            if size > limit:
                raise Refused("unsafe-workbook", _too_large(LARGEST_UNPACKED), "Copy the return into a new workbook.")
            if is_xml and any(mark in tail + piece for mark in _DOCTYPE_MARKS):
                what = (
                    "The workbook holds instructions (a document type) that a genuine one never has; it was not opened."
                )
                raise Refused("unsafe-workbook", what, "Ask the sender for it again, saved from Excel.")
            tail = piece[-32:]
    return size
