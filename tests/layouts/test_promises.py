"""Promises: a heading and a picture with words each, in large type, and a row never split over two pages."""

from __future__ import annotations

import io

import pikepdf
import pytest

from layouts import box_theme, theme
from layouts.blocks import CellChart, Heading, Promise, Promises, Status
from layouts.pagination.flow import flow
from layouts.text.fonts import register_fonts
from layouts.theme import LARGE_PRINT, STANDARD, Edition
from tests.layouts import soundness
from tests.layouts.reading import TaggedFile


def promises(build, count: int, sentence: str = "15 of every 100 children moved home.") -> Promises:
    chart = CellChart(build.figure().draw)
    return Promises(
        tuple(
            Promise(
                name=build.words(f"Promise {number}"),
                number=build.words("15"),
                promise=build.words("We want 8 or fewer.") if number % 2 else (),
                status=Status(build.words("Not yet"), "triangle") if number % 2 else None,
                sentence=build.words(sentence),
                chart=chart,
            )
            for number in range(1, count + 1)
        )
    )


def sheet(build, *more) -> tuple:
    return Heading(1, build.words("How are we doing?")), *more


@pytest.mark.parametrize("edition", [STANDARD, LARGE_PRINT], ids=["standard", "large print"])
def test_each_promise_is_a_heading_a_picture_and_its_words_in_this_order(set_report, build, edition: Edition) -> None:
    report = set_report(*sheet(build, promises(build, 2)), edition=edition)
    file = TaggedFile(report.paginated.pdf)
    soundness.assert_headings_skip_nothing(file)
    soundness.assert_read_in_the_order_drawn(file)
    soundness.assert_figures_speak(file)
    assert [part.tag for part in file.all("H1", "H2", "Figure")] == ["H1", "H2", "Figure", "H2", "Figure"]
    words = "Promise 1 15 We want 8 or fewer. Not yet 15 of every 100 children moved home."
    assert words in report.bodies[0]


def test_six_stand_on_one_page_two_in_a_row_and_in_large_print_one(set_report, build) -> None:
    assert set_report(*sheet(build, promises(build, 6))).paginated.pages == 2
    large = set_report(*sheet(build, promises(build, 6)), edition=LARGE_PRINT)
    assert [body.count("Promise ") for body in large.bodies] == [3, 3, 0, 0]


def test_long_words_make_more_pages_and_are_never_cut(set_report, build) -> None:
    report = set_report(*sheet(build, promises(build, 8, "A sentence that somebody made far too long. " * 4)))
    assert report.paginated.pages == 4
    assert report.paginated.altered == ()
    assert all(body.count("Promise ") % 2 == 0 for body in report.bodies)


def test_each_promise_can_be_turned_to_from_the_bookmarks(set_report, build) -> None:
    pdf = pikepdf.open(io.BytesIO(set_report(*sheet(build, promises(build, 3))).paginated.pdf))
    with pdf.open_outline() as outline:
        assert [one.title for one in outline.root[0].children] == ["Promise 1", "Promise 2", "Promise 3"]


def test_its_text_is_of_14_points_and_larger_in_large_print() -> None:
    assert STANDARD.sheet.size == 14
    assert LARGE_PRINT.sheet.size > 18
    assert STANDARD.promise_name.size >= 14


def test_what_follows_promises_keeps_clear_of_them_whatever_it_is(build) -> None:
    register_fonts()
    for block, above in (
        (build.paragraph("Ask us."), box_theme.UNDER_PROMISES),
        (build.table([["A", "6"]]), box_theme.UNDER_PROMISES),
        (build.section("More"), theme.ABOVE_SECTION),
    ):
        ((_, after),) = flow([promises(build, 2), block], STANDARD)
        assert after.above == above
