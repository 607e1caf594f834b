"""Names in tables: a heading decides what a column holds, and what is not a measure of ours is told with its target."""

from __future__ import annotations

import tomllib

import pytest

from inputs.files.toml_file import phrases_in
from inputs.headings.folding import fold
from inputs.headings.label_words import LABELS, words_of

MONTHS = ["Measure", "Nov-23", "Dec-23"]


def what(intake, kind):
    return [finding.what for finding in intake.findings if finding.kind == kind]


def test_a_percentage_beside_the_reviews_due_and_held_is_of_the_reviews(read, figures):
    rows = [["Area", "Q3 2023/24", None, None], [None, "Reviews due", "Reviews held on time", "%"]]
    values = figures(read([*rows, ["County total", 608, 586, "96.4%"], ["Note", None, None, None]]))
    assert list(values.values()) == [("96.4", "586", "608")]


@pytest.mark.parametrize("shares", [("9.6%", "10.1%"), (9.6, 10.1)])
def test_percentages_under_the_name_of_a_numerator_are_percentages(read, figures, shares):
    values = figures(read([MONTHS, ["Children in care", 410, 412], ["Reviews held in time", *shares]]))
    assert values["reviews_pct", "", "2023-12"] == ("10.1", None, None)


def test_whole_numbers_under_the_name_of_a_numerator_stay_numbers(read, figures):
    values = figures(read([MONTHS, ["Children in care", 410, 412], ["Reviews held in time", 38, 40]]))
    assert values["reviews_pct", "", "2023-12"] == (None, "40", None)


def test_all_names_that_are_not_read_are_told_by_their_addresses(read):
    rows = [[f"Complaints of kind {kind}", 5, 7] for kind in ("b", "c", "d", "e", "f", "g", "h")]
    intake = read([MONTHS, ["Children in care", 410, 412], *rows[:3], ["Reviews on time", "95%", "96%"], *rows[3:]])
    assert what(intake, "unknown-measure") == [
        "7 names are not of a known measure (A3 to A5, A7 to A10); the figures beside or under were left out. "
        "Of 9 rows of figures, 2 were read."
    ]


def test_a_target_of_a_name_that_is_not_known_is_told_beside_it(read):
    rows = [[*MONTHS, "Target"], ["Children in care", 410, 412, None], ["Letters answered", 90, 91, 95]]
    assert "so was its target (D3)" in what(read(rows), "unknown-measure")[0]


def test_a_target_column_beside_a_heading_that_is_not_known_is_told(read):
    rows = [["Month", "Reviews held in time", "Reviews due", "RV in date %", "Target"]]
    rows += [["Nov-23", 57, 60, 95, 98], ["Dec-23", 58, 60, 96.7, 98]]
    assert "so was its target (E2)" in what(read(rows), "unknown-measure")[0]


def test_the_age_bands_of_children_who_started_are_not_those_of_children_in_care(read, figures):
    rows = [MONTHS, ["Statutory visits on time", "95%", "96%"], ["of which under 1", 2, 3], ["of which 16+", 5, 6]]
    assert {item for item, _, _ in figures(read(rows))} == {"visits_pct"}


def test_no_phrase_of_the_dictionary_of_labels_stands_for_two_things():
    source = tomllib.loads((LABELS / "words.toml").read_text(encoding="utf-8"))
    means = {words_of(fold(text)): "nothing" for text in source["nothing"]}
    tables = (table for table in source.values() if isinstance(table, dict))
    for table in tables:
        for concept, texts in table.items():
            for text in phrases_in(texts):
                assert means.setdefault(words_of(fold(text)), concept) == concept, text
