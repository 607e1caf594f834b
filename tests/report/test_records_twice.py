"""What stands in the records twice, late or undone, and how it is counted: cases worked by hand."""

from __future__ import annotations

from datetime import date

import pytest

from inputs.records.read_records import RecordsReading
from inputs.records.record_headings import known_csv
from report.metrics.counting.records.quality import check_records
from report.metrics.counting.records.stays import care_of
from report.metrics.definitions.measure_library import read_library
from tests.report.made_records import Episode, as_903, as_csv, as_ssd, careers_in, count, counted, in_care

SINCE, UNTIL = date(2021, 4, 1), date(2023, 12, 31)


def of_903(**files: list[dict[str, str]]) -> dict:
    return counted(careers_in({**as_903([in_care("Z")]), **files}, SINCE, date(2024, 3, 31)))


def of_ssd(tables: dict) -> dict:
    return counted(careers_in(tables, SINCE, UNTIL))


def test_an_open_missing_episode_that_the_next_file_closes_is_one():
    open_one = {"CHILD": "Z", "DOB": "15/06/2012", "MISSING": "M", "MIS_START": "30/03/2023", "MIS_END": ""}
    closed = {**open_one, "MIS_END": "01/04/2023"}
    counts = of_903(missing_2223=[open_one], missing_2324=[closed])
    assert counts["missing_episodes_count", ""]["2023-03"] == (1, None)


def test_an_open_episode_that_the_next_file_closes_under_another_code_is_one():
    was = as_903([in_care("A", Episode("2019-02-01", home="U1"))])["episodes"]
    now = as_903([in_care("A", Episode("2019-02-01", "2023-09-10", left="E4A", home="U4"))])["episodes"]
    counts = of_903(episodes_2223=was, episodes_2324=now)
    assert counts["children_in_care_count", ""]["2023-08"] == (2, None)
    assert counts["children_in_care_count", ""]["2023-09"] == (1, None)


def test_a_form_of_two_years_is_not_counted_and_told():
    form = {"CHILD": "Z", "DOB": "15/06/2012", "SDQ_SCORE": "10", "CONVICTED": "0", "IMMUNISATIONS": "1",
            "TEETH_CHECK": "1", "HEALTH_ASSESSMENT": "1", "SUBSTANCE_MISUSE": "0"}  # fmt: skip
    reading = RecordsReading()
    tables = {**as_903([in_care("Z")]), "oc2": [form], "oc2_2023": [{**form, "TEETH_CHECK": "0"}]}
    for name, rows in tables.items():
        content = as_csv(rows)
        layout = known_csv(content)
        assert layout is not None
        reading.take_csv(content, f"{name}.csv", name, name, layout)
    ((careers, findings),) = reading.careers()
    assert careers.year_checks is None
    assert any("2 files" in one.what for one in findings)
    assert of_903(oc2=[form])["dental_check_pct", ""]["2024-03"] == (1, 1)


def test_a_legal_status_of_short_breaks_recorded_a_day_late_still_is_one():
    tables = as_ssd([in_care("A"), in_care("B", Episode("2023-03-01", legal="V4"))])
    tables["ssd_legal_status"][1]["lega_legal_status_start_date"] = "2023-03-02"
    assert of_ssd(tables)["children_in_care_count", ""]["2023-06"] == (1, None)


def test_a_health_check_that_is_pending_or_was_refused_in_any_words_is_not_done():
    tables = as_ssd([in_care(one, health=("2023-06-01",)) for one in "ABC"])
    for row, status in zip(tables["ssd_cla_health"], ("Pending", "Refused by young person", "Completed"), strict=True):
        row["clah_health_check_status"] = status
    assert of_ssd(tables)["annual_health_assessment_pct", ""]["2023-12"] == (1, 3)


def test_a_child_with_an_open_episode_is_in_care_whatever_later_episode_closed():
    child = in_care("A", Episode("2020-01-01"), Episode("2023-06-01", "2023-09-01", why="P", left="E4A"))
    counts = count(child, in_care("B"))
    assert counts["children_in_care_count", ""]["2023-09"] == (2, None)
    assert counts["left_care_count", ""]["2023-09"] == (0, None)


def test_the_placement_order_is_of_the_day_that_its_own_record_gives():
    steps = {"adm_decision_date": "2023-01-10", "placement_order_date": "2023-02-15", "matched_date": "2023-05-15"}
    episodes = (Episode("2022-06-01", "2023-03-01", left="X1"), Episode("2023-03-01", "2023-06-01", "L", "X1", "E1"),
                Episode("2023-06-01", "2023-12-20", "P", "E11", "E1", "A3"))  # fmt: skip
    counts = count(in_care("A"), in_care("B", *episodes, born="2020-01-01", adoption=steps))
    assert counts["order_to_match_days_mean", ""]["2023-12"] == (89, 1)


def test_an_order_that_stands_in_two_rows_of_permanence_counts_once():
    steps = {"adm_decision_date": "2023-01-10", "placement_order_date": "2023-02-15", "matched_date": ""}
    tables = as_ssd([in_care("B", adoption=steps)])
    tables["ssd_permanence"].append({**tables["ssd_permanence"][0], "perm_matched_date": "2023-11-01"})
    assert of_ssd(tables)["placement_orders_count", ""]["2023-02"] == (1, None)


def test_a_visit_due_within_three_months_is_on_time_on_the_92nd_day_where_the_months_are_so_long():
    home = Episode("2020-01-01", home="U4")
    days = (
        "2020-01-05",
        "2020-02-10",
        "2020-03-20",
        "2020-04-25",
        "2020-06-01",
        "2020-07-10",
        "2020-08-15",
        "2020-09-20",
        "2020-10-30",
        "2020-12-05",
        "2021-01-10",
        "2021-04-08",
        "2021-07-05",
        "2021-10-05",
    )
    assert count(in_care("A", home, visits=days))["visits_on_time_pct", ""]["2021-10"] == (1, 1)


def test_who_has_gone_abroad_or_lives_nobody_knows_where_has_no_home_to_judge():
    lives = {"a": ("YES", "F1", "B1"), "g": ("NO", "", "G1"), "h": ("NO", "", "H1"), "r": ("NO", "", "R2"),
             "o": ("NO", "0", "0")}  # fmt: skip
    rows = [
        {"CHILD": name, "DOB": "01/04/2004", "IN_TOUCH": touch, "ACTIV": busy, "ACCOM": home}
        for name, (touch, busy, home) in lives.items()
    ]
    counts = of_903(oc3=rows)
    assert counts["suitable_accommodation_pct", ""]["2024-03"] == (1, 2)
    assert counts["in_touch_19_21_pct", ""]["2024-03"] == (1, 5)


def test_an_episode_that_ends_before_it_begins_is_left_out_and_stops_nothing():
    counts = count(in_care("A"), in_care("B", Episode("2023-06-01", "2023-05-01", left="E4A")))
    assert counts["children_in_care_count", ""]["2023-06"] == (1, None)
    assert counts["left_care_count", ""]["2023-05"] == (0, None)


def test_before_a_table_begins_nothing_is_counted_from_it_and_windows_of_12_months_wait_a_year():
    away = tuple((f"2022-{month:02}-03", f"2022-{month:02}-04", "M", "Y", "Y") for month in range(2, 13))
    counts = count(in_care("A", missing=away), in_care("B"))
    assert min(counts["missing_episodes_count", ""]) == "2022-02"
    assert counts["missing_episodes_count", ""]["2022-02"] == (1, None)
    assert dict(counts["children_missing_pct", ""]) == {"2023-03": (1, 2)}  # of the year to March, and no year before


def test_before_the_table_of_adoption_begins_there_are_no_decisions_and_after_two_years_all_who_wait():
    decided = [
        in_care(f"D{number}", adoption={"adm_decision_date": f"2022-{number + 2:02}-03"}) for number in range(11)
    ]
    counts = count(in_care("A"), *decided, until=date(2024, 12, 31))
    assert min(counts["adoption_decisions_count", ""]) == "2022-02"
    assert counts["adoption_decisions_count", ""]["2022-02"] == (1, None)
    assert min(counts["children_waiting_adoption_count", ""]) == "2024-02"


def test_of_a_child_in_care_before_the_reviews_begin_the_next_is_due_in_six_months():
    old = in_care("A", Episode("2019-02-01"), reviews=(("", "2021-06-01", "PN1"), ("", "2021-12-01", "PN1")))
    counts = count(old, written=as_903)["reviews_on_time_pct", ""]
    assert "2021-06" not in counts  # the one before it is not on record
    assert (counts["2021-09"], counts["2021-12"], counts["2022-06"]) == ((0, 0), (1, 1), (0, 1))
    never = count(in_care("B", Episode("2019-02-01")), old, written=as_903)["reviews_on_time_pct", ""]
    assert never["2021-10"] == (0, 1)


def test_without_legal_statuses_or_births_it_is_said_who_is_counted_all_the_same():
    tables = as_ssd([in_care("A", health=("2023-06-01",)), in_care("B", Episode("2021-06-01", legal="V4"))])
    without = {name: rows for name, rows in tables.items() if name not in ("ssd_legal_status", "ssd_person")}
    careers = careers_in(without, SINCE, UNTIL)
    said = [one.what for one in check_records(careers, care_of(careers))]
    assert any(one.startswith("No episode has a legal status, so children on short breaks") for one in said)
    assert any(one.startswith("No dates of birth are here") for one in said)
    counts = counted(careers)
    assert counts["children_in_care_count", ""]["2023-12"] == (2, None)
    assert ("annual_health_assessment_pct", "") not in counts  # under five it is twice a year


def test_that_a_table_begins_late_is_told_with_its_first_month():
    away = tuple((f"2022-{month:02}-03", f"2022-{month:02}-04", "M", "Y", "Y") for month in range(2, 13))
    careers = careers_in(as_ssd([in_care("A", missing=away)]), SINCE, UNTIL)
    said = [one.what for one in check_records(careers, care_of(careers))]
    assert any("begins later than the episodes: February 2022" in one for one in said)


@pytest.mark.parametrize(
    ("measure", "other"),
    [
        ("return_interview_offered_pct", "missing_episodes_count"),
        ("return_interview_accepted_pct", "missing_episodes_count"),
        ("reviews_on_time_pct", "children_in_care_count"),
        ("visits_on_time_pct", "children_in_care_count"),
    ],
)
def test_what_is_out_of_about_so_many_is_hidden_with_the_number_that_it_would_tell(measure: str, other: str):
    assert {one.id: one.hidden_with for one in read_library()}[measure] == other
