"""Short texts under headings, in two columns or in one."""

import pytest

from layouts import theme
from layouts.blocks import Entries
from layouts.drawing.entries import set_entries
from layouts.text.fonts import register_fonts
from layouts.theme import LARGE_PRINT, STANDARD
from tests.layouts.reading import TaggedFile, outline
from tests.layouts.recording import drawn

EDITIONS = pytest.mark.parametrize("edition", [STANDARD, LARGE_PRINT], ids=["standard", "large print"])


@pytest.fixture(autouse=True)
def fonts():
    register_fonts()


def entries(build, count: int) -> Entries:
    """So many entries, some of them much longer than others."""
    return Entries(
        tuple(
            (build.words(f"Head-{n:02d}"), build.words(" ".join(f"text{n}-{word}" for word in range(3 + 17 * (n % 4)))))
            for n in range(count)
        )
    )


@EDITIONS
@pytest.mark.parametrize("count", [1, 2, 5, 12])
def test_nothing_stands_on_anything_else_or_leaves_the_frame(build, edition, count):
    pen, height = drawn(set_entries(entries(build, count), 0.0, edition))
    assert pen.overlapping() == []
    assert pen.beyond(height) == []


def test_two_stand_side_by_side_and_level_with_a_gutter_between_and_one_in_large_print(build):
    pen, _ = drawn(set_entries(entries(build, 6), 0.0, STANDARD))
    heads = [one for one in pen.texts() if one.words.startswith("Head-")]
    for left, right in zip(heads[::2], heads[1::2], strict=True):
        assert left.top == right.top and left.left == 0 < right.left
    widest = max(one.right for one in pen.texts() if one.left == 0)
    assert widest <= heads[1].left - theme.GUTTER + 0.1
    large, _ = drawn(set_entries(entries(build, 6), 0.0, LARGE_PRINT))
    assert {one.left for one in large.texts()} == {0.0}


@EDITIONS
def test_a_text_stands_under_its_heading(build, edition):
    pen, _ = drawn(set_entries(entries(build, 4), 0.0, edition))
    for n in range(4):
        head = pen.text_of(f"Head-{n:02d}")
        first = next(one for one in pen.texts() if one.words.startswith(f"text{n}-0"))
        assert first.left == head.left and first.top == pytest.approx(head.bottom)


@EDITIONS
def test_entries_are_read_one_after_the_other_each_as_a_paragraph_that_opens_with_its_heading(
    set_report, build, edition
):
    pdf = set_report(entries(build, 5), edition=edition).paginated.pdf
    spoken = outline(pdf)
    places = [spoken.index(f"Head-{n:02d} text{n}-0") for n in range(5)]
    assert places == sorted(places)
    assert len(TaggedFile(pdf).all("P")) >= 5


@EDITIONS
def test_entries_go_on_over_pages_and_every_one_is_there_once(set_report, build, edition):
    report = set_report(entries(build, 60), edition=edition)
    text = " ".join(report.bodies)
    assert [text.count(f"Head-{n:02d}") for n in range(60)] == [1] * 60
    assert report.paginated.altered == ()
    assert all(one.x0 > 0 and one.x1 < theme.PAGE_WIDTH - theme.OUTER_MARGIN + 1 for one in report.characters)


@EDITIONS
def test_an_entry_longer_than_a_page_goes_on_over_pages_beside_the_other_and_is_whole(set_report, build, edition):
    long = build.words(" ".join(f"word-{number:04d}" for number in range(1200)))
    short = build.words(" ".join(f"short-{number:02d}" for number in range(20)))
    both = Entries(((build.words("Long"), long), (build.words("Short"), short), (build.words("After"), short)))
    report = set_report(both, edition=edition)
    text = " ".join(report.bodies)
    assert [number for number in range(1200) if text.count(f"word-{number:04d}") != 1] == []
    assert text.count("short-19") == 2 and report.paginated.altered == ()
    spoken = outline(report.paginated.pdf)
    assert (
        spoken.index("word-0000") < spoken.index("word-1199") < spoken.index("Short short-00") < spoken.index("After")
    )
    assert "word-0999 word-1000" in " ".join(spoken.split()), "in one paragraph"


@EDITIONS
def test_the_lines_of_a_parted_entry_stand_one_under_the_other(build, edition):
    text = build.words(" ".join(f"word-{number:03d}" for number in range(300)))
    pen, height = drawn(set_entries(Entries(((build.words("Head"), text), (build.words("Head"), text))), 0.0, edition))
    assert pen.overlapping() == []
    assert pen.beyond(height) == []
