"""Targets as teams write them: read with the side they name, or refused with their cell; never a guess."""

from __future__ import annotations

from datetime import datetime, time

import pytest

pytestmark = pytest.mark.slow

AT_MOST, AT_LEAST = "at most", "at least"

# (as written, value, side) in a return of percentages and in one of counts or days.
SHARES = [
    *(
        (words, "95", AT_LEAST)
        for words in ("above 95%", "Above\n95%", "over 95%", "more than 95%", "at least 95%", ">95%", "> 95")
    ),
    *(
        (words, "95", AT_LEAST)
        for words in (">=95", ">= 95%", "=>95", "> = 95", "≥95", "≥ 95%", "⩾95%", "95%+", "95% or more")
    ),
    *(
        (words, "95", AT_LEAST)
        for words in ("95% or above", "min 95%", "Min. 95%", "95% (min)", "at or above 95%", "not below 95%")
    ),
    *(
        (words, "95", AT_LEAST)
        for words in ("greater than or equal to 95%", "no less than 95%", "Target: >=95%", "Above\u00a095%")
    ),
    *(
        (words, "8", AT_MOST)
        for words in ("Below 8%", "below 8 %", "under 8%", "less than 8%", "fewer than 8%", "<8", "< 8%", "<=8")
    ),
    *(
        (words, "8", AT_MOST)
        for words in ("≤8%", "⩽8", "at most 8%", "no more than 8%", "8% or less", "8% or below", "up to 8%")
    ),
    *(
        (words, "8", AT_MOST)
        for words in ("max 8%", "Max. 8%", "8% max", "not above 8%", "at or below 8%", "less than or equal to 8")
    ),
    *(
        (words, "95", "")
        for words in ("95%", "95 %", "95", "95.0%", "Target 95%", "=95%", "equal to 95%", "95 per cent", "“95%”")
    ),
    *((number, "95", "") for number in (95, 95.0, 0.95, "0.95")),
    ("100%", "100", ""),
    (">=100%", "100", AT_LEAST),
]
OTHERS = [
    *(
        (words, "484", AT_MOST)
        for words in ("Below 484", "<484", "< 484", "<=484", "under 484", "fewer than 484 children")
    ),
    *((words, "484", "") for words in (484, "484", "484 children")),
    *((words, "400", "") for words in ("400 days", "400", 400)),
    ("under 400 days", "400", AT_MOST),
    ("400 days or less", "400", AT_MOST),
    ("1,200", "1200", ""),
]


def wide(measure, target, figures):
    return [["Measure", "Target", "Nov-23", "Dec-23"], [measure, target, *figures]]


@pytest.mark.parametrize(("words", "value", "side"), SHARES)
def test_a_target_for_a_percentage_is_read_with_its_side(read, found, words, value, side):
    if isinstance(words, str) and words.startswith("="):
        words = f" {words}"  # a cell that opens with = is a formula
    intake = read(wide("Reviews on time", words, (93.4, 93.5)))
    target = intake.returns[0].series[0].target
    assert (f"{target.value.normalize():f}", target.comparison, target.cell) == (value, side, "B2")
    assert found(intake) == []


@pytest.mark.parametrize(("words", "value", "side"), OTHERS)
@pytest.mark.parametrize("measure", ["Children in care", "Entry to care to adoptive home"])
def test_a_target_for_a_count_or_days_is_read_with_its_side(read, found, measure, words, value, side):
    intake = read(wide(measure, words, (410, 412)))
    target = intake.returns[0].series[0].target
    assert (f"{target.value:f}", target.comparison, found(intake)) == (value, side, [])


@pytest.mark.parametrize(
    "words",
    [
        *(
            "90-95%",
            "90% - 95%",
            "90 to 95%",
            "between 90 and 95%",
            "90–95",
            "95% by March",
            "14 months",
            "20 working days",
        ),
        *(
            "400 days",
            "95,0",
            "95%*",
            "95% (national)",
            "England average",
            "improve",
            "higher is better",
            "~95%",
            "RED",
            "1",
        ),
        *(datetime(2023, 12, 1), time(1, 7), True, "95% 2023/24", "at least 95% or more", "01:07", "#REF!"),
    ],
)
def test_what_is_not_one_number_of_the_measure_is_refused(read, found, words):
    intake = read(wide("Reviews on time", words, (93.4, 93.5)))
    assert intake.returns[0].series[0].target is None
    assert found(intake) == [("unclear-target", "B2")]


@pytest.mark.parametrize(
    "words", ["95%", "below 8%", "15-18", "400-484", "20 per worker", "60 per 10k", "4 months", "12 weeks"]
)
def test_a_count_has_no_target_in_per_cent_in_weeks_or_in_a_range(read, found, words):
    intake = read(wide("Children in care", words, (410, 412)))
    assert (intake.returns[0].series[0].target, found(intake)) == (None, [("unclear-target", "B2")])


@pytest.mark.parametrize("words", ["above 100%", "> 100", "105%", "-5%", "below 0%", "484", "more than 120%"])
def test_a_target_that_can_never_be_met_is_told_and_not_used(read, found, words):
    intake = read(wide("Reviews on time", words, (93.4, 93.5)))
    assert (intake.returns[0].series[0].target, found(intake)) == (None, [("impossible-target", "B2")])


@pytest.mark.parametrize(
    "words", ["n/a", "N/A", "TBC", "None", "-", "–", "—", "..", "not set", "No target set", "Monitor", " "]
)
def test_no_target_is_no_fault(read, found, words):
    intake = read(wide("Reviews on time", words, (93.4, 93.5)))
    assert (intake.returns[0].series[0].target, found(intake)) == (None, [])


# A target on the scale of its row: (figures, target, format, value) or the kind of finding.
@pytest.mark.parametrize(
    ("figures", "target", "value"),
    [
        ((0.93, 0.94), 0.95, "95"),
        ((0.93, 0.94), 95, "95"),
        ((0.93, 0.94), 1, "100"),
        ((0.93, 0.94), 1.2, "unclear-target"),
        ((93, 94), 0.95, "95"),
        ((93, 94), 1, "unclear-target"),
        ((1.2, 2.4), 1.2, "1.2"),
    ],
)
def test_a_target_typed_on_another_scale_than_its_row_is_put_on_it_or_refused(read, found, figures, target, value):
    form = {"C2": "0%", "D2": "0%"} if figures[0] < 1 else {}
    intake = read(wide("% reviews on time", target, figures), formats=form)
    read_target = intake.returns[0].series[0].target
    if read_target is None:
        assert found(intake) == [(value, "B2")]
    else:
        assert (f"{read_target.value.normalize():f}", found(intake)) == (value, [])


PLACES = {
    "a column before the months": wide("% reviews on time", ">=95", (90, 91)),
    "a column after the months": [["Measure", "Nov-23", "Dec-23", "Target"], ["% reviews on time", 90, 91, ">=95"]],
    "a column between the months": [["Measure", "Nov-23", "Target", "Dec-23"], ["% reviews on time", 90, ">=95", 91]],
    "a row under the headings": [["Month", "% reviews on time"], ["Target", ">=95"], ["Nov-23", 90], ["Dec-23", 91]],
    "a row under the months": [["Month", "% reviews on time"], ["Nov-23", 90], ["Dec-23", 91], ["Target:", ">=95"]],
    "a row of its own": [
        ["Measure", "Nov-23", "Dec-23"],
        ["% reviews on time", 90, 91],
        ["% reviews on time - target", ">=95", ">=95"],
    ],
    "a column of a list": [
        ["Measure", "Period", "Value", "Target"],
        *(["% reviews on time", p, 90, ">=95"] for p in ("Nov-23", "Dec-23")),
    ],
    "a column under each month": [
        ["Measure", "Nov-23", None, "Dec-23", None],
        [None, *["Actual", "Target"] * 2],
        ["% reviews on time", 90, ">=95", 91, ">=95"],
    ],
}


@pytest.mark.parametrize("rows", PLACES.values(), ids=PLACES)
def test_a_target_is_found_wherever_it_stands(read, found, rows):
    (series,) = read(rows).returns[0].series
    assert (series.target.value, series.target.comparison) == (95, AT_LEAST)
    assert (len(series.points), found(read(rows))) == (2, [])


def test_a_target_against_the_direction_of_its_measure_is_read_as_written(read):
    # Which way is better is the report's to know: it tells a target that faces the other way.
    target = read(wide("Three or more homes", "above 8%", (9, 10))).returns[0].series[0].target
    assert (target.value, target.comparison) == (8, AT_LEAST)
