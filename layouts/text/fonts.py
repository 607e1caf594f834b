"""The three embedded fonts of every page, and the check that they have a glyph for every character.

A character without a glyph raises wherever text is drawn, so no empty box (.notdef) reaches a reader.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from struct import unpack_from
from weakref import WeakKeyDictionary

from reportlab import rl_config
from reportlab.lib.rl_accel import escapePDF
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.ttfonts import TTFont, TTFontMaker

from layouts.tagged import seams
from layouts.text.normalise import clean, is_selector

REGULAR = "SourceSans3"
SEMIBOLD = "SourceSans3-SemiBold"
BOLD = "SourceSans3-Bold"

_FOLDER = Path(__file__).parents[1] / "fonts"
_FILES = {
    REGULAR: "SourceSans3-Regular.ttf",
    SEMIBOLD: "SourceSans3-SemiBold.ttf",
    BOLD: "SourceSans3-Bold.ttf",
}

_SPACE, _NO_BREAK_SPACE = 0x20, 0xA0
_MOST_PER_BLOCK = 100  # the most entries a PDF reader must accept in one bfchar block

# The TrueType tables a PDF reader needs. Names and licence, which stand beside the fonts in this project, would be most
# of the size of a small subset.
_TABLES_KEPT = ("cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp")


class MissingGlyph(ValueError):
    """A font has no glyph for a character of a text that is to be drawn; ``described`` names it for a person."""

    def __init__(self, font: str, character: str, text: str) -> None:
        self.font, self.character, self.text = font, character, text
        name = unicodedata.name(character, "").lower()
        self.described = f"“{character}” ({name}, U+{ord(character):04X})" if name else f"U+{ord(character):04X}"
        super().__init__(f"{font} has no glyph for U+{ord(character):04X} in {text!r}. Replace that character.")


class EmbeddedFont(TTFont):  # type: ignore[misc]  # ReportLab has no types
    """A TrueType font that embeds only the glyphs used, with a ToUnicode map of exactly those."""

    def __init__(self, name: str, path: Path) -> None:
        super().__init__(name, str(path), asciiReadable=1, shapable=False)
        self.drawable = frozenset(chr(code) for code, glyph in self.face.charToGlyph.items() if glyph)
        self._used: WeakKeyDictionary[PDFDocument, set[int]] = WeakKeyDictionary()

    def splitString(self, text: str | bytes, doc: PDFDocument, encoding: str = "utf-8") -> list[tuple[int, bytes]]:  # noqa: N802
        """The codes of a text, as (subset number, codes) pairs. Raises `MissingGlyph`."""
        characters = text if isinstance(text, str) else text.decode(encoding)
        if not self.drawable.issuperset(characters):
            missing = next(character for character in characters if character not in self.drawable)
            raise MissingGlyph(self.fontName, missing, characters)
        used = self._used.setdefault(doc, set())
        begun = bool(used)  # ReportLab has a first subset of this font in the document
        used.update(map(ord, characters))
        if begun and characters and characters.isascii() and characters.isprintable():
            return [(0, characters.encode("ascii"))]  # asciiReadable: these keep their own codes, in the first subset
        runs: list[tuple[int, bytes]] = super().splitString(characters, doc)
        return runs

    def addObjects(self, doc: PDFDocument) -> None:  # noqa: N802
        """Write the subsets into the document, stripped to the characters used."""
        used = {_SPACE if code == _NO_BREAK_SPACE else code for code in self._used.pop(doc, set())}
        subsets = [[code if code in used else 0 for code in subset] for subset in seams.subsets_of(self, doc)]
        seams.set_subsets(self, doc, subsets)
        super().addObjects(doc)
        for subset, entry in zip(subsets, seams.newest(doc, seams.UNICODE_MAP, len(subsets)), strict=True):
            entry.content = to_unicode_map(subset)
        for entry in seams.newest(doc, seams.FONT_PROGRAM, len(subsets)):
            entry.content = outlines_only(entry.content)
            entry.dictionary["Length1"] = len(entry.content)


def register_fonts() -> None:
    """Register the three fonts with ReportLab, once; bold text in any of them is Bold.

    Also sets ReportLab's default font to an embedded one, and keeps it from fetching anything from anywhere.
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


def show_text(text: str, font_name: str, size: float, document: PDFDocument) -> str:
    """The operators that show a text where a text object has come to. Raises `MissingGlyph`."""
    font = pdfmetrics.getFont(font_name)
    return " ".join(
        f"{font.getSubsetInternalName(subset, document)} {size:g} Tf ({escapePDF(codes)}) Tj"
        for subset, codes in font.splitString(text, document)
    )


def check_glyphs(text: str, font_name: str) -> None:
    """Raise `MissingGlyph` if the font cannot draw every character of the text."""
    drawable = _drawable(font_name)
    if not drawable.issuperset(text):
        raise MissingGlyph(font_name, next(character for character in text if character not in drawable), text)


def undrawable(text: str, font_name: str) -> tuple[str, str]:
    """The characters that the font cannot draw, each once: marks, which may be left out, and letters, which may not.

    Letters are those of a word or a number, in any script. Marks are all others, such as an emoji or an arrow.
    """
    drawable = _drawable(font_name)
    missing = dict.fromkeys(c for c in clean(text, len(text) + 1)[0] if c not in drawable)
    marks = "".join(filter(_is_mark, missing))
    return marks, "".join(c for c in missing if c not in marks)


def without_marks(text: str, font_name: str) -> str:
    """The text without the marks that the font cannot draw, and without the space before each."""
    drawable = _drawable(font_name)
    if drawable.issuperset(text):
        return text
    kept: list[str] = []
    for character in text:
        if character in drawable or not _is_mark(character):
            kept.append("" if character == " " and kept[-1:] in ([" "], [""]) else character)
        elif not kept:
            kept.append("")  # so that the space after it goes
    return "".join(kept)


def _is_mark(character: str) -> bool:
    category = unicodedata.category(character)
    return category == "Me" or category[0] not in "LMN" or is_selector(character)


@lru_cache(maxsize=16)
def _drawable(font_name: str) -> frozenset[str]:
    register_fonts()
    characters: frozenset[str] = pdfmetrics.getFont(font_name).drawable
    return characters


def to_unicode_map(subset: Iterable[int]) -> str:
    """The ToUnicode CMap of a subset: its codes in use, in blocks of at most 100."""
    utf16 = ((code, chr(point).encode("utf-16-be").hex().upper()) for code, point in enumerate(subset) if point)
    entries = [f"<{code:02X}> <{point}>" for code, point in utf16]
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


def outlines_only(program: bytes) -> bytes:
    """A TrueType program with only the tables in `_TABLES_KEPT`."""
    maker = TTFontMaker()
    (count,) = unpack_from(">H", program, 4)
    for index in range(count):
        tag, _, offset, length = unpack_from(">4sLLL", program, 12 + 16 * index)
        if tag.decode("latin-1") in _TABLES_KEPT:
            maker.add(tag.decode("latin-1"), program[offset : offset + length])
    stream: bytes = maker.makeStream()
    return stream
