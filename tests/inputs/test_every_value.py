"""Every way in which a figure may be typed: read exactly, marked for what it says, or refused with its cell."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest

pytestmark = pytest.mark.slow

# The 53 ways to type a number: what a count is then, a state, or "" where the cell is refused.
NUMBERS = {
    **dict.fromkeys(("1,234", "1 234", "1\u00a0234", "1\u202f234"), "1234"),
    "£1,234.50": "1234.5",
    **dict.fromkeys((" 12 ", "\u00a012", "12\u200b", "12 (est.)"), "12"),
    **dict.fromkeys(("N/A", "n/a", "z"), "not applicable"),
    **dict.fromkeys(("-", "–", "..", "x", "TBC"), "not available"),
    **dict.fromkeys(("c", "*", "<5", "5 or fewer", "[c]", "[low]"), "suppressed"),
    **dict.fromkeys(
        ("95%", "95 %", "(12)", "12-", "−12", "–12", "+7", "1.234,5", "1'234", "１２", "٣٤", "1e3", "0x1F"), ""
    ),
    **dict.fromkeys(("1/2", "½", "12.", "twelve", ".", "nil", "None", "NULL", "NaN", "inf", "Infinity", "1_000"), ""),
    **dict.fromkeys(("TRUE", "O", "l2", "12*", "12†"), ""),
}
MINUS = {"(12)", "−12"}


def test_there_are_53_ways_to_type_a_number():
    assert len(NUMBERS) == 53


@pytest.mark.parametrize(("typed", "shown"), NUMBERS.items())
def test_a_count_typed_as_text_is_read_right_or_told(read, figures, found, typed, shown):
    intake = read([["Measure", "Nov-23", "Dec-23"], ["Children in care", 410, typed]])
    assert figures(intake)["in_care_count", "", "2023-12"] == (shown or "unreadable", None, None)
    kind = "below-zero" if typed in MINUS else "not-a-number"
    assert found(intake) == ([] if shown else [(kind, "C2")])


# What a percentage's cell may hold: (value, numerator, denominator) as read.
SHARES = {
    "93.5": ("93.5", None, None),
    "93.5%": ("93.5", None, None),
    "93.5 %": ("93.5", None, None),
    "93.5 per cent": ("93.5", None, None),
    "'93.5": ("93.5", None, None),
    "’93.5%": ("93.5", None, None),
    "100": ("100", None, None),
    "100.0%": ("100", None, None),
    "0": ("0", None, None),
    "215/230": (None, "215", "230"),
    "215 / 230": (None, "215", "230"),
    "(215/230)": (None, "215", "230"),
    "215 of 230 children": (None, "215", "230"),
    "93.5% (215/230)": ("93.5", "215", "230"),
    "93.5%\n(215/230)": ("93.5", "215", "230"),
    "93.5% [215/230]": ("93.5", "215", "230"),
    "93.5 (215/230)": ("93.5", "215", "230"),
    "215/230 (93.5%)": ("93.5", "215", "230"),
    "83.3% (90/108 children)": ("83.3", "90", "108"),
    "93.5% 215 out of 230": ("93.5", "215", "230"),
    "215 (93.5%)": ("93.5", "215", None),
    "93.5% (215 children)": ("93.5", "215", None),
    "93.5% r": ("93.5", None, None),
    "93.5p": ("93.5", None, None),
    "93.5% [e]": ("93.5", None, None),
}


@pytest.mark.parametrize(("typed", "expected"), SHARES.items())
def test_a_percentage_is_read_with_the_parts_that_stand_beside_it_in_its_cell(read, figures, found, typed, expected):
    intake = read([["Measure", "Nov-23", "Dec-23"], ["Reviews on time", "93.4%", typed]])
    assert figures(intake)["reviews_pct", "", "2023-12"] == expected
    assert found(intake) == []


MARKS = {
    "not applicable": ["n/a", "N/A", "NA", "z", "[z]", "Not applicable", "no cases", "None due"],
    "not available": [
        *("x", "[x]", "M", "[M]", "-", "--", "–", "—", "..", "...", "…", ":", "TBC", "tbc", "To be confirmed"),
        *(
            "Not available",
            "Awaiting data",
            "pending",
            "not recorded",
            "Quarterly updates not available",
            "Annual only",
        ),
    ],
    "suppressed": [
        *("c", "[c]", "*", "**", "k", "[k]", "[low]", "s", "Suppressed", "<5", "< 5", "≤5", "<=5", "<6", "<10"),
        *("fewer than 5", "5 or fewer", "under 5", "1-4", "1 to 5", "0-4"),
    ],
    "missing": [" ", "\u00a0", "\u200b"],
}


@pytest.mark.parametrize(("state", "mark"), [(state, mark) for state, marks in MARKS.items() for mark in marks])
@pytest.mark.parametrize("measure", ["Children in care", "% reviews on time", "Entry to care to adoptive home"])
def test_a_mark_keeps_its_reason_in_every_kind_of_measure_and_is_never_nought(
    read, figures, found, measure, state, mark
):
    intake = read([["Measure", "Oct-23", "Nov-23", "Dec-23"], [measure, 90, mark, 92]])
    ((value, _, _),) = [value for key, value in figures(intake).items() if key[2] == "2023-11"]
    assert value == state
    assert found(intake) == ([("missing-month", "C2")] if state == "missing" else [])


@pytest.mark.parametrize(
    ("value", "says"),
    [
        *(
            (words, "The text here is not a number.")
            for words in ("93,5", "1.234,5", "12*", "Green", "[w]", "see note", "#N/A ")
        ),
        *(
            (words, "The text here is not a number.")
            for words in ("1 year 7 months", "~412", "412?", "1,23/230", "80% of 15")
        ),
        *((words, "The time here is not a number.") for words in ("01:07", "1:07", "19:00")),
        *((value, "The time here is not a number.") for value in (time(1, 7), timedelta(hours=31))),
        *((value, "The date or true/false here is not a number.") for value in (datetime(2023, 4, 1), True)),
    ],
)
@pytest.mark.parametrize("measure", ["Children in care", "% reviews on time", "Entry to care to adoptive home"])
def test_what_is_no_number_is_refused_with_its_cell_and_what_to_type(read, figures, measure, value, says):
    intake = read([["Measure", "Nov-23", "Dec-23"], [measure, 90, value]])
    ((shown, _, _),) = [shown for key, shown in figures(intake).items() if key[2] == "2023-12"]
    assert shown == "unreadable"
    assert [(one.kind, one.cell, one.what) for one in intake.findings] == [("not-a-number", "C2", says)]


def test_a_length_of_time_is_told_what_it_may_stand_for(read):
    intake = read([["Measure", "Nov-23", "Dec-23"], ["Entry to care to adoptive home", 580, "01:07"]])
    assert str(intake.findings[0]) == (
        "return.xlsx › Return › C2: The time here is not a number. "
        "If 1:07 stands for 1 year and 7 months, type the number of days instead, and run again."
    )


@pytest.mark.parametrize("error", ["#N/A", "#DIV/0!", "#REF!", "#NAME?", "#VALUE!", "#NUM!", "#NULL!"])
def test_a_cell_that_shows_an_error_is_told_and_is_not_blank(read, figures, found, error):
    intake = read([["Measure", "Nov-23", "Dec-23"], ["Children in care", 410, error]])
    assert figures(intake)["in_care_count", "", "2023-12"] == ("unreadable", None, None)
    assert found(intake) == [("error-in-cell", "C2")]


# (numerator, denominator) beside #DIV/0!: what the percentage then is.
@pytest.mark.parametrize(
    ("parts", "shown", "told"),
    [
        ((0, 0), "not applicable", []),
        ((None, None), "missing", []),
        ((5, None), "unreadable", ["error-in-cell"]),
        ((5, 10), "unreadable", ["error-in-cell"]),
    ],
)
def test_a_division_by_nothing_says_that_there_were_no_cases(read, figures, found, parts, shown, told):
    rows = [["Measure", "Part", "Oct-23", "Nov-23", "Dec-23"], ["Reviews on time", "Num", 4, 3, parts[0]]]
    rows += [[None, "Den", 5, 4, parts[1]], [None, "%", 80, 75, "#DIV/0!"]]
    intake = read(rows)
    assert figures(intake)["reviews_pct", "", "2023-12"][0] == shown
    assert [kind for kind, _ in found(intake)] == told


# A row of percentages, as numbers and with a number format: how it is read, or the one finding about it.
ROWS = [
    ((0.9, 0.935, 1), "0.0%", ("90", "93.5", "100"), []),
    ((90, 93.5, 100), "0.0", ("90", "93.5", "100"), []),
    (("90%", "93.5 %", 100), "General", ("90", "93.5", "100"), []),
    (("0.9", "0.935", "1"), "0%", ("90", "93.5", "100"), [("read-as-fractions", "B2")]),
    ((0.9, 0.935, 1), "General", ("90", "93.5", "100"), [("read-as-fractions", "B2")]),
    ((0.5, 0.7, 0.9), "General", ("50", "70", "90"), [("read-as-fractions", "B2")]),
    ((0, 0, 0.93), "0%", ("0", "0", "93"), []),
    ((0, 93.5, 94), "General", ("0", "93.5", "94"), []),
    ((0.94, 93.5, 92.1), "General", ("unreadable",) * 3, [("mixed-percentage-scale", "B2")]),
    ((0.9, "91%", 92), "General", ("unreadable", "91", "unreadable"), [("mixed-percentage-scale", "B2")]),
    ((0.5, 1.2, 2), "General", ("unreadable",) * 3, [("mixed-percentage-scale", "B2")]),
    ((1, 0, 1), "General", ("unreadable", "0", "unreadable"), [("unclear-percentage-scale", "B2")]),
    ((1, 1, 1), "0%", ("100", "100", "100"), []),
    ((0.9, 1.2, 0.8), "0%", ("90", "unreadable", "80"), [("percentage-out-of-range", "C2")]),
    (("16.600000000000001", 19, "19.0"), "General", ("16.600000000000001", "19", "19"), []),
]


@pytest.mark.parametrize(("values", "form", "shown", "told"), ROWS)
def test_the_scale_of_percentages_is_that_of_their_row_or_is_told(read, figures, found, values, form, shown, told):
    intake = read([["Measure", "Oct-23", "Nov-23", "Dec-23"], ["% reviews on time", *values]], formats={"2": form})
    assert tuple(value for value, _, _ in figures(intake).values()) == shown
    assert found(intake) == told


def test_shares_of_1_that_nothing_shows_to_be_so_are_told_with_how_they_were_read(read):
    intake = read([["Measure", "Nov-23", "Dec-23"], ["Three or more homes", 0.5, 0.9]])
    assert str(intake.findings[0]) == (
        "return.xlsx › Return › B2: The figures of “Three or more homes” were read as decimals: 0.5 is 50%. "
        "If they are right, show them as percentages in Excel; if they mean 0.5%, write the % signs."
    )


def test_shares_of_1_that_their_parts_prove_are_not_told(read, figures, found):
    rows = [
        ["Measure", "Part", "Nov-23", "Dec-23"],
        ["Reviews on time", "Num", 45, 57],
        [None, "Den", 50, 60],
        [None, "%", 0.9, 0.95],
    ]
    intake = read(rows)
    assert (figures(intake)["reviews_pct", "", "2023-12"], found(intake)) == (("95", "57", "60"), [])


@pytest.mark.parametrize(
    ("typed", "flag"),
    [
        ("412 r", "revised"),
        ("412r", "revised"),
        ("412 (r)", "revised"),
        ("412 p", "provisional"),
        ("412 [p]", "provisional"),
        ("412e", "estimated"),
    ],
)
def test_a_flag_behind_a_number_is_kept_beside_it(read, typed, flag):
    (point,) = read([["Measure", "Dec-23"], ["Children in care", typed]]).returns[0].series[0].points
    assert (point.value.value, point.value.flag) == (412, flag)
