"""The smallest binary workbook (.xlsb) there can be, record by record: no library writes one."""

from __future__ import annotations

import struct
import zipfile
from io import BytesIO

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ERRORS = {"#NULL!": 0x00, "#DIV/0!": 0x07, "#VALUE!": 0x0F, "#REF!": 0x17, "#N/A": 0x2A}
GENERAL, PERCENT, MONTH, STRUCK_STYLE, HIDING = range(5)  # the styles that every workbook made here has
ORDINARY, STRUCK, RAISED = range(3)  # and its fonts


class Styled:
    """A number with one of the styles."""

    def __init__(self, number, style):
        self.number, self.style = number, style


class Rich:
    """A text with runs: the place of each one's first letter, and its font."""

    def __init__(self, words, *runs, shared=False):
        self.words, self.runs, self.shared = words, runs, shared

    def packed(self):
        runs = b"".join(struct.pack("<HH", *run) for run in self.runs)
        return b"\1" + text(self.words) + struct.pack("<I", len(self.runs)) + runs


def record(number, content=b""):
    """One record: its number in one byte or two, its length, its content."""
    head = bytes([number]) if number < 128 else bytes([number & 0x7F | 0x80, number >> 7])
    size = len(content)
    length = b""
    while True:
        size, byte = size >> 7, size & 0x7F
        length += bytes([byte | 0x80 if size else byte])
        if not size:
            return head + length + content


def text(words):
    return struct.pack("<I", len(words)) + words.encode("utf-16-le")


def cell(column, value, texts):
    """One cell: an error, a truth, a small or a real number, a shared text or a text of its own."""
    head = struct.pack("<II", column, value.style if isinstance(value, Styled) else GENERAL)
    value = value.number if isinstance(value, Styled) else value
    if value in ERRORS:
        return record(3, head + bytes([ERRORS[value]]))
    if isinstance(value, bool):
        return record(4, head + bytes([value]))
    if isinstance(value, int):
        return record(2, head + struct.pack("<i", value << 2 | 2))
    if isinstance(value, float):
        return record(5, head + struct.pack("<d", value))
    if isinstance(value, Rich) and not value.shared:
        return record(62, head + value.packed())
    if isinstance(value, Rich):
        texts.append(value)
        return record(7, head + struct.pack("<I", len(texts) - 1))
    if len(value) % 2:  # every other text shared, so that both ways are there
        return record(6, head + text(value))
    texts.append(value)
    return record(7, head + struct.pack("<I", len(texts) - 1))


def sheet_part(rows, texts, hidden_rows=(), merged=(), low_rows=(), narrow_columns=()):
    content = b""
    for number, row in enumerate(rows):
        flags = bytes([0, 0x10 if number + 1 in hidden_rows else 0, 0])
        height = 0 if number + 1 in low_rows else 300
        content += record(0, struct.pack("<IIH", number, 0, height) + flags + bytes(4))
        content += b"".join(cell(column, value, texts) for column, value in enumerate(row) if value is not None)
    blocks = b"".join(record(176, struct.pack("<IIII", *block)) for block in merged)
    columns = b"".join(record(60, struct.pack("<IIIIH", at - 1, at - 1, 10, 0, 2)) for at in narrow_columns)
    return record(129) + columns + record(145) + content + record(146) + blocks + record(130)


def binary_workbook(rows, from_1904=False, hidden=False, **marks):
    """The bytes of a workbook of one sheet, called Return."""
    texts = []
    sheet = sheet_part(rows, texts, **marks)
    listed = struct.pack("<II", int(hidden), 1) + text("rId1") + text("Return")
    formats = record(44, struct.pack("<H", 164) + text("mmm-yy")) + record(
        44, struct.pack("<H", 165) + text('[<6]"c";0')
    )
    fonts = b"".join(
        record(43, struct.pack("<HHHH", 220, *font) + bytes(8)) for font in ((0, 400, 0), (8, 400, 0), (0, 400, 1))
    )
    styles = ((0, 0), (10, 0), (164, 0), (0, STRUCK), (165, 0))
    uses = b"".join(record(47, struct.pack("<HHH", 0, *style) + bytes(10)) for style in styles)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
        "_rels/.rels": _links({"rId1": ("officeDocument", "xl/workbook.bin")}),
        "xl/workbook.bin": record(131)
        + record(153, struct.pack("<I", int(from_1904)) + bytes(4))
        + record(156, listed)
        + record(132),
        "xl/_rels/workbook.bin.rels": _links(
            {
                "rId1": ("worksheet", "worksheets/sheet1.bin"),
                "rId2": ("styles", "styles.bin"),
                "rId3": ("sharedStrings", "sharedStrings.bin"),
            }
        ),
        "xl/worksheets/sheet1.bin": sheet,
        "xl/styles.bin": formats + fonts + record(617) + uses + record(618),
        "xl/sharedStrings.bin": b"".join(record(19, _shared(words)) for words in texts),
    }
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def _shared(words):
    return words.packed() if isinstance(words, Rich) else b"\0" + text(words)


def _links(links):
    listed = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for name, (kind, target) in links.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'
