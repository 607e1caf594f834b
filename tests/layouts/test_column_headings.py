"""Headings over groups of columns: what stands on the page, and what whoever listens is told of it."""

import re

import pytest

from layouts import theme
from layouts.blocks import Column, Row, Table
from layouts.drawing.table import TableGrid, set_table
from layouts.reading.aloud import read_aloud
from layouts.theme import LARGE_PRINT, STANDARD
from tests.layouts.reading import TaggedFile, outline
from tests.layouts.soundness import assert_cells_name_their_heads

GROUPS = (("Team", ""), ("Boys", "In care"), ("Girls", "In care"), ("Number", "Care leavers"), ("Trend", ""))


def table(build, groups=GROUPS, rows: int = 1, band: bool = False, naming: int = 1) -> Table:
    columns = tuple(
        Column(build.words(heading), 1, "right" if place else "left", build.words(group) if group else ())
        for place, (heading, group) in enumerate(groups)
    )
    cells = tuple(tuple(build.words(f"{number}-{place}") for place in range(len(groups))) for number in range(rows))
    bands = (Row((build.words("North"),), band=True),) if band else ()
    caption = build.words("Children by team")
    return Table(caption, columns, (*bands, *map(Row, cells)), naming_columns=naming)


def test_a_heading_over_two_columns_spans_them_and_one_without_a_group_both_rows(set_report, build):
    structure = outline(set_report(table(build, band=True)).paginated.pdf)
    assert structure.splitlines()[1:-1] == [
        "  Table",
        "    Caption: Children by team",
        "    THead",
        "      TR",
        "        TH (Column, 2 rows): Team",
        "        TH (Column, 2 columns): In care",
        "        TH (Column): Care leavers",
        "        TH (Column, 2 rows): Trend",
        "      TR",
        "        TH (Column): Boys",
        "        TH (Column): Girls",
        "        TH (Column): Number",
        "    TBody",
        "      TR",
        "        TH (Column, 5 columns): North",
        "      TR",
        "        TH (Row): 0-0",
        "        TD: 0-1",
        "        TD: 0-2",
        "        TD: 0-3",
        "        TD: 0-4",
    ]


@pytest.mark.parametrize("band", [False, True])
def test_every_cell_names_its_group_its_column_its_band_and_its_row(set_report, build, band):
    report = set_report(table(build, rows=2, band=band))
    file = TaggedFile(report.paginated.pdf)
    named = {bytes(part.source.ID): part.source.objgen for part in file.document if "/ID" in part.source}
    team, care, leavers, trend, boys, girls, number, *body = [part.source.objgen for part in file.all("TH")]
    bands, rows = body[: int(band)], body[int(band) :]
    cells = [[named[bytes(name)] for name in part.attribute("/Headers")] for part in file.all("TD")]
    above = [[care, boys], [care, girls], [leavers, number], [trend]]
    assert cells == [[*heads, *bands, row] for row in rows for heads in above]
    assert team not in named.values()


def test_a_cell_names_a_group_that_is_over_its_column_alone(set_report, build):
    file = TaggedFile(set_report(table(build, (("Boys", "In care"), ("Girls", "Care leavers")))).paginated.pdf)
    assert_cells_name_their_heads(file)
    (cell,) = file.all("TD")
    assert len(cell.attribute("/Headers")) == 3


def test_a_cell_is_read_out_after_its_group_and_its_column(set_report, build):
    assert list(read_aloud(set_report(table(build)).paginated.pdf))[1:-1] == [
        "Table, 3 rows, 5 columns: Children by team",
        "  0-0; In care, Boys: 0-1; In care, Girls: 0-2; Care leavers, Number: 0-3; Trend: 0-4",
    ]


def test_a_table_without_groups_has_one_row_of_headings(set_report, build):
    file = TaggedFile(set_report(table(build, (("Team", ""), ("Staff", " ")))).paginated.pdf)
    assert len(file.all("THead")[0].parts) == 1
    assert all(part.attribute("/RowSpan") is None for part in file.all("TH"))


def test_columns_of_one_group_that_are_not_neighbours_have_a_heading_each(set_report, build):
    groups = (("Team", ""), ("Boys", "A"), ("Girls", "B"), ("Others", "A"))
    structure = outline(set_report(table(build, groups)).paginated.pdf)
    assert re.findall(r"TH \(Column\): (\w)\n", structure) == ["A", "B", "A"]


def test_both_rows_of_headings_stand_on_every_page_and_are_read_out_once(set_report, build):
    report = set_report(table(build, rows=90))
    tables = [body for body in report.bodies if re.search(r"\d+-1", body)]
    assert len(tables) > 2
    assert all(body.count("In care") == body.count("Girls") == 1 for body in tables)
    structure = outline(report.paginated.pdf)
    assert structure.count("In care") == structure.count("Girls") == 1


def test_the_rule_under_a_group_is_as_wide_as_its_columns_and_apart_from_the_next(build):
    (grid,) = set_table(table(build), theme.FRAME_WIDTH, 0.0, STANDARD)
    boys, girls, number = grid.columns[1:4]
    gap = number.x - girls.x - girls.width
    assert gap > girls.x - boys.x - boys.width
    assert gap >= 2 * STANDARD.table.beside + theme.GROUP_GAP


def test_no_word_of_a_groups_heading_is_broken(build):
    groups = (("Team", ""), ("A", "Accommodation"), ("B", "Accommodation"), ("Notes", ""))
    wide = Row((build.words("Team"), build.words("1"), build.words("2"), build.words("Words and more " * 40)))
    columns = tuple(
        Column(column.heading, share, group=column.group)
        for column, share in zip(table(build, groups).columns, (1, 0.1, 0.1, 9), strict=True)
    )
    (grid,) = set_table(Table((), columns, (wide,)), 240, 0.0, STANDARD)
    assert [group.words.printed for group in grid.heading.groups] == ["Accommodation"]


QUARTERS = (("Ref", ""), ("Measure", ""), *((name, f"Quarter {q}") for q in (1, 2, 3) for name in ("Number", "Rate")))


def groups_of(grid: TableGrid) -> list[tuple[str, int]]:
    """Each group's words and how many columns it is over."""
    return [(group.words.printed, group.stop - group.start) for group in grid.heading.groups]


def test_a_table_in_parts_keeps_each_group_whole(build):
    parts = list(set_table(table(build, QUARTERS, naming=2), 330, 0.0, LARGE_PRINT))
    assert len(parts) > 1
    assert [group for part in parts for group in groups_of(part)] == [(f"Quarter {number}", 2) for number in (1, 2, 3)]


def test_a_group_too_wide_for_a_part_stands_over_its_columns_in_each(build):
    groups = (("Team", ""), *((f"Accommodation{number}", "Homes") for number in range(4)))
    parts = list(set_table(table(build, groups), 467, 0.0, LARGE_PRINT))
    assert len(parts) > 1
    assert sum(count for part in parts for _, count in groups_of(part)) == 4
    assert all(name == "Homes" for part in parts for name, _ in groups_of(part))
