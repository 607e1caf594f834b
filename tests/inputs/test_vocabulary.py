"""The words of returns: names are matched exactly after folding, and near ones are only suggested."""

from __future__ import annotations

import tomllib

import pytest

from inputs.headings.folding import fold
from inputs.headings.known_words import KNOWN_RETURNS, known_words
from inputs.headings.label_proof import Near
from inputs.headings.meaning import Heading
from inputs.headings.roles import Role
from inputs.headings.vocabulary import Lexicon
from inputs.suggestions import nearest_names


@pytest.fixture
def lexicon(vocabulary):
    return Lexicon(vocabulary)


@pytest.mark.parametrize(
    "spelling",
    [
        "reviews held on time",
        "REVIEWS HELD ON TIME",
        " Reviews\u00a0held on\ntime: ",
        "Reviews held on time*",
        "Reviews held on time¹",
        "Reviews held on time [note 1]",
        "2.1 Reviews held on time",
        "KPI 12: Reviews held on time",
        "Reviews held-on time",
        "Reviews held on time (in month)",
    ],
)
def test_a_name_is_known_however_it_is_spaced_dashed_and_footnoted(lexicon, spelling):
    assert dict(lexicon.meaning(spelling).items) == {"reviews_pct": Role.UNMARKED}


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("Reviews held on time - numerator", Role.NUMERATOR),
        ("Reviews held on time: Den", Role.DENOMINATOR),
        ("Reviews held on time (%)", Role.VALUE),
        ("% reviews held on time", Role.VALUE),
        ("Percentage Reviews held on time", Role.VALUE),
        ("Number of reviews held on time", Role.COUNT),
    ],
)
def test_a_label_may_say_which_figure_of_its_measure_it_is(lexicon, label, role):
    meaning = lexicon.meaning(label)
    assert (list(meaning.items), meaning.role) == (["reviews_pct"], role)


def test_the_names_of_the_parts_say_which_part_they_are(lexicon):
    assert dict(lexicon.meaning("Reviews due").items) == {"reviews_pct": Role.DENOMINATOR}


def test_a_part_that_two_measures_share_names_both(lexicon):
    assert dict(lexicon.meaning("Children").items) == {"entry_days": Role.DENOMINATOR, "match_days": Role.DENOMINATOR}


def test_a_team_and_what_it_holds_may_share_a_label(lexicon):
    meaning = lexicon.meaning("Family Safeguarding team – cases held")
    assert dict(meaning.groups) == {"caseload_rate": "Family Safeguarding"}
    assert dict(meaning.items) == {"caseload_rate": Role.NUMERATOR}


@pytest.mark.parametrize("band", ["5-9", "5 – 9", "5 to 9", "Aged 5 to 9"])
def test_an_age_band_is_known_with_any_dash(lexicon, band):
    assert dict(lexicon.meaning(band).groups) == {"ages_count": "5 to 9"}


def test_under_1_and_1_to_4_and_16_and_over_are_told_apart(lexicon):
    bands = [dict(lexicon.meaning(band).groups)["ages_count"] for band in ("<1", "1-4", "16+")]
    assert bands == ["Under 1", "1 to 4", "16 and over"]


@pytest.mark.parametrize(
    "name",
    ["Reviews held on tyme", "Reviews held on time (disabled children)", "Reviews held late", "", "x" * 300, "on time"],
)
def test_a_name_that_is_only_near_or_says_more_is_not_matched(lexicon, name):
    assert not lexicon.meaning(name).known


def test_the_nearest_known_name_is_suggested(lexicon):
    assert lexicon.nearest("Reviews held on tyme") == "Reviews held on time"
    assert lexicon.nearest("Bananas sold") == ""


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("Measure", Heading.MEASURE),
        ("Month ending", Heading.PERIOD),
        ("Team", Heading.GROUP),
        ("Target", Heading.TARGET),
        ("Target 2023/24", Heading.TARGET),
        ("YTD", Heading.YEAR_TO_DATE),
        ("RAG", Heading.RAG),
        ("Comments", Heading.IGNORED),
        ("England 2022/23", Heading.COMPARATOR),
        ("Total", Heading.IGNORED),
    ],
)
def test_headings_that_are_no_measure_are_known_for_what_they_are(lexicon, text, heading):
    assert lexicon.meaning(text).heading is heading


def test_a_year_to_date_line_is_never_taken_for_the_month(lexicon):
    assert lexicon.meaning("Reviews on time (YTD)").heading is Heading.YEAR_TO_DATE


def test_folding_leaves_signs_that_tell_names_apart():
    assert fold("3+ placements") != fold("3 placements")
    assert fold("<1") != fold("1")


def test_every_known_return_has_its_file_with_a_title_and_the_names_of_its_sheets():
    files = [path.stem for path in KNOWN_RETURNS.glob("*.toml") if path.stem != "every_return"]
    assert files
    for name in files:
        source = tomllib.loads((KNOWN_RETURNS / f"{name}.toml").read_text(encoding="utf-8"))
        assert source["kind"] == name
        assert source["title"]
        assert source["sheets"]
        assert set(source) <= {"kind", "title", "sheets", "numerator", "denominator", "value", "count"}


def test_no_word_of_the_known_returns_stands_for_two_roles():
    role_by_word: dict[str, str] = {}
    for path in KNOWN_RETURNS.glob("*.toml"):
        source = tomllib.loads(path.read_text(encoding="utf-8"))
        for role in ("numerator", "denominator", "value", "count"):
            for word in source.get(role, ()):
                assert role_by_word.setdefault(fold(word), role) == role, word
    assert known_words().roles.keys() == role_by_word.keys()


def test_a_text_longer_than_any_label_is_like_no_name(lexicon):
    long = "reveiws held on tiem " * 500
    assert nearest_names(long, [long], most=1) == []
    assert lexicon.near(long) == Near("", "")
