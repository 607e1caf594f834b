"""The three fonts of every page: where they are, how they are embedded, and what they cannot say.

A character without a glyph raises wherever text is drawn, so no empty box reaches a reader.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from struct import pack, unpack_from
from weakref import WeakKeyDictionary

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFDocument, PDFStream
from reportlab.pdfbase.ttfonts import TTFont, TTFontMaker

REGULAR = "SourceSans3"
SEMIBOLD = "SourceSans3-SemiBold"
BOLD = "SourceSans3-Bold"

_FOLDER = Path(__file__).with_name("fonts")
_FILES = {
    REGULAR: "SourceSans3-Regular.ttf",
    SEMIBOLD: "SourceSans3-SemiBold.ttf",
    BOLD: "SourceSans3-Bold.ttf",
}

_SPACE, _NO_BREAK_SPACE = 0x20, 0xA0
_MOST_PER_BLOCK = 100  # the most entries a PDF reader must accept in one bfchar block

# What a PDF reader needs of a TrueType program. Names, typographic metrics and hinting stand elsewhere in the file
# or are not used in print; hinting alone would be three quarters of the size.
_TABLES_KEPT = ("cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp")

# Flags of the parts of a composite glyph (OpenType, "glyf").
_ARGUMENTS_ARE_WORDS, _HAS_SCALE, _MORE_PARTS, _HAS_TWO_SCALES, _HAS_MATRIX, _HAS_INSTRUCTIONS = (
    0x0001,
    0x0008,
    0x0020,
    0x0040,
    0x0080,
    0x0100,
)


class MissingGlyph(ValueError):
    """A font has no glyph for a character of a text that was to be drawn."""

    def __init__(self, font: str, character: str, text: str) -> None:
        self.font, self.character, self.text = font, character, text
        super().__init__(f"{font} has no glyph for U+{ord(character):04X} in {text!r}. Replace that character.")


class EmbeddedFont(TTFont):  # type: ignore[misc]  # ReportLab has no types
    """A TrueType font that embeds only the glyphs used, without hinting, and can always be copied back as text."""

    def __init__(self, name: str, path: Path) -> None:
        super().__init__(name, str(path), asciiReadable=1, shapable=False)
        self.drawable = frozenset(chr(code) for code, glyph in self.face.charToGlyph.items() if glyph)
        self._used: WeakKeyDictionary[PDFDocument, set[int]] = WeakKeyDictionary()

    def splitString(self, text: str | bytes, doc: PDFDocument, encoding: str = "utf-8") -> list[tuple[int, bytes]]:  # noqa: N802
        """The codes of a text, in runs of one subset. Raises `MissingGlyph`."""
        characters = text if isinstance(text, str) else text.decode(encoding)
        if not self.drawable.issuperset(characters):
            missing = next(character for character in characters if character not in self.drawable)
            raise MissingGlyph(self.fontName, missing, characters)
        self._used.setdefault(doc, set()).update(map(ord, characters))
        runs: list[tuple[int, bytes]] = super().splitString(characters, doc)
        return runs

    def addObjects(self, doc: PDFDocument) -> None:  # noqa: N802
        """Write the subsets into the document, with only the characters used and a map back to Unicode."""
        state = self.state[doc]
        used = {_SPACE if code == _NO_BREAK_SPACE else code for code in self._used.pop(doc, set())}
        subsets = state.subsets = [[code if code in used else 0 for code in subset] for subset in state.subsets]
        super().addObjects(doc)
        for subset, entry in zip(subsets, _newest(doc, "toUnicodeCMap:", len(subsets)), strict=True):
            entry.content = to_unicode_map(subset)
        for entry in _newest(doc, "fontFile:", len(subsets)):
            entry.content = without_hinting(entry.content)
            entry.dictionary["Length1"] = len(entry.content)


def _newest(doc: PDFDocument, prefix: str, count: int) -> list[PDFStream]:
    """The streams of this kind added to a document last."""
    return [entry for name, entry in doc.idToObject.items() if name.startswith(prefix)][-count:]


def register_fonts() -> None:
    """Make the three fonts known to ReportLab, once; bold text in any of them is Bold.

    Also sees to it that no page selects a font that is not embedded, and that ReportLab fetches nothing from anywhere.
    """
    rl_config.trustedHosts = None
    rl_config.trustedSchemes = []
    rl_config.canvas_basefontname = REGULAR
    if REGULAR in pdfmetrics.getRegisteredFontNames():
        return
    for name, file in _FILES.items():
        pdfmetrics.registerFont(EmbeddedFont(name, _FOLDER / file))
    for name in _FILES:
        pdfmetrics.registerFontFamily(name, normal=name, bold=BOLD, italic=name, boldItalic=BOLD)


def check_glyphs(text: str, font_name: str) -> None:
    """Raise `MissingGlyph` if the font cannot draw every character of the text."""
    drawable = _drawable(font_name)
    if not drawable.issuperset(text):
        raise MissingGlyph(font_name, next(character for character in text if character not in drawable), text)


@lru_cache(maxsize=16)
def _drawable(font_name: str) -> frozenset[str]:
    register_fonts()
    characters: frozenset[str] = pdfmetrics.getFont(font_name).drawable
    return characters


def to_unicode_map(subset: Iterable[int]) -> str:
    """The PDF CMap that turns codes back into text: only codes in use, in blocks of at most 100."""
    entries = [f"<{code:02X}> <{_utf16(point)}>" for code, point in enumerate(subset) if point]
    blocks = [entries[start : start + _MOST_PER_BLOCK] for start in range(0, len(entries), _MOST_PER_BLOCK)]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    for block in blocks:
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)


def _utf16(point: int) -> str:
    return chr(point).encode("utf-16-be").hex().upper()


def without_hinting(program: bytes) -> bytes:
    """A TrueType program with outlines, widths and character codes only."""
    tables = {tag: data for tag, data in _tables(program) if tag in _TABLES_KEPT}
    tables["glyf"], tables["loca"], long_offsets = _packed(map(_without_instructions, _glyphs(tables)))
    tables["head"] = tables["head"][:50] + pack(">h", long_offsets) + tables["head"][52:]
    tables["maxp"] = tables["maxp"][:16] + bytes(12) + tables["maxp"][28:]  # no storage, functions or stack are needed
    maker = TTFontMaker()
    for tag, data in tables.items():
        maker.add(tag, data)
    stream: bytes = maker.makeStream()
    return stream


def _tables(program: bytes) -> Iterator[tuple[str, bytes]]:
    (count,) = unpack_from(">H", program, 4)
    for index in range(count):
        tag, _, offset, length = unpack_from(">4sLLL", program, 12 + 16 * index)
        yield tag.decode("latin-1"), program[offset : offset + length]


def _glyphs(tables: dict[str, bytes]) -> Iterator[bytes]:
    (long_offsets,) = unpack_from(">h", tables["head"], 50)
    loca = tables["loca"]
    if long_offsets:
        offsets = unpack_from(f">{len(loca) // 4}L", loca)
    else:
        offsets = tuple(2 * half for half in unpack_from(f">{len(loca) // 2}H", loca))
    for start, end in pairwise(offsets):
        yield tables["glyf"][start:end]


def _packed(glyphs: Iterable[bytes]) -> tuple[bytes, bytes, int]:
    """Outline data, its offsets, and 1 where the offsets had to be long ones."""
    outlines, offsets = bytearray(), [0]
    for glyph in glyphs:
        outlines += glyph + bytes(-len(glyph) % 4)
        offsets.append(len(outlines))
    if len(outlines) > 0x1FFFE:
        return bytes(outlines), pack(f">{len(offsets)}L", *offsets), 1
    return bytes(outlines), pack(f">{len(offsets)}H", *(offset // 2 for offset in offsets)), 0


def _without_instructions(glyph: bytes) -> bytes:
    if not glyph:
        return glyph
    (contours,) = unpack_from(">h", glyph)
    if contours < 0:
        return _parts_without_instructions(glyph)
    at = 10 + 2 * contours
    (length,) = unpack_from(">H", glyph, at)
    return glyph[:at] + b"\0\0" + glyph[at + 2 + length :]


def _parts_without_instructions(glyph: bytes) -> bytes:
    plain, at, flags = bytearray(glyph), 10, _MORE_PARTS
    while flags & _MORE_PARTS:
        (flags,) = unpack_from(">H", glyph, at)
        plain[at : at + 2] = pack(">H", flags & ~_HAS_INSTRUCTIONS)
        at += 8 if flags & _ARGUMENTS_ARE_WORDS else 6
        at += 2 if flags & _HAS_SCALE else 4 if flags & _HAS_TWO_SCALES else 8 if flags & _HAS_MATRIX else 0
    return bytes(plain[:at])
