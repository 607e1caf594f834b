"""What people type in cells, and what of it is printed."""

import pytest

from layouts import theme
from layouts.blocks import Span
from layouts.text.fonts import REGULAR, MissingGlyph, register_fonts
from layouts.text.normalise import CUT, LEFT_OUT, clean
from layouts.text.set_text import LONGEST_LINE, SetText, measure_text, set_number, set_running, set_text

register_fonts()


def printed(text: str) -> str:
    return set_text((Span(text),), theme.STANDARD.body, 440).printed


def lines(words: SetText) -> list[str]:
    return ["".join(text for _, _, text in line.runs) for line in words.lines]


@pytest.mark.parametrize(
    "typed",
    [
        "Jane Doe <jane@council.gov.uk>",
        "A&B &amp; C",
        '<img src="/etc/hostname"/> & <b>bold</b>',
        "</para><para>",
        "Zażółć gęślą jaźń, Łódź, ŵŷ, Ș",
        "≤ 5 £12 − 3 “so” … ½",
        "$x_{1$ %s {0} \\n",
    ],
)
def test_whatever_is_typed_in_a_cell_is_printed_as_typed(typed):
    assert printed(typed) == typed


def test_decomposed_letters_are_printed_composed():
    assert printed("Zoe\u0308 Cafe\u0301") == "Zoë Café"


@pytest.mark.parametrize(
    "hidden", ["\u200b", "\ufeff", "\u202e", "\u2066", "\u0007", "\ud800", "\uffff", "\u00ad", "\x1b"]
)
def test_characters_nobody_sees_are_left_out(hidden):
    assert clean(f"62 of{hidden} 412", 500) == ("62 of 412", frozenset())


def test_line_ends_and_tabs_in_a_cell_become_single_spaces():
    assert printed("first\r\n second\t\tthird\u2028 fourth") == "first second third fourth"


def test_a_tower_of_accents_is_cut_to_three():
    assert len(clean("e" + "\u0323\u0324\u0325\u0326\u0327" * 20, 500)[0]) <= 4


def test_a_character_the_fonts_lack_is_refused_by_font_character_and_text():
    with pytest.raises(MissingGlyph) as refusal:
        set_text((Span("Moved to 東京 flat"),), theme.STANDARD.body, 440)
    assert (refusal.value.font, refusal.value.character) == (REGULAR, "東")
    assert refusal.value.text == "Moved to 東京 flat"
    assert refusal.value.described == "“東” (cjk unified ideograph-6771, U+6771)"


def test_a_very_long_cell_is_cut_with_an_ellipsis_and_reported():
    words = measure_text((Span("word " * 300_000),), theme.STANDARD.body)
    shown = words.set(440)
    assert len(shown.printed) <= 500
    assert shown.printed.endswith("word…")
    assert shown.altered == {CUT}


def test_no_line_is_wider_than_its_column():
    text = "Sometimes a return holds https://council.example/reports/2023/quarter-3/children and WWWWWWWWWWWWWWWWWWWWWW"
    for width in (30, 55, 90, 200):
        words = set_text((Span(text),), theme.STANDARD.body, width)
        assert words.width <= width + 0.1
        assert "".join(lines(words)).replace(" ", "") == text.replace(" ", "")


def test_a_number_stays_with_its_unit_at_a_space_that_does_not_break():
    words = set_text((Span("No clear change over the last 9\u00a0months of it"),), theme.STANDARD.body, 150)
    assert any("9\u00a0months" in line for line in lines(words))


def test_a_heading_of_two_lines_has_lines_of_about_one_length():
    text = (Span("Corporate parenting performance report of the council"),)
    first, second = set_text(text, theme.STANDARD.title, 467, balanced=True).lines
    assert first.width < 1.5 * second.width


def test_a_bold_span_is_bold_and_its_neighbour_is_not():
    words = set_text((Span("Why:", bold=True), Span(" two vacancies")), theme.STANDARD.body, 440)
    assert [(font, text) for font, _, text in words.lines[0].runs] == [
        ("SourceSans3-Bold", "Why: "),
        ("SourceSans3", "two vacancies"),
    ]


def test_punctuation_after_a_bold_span_is_not_parted_from_it():
    words = set_text((Span("Reviews on time", bold=True), Span(": nearly all")), theme.STANDARD.body, 87)
    assert lines(words)[0] == "Reviews on"
    assert lines(words)[1].startswith("time:")


@pytest.mark.parametrize("number", ["15.0%", "580 days", "1,234,567 of them", "£12,345,678.90"])
def test_a_big_number_fits_its_column_on_one_line(number):
    words = set_number((Span(number),), 140, theme.STANDARD)
    assert len(words.lines) == 1
    assert words.width <= 140
    assert min(size for _, size, _ in words.lines[0].runs) >= theme.STANDARD.smallest


def test_a_unit_is_set_smaller_than_its_number():
    (line,) = set_number((Span("580 days"),), 140, theme.STANDARD).lines
    assert [text for _, _, text in line.runs] == ["580 ", "days"]
    assert line.runs[1][1] < line.runs[0][1]


def test_words_in_the_place_of_a_number_are_set_as_words():
    words = set_number((Span("Not supplied by the service"),), 140, theme.STANDARD)
    assert words.style == theme.STANDARD.number_in_words
    assert words.printed == "Not supplied by the service"


def test_a_span_knows_the_line_on_which_it_begins():
    words = set_text(
        (Span("In all, "), Span("62 of 412", "n"), Span(" children moved three times or more")), theme.STANDARD.body, 90
    )
    assert [[span.text for span in line.begins] for line in words.lines][:2] == [["62 of 412"], []]


def test_a_span_that_a_cut_takes_away_is_not_said_to_be_printed():
    text = (Span("one two three four five six seven eight "), Span("99.6%", "n"))
    words = set_text(text, theme.STANDARD.body, 60, most_lines=2)
    assert words.printed.endswith("…")
    assert [span for line in words.lines for span in line.begins] == []


def test_a_paragraph_does_not_end_in_a_short_word_alone():
    text = "215 of 230 children (93.5%) of school age had a Personal Education Plan. The target is 100%."
    assert lines(set_text((Span(text),), theme.STANDARD.body, 440))[-1] == "target is 100%."


@pytest.mark.parametrize(
    ("given", "left"), [("🟢 On track", "On track"), ("On 🟢 track", "On track"), ("On track ✅", "On track ")]
)
def test_a_mark_that_the_fonts_lack_is_left_out_and_reported(given, left):
    words = measure_text((Span(given),), theme.STANDARD.body)
    assert words.set(440).printed == left.strip()
    assert words.altered == {LEFT_OUT}


def test_what_only_chooses_the_look_of_a_character_is_left_out_unseen():
    assert clean("We are sure\ufe0f", 500) == ("We are sure", frozenset())


@pytest.mark.parametrize("edition", [theme.STANDARD, theme.LARGE_PRINT])
def test_a_text_of_three_lines_or_more_has_lines_that_the_eye_finds_its_way_back_from(edition):
    words = (Span("Every child has a plan that is looked at each month, and what was said in it is done. " * 6),)
    for style in (edition.body, edition.small):
        running = set_running(words, style, theme.FRAME_WIDTH)
        assert len(running.lines) > 2
        assert running.longest_line <= LONGEST_LINE
        assert running.printed == set_text(words, style, theme.FRAME_WIDTH, longest=5000).printed


def test_a_text_of_two_lines_is_as_wide_as_its_room():
    words = (Span("Every child has a plan that is looked at each month, and what was said in it is done. " * 2),)
    running = set_running(words, theme.STANDARD.body, theme.FRAME_WIDTH)
    assert running == set_text(words, theme.STANDARD.body, theme.FRAME_WIDTH)
    assert len(running.lines) == 2
