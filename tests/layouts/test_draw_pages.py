"""What every page carries, and the pages that close a report."""

from dataclasses import replace

import pytest

from layouts import theme
from layouts.blocks import Span
from layouts.pagination.page_furniture import furnish
from layouts.theme import LARGE_PRINT, STANDARD

STAMP_TOP = theme.PAGE_HEIGHT - theme.STAMP_HEIGHT


@pytest.fixture
def body(build):
    """Three pages of everything."""
    return (
        build.section("Home", ref="3"),
        build.panel("3.1", figures=[build.figure()]),
        build.panel("3.2", figures=[build.figure(), build.figure()]),
        build.lines(60),
        build.table([[f"Team {number}", "12"] for number in range(30)]),
    )


def test_a_report_of_one_page_is_a_page_and_the_blank_one(set_report, build):
    report = set_report(build.paragraph("One sentence."))
    assert report.bodies == ["One sentence.", "This page is intentionally left blank"]


def test_a_body_of_two_pages_is_followed_by_a_page_for_notes(set_report, build):
    report = set_report(build.section("One"), build.paragraph("First."), build.section("Two", new_page=True))
    assert report.bodies == [
        "One First.",
        "Two",
        "Notes for the meeting",
        "This page is intentionally left blank",
    ]


@pytest.mark.parametrize("pages", [0, 1, 2, 3, 4])
def test_the_number_of_pages_is_always_even_and_each_says_its_own(set_report, build, pages):
    report = set_report(*(build.section(f"Section {page}", new_page=True) for page in range(pages)))
    total = report.paginated.pages
    assert total == len(report.texts)
    assert total % 2 == 0
    assert all(f"{number} of {total}" in text for number, text in enumerate(report.texts, 1))


def test_no_page_but_the_last_is_without_words_of_its_own(set_report, body):
    assert all(report_body for report_body in set_report(*body).bodies)


def test_every_page_carries_the_running_head_and_the_notice(set_report, body):
    for text in set_report(*body).texts:
        assert "Corporate parenting report: position at 31 December 2023" in text
        assert "Sample data, not real children" in text


def test_the_page_number_is_at_the_outer_side(set_report, body):
    report = set_report(*body)
    for page in (1, 2):
        line = [mark for mark in report.characters if mark.page == page and mark.y0 < theme.FRAME_BOTTOM - 5]
        digits = [mark.x0 for mark in line if mark.text == str(report.paginated.pages)[0]]
        assert max(digits) > theme.PAGE_WIDTH / 2 if page == 1 else min(digits) < theme.PAGE_WIDTH / 2


def test_nothing_crosses_the_margins_and_the_binding_edge_is_the_wider(set_report, body):
    report = set_report(*body)
    for mark in report.characters:
        left, right = (theme.BINDING_MARGIN, theme.OUTER_MARGIN)[:: 1 if mark.page % 2 else -1]
        assert mark.x0 >= left - 0.5
        assert mark.x1 <= theme.PAGE_WIDTH - right + 0.5


def test_the_places_for_the_committees_stamps_are_free(set_report, body, furniture):
    long = (
        "Corporate parenting performance report of the council to its committee, position at the end of December 2023"
    )
    report = set_report(*body, running_head=long, notice=long)
    for mark in report.characters:
        assert mark.y1 < STAMP_TOP
        assert mark.y0 > theme.STAMP_HEIGHT / 2
        foot = mark.y1 < theme.FRAME_BOTTOM - 2
        middle = abs((mark.x0 + mark.x1) / 2 - theme.PAGE_WIDTH / 2) < theme.STAMP_WIDTH / 2 - 1
        assert not (foot and middle)


def test_the_body_keeps_clear_of_the_footer(set_report, build):
    report = set_report(build.table([[f"Team {number}", "12"] for number in range(200)]))
    assert report.paginated.pages > 4
    for mark in report.characters:
        in_footer = mark.y0 < theme.FRAME_BOTTOM - 4
        assert not in_footer or mark.y1 < theme.FRAME_BOTTOM - 8


def test_nothing_is_smaller_than_ten_points(set_report, body, build):
    twelve_months = build.table([["99.6"] * 13], ["2023/24", *"AMJJASONDJFM"], compact=True)
    report = set_report(*body, twelve_months, build.panel("3.3", number=build.words("1,234,567 children")))
    assert min(mark.size for mark in report.characters) >= theme.STANDARD.smallest - 0.01


def test_every_font_is_embedded_and_there_is_no_image(set_report, body):
    report = set_report(*body)
    file = report.file
    fonts = [font for page in file.pages for font in page.Resources.get("/Font", {}).values()]
    assert {str(font.BaseFont).split("+")[1] for font in fonts} <= {
        "SourceSans3-Regular",
        "SourceSans3-SemiBold",
        "SourceSans3-Semibold",
        "SourceSans3-Bold",
    }
    assert all("/FontFile2" in font.FontDescriptor for font in fonts)
    assert all("/XObject" not in page.Resources for page in file.pages)
    assert b"Helvetica" not in report.paginated.pdf


def test_the_file_says_what_it_is(set_report, build):
    file = set_report(build.paragraph("One.")).file
    assert str(file.docinfo.Title) == "Corporate parenting report: position at 31 December 2023"
    assert str(file.docinfo.Author) == "Children's Services"
    assert str(file.docinfo.Subject) == "Corporate parenting"
    assert str(file.docinfo.Keywords) == "children in care, care leavers"
    assert str(file.docinfo.Producer) == "Board Report"
    assert str(file.docinfo.CreationDate) == "D:20240206000000Z"
    assert str(file.Root.Lang) == "en-GB"
    assert bool(file.Root.ViewerPreferences.DisplayDocTitle)


def test_sections_and_panels_are_bookmarked_and_lead_to_their_pages(set_report, build):
    report = set_report(
        build.section("Home", ref="3"),
        build.panel("3.1", "Three or more homes"),
        build.section("Health", new_page=True, ref="5"),
        build.panel("5.1", "First health check"),
    )
    file = report.file
    with file.open_outline() as outline:
        sections = [(item.title, [child.title for child in item.children]) for item in outline.root]
    assert sections == [
        ("3 Home", ["3.1 Three or more homes"]),
        ("5 Health", ["5.1 First health check"]),
        ("Notes for the meeting", []),
    ]
    assert file.Root.PageMode == "/UseOutlines"


def test_the_same_blocks_give_the_same_bytes(set_report, body):
    assert set_report(*body).paginated.pdf == set_report(*body).paginated.pdf


def test_the_date_of_the_file_is_the_reports_own(set_report, build):
    file = set_report(build.paragraph("One."), date="2024-05-09").file
    assert str(file.docinfo.ModDate) == "D:20240509000000Z"


MARKING = (
    Span("Exempt: not for publication.", bold=True),
    Span(" Schedule 12A to the Local Government Act 1972, paragraphs 1 and 2"),
)
SAID = "Exempt: not for publication. Schedule 12A to the Local Government Act 1972, paragraphs 1 and 2"


@pytest.mark.parametrize("edition", [STANDARD, LARGE_PRINT], ids=["standard", "large print"])
def test_a_marking_stands_on_every_page_clear_of_the_stamps_and_the_text(set_report, body, edition):
    report = set_report(*body, edition=edition, marking=MARKING, running_head_from=2)
    assert report.paginated.pages == len(report.texts) > 4
    for text in report.texts:
        assert SAID in " ".join(text.split())
    for mark in report.characters:
        in_stamp = mark.y0 < theme.STAMP_HEIGHT - 1 and abs(mark.x0 - theme.PAGE_WIDTH / 2) < theme.STAMP_WIDTH / 2
        assert mark.y0 > 7 * theme.MM and not in_stamp


def test_a_marking_is_furniture_and_not_heard_on_each_page(set_report, build):
    from tests.layouts.reading import outline

    assert "Exempt" not in outline(set_report(build.paragraph("One."), marking=MARKING).paginated.pdf)


def test_a_marking_takes_no_room_from_the_text_where_nothing_else_stands_in_two_lines(furniture):
    marked = replace(furniture, marking=MARKING, notice="")
    assert furnish(marked, STANDARD).least_room == STANDARD.frame_height
    assert LARGE_PRINT.frame_height - furnish(marked, LARGE_PRINT).least_room < 4
    assert furnish(furniture, LARGE_PRINT).least_room == LARGE_PRINT.frame_height
