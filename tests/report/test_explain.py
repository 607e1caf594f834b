"""Explaining a number: its definition, the cohort step by step, the rule and the table."""

from __future__ import annotations

from pathlib import Path

import pytest

from report import cli
from report.judge import judge_returns
from tests.report.made_records import Episode, as_csv, as_ssd, in_care, write


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


def scores_of(folder: Path):
    return judge_returns(folder, None, "", lambda *_: None).report.card.scores


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


def test_the_folder_may_stand_behind_the_month(folder: Path, capsys):
    assert cli.main(["explain", "children_in_care_count", "--period", "2023-12", str(folder)]) == 0
    assert "December 2023: 3" in capsys.readouterr().out


def test_a_word_too_many_is_still_refused(folder: Path, capsys):
    with pytest.raises(SystemExit):
        cli.main(["explain", "children_in_care_count", str(folder), "--period", "2023-12", "more"])
    assert "unrecognized arguments: more" in capsys.readouterr().err


def test_care_leavers_are_explained_from_all_on_the_list_to_those_of_whom_the_figure_is(folder: Path, capsys):
    ages = {"L1": "2003-06-15", "L2": "2003-06-15", "L3": "1999-01-01", "L4": "2003-06-15"}
    with (folder / "ssd_person.csv").open("a") as file:
        file.writelines(f"{child},{born}\n" for child, born in ages.items())
    rows = [
        {
            "clea_person_id": child,
            "clea_care_leaver_eligibility": right,
            "clea_care_leaver_in_touch": "YES",
            "clea_care_leaver_activity": "F2",
        }
        for child, right in (("L1", "Former relevant"), ("L2", "Qualifying"), ("L3", "Relevant"), ("L4", "Relevant"))
    ]
    (folder / "ssd_care_leavers.csv").write_bytes(as_csv(rows))
    assert cli.main(["explain", "eet_19_21_pct", str(folder)]) == 0
    said = capsys.readouterr().out
    assert "4  people are on the list of care leavers" in said
    assert "-1  who have a right to advice only" in said
    assert "-1  who are not 19 to 21 years old" in said
    assert "2  care leavers were 19 to 21 years old on the last day of the month" in said
    assert "Counted: 2 of 2 (young people)" in said


def test_who_came_and_who_left_is_explained_with_those_of_whom_that_is_not_on_record(tmp_path: Path, capsys):
    children = [
        in_care("A"),
        in_care("B", Episode("2023-12-05")),
        in_care("C", Episode("2023-12-06", why="P")),
        in_care("D", Episode("2020-01-10", "2023-12-07", left="X1")),
        in_care("E", Episode("2020-01-10", "2023-12-28", left="E4A")),
        in_care("F", Episode("2020-01-10", "2022-01-05", left="E4A")),
    ]
    for name, rows in as_ssd(children).items():
        (tmp_path / f"{name}.csv").write_bytes(as_csv(rows))
    assert cli.main(["explain", "started_in_care_count", str(tmp_path), "--period", "2023-12"]) == 0
    came = capsys.readouterr().out
    assert "2  children’s time in care began in December 2023" in came
    assert "-1  whose first episode began for another reason than S" in came
    assert "1  children came into care" in came
    assert cli.main(["explain", "left_care_count", str(tmp_path), "--period", "2023-12"]) == 0
    left = capsys.readouterr().out
    assert "2  children’s time in care ended in December 2023" in left
    assert "-1  whose last episode goes on (X1) with no next one" in left
    assert "1  children left care" in left


def test_why_a_measure_could_not_be_counted_is_said(folder: Path, capsys):
    right = {"clea_person_id": "L1", "clea_care_leaver_eligibility": "", "clea_care_leaver_in_touch": "YES"}
    (folder / "ssd_care_leavers.csv").write_bytes(as_csv([right]))
    assert cli.main(["explain", "in_touch_19_21_pct", str(folder)]) != 0
    said = " ".join(capsys.readouterr().err.split())
    assert "for too many it is not on record what support they have a right to" in said


def test_a_share_of_fewer_children_says_how_many_make_its_total(folder: Path, capsys):
    assert cli.main(["explain", "long_term_stability_pct", str(folder)]) == 0
    assert "2  in the total: Children under 16 who have been looked after" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("measure", "rule"),
    [
        ("three_or_more_homes_pct", "(an episode that began for S, P or B)"),
        ("visits_on_time_pct", "Children who live with their parents (P1) are left out"),
    ],
)
def test_the_report_and_an_explanation_say_what_is_counted_in_the_same_words(folder: Path, capsys, measure: str, rule):
    visits = [{"clav_person_id": "B", "clav_cla_visit_date": f"2023-{month:02}-03"} for month in range(1, 13)]
    (folder / "ssd_cla_visits.csv").write_bytes(as_csv(visits))
    assert cli.main(["explain", measure, str(folder)]) == 0
    said = next(line for line in capsys.readouterr().out.splitlines() if "What it counts: " in line)

    (score,) = [one for one in scores_of(folder) if one.measure.id == measure]
    assert said.partition(": ")[2] == score.measure.definition
    assert rule in score.measure.definition


def test_a_definition_says_no_rule_of_records_where_a_return_is_printed(folder: Path):
    (folder / "Homes.csv").write_text("Measure,Nov-23,Dec-23\nThree or more homes,10%,12%\n")
    (score,) = [one for one in scores_of(folder) if one.measure.id == "three_or_more_homes_pct"]
    assert "an episode" not in score.measure.definition


def test_of_records_without_a_whole_month_it_is_said_that_there_is_none(tmp_path: Path, capsys):
    folder = write(tmp_path / "records", as_ssd([in_care("A", Episode("2023-12-10", "2023-12-15", left="E4A"))]))
    assert cli.main(["explain", "children_in_care_count", str(folder)]) == 2
    assert "hold no whole month" in capsys.readouterr().err


def test_an_average_of_days_is_printed_as_the_report_prints_it(capsys):
    samples = Path(__file__).parents[2] / "inputs" / "samples" / "peterborough-2023-12-records"
    assert cli.main(["explain", "entry_to_adoptive_home_days_mean", str(samples)]) == 0
    assert "December 2023: 580 days" in capsys.readouterr().out
