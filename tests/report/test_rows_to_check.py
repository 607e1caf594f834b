"""The rows that an officer is to correct: written only where they are asked for, and named by what is wrong."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from inputs.read import read_returns
from report import cli
from tests.report.made_records import Episode, as_903, as_ssd, in_care, write

pytestmark = pytest.mark.usefixtures("folder_of_its_own")
CHILDREN = [
    in_care("CANARY1", Episode("2021-03-01", "2021-02-01", left="E4A")),
    in_care("CANARY2", reviews=(("2023-11-01", "2023-11-01", "PN1"),), health=("2023-02-01",)),
    in_care(
        "CANARY3",
        Episode("2021-01-10", "2023-12-20", left="E4A"),
        missing=(("2023-05-02", "2023-05-01", "M", "Y", "Y"),),
    ),
    in_care("CANARY4", health=("2023-02-01",)),
]


def rows_in(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_each_row_to_correct_is_named_by_what_is_wrong_and_by_its_place_in_its_file(tmp_path: Path, capsys):
    folder = write(tmp_path / "records", as_ssd(CHILDREN))
    to, out = tmp_path / "for me", tmp_path / "out"
    assert cli.main(["check", str(folder), "--records-to", str(to), "--output", str(out)]) == 0
    said = capsys.readouterr()
    assert "2 files with the rows to check written to" in said.out
    assert "CANARY" not in said.out + said.err
    episodes = rows_in(to / "ssd_cla_episodes (to check).csv")
    assert [(row["clae_person_id"], row["Row"]) for row in episodes] == [
        ("CANARY1", "2"),
        ("CANARY3", "4"),
        ("CANARY4", "5"),
    ]
    assert episodes[0]["To check"] == "Episodes that end before they begin"
    assert episodes[2]["To check"] == "Children in care for five weeks or more without any review"
    (missing,) = rows_in(to / "ssd_missing (to check).csv")
    assert (missing["miss_person_id"], missing["To check"]) == (
        "CANARY3",
        "Missing episodes that end before they begin",
    )
    assert not out.exists()


def test_records_of_ssda903_have_them_too(tmp_path: Path):
    folder = write(tmp_path / "records", as_903(CHILDREN))
    assert (
        cli.main(["check", str(folder), "--records-to", str(tmp_path / "to"), "--output", str(tmp_path / "out")]) == 0
    )
    assert rows_in(tmp_path / "to" / "episodes (to check).csv")[0]["CHILD"] == "CANARY1"


@pytest.mark.parametrize("where", ["records", "out"])
def test_they_are_written_neither_beside_the_report_nor_into_the_returns(tmp_path: Path, capsys, where: str):
    folder = write(tmp_path / "records", as_ssd(CHILDREN))
    asked = ["check", str(folder), "--records-to", str(tmp_path / where), "--output", str(tmp_path / "out")]
    assert cli.main(asked) == 2
    assert "Name another one with --records-to" in capsys.readouterr().err
    assert not list(tmp_path.rglob("*(to check)*"))


def test_without_being_asked_nothing_is_written(tmp_path: Path):
    folder = write(tmp_path / "records", as_ssd(CHILDREN))
    assert cli.main(["check", str(folder), "--output", str(tmp_path / "out")]) == 0
    assert not list(tmp_path.rglob("*(to check)*"))


def test_put_back_among_the_records_they_are_not_counted_twice(tmp_path: Path):
    folder = write(tmp_path / "records", as_ssd(CHILDREN))
    before = len(read_returns(folder, ()).careers[0].episodes.rows)
    assert (
        cli.main(["check", str(folder), "--records-to", str(tmp_path / "to"), "--output", str(tmp_path / "out")]) == 0
    )
    put_back = list((tmp_path / "to").iterdir())
    assert len(put_back) == 2
    for path in put_back:
        path.rename(folder / path.name)
    assert len(read_returns(folder, ()).careers[0].episodes.rows) == before
