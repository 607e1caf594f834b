"""The three shapes of a return with numerators and denominators in rows and in columns, and months still to come."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.slow

N = None
R, V = "Reviews held on time", "Statutory visits on time"
BOTH = {
    ("reviews_pct", "", "2023-11"): ("90", "45", "50"),
    ("reviews_pct", "", "2023-12"): ("95", "57", "60"),
    ("visits_pct", "", "2023-11"): ("80", "80", "100"),
    ("visits_pct", "", "2023-12"): ("75", "90", "120"),
}

# The same twelve figures in every arrangement: measures in rows, in columns, in a list; parts in rows and in columns.
ARRANGEMENTS = {
    "measures down, months across, parts in rows": (
        [
            ["Measure", "Part", "Nov-23", "Dec-23"],
            [R, "Numerator", 45, 57],
            [N, "Denominator", 50, 60],
            [N, "%", 90, 95],
            [V, "Numerator", 80, 90],
            [N, "Denominator", 100, 120],
            [N, "%", 80, 75],
        ],
        ("A2:A4", "A5:A7"),
    ),
    "measures down, months across, parts in rows under a heading line": (
        [
            ["Measure", "Nov-23", "Dec-23"],
            [R],
            ["   Num", 45, 57],
            ["   Den", 50, 60],
            ["   Percentage", 90, 95],
            [V],
            ["   Num", 80, 90],
            ["   Den", 100, 120],
            ["   Percentage", 80, 75],
        ],
        (),
    ),
    "measures down, months across, parts in columns": (
        [
            ["Measure", "Nov-23", N, N, "Dec-23", N, N],
            [N, "Num", "Den", "%", "Num", "Den", "%"],
            [R, 45, 50, 90, 57, 60, 95],
            [V, 80, 100, 80, 90, 120, 75],
        ],
        ("A1:A2", "B1:D1", "E1:G1"),
    ),
    "months down, measures across, parts in columns": (
        [
            ["Month", R, N, N, V, N, N],
            [N, "Num", "Den", "%", "Num", "Den", "%"],
            ["Nov-23", 45, 50, 90, 80, 100, 80],
            ["Dec-23", 57, 60, 95, 90, 120, 75],
        ],
        ("A1:A2", "B1:D1", "E1:G1"),
    ),
    "months down, measures across, parts in rows": (
        [
            ["Month", "Part", R, V],
            ["Nov-23", "Num", 45, 80],
            [N, "Den", 50, 100],
            [N, "%", 90, 80],
            ["Dec-23", "Num", 57, 90],
            [N, "Den", 60, 120],
            [N, "%", 95, 75],
        ],
        ("A2:A4", "A5:A7"),
    ),
    "a long list, parts in columns": (
        [
            ["Measure", "Period", "Numerator", "Denominator", "%"],
            [R, "Nov-23", 45, 50, 90],
            [R, "Dec-23", 57, 60, 95],
            [V, "Nov-23", 80, 100, 80],
            [V, "Dec-23", 90, 120, 75],
        ],
        ("A2:A3", "A4:A5"),
    ),
    "a long list, parts in rows": (
        [
            ["Period", "Measure", "Part", "Value"],
            *(
                ["Nov-23", name, part, value]
                for name, values in ((R, (45, 50, 90)), (V, (80, 100, 80)))
                for part, value in zip(("Num", "Den", "%"), values, strict=True)
            ),
            *(
                ["Dec-23", name, part, value]
                for name, values in ((R, (57, 60, 95)), (V, (90, 120, 75)))
                for part, value in zip(("Num", "Den", "%"), values, strict=True)
            ),
        ],
        (),
    ),
    "a long list with each measure typed once": (
        [
            ["Measure", "Period", "Numerator", "Denominator", "%"],
            [R, "Nov-23", 45, 50, 90],
            [N, "Dec-23", 57, 60, 95],
            [V, "Nov-23", 80, 100, 80],
            [N, "Dec-23", 90, 120, 75],
        ],
        (),
    ),
    "a long list with each period typed once": (
        [
            ["Period", "Measure", "Numerator", "Denominator", "%"],
            ["Nov-23", R, 45, 50, 90],
            [N, V, 80, 100, 80],
            ["Dec-23", R, 57, 60, 95],
            [N, V, 90, 120, 75],
        ],
        (),
    ),
    "percentages with their parts in one cell": (
        [["Measure", "Nov-23", "Dec-23"], [R, "90% (45/50)", "95% (57/60)"], [V, "80/100 (80%)", "90/120 (75%)"]],
        (),
    ),
}


@pytest.mark.parametrize("start", [(1, 1), (6, 3)])
@pytest.mark.parametrize("arrangement", ARRANGEMENTS)
def test_the_same_figures_are_read_in_every_arrangement(read, figures, found, arrangement, start):
    rows, blocks = ARRANGEMENTS[arrangement]
    intake = read(rows, merged=blocks if start == (1, 1) else (), start=start)
    assert figures(intake) == BOTH
    assert found(intake) == []


@pytest.mark.parametrize("arrangement", ARRANGEMENTS)
def test_a_part_that_cannot_be_read_is_told_in_every_arrangement(read, found, arrangement):
    rows, blocks = ARRANGEMENTS[arrangement]
    spoiled = [["forty-five" if cell == 45 else cell for cell in row] for row in rows]
    if spoiled == rows:
        return
    assert [kind for kind, _ in found(read(spoiled, merged=blocks))] == ["not-a-number"]


STILL_TO_COME = {
    "measures down": [
        ["Measure", "Nov-23", "Dec-23", "Jan-24", "Feb-24"],
        ["Children in care", 410, 412, "?", "?"],
        ["Reviews due", 50, 60, "?", "?"],
        ["Reviews held in time", 45, 57, "?", "?"],
        ["% reviews on time", 90, 95, "?", "?"],
    ],
    "months down": [
        ["Month", "Children in care", "Reviews due", "Reviews held in time", "% reviews on time"],
        ["Nov-23", 410, 50, 45, 90],
        ["Dec-23", 412, 60, 57, 95],
        ["Jan-24", "?", "?", "?", "?"],
        ["Feb-24", "?", "?", "?", "?"],
    ],
}


@pytest.mark.parametrize("table", STILL_TO_COME)
@pytest.mark.parametrize(
    ("filler", "told"), [(None, []), ("", []), (0, ["months-not-filled"]), ("0", ["months-not-filled"])]
)
def test_months_still_to_come_are_blank_whatever_a_template_put_there(read, figures, found, table, filler, told):
    rows = [[filler if cell == "?" else cell for cell in row] for row in STILL_TO_COME[table]]
    intake = read(rows)
    later = {key: value for key, value in figures(intake).items() if key[2] > "2023-12"}
    assert {state for value in later.values() for state in value} <= {"missing", None}
    assert figures(intake)["in_care_count", "", "2023-12"] == ("412", None, None)
    assert [kind for kind, _ in found(intake)] == told


def test_formulas_of_months_still_to_come_that_divide_by_nothing_are_no_fault(read, figures, found):
    rows = [
        ["Measure", "Nov-23", "Dec-23", "Jan-24"],
        ["Reviews due", 50, 60, 0],
        ["Reviews held in time", 45, 57, 0],
        ["% reviews on time", 90, 95, "#DIV/0!"],
    ]
    intake = read(rows)
    assert figures(intake)["reviews_pct", "", "2024-01"] == ("missing", "missing", "missing")
    assert found(intake) == [("months-not-filled", "D3")]


@pytest.mark.parametrize(
    "rows",
    [
        [["Measure", "Oct-23", "Nov-23", "Dec-23"], ["Children in care", 12, 3, 0]],
        [["Measure", "Oct-23", "Nov-23", "Dec-23"], [f"% {V}", 40, 50, 0]],
        [["Measure", "Oct-23", "Nov-23", "Dec-23"], ["Children in care", 410, 411, 412], ["Reviews due", 60, 50, 0]],
        [["Measure", "Oct-23", "Nov-23", "Dec-23"], ["Children in care", 410, 0, 412]],
    ],
)
def test_a_nought_that_may_be_true_stays_a_nought(read, figures, found, rows):
    intake = read(rows)
    assert "0" in {value for one in figures(intake).values() for value in one}
    assert "months-not-filled" not in [kind for kind, _ in found(intake)]
