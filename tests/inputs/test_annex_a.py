"""Annex A: both layouts of the workbook, the columns of all years, what a snapshot can tell and what it cannot."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from inputs.careers import Careers
from inputs.read import read_returns
from tests.report.made_records import Counts, counted

DECEMBER = "2023-12"
LIST_8 = {
    "Child Unique ID": 1, "Gender": "b) Female", "Date of Birth": datetime(2012, 6, 15), "Age of Child (Years)": 11.5,
    "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)": "b) No",
    "Does the Child have a Disability": "b) No", "Date Started to be Looked After": datetime(2020, 1, 10),
    "Child's Category of Need": "N1 - Abuse or Neglect", "Child's Legal Status": "C2: FCO",
    "Date of Latest Statutory Review": datetime(2023, 11, 1), "Date of Last Social Work Visit": datetime(2023, 12, 29),
    "Date of Last IRO Visit / Contact to the Child": datetime(2023, 7, 1),
    "Date of Last Health Assessment": datetime(2023, 1, 1), "Date of Last Dental Check": datetime(2022, 12, 31),
    "Number of Placements in the Last 12 months": 3, "Date Ceased to be Looked After ": None,
    "Reason Ceased to be Looked After": None, "Start Date of Most Recent Placement": datetime(2021, 12, 31),
    "Placement Type": "f) U6: Foster placement - not FFA", "Placement Provider": "b) PR1 - Own provision",
    "Placement postcode": "ZZ1 1ZZ", "Allocated Worker": "Somebody",
}  # fmt: skip
LIST_9 = {
    "Child Unique ID": 7, "Date of Birth": datetime(2003, 6, 15), "Eligibility Category": "b) Former relevant child",
    "LA In Touch ": "a) Yes", "Suitability of Accommodation": "a) Suitable", "Activity Status": "F2: In education",
}  # fmt: skip
OF_2024 = {"Allocated Personal Advisor": "Somebody", "Latest Pathway Plan Review Date": datetime(2023, 9, 1)}


Row = dict[str, object]


def workbook(
    folder: Path, *children: Row, titled: bool = False, name: str = "List 8", leavers: tuple[Row, ...] = ()
) -> Path:
    book = openpyxl.Workbook()
    book.active.title = "Guidance"
    book.active["A1"] = "How to fill in the lists"
    for title, rows in ((name, children), ("List 9", leavers), ("List_1", ({"Date of Contact": 1},))):
        if not rows:
            continue
        sheet = book.create_sheet(title)
        if titled:
            sheet.append([f"{title}: its title"])
        sheet.append(list(rows[0]))
        for row in rows:
            sheet.append(list(row.values()))
    book.save(folder / "Annex A.xlsx")
    return folder


def child(number: int, **changed: object) -> dict[str, object]:
    changes = {key: changed[key] for key in LIST_8 if key in changed}
    return {**LIST_8, "Child Unique ID": number, **changes}


def only(folder: Path) -> Careers:
    (careers,) = read_returns(folder, ()).careers
    return careers


def counts(folder: Path) -> Counts:
    return counted(only(folder))


@pytest.mark.parametrize("titled", [False, True])
@pytest.mark.parametrize("name", ["List 8", "List_8", "list 8 ", "Children in care"])
def test_both_layouts_and_all_names_of_the_sheet_are_read(tmp_path: Path, name: str, titled: bool):
    assert counts(workbook(tmp_path, child(1), titled=titled, name=name))["children_in_care_count", ""] == {
        DECEMBER: (1, None)
    }


def test_children_who_left_are_in_list_8_and_are_not_in_care(tmp_path: Path):
    left = child(
        2, **{"Date Ceased to be Looked After ": datetime(2023, 12, 5), "Reason Ceased to be Looked After": "E4A"}
    )
    given = counts(workbook(tmp_path, child(1), left))
    assert given["children_in_care_count", ""] == {DECEMBER: (1, None)}
    assert given["left_care_count", ""] == {DECEMBER: (1, None)}


def test_short_breaks_and_adults_are_left_out(tmp_path: Path):
    short = child(2, **{"Child's Legal Status": "V4: Short breaks"})
    adult = child(3, **{"Date of Birth": datetime(2004, 1, 1)})
    assert counts(workbook(tmp_path, child(1), short, adult))["children_in_care_count", ""] == {DECEMBER: (1, None)}


def test_a_snapshot_tells_what_is_in_date_and_never_what_was_on_time(tmp_path: Path):
    late = child(2, **{"Date of Last Social Work Visit": datetime(2023, 11, 18)})
    given = counts(workbook(tmp_path, child(1), late))
    assert given["visits_up_to_date_pct", ""] == {DECEMBER: (1, 2)}
    assert given["health_check_up_to_date_pct", ""] == {DECEMBER: (2, 2)}
    assert given["dental_check_pct", ""] == {DECEMBER: (0, 2)}
    assert given["iro_visited_pct", ""] == {DECEMBER: (2, 2)}
    assert not {measure for measure, _ in given if "on_time" in measure}


def test_a_child_under_five_has_a_health_check_in_date_for_six_months(tmp_path: Path):
    young = {"Date of Birth": datetime(2019, 6, 15)}
    checked = child(2, **young, **{"Date of Last Health Assessment": datetime(2023, 7, 1)})
    assert counts(workbook(tmp_path, child(1, **young), checked))["health_check_up_to_date_pct", ""] == {
        DECEMBER: (1, 2)
    }


def test_homes_are_those_of_the_list_and_stability_is_since_the_latest_placement(tmp_path: Path):
    moved = child(
        2,
        **{
            "Number of Placements in the Last 12 months": 2,
            "Start Date of Most Recent Placement": datetime(2022, 1, 1),
        },
    )
    given = counts(workbook(tmp_path, child(1), moved))
    assert given["three_or_more_homes_pct", ""] == {DECEMBER: (1, 2)}
    assert given["long_term_stability_pct", ""] == {DECEMBER: (1, 2)}
    assert given["foster_homes_pct", ""] == {DECEMBER: (2, 2)}


def test_the_list_of_care_leavers_has_plans_since_2024(tmp_path: Path):
    (tmp_path / "2019").mkdir()
    (tmp_path / "2024").mkdir()
    older = counts(workbook(tmp_path / "2019", child(1), leavers=(LIST_9,)))
    newer = counts(workbook(tmp_path / "2024", child(1), leavers=({**LIST_9, **OF_2024},)))
    assert older["care_leavers_count", ""] == newer["care_leavers_count", ""] == {DECEMBER: (1, None)}
    assert ("pathway_plan_pct", "") not in older
    assert newer["pathway_plan_pct", ""] == {DECEMBER: (1, 1)}


def test_the_list_of_care_leavers_tells_how_they_live_and_a_blank_is_somebody_out_of_touch(tmp_path: Path):
    out = {**LIST_9, "Child Unique ID": 8, "LA In Touch ": "b) No", "Suitability of Accommodation": None}
    out["Activity Status"] = None
    died = {**LIST_9, "Child Unique ID": 9, "LA In Touch ": "c) Died"}
    given = counts(workbook(tmp_path, child(1), leavers=(LIST_9, out, died)))
    for measure in ("in_touch_19_21_pct", "suitable_accommodation_pct", "eet_19_21_pct"):
        assert given[measure, ""] == {DECEMBER: (1, 2)}


def test_a_list_taken_in_the_middle_of_a_month_is_of_the_end_of_the_month_before(tmp_path: Path):
    later = child(2, **{"Date of Last Social Work Visit": datetime(2024, 1, 17)})
    new = child(3, **{"Date Started to be Looked After": datetime(2024, 1, 9)})
    folder = workbook(tmp_path, child(1), later, new)
    assert only(folder).until == date(2024, 1, 17)
    given = counts(folder)
    assert given["children_in_care_count", ""] == {DECEMBER: (2, None)}
    assert ("visits_up_to_date_pct", "") not in given  # a later visit says nothing of that day


def test_an_unknown_code_is_told_and_never_quoted(tmp_path: Path):
    folder = workbook(tmp_path, child(1), child(2, **{"Placement Type": "With CANARY"}))
    (about,) = [one for one in read_returns(folder, ()).findings if one.kind == "record-code-not-known"]
    assert "CANARY" not in str(about)
    assert "placement type" in about.what.casefold()


def test_a_template_without_rows_gives_nothing(tmp_path: Path):
    book = openpyxl.Workbook()
    book.active.title = "List_8"
    book.active.append(list(LIST_8))
    book.save(tmp_path / "Annex A.xlsx")
    assert read_returns(tmp_path, ()).careers == ()
