"""Returns nobody thought of: any grid of any values ends in findings, and what is written in a shape is read back."""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from inputs.files.workbook_values import NO_SAVED_RESULT, Cell, CellRange, Sheet
from inputs.findings import CATALOGUE, Strength
from inputs.headings.vocabulary import Lexicon
from inputs.intake import Item, State
from inputs.period import MONTH_NAMES
from inputs.read_sheet import read_sheet

pytestmark = pytest.mark.slow

# The same examples on every machine, few enough for a few seconds, and nothing kept from one run to the next.
FEW = settings(
    max_examples=300,
    derandomize=True,
    database=None,
    deadline=None,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

PAIRS = ("Reviews held on time", "Statutory visits on time", "Three or more homes")
LEXICON = Lexicon(
    (
        *(Item(name, "reviews_and_visits", (name,), percentage=True, counts="children") for name in PAIRS),
        Item("Children in care", "headline", ("Children in care",)),
        Item("Ages", "headline", ("Children in care by age",), groups={"Under 1": ("0",), "5 to 9": ("5-9",)}),
        Item("A1", "adoption", ("Entry to care to adoptive home", "A1"), ("Total days",), ("Children",)),
    )
)

SECRET = "Zqvx Wynne 7731"  # stands for a name that a cell may hold and no message may repeat
HEADINGS = [
    "Measure",
    "Month",
    "Period",
    "Team",
    "Target",
    "RAG",
    "YTD",
    "Total",
    "Num",
    "Den",
    "%",
    "Value",
    "Of",
    "N",
    "England",
]
PERIODS = [
    *("Dec-23", "Nov 23", "Q3 2023/24", "2023/24", "2023", "Jan", "Q4", "FY24", "04/05/2025", "Dec-23 Num", "2023-12"),
    *(
        2023,
        202324,
        45261,
        45231,
        datetime(2024, 12, 23),
        datetime(2023, 12, 31),
        date(2024, 1, 24),
        datetime(1899, 12, 30),
    ),
]
NAMES = [
    *PAIRS,
    "Children in care",
    "Under 1",
    "5-9",
    "0",
    "Total days",
    "Children",
    "A1 (days)",
    "Reviews held on time - num",
]
WORDS = [
    "c",
    "n/a",
    "-",
    "<5",
    "TBC",
    "93,5",
    "215/230",
    "93.5% (215/230)",
    "12 r",
    "Below 8%",
    "01:07",
    SECRET,
    "x" * 200,
    "\u202e\n",
]
ANY_VALUE = st.one_of(
    st.sampled_from([*HEADINGS, *PERIODS, *NAMES, *WORDS]),
    st.integers(-5, 500),
    st.floats(),
    st.integers(),
    st.booleans(),
    st.sampled_from([time(1, 7), timedelta(hours=30), datetime(9999, 12, 31)]),
    st.text(max_size=12),
)
ANY_CELL = st.one_of(
    st.tuples(ANY_VALUE, st.sampled_from(["General", "0%", "mmm-yy"]), st.just("")),
    st.tuples(st.none(), st.just("General"), st.sampled_from(["#REF!", "#DIV/0!", NO_SAVED_RESULT])),
)
SPOTS = st.tuples(st.integers(1, 9), st.integers(1, 8))


@st.composite
def any_sheet(draw):
    """Draw a sheet: any cells at any spots, merged blocks that may overlap, hidden rows, days from 1900 or 1904."""
    drawn = draw(st.dictionaries(SPOTS, ANY_CELL, max_size=40))
    cells = {spot: Cell(*spot, value, form, trouble) for spot, (value, form, trouble) in drawn.items()}
    corners = draw(st.lists(st.tuples(SPOTS, st.integers(0, 4), st.integers(0, 4)), max_size=4))
    merged = tuple(CellRange(row, column, row + down, column + across) for (row, column), down, across in corners)
    hidden = draw(st.frozensets(st.integers(1, 9), max_size=3))
    return Sheet("Return", cells, draw(st.booleans()), merged, hidden, hidden, draw(st.booleans()))


@FEW
@given(any_sheet())
def test_any_grid_of_any_values_ends_in_returns_and_findings(sheet):
    got = read_sheet(sheet, "return.xlsx", "0" * 64, LEXICON)
    for finding in got.findings:
        assert finding.kind in CATALOGUE
        assert re.fullmatch(r"|[A-Z]{1,3}\d{1,7}", finding.cell)
        assert finding.what.endswith(".")
        assert "Wynne" not in str(finding)
    for point in (point for one in got.returns for series in one.series for point in series.points):
        for reading in (point.value, point.numerator, point.denominator):
            assert reading is None or (reading.value is not None) == (reading.state is State.NUMBER)
            assert reading is None or reading.value is None or reading.value.is_finite()
        assert point.value is None or point.value.value is None or point.value.value >= 0


@FEW
@given(st.lists(st.lists(st.one_of(st.none(), ANY_VALUE), max_size=6), max_size=6))
def test_whatever_stands_under_true_headings_is_read_or_told(rows):
    table = [["Measure", "Target", "Nov-23", "Dec-23", None, "2023/24 Q3"], *rows]
    got = read_sheet(sheet_of(table), "return.xlsx", "0" * 64, LEXICON)
    assert all(finding.kind in CATALOGUE for finding in got.findings)


def sheet_of(rows, merged=()):
    cells = {
        (row, column): Cell(row, column, value)
        for row, values in enumerate(rows, start=1)
        for column, value in enumerate(values, start=1)
        if value is not None
    }
    return Sheet("Return", cells, merged=tuple(merged))


SPELLINGS = {
    "Dec-23": lambda year, month: f"{MONTH_NAMES[month - 1][:3]}-{year % 100:02}",
    "December 2023": lambda year, month: f"{MONTH_NAMES[month - 1]}\n{year}\u00a0",
    "2023-12": lambda year, month: f"{year}/{month:02}" if (year + 1) % 100 == month else f"{year}-{month:02}",
    "12/2023": lambda year, month: f"{month}/{year}",
    "first day": lambda year, month: datetime(year, month, 1),
    "last day": lambda year, month: datetime(year, month, calendar.monthrange(year, month)[1]),
    "number": lambda year, month: date(year, month, 1).toordinal() - date(1899, 12, 30).toordinal(),
}


@st.composite
def any_return(draw):
    """Draw (months, heading of each, {measure: [(numerator, denominator) or a mark, one for each month]})."""
    start, count = draw(st.integers(12 * 2019, 12 * 2026)), draw(st.integers(1, 14))
    months = [divmod(index, 12) for index in range(start, start + count)]
    months = [(year, month + 1) for year, month in months]
    spelling = draw(st.sampled_from([name for name in SPELLINGS if count > 1 or name != "number"]))
    pair = st.integers(1, 900).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole)))
    mark = st.sampled_from([("c", "c"), ("n/a", "n/a"), ("<5", 31), ("..", ".."), (None, None)])
    figure = st.one_of(pair, pair, pair, mark)
    names = draw(st.lists(st.sampled_from(PAIRS), min_size=1, max_size=3, unique=True))
    return (
        months,
        [SPELLINGS[spelling](*month) for month in months],
        {name: draw(st.lists(figure, min_size=count, max_size=count)) for name in names},
    )


def part_rows(headings, figures):
    rows = [["Measure", "Part", *headings]]
    for name, pairs in figures.items():
        rows += [
            [name, "Numerator", *(top for top, _ in pairs)],
            [None, "Denominator", *(bottom for _, bottom in pairs)],
        ]
    return rows, ()


def part_columns(headings, figures):
    rows = [["Measure", *(cell for heading in headings for cell in (heading, None))]]
    rows.append([None, *["Num", "Den"] * len(headings)])
    rows += [[name, *(cell for pair in pairs for cell in pair)] for name, pairs in figures.items()]
    return rows, [CellRange(1, 2 + 2 * at, 1, 3 + 2 * at) for at in range(len(headings))]


def months_down(headings, figures):
    rows = [["Month", *(cell for name in figures for cell in (name, None))], [None, *["Num", "Den"] * len(figures)]]
    for at, heading in enumerate(headings):
        rows.append([heading, *(cell for pairs in figures.values() for cell in pairs[at])])
    return rows, [CellRange(1, 1, 2, 1), *(CellRange(1, 2 + 2 * at, 1, 3 + 2 * at) for at in range(len(figures)))]


def long_list(headings, figures):
    rows = [["Measure", "Period", "Numerator", "Denominator"]]
    for name, pairs in figures.items():
        rows += [[name, heading, *pair] for heading, pair in zip(headings, pairs, strict=True)]
    return rows, ()


def long_list_of_parts(headings, figures):
    rows = [["Period", "Measure", "Part", "Value"]]
    for at, heading in enumerate(headings):
        for name, pairs in figures.items():
            rows += [[heading, name, "Numerator", pairs[at][0]], [heading, name, "Denominator", pairs[at][1]]]
    return rows, ()


def fractions(headings, figures):
    rows = [["Measure", *headings]]
    for name, pairs in figures.items():
        rows.append([name, *(f"{top}/{bottom}" if isinstance(top, int) else top for top, bottom in pairs)])
    return rows, ()


SHAPES = [part_rows, part_columns, months_down, long_list, long_list_of_parts, fractions]


def read_back(rows, merged):
    """Read rows and give {(measure, year, month): (numerator, denominator)}, marks as states, without blank ones."""
    got = read_sheet(sheet_of(rows, merged), "return.xlsx", "0" * 64, LEXICON)
    assert [finding for finding in got.findings if finding.strength is Strength.MUST_FIX] == []
    read = {}
    for series in (series for one in got.returns for series in one.series):
        for point in series.points:
            assert point.period.length == 1
            parts = tuple(map(shown, (point.numerator or point.value, point.denominator or point.value)))
            if parts != (None, None):
                read[series.item, point.period.year, point.period.month] = parts
    return read


def shown(reading):
    if reading is None or reading.state is State.MISSING:
        return None
    return int(reading.value) if reading.state is State.NUMBER else reading.state


STATES = {"c": State.SUPPRESSED, "<5": State.SUPPRESSED, "n/a": State.NOT_APPLICABLE, "..": State.NOT_AVAILABLE}


def written(months, figures, fraction=False):
    """Say what ought to be read back; a mark in a cell of fractions goes for both parts."""
    expected = {}
    for name, pairs in figures.items():
        for month, (top, bottom) in zip(months, pairs, strict=True):
            parts = (STATES.get(top, top), STATES.get(bottom, bottom))
            if parts != (None, None):
                expected[name, *month] = (parts[0], parts[0]) if fraction and isinstance(top, str) else parts
    return expected


@pytest.mark.parametrize("shape", SHAPES, ids=[shape.__name__ for shape in SHAPES])
def test_a_return_written_in_any_shape_is_read_back_exactly(shape):
    @settings(FEW, max_examples=60)
    @given(any_return())
    def check(drawn):
        months, headings, figures = drawn
        assert read_back(*shape(headings, figures)) == written(months, figures, shape is fractions)

    check()


@settings(FEW, max_examples=60)
@given(any_return(), st.booleans(), st.booleans(), st.booleans())
def test_headings_stacked_in_two_or_three_rows_are_read_back_exactly(drawn, quarters, merged, spacers):
    months, _, figures = drawn
    rows, blocks = stacked(months, figures, quarters, merged, spacers)
    assert read_back(rows, blocks) == written(months, figures)


def stacked(months, figures, quarters, merged, spacers):
    """Write years over months, or years over quarters over months; with a blank column before each new year."""
    lines = [["Measure", "Part"], [None, None], [None, None]]
    body = {name: ([name, "Numerator"], [None, "Denominator"]) for name in figures}
    blocks, open_block = [], {}
    for at, (year, month) in enumerate(months):
        first = year - (month < 4)
        tops = (f"{first}/{(first + 1) % 100:02}", f"Q{(month - 4) % 12 // 3 + 1}")
        if spacers and open_block and open_block[0][0] != tops[0]:
            for line in (*lines, *(row for pair in body.values() for row in pair)):
                line.append(None)
            open_block = {}
        for height, top in enumerate(tops):
            column, key = len(lines[0]) + 1, tops[: height + 1]
            if open_block.get(height, (None,))[0] == key[-1] and open_block[height][2] == key:
                lines[height].append(None)
                blocks[open_block[height][1]] = blocks[open_block[height][1]]._replace(right=column)
            else:
                lines[height].append(top)
                blocks.append(CellRange(height + 1, column, height + 1, column))
                open_block[height] = (key[-1], len(blocks) - 1, key)
        lines[2].append(MONTH_NAMES[month - 1][:3])
        for name, pairs in figures.items():
            for row, figure in zip(body[name], pairs[at], strict=True):
                row.append(figure)
    used = lines if quarters else [lines[0], lines[2]]
    areas = [block for block in blocks if block.top == 1 or quarters]
    return [*used, *(row for pair in body.values() for row in pair)], areas if merged else []


def taken_for_a_day(typing, year, month):
    """Give what Excel holds after ``Feb-29`` was typed: a day of the year of typing, or, if there is none, a first."""
    try:
        return datetime(typing, month, year - 2000)
    except ValueError:
        return datetime(year if year < 2030 else year - 100, month, 1)


@FEW
@given(st.lists(st.integers(10, 900), min_size=2, max_size=14), st.integers(12 * 2023, 12 * 2029), st.integers(1, 2))
@example([410, 412], 12 * 2023 + 11, 1)
def test_months_that_a_workbook_took_for_days_of_the_year_of_typing_are_read_as_months(values, start, late):
    months = [(index // 12, index % 12 + 1) for index in range(start, start + len(values))]
    typing = months[0][0] + late
    headings = [taken_for_a_day(typing, *month) for month in months]
    got = read_sheet(sheet_of([["Measure", *headings], ["Children in care", *values]]), "r.xlsx", "0" * 64, LEXICON)
    read = {(p.period.year, p.period.month): p.value.value for p in got.returns[0].series[0].points}
    assert read == dict(zip(months, values, strict=True))
    same = all((day.year, day.month) == month for day, month in zip(headings, months, strict=True))
    assert [finding.kind for finding in got.findings] == ([] if same else ["month-label-from-date"])
