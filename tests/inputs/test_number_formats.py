"""What a number format shows of the number that a cell holds, and which figures that leaves in the report."""

from __future__ import annotations

from decimal import Decimal

import pytest

from inputs.files.workbook_values import Cell
from inputs.headings.cell_values import read_value
from inputs.headings.number_formats import Look, look_of
from inputs.intake import Item, State

ACCOUNTS = '_-* #,##0_-;-* #,##0_-;_-* "-"??_-;_-@_-'
POUNDS = '_-"£"* #,##0.00_-;-"£"* #,##0.00_-;_-"£"* "-"??_-;_-@_-'


@pytest.mark.parametrize(
    "number_format",
    [
        *("General", "0", "#,##0", "#,##0.00", "0.00E+00", "# ?/?", "@", ACCOUNTS, POUNDS, "[$£-809]#,##0"),
        *(
            '0" children"',
            '0.0 "FTE"',
            "[Red]0",
            "0;[Red]-0",
            "0;-0;;@",
            '[<6]"c";0',
            '[>=6]0;"c"',
            '[Red][<6]"c";[>=6]0',
        ),
        *(
            '[<6]"c"',
            '"n = "0',
            '0" per 10,000"',
            "0 ;(0)",
            'General" days"',
            '[=0]"-";0',
            "0_)",
            '0;"c"',
            '0*"',
            "mmm-yy",
        ),
    ],
)
def test_a_number_that_is_seen_is_a_number(number_format):
    assert look_of(number_format, 412) is Look.AS_HELD


@pytest.mark.parametrize(
    ("number_format", "number"),
    [
        *(('[<6]"c"', 4), ('[<6]"c";0', 5), ('[<6]"c";General', 0.5), ('[<1000]"*";0', 412), ('[<=5]"1 to 5";0', 3)),
        *(('[>=6]0;"c"', 4), ('[Red][<6]"c";[>=6]0', 4), ("[<6]\\c;0", 4), ('[=4]"low";0', 4), ('[>400]"x";0', 412)),
        *((";;;", 412), ('"c"', 412), ('"*"', 412), ("**;**;**;**", 412), ('"n/a"', 7), ('""', 9), ('0;-0;"c"', 0)),
        *(('"c";0', 412), ('0;"c"', -3), ('"Yes";"No";"n/a"', 1), ('[<6]"c";[<100]0', 412)),
    ],
)
def test_a_number_of_which_nothing_is_seen_is_hidden_and_not_a_figure(number_format, number):
    read = read_value(Cell(1, 1, number, number_format))
    assert (read.state, read.number, read.look) == (State.SUPPRESSED, None, Look.HIDDEN)


@pytest.mark.parametrize(
    ("number_format", "look"),
    [
        *((ACCOUNTS, Look.AS_HELD), (POUNDS, Look.AS_HELD), ('0;-0;"nil"', Look.AS_HELD), ("#,##0", Look.AS_HELD)),
        *(("0;-0;;@", Look.BLANK), ("0;;", Look.BLANK), ("#", Look.BLANK), ("#,###", Look.BLANK), (";;;", Look.BLANK)),
    ],
)
def test_a_zero_shown_as_a_dash_is_zero_and_one_of_which_nothing_is_seen_is_blank(number_format, look):
    assert look_of(number_format, 0) is look
    assert read_value(Cell(1, 1, 0, number_format)).state is (State.NUMBER if look is Look.AS_HELD else State.MISSING)


@pytest.mark.parametrize(
    ("number_format", "look"),
    [
        *(("0,", Look.SCALED), ("#,##0.0,", Look.SCALED), ("0,,", Look.SCALED), ("£#,##0,", Look.SCALED)),
        *(
            ('0.0,"k"', Look.AS_HELD),
            ("£0,,\\m", Look.AS_HELD),
            ('0,,"k"', Look.SCALED),
            ('0," thousand"', Look.AS_HELD),
        ),
        *(('0"k"', Look.CHANGED), ("0\\m", Look.CHANGED), ('0"00"', Look.CHANGED), ('"<"0', Look.CHANGED)),
        *(('"up to "0', Look.CHANGED), ('0" or fewer"', Look.CHANGED), ('"c. "0', Look.CHANGED), ("0‰", Look.CHANGED)),
    ],
)
def test_a_number_that_is_divided_or_made_another_is_no_figure(number_format, look):
    read = read_value(Cell(1, 1, 412_000, number_format))
    assert look_of(number_format, 412_000) is look
    assert read.state is (State.NUMBER if look is Look.AS_HELD else State.UNREADABLE)


@pytest.mark.parametrize("number_format", ["-0", "-0;-0", '"-"#,##0', "−0.0"])
def test_a_minus_before_a_number_above_0_makes_it_another(number_format):
    assert read_value(Cell(1, 1, 412, number_format)).state is State.UNREADABLE
    assert look_of("0;-0", 412) is look_of("0;-0", -3) is Look.AS_HELD


@pytest.mark.parametrize("number_format", ['0.0"%"', "0\\%", '0 "per cent"', '0.0" %"'])
def test_a_percent_sign_that_the_format_writes_behind_the_number_is_a_percent_sign(number_format):
    read = read_value(Cell(1, 1, 93.5, number_format))
    assert (read.number, read.percent_sign, read.percent_format) == (Decimal("93.5"), True, False)


def test_a_number_kept_as_text_is_hidden_by_a_section_for_text_that_does_not_show_it():
    assert read_value(Cell(1, 1, "412", ";;;")).state is State.SUPPRESSED
    assert read_value(Cell(1, 1, "412", '0;0;0;"c"')).state is State.SUPPRESSED
    assert read_value(Cell(1, 1, "412", "0;0;0;@")).number == 412
    assert read_value(Cell(1, 1, "412", '"c"')).number == 412


HIDES_SMALL = '[<6]"c";0'
CHILDREN = Item("in_care_count", "headline", ("Children in care",), whole=True, counts="children")
ROWS = [["Measure", "Apr-23", "May-23", "Jun-23"], ["Children in care", 20, 4, 9]]


def shown(intake, figures):
    return [value for (value, _, _) in figures(intake).values()]


def test_a_figure_that_its_format_replaces_is_hidden_and_its_cell_is_named(read, figures, found):
    intake = read(ROWS, formats={"2": HIDES_SMALL}, vocabulary=[CHILDREN])
    assert shown(intake, figures) == ["20", "suppressed", "9"]
    assert found(intake) == [("shown-otherwise", "C2")]


def test_a_figure_whose_cell_alone_was_given_a_format_that_hides_small_numbers_is_left_off(read, figures, found):
    intake = read(ROWS, formats={"D2": HIDES_SMALL}, vocabulary=[CHILDREN])
    assert shown(intake, figures) == ["20", "4", "suppressed"]
    assert found(intake) == [("shown-otherwise", "D2")]


def test_a_figure_that_is_divided_by_its_format_is_left_off_and_its_cell_is_named(read, figures, found):
    rows = [ROWS[0], ["Children in care", 400_000, 409_000, 412_000]]
    intake = read(rows, formats={"D2": "0,"}, vocabulary=[CHILDREN])
    assert shown(intake, figures) == ["400000", "409000", "unreadable"]
    assert found(intake) == [("shown-otherwise", "D2")]


def test_a_count_shown_as_a_percentage_is_left_off_and_its_cell_is_named(read, figures, found):
    intake = read([ROWS[0], ["Children in care", 1, 1, 1]], formats={"D2": "0%"}, vocabulary=[CHILDREN])
    assert shown(intake, figures) == ["1", "1", "unreadable"]
    assert found(intake) == [("shown-otherwise", "D2")]


def test_months_to_come_whose_zeros_are_not_shown_are_blank(read, figures):
    intake = read([ROWS[0], ["Children in care", 20, 21, 0]], formats={"2": "0;-0;;@"}, vocabulary=[CHILDREN])
    assert shown(intake, figures) == ["20", "21", "missing"]


@pytest.mark.parametrize(
    "number_format",
    [
        *("0\\.0", '0"."0', '0"·"0', "0\\,0", "0-0", "0:00", '"."0', '0"/430"', "0/430", '0" of 430"', 'General"/5"'),
        *('"1"0', '0" (forecast)"', '0" (draft)"', '0" (est)"', '0" estimate"', "#\\,##0\\.00"),
    ],
)
def test_marks_that_a_format_writes_among_the_digits_or_touching_them_make_another_number(number_format):
    assert read_value(Cell(1, 1, 412, number_format)).look is Look.CHANGED


@pytest.mark.parametrize("number_format", ["#\\ ##0", "#\\ ##0\\ ##0", "#\\,##0", '#"’"##0', '0" per 10,000"', "# ?/?"])
def test_marks_that_part_thousands_leave_the_number_as_it_is(number_format):
    assert read_value(Cell(1, 1, 412, number_format)).number == 412


@pytest.mark.parametrize(
    "number_format", ['0" days"', "0\\ \\d\\a\\y\\s", '0" weeks"', '0" (days)"', '"£"0', "[$£-809]#,##0"]
)
def test_a_count_beside_which_its_format_writes_another_unit_is_left_off(number_format, read, figures, found):
    intake = read(ROWS, formats={"D2": number_format}, vocabulary=[CHILDREN])
    assert shown(intake, figures) == ["20", "4", "unreadable"]
    assert found(intake) == [("shown-otherwise", "D2")]


@pytest.mark.parametrize(
    ("number_format", "figure"), [('0" days"', "9"), ('0" working days"', "9"), ('"£"0', "unreadable")]
)
def test_days_are_the_unit_of_a_measure_in_days(number_format, figure, read, figures):
    waiting = Item("wait_days", "adoption", ("Days waiting",), unit="days")
    rows = [ROWS[0], ["Days waiting", 20, 4, 9]]
    assert shown(read(rows, formats={"D2": number_format}, vocabulary=[waiting]), figures) == ["20", "4", figure]


def test_a_count_whose_format_writes_a_percent_sign_is_told_as_that(read, found):
    intake = read(ROWS, formats={"D2": '0"%"'}, vocabulary=[CHILDREN])
    assert found(intake) == [("shown-otherwise", "D2")]
