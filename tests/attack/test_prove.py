"""What can be proved of papers: every kind of leak is planted once, and each must be found."""

from __future__ import annotations

from fractions import Fraction

import pytest

from inputs.period import Period
from report.attack.paper import Reading, Rule, Side, exactly
from report.attack.paper import hidden as hidden_cell
from report.attack.prove import attack, new_proofs, told_before
from report.attack.say import lines, summary
from report.metrics.statistics.whole_numbers import Work
from tests.attack.made_papers import (
    ADOPTED,
    AGES,
    CAME,
    DECEMBER,
    ENTRY,
    FIRST_CHECKS,
    HOMES,
    IN_CARE,
    LEFT,
    NOVEMBER,
    ORDER,
    WENT_MISSING,
    cell,
    counted,
    every_month,
    hides,
    only_proof,
    out_of,
    paper,
    proofs,
    ranges,
    valued,
    without,
)


def test_one_hidden_month_of_missing_children_is_known_to_be_small_and_no_more():
    found = attack([paper(every_month(WENT_MISSING, 9, NOVEMBER), hides(WENT_MISSING, DECEMBER))])
    assert ranges(found) == {(WENT_MISSING, "", "2023-12"): (1, 5)}
    assert not found.proved and not found.undecided


def test_a_paper_without_hidden_figures_proves_nothing():
    found = attack([paper(every_month(WENT_MISSING, 9), every_month(IN_CARE, 120), *_homes("15.0"))])
    assert (found.cells, summary(found)) == ((), "Nothing is hidden, and nothing that should be can be worked out.")


def test_a_hidden_month_is_what_a_year_to_date_leaves_of_the_others():
    """38 since April and 4 × 9 shown leave 2 in the fifth month."""
    months = [counted(LEFT, Period(2023, month), 9) for month in (4, 5, 6, 7)]
    year = exactly(cell(LEFT, Period(2023, 8), kind="year_to_date"), Side.COUNTED, 38, "table")
    one = only_proof(attack([paper(*months, hides(LEFT, Period(2023, 8)), (year,))]))
    assert (one.measure, one.period, one.low, one.high, one.how) == (LEFT, Period(2023, 8), 2, 2, ("sums of months",))


def test_a_hidden_age_band_is_what_the_total_leaves_of_the_others():
    bands = {"Under 1": 8, "5 to 9": 15, "10 to 15": 20, "16 and over": 9}
    shown = [counted(AGES, DECEMBER, number, group=group) for group, number in bands.items()]
    found = attack([paper(*shown, hides(AGES, DECEMBER, "1 to 4"), counted(IN_CARE, DECEMBER, 55))])
    assert proofs(found) == {(AGES, "1 to 4", "2023-12"): (3, 3)}
    assert only_proof(found).how == ("parts of a total",)


TWO_BANDS = [
    counted(AGES, DECEMBER, 8, group="Under 1"),
    counted(AGES, DECEMBER, 15, group="5 to 9"),
    counted(AGES, DECEMBER, 6, group="10 to 15"),
    hides(AGES, DECEMBER, "1 to 4"),
    hides(AGES, DECEMBER, "16 and over"),
    counted(IN_CARE, DECEMBER, 39),
]  # fmt: skip


def test_two_hidden_age_bands_are_safe_as_long_as_nobody_knows_the_rule():
    found = attack([paper(*TWO_BANDS)])
    assert not found.proved
    assert ranges(found)[AGES, "1 to 4", "2023-12"] == (0, 10)


def test_the_rule_that_the_next_smallest_is_hidden_tells_which_two_numbers_they_are():
    """10 together; the other hidden one is no greater than the smallest shown, 6: so 6 and 4."""
    one = only_proof(attack([paper(*TWO_BANDS)], rules=[Rule.NEXT_SMALLEST]))
    assert (one.low, one.high, one.how) == (4, 4, ("parts of a total", "the next smallest is hidden"))
    printed = paper(*TWO_BANDS)._replace(rules=frozenset([Rule.NEXT_SMALLEST]))
    assert only_proof(attack([printed])) == one


def _homes(value: str, months: int = 24) -> list[tuple]:
    return [valued(HOMES, DECEMBER.back(back), value) for back in range(months)]


def test_a_percentage_without_counts_tells_the_count_where_its_children_are_printed_elsewhere():
    """8.3% of 36 can only be 3."""
    one = only_proof(attack([paper(valued(HOMES, DECEMBER, "8.3"), counted(IN_CARE, DECEMBER, 36))]))
    assert (one.measure, one.low, one.high, one.how) == (HOMES, 3, 3, ("percentage", "the same children"))


def test_a_percentage_of_many_children_tells_nothing_small():
    assert not attack([paper(valued(HOMES, DECEMBER, "8.3"), counted(IN_CARE, DECEMBER, 120))]).cells


def test_those_a_percentage_leaves_out_are_small_too():
    """92.5% of 40: 37, so 3 are left out."""
    one = only_proof(attack([paper(valued(HOMES, DECEMBER, "92.5"), counted(IN_CARE, DECEMBER, 40))]))
    assert (one.what, one.low, one.high) == ("children: the others", 3, 3)


def test_those_adopted_are_known_from_the_months_in_which_children_left():
    """4.2% of 12 months of 6 leavers: 3 of 72."""
    one = only_proof(attack([paper(every_month(LEFT, 6), valued(ADOPTED, DECEMBER, "4.2"))]))
    assert (one.measure, one.low, one.high, one.how) == (ADOPTED, 3, 3, ("12 months added up", "percentage"))


def _left_and_adopted(last: Period, of: int, months: dict[Period, int]) -> tuple:
    return (*(one for month, n in months.items() for one in counted(LEFT, month, n)), *counted(ADOPTED, last, 18, of))


def test_two_papers_side_by_side_tell_what_each_of_them_hides():
    """The year to November has 107 leavers, that to December 100, and December 2022 had 9: 2 left in December 2023."""
    months = {DECEMBER.back(back): 9 for back in range(1, 13)}
    november = paper(_left_and_adopted(NOVEMBER, 107, {**months, NOVEMBER: 8}), month=NOVEMBER)
    later = _left_and_adopted(DECEMBER, 100, {month: n for month, n in months.items() if month != NOVEMBER})
    december = paper(later, hides(LEFT, NOVEMBER), hides(LEFT, DECEMBER))
    assert not attack([december]).proved
    together = attack([december, november])
    assert proofs(together) == {(LEFT, "", "2023-12"): (2, 2), (LEFT, "", "2023-11"): (8, 8)}
    assert new_proofs(together, attack([november])) == together.proved
    assert new_proofs(together, together) == ()


def test_a_figure_revised_since_counts_as_the_newest_paper_gives_it():
    november = paper(counted(WENT_MISSING, NOVEMBER, 7), month=NOVEMBER)
    found = attack([paper(counted(WENT_MISSING, NOVEMBER, 8), hides(WENT_MISSING, DECEMBER)), november])
    assert found.revised == ("Children who went missing, November 2023 in the paper of November 2023",)
    assert not found.proved


def test_an_earlier_paper_that_contradicts_the_newest_is_given_up_where_it_does():
    """The earlier paper says 3 in August; but today's year to date leaves 7 for it."""
    august = Period(2023, 8)
    months = [counted(LEFT, Period(2023, month), 9) for month in (4, 5, 6, 7)]
    year = exactly(cell(LEFT, august, kind="year_to_date"), Side.COUNTED, 43, "table")
    found = attack([paper(*months, hides(LEFT, august), (year,)), paper(counted(LEFT, august, 3), month=august)])
    assert (only_proof(found).low, only_proof(found).how) == (7, ("sums of months",))


def test_a_ledger_tells_denominators_that_the_page_does_not():
    """102 left in the year to June, 95 in that to July, and 9 in July 2022: 2 in July 2023."""
    june, july = Period(2023, 6), Period(2023, 7)
    shown = without(every_month(LEFT, 9), *(cell(LEFT, Period(2023, month)) for month in (5, 6, 7)))
    page = (shown, hides(LEFT, Period(2023, 5)), hides(LEFT, june), hides(LEFT, july))
    assert not attack([paper(*page)]).proved
    found = attack([paper(*page, out_of(ADOPTED, june, 102, "ledger"), out_of(ADOPTED, july, 95, "ledger"))])
    assert proofs(found) == {(LEFT, "", "2023-07"): (2, 2)}
    assert only_proof(found).how == ("12 months added up", "ledger")


def test_an_average_of_one_child_more_tells_how_long_that_child_waited():
    """10 children at 560 days and 11 at 592: the one who joined waited 912 days, 10 more or less."""
    before = (*valued(ENTRY, NOVEMBER, "560"), *out_of(ENTRY, NOVEMBER, 10))
    one = only_proof(attack([paper(before, valued(ENTRY, DECEMBER, "592"), out_of(ENTRY, DECEMBER, 11))]))
    assert (one.low, one.high, one.how) == (902, 922, ("two averages",))
    assert one.what == "days that one child waited who joined"


def test_averages_of_as_many_children_tell_of_no_child():
    before = (*valued(ENTRY, NOVEMBER, "560"), *out_of(ENTRY, NOVEMBER, 10))
    assert not attack([paper(before, valued(ENTRY, DECEMBER, "592"), out_of(ENTRY, DECEMBER, 10))]).cells


def test_averages_printed_coarsely_leave_a_wait_open():
    averages = [
        Reading(cell(ENTRY, month), Side.VALUE, Fraction(low), Fraction(low + 10), "table")
        for month, low in ((NOVEMBER, 555), (DECEMBER, 585))
    ]
    assert not attack([paper(tuple(averages), out_of(ENTRY, NOVEMBER, 10), out_of(ENTRY, DECEMBER, 11))]).proved


def test_an_average_is_no_secret_keeper_for_children_who_are_hidden():
    """Nothing but the adopted is hidden, so they are few; and their average wait is printed."""
    found = attack([paper(every_month(LEFT, 6), hides(ADOPTED, DECEMBER), valued(ENTRY, DECEMBER, "500"))])
    one = only_proof(found)
    assert (one.measure, one.low, one.high, one.how) == (ENTRY, 500, 500, ("an average of hidden children",))


def test_the_children_of_one_average_less_those_of_another_are_a_small_number():
    found = attack([paper(out_of(ENTRY, DECEMBER, 8), out_of(ORDER, DECEMBER, 6))])
    assert (only_proof(found).measure, only_proof(found).low, only_proof(found).high) == (ORDER, 2, 2)


def test_first_health_checks_tell_how_many_came_into_care():
    found = attack([paper(every_month(IN_CARE, 40), hides(CAME, DECEMBER), counted(FIRST_CHECKS, DECEMBER, 2, 3))])
    assert proofs(found) == {(FIRST_CHECKS, "", "2023-12"): (3, 3)}
    assert only_proof(found).what == "children who came"


def test_first_health_checks_that_were_always_those_who_came_are_so_in_a_hidden_month():
    """As many came as were due in 11 months; in December 9 were due, and starts are hidden with leavers."""
    checks = [counted(FIRST_CHECKS, DECEMBER.back(back), 6, 9) for back in range(12)]
    found = attack([paper(every_month(CAME, 9, NOVEMBER), hides(CAME, DECEMBER), hides(LEFT, DECEMBER), *checks)])
    assert proofs(found) == {(CAME, "", "2023-12"): (9, 9)}


def test_first_health_checks_are_no_guide_where_they_often_differ_from_who_came():
    checks = [counted(FIRST_CHECKS, DECEMBER.back(back), 6, 7 + back % 3) for back in range(12)]
    found = attack([paper(every_month(CAME, 9, NOVEMBER), hides(CAME, DECEMBER), *checks)])
    assert not found.proved
    assert ("first checks of those who came", 7) in found.dropped


def test_who_came_less_who_left_is_the_change_from_one_month_end_to_the_next():
    """120, then 117 with 8 come: 11 left, which alone is hidden though it is not small."""
    base = (*without(every_month(IN_CARE, 120), cell(IN_CARE, DECEMBER)), *counted(IN_CARE, DECEMBER, 117))
    flows = (*every_month(CAME, 8), *without(every_month(LEFT, 8), cell(LEFT, DECEMBER)))
    found = attack([paper(base, flows, hides(LEFT, DECEMBER))])
    assert proofs(found) == {(LEFT, "", "2023-12"): (11, 11)}


def test_a_label_where_the_figure_is_hidden_gives_it_away():
    drawn = exactly(cell(WENT_MISSING, DECEMBER), Side.COUNTED, 4, "drawn")
    one = only_proof(attack([paper(hides(WENT_MISSING, DECEMBER), (drawn,))]))
    assert (one.low, one.high, one.how) == (4, 4, ("drawn",))


def test_fewer_children_than_times():
    """3 times at most: of the children it is known that they are 1 to 3."""
    times = "missing_episodes_count"
    found = attack([paper(hides(WENT_MISSING, DECEMBER), counted(times, DECEMBER, 3))])
    assert proofs(found)[WENT_MISSING, "", "2023-12"] == (1, 3)


@pytest.mark.parametrize("closely", [True, False])
def test_wide_ranges_are_the_same_proof_whether_or_not_they_are_asked_closely(closely):
    found = attack([paper(*TWO_BANDS, hides(HOMES, DECEMBER))], closely=closely)
    assert len(found.cells) == 3 and not found.proved


def test_what_the_steps_did_not_suffice_for_is_said():
    hidden = [hides(LEFT, DECEMBER.back(back)) for back in range(9)]
    page = paper(*hidden, out_of(ADOPTED, DECEMBER, 102), out_of(ADOPTED, NOVEMBER, 95))
    found = attack([page], work=Work(steps=0))
    assert found.undecided and not found.proved
    assert "Not decided in the steps there are:" in lines(found)


def test_the_lines_say_what_is_known_and_from_what():
    page = paper(valued(HOMES, DECEMBER, "8.3"), counted(IN_CARE, DECEMBER, 36), hides(WENT_MISSING, DECEMBER))
    assert lines(attack([page])) == [
        "1 number can be worked out; 1 number safe.",
        "Known more closely than the rule allows:",
        "  3.1 Three or more homes, the year ending December 2023: exactly 3 (children). "
        "From: percentage, the same children.",
        "Hidden, and not known more closely than this:",
        "  3.3 Children who went missing, December 2023: 1 to 5 (children).",
    ]


@pytest.mark.parametrize(("largest", "proof"), [(5, {}), (10, {(HOMES, "", "2023-12"): (9, 9)})])
def test_a_council_that_hides_up_to_ten_has_its_nines_kept_secret_too(largest, proof):
    """8.3% of the 108 in care are nine."""
    page = paper(valued(HOMES, DECEMBER, "8.3"), counted(IN_CARE, DECEMBER, 108))._replace(largest_small=largest)
    assert proofs(attack([page])) == proof


@pytest.mark.parametrize("largest", [5, 10])
def test_two_hidden_parts_are_as_safe_as_the_councils_own_limit_asks(largest):
    """Two bands of 8 together: each may be 1 to 5, but neither can be nine or ten."""
    shown = [counted(AGES, DECEMBER, 50, group=group) for group in ("5 to 9", "10 to 15", "16 and over")]
    hidden = [hides(AGES, DECEMBER, group) for group in ("Under 1", "1 to 4")]
    page = paper(counted(IN_CARE, DECEMBER, 158), *shown, *hidden)
    assert bool(attack([page._replace(largest_small=largest)]).proved) is (largest == 10)


def test_a_year_to_date_of_another_month_without_anybody_tells_no_more_than_the_paper_before():
    """By June four had left, as the paper of June told; nobody left in July."""
    to_june, to_july = (
        exactly(cell(LEFT, Period(2023, month), kind="year_to_date"), Side.COUNTED, 4, "table") for month in (6, 7)
    )
    hidden = [hides(LEFT, Period(2023, month)) for month in (4, 5, 6)]
    june = paper(*hidden, (to_june,), month=Period(2023, 6))
    year = (hidden_cell(to_july.cell, "table"),)
    july = paper(*hidden, counted(LEFT, Period(2023, 7), 0), year, month=Period(2023, 7))
    assert attack([july, june]).proved
    assert not new_proofs(attack([july, june]), told_before([july], [june]))
