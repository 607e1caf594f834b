"""Names that begin like one of our measures and are of another: a council of children in care, the time missing."""

from __future__ import annotations

import pytest

from inputs.headings.vocabulary import Lexicon
from report.metrics.definitions.measure_library import read_library, vocabulary


@pytest.fixture(scope="module")
def lexicon():
    return Lexicon(vocabulary(read_library()))


@pytest.mark.parametrize(
    "label",
    [
        "Social worker cases",
        "Social workers' cases held",
        "Care leaver cases",
        "Children in Care Council",
        "CiC Council",
        "Care Leavers Council",
        "Children in care council members",
        "Children in care places",
        "Children in care for at least 2 years",
        "Children in care for more than two years",
        "CLA 2 years or more",
        "All pupils in good or outstanding schools",
        "Pupils in good or outstanding schools",
        "Good or outstanding schools (number of schools)",
        "Number of good or outstanding schools",
        "Time missing",
        "Total time missing",
        "Pupils missing",
        "Students missing",
        "CLA per month",
        "CLA in month",
        "Total children in care in month",
        "Children in care in the month",
        "Children in care during the month",
        "Children in care each month",
    ],
)
def test_a_name_that_says_more_or_other_than_a_measure_is_not_read(lexicon, label):
    assert not lexicon.meaning(label).items


@pytest.mark.parametrize(
    ("label", "item"),
    [
        ("Social worker caseload", "social_worker_caseload_rate"),
        ("Cases per social worker", "social_worker_caseload_rate"),
        ("Average number of cases held per social worker", "social_worker_caseload_rate"),
        ("Children in care", "children_in_care_count"),
        ("Children in care of the council", "children_in_care_count"),
        ("Children in our care at month end", "children_in_care_count"),
        ("Children in care this month", "children_in_care_count"),
        ("In the same home for at least 2 years", "long_term_stability_pct"),
        ("Children in care 2.5 years or more in the same placement for 2 years or more", "long_term_stability_pct"),
        ("Children in good or outstanding schools", "good_or_outstanding_school_pct"),
        ("Times missing", "missing_episodes_count"),
        ("Number of times missing in month", "missing_episodes_count"),
        ("Young people missing", "children_missing_count"),
        ("Starters in month", "started_in_care_count"),
        ("Leavers in month", "left_care_count"),
    ],
)
def test_the_names_beside_them_are_read_as_before(lexicon, label, item):
    assert list(lexicon.meaning(label).items) == [item]


def test_a_name_of_all_pupils_is_told_with_the_word_that_makes_it_another(lexicon):
    near = lexicon.near("All pupils in good or outstanding schools")
    assert (near.name, near.part) == ("Good or outstanding schools", "pupils")
