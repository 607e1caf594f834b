"""Annex A as it comes: with a slip of the hand in a date, nobody who moved, and two months in one folder."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from inputs.careers import Careers
from inputs.read import read_returns
from tests.inputs.test_annex_a import LIST_8, child, workbook
from tests.report.made_records import Episode, as_csv, as_ssd, counted, in_care

PLACED, REVIEW = "Start Date of Most Recent Placement", "Date of Latest Statutory Review"
VISIT = "Date of Last Social Work Visit"
IN_CARE = ("children_in_care_count", "")


def read(folder: Path) -> tuple[Careers, dict[str, str]]:
    intake = read_returns(folder, ())
    (careers,) = intake.careers
    return careers, {one.kind: str(one) for one in intake.findings}


@pytest.mark.parametrize("placed", [None, LIST_8["Date Started to be Looked After"]])
def test_a_list_in_which_nobody_moved_is_counted(tmp_path: Path, placed: datetime | None):
    careers, _ = read(workbook(tmp_path, *(child(number, **{PLACED: placed}) for number in range(5))))
    assert counted(careers)[IN_CARE]["2023-12"] == (5, None)


@pytest.mark.parametrize("day", [datetime(2032, 12, 1), datetime(2024, 2, 10)])
@pytest.mark.parametrize("column", [REVIEW, "Date of Last Dental Check", "Date Ceased to be Looked After "])
def test_one_mistyped_date_does_not_move_the_month(tmp_path: Path, day: datetime, column: str):
    others = [child(number) for number in range(8)]
    careers, findings = read(workbook(tmp_path, *others, child(9, **{column: day})))
    assert careers.until == date(2023, 12, 29)
    assert counted(careers)[IN_CARE]["2023-12"] == (9, None)
    assert f"1 date lies after all the others, in the column {column.strip()}" in findings["record-days-too-late"]


def test_a_visit_on_a_mistyped_day_is_not_said_to_be_in_date(tmp_path: Path):
    others = [child(number) for number in range(8)]
    careers, _ = read(workbook(tmp_path, *others, child(9, **{VISIT: datetime(2032, 12, 1)})))
    assert counted(careers)["visits_up_to_date_pct", ""]["2023-12"] == (8, 9)


def test_of_two_months_in_one_folder_the_latest_alone_is_counted_and_both_are_named(tmp_path: Path):
    november = datetime(2023, 11, 29)
    workbook(tmp_path, *(child(number, **{VISIT: november, REVIEW: november}) for number in range(7)))
    (tmp_path / "Annex A.xlsx").rename(tmp_path / "november.xlsx")
    workbook(tmp_path, *(child(number) for number in range(5)))
    (tmp_path / "Annex A.xlsx").rename(tmp_path / "december.xlsx")
    careers, findings = read(tmp_path)
    assert counted(careers)[IN_CARE] == {"2023-12": (5, None)}
    assert careers.episodes.file.name == "december.xlsx"
    assert "november.xlsx" in findings["record-earlier-snapshot"]


def beside_an_ssd_to(last: str, folder: Path) -> tuple[Careers, dict[str, str]]:
    """What is read of Annex A of December 2023 with five children, beside an SSD of one child that reaches to a day."""
    workbook(folder, *(child(number) for number in range(5)))
    for name, rows in as_ssd([in_care("A", Episode("2020-01-10", last, left="E4A"))]).items():
        (folder / f"{name}.csv").write_bytes(as_csv(rows))
    return read(folder)


def test_of_two_sources_of_one_month_that_with_the_history_is_counted_and_the_other_named(tmp_path: Path):
    careers, findings = beside_an_ssd_to("2023-12-27", tmp_path)
    assert len(careers.episodes.rows) == 1
    assert "Annex A.xlsx" in findings["record-of-two-sources"]
    assert "which tells more" in findings["record-of-two-sources"]


def test_of_two_sources_the_one_of_a_later_month_is_counted_and_the_other_named(tmp_path: Path):
    careers, findings = beside_an_ssd_to("2023-11-29", tmp_path)
    assert counted(careers)[IN_CARE] == {"2023-12": (5, None)}
    assert "ssd_cla_episodes.csv" in findings["record-of-two-sources"]
    assert "which reaches further" in findings["record-of-two-sources"]


@pytest.mark.parametrize("place", ["A8", "A9", "A4", "Z4"])
def test_a_blank_row_and_a_note_are_passed_over_and_the_list_is_read_to_its_end(tmp_path: Path, place: str):
    book = openpyxl.load_workbook(workbook(tmp_path, *(child(number) for number in range(6))) / "Annex A.xlsx")
    sheet = book["List 8"]
    if place == "A4":
        sheet.insert_rows(4)
    sheet[place] = "Source: our system, extracted 31/12/2023"
    book.save(tmp_path / "Annex A.xlsx")
    careers, _ = read(tmp_path)
    assert counted(careers)[IN_CARE] == {"2023-12": (6, None)}
    assert careers.episodes.file.rows == 6


def test_a_table_of_figures_below_a_list_keeps_it_from_being_counted(tmp_path: Path):
    book = openpyxl.load_workbook(workbook(tmp_path, *(child(number) for number in range(6))) / "Annex A.xlsx")
    for row in ([], ["Measure", "Nov-23", "Dec-23"], ["Children in care", 410, 412]):
        book["List 8"].append(row)
    book.save(tmp_path / "Annex A.xlsx")
    assert read_returns(tmp_path, ()).careers == ()
