"""The ledger: one row for each printed number, with every place it rests on, safe to open in Excel."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest

from inputs.intake import State
from inputs.period import Period
from layouts.blocks import PlacedSpan
from report.issuing.ledger import COLUMNS, as_csv, ledger_mismatch, rows
from report.metrics.counting.aggregation import quarters, running_totals
from report.metrics.model import formatting
from report.metrics.model.measure import Basis, Comparison, Source, Target
from report.metrics.model.printed_fact import Fact
from report.metrics.model.scorecard import Observation
from report.wording import figures_in_words
from tests.report.returns import DECEMBER, LIBRARY, months, observation

PDF = b"a report"
HOMES, CAME = "three_or_more_homes_pct", "started_in_care_count"


def row(fact: object, text: str = "15.0%", page: int = 4, where: str = "panel", days: bool = False) -> dict[str, str]:
    (held,) = rows([PlacedSpan(page, text, fact, where)], with_child_days=days)
    return dict(zip(COLUMNS, held, strict=True))


def fact_of(held: Observation, what: str = "value") -> Fact:
    number = {"value": held.value, "numerator": held.numerator, "denominator": held.denominator}[what]
    assert number is not None
    return Fact(what, number, held.measure, (held,))


def test_a_printed_number_has_its_page_its_words_and_all_its_digits() -> None:
    held = row(fact_of(observation(HOMES, 62, 412, cells=("F18", "F19"))))
    assert held == {
        "page": "4",
        "where": "panel",
        "ref": "3.1",
        "measure": HOMES,
        "group": "",
        "number": "value",
        "period": "In the 12 months to December 2023",
        "printed": "15.0%",
        "exact": "15.04854368932038834951456311",
        "numerator": "62",
        "denominator": "412",
        "likely_low": "11.92",
        "likely_high": "18.82",
        "workbook": "health.xlsx",
        "sheet": "Health",
        "cells": "F18 F19",
        "sha256": "ab" * 32,
        "rule": "",
    }


def test_there_is_one_row_for_each_number_and_none_for_words() -> None:
    homes = observation(HOMES, 62, 412)
    placed = [
        PlacedSpan(1, "62", fact_of(homes, "numerator"), "panel"),
        PlacedSpan(1, " of ", None, "panel"),
        PlacedSpan(1, "412", fact_of(homes, "denominator"), "panel"),
        PlacedSpan(2, "15.0%", fact_of(homes), "chart"),
        PlacedSpan(2, "15.0%", fact_of(homes), "chart"),
        PlacedSpan(3, "1", "not a fact", "panel"),
    ]
    assert [(held[0], held[7]) for held in rows(placed)] == [("1", "62"), ("1", "412"), ("2", "15.0%"), ("2", "15.0%")]


@pytest.mark.parametrize(
    ("exact", "text"),
    [
        ("412", "412"),
        ("400", "400"),
        ("4E+2", "400"),
        ("18.30", "18.3"),
        ("0.0", "0"),
        ("580", "580"),
        ("1E-7", "0.0000001"),
    ],
)
def test_an_exact_number_has_no_exponent_and_no_empty_digits(exact: str, text: str) -> None:
    held = observation(HOMES, value=1)
    assert row(Fact("value", Decimal(exact), held.measure, (held,)))["exact"] == text


def test_a_number_of_no_workbook_names_the_publication_it_was_taken_from() -> None:
    held = row(Fact("threshold", Decimal(426), observation(HOMES, value=1).measure, published="DfE, January 2014"))
    assert (held["number"], held["exact"], held["period"]) == ("threshold", "426", "")
    assert (held["workbook"], held["sheet"], held["cells"], held["sha256"]) == ("DfE, January 2014", "", "", "")


def test_a_group_is_named() -> None:
    team = observation("average_caseload_by_team_rate", 366, "18.3", group="Children in Care social workers")
    held = row(fact_of(team), "20")
    assert (held["group"], held["denominator"]) == ("Children in Care social workers", "18.3")


def test_a_figure_that_rests_on_two_workbooks_names_both_in_the_same_order_everywhere() -> None:
    first = Source("headline.xlsx", "aa", "CIC", ("M5", "N5"))
    second = Source("homes.xlsx", "bb", "Homes", ("F18",))
    both = observation(HOMES, 62, 412)
    joined = Observation(
        both.measure, "", both.period, both.period_type, State.NUMBER, both.value, sources=(first, second)
    )
    held = row(Fact("value", Decimal(15), both.measure, (joined,)))
    assert held["workbook"] == "headline.xlsx; homes.xlsx"
    assert held["sheet"] == "CIC; Homes"
    assert held["cells"] == "M5 N5; F18"
    assert held["sha256"] == "aa; bb"


def test_a_total_names_every_cell_of_its_months() -> None:
    run = [
        observation(CAME, value=n, period=m, cells=(f"B{m.month}",))
        for n, m in zip((11, 14, 11), months(DECEMBER.back(2), DECEMBER), strict=True)
    ]
    quarter = row(fact_of(quarters(run)[0]), "36")
    assert (quarter["cells"], quarter["exact"]) == ("B10 B11 B12", "36")
    assert quarter["period"] == "During 2023/24 Q3 (October to December 2023)"


def test_a_year_to_date_says_its_months() -> None:
    run = [observation(CAME, value=10, period=m) for m in months(Period(2023, 4), DECEMBER)]
    assert row(fact_of(running_totals(run)[-1]), "90")["period"] == "Year to date: April to December 2023"


def test_a_number_worked_out_from_several_periods_names_the_first_and_the_last() -> None:
    run = [observation(HOMES, 62, 412, period=m, cells=(f"B{m.month}",)) for m in months(DECEMBER.back(2), DECEMBER)]
    (span,) = figures_in_words.how_many(run[:2], run)
    held = row(span.about, span.text)
    assert (held["printed"], held["number"]) == ("2", "number of periods")
    assert held["period"] == "October 2023 to December 2023"
    assert held["numerator"] == ""
    later_first = Fact("difference", Decimal(3), run[0].measure, (run[2], run[0]))
    assert row(later_first)["period"] == "October 2023 to December 2023"


def test_a_target_rests_on_its_own_cell_and_has_no_period() -> None:
    target = Target(Decimal(8), Comparison.AT_MOST, Basis.LOCAL, Source("homes.xlsx", "bb", "Homes", ("D9",)))
    held = row(Fact("target", target.value, LIBRARY[HOMES], (), target), "8%")
    assert (held["cells"], held["workbook"], held["period"], held["exact"]) == ("D9", "homes.xlsx", "", "8")


def test_a_target_of_the_library_rests_on_no_cell() -> None:
    plans = LIBRARY["personal_education_plan_pct"]
    assert plans.target is not None
    assert row(Fact("target", plans.target.value, plans, (), plans.target), "100%")["cells"] == ""


def test_spaces_that_only_hold_a_line_together_are_ordinary_in_the_ledger() -> None:
    days = observation("order_to_match_days_mean", 5364, 18)
    assert row(fact_of(days), formatting.value_text(days))["printed"] == "298 days"


def opened(ledger: list[tuple[str, ...]]) -> list[list[str]]:
    lines = csv.reader(io.StringIO(as_csv(ledger, PDF).decode("utf-8-sig"), newline=""))
    return [line[:-2] for line in lines]  # the last columns name the report and the council


def test_the_file_opens_in_excel_as_it_stands() -> None:
    content = as_csv([("1", "Peterborough’s “café”")], PDF)
    assert content.startswith(b"\xef\xbb\xbfpage,where,")
    assert content.endswith(b"\r\n")
    assert "’".encode() in content


def test_commas_quotes_and_line_ends_in_a_sheets_name_stay_in_their_cell() -> None:
    name = 'Homes, "stability"\nand missing'
    assert opened([("1", name)])[1] == ["1", name]


@pytest.mark.parametrize(
    "name",
    ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"],
    ids=["equals", "plus", "minus", "at", "tab", "return"],
)
def test_a_sheet_named_like_a_formula_is_never_run(name: str) -> None:
    assert opened([("1", name)])[1] == ["1", f"'{name}"]


def test_a_workbook_named_like_a_formula_is_never_run_from_a_row() -> None:
    held = observation(HOMES, 62, 412)
    live = Source("=cmd|' /C calc'!A0.xlsx", "aa", "@Homes", ("F18",))
    ledger = rows(
        [
            PlacedSpan(
                1,
                "15.0%",
                Fact(
                    "value",
                    Decimal(15),
                    held.measure,
                    (
                        Observation(
                            held.measure, "", held.period, held.period_type, State.NUMBER, Decimal(15), sources=(live,)
                        ),
                    ),
                ),
                "panel",
            )
        ]
    )
    cells = opened(ledger)[1]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []
    assert cells[COLUMNS.index("workbook")].startswith("'=cmd")


def test_the_same_numbers_give_the_same_bytes() -> None:
    ledger = rows([PlacedSpan(1, "15.0%", fact_of(observation(HOMES, 62, 412)), "panel")])
    assert as_csv(ledger, PDF) == as_csv(ledger, PDF)


def test_a_ledger_that_was_put_beside_another_report_shows_it(tmp_path: Path) -> None:
    report, ledger = tmp_path / "report.pdf", tmp_path / "report.ledger.csv"
    report.write_bytes(PDF)
    assert ledger_mismatch(report) == []  # it has no ledger, which is not for us to judge
    for content, parted in ((PDF, False), (b"the report of last month", True)):
        ledger.write_bytes(as_csv([("",) * len(COLUMNS)] * 2, content))
        assert bool(ledger_mismatch(report)) is parted
    ledger.write_text("page,where\n1,list\n")  # of an earlier version
    (line,) = ledger_mismatch(report)
    assert line.startswith("report.ledger.csv is not of this report:")


WAIT = observation("order_to_match_days_mean", 5363, 18)


def test_a_ledger_that_leaves_the_building_has_no_days_of_all_children_together() -> None:
    held = row(fact_of(WAIT), "298 days")
    assert (held["printed"], held["exact"], held["numerator"], held["denominator"]) == ("298 days", "298", "", "18")


def test_the_ledger_of_an_exempt_report_has_averages_of_days_exactly_and_their_sum() -> None:
    held = row(fact_of(WAIT), "298 days", days=True)
    assert (held["exact"][:9], held["numerator"], held["denominator"]) == ("297.94444", "5363", "18")


def test_an_average_of_days_is_written_with_the_decimals_it_was_printed_with_also_where_these_are_noughts() -> None:
    assert row(fact_of(observation("order_to_match_days_mean", 7201, 18)), "400.1 days")["exact"] == "400.1"
    assert row(fact_of(observation("order_to_match_days_mean", 7200, 18)), "400.0 days")["exact"] == "400.0"


def test_what_is_worked_out_from_averages_of_days_is_no_more_exact_than_they_are() -> None:
    before = observation("order_to_match_days_mean", 4203, 20, period=DECEMBER.back(12))
    (span,) = figures_in_words.derived(
        "difference", WAIT.number - before.number, "88 days", WAIT.measure, [before, WAIT]
    )
    assert row(span.about, "88 days")["exact"] == "88"
    claim = Fact("claim", WAIT.number - before.number, WAIT.measure, (before, WAIT), rule="higher")
    assert row(claim, "higher")["exact"] == "88"
    assert row(claim, "higher", days=True)["exact"].startswith("87.79")
