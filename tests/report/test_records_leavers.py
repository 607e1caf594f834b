"""How care leavers live, and social workers’ caseloads: what the SSD tells only of the day that it is of."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from inputs.period import Period
from report.metrics.counting.counting_rules import USUAL_RULES
from report.metrics.counting.records.count_records import count_careers, tally_careers
from report.metrics.counting.records.stays import care_of
from report.metrics.definitions.measure_library import read_library
from tests.report.made_records import Counts, Rows, as_ssd, careers_in, counted, in_care

DECEMBER, END = "2023-12", date(2023, 12, 31)
IN_TOUCH, SUITABLE, BUSY = ("in_touch_19_21_pct", ""), ("suitable_accommodation_pct", ""), ("eet_19_21_pct", "")
CASELOAD = ("social_worker_caseload_rate", "")


def leaver(child: str, **changed: str) -> dict[str, str]:
    """A former relevant care leaver in touch, in a suitable home of their own and at college."""
    given = {
        "eligibility": "Former relevant", "in_touch": "YES", "accommodation": "U", "accom_suitable": "1",
        "activity": "F2", **changed,
    }  # fmt: skip
    return {"clea_person_id": child, **{f"clea_care_leaver_{name}": value for name, value in given.items()}}


def of_20(*leavers: dict[str, str], born: str = "2003-06-15", until: date = END, **more: Rows) -> Counts:
    """What is counted of care leavers who are 20 years old, and a child in care."""
    return counted(careers(*leavers, born=born, until=until, **more))


def careers(*leavers: dict[str, str], born: str = "2003-06-15", until: date = END, **more: Rows):
    tables = as_ssd([in_care()])
    births = [{"pers_person_id": one["clea_person_id"], "pers_dob": born} for one in leavers]
    tables["ssd_person"] = [*tables["ssd_person"], *births]
    rows = {"ssd_care_leavers": list(leavers)} if leavers else {}
    return careers_in({**tables, **rows, **more}, date(2021, 4, 1), until)


def test_care_leavers_in_touch_in_suitable_homes_and_at_work_are_of_the_last_month_alone():
    counts = of_20(leaver("L1"), leaver("L2", accom_suitable="2"), leaver("L3", activity="G5"))
    assert counts[IN_TOUCH] == {DECEMBER: (3, 3)}
    assert counts[SUITABLE] == {DECEMBER: (2, 3)}
    assert counts[BUSY] == {DECEMBER: (2, 3)}
    assert counts["neet_19_21_pct", ""] == {DECEMBER: (1, 3)}


def test_a_report_of_an_earlier_month_says_nothing_of_how_care_leavers_live_now():
    measures = {one.id: one for one in read_library()}
    for month, there in ((12, True), (11, False)):
        returns, _ = count_careers(careers(leaver("L1")), measures, USUAL_RULES, Period(2023, month))
        items = {series.item for one in returns for series in one.series}
        assert ("in_touch_19_21_pct" in items, "children_in_care_count" in items) == (there, True)


def test_care_leavers_out_of_touch_stay_in_the_total_and_count_as_neither_suitable_nor_at_work():
    out = leaver("L2", in_touch="NO", accommodation="", accom_suitable="", activity="")
    counts = of_20(leaver("L1"), out)
    assert counts[IN_TOUCH] == counts[SUITABLE] == counts[BUSY] == {DECEMBER: (1, 2)}
    assert counts["not_in_touch_19_21_pct", ""] == {DECEMBER: (1, 2)}


@pytest.mark.parametrize("why", ["REFU", "NREQ"])
def test_care_leavers_who_want_no_help_are_neither_in_touch_nor_out_of_touch(why: str):
    counts = of_20(leaver("L1"), leaver("L2", in_touch=why))
    assert counts[IN_TOUCH] == {DECEMBER: (1, 2)}
    assert counts["not_in_touch_19_21_pct", ""] == {DECEMBER: (0, 2)}


@pytest.mark.parametrize("why", ["DIED", "RHOM", "c) Died", "f) Rhom"])
def test_care_leavers_who_died_or_went_home_are_left_out(why: str):
    counts = of_20(leaver("L1"), leaver("L2", in_touch=why))
    assert counts[IN_TOUCH] == counts[SUITABLE] == counts[BUSY] == {DECEMBER: (1, 1)}


def test_a_care_leaver_who_died_is_not_supported():
    assert of_20(leaver("L1"), leaver("L2", in_touch="DIED"))["care_leavers_count", ""] == {DECEMBER: (1, None)}


@pytest.mark.parametrize("home", ["G", "H", "R", "Gone abroad", "Residence not known"])
def test_who_is_abroad_or_lives_nobody_knows_where_has_no_home_to_judge(home: str):
    counts = of_20(leaver("L1"), leaver("L2", accommodation=home, accom_suitable=""), *map(leaver, "abcdefgh"))
    assert counts[SUITABLE] == {DECEMBER: (9, 9)}
    assert counts[IN_TOUCH] == {DECEMBER: (10, 10)}


@pytest.mark.parametrize("right", ["Qualifying", "c) Qualifying care leaver", "No Current Eligibility"])
def test_care_leavers_with_a_right_to_advice_only_or_with_none_are_left_out(right: str):
    assert of_20(leaver("L1"), leaver("L2", eligibility=right))[IN_TOUCH] == {DECEMBER: (1, 1)}


def test_a_young_person_still_in_care_is_no_care_leaver():
    counts = of_20(leaver("L1"), leaver("A", eligibility="Eligible"), born="2006-06-15")
    assert counts["care_leavers_count", ""] == {DECEMBER: (1, None)}
    assert counts["in_touch_17_18_pct", ""] == {DECEMBER: (1, 1)}


@pytest.mark.parametrize(
    ("born", "measure"),
    [
        ("2006-12-31", "in_touch_17_18_pct"),
        ("2005-01-01", "in_touch_17_18_pct"),
        ("2004-12-31", "in_touch_19_21_pct"),
        ("2002-01-01", "in_touch_19_21_pct"),
    ],
)
def test_ages_of_care_leavers_are_those_on_the_last_day_of_the_month(born: str, measure: str):
    given = {name for name, _ in of_20(leaver("L1"), born=born) if name.startswith("in_touch")}
    assert given == {measure}


@pytest.mark.parametrize("born", ["2007-01-01", "2001-12-31"])
def test_care_leavers_younger_than_17_and_older_than_21_are_in_neither_group(born: str):
    assert not [name for name, _ in of_20(leaver("L1"), born=born) if name.startswith(("in_touch", "eet", "suitable"))]


def test_a_list_of_care_leavers_taken_in_the_middle_of_a_month_says_nothing_of_the_month_before():
    assert of_20(leaver("L1"), until=date(2024, 1, 7))[IN_TOUCH] == {DECEMBER: (1, 1)}
    counts = of_20(leaver("L1"), until=date(2024, 1, 8))
    assert not {"care_leavers_count", "in_touch_19_21_pct", "pathway_plan_pct"} & {name for name, _ in counts}


def test_how_care_leavers_live_is_not_counted_where_it_is_recorded_for_too_few_of_those_in_touch():
    nine = [leaver(f"L{number}") for number in range(9)]
    assert of_20(*nine, leaver("X", activity=""))[BUSY] == {DECEMBER: (9, 10)}
    counts = of_20(*nine[:8], leaver("X", activity=""), leaver("Y", activity=""))
    assert BUSY not in counts
    assert counts[IN_TOUCH] == {DECEMBER: (10, 10)}


def test_care_leavers_in_bed_and_breakfast_and_in_custody_are_counted_on_the_day():
    counts = of_20(leaver("L1", accommodation="W2"), leaver("L2", accommodation="In custody"), leaver("L3"))
    assert counts["bed_and_breakfast_count", ""] == {DECEMBER: (1, None)}
    assert counts["care_leavers_in_custody_count", ""] == {DECEMBER: (1, None)}


def test_the_code_of_a_home_says_whether_it_is_suitable():
    counts = of_20(leaver("L1", accommodation="B1", accom_suitable=""), leaver("L2", accommodation="V2"))
    assert counts[SUITABLE] == {DECEMBER: (2, 2)}  # the column of its own is heard first


# Caseloads.


def case(child: str, worker: str, began: str = "2023-05-01", ended: str = "", role: str = "ALLOCATED CASE WORKER"):
    return {
        "invo_person_id": child, "invo_professional_id": worker, "invo_professional_role_id": role,
        "invo_involvement_start_date": began, "invo_involvement_end_date": ended,
    }  # fmt: skip


def worker(name: str, fte: str = "1", registered: str = "SW1", job: str = "Social Worker") -> dict[str, str]:
    return {
        "prof_professional_id": name, "prof_full_time_equivalency": fte, "prof_professional_job_title": job,
        "prof_social_worker_registration_no": registered,
    }  # fmt: skip


def caseload(cases: list[dict[str, str]], *workers: dict[str, str], until: date = END) -> object:
    return of_20(ssd_involvements=cases, ssd_professionals=list(workers), until=until).get(CASELOAD)


def test_a_caseload_is_cases_for_each_full_time_social_worker_who_has_one():
    cases = [case("P1", "W1"), case("P2", "W1"), case("A", "W2")]
    given = caseload(cases, worker("W1"), worker("W2", "0.5"), worker("W3"))
    assert given == {DECEMBER: (3, Decimal("1.5"))}


def test_a_case_that_was_closed_or_that_is_of_another_role_does_not_count():
    cases = [
        case("P1", "W1"),
        case("P2", "W1", ended="2023-12-31"),
        case("P3", "W1", began="2024-01-01"),
        case("P4", "W1", role="Team manager"),
    ]
    assert caseload(cases, worker("W1")) == {DECEMBER: (1, Decimal(1))}


def test_a_child_allocated_to_a_worker_twice_is_one_case():
    assert caseload([case("P1", "W1"), case("P1", "W1", "2023-06-01")], worker("W1")) == {DECEMBER: (1, Decimal(1))}


def test_workers_who_are_no_social_workers_do_not_count_with_their_cases():
    family = worker("W2", registered="", job="Family support worker")
    assert caseload([case("P1", "W1"), case("P2", "W2")], worker("W1"), family) == {DECEMBER: (1, Decimal(1))}


def test_agency_workers_and_senior_social_workers_count():
    senior = worker("W1", registered="", job="Senior social worker (agency)")
    assert caseload([case("P1", "W1")], senior) == {DECEMBER: (1, Decimal(1))}


@pytest.mark.parametrize("fte", ["", "0", "37"])
def test_no_caseload_is_given_where_working_times_are_not_on_record(fte: str):
    assert caseload([case("P1", "W1"), case("P2", "W2")], worker("W1"), worker("W2", fte)) is None


def test_no_caseload_is_given_where_the_cases_are_those_of_children_in_care_alone():
    assert caseload([case("A", "W1")], worker("W1")) is None


def test_no_caseload_is_given_of_working_times_in_the_middle_of_a_month():
    assert caseload([case("P1", "W1")], worker("W1"), until=date(2024, 1, 20)) is None


def test_what_a_table_cannot_tell_is_said_with_the_measures_and_why():
    measures = {one.id: one for one in read_library()}
    told = careers(leaver("L1", in_touch=""), ssd_involvements=[case("A", "W1")], ssd_professionals=[worker("W1")])
    _, findings = count_careers(told, measures, USUAL_RULES)
    said = [one.what for one in findings if one.kind == "records-cannot-tell"]
    assert "“In touch, 19 to 21”" in said[0]
    assert "it is not on record whether the council is in touch with them" in said[0]
    assert "“Social worker caseload”: not counted from this table, since the cases seem to be those of" in said[1]
    assert all(len(one) < 400 for one in said)
    (note,) = [one.what for one in findings if one.kind == "counted-from-records"]
    assert "holds nothing of Personal Education Plans, schools" in note


def test_the_steps_of_a_cohort_add_up_to_those_of_whom_the_figure_is():
    given, _ = tally_careers(told := careers(leaver("L1"), leaver("L2", in_touch="DIED"), leaver("A")), care_of(told))
    (touch,) = [one for one in given if one.measure == "in_touch_19_21_pct"]
    *steps, (last, who) = touch.steps
    assert sum(number for number, _ in steps) == last == 1
    assert who == "care leavers were 19 to 21 years old on the last day of the month"
    assert (-1, "who have died") in steps
    assert (-1, "who are still in care") in steps
