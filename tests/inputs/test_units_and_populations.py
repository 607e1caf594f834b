"""Units beside names and over tables, and other groups of children in titles, keep figures of others off the page."""

from __future__ import annotations

import pytest

from tests.inputs.testshire import FEW, IN_CARE, MONTHS, SHARES

RATES = [8.1, 8.0, 8.2, 8.1, 8.3, 8.2, 8.1, 8.0, 8.2]
DAYS = "Entry to care to adoptive home"


@pytest.mark.parametrize(
    ("name", "figures"),
    [
        *((f"Missing episodes ({unit})", FEW) for unit in ("days", "children", "hours", "£")),
        *((f"Children in care ({unit})", IN_CARE) for unit in ("£", "families", "placements", "days")),
        *((f"Reviews on time ({unit})", SHARES) for unit in ("days", "children", "weeks", "£")),
        *((f"{DAYS} ({unit})", IN_CARE) for unit in ("weeks", "months", "working days")),
        *((f"Missing episodes{unit}", FEW) for unit in (" - days", ", days", ": children", " [days]")),
        *((f"Good or outstanding schools ({unit})", SHARES) for unit in ("schools", "number of schools")),
        ("Came into care (£)", FEW),
    ],
)
def test_a_unit_after_a_name_that_is_not_the_measures_own_keeps_its_figures_off(in_december, name, figures):
    assert in_december([["Measure", *MONTHS], [name, *figures]]) == ([], ["other-unit"])


@pytest.mark.parametrize(
    ("name", "figures"),
    [
        *((f"Missing episodes ({unit})", FEW) for unit in ("episodes", "incidents", "number")),
        *((f"{DAYS} ({unit})", IN_CARE) for unit in ("days", "calendar days")),
        ("Children in care (children)", IN_CARE),
        ("Children missing (children)", FEW),
        ("Reviews on time (%)", SHARES),
    ],
)
def test_the_measures_own_unit_after_its_name_changes_nothing(in_december, name, figures):
    assert in_december([["Measure", *MONTHS], [name, *figures]]) == ([str(figures[-1])], [])


@pytest.mark.parametrize(
    ("name", "unit", "figures"),
    [
        *(("Rate per 10,000", unit, RATES) for unit in ("Per 1,000", "per 1000 children", "Per 100,000", "Per head")),
        *((DAYS, unit, IN_CARE) for unit in ("In weeks", "Weeks", "Median", "Median days", "Number of weeks")),
        *(("Children in care", unit, IN_CARE) for unit in ("Families", "Placements", "Episodes", "Visits")),
        ("Missing episodes", "Children", FEW),
        ("Children missing", "Episodes", FEW),
    ],
)
def test_another_unit_in_a_column_of_units_keeps_figures_off(in_december, name, unit, figures):
    assert in_december([["Measure", "Unit", *MONTHS], [name, unit, *figures]]) == ([], ["other-unit"])


@pytest.mark.parametrize(
    ("name", "unit", "figures"),
    [
        *(("Rate per 10,000", unit, RATES) for unit in ("Per 10,000", "Rate", "Rate per 10,000")),
        *((DAYS, unit, IN_CARE) for unit in ("Days", "In days", "Average days", "Number of days", "Mean")),
        *(("Children in care", unit, IN_CARE) for unit in ("Children", "Number", "Young people", "Volume")),
        ("Missing episodes", "Incidents", FEW),
    ],
)
def test_the_measures_own_unit_in_a_column_of_units_changes_nothing(in_december, name, unit, figures):
    assert in_december([["Measure", "Unit", *MONTHS], [name, unit, *figures]]) == ([str(figures[-1])], [])


def test_a_volume_of_reviews_is_no_percentage(in_december):
    assert "98.2" not in in_december([["Measure", "Unit", *MONTHS], ["Reviews on time", "Volume", *SHARES]])[0]


@pytest.mark.parametrize("words", ["Weeks", "Months", "In weeks", "Figures in weeks", "Time in months", "Median"])
def test_weeks_months_or_medians_over_or_under_a_table_are_no_mean_days(in_december, words):
    table = [["Measure", *MONTHS], [DAYS, *IN_CARE]]
    assert in_december([[words], [], *table]) == ([], ["other-unit"])
    assert in_december([*table, [], [words]]) == ([], ["other-unit"])


@pytest.mark.parametrize("words", ["Months", "Monthly", "Days"])
def test_months_over_a_table_of_children_say_nothing_of_their_unit(in_december, words):
    assert in_december([[words], [], ["Measure", *MONTHS], ["Children in care", *IN_CARE]]) == (["412"], [])


def test_the_word_months_over_the_months_is_no_unit(in_december):
    assert in_december([["Measure", "Months"], [None, *MONTHS], [DAYS, *IN_CARE]]) == (["412"], [])


OTHERS = [
    *("Care leavers", "Care leavers performance report", "Child in need", "Children in need", "Fostering"),
    *("Children subject to a child protection plan", "Missing from home", "Adopted children", "Youth justice"),
    *("All pupils", "School population", "Previously looked after", "Young carers", "Edge of care", "Adopters"),
    *("Private fostering", "Special guardianship", "Child in need visits", "Youth Justice: performance"),
]


@pytest.mark.parametrize("words", OTHERS)
def test_a_table_of_other_children_gives_no_figure_of_children_in_care(in_december, words):
    heads, row = ["Measure", *MONTHS], ["Visits on time", *SHARES]
    assert in_december([[words], [], heads, row]) == ([], ["not-the-councils"])
    assert in_december([heads, [words], row]) == ([], ["not-the-councils"])
    assert in_december([heads, row], name=words[:31].replace(":", "")) == ([], ["not-the-councils"])


@pytest.mark.parametrize(
    ("words", "name"),
    [
        *(("Care leavers", name) for name in ("Pathway plan in place", "Suitable accommodation")),
        ("Care leavers aged 19 to 21", "Suitable accommodation"),
        *((words, "Pathway plan in place") for words in ("Leaving care", "Leaving Care Service")),
        *(("Fostering", name) for name in ("Long-term stability", "Three or more homes")),
        *((words, "Left care through adoption") for words in ("Adoption", "Adopted children", "Leaving care")),
        *((words, "Visits on time") for words in ("CIN, CP and CLA", "Children in care and care leavers")),
        *((words, "Visits on time") for words in ("Children in need, child protection and children in care",)),
        *((words, "Visits on time") for words in ("Children’s social care", "Children looked after", "Fostering Team")),
        ("Missing from home and care", "Visits on time"),
    ],
)
def test_the_measures_own_children_in_a_title_change_nothing(in_december, words, name):
    heads, row = ["Measure", *MONTHS], [name, *SHARES]
    assert in_december([[words], [], heads, row]) == (["98.2"], [])
    assert in_december([heads, [words], row]) == (["98.2"], [])


def test_the_title_of_a_section_holds_up_to_the_next(in_december):
    rows = [
        ["Measure", *MONTHS],
        *(["Care leavers"], ["Pathway plan in place", *SHARES]),
        *(["Children in care"], ["Visits on time", *SHARES]),
        *(["Fostering"], ["Long-term stability", *SHARES]),
    ]
    assert in_december(rows) == (["98.2"] * 3, [])


def test_a_column_says_whose_each_row_is_and_a_service_may_own_the_figures_of_all(in_december):
    heads = ["Measure", "Cohort", *MONTHS]
    assert in_december([heads, ["Visits on time", "Care leavers", *SHARES]]) == ([], ["not-the-councils"])
    assert in_december([heads, ["Pathway plan in place", "Care leavers", *SHARES]]) == (["98.2"], [])
    assert in_december([["Measure", "Service", *MONTHS], ["Visits on time", "Fostering", *SHARES]]) == (["98.2"], [])


@pytest.mark.parametrize(
    "name", ["Children in care during the month", "Children looked after during month", "Children in care in the month"]
)
def test_children_in_care_at_any_time_of_a_month_are_not_those_at_its_end(in_december, name):
    assert in_december([["Measure", *MONTHS], [name, *IN_CARE]]) == ([], ["unknown-measure", "not-a-return"])


def test_a_total_in_the_month_beside_a_name_is_not_the_number_at_its_end(in_december):
    rows = [["Measure", "Detail", *MONTHS], ["Children in care", "Total in the month", *IN_CARE]]
    assert in_december(rows) == ([], ["other-span"])


@pytest.mark.parametrize(
    "name",
    [
        *(
            "All schools good or outstanding",
            "Good or outstanding schools (all pupils)",
            "Visits on time (all children)",
        ),
        *("Missing episodes (all children)", "Missing episodes - all children"),
    ],
)
def test_a_name_of_all_children_or_all_schools_is_not_that_of_children_in_care(in_december, name):
    figures, kinds = in_december([["Measure", *MONTHS], [name, *FEW]])
    assert figures == []
    assert kinds
