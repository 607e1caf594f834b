"""Tells a file's format by its content, not its name, and refuses what is no workbook, saying what it is."""

from __future__ import annotations

import re
import zipfile
from enum import Enum
from io import BytesIO

from inputs.files.zip_package import COPY_AGAIN, Package, Refused

MOST_SHEETS = 200
_SAVE_AS = "Open it in Excel, choose Save As, Excel Workbook (.xlsx), and put that here instead."
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the start of an OLE compound file, the container of .xls
_FIRST_RECORDS = (b"\x09\x00", b"\x09\x02", b"\x09\x04", b"\x09\x08")  # the BIFF BOF record: workbooks older than that
_SEARCHED = 4096  # bytes at the start of a file


class FileKind(Enum):
    """The formats that can be read, each with its title in messages and the file name endings it should have."""

    EXCEL = "an Excel workbook", (".xlsx", ".xlsm", ".xltx", ".xltm")
    BINARY_EXCEL = "a binary Excel workbook (.xlsb)", (".xlsb",)
    OLD_EXCEL = "an Excel 97-2003 workbook (.xls)", (".xls", ".xlt")
    OPEN_DOCUMENT = "an OpenDocument spreadsheet (.ods)", (".ods", ".ots")
    TEXT = "a text file of columns (CSV)", (".csv", ".tsv")

    def __init__(self, title: str, endings: tuple[str, ...]) -> None:
        self.title, self.endings = title, endings


# How other files begin, in any case; what they are; and what to do.
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
    """Whether a file is a ZIP archive, as .xlsx, .xlsb and .ods workbooks are."""
    if content.startswith(_OLE):
        return False  # an .xls may end in a ZIP archive that it embeds
    return content.startswith(b"PK") or zipfile.is_zipfile(BytesIO(content))


def kind_of_package(package: Package) -> FileKind:
    """Tell which kind of workbook a ZIP archive is. Raises ``Refused`` for anything else and for an encrypted one."""
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
    """Raise ``Refused`` for a workbook with more than ``MOST_SHEETS`` sheets."""
    if number > MOST_SHEETS:
        what = f"The workbook has {number:,} sheets; the limit is {MOST_SHEETS}."
        raise Refused("unsafe-workbook", what, "Copy the sheets you need into a new workbook.")


def _refuse_other_documents(package: Package) -> None:
    """Refuse an OpenDocument file that is encrypted, or that is no spreadsheet."""
    manifest = package.part("META-INF/manifest.xml")
    if b"encryption-data" in manifest or "encrypted-package" in package.member_by_part:
        remedy = "Open it, save it without a password, and run again."
        raise Refused("password-protected", "The spreadsheet is protected with a password.", remedy)
    stated = package.part("mimetype")
    if b"spreadsheet" not in (stated or manifest):
        what = "This is an OpenDocument file, but not a spreadsheet."
        raise Refused("unreadable-workbook", what, "Ask for the spreadsheet itself.")


def kind_of(content: bytes) -> FileKind:
    """Tell the kind of a file that is no ZIP archive. Raises ``Refused`` for anything that cannot be read."""
    if not content.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n"):
        remedy = (
            "If it came from OneDrive or SharePoint, open it once in Excel so that it downloads, then save it here."
        )
        raise Refused("unreadable-workbook", "The file is empty.", remedy)
    if not content.strip(b"\0"):
        remedy = "It may be a cloud file that has not been downloaded: open it once in Excel, then try again."
        raise Refused("unreadable-workbook", "The file has a size but no content.", remedy)
    if content.startswith(_OLE):
        _refuse_other_ole(content)
        return FileKind.OLD_EXCEL
    if content.startswith(_FIRST_RECORDS) and content[2:4] in {b"\x04\0", b"\x06\0", b"\x08\0", b"\x10\0"}:
        return FileKind.OLD_EXCEL
    start = content[:_SEARCHED].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xfe \t\r\n")
    for opening, what, remedy in _OTHERS:
        if re.match(opening, start, re.IGNORECASE | re.DOTALL):
            raise Refused("unreadable-workbook", what, remedy)
    is_utf_16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not is_utf_16 and re.search(rb"[\x01-\x08\x0e-\x19\x1b-\x1f\x7f]", content):
        raise Refused("unreadable-workbook", "This is not a workbook, or it is damaged.", COPY_AGAIN)
    return FileKind.TEXT


def _refuse_other_ole(content: bytes) -> None:
    """Refuse other OLE files: encrypted new workbooks, Word, PowerPoint, e-mails."""
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
    """Whether an OLE file has a stream of this name: its directory holds names in UTF-16, ended by a NUL."""
    return (name + "\0").encode("utf-16-le") in content
