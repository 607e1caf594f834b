"""Tells what a file is by its content, whatever its name says, and refuses by name what is no workbook."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from enum import Enum
from io import BytesIO

from inputs.files.zip_package import COPY_AGAIN, Package, Refused

MOST_SHEETS = 200
_SAVE_AS = "Open it in Excel, choose Save As, Excel Workbook (.xlsx), and put that here instead."
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FIRST_RECORDS = (b"\x09\x00", b"\x09\x02", b"\x09\x04", b"\x09\x08")  # workbooks older than the OLE container
_SEARCHED = 4096


@dataclass(frozen=True, slots=True)
class KindOfFile:
    """What messages call a kind, and the endings that a file of it should have."""

    title: str
    endings: tuple[str, ...]


class FileKind(Enum):
    """The kinds of file that can be read."""

    EXCEL = KindOfFile("an Excel workbook", (".xlsx", ".xlsm", ".xltx", ".xltm"))
    BINARY_EXCEL = KindOfFile("a binary Excel workbook (.xlsb)", (".xlsb",))
    OLD_EXCEL = KindOfFile("an Excel 97-2003 workbook (.xls)", (".xls", ".xlt"))
    OPEN_DOCUMENT = KindOfFile("an OpenDocument spreadsheet (.ods)", (".ods", ".ots"))
    TEXT = KindOfFile("a text file of columns (CSV)", (".csv", ".tsv"))


# What other files begin with, capitals aside; what they are; and what to do.
_OTHERS = (
    (rb"%pdf", "This is a PDF with the name of a workbook.", "Ask for the workbook it was made from."),
    (
        rb"<(!doctype html|html|table|head|body|style|meta|div)",
        "This is a web page with the name of a workbook; case systems often export this way.",
        _SAVE_AS,
    ),
    (rb"mime-version:", "This is a web page, saved as one file, with the name of a workbook.", _SAVE_AS),
    (rb"<office:document|<\?xml.*?<office:document", "This is a flat OpenDocument file (.fods).", _SAVE_AS),
    (
        rb"<\?xml.*?urn:schemas-microsoft-com:office:spreadsheet",
        "This is an XML Spreadsheet 2003 with the name of a workbook.",
        _SAVE_AS,
    ),
    (rb"<\?xml", "This is an XML file with the name of a workbook.", _SAVE_AS),
    (rb"\{\\rtf", "This is a Rich Text document with the name of a workbook.", _SAVE_AS),
    (rb"id;p", "This is a SYLK file (.slk) with the name of a workbook.", _SAVE_AS),
    (
        rb"(\x1f\x8b|7z\xbc\xaf|rar!)",
        "This is a compressed archive with the name of a workbook.",
        "Put the workbook in it here instead.",
    ),
    (rb"(\x89png|\xff\xd8\xff|gif8)", "This is a picture with the name of a workbook.", "Ask for the workbook itself."),
)


def is_package(content: bytes) -> bool:
    """Whether a file is a zip archive, as newer workbooks are."""
    if content.startswith(_OLE):
        return False  # an old workbook may end in a zip archive that it embeds
    return content.startswith(b"PK") or zipfile.is_zipfile(BytesIO(content))


def kind_of_package(package: Package) -> FileKind:
    """Tell which kind of workbook an archive holds. Raises ``Refused`` where it holds another thing or is locked."""
    names = {name.lower() for name in package.member_by_part}
    kind = "unreadable-workbook"
    if "content.xml" in names or "mimetype" in names:
        _refuse_other_documents(package)
        return FileKind.OPEN_DOCUMENT
    if any(name.startswith(("index/", "index.zip")) or name.endswith(".iwa") for name in names):
        what = "This is an Apple Numbers spreadsheet with the name of a workbook."
        raise Refused(kind, what, "In Numbers choose File, Export To, Excel, and put that here instead.")
    if "[content_types].xml" not in names:
        raise Refused(kind, "This is a zip file with the name of a workbook.", "Put the workbook in it here instead.")
    if "word/document.xml" in names:
        raise Refused(kind, "This is a Word document with the name of a workbook.", _SAVE_AS)
    if "ppt/presentation.xml" in names:
        raise Refused(kind, "This is a PowerPoint file with the name of a workbook.", "Ask for the workbook itself.")
    check_sheets(sum(name.startswith("xl/worksheets/") and name.endswith((".xml", ".bin")) for name in names))
    return FileKind.BINARY_EXCEL if any(name.endswith("workbook.bin") for name in names) else FileKind.EXCEL


def check_sheets(number: int) -> None:
    """Raise ``Refused`` where a workbook has more sheets than any return."""
    if number > MOST_SHEETS:
        what = f"The workbook has {number:,} sheets; the limit is {MOST_SHEETS}."
        raise Refused("unsafe-workbook", what, "Copy the sheets you need into a new workbook.")


def _refuse_other_documents(package: Package) -> None:
    """Refuse an OpenDocument file that is locked with a password, or that is no spreadsheet."""
    manifest = package.part("META-INF/manifest.xml")
    if b"encryption-data" in manifest or "encrypted-package" in package.member_by_part:
        remedy = "Open it, save it without a password, and run again."
        raise Refused("password-protected", "The spreadsheet is protected with a password.", remedy)
    stated = package.part("mimetype")
    if b"spreadsheet" not in (stated or manifest):
        what = "This is an OpenDocument file, but not a spreadsheet."
        raise Refused("unreadable-workbook", what, "Ask for the spreadsheet itself.")


def kind_of(content: bytes) -> FileKind:
    """Tell which kind a file is that is no zip archive. Raises ``Refused`` for anything that cannot be read."""
    _refuse_nothing(content)
    if content.startswith(_OLE):
        _refuse_other_ole(content)
        return FileKind.OLD_EXCEL
    if content.startswith(_FIRST_RECORDS) and content[2:4] in {b"\x04\0", b"\x06\0", b"\x08\0", b"\x10\0"}:
        return FileKind.OLD_EXCEL
    start = content[:_SEARCHED].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xfe \t\r\n")
    for opening, what, remedy in _OTHERS:
        if re.match(opening, start, re.IGNORECASE | re.DOTALL):
            raise Refused("unreadable-workbook", what, remedy)
    if not _is_text(content):
        raise Refused("unreadable-workbook", "This is not a workbook, or it is damaged.", COPY_AGAIN)
    return FileKind.TEXT


def _refuse_nothing(content: bytes) -> None:
    kind = "unreadable-workbook"
    if not content.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n"):
        remedy = (
            "If it came from OneDrive or SharePoint, open it once in Excel so that it downloads, then save it here."
        )
        raise Refused(kind, "The file is empty.", remedy)
    if not content.strip(b"\0"):
        remedy = "It may be a cloud file that has not been downloaded: open it once in Excel, then try again."
        raise Refused(kind, "The file has a size but no content.", remedy)


def _refuse_other_ole(content: bytes) -> None:
    """Refuse what shares the container of old workbooks: locked new ones, Word, PowerPoint, e-mails."""
    if _has_stream(content, "EncryptedPackage"):
        remedy = (
            "In Excel: File, Info, Protect Workbook, Encrypt with Password, clear the password, save, and run again."
        )
        raise Refused("password-protected", "The workbook is protected with a password, so it cannot be read.", remedy)
    if any(_has_stream(content, name) for name in ("Workbook", "Book", "WORKBOOK", "BOOK")):
        return
    for stream, what in (
        ("WordDocument", "This is a Word document with the name of a workbook."),
        ("PowerPoint Document", "This is a PowerPoint file with the name of a workbook."),
        ("__properties_version1.0", "This is an e-mail with the name of a workbook."),
    ):
        if _has_stream(content, stream):
            raise Refused("unreadable-workbook", what, "Ask for the workbook itself.")
    raise Refused("unreadable-workbook", "This is not a workbook, or it is damaged.", COPY_AGAIN)


def _has_stream(content: bytes, name: str) -> bool:
    """Whether an OLE file lists a stream: names stand there in UTF-16, followed by zeros."""
    return (name + "\0").encode("utf-16-le") in content


def _is_text(content: bytes) -> bool:
    """Whether a file could be text, or text spoilt by zeros: nothing in it but print, spaces, line ends and zeros."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return not re.search(rb"[\x01-\x08\x0e-\x19\x1b-\x1f\x7f]", content)
