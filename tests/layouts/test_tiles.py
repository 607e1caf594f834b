"""The tiles of the first page: level, apart, and read one after the other."""

from itertools import pairwise

import pytest

from layouts import box_theme, roles
from layouts.blocks import CellChart, Status, Tile, Tiles
from layouts.drawing.tiles import set_tiles
from layouts.text.fonts import register_fonts
from layouts.theme import LARGE_PRINT, STANDARD
from tests.layouts.reading import TaggedFile, outline
from tests.layouts.recording import drawn

EDITIONS = pytest.mark.parametrize("edition", [STANDARD, LARGE_PRINT], ids=["standard", "large print"])


@pytest.fixture(autouse=True)
def fonts():
    register_fonts()


def tile(
    build, ref: str, name: str = "", aside: str = "target 95%", chart: bool = True, status: str = "Not met"
) -> Tile:
    return Tile(
        ref,
        build.words(name or f"Measure {ref}"),
        build.words(f"{ref}9%"),
        Status(build.words(status), "triangle" if status == "Not met" else "dash"),
        build.words(aside) if aside else (),
        CellChart(build.figure().draw) if chart else None,
        (build.words(f"62 of 412 children {ref}"), build.words(f"Was 12.5% a year ago {ref}")),
    )


def six(build) -> Tiles:
    """Six tiles, of which some have a long name, no target, or a long status."""
    return Tiles(
        (
            tile(build, "1.1"),
            tile(build, "1.2", "First health check within twenty working days of coming into care"),
            tile(build, "1.3", aside=""),
            tile(build, "2.1", status="Floor standard missed"),
            tile(build, "2.2", aside="target 426 days or less"),
            tile(build, "2.3", chart=False),
        )
    )


@EDITIONS
@pytest.mark.parametrize("count", range(1, 7))
def test_nothing_stands_on_anything_else_or_leaves_the_frame(build, edition, count):
    pen, height = drawn(set_tiles(Tiles(six(build).tiles[:count]), 0.0, edition))
    assert pen.overlapping() == []
    assert pen.beyond(height) == []


@EDITIONS
def test_the_tiles_of_a_row_are_level_of_one_size_and_a_gap_apart(build, edition):
    grid = set_tiles(six(build), 0.0, edition)
    pen, _ = drawn(grid)
    edges = [
        mark for mark in pen.marks if mark.bottom - mark.top == pytest.approx(box_theme.TILE_EDGE) and not mark.within
    ]
    assert len(edges) == 6
    across = edition.tiles_across
    rows = [edges[place : place + across] for place in range(0, 6, across)]
    for row in rows:
        assert len({round(one.top, 3) for one in row}) == 1
        assert [b.left - a.right for a, b in pairwise(row)] == pytest.approx([box_theme.TILE_GAP] * (len(row) - 1))
    assert len({round(one.right - one.left, 3) for one in edges}) == 1
    steps = [below[0].top - above[0].top for above, below in pairwise(rows)]
    assert len({round(step, 3) for step in steps}) <= 1


@EDITIONS
def test_numbers_of_a_row_stand_on_one_line_however_long_the_names(build, edition):
    pen, _ = drawn(set_tiles(six(build), 0.0, edition))
    numbers = pen.texts(roles.NUMBER)
    across = edition.tiles_across
    for place in range(0, 6, across):
        assert len({round(one.top, 3) for one in numbers[place : place + across]}) == 1


@EDITIONS
def test_every_status_word_stands_right_after_its_shape(build, edition):
    pen, _ = drawn(set_tiles(six(build), 0.0, edition))
    words = [one for one in pen.texts(roles.STATUS) if one.words == "Not met"]
    shapes = [mark for mark in pen.marks if roles.STATUS in mark.within]
    assert len(words) == 5
    for word in words:
        beside = [s for s in shapes if word.top < s.middle < word.bottom and 0 < word.left - s.right < edition.shape]
        assert len(beside) == 1


@EDITIONS
def test_what_is_in_a_tile_stays_within_its_padding(build, edition):
    grid = set_tiles(six(build), 0.0, edition)
    pen, _ = drawn(grid)
    step = grid.tile_width + box_theme.TILE_GAP
    for one in (spot for spot in pen.spots if roles.TILE in spot.within):
        column = int(one.left // step)
        left = column * step + box_theme.TILE_PADDING
        right = column * step + grid.tile_width - box_theme.TILE_PADDING
        assert left - 0.1 <= one.left and one.right <= right + 0.1, one


def test_a_row_of_tiles_is_never_split(build):
    assert len(set_tiles(six(build), 0.0, STANDARD).pieces) == 6 // STANDARD.tiles_across
    assert LARGE_PRINT.tiles_across < STANDARD.tiles_across


@EDITIONS
def test_each_tile_is_read_whole_before_the_next_and_its_status_with_what_is_aimed_at(set_report, build, edition):
    pdf = set_report(six(build), edition=edition).paginated.pdf
    spoken = outline(pdf)
    order = [spoken.index(f"{ref}9%") for ref in ("1.1", "1.2", "1.3", "2.1", "2.2", "2.3")]
    assert order == sorted(order)
    assert order[0] < spoken.index("Not met target 95%") < spoken.index("Was 12.5% a year ago 1.1") < order[1]
    assert len(TaggedFile(pdf).all("Figure")) == 5
