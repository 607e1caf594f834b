"""Facts about large print: what is too wide is set in parts, and what belongs together stays together."""

import re

import pytest

from layouts import theme
from layouts.blocks import Row, Status, Table
from layouts.drawing.table import set_table
from layouts.text.fonts import register_fonts
from layouts.theme import LARGE_PRINT, STANDARD

MONTHS = ("Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar")
STAMP_TOP = theme.PAGE_HEIGHT - theme.STAMP_HEIGHT


@pytest.fixture(autouse=True)
def fonts():
    register_fonts()


def year(build) -> Table:
    """A year of percentages, month by month."""
    rows = [("2022/23", *(f"{number}1.5" for number in range(12, 24))), ("2023/24", *["98.4"] * 12)]
    return build.table(rows, ("Percentages", *MONTHS), compact=True, show_caption=False)


def headings(grid) -> list[str]:
    return [cell.words.printed for cell in grid.heading.cells]


def test_a_year_of_months_is_set_in_two_halves_each_with_its_row_heads(build):
    first, second = set_table(year(build), theme.FRAME_WIDTH, 0.0, LARGE_PRINT)
    assert headings(first) == ["Percentages", *MONTHS[:6]]
    assert headings(second) == ["Percentages", *MONTHS[6:]]
    for half in (first, second):
        assert [row.cells[0].words.printed for row in half.rows] == ["2022/23", "2023/24"]
    assert second.rows[0].cells[-1].words.printed == "231.5"


def test_the_standard_edition_keeps_a_year_in_one_table(build):
    (whole,) = set_table(year(build), theme.FRAME_WIDTH, 0.0, STANDARD)
    assert headings(whole) == ["Percentages", *MONTHS]


def test_a_table_in_parts_says_which_part_it_is_and_repeats_all_that_names_a_row_and_its_bands(build):
    heads = ("Ref", "Measure", "Latest", "Out of", "Target", "Status", "Month immediately before", "Year before")
    table = build.table([], heads)
    status = Status(build.words("Not met"), "triangle")
    cells = (
        *map(build.words, ("3.1", "Accommodation", "15.0%", "1,062 of 1,412", "8% or less")),
        status,
        *[build.words("13%")] * 2,
    )
    rows = (Row((build.words("Home"),), band=True), Row(cells), Row(cells[:3]))
    parts = list(set_table(Table(table.caption, table.columns, rows, naming_columns=2), 467, 0.0, LARGE_PRINT))
    assert len(parts) > 1
    assert [name for part in parts for name in headings(part)[2:]] == list(heads[2:])
    for number, part in enumerate(parts, 1):
        assert headings(part)[:2] == ["Ref", "Measure"]
        assert part.caption.printed == f"Staff by team (part {number} of {len(parts)})"
        assert [row.band for row in part.rows] == [True, False, False]
        assert part.rows[1].cells[1].words.printed == "Accommodation"


def test_a_table_that_no_parting_would_help_is_still_printed(set_report, build):
    report = set_report(build.table([["A" * 60, "B" * 60, "C" * 60]], ("a", "b", "c")), edition=LARGE_PRINT)
    for letter in "ABC":
        assert letter * 60 in re.sub(r"\s", "", "".join(report.bodies))


def test_charts_are_drawn_as_wide_as_the_page_and_lettered_at_sixteen_points(set_report, build):
    set_report(build.panel("3.1", figures=[build.figure()]), edition=LARGE_PRINT)
    ((width, height, label),) = build.drawn
    assert width == pytest.approx(theme.FRAME_WIDTH)
    assert label >= 16
    assert height > 105


def test_the_status_stands_under_the_number_and_is_read_after_it(set_report, build):
    report = set_report(build.panel("3.1", figures=[build.figure()]), edition=LARGE_PRINT)
    number = next(mark for mark in report.characters if mark.size > 40)
    bold = next(mark for mark in report.characters if mark.text == "N" and mark.size < 20)
    assert bold.y1 < number.y0 + 15
    assert bold.x0 < number.x1 + 10


def test_a_heading_a_number_and_the_first_chart_are_never_parted(set_report, build):
    months = year(build)
    panels = [
        build.panel(
            f"3.{count}", figures=[build.figure(f"Chart {count}a"), build.figure(f"Chart {count}b")], tables=(months,)
        )
        for count in range(1, 7)
    ]
    report = set_report(build.section("Home"), *panels, edition=LARGE_PRINT)
    for count in range(1, 7):
        (page,) = [body for body in report.bodies if f"Message of 3.{count}" in body]
        assert f"Chart {count}a" in page


def test_the_committees_stamps_have_their_room_in_large_print_too(set_report, build):
    report = set_report(*(build.section(f"Part {number}", new_page=True) for number in range(4)), edition=LARGE_PRINT)
    for mark in report.characters:
        corner = mark.y1 > STAMP_TOP and mark.x1 > theme.PAGE_WIDTH - theme.STAMP_WIDTH
        middle = abs((mark.x0 + mark.x1) / 2 - theme.PAGE_WIDTH / 2) < theme.STAMP_WIDTH / 2 - 1
        assert not corner, mark.page
        assert not (middle and mark.y1 < theme.STAMP_HEIGHT), mark.page
        assert mark.y0 > 5 * theme.MM
