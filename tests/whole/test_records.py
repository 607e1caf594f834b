"""A folder with nothing but records gives a report, and nothing of a child is in anything that it leaves behind."""

from __future__ import annotations

import contextlib
import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from inputs.findings import Finding
from inputs.intake import Series
from inputs.read import read_returns
from report import cli
from report.judge import judge_returns
from report.metrics.counting.counted_rows import count_rows
from report.metrics.counting.counting_rules import USUAL_RULES, CountingRules
from report.metrics.counting.records import count_records
from report.metrics.definitions.measure_library import read_library, vocabulary
from tests.report.made_records import Rows, as_903, as_ssd, write
from tests.report.random_careers import council

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("folder_of_its_own")]
CHILDREN = ("children_in_care_count", "")


def counted(
    folder: Path, rules: CountingRules = USUAL_RULES
) -> tuple[dict[tuple[str, str], Series], tuple[Finding, ...]]:
    """The series that a folder gives, by measure and group, and what counting found."""
    measures = read_library()
    intake, findings = count_rows(read_returns(folder, vocabulary(measures)), measures, rules)
    given = [series for one in intake.returns for series in one.series]
    assert len(given) == len({(one.item, one.group) for one in given})  # a measure comes from one of the two
    return {(one.item, one.group): one for one in given}, findings


def latest(folder: Path, measure: tuple[str, str] = CHILDREN, rules: CountingRules = USUAL_RULES) -> int:
    last = counted(folder, rules)[0][measure].points[-1]
    return int((last.value or last.numerator).value)  # type: ignore[union-attr,arg-type]


def marked(tables: dict[str, Rows]) -> dict[str, Rows]:
    """The tables with a mark in every cell that is no day: in ids as far as they stay the same, and in a code each."""
    ids = ("_person_id", "_cla_id", "_placement_id", "_professional_id")
    made = {}
    for name, rows in tables.items():
        own = [
            {column: f"CANARY{cell}" if column.endswith(ids) else cell for column, cell in row.items()} for row in rows
        ]
        own[0] = {
            column: cell if "date" in column or column.endswith(ids) else "CANARY" for column, cell in own[0].items()
        }
        made[name] = [{**row, "our_notes": f"CANARY {number}"} for number, row in enumerate(own)]
    return made


def leavers_and_staff() -> dict[str, Rows]:
    """Forty care leavers, of whom ssd_person has no birth, and as many cases of four social workers."""
    right, adviser = (
        {"clea_care_leaver_eligibility": "Relevant"},
        {"clea_care_leaver_personal_advisor": "CANARY Adviser"},
    )
    live = {"clea_care_leaver_in_touch": "YES", "clea_care_leaver_accommodation": "U1", **right, **adviser}
    role = {"invo_professional_role_id": "Allocated case worker", "invo_involvement_start_date": "2023-01-05"}
    name = {"prof_professional_name": "CANARY Worker", "prof_social_worker_registration_no": "CANARY SW1"}
    return {
        "ssd_care_leavers": [{"clea_person_id": f"L{one}", **live} for one in range(40)],
        "ssd_involvements": [
            {"invo_person_id": f"P{one}", "invo_professional_id": f"W{one % 4}", **role} for one in range(40)
        ],
        "ssd_professionals": [
            {"prof_professional_id": f"W{one}", "prof_full_time_equivalency": "0.8", **name} for one in range(4)
        ],
    }


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """What a build of a marked SSD leaves, and what it says."""
    folder = tmp_path_factory.mktemp("build")
    records = write(folder / "records", marked({**as_ssd(council(1, 240)), **leavers_and_staff()}))
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        assert cli.main(["build", str(records), "--web", "--output", str(folder / "out")]) == 0
    yield folder / "out", " ".join(said.getvalue().split())


def words_of(pdf: Path) -> str:
    return "\n".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf))


def test_a_folder_of_records_alone_gives_a_report_that_names_what_is_absent(built: tuple[Path, str]):
    out, said = built
    assert "December 2023" in words_of(out / "corporate-parenting-2023-12.pdf")
    assert "no return has figures for “Average caseload”, “Personal Education Plan”" in said
    assert "Measures were counted from the Standard Safeguarding Dataset (SSD)" in said


def test_the_report_says_that_its_figures_were_counted_from_records(built: tuple[Path, str]):
    words = " ".join(words_of(built[0] / "corporate-parenting-2023-12.pdf").split())
    assert re.search(
        r"The figures come from the council’s records of children: they were counted from \w+ tables", words
    )
    assert not re.search(r"The figures come from \w+ returns", words)


def test_a_counted_figure_rests_on_its_table_and_on_no_single_row(built: tuple[Path, str]):
    with (built[0] / "corporate-parenting-2023-12.ledger.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["workbook"].startswith("ssd_")]
    assert rows
    places = [place for row in rows for place in row["cells"].split("; ")]
    assert all(re.fullmatch(r"(all [\d,]+ rows ?)+", place) for place in places)


def test_the_web_edition_says_that_its_figures_were_counted_from_records(built: tuple[Path, str]):
    page = (built[0] / "corporate-parenting-2023-12.html").read_text("utf-8")
    assert "Children in our care. Counted from: the council’s records of children" in page
    assert "From the return of" not in page


def test_starting_and_the_list_of_measures_know_that_records_are_counted(tmp_path: Path, capsys):
    folder = write(tmp_path / "records", as_ssd(council(1, 60)))
    assert cli.main(["start", str(folder), "--council", "Dudley", "--output", str(tmp_path / "out")]) == 0
    assert "ssd_person.csv: records of children, from which measures are counted" in capsys.readouterr().out
    assert cli.main(["measures", "homes", "year", "--folder", str(folder)]) == 0
    assert "Given by: ssd_cla_episodes.csv." in capsys.readouterr().out


def test_records_that_lack_a_start_or_a_leaving_are_told_once_and_stop_nothing(tmp_path: Path):
    cut = {"clae_cla_episode_start_reason": "P"}
    tables = as_ssd(council(1, 60))
    tables["ssd_cla_episodes"] = [
        {**row, **cut} if row["clae_cla_episode_start_date"] >= "2023-06" else row for row in tables["ssd_cla_episodes"]
    ]
    findings = judge_returns(write(tmp_path / "records", tables), None, "", lambda *_: None).report.findings
    assert "headline-does-not-reconcile" not in {one.kind for one in findings}
    (told,) = [one for one in findings if one.kind == "records-do-not-reconcile"]
    assert "The start, or the leaving, of the others is not on record. So it is in" in told.what
    assert told.for_officers  # it tells small numbers


def test_in_records_measures_of_the_same_people_may_leave_out_some(tmp_path: Path):
    tables = {**as_ssd(council(1, 60)), **leavers_and_staff()}
    for place, row in enumerate(tables["ssd_care_leavers"]):
        row["clea_care_leaver_accommodation"] = "G" if place < 9 else "U1"
        tables["ssd_person"].append({"pers_person_id": row["clea_person_id"], "pers_dob": "2003-05-01"})
    findings = judge_returns(write(tmp_path / "records", tables), None, "", lambda *_: None).report.findings
    assert "population-differs" not in {one.kind for one in findings}


def test_a_caseload_has_cases_and_the_full_time_workers_who_hold_them(tmp_path: Path):
    folder = write(tmp_path / "records", {**as_ssd(council(1, 240)), **leavers_and_staff()})
    given, _ = counted(folder)
    (point,) = given["social_worker_caseload_rate", ""].points
    assert (str(point.numerator.value), str(point.denominator.value)) == ("40", "3.2")


def test_nothing_of_a_child_is_in_anything_that_a_build_leaves_or_says(built: tuple[Path, str]):
    out, said = built
    assert "holds something that is no known code" in said
    assert "CANARY" not in said
    assert list(out.rglob("*(checked)*")) == []
    for path in (one for one in out.rglob("*") if one.is_file()):
        assert b"CANARY" not in path.read_bytes(), path.name
        if path.suffix == ".pdf":
            assert "CANARY" not in words_of(path)
        if path.suffix == ".xlsx":
            book = openpyxl.load_workbook(path)
            assert "CANARY" not in str([[cell.value for cell in row] for sheet in book for row in sheet])


def test_records_that_must_be_mended_are_not_copied_beside_the_report(tmp_path: Path, capsys):
    tables = {name: rows for name, rows in as_ssd(council(1, 20)).items() if name == "ssd_cla_episodes"}
    tables["ssd_cla_episodes"][0]["clae_cla_episode_start_date"] = "CANARY"
    assert cli.main(["build", str(write(tmp_path / "records", tables)), "--output", str(tmp_path / "out")]) != 0
    said = capsys.readouterr()
    assert "is no date" in said.out + said.err
    assert "CANARY" not in said.out + said.err
    assert list((tmp_path / "out").rglob("*(checked)*")) == []


def test_a_fault_inside_counting_leaves_a_report_without_a_word_of_the_records(tmp_path: Path, monkeypatch, capsys):
    def breaks(*_: object) -> None:
        child = "CANARY"
        raise RuntimeError(child)

    monkeypatch.setattr(count_records, "care_of", breaks)
    folder = write(tmp_path / "records", marked(as_ssd(council(1, 20))))
    assert cli.main(["build", str(folder), "--output", str(tmp_path / "out")]) != 0
    said = capsys.readouterr()
    assert "CANARY" not in said.out + said.err
    for path in (one for one in tmp_path.rglob("*") if one.is_file() and folder not in one.parents):
        assert b"CANARY" not in path.read_bytes(), path.name


@pytest.mark.parametrize("written", [as_ssd, as_903])
def test_where_a_return_says_otherwise_both_numbers_are_told_and_the_return_is_kept(tmp_path: Path, written):
    folder = write(tmp_path / "records", written(council(1, 60)))
    from_records = latest(folder)
    (folder / "CIC.csv").write_text("Measure,Nov-23,Dec-23\nChildren in care,999,400\n")
    assert latest(folder) == 400
    (about,) = [one for one in counted(folder)[1] if one.kind == "records-differ"]
    assert f"in December 2023 400 there, {from_records} counted" in about.what
    assert about.for_officers  # it quotes numbers that may be small
    assert latest(folder, rules=CountingRules(records_win=True)) == from_records


def test_a_return_that_says_the_same_is_no_finding(tmp_path: Path):
    folder = write(tmp_path / "records", as_ssd(council(1, 60)))
    (folder / "CIC.csv").write_text(f"Measure,Dec-23\nChildren in care,{latest(folder)}\n")
    assert [one.kind for one in counted(folder)[1]] == ["counted-from-records"]


def test_a_target_of_a_return_holds_for_what_is_counted(tmp_path: Path):
    folder = write(tmp_path / "records", as_ssd(council(1, 60)))
    (folder / "Reviews.csv").write_text("Measure,Target,Dec-23\nReviews on time,At least 95%,3%\n")
    measures = read_library()
    intake, _ = count_rows(read_returns(folder, vocabulary(measures)), measures, CountingRules(records_win=True))
    given = [series for one in intake.returns for series in one.series if series.item == "reviews_on_time_pct"]
    assert [(bool(one.target), bool(one.points)) for one in given] == [(True, False), (False, True)]


def test_the_rule_by_which_homes_are_counted_can_be_chosen(tmp_path: Path):
    folder = write(tmp_path / "records", as_ssd(council(1, 60)))
    homes = ("three_or_more_homes_pct", "")
    assert latest(folder, homes, CountingRules(every_move=True)) > latest(folder, homes)
