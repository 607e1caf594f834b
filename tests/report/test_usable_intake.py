"""What can still be judged while cells must be mended: all that does not rest on them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from inputs.findings import Finding, Strength
from inputs.intake import ChildList, Episode, Intake
from report.metrics.checks.consistency import check_consistency
from report.metrics.counting.observations import observe
from report.metrics.counting.usable_intake import without_broken_cells
from tests.report.returns import DECEMBER, LIBRARY, a_return, counts, intake, point, series

IN_CARE, CAME, LEFT = "children_in_care_count", "started_in_care_count", "left_care_count"
HEALTH = "initial_health_assessment_pct"


def stop(cell: str, sheet: str = "Health", strength: Strength = Strength.MUST_FIX) -> Finding:
    return Finding("not-a-number", strength, "It is not.", "Fix it.", "health.xlsx", sheet, cell)


def without(held: Intake, finding: Finding) -> Intake:
    return without_broken_cells(replace(held, findings=(finding,)))


def kinds(held: Intake) -> list[str]:
    return [finding.kind for finding in check_consistency(observe(held, LIBRARY.values())[0])]


def test_an_intake_with_nothing_to_mend_is_judged_whole() -> None:
    held = intake(counts(IN_CARE, [409, 412]))
    told = replace(held, findings=(stop("M5", strength=Strength.CHECK),))
    assert without_broken_cells(told) is told


def test_a_quarter_is_not_held_against_a_month_that_must_be_mended() -> None:
    quarter = DECEMBER.lasting(3)
    months = [point(m, n=n, of=12) for m, n in zip(quarter.months(), (5, 13, 6), strict=True)]
    held = intake(series(HEALTH, *months, point(quarter, n=20, of=36, row=20)))
    assert kinds(held) == ["quarter-differs-from-months"]
    assert kinds(without(held, stop("L6"))) == []
    assert kinds(without(held, stop("L6", sheet="Another"))) == ["quarter-differs-from-months"]


def test_what_is_wrong_in_itself_is_told_with_what_must_be_mended_elsewhere_on_the_sheet() -> None:
    held = intake(counts(IN_CARE, [410, 412]), counts(CAME, [9, 11]), counts(LEFT, [7, 8]))
    assert kinds(without(held, stop("Z99"))) == ["headline-does-not-reconcile"]


def test_a_sheet_that_must_be_mended_without_a_cell_is_not_judged_at_all() -> None:
    held = intake(counts(IN_CARE, [410, 412]), counts(CAME, [9, 11]), counts(LEFT, [7, 8]))
    left = without(held, stop(""))
    assert kinds(left) == []
    assert [len(one.points) for one in left.returns[0].series] == [2, 2, 2]


def test_a_list_with_a_row_that_must_be_mended_is_not_counted() -> None:
    once = Episode("1", date(2023, 12, 1))
    child_list = ChildList("any", "health.xlsx", "ab", "Health", "A5:B9", (once,), date(2023, 12, 31))
    held = replace(intake(a_return(counts(IN_CARE, [412]), workbook="a.xlsx")), child_lists=(child_list,))
    assert without(held, stop("B7")).child_lists == ()
    assert without(held, stop("B7", sheet="Another")).child_lists == (child_list,)
