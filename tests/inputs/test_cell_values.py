"""What one data cell says: a number, the reason there is none, or something that cannot be read."""

from __future__ import annotations

from datetime import datetime, time
from decimal import Decimal

import pytest

from inputs.files.workbook_values import NO_SAVED_RESULT, Cell
from inputs.headings.cell_values import plain, read_value
from inputs.headings.number_formats import shows_percent
from inputs.intake import State


def read(value, number_format="General", trouble=""):
    return read_value(Cell(1, 1, value, number_format, trouble))


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (412, "412"),
        (0, "0"),
        (0.935, "0.935"),
        (0.1 + 0.2, "0.30000000000000004"),
        ("1,234", "1234"),
        ("1 234", "1234"),
        ("1\u00a0234", "1234"),
        ("1\u202f234", "1234"),
        (" 12 ", "12"),
        ("12\u200b", "12"),
        ("95%", "95"),
        ("95 %", "95"),
        ("(12)", "-12"),
        ("-12", "-12"),
        ("−12", "-12"),
        ("£1,234.50", "1234.50"),
    ],
)
def test_a_number_is_read_exactly_however_it_is_typed(value, number):
    assert (read(value).state, read(value).number) == (State.NUMBER, Decimal(number))


@pytest.mark.parametrize(
    ("mark", "state"),
    [
        (None, State.MISSING),
        ("  ", State.MISSING),
        ("n/a", State.NOT_APPLICABLE),
        ("N/A", State.NOT_APPLICABLE),
        ("z", State.NOT_APPLICABLE),
        ("x", State.NOT_AVAILABLE),
        ("..", State.NOT_AVAILABLE),
        ("-", State.NOT_AVAILABLE),
        ("TBC", State.NOT_AVAILABLE),
        ("not available", State.NOT_AVAILABLE),
        ("c", State.SUPPRESSED),
        ("*", State.SUPPRESSED),
        ("[c]", State.SUPPRESSED),
        ("k", State.SUPPRESSED),
        ("<5", State.SUPPRESSED),
        ("<6", State.SUPPRESSED),
        ("fewer than 5", State.SUPPRESSED),
        ("5 or fewer", State.SUPPRESSED),
        ("1-4", State.SUPPRESSED),
    ],
)
def test_blank_not_applicable_not_available_and_suppressed_are_kept_apart_and_are_never_zero(mark, state):
    assert (read(mark).state, read(mark).number) == (state, None)


@pytest.mark.parametrize(
    ("phrase", "state"),
    [
        *(
            (text, State.NOT_AVAILABLE)
            for text in ("awaiting data from health", "Awaited", "To follow", "Data to follow")
        ),
        *((text, State.NOT_AVAILABLE) for text in ("not yet available - due Feb 24", "data not available until Q4")),
        *((text, State.NOT_AVAILABLE) for text in ("due Jan 24", "Available from March 2024", "tbc (Health)", "N/K")),
        *(
            (text, State.NOT_AVAILABLE)
            for text in ("figures are currently unavailable", "no return received", "unknown")
        ),
        *((text, State.NOT_AVAILABLE) for text in ("Not yet published", "pending validation", "reported quarterly")),
        *(
            (text, State.NOT_AVAILABLE)
            for text in ("to be confirmed\nFeb 2024", "Awaiting Dec-23 data", "under review")
        ),
        *(
            (text, State.NOT_APPLICABLE)
            for text in ("n/a this quarter", "Not applicable until April 2024", "N/A - annual")
        ),
        *(
            (text, State.UNREADABLE)
            for text in ("ask the team", "n/adult", "dues", "outstanding", "missing", "annuals")
        ),
        *((text, State.UNREADABLE) for text in ("about 12, awaiting more", "12 awaiting", "See note 1", "412 pending")),
    ],
)
def test_a_phrase_that_says_why_there_is_no_figure_is_read_by_how_it_begins(phrase, state):
    assert (read(phrase).state, read(phrase).number) == (state, None)


@pytest.mark.parametrize(
    "value",
    [
        "1.234,5",
        "93,5",
        "1'234",
        "12-",
        "–12",
        "+7",
        "12.",
        ".",
        "1e3",
        "0x1F",
        "½",
        "１２",
        "٣٤",
        "twelve",
        "nil",
        "None",
        "NaN",
        "inf",
        "1_000",
        "TRUE",
        "O",
        "l2",
        "12*",
        "12†",
        "1,23",
        "ask the team",
        True,
        False,
        datetime(2023, 12, 1),
        time(1, 7),
        float("nan"),
        float("inf"),
    ],
)
def test_what_is_not_plainly_a_number_is_never_guessed(value):
    assert read(value).state is State.UNREADABLE


@pytest.mark.parametrize("trouble", ["#REF!", "#DIV/0!", NO_SAVED_RESULT])
def test_a_cell_with_an_error_is_not_blank(trouble):
    assert read(None, trouble=trouble).state is State.UNREADABLE


@pytest.mark.parametrize(
    ("text", "number", "numerator", "denominator"),
    [
        ("215/230", None, 215, 230),
        ("215 of 230", None, 215, 230),
        ("215 out of 230", None, 215, 230),
        ("1,215/1,230", None, 1215, 1230),
        ("93.5% (215/230)", "93.5", 215, 230),
        ("93.5 % (215 of 230)", "93.5", 215, 230),
        ("215/230 (93.5%)", "93.5", 215, 230),
    ],
)
def test_a_fraction_in_one_cell_gives_its_parts(text, number, numerator, denominator):
    cell = read(text)
    assert cell.number == (None if number is None else Decimal(number))
    assert (cell.numerator, cell.denominator) == (numerator, denominator)


@pytest.mark.parametrize(
    ("text", "flag"),
    [("12 p", "provisional"), ("12r", "revised"), ("12 (est.)", "estimated"), ("93.5% (prov)", "provisional")],
)
def test_a_trailing_mark_is_kept_as_a_flag(text, flag):
    assert (read(text).flag, read(text).state) == (flag, State.NUMBER)


def test_only_a_format_that_scales_the_number_shows_a_percentage():
    assert shows_percent("0.0%")
    assert not shows_percent('0.0"%"')
    assert not shows_percent("0.0\\%")
    assert not shows_percent("General")


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("412", "412"),
        ("93.50", "93.5"),
        ("1234567", "1,234,567"),
        ("1E+3", "1,000"),
        ("1E+308", "more than 1,000,000,000"),
    ],
)
def test_a_number_in_a_message_is_written_as_a_person_writes_it(number, shown):
    assert plain(Decimal(number)) == shown


@pytest.mark.parametrize("typed", ["400 405", "400 405 410", "93% R", "405 R", "93%R"])
def test_two_numbers_or_a_rating_beside_one_are_not_a_figure(typed):
    assert read(typed).state is State.UNREADABLE


@pytest.mark.parametrize("typed", ["93% (1)", "93% (2)", "93% [1]"])
def test_a_number_that_is_that_percentage_of_no_whole_number_is_a_note_and_no_numerator(typed):
    assert read(typed).state is State.UNREADABLE


@pytest.mark.parametrize(("typed", "count"), [("93% (54)", 54), ("33 (7%)", 33), ("0 (0%)", 0), ("100% (5)", 5)])
def test_a_number_that_may_be_that_percentage_of_a_whole_number_is_the_numerator(typed, count):
    assert read(typed).numerator == count
