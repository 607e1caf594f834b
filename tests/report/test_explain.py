"""Explaining a number: its definition, the cohort step by step, the rule and the table."""

from __future__ import annotations

from pathlib import Path

import pytest

from report import cli
from tests.report.made_records import Episode, as_csv, as_ssd, in_care


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    children = [
        in_care(
            "A",
            Episode("2020-01-10", "2023-03-01", left="X1"),
            Episode("2023-03-01", "2023-06-01", "P", left="X1"),
            Episode("2023-06-01", "", "P"),
        ),
        in_care("B"),
        in_care("C", Episode("2021-01-01", "2021-02-02", left="E4A")),
        in_care("D", Episode("2022-01-01", legal="V3")),
        in_care("E", Episode("2023-12-30")),
    ]
    for name, rows in as_ssd(children).items():
        (tmp_path / f"{name}.csv").write_bytes(as_csv(rows))
    return tmp_path


def test_a_number_is_explained_from_all_on_record_to_those_who_were_counted(folder: Path, capsys):
    assert cli.main(["explain", "three_or_more_homes_pct", str(folder), "--period", "2023-12"]) == 0
    said = capsys.readouterr().out
    assert "December 2023: 33.3%" in said
    assert "5  children have an episode of care on record" in said
    assert "-1  children who only have short breaks" in said
    assert "-1  children who came later, or had left by then" in said
    assert "3  children were in care at the end of December 2023" in said
    assert "Counted: 1 of 3 (children)" in said
    assert "A home is a new one where the carer changes" in said
    assert "ssd_cla_episodes.csv › ssd_cla_episodes › all 7 rows" in said
    assert "Children who had three or more homes" in said  # the definition, in the words of the report


def test_the_rule_is_the_one_that_the_council_chose(folder: Path, capsys):
    (folder / "report.toml").write_text('council = "Testshire"\nevery_move_is_a_home = true\n')
    assert cli.main(["explain", "three_or_more_homes_pct", str(folder)]) == 0
    assert "Each move is a new home, with the same carer (T or U) too." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (["visit_on_time_pct"], "Did you mean “visits_on_time_pct”?"),
        (["personal_education_plan_pct"], "was not counted from these records"),
        (["children_in_care_count", "--period", "2015-01"], "was not counted from these records for January 2015"),
    ],
)
def test_what_cannot_be_explained_is_said(folder: Path, capsys, asked: list[str], told: str):
    measure, *more = asked
    assert cli.main(["explain", measure, str(folder), *more]) != 0
    assert told in " ".join(capsys.readouterr().err.split())


def test_a_folder_without_records_is_told_of_the_ledger(tmp_path: Path, capsys):
    (tmp_path / "CIC.csv").write_text("Measure,Dec-23\nChildren in care,3\n")
    assert cli.main(["explain", "children_in_care_count", str(tmp_path)]) != 0
    assert "there are no records here" in capsys.readouterr().err
