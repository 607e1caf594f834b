"""The box of a measure: what stands where, in either edition, and how it is read."""

import pytest

from layouts import roles, theme
from layouts.blocks import Card, CellChart, Paragraph, Span, Status
from layouts.drawing.card import set_card
from layouts.pagination.flow import flow
from layouts.pagination.page_breaks import plan_pages
from layouts.pagination.table_of_contents import destinations_of
from layouts.text.fonts import register_fonts
from layouts.theme import LARGE_PRINT, STANDARD
from tests.layouts.reading import TaggedFile, outline
from tests.layouts.recording import drawn

EDITIONS = pytest.mark.parametrize("edition", [STANDARD, LARGE_PRINT], ids=["standard", "large print"])
LONG = " ".join(f"word{number}" for number in range(24))


@pytest.fixture(autouse=True)
def fonts():
    register_fonts()


def card(build, **changed: object) -> Card:
    """A box with everything in it."""
    settled = {
        "ref": "3.1",
        "name": build.words("Three or more homes in a year"),
        "status": Status(build.words("Not met"), "triangle"),
        "message": build.words("Many children had three or more homes. It has missed its target of 8%."),
        "number": build.words("15.0%"),
        "basis": tuple(map(build.words, ("62 of 412 children", "Year before 12.5% (49 of 392)", "No clear change"))),
        "chart": CellChart(build.figure().draw),
        "columns": tuple(
            (build.words(head), build.words(words))
            for head, words in (("Why", LONG), ("What we are doing", "We recruit carers."), ("Who, by when", "Manager"))
        ),
        "notes": (build.words("From April 2023 each is counted."),),
        "link": "#n3.1",
    }
    return Card(**(settled | changed))  # type: ignore[arg-type]


def laid(build, edition, **changed: object):
    (group,) = set_card(card(build, **changed), 0.0, False, edition)
    return drawn(group)


@EDITIONS
@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"chart": None},
        {"status": None},
        {"columns": (), "notes": ()},
        {"basis": ()},
        {"long": "name"},
        {"long": "message"},
        {"long": "basis"},
    ],
    ids=str,
)
def test_nothing_stands_on_anything_else_or_leaves_its_box(build, edition, changed):
    longer = {
        "name": {"name": build.words(f"In the same home for two years or more, {LONG[:60]}")},
        "message": {"message": build.words(f"{LONG}. {LONG}. {LONG}. {LONG}.")},
        "basis": {"basis": tuple(build.words(LONG[:90]) for _ in range(5))},
    }
    pen, height = laid(build, edition, **longer.get(changed.get("long"), changed))
    assert pen.overlapping() == []
    assert pen.beyond(height) == []


def test_a_chart_is_taller_where_fewer_boxes_stand_on_a_page(build):
    heights = [laid(build, STANDARD, a_page=a_page)[1] for a_page in (3, 2, 1)]
    assert heights == sorted(set(heights))
    assert theme.FRAME_HEIGHT / 2 < heights[2] < theme.FRAME_HEIGHT
    assert theme.FRAME_HEIGHT / 3 < heights[1] < theme.FRAME_HEIGHT / 2
    assert len({laid(build, LARGE_PRINT, a_page=a_page)[1] for a_page in (3, 2, 1)}) == 1


@EDITIONS
def test_every_word_of_it_is_set(build, edition):
    pen, _ = laid(build, edition)
    words = " ".join(one.words for one in pen.texts())
    for text in ("3.1", "Three or more homes", "Not met", "15.0%", "62 of 412 children", "word23", "Manager", "April"):
        assert text in words


@EDITIONS
def test_the_shape_stands_right_before_the_status_word_on_its_line(build, edition):
    pen, _ = laid(build, edition)
    word = pen.text_of("Not met")
    assert word.within[-1] is roles.STATUS
    (shape,) = [mark for mark in pen.marks if roles.STATUS in mark.within]
    assert 0 < word.left - shape.right < 2 * edition.shape_gap + 1
    assert word.top < shape.middle < word.bottom


def test_the_status_ends_at_the_right_edge_beside_the_name_and_under_it_in_large_print(build):
    pen, _ = laid(build, STANDARD)
    name = pen.text_of("Three or more homes in a year")
    word = pen.text_of("Not met")
    assert word.right == pytest.approx(theme.FRAME_WIDTH)
    assert name.top < word.middle < name.bottom
    large, _ = laid(build, LARGE_PRINT)
    lines = [one for one in large.texts() if one.words.startswith("Three or more")]
    assert large.text_of("Not met").top >= lines[-1].bottom - 0.1


def test_the_number_stands_left_of_the_chart_and_over_it_in_large_print(build):
    pen, _ = laid(build, STANDARD)
    (chart,), number = pen.figures, pen.text_of("15.0%")
    assert number.right < chart.left and chart.right == pytest.approx(theme.FRAME_WIDTH)
    large, _ = laid(build, LARGE_PRINT)
    (chart,), number = large.figures, large.text_of("15.0%")
    assert number.bottom <= chart.top and chart.right - chart.left == pytest.approx(theme.FRAME_WIDTH)


def test_columns_are_level_and_apart_and_one_under_the_other_in_large_print(build):
    heads = ("Why", "What we are doing", "Who, by when")
    pen, _ = laid(build, STANDARD)
    first, *others = [pen.text_of(head) for head in heads]
    assert {one.top for one in others} == {first.top}
    assert first.left < others[0].left < others[1].left
    large, _ = laid(build, LARGE_PRINT)
    places = [large.text_of(head) for head in heads]
    assert {one.left for one in places} == {0.0} and [p.top for p in places] == sorted({p.top for p in places})


@EDITIONS
def test_a_box_is_kept_whole_in_one_piece(build, edition):
    (group,) = set_card(card(build), 0.0, False, edition)
    assert len(group.pieces) == 1


def test_in_large_print_the_chart_is_lower_where_the_box_shares_its_page_with_a_heading(build):
    (whole,) = set_card(card(build), 0.0, False, LARGE_PRINT)
    room = sum(piece.height for piece in whole.pieces) - 60
    (group,) = set_card(card(build), 0.0, False, LARGE_PRINT, room)
    pen, height = drawn(group)
    assert height <= room + 0.01
    (chart,) = pen.figures
    assert chart.bottom - chart.top == pytest.approx(LARGE_PRINT.card_chart - 60)


@pytest.mark.parametrize("words", [6, 30, 60])
def test_in_large_print_no_section_heading_stands_on_a_page_without_its_box(set_report, build, words):
    longer = build.words(" ".join(["word"] * words))
    columns = tuple((build.words(head), longer) for head in ("Why", "What we are doing", "Who, by when"))
    blocks = [block for name in ("Home", "Health") for block in (build.section(name), card(build, columns=columns))]
    bodies = set_report(*blocks, edition=LARGE_PRINT).bodies
    assert [name for body in bodies for name in ("Home", "Health") if body.startswith(name)] == ["Home", "Health"]
    assert all("15.0%" in body for body in bodies if body.startswith(("Home", "Health")))


@EDITIONS
def test_a_box_that_is_higher_than_a_page_goes_on_overleaf_and_loses_no_word(set_report, build, edition):
    columns = tuple(
        (build.words(head), build.words(" ".join(f"{head}{number}" for number in range(70))))
        for head in ("Why", "Doing", "Who")
    )
    notes = tuple(build.words(" ".join(f"note{place}-{number}" for number in range(30))) for place in range(12))
    report = set_report(card(build, columns=columns, notes=notes), edition=edition)
    text = " ".join(report.bodies)
    assert all(f"note{place}-0" in text for place in range(12))
    assert min(one.y0 for one in report.characters) > theme.FOOTER_BASELINE - 20
    assert "15.0%" in report.bodies[0] and "Three or more homes" in report.bodies[0]


@EDITIONS
def test_a_box_is_read_as_a_heading_and_then_its_parts_in_order(set_report, build, edition):
    pdf = set_report(build.section("Home"), card(build), edition=edition).paginated.pdf
    spoken = outline(pdf)
    order = ("Three or more homes", "Not met", "It has missed", "15.0%", "62 of 412", "Why", "Manager", "From April")
    places = [spoken.index(words) for words in order]
    assert places == sorted(places)
    tagged = TaggedFile(pdf)
    assert [part.tag for part in tagged.all("H1", "H2", "H3")] == ["H1", "H2"]
    assert len(tagged.all("Figure")) == 1


def test_its_reference_leads_to_its_numbers_and_back(set_report, build):
    table = build.table([["Percentage", "15.0"]], ("2023/24", "Dec"), compact=True, anchor="n3.1")
    report = set_report(card(build), table)
    links = TaggedFile(report.paginated.pdf).all("Link")
    assert len(links) == 1
    alone = TaggedFile(set_report(card(build)).paginated.pdf)
    assert alone.all("Link") == []


@EDITIONS
def test_a_link_to_either_measure_of_a_box_leads_to_the_box(set_report, build, edition):
    links = (Span("See "), Span("3.1", link="#3.1"), Span(", "), Span("3.2", link="#3.2"), Span(" or 3.3", link="#3.3"))
    box = card(build, also="3.2", link="")
    report = set_report(Paragraph(links), build.section("Home", new_page=True), box, edition=edition)
    file = TaggedFile(report.paginated.pdf)
    first, second = [area for link in file.all("Link") for area in link.areas]
    assert first.Dest[0].objgen == second.Dest[0].objgen == file.file.pages[1].objgen
    assert list(map(str, first.Dest)) == list(map(str, second.Dest))


def test_what_has_no_reference_is_no_place_for_a_link(build):
    nameless = card(build, ref="", link="")
    pages = plan_pages(flow([build.section("Home"), nameless, build.panel(""), build.table([["A", "6"]])], STANDARD))
    (section, box) = destinations_of(pages)
    assert box == id(nameless) != section


def test_in_large_print_a_chart_grows_into_a_page_that_its_box_does_not_fill(build):
    room = LARGE_PRINT.frame_height
    short = card(build, columns=(), notes=(), basis=())
    (group,) = set_card(short, 0.0, False, LARGE_PRINT, room)
    pen, height = drawn(group)
    (chart,) = [spot for spot in pen.spots if spot.kind == "figure"]
    assert LARGE_PRINT.card_chart < chart.bottom - chart.top <= 1.4 * LARGE_PRINT.card_chart + 0.01
    assert height >= room * 2 / 3
    (standard,) = set_card(short, 0.0, False, STANDARD, STANDARD.frame_height)
    (spot,) = [spot for spot in drawn(standard)[0].spots if spot.kind == "figure"]
    assert spot.bottom - spot.top == pytest.approx(STANDARD.card_chart), "there all are of one size"


def test_a_page_may_as_well_end_after_a_box_without_words_as_after_one_with_them(build):
    for changed in ({}, {"columns": (), "notes": ()}, {"chart": None, "columns": (), "notes": ()}):
        (group,) = set_card(card(build, **changed), 0.0, False, STANDARD, STANDARD.frame_height)
        assert group.pieces[-1].penalty == 0.0
