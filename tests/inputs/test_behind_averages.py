"""Median, shortest and longest: known under or beside the name of their average, and of nothing else."""

from __future__ import annotations

import pytest

from inputs.intake import Item
from tests.inputs.conftest import VOCABULARY

N = None
SPREADS = tuple(
    Item(f"{average}_{part}", "adoption", (f"{word}, {name}",), spread_of=f"{average}_days", spread=part)
    for average, name in (("entry", "entry to care to adoptive home"), ("match", "placement order to match"))
    for part, word in (("median", "Median"), ("lowest", "Shortest"), ("highest", "Longest"))
)
WITH_SPREADS = (*VOCABULARY, *SPREADS)
PARTS = ("Total days", "Children", "Average", "Median", "Shortest", "Longest")


def behind(intake, figures) -> dict[str, str]:
    """What was read for December of every item, by its id; an average without its parts."""
    return {item: value for (item, _, month), (value, *_) in figures(intake).items() if month == "2023-12"}


@pytest.fixture
def read_days(read):
    return lambda *sheets, **options: read(*sheets, vocabulary=WITH_SPREADS, **options)


def test_columns_under_the_name_of_an_average_are_its_median_shortest_and_longest(read_days, figures, found):
    rows = [
        ["Month", "Entry to care to adoptive home", N, N, N, N, N, "Placement order\nto match", N, N, N, N, N],
        [N, *PARTS, *PARTS],
        ["Nov-23", 9194, 16, 574.6, 578, 181, 771, 4977, 16, 311.1, 293, 150, 445],
        ["Dec-23", 10440, 18, 580, 577.5, 182, 776, 5364, 18, 298, 283, 151, 446],
    ]
    intake = read_days(rows, merged=["A1:A2", "B1:G1", "H1:M1"])
    assert found(intake) == []
    assert behind(intake, figures) == {
        "entry_days": "580",
        "entry_median": "577.5",
        "entry_lowest": "182",
        "entry_highest": "776",
        "match_days": "298",
        "match_median": "283",
        "match_lowest": "151",
        "match_highest": "446",
    }


def test_rows_under_an_average_and_a_column_that_says_which_figure_read_alike(read_days, figures, found):
    held = {"entry_days": "580", "entry_median": "578", "entry_lowest": "181", "entry_highest": "776"}
    words = ("Average days", "Median days", "Minimum", "Maximum")
    values = (580, 578, 181, 776)
    months = ["Nov-23", "Dec-23"]
    under = [["A1", N, N], *([word, 500 + n, value] for n, (word, value) in enumerate(zip(words, values, strict=True)))]
    beside = [["A1", word, 500 + n, value] for n, (word, value) in enumerate(zip(words, values, strict=True))]
    for rows in ([["Measure", *months], *under], [["Measure", "Figure", *months], *beside]):
        intake = read_days(rows)
        assert (behind(intake, figures), found(intake)) == (held, [])


@pytest.mark.parametrize(
    ("name", "item"),
    [
        ("A1: median", "entry_median"),
        ("Median days, A1", "entry_median"),
        ("A2 - longest wait", "match_highest"),
        ("Shortest, placement order to match", "match_lowest"),
        ("Entry to care to adoptive home: fewest days", "entry_lowest"),
    ],
)
def test_a_row_may_say_the_average_and_the_part_in_one_name(read_days, figures, found, name, item):
    intake = read_days([["Measure", "Nov-23", "Dec-23"], [name, 280, 283]])
    assert (behind(intake, figures), found(intake)) == ({item: "283"}, [])


def test_a_median_under_another_measure_is_told_and_is_no_figure_of_any(read_days, figures, found):
    for rows in (
        [["Measure", "Nov-23", "Dec-23"], ["Children in care", 409, 412], ["Median", 300, 301]],
        [
            ["Measure", "Nov-23", N, "Dec-23", N],
            [N, "Number", "Median", "Number", "Median"],
            ["Children in care", 409, 300, 412, 301],
        ],
    ):
        intake = read_days(rows)
        assert behind(intake, figures) == {"in_care_count": "412"}
        assert [kind for kind, _ in found(intake)] == ["unclear-measure"]


def test_a_median_is_no_known_word_where_the_caller_has_no_item_for_it(read, figures, found):
    intake = read([["Measure", "Nov-23", "Dec-23"], ["A1", 570, 580], ["Median", 560, 578]])
    assert behind(intake, figures) == {"entry_days": "580"}
    assert [kind for kind, _ in found(intake)] == ["unknown-measure"]


@pytest.mark.parametrize("name", ["A2", "Average caseload", "Reviews held on time"])
def test_a_median_is_never_lent_to_the_one_average_that_has_any(read, figures, found, name):
    only = (*VOCABULARY, *SPREADS[:3])  # nothing is known to lie behind the others
    rows = [["Measure", "Nov-23", "Dec-23"], ["A1", 570, 580], [name, 90, 91], ["Median", 80, 83]]
    intake = read(rows, vocabulary=only)
    assert "entry_median" not in behind(intake, figures)
    assert "unclear-measure" in [kind for kind, _ in found(intake)]
