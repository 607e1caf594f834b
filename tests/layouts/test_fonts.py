import io

import pikepdf
import pypdfium2
import pytest
from reportlab import rl_config
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import rlUrlRead
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from layouts.tagged.seams import document_of
from layouts.text.fonts import (
    BOLD,
    REGULAR,
    SEMIBOLD,
    MissingGlyph,
    check_glyphs,
    outlines_only,
    register_fonts,
    to_unicode_map,
)


def _pdf(*lines: tuple[str, str]) -> bytes:
    register_fonts()
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(400, 300), invariant=1)
    for index, (font, text) in enumerate(lines):
        canvas.setFont(font, 12)
        canvas.drawString(20, 270 - 20 * index, text)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _fonts(pdf: bytes) -> list[pikepdf.Object]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [
            (str(font.BaseFont), bytes(font.ToUnicode.read_bytes()), bytes(font.FontDescriptor.FontFile2.read_bytes()))
            for font in document.pages[0].Resources.Font.values()
        ]


def test_everything_on_a_page_is_set_in_fonts_that_are_inside_the_file():
    fonts = _fonts(_pdf((REGULAR, "412 children"), (SEMIBOLD, "90.6%"), (BOLD, "Health")))
    assert sorted(name.split("+")[1] for name, _, _ in fonts) == [
        "SourceSans3-Bold",
        "SourceSans3-Regular",
        "SourceSans3-SemiBold",
    ]
    assert b"Helvetica" not in _pdf((REGULAR, "412 children"))


def test_text_is_copied_out_of_the_file_as_it_was_typed():
    typed = "£1,098 – 99.6% ≥ 98% “home” Łódź ½ ✓"
    page = pypdfium2.PdfDocument(_pdf((REGULAR, typed)))[0]
    assert page.get_textpage().get_text_range().strip() == typed


@pytest.mark.parametrize("text", ["Visits on time", "62% of (a\\b) ~", "", "£5 – first", "a\N{NO-BREAK SPACE}b"])
def test_plain_text_has_the_codes_that_reportlab_itself_gives_it(text):
    register_fonts()
    font, document = pdfmetrics.getFont(REGULAR), document_of(Canvas(io.BytesIO()))
    font.splitString("The first text of a document", document)
    assert font.splitString(text, document) == TTFont.splitString(font, text, document)


def test_a_character_without_a_glyph_is_refused_with_font_character_and_text():
    with pytest.raises(MissingGlyph, match=r"SourceSans3-Bold has no glyph for U\+6F22 in 'Visits 漢'") as refusal:
        _pdf((BOLD, "Visits 漢"))
    assert (refusal.value.font, refusal.value.character, refusal.value.text) == (BOLD, "漢", "Visits 漢")


def test_a_missing_glyph_is_refused_in_running_text_too():
    register_fonts()
    canvas = Canvas(io.BytesIO())
    paragraph = Paragraph(
        "A note with a \ufffc in it", ParagraphStyle("body", fontName=REGULAR, bulletFontName=REGULAR)
    )
    paragraph.wrapOn(canvas, 300, 100)
    with pytest.raises(MissingGlyph):
        paragraph.drawOn(canvas, 0, 0)


def test_glyphs_can_be_checked_before_anything_is_drawn():
    check_glyphs("Fewer than 6 – “c” ▲▼", REGULAR)
    with pytest.raises(MissingGlyph):
        check_glyphs("line one\nline two", REGULAR)


def test_bold_words_in_a_paragraph_are_set_in_bold():
    register_fonts()
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    paragraph = Paragraph("Of these <b>62</b> moved", ParagraphStyle("body", fontName=REGULAR, bulletFontName=REGULAR))
    paragraph.wrapOn(canvas, 300, 100)
    paragraph.drawOn(canvas, 20, 20)
    canvas.save()
    assert any(name.endswith("SourceSans3-Bold") for name, _, _ in _fonts(buffer.getvalue()))


def test_only_the_characters_used_are_in_the_file_and_map_back_to_themselves():
    ((_, to_unicode, program),) = _fonts(_pdf((REGULAR, "9.4% of 117")))
    assert b"<0000>" not in to_unicode
    assert to_unicode.count(b"> <") == len(set("9.4% of 117")) + 1  # and the code space range
    assert len(program) < 2_500


def test_a_map_back_to_text_keeps_to_a_hundred_entries_a_block_and_knows_rare_characters():
    text = to_unicode_map([0, *range(0x20, 0x20 + 150), 0x1F600])
    assert "100 beginbfchar" in text
    assert "51 beginbfchar" in text
    assert "<D83DDE00>" in text


def test_embedded_fonts_carry_outlines_and_widths_and_nothing_else():
    register_fonts()
    whole = pdfmetrics.getFont(REGULAR).face.makeSubset([ord(letter) for letter in "Áabc123½"])
    lean = outlines_only(whole)
    assert b"name" in whole[:300]
    assert b"name" not in lean[:300]
    assert len(lean) < len(whole) / 3


def test_two_files_of_the_same_text_are_the_same_to_the_byte():
    lines = ((REGULAR, "Placement order to match"), (BOLD, "298 days"))
    assert _pdf(*lines) == _pdf(*lines)


def test_nothing_is_fetched_from_anywhere_while_a_report_is_set():
    register_fonts()
    assert rl_config.trustedSchemes == []
    with pytest.raises(OSError, match="Cannot open resource"):
        rlUrlRead("file:///etc/hostname")
