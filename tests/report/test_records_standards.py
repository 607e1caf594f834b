"""Reviews, visits, health, missing children, adoption and care leavers, counted on careers of a child or two."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from report.metrics.counting.records.working_days import working_days_after
from tests.report.made_records import Episode, as_903, as_csv, as_ssd, careers_in, count, counted, in_care

DECEMBER = "2023-12"


def told(counts: dict, measure: str) -> dict[str, tuple[int, int]]:
    """The months of a share that are out of anybody."""
    return {month: pair for month, pair in counts[measure, ""].items() if pair[1]}


# Working days.


def test_the_twentieth_working_day_after_1_december_2023_is_3_january_2024():
    assert working_days_after(pd.Series([pd.Timestamp("2023-12-01")]), 20)[0] == pd.Timestamp("2024-01-03")


def test_a_bank_holiday_that_was_only_once_is_no_working_day():
    state_funeral = pd.Series([pd.Timestamp("2022-09-16"), pd.Timestamp("2022-09-18")])  # a Friday and a Sunday
    assert list(working_days_after(state_funeral, 1)) == [pd.Timestamp("2022-09-20")] * 2


# Reviews.


def test_a_review_held_on_the_day_it_was_due_is_on_time_and_the_day_after_is_not():
    reviews = (("2023-10-10", "2023-10-10", "PN1"), ("2023-11-10", "2023-11-11", "PN1"), ("2023-12-01", "", ""))
    counts = count(in_care(reviews=reviews))
    assert told(counts, "reviews_on_time_pct") == {"2023-10": (1, 1), "2023-11": (0, 1), DECEMBER: (0, 1)}


def test_a_review_counts_in_the_month_in_which_it_was_due():
    counts = count(in_care(reviews=(("2023-10-31", "2023-11-20", "PN1"),)))
    assert told(counts, "reviews_on_time_pct") == {"2023-10": (0, 1)}


def test_no_review_is_due_once_a_child_has_left_care():
    child = in_care("B", Episode("2023-09-01", "2023-09-20", left="E4A"), reviews=(("2023-09-29", "", ""),))
    assert told(count(in_care(), child), "reviews_on_time_pct") == {}


def test_a_cancelled_review_counts_neither_way():
    tables = as_ssd([in_care(reviews=(("2023-10-10", "", ""), ("2023-10-20", "2023-10-20", "PN1")))])
    tables["ssd_cla_reviews"][0]["clar_cla_review_cancelled"] = "Yes"
    counts = counted(careers_in(tables, date(2021, 4, 1), date(2023, 12, 31)))
    assert told(counts, "reviews_on_time_pct") == {"2023-10": (1, 1)}


def test_without_due_dates_the_first_review_is_due_in_20_working_days_the_second_in_3_months_then_in_6():
    held = (("", "2023-04-28", "PN1"), ("", "2023-07-28", "PN1"), ("", "2024-01-28", "PN1"))
    child = in_care("B", Episode("2023-03-29"), reviews=held)  # 20 working days after: Good Friday and Easter Monday
    counts = count(child, until=date(2024, 1, 31), written=as_903)
    assert told(counts, "reviews_on_time_pct") == {"2023-04": (1, 1), "2023-07": (1, 1), "2024-01": (1, 1)}
    late = in_care("B", Episode("2023-03-29"), reviews=(("", "2023-04-29", "PN1"), ("", "2023-07-30", "PN1")))
    assert told(count(late, until=date(2024, 1, 31), written=as_903), "reviews_on_time_pct") == {
        "2023-04": (0, 1), "2023-07": (0, 1), "2024-01": (0, 1),
    }  # fmt: skip


def test_without_due_dates_a_child_who_left_within_20_working_days_had_no_review_due():
    child = in_care("B", Episode("2023-03-29", "2023-04-27", left="E4A"), reviews=())
    other = in_care("A", Episode("2019-01-10"), reviews=(("", "2023-11-01", "PN1"),))
    assert "2023-04" not in told(count(other, child, written=as_903), "reviews_on_time_pct")


def test_a_child_with_one_late_review_in_12_months_had_not_every_review_on_time():
    late = in_care("A", reviews=(("2023-06-10", "2023-06-10", "PN1"), ("2023-11-10", "2023-11-11", "PN1")))
    good = in_care("B", reviews=(("2023-06-10", "2023-06-10", "PN1"),))
    counts = count(late, good)["children_reviews_all_on_time_pct", ""]
    assert counts["2023-06"] == (2, 2)
    assert counts[DECEMBER] == (1, 2)


@pytest.mark.parametrize(("code", "part"), [("PN1", 1), ("PN4", 0), ("PN5", 1), ("PN7", 0)])
def test_who_took_part_is_out_of_reviews_of_children_of_four_and_over(code: str, part: int):
    older = in_care("A", reviews=(("2023-12-10", "2023-12-10", code),))
    infant = in_care("B", born="2022-01-01", reviews=(("2023-12-10", "2023-12-10", "PN0"),))
    assert count(older, infant)["review_participation_pct", ""][DECEMBER] == (part, 1)


# Visits.


def test_the_first_visit_is_due_within_a_week_of_a_move():
    seen = in_care("A", Episode("2023-12-01"), visits=("2023-12-08",))
    assert told(count(seen), "visits_on_time_pct") == {DECEMBER: (1, 1)}
    late = in_care("A", Episode("2023-12-01"), visits=("2023-12-09",))
    assert told(count(late), "visits_on_time_pct") == {DECEMBER: (0, 1)}


def test_a_visit_on_the_day_of_the_move_is_the_first_one():
    seen = in_care("A", Episode("2023-11-01"), visits=("2023-11-01",))
    assert told(count(seen), "visits_on_time_pct") == {"2023-11": (1, 1), DECEMBER: (0, 1)}  # due on 13 December


def test_each_other_visit_is_due_within_six_weeks_of_the_one_before():
    seen = in_care("A", Episode("2023-08-01"), visits=("2023-08-08", "2023-09-19", "2023-10-31"))
    assert told(count(seen), "visits_on_time_pct") == {
        "2023-08": (1, 1),
        "2023-09": (1, 1),
        "2023-10": (1, 1),
        DECEMBER: (0, 1),
    }


def test_visits_in_between_put_the_next_one_off_and_do_not_count_twice():
    often = in_care("A", Episode("2023-10-01"), visits=("2023-10-04", "2023-10-06", "2023-10-25", "2023-11-10"))
    counts = told(count(often), "visits_on_time_pct")
    assert counts == {
        "2023-10": (1, 1),
        "2023-11": (1, 1),
        DECEMBER: (0, 1),
    }  # due on 8 October, 17 November, 22 December


def test_a_missed_visit_counts_again_every_six_weeks():
    seen_once = in_care("A", Episode("2023-08-01"), visits=("2023-08-08",))
    counts = told(count(seen_once), "visits_on_time_pct")
    assert counts == {"2023-08": (1, 1), "2023-09": (0, 1), "2023-10": (0, 1), DECEMBER: (0, 1)}


def test_after_a_year_in_a_home_until_18_a_visit_is_due_in_three_months():
    lasting = in_care("A", Episode("2022-06-01", home="U4"), visits=("2022-06-03", "2023-06-01", "2023-08-30"))
    counts = told(count(lasting), "visits_on_time_pct")
    assert counts["2023-09"] == (1, 1)
    usual = in_care("A", Episode("2022-06-01", home="U6"), visits=("2022-06-03", "2023-06-01", "2023-08-30"))
    assert told(count(usual), "visits_on_time_pct")["2023-07"] == (0, 1)


def test_visits_to_a_child_who_lives_with_parents_are_not_counted():
    home = in_care("A", Episode("2023-10-01", home="P1"), visits=("2023-10-04",))
    assert told(count(home, in_care("B")), "visits_on_time_pct").get("2023-10", (0, 0))[0] == 0


def test_a_child_is_seen_alone_at_a_visit_that_was_due_when_one_of_those_made_for_it_was_alone():
    tables = as_ssd([in_care("A", Episode("2023-10-01"), visits=("2023-10-04", "2023-10-06", "2023-12-20"))])
    for place, alone in enumerate("NYN"):
        tables["ssd_cla_visits"][place]["clav_cla_visit_seen_alone"] = alone
    counts = counted(careers_in(tables, date(2021, 4, 1), date(2023, 12, 31)))
    assert told(counts, "visits_on_time_pct") == {"2023-10": (1, 1), "2023-11": (0, 1)}
    assert told(counts, "seen_alone_pct") == {"2023-10": (1, 1), "2023-11": (0, 1)}


def test_a_visit_made_late_is_that_of_the_day_on_which_it_was_due_when_the_child_was_seen_alone():
    late = in_care("A", Episode("2023-12-01"), visits=("2023-12-09",))
    assert told(count(late), "seen_alone_pct") == {DECEMBER: (1, 1)}


def test_whether_children_were_seen_alone_is_not_counted_where_too_few_records_say_it():
    tables = as_ssd([in_care("A", Episode("2023-12-01"), visits=("2023-12-04",))])
    tables["ssd_cla_visits"][0]["clav_cla_visit_seen_alone"] = ""
    assert ("seen_alone_pct", "") not in counted(careers_in(tables, date(2021, 4, 1), date(2023, 12, 31)))


def test_a_visit_at_which_the_child_was_not_seen_is_none():
    tables = as_ssd([in_care("A", Episode("2023-12-01"), visits=("2023-12-04",))])
    tables["ssd_cla_visits"][0]["clav_cla_visit_seen"] = "N"
    counts = counted(careers_in(tables, date(2021, 4, 1), date(2023, 12, 31)))
    assert told(counts, "visits_on_time_pct") == {DECEMBER: (0, 1)}


# Health.


def test_a_first_check_is_due_in_20_working_days_and_counts_when_they_end():
    on_time = in_care("A", Episode("2023-11-01"), health=("2023-11-29",))
    late = in_care("B", Episode("2023-11-01"), health=("2023-11-30",))
    not_yet = in_care("C", Episode("2023-12-01"))
    counts = told(count(on_time, late, not_yet), "initial_health_assessment_pct")
    assert counts == {"2023-11": (1, 2)}


def test_a_child_who_left_within_20_working_days_was_due_no_first_check():
    left = in_care("B", Episode("2023-11-01", "2023-11-29", left="E4A"))
    assert told(count(in_care(health=("2023-01-01",)), left), "initial_health_assessment_pct") == {}


def test_the_yearly_check_is_of_children_in_care_for_12_months():
    year = in_care("A", Episode("2022-12-31"), health=("2023-05-01",))
    day_less = in_care("B", Episode("2023-01-01"), health=("2023-05-01",))
    assert count(year, day_less)["annual_health_assessment_pct", ""][DECEMBER] == (1, 1)


def test_a_check_is_good_for_12_months():
    counts = count(in_care(health=("2022-12-31",), dental=("2023-01-01",)))
    assert counts["annual_health_assessment_pct", ""]["2023-11"] == (1, 1)
    assert counts["annual_health_assessment_pct", ""][DECEMBER] == (0, 1)
    assert counts["dental_check_pct", ""][DECEMBER] == (1, 1)


def test_a_child_under_five_needs_both_health_checks_of_the_year():
    once = in_care("A", Episode("2020-01-10"), born="2019-06-01", health=("2023-05-01",))
    twice = in_care("B", Episode("2020-01-10"), born="2019-06-01", health=("2023-05-01", "2023-11-01"))
    assert count(once, twice)["annual_health_assessment_pct", ""][DECEMBER] == (1, 2)


def test_a_check_that_was_declined_is_none():
    tables = as_ssd([in_care(health=("2023-05-01",))])
    tables["ssd_cla_health"][0]["clah_health_check_status"] = "Refused"
    counts = counted(careers_in(tables, date(2021, 4, 1), date(2023, 12, 31)))
    assert counts["annual_health_assessment_pct", ""][DECEMBER] == (0, 1)


def test_a_wellbeing_score_is_of_children_aged_5_to_16_and_the_last_of_the_year():
    of_age = in_care("A", scores=(("2023-02-01", "20"), ("2023-08-01", "12")))
    worried = in_care("B", scores=(("2023-02-01", "17"),))
    none = in_care("C")
    of_17 = in_care("D", born="2006-06-01", scores=(("2023-02-01", "30"),))
    counts = count(of_age, worried, none, of_17)
    assert counts["sdq_completed_pct", ""][DECEMBER] == (2, 3)
    assert counts["sdq_concern_pct", ""][DECEMBER] == (1, 2)


# Missing.


def test_who_went_missing_counts_in_the_month_it_began_and_only_while_in_care():
    child = in_care(
        "B",
        Episode("2023-06-01", "2023-11-01", left="E4A"),
        missing=(
            ("2023-09-30", "2023-10-02", "M", "Y", "Y"),
            ("2023-09-03", "2023-09-04", "M", "Y", "N"),
            ("2023-12-01", "2023-12-02", "M", "Y", "Y"),
            ("2023-10-05", "2023-10-06", "A", "", ""),
        ),
    )
    counts = count(in_care(), child)
    assert {month: n for month, (n, _) in counts["missing_episodes_count", ""].items() if n} == {"2023-09": 2}
    assert {month: n for month, (n, _) in counts["children_missing_count", ""].items() if n} == {"2023-09": 1}
    assert told(counts, "return_interview_offered_pct") == {"2023-09": (1, 1), "2023-10": (1, 1)}
    assert told(counts, "return_interview_accepted_pct") == {"2023-09": (0, 1), "2023-10": (1, 1)}


def test_children_missing_in_a_year_are_out_of_all_in_care_at_any_time_in_it():
    left = in_care("B", Episode("2022-06-01", "2022-07-01", left="E4A"), missing=(("2022-06-03", "", "M", "", ""),))
    later = in_care("C", Episode("2023-04-01"))
    counts = count(in_care(), left, later)["children_missing_pct", ""]
    assert counts == {"2022-03": (0, 1), "2023-03": (1, 2)}


# Adoption.


def adopted(**dates: str):
    """A child who came on 1 January 2022, was placed on 10 October and adopted on 1 June 2023."""
    return in_care(
        "B",
        Episode("2022-01-01", "2022-05-01", left="X1"),
        Episode("2022-05-01", "2022-10-10", "L", left="X1", legal="E1"),
        Episode("2022-10-10", "2023-06-01", "P", left="E12", legal="E1", home="A6"),
        born="2021-12-01",
        adoption={"adm_decision_date": "2022-04-01", **dates},
    )


@pytest.mark.parametrize("written", [as_ssd, as_903])
def test_days_to_an_adoptive_home_are_of_children_adopted_in_the_12_months(written):
    counts = count(in_care(), adopted(matched_date="2022-09-01"), written=written)
    assert told(counts, "entry_to_adoptive_home_days_mean")["2023-06"] == (282, 1)
    assert "2023-05" not in told(counts, "entry_to_adoptive_home_days_mean")
    assert told(counts, "order_to_match_days_mean")[DECEMBER] == (123, 1)


@pytest.mark.parametrize("written", [as_ssd, as_903])
def test_a_match_before_the_placement_order_is_0_days_after_it(written):
    counts = count(in_care(), adopted(matched_date="2022-04-20"), written=written)
    assert told(counts, "order_to_match_days_mean")[DECEMBER] == (0, 1)


def test_a_child_waits_for_adopters_from_the_decision_to_the_day_they_move_in():
    waiting = count(in_care(), adopted())["children_waiting_adoption_count", ""]
    assert [month for month, (n, _) in waiting.items() if n] == [f"2022-0{n}" for n in range(4, 10)]


# Care leavers.


def leaver(child: str, eligibility: str, plan: str, adviser: str = "Somebody") -> dict[str, str]:
    return {
        "clea_person_id": child, "clea_care_leaver_eligibility": eligibility, "clea_pathway_plan_review_date": plan,
        "clea_care_leaver_personal_advisor": adviser,
    }  # fmt: skip


def test_a_pathway_plan_is_current_for_six_months_and_those_who_only_qualify_need_none():
    rows = [
        leaver("L1", "Former relevant", "2023-07-01"),
        leaver("L2", "b) Former relevant child", "2023-06-30"),
        leaver("L3", "Qualifying", ""),
        leaver("L4", "Relevant", "", adviser=""),
    ]
    tables = {**as_ssd([in_care()]), "ssd_care_leavers": rows}
    counts = counted(careers_in(tables, date(2021, 4, 1), date(2023, 12, 31)))
    assert counts["care_leavers_count", ""] == {DECEMBER: (4, None)}
    assert counts["pathway_plan_pct", ""] == {DECEMBER: (1, 3)}
    assert counts["personal_adviser_pct", ""] == {DECEMBER: (2, 3)}


def form(child: str, born: str, in_touch: str, activity: str, home: str) -> dict[str, str]:
    return {"CHILD": child, "DOB": born, "IN_TOUCH": in_touch, "ACTIV": activity, "ACCOM": home}


def test_the_form_oc3_leaves_out_who_died_or_went_home_and_keeps_those_out_of_touch():
    rows = [
        form("L1", "01/05/2003", "YES", "F1", "B1"),
        form("L2", "01/05/2003", "NO", "", ""),
        form("L3", "01/05/2003", "DIED", "", ""),
        form("L4", "01/05/2003", "RHOM", "", ""),
        form("L5", "01/05/2002", "YES", "G4", "Z2"),
        form("L6", "01/05/2005", "YES", "F2", "B1"),
    ]
    tables = {**as_903([in_care()]), "oc3": as_csv(rows)}
    counts = counted(careers_in(tables, date(2022, 4, 1), date(2023, 3, 31)))
    march = "2023-03"
    assert counts["in_touch_19_21_pct", ""] == {march: (2, 3)}
    assert counts["eet_19_21_pct", ""] == {march: (1, 3)}
    assert counts["suitable_accommodation_pct", ""] == {march: (1, 3)}
    assert counts["eet_17_18_pct", ""] == {march: (1, 1)}


def test_the_form_oc2_is_counted_for_children_in_care_for_12_months_at_the_end_of_march():
    forms = [
        {"CHILD": child, "DOB": "", "SDQ_SCORE": score, "HEALTH_ASSESSMENT": health, "TEETH_CHECK": "1"}
        for child, score, health in (("A", "18", "1"), ("B", "", "0"), ("C", "5", "1"))
    ]
    children = [in_care("A"), in_care("B"), in_care("C", Episode("2022-06-01"))]
    counts = counted(careers_in({**as_903(children), "oc2": as_csv(forms)}, date(2022, 4, 1), date(2023, 3, 31)))
    assert counts["annual_health_assessment_pct", ""] == {"2023-03": (1, 2)}
    assert counts["sdq_completed_pct", ""] == {"2023-03": (1, 2)}
    assert counts["sdq_concern_pct", ""] == {"2023-03": (1, 1)}
