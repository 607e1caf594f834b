"""Marks that the fonts lack are left out of the council's words and told by their place; letters must be mended."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from inputs.findings import Finding, Strength
from inputs.intake import Ask, Comment, Remark, RemarkPart
from inputs.period import Period
from layouts.reading.aloud import read_aloud
from layouts.text.fonts import BOLD, REGULAR, SEMIBOLD, undrawable
from report.cli import main
from report.metrics.model.measure import Rebase
from report.output.exit_codes import BUILT, MUST_FIX
from report.proofreading.font_marks import _USUAL, PrintableWords
from report.settings.report_file import Settings


def comment(text: str) -> Comment:
    return Comment("in_care_count", "why.xlsx", "Why", (Remark(RemarkPart.COMMENTARY, text, "C4"),))


def printed(text: str) -> tuple[str, list[Finding]]:
    words = PrintableWords()
    kept = words.comments([comment(text)])
    return (kept[0].remarks[0].text if kept else ""), words.findings


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("🟢 On track", "On track"),
        ("On track ✅", "On track"),
        ("We are 🟢 on track", "We are on track"),
        ("Good ☀️ news", "Good news"),
        ("\uf0b7 First point", "First point"),
        ("Step 1\ufe0f\u20e3 done", "Step 1 done"),
        ("Seen\u200f by us", "Seen by us"),
        ("Family 👨\u200d👩\u200d👧 time", "Family time"),
    ],
)
def test_a_mark_is_left_out_and_told_where_it_stood(text: str, left: str) -> None:
    said, (finding,) = printed(text)
    assert said == left
    assert (finding.kind, finding.strength, finding.place) == ("marks-left-out", Strength.CHECK, "why.xlsx › Why › C4")
    assert finding.what.isprintable()
    assert max(map(ord, finding.what)) < 0x2100  # it is printed in the data notes, too


@pytest.mark.parametrize("text", ["Ymweld â’r plant – 95% ≥ 90%", "Łódź, Šiauliai, Iași", "“Yes”… it’s £5"])
def test_words_that_the_font_has_are_left_as_they_are(text: str) -> None:
    assert printed(text) == (text, [])


@pytest.mark.parametrize("text", ["مرحبا", "Moved to 東京 flat", "Part Ⅳ and ①", "नमस्ते"])
def test_a_letter_or_a_numeral_is_never_left_out(text: str) -> None:
    said, (finding,) = printed(text)
    assert said == text
    assert (finding.kind, finding.strength, finding.cell) == ("letters-not-printed", Strength.MUST_FIX, "C4")


def test_the_usual_letters_and_marks_are_in_the_fonts_so_that_none_has_to_be_opened() -> None:
    usual = "".join(chr(code) for code in range(0x3000) if _USUAL.fullmatch(chr(code)))
    assert [undrawable(usual, font) for font in (REGULAR, SEMIBOLD, BOLD)] == [("", "")] * 3


def test_a_comment_of_nothing_but_a_mark_is_no_comment() -> None:
    assert printed("🟢")[0] == ""


def test_the_cover_and_the_committee_s_requests_are_looked_over_as_well() -> None:
    words = PrintableWords()
    settings = words.settings(Settings(council="Sample 🏛 City", recommendations=("Notes ✅ this.",)))
    assert (settings.council, settings.recommendations) == ("Sample City", ("Notes this.",))
    (ask,) = words.asks([Ask("More 🟢 detail?", date(2024, 1, 1), workbook="asks.xlsx", sheet="Asks", cell="B3")])
    assert ask.words == "More detail?"
    assert [one.place for one in words.findings] == ["report.toml", "report.toml", "asks.xlsx › Asks › B3"]
    assert "“council”" in words.findings[0].what


def test_why_limits_are_worked_out_anew_is_looked_over_as_well() -> None:
    words = PrintableWords()
    found = words.settings(Settings(rebases=(Rebase("started_in_care_count", Period(2023, 4), "A new team 🟢"),)))
    assert [one.reason for one in found.rebases] == ["A new team"]
    assert [("“rebase”" in one.what, one.place) for one in words.findings] == [(True, "report.toml")]


@pytest.mark.parametrize(("text", "code"), [("🟢 On track\u200f", BUILT), ("مرحبا", MUST_FIX)])
def test_a_report_with_an_emoji_is_built_and_one_with_other_letters_names_the_cell(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, code: int
) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Headline"
    sheet.append(["Measure", "Nov-23", "Dec-23", "Commentary"])
    sheet.append(["Children in care", 400, 401, text])
    (tmp_path / "in").mkdir()
    book.save(tmp_path / "in" / "headline.xlsx")
    (tmp_path / "in" / "report.toml").write_text('council = "Sample 🏛 City"', "utf-8")
    (tmp_path / "in" / "measures.toml").write_text(MEASURE, "utf-8")
    assert main(["build", str(tmp_path / "in"), "--output", str(tmp_path / "out")]) == code
    said = capsys.readouterr().err
    assert "headline.xlsx › Headline › D2: " in said
    assert "report.toml: " in said or code == MUST_FIX
    if code == BUILT:
        spoken = "\n".join(read_aloud((tmp_path / "out" / "corporate-parenting-2023-12.pdf").read_bytes()))
        assert "On track" in spoken
        assert "Sample City" in spoken


MEASURE = """
[[measure]]
id = "walks_count"
ref = "9.1"
name = "Walks 🚶 taken"
definition = "Walks."
population = "Walks."
unit = "count"
counts = "walks"
polarity = "context"
period_type = "in_month"
combine = "sum"
return = "headline"
owner = "Team"
source = "Local."
national = "none"
message = "{n} walks."
names = ["Walks taken"]
"""
