"""Lists within lists: what stands on the page, and what whoever listens is told of it."""

from itertools import pairwise

import pytest

from layouts.blocks import Block, ItemList, ListItem
from layouts.drawing.list import set_list
from layouts.reading.aloud import read_aloud
from layouts.theme import LARGE_PRINT, STANDARD
from tests.layouts.marks import Character
from tests.layouts.reading import TaggedFile, outline


def plan(build, numbered: bool = False) -> ItemList:
    visits = ItemList((build.words("Dentist"), build.words("Optician")), numbered)
    health = ItemList((ListItem(build.words("Visits"), visits), build.words("Checks")), numbered)
    return ItemList((ListItem(build.words("Health"), health), build.words("Education")), numbered)


def labels(points: ItemList) -> list[str]:
    """Every label in reading order."""
    found = []

    def look(listed) -> None:
        for item in listed.items:
            found.append(item.label.printed)
            if item.under:
                look(item.under)

    look(set_list(points, 0.0, STANDARD, STANDARD.measure))
    return found


def first_letters(report, words: list[str]) -> list[Character]:
    """The first character of each of some words that stand alone on their lines."""
    characters = [mark for mark in report.characters if mark.page == 1]
    text = "".join(mark.text for mark in characters)
    return [characters[text.index(word)] for word in words]


def test_a_list_in_a_list_belongs_to_the_words_of_its_item(set_report, build):
    structure = outline(set_report(plan(build)).paginated.pdf)
    assert structure.splitlines()[1:-1] == [
        "  L (Disc)",
        "    LI",
        "      Lbl: •",
        "      LBody: Health",
        "        L (Circle)",
        "          LI",
        "            Lbl: ◦",
        "            LBody: Visits",
        "              L (Square)",
        "                LI",
        "                  Lbl: ▪",
        "                  LBody: Dentist",
        "                LI",
        "                  Lbl: ▪",
        "                  LBody: Optician",
        "          LI",
        "            Lbl: ◦",
        "            LBody: Checks",
        "    LI",
        "      Lbl: •",
        "      LBody: Education",
    ]


def test_a_list_in_a_list_is_read_out_under_its_item(set_report, build):
    assert list(read_aloud(set_report(plan(build, numbered=True)).paginated.pdf))[1:-1] == [
        "List, 2 items",
        "  1. Health",
        "    List, 2 items",
        "      a. Visits",
        "        List, 2 items",
        "          i. Dentist",
        "          ii. Optician",
        "      b. Checks",
        "  2. Education",
    ]


@pytest.mark.parametrize("edition", [STANDARD, LARGE_PRINT], ids=["standard", "large print"])
def test_the_labels_of_an_inner_list_stand_under_the_words_of_the_outer_one(set_report, build, edition):
    report = set_report(plan(build), edition=edition)
    health, visits, dentist, checks, education = first_letters(
        report, ["Health", "Visits", "Dentist", "Checks", "Education"]
    )
    inner, deepest = first_letters(report, ["◦", "▪"])
    assert health.x0 == pytest.approx(education.x0)
    assert visits.x0 == pytest.approx(checks.x0, abs=1)
    assert health.x0 < visits.x0 < dentist.x0
    assert inner.x0 == pytest.approx(health.x0, abs=2)
    assert deepest.x0 == pytest.approx(visits.x0, abs=2)
    steps = [above.y0 - below.y0 for above, below in pairwise((health, visits, dentist, checks, education))]
    step = edition.body.leading + edition.above_item
    assert steps == pytest.approx([step, step, 2 * step, step], abs=0.1)


def test_a_list_within_one_of_the_other_kind_begins_with_that_kinds_first_label(build):
    inner = ItemList((ListItem(build.words("b"), ItemList((build.words("c"),))),), numbered=True)
    assert labels(ItemList((ListItem(build.words("a"), inner),))) == ["•", "1.", "◦"]


def test_a_long_list_is_lettered_and_numbered_on_past_the_first_letters_and_numerals(build):
    many = ItemList(tuple(build.words(str(number)) for number in range(1, 104)), numbered=True)
    lettered = labels(ItemList((ListItem(build.words("1"), many),), numbered=True))[1:]
    assert [lettered[at] for at in (0, 25, 26, 51, 52)] == ["a.", "z.", "aa.", "az.", "ba."]
    roman = labels(ItemList((ListItem(build.words("1"), ItemList((ListItem(build.words("a"), many),), True)),), True))[
        2:
    ]
    assert [roman[at] for at in (3, 8, 18, 43, 48, 89, 102)] == ["iv.", "ix.", "xix.", "xliv.", "xlix.", "xc.", "ciii."]


def test_words_keep_clear_of_the_longest_label(build):
    many = ItemList(tuple(build.words(str(number)) for number in range(1200)), numbered=True)
    listed = set_list(many, 0.0, STANDARD, STANDARD.measure)
    assert listed.indent > max(item.label.width for item in listed.items) + 3


def split(build) -> tuple[Block, ...]:
    long = build.words(" ".join(f"word{number}" for number in range(250)))
    deepest = ItemList(tuple(build.words(f"Point-{number:02d}") for number in range(60)))
    return (ItemList((ListItem(long, ItemList((ListItem(long, deepest), long))), build.words("Last."))),)


def test_a_list_over_pages_is_one_list_of_whole_items_at_every_level(set_report, build):
    report = set_report(*split(build))
    file = TaggedFile(report.paginated.pdf)
    assert report.paginated.pages > 3
    assert [len(points.parts) for points in file.all("L")] == [2, 2, 60]
    assert all([part.tag for part in item.parts] == ["Lbl", "LBody"] for item in file.all("LI"))
    text = " ".join(report.bodies)
    assert [text.count(f"Point-{number:02d}") for number in range(60)] == [1] * 60
    assert text.count("word249") == 3


def test_nothing_of_a_split_list_stands_over_anything_else(set_report, build):
    lines = {(mark.page, round(mark.x0), round(mark.y0, 1)) for mark in set_report(*split(build)).characters}
    heights = sorted({(page, height) for page, _, height in lines if 80 < height < 770})
    gaps = [below - above for (page, above), (other, below) in pairwise(heights) if page == other]
    assert min(gaps) > 0.9 * STANDARD.body.leading


def test_an_item_without_words_is_left_out_unless_a_list_stands_under_it(set_report, build):
    under = ItemList((build.words("Kept."),))
    report = set_report(
        ItemList(
            (ListItem((), ItemList(())), ListItem(build.words(" "), under), ListItem((), ItemList((build.words(""),))))
        )
    )
    assert report.bodies[0] == "• ◦ Kept."
    assert set_list(ItemList((ListItem((), ItemList(((),))),)), 0.0, STANDARD, STANDARD.measure) is None
