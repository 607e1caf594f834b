"""Figures that should agree with one another and do not: each a finding that names its cell and its remedy."""

from __future__ import annotations

from inputs.findings import Finding, Strength
from inputs.period import Period
from report.metrics.checks.consistency import check_consistency
from report.metrics.counting.observations import observe
from tests.report.returns import (
    AGES,
    BLANK,
    LIBRARY,
    SUPPRESSED,
    Return,
    Series,
    a_return,
    counts,
    intake,
    monthly,
    point,
    series,
)

IN_CARE, CAME, LEFT, BANDS = (
    "children_in_care_count",
    "started_in_care_count",
    "left_care_count",
    "children_in_care_by_age_count",
)
HEALTH = "initial_health_assessment_pct"
QUARTER = Period(2023, 12, 3)


def found(*held: Series | Return) -> list[Finding]:
    return list(check_consistency(observe(intake(*held), LIBRARY.values())[0]))


def kinds(*held: Series | Return) -> list[str]:
    return [finding.kind for finding in found(*held)]


def test_children_in_care_who_reconcile_give_no_finding() -> None:
    assert kinds(counts(IN_CARE, [409, 412]), counts(CAME, [9, 11]), counts(LEFT, [7, 8])) == []


def test_children_in_care_that_starts_and_leavers_do_not_make_must_be_fixed() -> None:
    headline = a_return(
        counts(IN_CARE, [410, 412]), counts(CAME, [9, 11]), counts(LEFT, [7, 8]), workbook="headline.xlsx", sheet="CIC"
    )
    (finding,) = found(headline)
    assert finding.kind == "headline-does-not-reconcile"
    assert finding.strength is Strength.MUST_FIX
    assert finding.place == "headline.xlsx › CIC › M5"
    assert str(finding) == (
        "headline.xlsx › CIC › M5: 412 children in care in December 2023, but 410 the month before, plus 11 in, "
        "minus 8 out, is 413. Correct the count, the starts or the leavers and run again."
    )


def test_children_in_care_are_not_reconciled_over_a_month_that_is_not_there() -> None:
    assert kinds(counts(IN_CARE, [300, BLANK, 412]), counts(CAME, [9, 9, 9]), counts(LEFT, [7, 7, 7])) == []
    assert kinds(counts(IN_CARE, [300, 412]), counts(CAME, [9, 9]), counts(LEFT, [7, SUPPRESSED])) == []


def test_published_years_that_do_not_make_one_another_are_only_to_be_checked() -> None:
    years = [Period(2024, 3, 12), Period(2025, 3, 12)]
    held = [(IN_CARE, 380, 412), (CAME, 150, 160), (LEFT, 140, 130)]
    (finding,) = found(*(series(item, *(point(y, n) for y, n in zip(years, ns, strict=True))) for item, *ns in held))
    assert finding.kind == "years-do-not-reconcile"
    assert finding.strength is Strength.CHECK


def ages(*values: int) -> list[Series]:
    return [counts(BANDS, [n], group=age) for age, n in zip(AGES, values, strict=True)]


def test_age_bands_that_add_up_to_the_headline_give_no_finding() -> None:
    assert kinds(counts(IN_CARE, [412]), *ages(24, 47, 50, 161, 130)) == []


def test_age_bands_that_do_not_add_up_to_the_headline_must_be_fixed() -> None:
    held = a_return(counts(IN_CARE, [412]), *ages(24, 47, 50, 161, 131), workbook="headline.xlsx", sheet="CIC")
    (finding,) = found(held)
    assert finding.kind == "parts-do-not-sum"
    assert finding.strength is Strength.MUST_FIX
    assert finding.place == "headline.xlsx › CIC › M5"
    assert "add up to 413 in December 2023, not to the 412" in finding.what


def test_age_bands_with_one_hidden_are_not_added_up() -> None:
    held = [*ages(24, 47, 50, 161, 130)[:4], counts(BANDS, [SUPPRESSED], group=AGES[-1])]
    assert kinds(counts(IN_CARE, [412]), *held) == []


def test_a_missing_age_band_is_to_be_checked_by_its_name() -> None:
    held = [counts(IN_CARE, [412]), *ages(24, 47, 50, 161, 130)[1:4]]
    (finding,) = found(*held)
    assert finding.kind == "groups-missing"
    assert finding.strength is Strength.CHECK
    assert "has no figures for Under 1, 16 and over." in finding.what
    assert finding.cell


def test_an_age_band_whose_cells_are_all_blank_is_a_missing_one() -> None:
    held = [*ages(24, 47, 50, 161, 130)[:4], counts(BANDS, [BLANK], group=AGES[-1])]
    (finding,) = found(counts(IN_CARE, [412]), *held)
    assert finding.kind == "groups-missing"
    assert "16 and over" in finding.what


def test_a_quarter_that_is_the_sum_of_its_months_gives_no_finding() -> None:
    months = [point(m, n=n, of=of) for m, (n, of) in zip(QUARTER.months(), [(1, 2), (1, 10), (2, 22)], strict=True)]
    assert kinds(series(HEALTH, *months, point(QUARTER, n=4, of=34))) == []


def test_a_quarter_that_is_not_the_sum_of_its_months_must_be_fixed() -> None:
    months = [point(m, n=n, of=of) for m, (n, of) in zip(QUARTER.months(), [(1, 2), (1, 10), (2, 22)], strict=True)]
    (finding,) = found(series(HEALTH, *months, point(QUARTER, n=5, of=34, row=20)))
    assert finding.kind == "quarter-differs-from-months"
    assert finding.strength is Strength.MUST_FIX
    assert finding.cell == "M21"
    assert "the quarter to December 2023" in finding.what


WAITS = "order_to_match_days"


def behind(mean: int, **days: int | str) -> list[Finding]:
    spread = (counts(f"{WAITS}_{name}", [value]) for name, value in days.items())
    return found(monthly(f"{WAITS}_mean", [(mean * 18, 18)]), *spread)


def test_an_average_and_a_median_between_the_shortest_and_the_longest_give_no_finding() -> None:
    assert behind(298, median="250.5", lowest=31, highest=611) == []
    assert behind(298, median=298, lowest=298, highest=298) == []
    assert behind(298, lowest="298.4") == []  # printed alike
    assert behind(298) == []


def test_a_median_or_an_average_outside_the_shortest_and_the_longest_must_be_fixed() -> None:
    (finding,) = behind(298, median=20, lowest=31, highest=611)
    assert finding.strength is Strength.MUST_FIX
    assert finding.kind == "spread-out-of-order"
    assert finding.what == (
        "“Days from order to match”: the shortest 31 and the median 20 cannot both be right in December 2023."
    )
    for days in ({"median": 612, "highest": 611}, {"lowest": 299}, {"highest": 297}):
        assert [one.kind for one in behind(298, **days)] == ["spread-out-of-order"]


def test_a_quarter_given_as_a_percentage_alone_is_not_held_against_the_counts_of_its_months() -> None:
    months = [point(m, n=n, of=of) for m, (n, of) in zip(QUARTER.months(), [(1, 2), (1, 10), (2, 22)], strict=True)]
    assert kinds(series(HEALTH, *months, point(QUARTER, "11.8"))) == []


def test_a_counted_quarter_is_not_held_against_months_given_as_percentages_alone() -> None:
    months = [point(m, value) for m, value in zip(QUARTER.months(), [50, 10, 9], strict=True)]
    assert kinds(series(HEALTH, *months, point(QUARTER, n=4, of=34))) == []


def test_a_target_stated_the_wrong_way_round_is_to_be_checked_at_its_cell() -> None:
    held = a_return(
        monthly("three_or_more_homes_pct", [(62, 412)], target=("8", "at least"), cell="D9"),
        workbook="homes.xlsx",
        sheet="Homes",
    )
    (finding,) = found(held)
    assert finding.kind == "target-against-polarity"
    assert finding.strength is Strength.CHECK
    assert finding.place == "homes.xlsx › Homes › D9"
    assert finding.remedy == "It was read as at most 8; correct the cell."


def test_a_target_that_names_no_side_or_the_right_one_gives_no_finding() -> None:
    for side in ("", "at most"):
        assert kinds(monthly("three_or_more_homes_pct", [(62, 412)], target=("8", side))) == []


def test_a_planning_figure_for_children_in_care_may_face_either_way() -> None:
    for side in ("at most", "at least"):
        assert kinds(counts(IN_CARE, [412], target=("484", side))) == []
