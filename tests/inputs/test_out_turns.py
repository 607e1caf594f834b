"""Out-turns of earlier years beside this year's months: yearly figures, whatever their heading is called."""

from __future__ import annotations

from datetime import datetime

import pytest

from inputs.headings.out_turns import out_turn

HEADINGS = [
    *("2022/23", "Outturn 22/23", "2022/23 outturn", "2022/23 Out-turn", "2022-23 (OT)", "Annual outturn 2022/23"),
    *("Year end 2022/23", "Year-end 22/23", "YE 2022/23", "2022/23 year end", "Year end position 31 March 2023"),
    *("2022/23 Actual", "Final 2022/23", "2022/23 full year", "Baseline 2022/23", "Outturn for 2022/23"),
    *("Outturn March 2023", "March 2023 outturn", "Year to March 2023", "Year end 31/03/2023"),
    *("Previous year outturn", "Last year’s outturn", "Year end previous year", "Prior year year-end"),
    *("31 March 2023", "As at 31 March 2023", "31/03/2023", datetime(2023, 3, 31)),
]


@pytest.mark.parametrize("heading", HEADINGS)
def test_an_out_turn_before_the_months_is_the_figure_of_its_year(read, figures, found, heading):
    rows = [["Measure", heading, "Apr-23", "May-23", "Jun-23"], ["Children in care", 150, 12, 11, 14]]
    intake = read(rows)
    assert {month: value for (*_, month), (value, *_) in figures(intake).items()} == {
        "2023-03/12": "150",
        "2023-04": "12",
        "2023-05": "11",
        "2023-06": "14",
    }
    assert found(intake) == []


def test_an_out_turn_has_the_scale_of_its_row_and_does_not_change_what_the_months_are(read, figures):
    rows = [["Measure", "Outturn 22/23", "Apr-23", "May-23"], ["Reviews held on time", 0.86, 0.87, 0.9]]
    values = {month: value for (*_, month), (value, *_) in figures(read(rows)).items()}
    assert values == {"2023-03/12": "86", "2023-04": "87", "2023-05": "90"}


def test_a_31_march_beside_quarters_is_the_year_that_ends_then(read, figures):
    rows = [["Measure", "31 March 2023", "2023/24 Q1", "2023/24 Q2"], ["Children in care", 150, 152, 149]]
    assert [month for *_, month in figures(read(rows))] == ["2023-03/12", "2023-06/3", "2023-09/3"]


def test_months_that_are_all_headed_by_their_last_day_hold_no_out_turn(read, figures):
    days = [datetime(2023, 3, 31), datetime(2023, 4, 30), datetime(2023, 5, 31)]
    texts = ["31 March 2023", "30 April 2023", "31 May 2023"]
    for headings in (days, texts):
        months = [month for *_, month in figures(read([["Measure", *headings], ["Children in care", 9, 8, 7]]))]
        assert months == ["2023-03", "2023-04", "2023-05"]


def test_the_year_before_is_that_before_the_months_beside_it(read, figures):
    rows = [["Measure", "Previous year outturn", "Jan-24", "Feb-24"], ["Children in care", 150, 9, 8]]
    assert [month for *_, month in figures(read(rows))] == ["2023-03/12", "2024-01", "2024-02"]


@pytest.mark.parametrize("heading", ["Forecast outturn 2023/24", "Year end target 2022/23", "Outturn", "Actual Mar-23"])
def test_other_words_around_a_year_make_no_out_turn(heading):
    assert out_turn(heading) is None
