"""The key of a page's shapes, and the strip with a shape for each target."""

from itertools import pairwise

import pytest

from layouts import box_theme
from layouts.blocks import Key, Status, Strip, StripGroup
from layouts.drawing.strip import set_key, set_strip
from layouts.text.fonts import register_fonts
from layouts.theme import LARGE_PRINT, STANDARD
from tests.layouts.reading import outline
from tests.layouts.recording import drawn

EDITIONS = pytest.mark.parametrize("edition", [STANDARD, LARGE_PRINT], ids=["standard", "large print"])
WORDS = (
    "Met",
    "Close",
    "Not met",
    "No target",
    "Too few to judge",
    "Plan only",
    "now",
    "a year ago",
    "target",
    "England",
)


@pytest.fixture(autouse=True)
def fonts():
    register_fonts()


def key(build) -> Key:
    shapes = ("full", "half", "triangle", "dash", "ring", "dash", "full", "ring", "tick", "mark")
    return Key(tuple(Status(build.words(word), shape) for word, shape in zip(WORDS, shapes, strict=True)))


def strip(build, *sizes: int) -> Strip:
    """A strip with groups of so many shapes."""
    labels = (("met", "full"), ("close", "half"), ("not met", "triangle"))
    refs = iter(f"{number // 10 + 1}.{number % 10}" for number in range(sum(sizes)))
    groups = tuple(
        StripGroup(build.words(f"{size} {label}"), shape, tuple(build.words(next(refs)) for _ in range(size)))
        for size, (label, shape) in zip(sizes, labels, strict=True)
    )
    return Strip(build.words(f"Our {sum(sizes)} targets"), groups)


SIZES = [(0, 2, 9), (11, 0, 0), (1, 0, 0), (4, 4, 3), (0, 0, 22), (8, 8, 8)]


@EDITIONS
def test_no_word_of_a_key_stands_on_another_or_leaves_the_frame(build, edition):
    pen, height = drawn(set_key(key(build), 0.0, edition))
    assert pen.overlapping() == [] and pen.beyond(height) == []
    assert [one.words for one in pen.texts()] == list(WORDS)


@EDITIONS
def test_every_word_of_a_key_stands_right_after_its_own_shape(build, edition):
    pen, _ = drawn(set_key(key(build), 0.0, edition))
    for word in pen.texts():
        near = [
            m for m in pen.marks if word.top < m.middle < word.bottom and 0 < word.left - m.left < 2 * edition.shape
        ]
        assert near, word.words


@EDITIONS
@pytest.mark.parametrize("sizes", SIZES)
def test_nothing_of_a_strip_stands_on_anything_else_or_leaves_the_frame(build, edition, sizes):
    pen, height = drawn(set_strip(strip(build, *sizes), 0.0, edition))
    assert pen.overlapping() == []
    assert pen.beyond(height) == []


@EDITIONS
@pytest.mark.parametrize("sizes", SIZES)
def test_every_reference_stands_under_a_shape_and_there_are_as_many_of_both(build, edition, sizes):
    pen, _ = drawn(set_strip(strip(build, *sizes), 0.0, edition))
    refs = [one for one in pen.texts() if "." in one.words]
    assert len(refs) == sum(sizes)
    for ref in refs:
        middle = (ref.left + ref.right) / 2
        over = [
            m for m in pen.marks if m.left <= middle <= m.right and 0 <= ref.top - m.bottom < edition.tile_name.leading
        ]
        assert over, ref.words


@EDITIONS
def test_shapes_on_one_line_are_a_step_apart(build, edition):
    pen, _ = drawn(set_strip(strip(build, 6, 0, 0), 0.0, edition))
    refs = [one for one in pen.texts() if "." in one.words]
    middles = [(one.left + one.right) / 2 for one in refs if one.top == refs[0].top]
    steps = [b - a for a, b in pairwise(middles)]
    assert steps == pytest.approx([box_theme.STRIP_STEP * edition.shape / box_theme.STRIP_SHAPE] * len(steps))


@EDITIONS
def test_a_strip_is_read_group_by_group_each_label_before_its_references(set_report, build, edition):
    spoken = outline(set_report(strip(build, 2, 1, 2), edition=edition).paginated.pdf)
    order = ("Our 5 targets", "2 met", "1.0", "1.1", "1 close", "1.2", "2 not met", "1.3", "1.4")
    places = [spoken.index(words) for words in order]
    assert places == sorted(places)


@EDITIONS
def test_a_key_stays_with_what_follows_it(build, edition):
    assert (
        set_key(key(build), 0.0, edition).pieces[0].penalty
        > set_strip(strip(build, 1, 1, 1), 0.0, edition).pieces[0].penalty
    )
