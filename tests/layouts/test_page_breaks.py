"""What goes on which page."""

from collections.abc import Sequence
from dataclasses import dataclass

from layouts import roles, theme
from layouts.drawing.flowables import KEEP_WITH_NEXT, NO_PENALTY, Piece
from layouts.pagination.page_breaks import plan_pages
from layouts.text.chart_heights import HeightRange, chart_heights

PAGE = theme.FRAME_HEIGHT


@dataclass(frozen=True)
class Thing:
    """A flowable of given heights that cannot be drawn."""

    name: str
    pieces: tuple[Piece, ...]
    above: float = 0.0
    role: roles.Role = roles.PARAGRAPH

    def draw(self, *_: object) -> None:
        raise NotImplementedError


def panel(name: str, share: float, most_growth: float = 0.0) -> Thing:
    room = (HeightRange(100, 100 + most_growth * PAGE),) if most_growth else ()
    return Thing(name, (Piece(share * PAGE, charts=room),), role=roles.PANEL)


def heading(name: str) -> Thing:
    return Thing(name, (Piece(0.05 * PAGE, KEEP_WITH_NEXT),), role=roles.SECTION)


def names(*run: Thing) -> list[str]:
    return ["".join(placement.flowable.name for placement in page) for page in plan_pages([run])]


def test_a_heading_moves_to_the_page_of_what_follows_it():
    assert names(panel("a", 0.9), heading("B"), panel("c", 0.3)) == ["a", "Bc"]


def test_a_run_of_headings_moves_together():
    assert names(panel("a", 0.85), heading("B"), heading("C"), panel("d", 0.3)) == ["a", "BCd"]


def test_a_panel_that_exactly_fills_the_page_stands_on_it():
    assert names(panel("a", 1.0), panel("b", 1.0)) == ["a", "b"]


def test_every_run_begins_a_page():
    assert len(plan_pages([[panel("a", 0.2)], [panel("b", 0.2)]])) == 2


def runs(*each: list[Thing]) -> list[str]:
    return ["".join(placement.flowable.name for placement in page) for page in plan_pages(each)]


def test_a_run_that_fills_little_of_its_last_page_shares_it_with_the_next_and_the_cover_never_does():
    cover, few, much = [panel("cover ", 0.2)], [panel("few ", 0.3)], [panel("much ", 0.7)]
    after = [heading("Then "), panel("a ", 0.4), panel("b ", 0.4)]
    assert runs(cover, few, after) == ["cover ", "few Then a ", "b "]
    assert runs(cover, much, after) == ["cover ", "much ", "Then a b "]
    assert runs(cover, few, [panel("whole ", 1.0)]) == ["cover ", "few ", "whole "]
    assert runs(cover, few, few, few, few) == ["cover ", "few few few ", "few "], "as many as there is room for"


def test_no_blocks_give_no_pages():
    assert plan_pages([]) == []


def test_four_panels_that_can_grow_stand_two_and_two_rather_than_three_and_one():
    assert names(*(panel(name, 0.32, most_growth=0.15) for name in "abcd")) == ["ab", "cd"]


def test_pages_are_as_few_as_possible():
    assert len(names(*(panel(name, 0.24) for name in "abcdefgh"))) == 2


def test_the_last_page_is_not_left_with_two_lines():
    lines = Thing("a", tuple(Piece(PAGE / 40) for _ in range(42)))
    _, second = plan_pages([[lines]])
    assert second[0].stop - second[0].start >= 10


def test_the_space_above_the_first_thing_on_a_page_is_left_out():
    ((first,), (second,)) = plan_pages([[Thing("a", (Piece(0.8 * PAGE),), 30), Thing("b", (Piece(0.8 * PAGE),), 30)]])
    assert first.top == second.top == 0


def test_a_held_piece_parts_only_where_nothing_else_is_possible():
    assert names(Thing("a", (Piece(0.7 * PAGE, KEEP_WITH_NEXT),)), Thing("b", (Piece(0.7 * PAGE, NO_PENALTY),))) == [
        "a",
        "b",
    ]


def test_what_is_repeated_at_the_top_of_a_page_takes_its_height_there():
    table = Thing("t", tuple(Piece(0.1 * PAGE, repeated=0.3 * PAGE) for _ in range(20)))
    pages = plan_pages([[table]])
    counts = [page[0].stop - page[0].start for page in pages]
    assert sum(counts) == 20
    assert counts[0] in (9, 10)
    assert max(counts[1:]) == 7


def test_charts_grow_until_the_page_is_full():
    (page,) = plan_pages([[panel("a", 0.3, most_growth=0.3), panel("b", 0.3, most_growth=0.3)]])
    grown_by = sum(height - 100 for placement in page for height in placement.heights)
    assert abs(grown_by - 0.4 * PAGE) < 0.1


def test_the_lowest_chart_grows_first_and_none_beyond_its_most():
    rooms = [HeightRange(100, 300), HeightRange(150, 300), HeightRange(100, 120)]
    assert chart_heights(rooms, 90) == [160, 160, 120]
    assert chart_heights(rooms, 1000) == [300, 300, 120]
    assert chart_heights(rooms, -5) == [100, 150, 100]


def test_a_thing_higher_than_a_page_stands_alone():
    run: Sequence[Thing] = [panel("a", 0.2), Thing("b", (Piece(1.5 * PAGE),)), panel("c", 0.2)]
    assert names(*run) == ["a", "b", "c"]
