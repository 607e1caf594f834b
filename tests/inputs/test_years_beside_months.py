"""Tables that give the year of a row or column apart from its months."""

from __future__ import annotations

import pytest

R, V = "% reviews held on time", "% statutory visits on time"
FINANCIAL = ["Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar"]
CALENDAR = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
SCHOOL = ["Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug"]
FIRST, SECOND = TWO_YEARS = ("2022/23", "2023/24")
PER_YEAR = {FIRST: range(60, 72), SECOND: range(80, 92)}
MONTHS = [f"{2022 + n // 12}-{n % 12 + 1:02d}" for n in range(3, 27)]
EXPECTED = dict(zip(MONTHS, [*PER_YEAR[FIRST], *PER_YEAR[SECOND]], strict=True))


def reviews(item="reviews_pct"):
    return {(item, "", month): (str(n), None, None) for month, n in EXPECTED.items()}


def both():
    return reviews() | reviews("visits_pct")


def row(year, n, name):
    return [year, FINANCIAL[n], name, PER_YEAR[year][n]]


LONG = {
    "by measure, then year": [row(year, n, name) for name in (R, V) for year in TWO_YEARS for n in range(12)],
    "by month": [row(year, n, name) for year in TWO_YEARS for n in range(12) for name in (R, V)],
    "with the calendar year of each month": [
        [int(key[:4]), CALENDAR[int(key[5:]) - 1], name, n] for name in (R, V) for key, n in EXPECTED.items()
    ],
}


@pytest.mark.parametrize("order", LONG)
def test_a_long_table_with_the_year_and_the_month_in_two_columns(read, figures, found, order):
    intake = read([["Year", "Month", "Measure", "Value"], *LONG[order]])
    assert figures(intake) == both()
    assert found(intake) == []


MEASURE_FIRST, YEAR_FIRST = ["Measure", "Year", *FINANCIAL], ["Year", "Measure", *FINANCIAL]
A, B = PER_YEAR[FIRST], PER_YEAR[SECOND]
WIDE = {
    "measure, year": ([MEASURE_FIRST, [R, FIRST, *A], [R, SECOND, *B], [V, FIRST, *A], [V, SECOND, *B]], ()),
    "year, measure": ([YEAR_FIRST, [FIRST, R, *A], [FIRST, V, *A], [SECOND, R, *B], [SECOND, V, *B]], ()),
    "the measure once": ([MEASURE_FIRST, [R, FIRST, *A], [None, SECOND, *B], [V, FIRST, *A], [None, SECOND, *B]], ()),
    "the year once": ([YEAR_FIRST, [FIRST, R, *A], [None, V, *A], [SECOND, R, *B], [None, V, *B]], ()),
    "the year merged": (
        [YEAR_FIRST, [FIRST, R, *A], [None, V, *A], [SECOND, R, *B], [None, V, *B]],
        ("A2:A3", "A4:A5"),
    ),
    "months down": (
        [
            ["Measure", R, None, V, None],
            ["Month", *TWO_YEARS, *TWO_YEARS],
            *([month, A[n], B[n], A[n], B[n]] for n, month in enumerate(FINANCIAL)),
        ],
        ("B1:C1", "D1:E1"),
    ),
}


@pytest.mark.parametrize("shape", WIDE)
def test_a_wide_table_with_the_year_beside_its_rows(read, figures, found, shape):
    rows, merged = WIDE[shape]
    intake = read(rows, merged=merged)
    assert figures(intake) == both()
    assert found(intake) == []


@pytest.mark.parametrize(
    "head", [[[R], ["Year", *FINANCIAL]], [[R, *FINANCIAL]], [["% reviews held on time"], [None, *FINANCIAL]]]
)
def test_years_down_and_months_across_for_the_one_measure_of_the_title(read, figures, found, head):
    intake = read([*head, *([year, *PER_YEAR[year]] for year in TWO_YEARS)])
    assert figures(intake) == reviews()
    assert found(intake) == []


def test_calendar_years_have_january_first(read, figures):
    read_ = figures(read([[R], ["Year", *CALENDAR], [2022, *range(60, 72)], [2023, *range(80, 92)]]))
    assert read_["reviews_pct", "", "2022-01"] == ("60", None, None)
    assert read_["reviews_pct", "", "2023-12"] == ("91", None, None)


def test_academic_years_have_september_first(read, figures):
    rows = [["Measure", "Academic year", *SCHOOL], *([R, year, *PER_YEAR[year]] for year in TWO_YEARS)]
    read_ = figures(read(rows))
    assert read_["reviews_pct", "", "2022-09"] == ("60", None, None)
    assert read_["reviews_pct", "", "2024-08"] == ("91", None, None)


def test_quarters_across_and_years_down(read, figures):
    rows = [["Measure", "Year", "Q1", "Q2", "Q3", "Q4"], [R, "2022/23", 60, 61, 62, 63], [R, "2023/24", 80, 81, 82, 83]]
    assert figures(read(rows)) == {
        ("reviews_pct", "", f"{end}/3"): (str(n), None, None)
        for end, n in zip(
            ("2022-06", "2022-09", "2022-12", "2023-03", "2023-06", "2023-09", "2023-12", "2024-03"),
            (60, 61, 62, 63, 80, 81, 82, 83),
            strict=True,
        )
    }


@pytest.mark.parametrize(
    ("years", "months"),
    [((2022, 2023), FINANCIAL), (TWO_YEARS, SCHOOL), (TWO_YEARS, CALENDAR)],
    ids=["bare years from April", "years from September, not said to be academic", "financial years from January"],
)
def test_months_in_another_order_than_that_of_their_year_are_told(read, found, years, months):
    intake = read([["Measure", "Year", *months], *([R, year, *range(60, 72)] for year in years)])
    assert not any(series.points for one in intake.returns for series in one.series)
    assert {kind for kind, _ in found(intake)} >= {"unclear-period"}


def test_a_quarter_merged_over_its_months_has_the_year_of_its_row(read, figures):
    rows = [["Measure", "Year", *FINANCIAL], [R, "2022/23", 60], [R, "2023/24", 80]]
    assert (
        figures(read(rows, merged=("C2:E2", "C3:E3"))).items()
        >= {
            ("reviews_pct", "", "2022-06/3"): ("60", None, None),
            ("reviews_pct", "", "2023-06/3"): ("80", None, None),
        }.items()
    )


HEADED = ["Measure", "Year", "Quarter", "Value"]
QUARTERS = {"2022-06": 61, "2022-09": 62, "2022-12": 63, "2023-03": 64}
BY_QUARTER = {("reviews_pct", "", f"{end}/3"): (str(value), None, None) for end, value in QUARTERS.items()}
NUMBERED = {
    "the measure beside": [HEADED, *([R, "2022/23", n, 60 + n] for n in (1, 2, 3, 4))],
    "the measure above": [["Financial year", "Qtr", R], *(["2022/23", n, 60 + n] for n in (1, 2, 3, 4))],
    "the quarter first": [["Quarter", "Year", R], *([n, "2022/23", 60 + n] for n in (1, 2, 3, 4))],
    "the year once": [["Year", "Quarter", R], *(["2022/23" if n == 1 else None, n, 60 + n] for n in (1, 2, 3, 4))],
    "typed as text": [HEADED, *([R, "2022/23", str(n), 60 + n] for n in (1, 2, 3, 4))],
    "across": [["Year", *["2022/23"] * 4], ["Quarter", 1, 2, 3, 4], [R, 61, 62, 63, 64]],
}


@pytest.mark.parametrize("shape", NUMBERED)
def test_quarters_by_their_number_are_those_of_the_year_beside_them(read, figures, found, shape):
    intake = read(NUMBERED[shape])
    assert figures(intake) == BY_QUARTER
    assert found(intake) == []


def test_one_row_of_a_quarter_by_its_number(read, figures, found):
    intake = read([HEADED, [R, "2022/23", 3, 62], [V, "2022/23", 3, 41]])
    assert figures(intake) == {
        ("reviews_pct", "", "2022-12/3"): ("62", None, None),
        ("visits_pct", "", "2022-12/3"): ("41", None, None),
    }
    assert found(intake) == []


def test_months_by_their_number_are_those_of_a_calendar_year(read, figures):
    intake = read([["Year", "Month", R], *([2023, n, 60 + n] for n in (10, 11, 12))])
    assert figures(intake) == {("reviews_pct", "", f"2023-{n}"): (str(60 + n), None, None) for n in (10, 11, 12)}


@pytest.mark.parametrize(
    ("year", "by", "numbers"),
    [
        ("2022/23", "Month", range(1, 10)),
        ("2022/23", "Period", range(1, 10)),
        (2023, "Week", range(30, 40)),
        (2023, "Quarter", range(1, 5)),
        ("2022/23", "Quarter", range(1, 7)),
        ("2022/23", "Term", range(1, 4)),
        ("2022/23", "Half", (1, 2)),
    ],
)
def test_numbers_that_may_count_from_any_month_are_told_once(read, figures, found, year, by, numbers):
    intake = read([["Measure", "Year", by, "Value"], *([name, year, n, 60 + n] for name in (R, V) for n in numbers)])
    assert figures(intake) == {}
    assert [kind for kind, _ in found(intake)].count("unclear-period") == 1


BARE = [["Measure", *FINANCIAL[:9]], ["Children in care", *range(401, 410)]]


@pytest.mark.parametrize(
    "title", ["Children in care 2023/24", "Scorecard 2023-24", "Financial year 2023/24", "2023/24", "Return: 2023/24"]
)
def test_months_without_a_year_are_of_the_financial_year_in_the_title(in_december, title):
    down = [["Month", "Children in care"], *map(list, zip(FINANCIAL, range(401, 410), strict=False))]
    for rows in (BARE, down):
        assert in_december([[title], [], *rows]) == (["409"], [])
    in_full = [["Measure", "April", "May", "December"], ["Children in care", 401, 402, 409]]
    assert in_december([[title], [], *in_full])[0] == ["409"]


def test_months_without_a_year_are_of_the_financial_year_in_the_name_of_the_sheet(in_december):
    assert in_december(BARE, name="2023-24") == (["409"], [])
    assert in_december([["Children in care 2023/24"], [], *BARE], name="2022-23")[0] == []


@pytest.mark.parametrize(
    "titles",
    [
        *(["Children in care 2023"], ["Academic year 2023/24"], ["Board of 2023/24"], ["Scorecard"]),
        *(["Scorecard 2023/24", "Scorecard 2022/23"], ["Scorecard 2023/24", "Compared with 2022/23"]),
    ],
)
def test_months_without_a_year_are_told_where_the_title_leaves_it_open(in_december, titles):
    values, kinds = in_december([*([title] for title in titles), [], *BARE])
    assert (values, set(kinds)) == ([], {"unclear-period"})


@pytest.mark.parametrize("months", [CALENDAR, SCHOOL])
def test_months_that_begin_another_year_than_that_of_the_title_are_told(in_december, months):
    rows = [["Children in care 2023/24"], [], ["Measure", *months], ["Children in care", *range(401, 413)]]
    assert in_december(rows)[0] == []
