"""What stands beside figures: targets of a year, limits, ratings and other areas' figures are never figures of ours."""

from __future__ import annotations

from decimal import Decimal

import pytest

from inputs.intake import LimitKind, RatingOf
from inputs.period import Period

NAME, N = "% reviews on time", None
VALUES = {("reviews_pct", "", "2023-11"): ("90", None, None), ("reviews_pct", "", "2023-12"): ("91", None, None)}
THIS_YEAR, NEXT_YEAR = Period(2024, 3, 12), Period(2025, 3, 12)


def wide(**beside):
    """Two months of reviews with columns after them, by heading."""
    return [["Measure", "Nov-23", "Dec-23", *beside], [NAME, 90, 91, *beside.values()]]


def headed(heading, cell):
    return wide(**{heading: cell})


def only(intake):
    (series,) = intake.returns[0].series
    return series


# Targets of one year.


@pytest.mark.parametrize(
    ("heading", "period"),
    [
        ("Target 2024/25", NEXT_YEAR),
        ("2024/25 Target", NEXT_YEAR),
        ("Target (24/25)", NEXT_YEAR),
        ("Target\n2024-25", NEXT_YEAR),
        ("Annual target 23-24", THIS_YEAR),
        ("Target for 2023/24", THIS_YEAR),
        ("Ambition 2023/24", THIS_YEAR),
        ("Milestone 2024/25", NEXT_YEAR),
        ("Local target 202425", NEXT_YEAR),
        ("Dec-23 target", Period(2023, 12)),
        ("Target by March 2025", Period(2025, 3)),
        ("Target Q3", Period(2023, 12, 3)),
        ("Q3 target 2023/24", Period(2023, 12, 3)),
        ("Target Q4 2024/25", Period(2025, 3, 3)),
        ("2023-24 Q4 target", Period(2024, 3, 3)),
        ("2023/24 March target", Period(2024, 3)),
        ("March target", Period(2024, 3)),
        ("Target 31/03/2024", Period(2024, 3)),
        ("Q1 target", Period(2023, 6, 3)),
        ("Tgt Q4", Period(2024, 3, 3)),
    ],
)
def test_a_target_belongs_to_the_period_in_its_heading(read, figures, found, heading, period):
    for rows in (headed(heading, "95%"), [["Measure", heading, "Nov-23", "Dec-23"], [NAME, "95%", 90, 91]]):
        intake = read(rows)
        ((stated, target),) = only(intake).targets
        assert (stated, target.value) == (period, 95)
        assert only(intake).target is None
        assert (figures(intake), found(intake)) == (VALUES, [])


def test_targets_of_two_years_and_one_of_none_are_kept_apart(read, found):
    intake = read(wide(**{"Target": ">=95", "Target 2024/25": ">=80", "Target 2023/24": 90}))
    assert only(intake).target.value == 95
    assert [(period, one.value, one.head) for period, one in only(intake).targets] == [
        (THIS_YEAR, 90, "F1"),
        (NEXT_YEAR, 80, "E1"),
    ]
    assert found(intake) == []


@pytest.mark.parametrize(
    "rows",
    [
        [["Month", NAME, "Target 2024/25"], ["Nov-23", 90, "80%"], ["Dec-23", 91, "80%"]],
        [["Measure", "Nov-23", "Dec-23"], [NAME, 90, 91], ["Target 2024/25", "80%", "80%"]],
        [["Measure", "Nov-23", "Dec-23"], [NAME, 90, 91], [f"{NAME} - target 2024/25", "80%", "80%"]],
        [
            ["Measure", "Period", "Value", "Target 2024/25"],
            [NAME, "Nov-23", 90, "80%"],
            [NAME, "Dec-23", 91, "80%"],
        ],
    ],
    ids=["months down", "a row of targets", "a row that names the measure", "a long list"],
)
def test_a_target_of_a_year_is_one_wherever_it_stands(read, figures, rows):
    intake = read(rows)
    assert figures(intake) == VALUES
    assert [(period, one.value) for period, one in only(intake).targets] == [(NEXT_YEAR, 80)]


def test_targets_under_a_year_of_their_own_are_of_that_year(read):
    rows = [["Measure", "2023/24", N, N, "2024/25"], [N, "Nov", "Dec", "Target", "Target"], [NAME, 90, 91, 95, 80]]
    series = only(read(rows, merged=("B1:D1",)))
    assert [(period, one.value) for period, one in series.targets] == [(THIS_YEAR, 95), (NEXT_YEAR, 80)]


def test_each_year_of_a_row_of_yearly_targets_keeps_its_own(read):
    rows = [["Measure", "2022/23", "2023/24"], [NAME, 90, 91], ["Target", "85%", "95%"]]
    assert [(period.year, one.value) for period, one in only(read(rows)).targets] == [(2023, 85), (2024, 95)]


@pytest.mark.parametrize("heading", ["Target 2024", "FY24 target", "Target FY24"])
def test_a_heading_that_may_mean_two_years_gives_no_target_and_is_told(read, figures, found, heading):
    intake = read(headed(heading, "95%"))
    assert (only(intake).target, only(intake).targets) == (None, ())
    assert (figures(intake), found(intake)) == (VALUES, [("unclear-target", "D1")])


NEAR = [
    *(
        "Stretch target",
        "Threshold",
        "Green",
        "Objective",
        "Standard",
        "Required",
        "Statutory",
        "Trajectory",
        "Aspiration",
    ),
    *("Expected", "Profile", "KPI", "YTD target", "Target YTD", "Cumulative target", "Year end target", "Planned"),
]


@pytest.mark.parametrize("heading", NEAR)
def test_a_heading_that_may_be_meant_for_a_target_is_told_where_the_table_has_no_other(read, figures, found, heading):
    for rows, cell in (
        ([["Measure", heading, "Nov-23", "Dec-23"], [NAME, 95, 90, 91]], "B1"),
        (headed(heading, 95), "D1"),
        ([["Month", NAME, heading], ["Nov-23", 90, 95], ["Dec-23", 91, 95]], "C1"),
    ):
        if cell == "C1" and heading in {"Stretch target", "Threshold", "Green", "KPI"}:
            continue  # words that head other columns of a list of months too
        intake = read(rows)
        assert (figures(intake), only(intake).target) == (VALUES, None)
        assert found(intake) == [("target-not-read", cell)]


@pytest.mark.parametrize("heading", ["Stretch target", "Threshold", "Green"])
def test_limits_beside_a_target_are_left_alone(read, figures, found, heading):
    intake = read(wide(**{"Target": 95, heading: 97}))
    assert (figures(intake), only(intake).target.value, found(intake)) == (VALUES, 95, [])


def test_a_target_shortened_is_one(read, found):
    intake = read(headed("Tgt", 95))
    assert (only(intake).target.value, found(intake)) == (95, [])


def test_a_column_of_names_called_kpi_names_the_measures(read, figures, found):
    intake = read([["KPI", "Nov-23", "Dec-23"], [NAME, 90, 91]])
    assert (figures(intake), found(intake)) == (VALUES, [])


@pytest.mark.parametrize("heading", ["Aspirational target", "Target trajectory", "Our milestone for all", "Target 95%"])
@pytest.mark.parametrize("cell", ["95%", ">=95", 95])
def test_a_heading_that_speaks_of_a_target_in_unknown_words_is_told(read, figures, found, heading, cell):
    intake = read(headed(heading, cell))
    assert (figures(intake), found(intake)) == (VALUES, [("target-not-read", "D1")])
    intake = read([["Month", NAME, heading], ["Nov-23", 90, cell], ["Dec-23", 91, cell]])
    assert (figures(intake), found(intake)) == (VALUES, [("target-not-read", "C1")])


def test_a_target_beside_a_name_that_is_not_known_is_told_with_it(read):
    for rows, cell in (
        ([["Measure", "Nov-23", "Dec-23", "Target"], [NAME, 90, 91, 95], ["Qqq zzz", 1, 2, 3]], "D3"),
        ([["Month", NAME, "Qqq zzz", "Target"], ["Nov-23", 90, 1, 3], ["Dec-23", 91, 2, 3]], "D2"),
        ([["Measure", "Nov-23", "Dec-23"], [NAME, 90, 91], ["Qqq zzz", 1, 2], ["Target", 3, 3]], "B4"),
    ):
        (finding,) = read(rows).findings
        assert finding.kind == "unknown-measure"
        assert "arget" in finding.what
        assert cell in finding.what


def test_a_target_after_each_month_is_that_of_its_month(read, figures):
    months = [["Measure", "Nov-23", "Target", "RAG", "Dec-23", "Target", "RAG"], [NAME, 90, 85, "G", 91, 95, "A"]]
    series = only(read(months))
    assert figures(read(months)) == VALUES
    assert [(period.month, one.value) for period, one in series.targets] == [(11, 85), (12, 95)]
    assert [(one.says, one.period.month) for one in series.ratings] == [("green", 11), ("amber", 12)]


def test_a_target_after_the_last_month_alone_leaves_the_parts_of_each_month_where_they_are(read, figures):
    headings = ["Measure", "Nov-23", "Num", "Den", "Dec-23", "Num", "Den", "Target 2023/24", "RAG"]
    intake = read([headings, [NAME, 90, 45, 50, 95, 57, 60, ">=95", "G"]])
    assert figures(intake)["reviews_pct", "", "2023-12"] == ("95", "57", "60")
    assert [(period, one.value) for period, one in only(intake).targets] == [(THIS_YEAR, 95)]
    assert [one.period for one in only(intake).ratings] == [None]


# Limits of a status.


@pytest.mark.parametrize(
    ("heading", "cell", "kind", "value"),
    [
        ("Tolerance", 2, LimitKind.OWN, "2"),
        ("Tolerance", "2 points", LimitKind.OWN, "2"),
        ("Tolerance", "+/- 5pp", LimitKind.OWN, "5"),
        ("Tolerance", "within 5 percentage points", LimitKind.OWN, "5"),
        ("Tolerance (pp)", 2.5, LimitKind.OWN, "2.5"),
        ("Tolerance", "10% of target", LimitKind.SHARE, "0.10"),
        ("Amber", 85, LimitKind.LAST, "85"),
        ("Amber threshold", ">=85%", LimitKind.LAST, "85"),
        ("Floor standard", "85%", LimitKind.LAST, "85"),
        ("Amber", "85-94", LimitKind.RANGE, "85"),
        ("Amber", "85% to <95%", LimitKind.RANGE, "85"),
        ("Red", "<85", LimitKind.BEYOND, "85"),
        ("Red threshold", "Below 85%", LimitKind.BEYOND, "85"),
    ],
)
def test_how_far_off_its_target_a_percentage_is_close(read, figures, found, heading, cell, kind, value):
    intake = read(wide(**{"Target": "95%", heading: cell}))
    (limit,) = only(intake).limits
    assert (limit.kind, limit.value, limit.cell) == (kind, Decimal(value), "E2")
    assert (figures(intake), found(intake)) == (VALUES, [])


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        *(("Tolerance", cell) for cell in ("5%", "within 10%", 0.05, "5 days", "tight", "2-3", True)),
        *(("Tolerance %", 5), ("Red", 85), ("Red", "85 or less"), ("Red", "<=85"), ("Red", "0-84"), ("Amber", "some")),
    ],
)
def test_a_limit_that_could_mean_two_things_is_unclear(read, heading, cell):
    (limit,) = only(read(wide(**{"Target": "95%", heading: cell}))).limits
    assert limit.kind is LimitKind.UNCLEAR


def test_five_per_cent_by_its_format_is_unclear_too(read):
    (limit,) = only(read(wide(Target="95%", Tolerance=0.05), formats={"E2": "0%"})).limits
    assert limit.kind is LimitKind.UNCLEAR


@pytest.mark.parametrize(
    ("cell", "kind", "value"),
    [
        ("5%", LimitKind.SHARE, "0.05"),
        ("within 10%", LimitKind.SHARE, "0.1"),
        (20, LimitKind.OWN, "20"),
        ("20 days", LimitKind.OWN, "20"),
        ("5 points", LimitKind.UNCLEAR, "0"),
        (0.05, LimitKind.UNCLEAR, "0"),
    ],
)
def test_how_far_off_its_target_an_average_is_close(read, cell, kind, value):
    rows = [["Measure", "Nov-23", "Dec-23", "Target", "Tolerance"], ["A2", 410, 420, 400, cell]]
    (limit,) = only(read(rows)).limits
    assert (limit.kind, limit.value) == (kind, Decimal(value))


@pytest.mark.parametrize("cell", [None, "-", "n/a", "None", "TBC"])
def test_no_limit_is_none(read, cell):
    assert only(read(wide(Target="95%", Tolerance=cell))).limits == ()


# Ratings, directions, polarities.


@pytest.mark.parametrize(
    ("heading", "cell", "of", "says"),
    [
        *(("RAG", cell, RatingOf.RAG, "green") for cell in ("G", "Green", "green ", "On target", "(G)")),
        *(("Status", cell, RatingOf.RAG, "amber") for cell in ("A", "Amber", "Within tolerance")),
        *(("RAG rating", cell, RatingOf.RAG, "red") for cell in ("R", "RED")),
        *(("On target?", cell, RatingOf.RAG, "missed") for cell in ("No", "Off target", "Not met")),
        *(("DoT", cell, RatingOf.DIRECTION, "up") for cell in ("↑", "▲", "Up", "Increasing")),
        *(("Direction of travel", cell, RatingOf.DIRECTION, "down") for cell in ("↓", "▼", "down")),
        *(("Trend", cell, RatingOf.DIRECTION, "better") for cell in ("Improving", "Better")),
        *(("Good is", cell, RatingOf.POLARITY, "high") for cell in ("High", "H", "Bigger values are best")),
        *(("Polarity", cell, RatingOf.POLARITY, "low") for cell in ("Low", "L", "Smaller is better", "↓")),
    ],
)
def test_what_a_return_says_of_its_figures_is_kept(read, figures, found, heading, cell, of, says):
    for rows in (headed(heading, cell), [["Measure", heading, "Nov-23", "Dec-23"], [NAME, cell, 90, 91]]):
        intake = read(rows)
        (rating,) = only(intake).ratings
        assert (rating.of, rating.says, rating.period) == (of, says, None)
        assert (figures(intake), found(intake)) == (VALUES, [])


@pytest.mark.parametrize(
    ("heading", "cell"),
    [("RAG", "●"), ("RAG", "★"), ("RAG", 3), ("RAG", "l"), ("DoT", "→"), ("DoT", "Stable"), ("Good is", "n/a")],
)
def test_a_sign_or_a_colour_alone_says_nothing_and_is_no_figure(read, figures, found, heading, cell):
    intake = read(headed(heading, cell))
    assert only(intake).ratings == ()
    assert (figures(intake), found(intake)) == (VALUES, [])


def test_the_month_in_the_heading_of_a_rating_is_its_month(read):
    (rating,) = only(read(headed("RAG Nov-23", "G"))).ratings
    assert rating.period == Period(2023, 11)


# Columns that are none of these, wherever they stand.

OTHERS = [
    *(
        "England",
        "England 2022/23",
        "England (22/23)",
        "Eng. 22/23",
        "England average 15/16",
        "National",
        "National avg",
    ),
    *("SN", "SN average 2023/24", "Stat Neighbours 23/24", "Statistical neighbour median", "Best SN", "Top quartile"),
    *("Region", "Yorkshire and the Humber", "East Midlands average", "Comparator authority", "Peer group", "IQR 2023"),
]
LEFT = ["Owner", "Lead", "Frequency", "Data period", "Reported", "Variance to target"]


@pytest.mark.parametrize("heading", [*OTHERS, *LEFT])
@pytest.mark.parametrize("cell", [88, "88%"])
def test_a_column_of_other_areas_or_words_is_never_one_of_figures(read, figures, found, heading, cell):
    told = [] if heading in LEFT else ["figures-of-other-areas"]
    for rows in (
        [["Measure", heading, "Nov-23", "Dec-23"], [NAME, cell, 90, 91]],
        [["Measure", "Nov-23", heading, "Dec-23"], [NAME, 90, cell, 91]],
        [["Measure", "Nov-23", "Dec-23", heading], [NAME, 90, 91, cell]],
        [["Measure", "Nov-23", N, "Dec-23", N], [N, *["Actual", heading] * 2], [NAME, 90, cell, 91, cell]],
        [["Month", NAME, heading], ["Nov-23", 90, cell], ["Dec-23", 91, cell]],
    ):
        intake = read(rows)
        assert figures(intake) == VALUES
        assert [kind for kind, _ in found(intake)] == told


STACKED = {
    "a target of next year, its year below": (
        [["Measure", "2022/23", "2023/24", "Target"], [N, N, N, "2024/25"], [NAME, 90, 91, 80]],
        (),
    ),
    "a target of next year, its year above": (
        [["Measure", "2022/23", "2023/24", "2024/25"], [N, N, N, "Target"], [NAME, 90, 91, 80]],
        (),
    ),
    "target over the years": (
        [[N, N, N, "Target"], ["Measure", "2022/23", "2023/24", "2024/25"], [NAME, 90, 91, 80]],
        (),
    ),
    "england over the years": (
        [["Ours", N, N, "England", N], ["Measure", "2022/23", "2023/24", "2022/23", "2023/24"], [NAME, 90, 91, 80, 81]],
        ("A1:C1", "D1:E1"),
    ),
    "england under its years": (
        [["Measure", "2022/23", "2023/24", "2023/24"], [N, N, N, "England"], [NAME, 90, 91, 80]],
        (),
    ),
}


@pytest.mark.parametrize(("rows", "merged"), STACKED.values(), ids=STACKED)
def test_a_year_over_or_under_target_or_england_is_no_year_of_figures(read, figures, rows, merged):
    assert figures(read(rows, merged=merged)) == {
        ("reviews_pct", "", "2023-03/12"): ("90", None, None),
        ("reviews_pct", "", "2024-03/12"): ("91", None, None),
    }


@pytest.mark.parametrize(
    "head",
    [
        [["Measure", "2023/24", N, "Target", "England"], [N, "Nov", "Dec", "2024/25", "2022/23"]],
        [[N, "Performance", N, "Target", "England"], ["Measure", "Nov-23", "Dec-23", "2024/25", "2022/23"]],
        [["Measure", "Nov-23", "Dec-23", "Target", "England"], [N, "Actual", "Actual", "2024/25", "2022/23"]],
        [["Measure", "Nov-23", "Dec-23", "Target", "England"], [N, N, N, "2024/25", "2022/23"]],
    ],
)
def test_the_year_of_a_target_may_stand_in_the_row_of_the_months_or_another(read, figures, head):
    intake = read([*head, [NAME, 90, 91, 80, 70]], merged=("B1:C1",) if head[0][2] is N else ())
    assert figures(intake) == VALUES
    assert [(period, one.value) for period, one in only(intake).targets] == [(NEXT_YEAR, 80)]


@pytest.mark.parametrize("title", ["England", "Target", "Targets 2024/25", "Statistical neighbours"])
@pytest.mark.parametrize("merged", [(), ("B1:C1",)])
def test_a_title_over_all_months_is_no_heading_of_some(read, figures, found, title, merged):
    intake = read([[N, title], ["Measure", "Nov-23", "Dec-23"], [NAME, 90, 91]], merged=merged)
    assert (figures(intake), ("not-the-councils", "B1") in found(intake) or "Target" in title) == ({}, True)


def test_a_row_of_ratings_is_no_header_row(read, figures):
    for label in ("RAG", N):
        rows = [["Measure", "Nov-23", "Dec-23"], [label, "Amber", "Red"], [NAME, 90, 91]]
        assert figures(read(rows)) == VALUES


def test_years_after_the_name_of_other_areas_are_not_the_councils(read, figures):
    for words in ("Stat Neighbours", "Best SN", "National (median)", "Nearest SN group"):
        rows = [["Measure", f"{words} 22/23", f"{words} 23/24", "Nov-23", "Dec-23"], [NAME, 70, 71, 90, 91]]
        assert figures(read(rows)) == VALUES


@pytest.mark.parametrize("name", ["National transfer scheme", "London Borough of Camden", "SNAP reviews"])
def test_words_that_only_begin_like_other_areas_are_not_left_out_in_silence(read, found, name):
    rows = [["Measure", "Nov-23", "Dec-23"], [NAME, 90, 91], [name, 5, 6]]
    assert found(read(rows)) == [("unknown-measure", "A3")]


def test_the_figures_of_other_areas_are_told_once_by_their_ranges(read):
    rows = [["Measure", "Nov-23", "Dec-23", "England", "SN", "Comments"], [NAME, 90, 91, 80, 81, "x"]]
    rows += [["% visits on time", 90, 91, 80, 81, "x"]]
    (finding,) = read(rows).findings
    assert (finding.kind, finding.cell) == ("figures-of-other-areas", "D2")
    assert "D2:E3" in finding.what
