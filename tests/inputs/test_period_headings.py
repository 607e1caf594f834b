"""What one heading says of a period."""

from __future__ import annotations

from datetime import datetime

import pytest

from inputs.headings.period_headings import Form, period_heading
from inputs.period import Period

DECEMBER, QUARTER_3, YEAR = Period(2023, 12), Period(2023, 12, 3), Period(2024, 3, 12)


@pytest.mark.parametrize(
    ("heading", "period"),
    [
        ("Dec-23", DECEMBER),
        ("Dec 23", DECEMBER),
        ("Dec'23", DECEMBER),
        ("Dec’23", DECEMBER),
        ("DEC 2023", DECEMBER),
        ("December 2023", DECEMBER),
        ("December\n2023", DECEMBER),
        ("2023 Dec", DECEMBER),
        ("12/2023", DECEMBER),
        ("2023-12", DECEMBER),
        ("2023-12-31", DECEMBER),
        ("2023-12-01T00:00:00Z", DECEMBER),
        ("31 December 2023", DECEMBER),
        ("31st Dec 23", DECEMBER),
        ("Position at 31 December 2023", DECEMBER),
        ("31/12/2023", DECEMBER),
        ("31.12.23", DECEMBER),
        ("Dec-23 (prov)", DECEMBER),
        ("Dec-23*", DECEMBER),
        ("Q3 23/24", QUARTER_3),
        ("Q3 2023/24", QUARTER_3),
        ("2023/24 Q3", QUARTER_3),
        ("2023-24 Q3", QUARTER_3),
        ("2023–24 Q3", QUARTER_3),
        ("Qtr 3 2023/24", QUARTER_3),
        ("Quarter 3, 2023/24", QUARTER_3),
        ("Oct-Dec 23", QUARTER_3),
        ("Oct to Dec 2023", QUARTER_3),
        ("2023/24 Q4", Period(2024, 3, 3)),
        ("Q1 2023/24", Period(2023, 6, 3)),
        ("Apr-Dec 23", Period(2023, 12, 9)),
        ("2023/24", YEAR),
        ("2023-24", YEAR),
        ("2023/2024", YEAR),
        ("23/24", YEAR),
        ("YE Mar 24", YEAR),
        ("Year ending 31 March 2024", YEAR),
        ("12 months to Mar 24", YEAR),
        (datetime(2023, 12, 1), DECEMBER),
        (datetime(2023, 12, 31), DECEMBER),
    ],
)
def test_each_form_of_heading_that_councils_use_names_its_period(heading, period):
    assert period_heading(heading).period == period
    assert period_heading(heading).has_period


@pytest.mark.parametrize(
    ("heading", "form", "month"),
    [("DEC", Form.MONTH, 12), ("Sept", Form.MONTH, 9), ("Q3", Form.QUARTER, 12), ("Qtr 4", Form.QUARTER, 3)],
)
def test_a_month_or_a_quarter_alone_waits_for_its_year(heading, form, month):
    part = period_heading(heading)
    assert (part.form, part.month, part.has_period) == (form, month, False)


@pytest.mark.parametrize("heading", ["04/05/2025", "1/4/25", "2010-11"])
def test_a_heading_with_two_readings_is_unclear(heading):
    assert period_heading(heading).form is Form.UNCLEAR


@pytest.mark.parametrize(
    "heading",
    [
        "Target",
        "YTD",
        "412",
        "93.5%",
        "215/230",
        "1-4",
        "5-9",
        "10-15",
        "29/02/2025",
        "31/04/2025",
        "2023/25",
        "marmite",
        "Q5",
        "2020/21-22/23",
        "w/c 07/04/2025",
        "",
        "England 2023",
        True,
        412,
        93.5,
        None,
        datetime(1899, 12, 30),
        "x" * 500,
    ],
)
def test_what_is_not_on_the_list_is_not_a_period(heading):
    assert period_heading(heading) is None


def test_a_whole_number_may_be_a_year_or_a_date_that_lost_its_format():
    assert (period_heading(2024).form, period_heading("2024").form) == (Form.YEAR, Form.YEAR)
    serial = period_heading(45261)
    assert (serial.form, serial.year, serial.month, serial.day) == (Form.SERIAL, 2023, 12, 1)
