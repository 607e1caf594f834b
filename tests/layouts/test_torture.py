"""Reports that ask for more than a page can easily give."""

import re

import pytest

from layouts import theme
from layouts.blocks import (
    CellChart,
    Column,
    Facts,
    Heading,
    ItemList,
    ListItem,
    Panel,
    Paragraph,
    Row,
    Span,
    Status,
    Table,
)

pytestmark = pytest.mark.slow

HOSTILE = (
    '<img src="/dev/zero"/>',
    "A&B <jane@council.gov.uk>",
    "\u202e\u0000\ud800 x",
    "W" * 3000,
    "e" + "\u0301" * 400,
    "=cmd|' /C calc'!A0",
)


def within_frame(report) -> bool:
    low, high = theme.STAMP_HEIGHT / 2, theme.PAGE_HEIGHT - theme.STAMP_HEIGHT
    return all(mark.y0 > low and mark.y1 < high for mark in report.characters)


def test_a_table_of_sixty_rows_repeats_its_headings_and_keeps_every_row_once(set_report, build):
    report = set_report(build.table([[f"Team-{number:02d}", f"{number}.5"] for number in range(60)]))
    bodies = report.bodies[:-1]
    assert [body.count("Team Staff") for body in bodies if "Team-" in body] == [1] * sum("Team-" in b for b in bodies)
    rows = re.findall(r"Team-(\d\d)", " ".join(bodies))
    assert rows == [f"{number:02d}" for number in range(60)]


def test_no_page_of_a_table_has_a_single_row(set_report, build):
    for count in range(36, 48):
        report = set_report(build.table([[f"Team-{number:02d}", "1"] for number in range(count)]))
        assert all(body.count("Team-") != 1 for body in report.bodies)


def test_a_band_never_ends_a_page(set_report, build):
    rows = []
    for group in range(20):
        rows.append(Row((build.words(f"Band-{group:02d}"),), band=True))
        rows += [Row((build.words(f"row-{group}-{number}"), build.words("1"))) for number in range(3)]
    columns = (Column(build.words("Measure"), 3), Column(build.words("Latest"), 1, "right"))
    report = set_report(Table(build.words("All"), columns, tuple(rows), show_caption=False))
    assert sum("Band-" in body for body in report.bodies) >= 2
    assert not any(re.search(r"Band-\d\d$", body) for body in report.bodies)


def test_forty_panels_each_stand_whole_on_one_page(set_report, build):
    report = set_report(*(build.panel(f"1.{number:02d}", figures=[build.figure()]) for number in range(40)))
    for number in range(40):
        (page,) = [body for body in report.bodies if f"Message of 1.{number:02d}:" in body]
        assert f"1.{number:02d} Children in care" in page
    assert all(body.count("Message of") == body.count("Source: Homes return.") for body in report.bodies)


def test_panels_on_full_pages_have_charts_of_one_height(set_report, build):
    set_report(*(build.panel(f"1.{number}", figures=[build.figure()]) for number in range(4)))
    heights = [height for _, height, _ in build.drawn]
    assert max(heights) - min(heights) < 1


def test_a_chart_is_drawn_once_within_its_bounds(set_report, build):
    set_report(build.panel("1.1", figures=[build.figure(least=90, most=130), build.figure(least=90, most=130)]))
    assert len(build.drawn) == 2
    assert all(90 <= height <= 130 and label >= 10 for _, height, label in build.drawn)


def test_a_panel_without_a_number_gives_its_charts_the_whole_width(set_report, build):
    nothing = {"number": (), "basis": (), "status": None, "direction": ()}
    set_report(build.panel("1.1", figures=[build.figure()]), build.panel("1.2", figures=[build.figure()], **nothing))
    (beside, _, _), (alone, _, _) = build.drawn
    assert beside < 0.72 * alone
    assert alone == pytest.approx(theme.FRAME_WIDTH)


def test_a_panel_higher_than_a_page_is_opened_rather_than_lost(set_report, build):
    figures = [build.figure(f"Chart number {number:02d}") for number in range(8)]
    tables = (build.table([[f"Month-{number:02d}", "1"] for number in range(70)], compact=True),)
    report = set_report(build.section("Home"), build.panel("3.1", figures=figures, tables=tables))
    text = " ".join(report.bodies)
    assert all(text.count(f"Chart number {number:02d}") == 1 for number in range(8))
    assert all(text.count(f"Month-{number:02d}") == 1 for number in range(70))
    assert report.bodies[0].startswith("Home 3.1 Children in care Message of 3.1")
    assert within_frame(report)


def test_a_heading_is_never_the_last_thing_on_a_page(set_report, build):
    for count in range(30, 44):
        report = set_report(build.lines(count), build.section("Orphan"), build.lines(6, "next"), build.panel("1.1"))
        assert not any(body.endswith("Orphan") for body in report.bodies)


def test_a_paragraph_longer_than_a_page_runs_on_without_a_lonely_line(set_report, build):
    words = build.lines(130)
    report = set_report(Paragraph(tuple(Span(text + " ") for text in words.text[0].text.split(" "))))
    assert re.findall(r"line(\d{4})", " ".join(report.bodies)) == [f"{number:04d}" for number in range(130)]
    assert all(body.count("line") != 1 for body in report.bodies)
    assert within_frame(report)


def test_a_paragraph_and_a_list_may_be_long_without_being_cut(set_report, build):
    words = " ".join(f"word{number}" for number in range(300))
    report = set_report(
        build.paragraph(words), ItemList((build.words(words),)), build.panel("1.1", commentary=(build.words(words),))
    )
    assert report.paginated.altered == ()
    assert " ".join(report.bodies).count("word299") == 3


def test_texts_without_words_take_no_room(set_report, build):
    report = set_report(
        build.paragraph(""),
        build.paragraph("  "),
        Heading(2, ()),
        ItemList(()),
        Facts(()),
        build.table([]),
        build.paragraph("Words."),
        ItemList((build.words(""),)),
    )
    assert report.bodies[0] == "Staff by team Team Staff Words."


def test_a_cell_of_three_thousand_characters_is_cut_and_reported(set_report, build):
    report = set_report(build.table([["Short", "1"], ["word " * 600, "2"], ["Last", "3"]]))
    assert "…" in report.bodies[0]
    assert "Last" in report.bodies[0]
    assert [(note.page, note.where, note.what) for note in report.paginated.altered] == [(1, "table", "cut")]


def test_a_narrow_cell_of_many_long_words_stays_on_its_page(set_report, build):
    columns = tuple(Column(build.words(f"C{number}"), 1) for number in range(14))
    row = Row(tuple(build.words("accommodation " * 35) for _ in columns))
    report = set_report(Table(build.words("Wide"), columns, (row, row, row)))
    assert within_frame(report)


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:12]))
def test_hostile_text_anywhere_makes_no_trouble(set_report, build, text):
    words = build.words(text)
    table = build.table([[text, text]], [text, text])
    report = set_report(
        Heading(1, words, text),
        Paragraph(words, "lead"),
        Facts(((text, words),)),
        ItemList((words, words), numbered=True),
        ItemList((ListItem(words, ItemList((ListItem(words, ItemList((words,))),))),)),
        table,
        Table(words, (Column(words, 1, group=words),) * 3, (Row((words,) * 3),)),
        Panel(text, words, words, words, (words,), Status(words, "half"), (words,), (), (table,), (words,), (words,)),
        title=text,
        running_head=text,
        notice=text,
        subject=text,
    )
    assert within_frame(report)
    assert report.paginated.pages % 2 == 0
    furniture = [note for note in report.paginated.altered if note.where == "furniture"]
    assert len(furniture) <= 4
    assert not report.marks("image")


def test_a_small_chart_in_a_cell_is_drawn_at_the_size_of_its_cell(set_report, build):
    columns = (Column(build.words("Measure"), 3), Column(build.words("Trend"), 1))
    trend = CellChart(build.figure().draw)
    set_report(Table(build.words("All"), columns, tuple(Row((build.words("Reviews"), trend)) for _ in range(3))))
    assert len(build.drawn) == 3
    assert all(36 <= width <= 130 and height == theme.STANDARD.trend_height for width, height, _ in build.drawn)


def test_a_row_with_too_few_or_too_many_cells_is_printed_as_far_as_it_goes(set_report, build):
    report = set_report(build.table([["One"], ["Two", "2", "left over"], []]))
    assert "One Two 2" in report.bodies[0]
