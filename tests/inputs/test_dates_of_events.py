"""Dates in titles: that of the figures gives a table its month, that of an event, such as a signature, gives none."""

from __future__ import annotations

from pathlib import Path

import pytest

from inputs.read import read_returns

TABLE = [["Measure", "Numerator", "Denominator", "%"], ["Reviews held on time", 157, 179, 87.7]]
EVENTS = [
    "Signed off 31 January 2024",
    "Sign-off by 31 January 2024",
    "Please return by 31 January 2024",
    "Complete by 31 January 2024",
    "Closing date: 31 January 2024",
    "Reviewed January 2024",
    "Amended 31 January 2024",
    "Circulated 31 January 2024",
    "Checked January 2024",
    "QA 31 January 2024",
    "Training on 31 January 2024",
    "Ofsted visit January 2024",
    "Template revised December 2021",
    "January 2022 template",
    "Inspection of December 2021",
    "Case system replaced in January 2021",
    "Go live January 2022",
]
TITLES = [
    "Virtual School scorecard December 2023",
    "IRO service monthly return – Dec 2023",
    "Position at 31 December 2023",
    "Testshire County Council - December 2023",
    "December 2023 return",
    "Homes and Commissioning Service, December 2023",
    "Key performance indicators Dec 2023",
    "Adoption scorecard December 2023",
    "Data pack (December 2023)",
    "Looked after children 31/12/2023",
]


@pytest.fixture
def months(tmp_path, write, sheet, vocabulary, figures):
    """Read a return of Testshire and give the months of its figures."""

    def months_of(rows, council="Testshire County Council"):
        write(sheet(rows))
        return {month for _, _, month in figures(read_returns(Path(tmp_path), vocabulary, council))}

    return months_of


@pytest.mark.parametrize("council", ["", "Testshire County Council"])
@pytest.mark.parametrize("line", EVENTS)
def test_the_date_of_an_event_is_not_that_of_the_figures(months, line, council):
    assert months([["Review service"], [line], [], *TABLE], council) == set()
    assert months([["Position at 31 December 2023"], [line], [], *TABLE], council) == {"2023-12"}


@pytest.mark.parametrize("title", TITLES)
def test_the_date_of_an_ordinary_title_is_that_of_the_figures(months, title):
    assert months([[title], [], *TABLE]) == {"2023-12"}


def test_a_word_that_is_not_known_beside_a_date_may_name_an_event(months):
    assert months([["Zebra crossing January 2024"], [], *TABLE]) == set()


@pytest.mark.parametrize("label", ["Signed off", "Return by", "Last reviewed", "Ofsted visit"])
def test_a_date_beside_the_name_of_an_event_is_not_that_of_the_figures(months, label):
    assert months([[label, "31 January 2024"], [], *TABLE]) == set()
