"""Headings that cannot all be right: each is named once, and nothing under it is used."""

from __future__ import annotations

from datetime import datetime

import pytest

from inputs.headings.heading_order import Doubt, doubtful_headings
from inputs.headings.period_headings import period_heading
from inputs.period import Period

IN_ORDER = [
    "Oct-23 Nov-23 Dec-23",
    "Dec-23 Nov-23 Oct-23",  # newest first
    "Dec-23 Oct-23 Nov-23",  # the latest month, then the months before it
    "Nov-23 Dec-23 Dec-22",  # with the same month of last year
    "Dec-23 Dec-22 Nov-23",
    "Apr-22 Apr-23 May-22 May-23 Jun-22 Jun-23",  # each month beside that of last year
    "Oct-23 Nov-23 Dec-23 Oct-22 Nov-22 Dec-22",  # this year, then last year
    "Apr-23 Aug-23 Dec-23 Jul-23 Jun-23 May-23 Nov-23 Oct-23 Sep-23",  # by the alphabet: figures go with them
    "Mar-23 Jun-23 Sep-23 Dec-23",
    "Apr-23 May-23 Jun-23 Jul-23 Sep-23 Oct-23",  # no August
    "Nov-23 Dec-24",  # of two, nobody can tell
]
MISTYPED = [
    ("Nov-22 Dec-22 Jan-24 Feb-23 Mar-23", {"Jan-24": "Jan-23"}),
    ("Dec-22 Jan-24 Feb-23", {"Jan-24": "Jan-23"}),
    ("Feb-23 Jan-24 Dec-22", {"Jan-24": "Jan-23"}),
    ("Oct-22 Nov-22 Dec-22 Jan-22", {"Jan-22": "Jan-23"}),  # the old year, typed after New Year
    (
        "Sep-22 Oct-22 Nov-22 Dec-22 Jan-22 Feb-22 Mar-22 Apr-23",
        {"Jan-22": "Jan-23", "Feb-22": "Feb-23", "Mar-22": "Mar-23"},
    ),
    ("Jan-23 Feb-22 Mar-22 Apr-22", {"Jan-23": "Jan-22"}),
    ("Oct-23 Nov-23 Dec-24", {"Dec-24": "Dec-23"}),
    ("Apr-23 May-23 Jan-23 Jul-23 Aug-23", {"Jan-23": "Jun-23"}),  # Jan for Jun
    ("Jun-23 Sep-23 Dec-24 Mar-24", {"Dec-24": "Dec-23"}),
    # The last one breaks the order of all the others, in whatever month or year it was typed.
    *(
        (f"Apr-23 May-23 Jun-23 Jul-23 Aug-23 Sep-23 Oct-23 Nov-23 {last}", {last: "Dec-23"})
        for last in ("Mar-23", "Jan-23", "Feb-23", "Mar-22", "Apr-22", "Jan-22")
    ),
    ("Mar-23 Nov-23 Oct-23 Sep-23 Aug-23 Jul-23", {"Mar-23": "Dec-23"}),  # newest first
    ("Mar-24 May-23 Jun-23 Jul-23 Aug-23 Sep-23", {"Mar-24": "Apr-23"}),
    ("Mar-22 Jun-22 Sep-22 Dec-22 Mar-23 Dec-21", {"Dec-21": "Jun-23"}),  # by the quarter
]
OUT_OF_ORDER = [
    ("Oct-23 Dec-23 Nov-23", "Dec-23 Nov-23"),
    ("Nov-23 Oct-23 Dec-23", "Nov-23 Oct-23"),
    ("Dec-23 Oct-23 Nov-23 Sep-23", "Oct-23 Nov-23"),
    ("Apr-23 May-23 Jul-23 Aug-23 Jun-23 Sep-23", "Jul-23 Aug-23 Jun-23"),
    ("Apr-23 Jun-23 May-23 Jul-23 Sep-23 Aug-23", "Jun-23 May-23 Sep-23 Aug-23"),
    ("Jun-23 Dec-23 Sep-23 Mar-24", "Dec-23 Sep-23"),
    ("Oct-23 Nov-23 Mar-23", "Mar-23"),
    ("Oct-23 Nov-23 Jan-23", "Jan-23"),
]
MONTHS = [datetime(2023, month, 1) for month in range(4, 13)]
SWAPPED = [datetime(day.year, day.day, day.month) for day in MONTHS]
VALUES = [400, 402, 401, 405, 404, 406, 408, 409, 412]


def period(text: str) -> Period:
    heading = period_heading(text)
    assert heading is not None
    return heading.period


def doubts(headings: str) -> list[tuple[Doubt, dict[str, Period]]]:
    texts = headings.split()
    found = doubtful_headings({place: period(text) for place, text in enumerate(texts)}, {})
    return [(one.why, {texts[place]: likely for place, likely in sorted(one.likely.items())}) for one in found]


@pytest.mark.parametrize("headings", IN_ORDER)
def test_headings_in_any_usual_order_are_left_as_they_are(headings):
    assert doubts(headings) == []


@pytest.mark.parametrize(("headings", "likely"), MISTYPED)
def test_a_heading_that_does_not_fit_between_the_others_is_found_with_the_one_that_does(headings, likely):
    assert doubts(headings) == [(Doubt.MISTYPED, {text: period(other) for text, other in likely.items()})]


@pytest.mark.parametrize("last", ["Mar-23", "Jan-23", "Mar-22", datetime(2023, 1, 12)])
@pytest.mark.parametrize("shape", ["across", "down", "long"])
def test_figures_under_a_last_heading_that_goes_back_are_of_no_month(read, figures, last, shape):
    headings = [*(MONTHS[:-1] if isinstance(last, datetime) else [f"{day:%b-%y}" for day in MONTHS[:-1]]), last]
    rows = [["Measure", *headings], ["Children in care", *VALUES]]
    if shape == "down":
        rows = [list(row) for row in zip(*rows, strict=True)]
    elif shape == "long":
        rows = [
            ["Measure", "Month", "Value"],
            *(["Children in care", *one] for one in zip(headings, VALUES, strict=True)),
        ]
    intake = read(rows)
    assert [one.kind for one in intake.findings] == ["headings-in-doubt"]
    assert [value for value, *_ in figures(intake).values()] == [*map(str, VALUES[:-1]), "not available"]


@pytest.mark.parametrize(("headings", "wrong"), OUT_OF_ORDER)
def test_headings_out_of_order_in_a_run_are_found(headings, wrong):
    assert doubts(headings) == [(Doubt.ORDER, {text: period(text) for text in wrong.split()})]


def test_a_year_typed_wrong_among_years_is_found_and_a_year_left_out_is_none():
    years = {place: Period(year, 3, 12) for place, year in enumerate((2020, 2021, 2032, 2023))}
    assert doubtful_headings(years, {})[0].likely == {2: Period(2022, 3, 12)}
    assert (
        doubtful_headings({place: Period(year, 3, 12) for place, year in enumerate((2020, 2021, 2023, 2024))}, {}) == []
    )


def test_a_doubled_month_stands_for_the_one_that_is_missing_after_it():
    assert doubts("Oct-23 Nov-23 Nov-23 Jan-24") == [(Doubt.MISTYPED, {"Nov-23": Period(2023, 12)})]
    assert [why for why, _ in doubts("Oct-23 Nov-23 Nov-23")] == [Doubt.TWICE]


def test_a_wrong_year_inside_a_run_is_told_once_and_its_figures_are_left_out(read, figures):
    rows = [["Month", "Children in care", "Visits on time"]]
    rows += [
        [text, n, f"{n}.5%"] for n, text in enumerate(["Nov-22", "Dec-22", "Jan-24", "Feb-23", "Mar-23"], start=20)
    ]
    intake = read(rows)
    assert [str(one) for one in intake.findings] == [
        "return.xlsx › Return › A4: The heading here says January 2024 where the headings around it lead to January "
        "2023. Its figures were left out. Correct the heading, to Jan-23 if that is meant, and run again."
    ]
    assert [month for (*_, month), (value, *_) in figures(intake).items() if value == "not available"] == [
        "2023-01"
    ] * 2
    assert not any(month == "2024-01" for *_, month in figures(intake))


def test_a_wrong_year_of_the_last_month_must_be_mended(read, found):
    rows = [["Measure", "Oct-23", "Nov-23", "Dec-24"], ["Children in care", 408, 409, 412]]
    assert found(read(rows)) == [("headings-in-doubt", "D1")]


def test_headings_of_months_to_come_without_figures_are_no_trouble(read, found):
    rows = [["Measure", "Oct-23", "Nov-23", "Dec-23", "Jan-23"], ["Children in care", 408, 409, 412, None]]
    assert found(read(rows)) == []


def test_exchanged_months_must_be_mended_and_are_named_once_for_all_rows(read):
    rows = [
        ["Measure", "Oct-23", "Dec-23", "Nov-23"],
        ["Children in care", 408, 409, 412],
        ["Visits on time", "91.5%", "92.5%", "93.5%"],
    ]
    assert [str(one) for one in read(rows).findings] == [
        "return.xlsx › Return › C1: The headings here are not in order of time (C1 December 2023, D1 November 2023), "
        "so it is not sure whose the figures are. Put each period at its own figures, in order of time, and run again."
    ]


def test_a_long_list_may_stand_in_any_order(read, found):
    rows = [["Measure", "Month", "Value"], *(["Children in care", m, 408] for m in ("Oct-23", "Dec-23", "Nov-23"))]
    assert found(read(rows)) == []


@pytest.mark.parametrize("across", [True, False])
def test_dates_with_day_and_month_exchanged_are_named_once(read, across):
    rows = [["Period", *SWAPPED], ["Children in care", *VALUES]]
    intake = read(rows if across else [list(row) for row in zip(*rows, strict=True)])
    (said,) = [str(one) for one in intake.findings]
    first, last = ("B1", "J1") if across else ("A2", "A10")
    assert said == (
        f"return.xlsx › Return › {first}: The dates {first} to {last} look as if their day and month had been "
        "exchanged, as a spreadsheet set to American dates does: then they are April 2023 to December 2023. Type them "
        "again as months, such as Apr-23, and run again."
    )
    assert intake.returns[0].series[0].points[0].value.value is None


def test_of_two_years_of_exchanged_dates_and_of_some_left_as_text_too_the_same_is_said(read, found):
    before = [datetime(2022, 1, month) for month in range(4, 13)]
    january = [datetime(2023, 1, month) for month in range(1, 13)]
    rows = [["Period", *before, *january], ["Children in care", *range(400, 421)]]
    assert found(read(rows)) == [("headings-in-doubt", "B1")]
    panel_days = [datetime(2023, 5, 4), datetime(2023, 10, 5), "14/06/2023", "13/07/2023", datetime(2023, 10, 8)]
    assert found(read([["Period", *panel_days], ["Children in care", *VALUES[:5]]])) == [("headings-in-doubt", "B1")]


def test_true_dates_are_left_as_they_are(read, found):
    assert found(read([["Period", *MONTHS], ["Children in care", *VALUES]])) == []
    weeks = [datetime(2023, 4, 28), datetime(2023, 5, 26), datetime(2023, 6, 30)]  # the last Friday
    assert found(read([["Period", *weeks], ["Children in care", *VALUES[:3]]])) == []


def test_every_figure_knows_the_cell_of_its_heading(read):
    (one,) = read([["Measure", "Oct-23", "Nov-23"], ["Children in care", 408, 409]]).returns[0].series
    assert [point.heading for point in one.points] == ["B1", "C1"]


def test_months_under_their_year_that_have_changed_places_are_named_once(read):
    months = ["Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Dec", "Nov"]
    rows = [["Measure", "2023/24", *[None] * 8], [None, *months], ["Children in care", *VALUES]]
    (finding,) = read(rows).findings
    assert (finding.kind, finding.cell) == ("headings-in-doubt", "I2")
    assert "I2 December 2023, J2 November 2023" in finding.what


def test_a_month_typed_wrong_under_its_year_is_named_and_the_others_are_read(read, figures):
    months = ["Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jun", "Feb", "Mar"]
    rows = [["Measure", "2022/23", *[None] * 11], [None, *months], ["Children in care", *VALUES, 413, 415, 416]]
    intake = read(rows)
    assert [(one.kind, one.cell) for one in intake.findings] == [("heading-out-of-place", "K2")]
    assert [value for value, *_ in figures(intake).values()][8:] == ["412", "not available", "415", "416"]


def test_exchanged_dates_under_quarters_that_they_contradict_are_named_once(read):
    rows = [
        ["Measure", "2023/24 Q1", None, None, "2023/24 Q2", None, None, "2023/24 Q3", None, None],
        [None, *SWAPPED],
        ["Children in care", *VALUES],
    ]
    told = [one for one in read(rows, merged=("B1:D1", "E1:G1", "H1:J1")).findings if one.cell]
    assert [(one.kind, one.cell) for one in told] == [("headings-in-doubt", "B2")]
    assert "The dates B2 to J2" in told[0].what
