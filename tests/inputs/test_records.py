"""Reading records: what tells a table, what its columns may be called, and what is said of what cannot be read."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from inputs.careers import Careers
from inputs.intake import Intake
from inputs.read import read_returns
from inputs.records.record_headings import known_csv
from tests.report.made_records import Episode, Rows, as_903, as_csv, as_ssd, counted, in_care

CHILDREN = (
    in_care("A"),
    in_care("B", Episode("2021-03-01", "2023-12-20", left="E4A"), reviews=(("2023-12-01",) * 2 + ("PN1",),)),
)


def read(folder: Path, tables: dict[str, object]) -> Intake:
    for name, rows in tables.items():
        (folder / f"{name}.csv").write_bytes(rows if isinstance(rows, bytes) else as_csv(rows))
    return read_returns(folder, ())


def only(intake: Intake) -> Careers:
    (careers,) = intake.careers
    return careers


def kinds(intake: Intake) -> list[tuple[str, str]]:
    return [(one.kind, one.workbook) for one in intake.findings]


@pytest.mark.parametrize("written", [as_ssd, as_903])
def test_tables_are_told_by_their_columns_whatever_their_files_are_called(tmp_path: Path, written):
    renamed = {f"export {number}": rows for number, rows in enumerate(written(CHILDREN).values())}
    careers = only(read(tmp_path, renamed))
    assert len(careers.episodes.rows) == 2
    assert careers.until == date(2023, 12, 20)


@pytest.mark.parametrize("written", [as_ssd, as_903])
def test_the_order_of_columns_and_columns_more_do_not_matter(tmp_path: Path, written):
    turned = {
        name: [dict([*reversed(row.items()), ("our own column", "x")]) for row in rows]
        for name, rows in written(CHILDREN).items()
    }
    (tmp_path / "one").mkdir()
    (tmp_path / "other").mkdir()
    one, other = only(read(tmp_path / "one", written(CHILDREN))), only(read(tmp_path / "other", turned))
    assert counted(one) == counted(other)


@pytest.mark.parametrize("written", [as_ssd, as_903])
def test_the_order_of_rows_does_not_matter(tmp_path: Path, written):
    children = (*CHILDREN, in_care("C", Episode("2022-01-01", "2022-05-05", left="X1"), Episode("2022-05-05", "", "P")))
    tables = written(children)
    (tmp_path / "one").mkdir()
    (tmp_path / "other").mkdir()
    one = only(read(tmp_path / "one", tables))
    other = only(read(tmp_path / "other", {name: rows[::-1] for name, rows in tables.items()}))
    assert counted(one) == counted(other)


def test_earlier_names_of_columns_are_known(tmp_path: Path):
    older = {
        "clae_cla_episode_start_date": "clae_cla_episode_start",
        "clae_cla_episode_ceased_date": "clae_cla_episode_ceased",
        "clae_cla_episode_ceased_reason": "clae_cla_episode_cease_reason",
        "lega_legal_status_start_date": "lega_legal_status_start",
        "lega_legal_status_end_date": "lega_legal_status_end",
    }
    tables = {
        name: [{older.get(column, column): cell for column, cell in row.items()} for row in rows]
        for name, rows in as_ssd(CHILDREN).items()
    }
    (tmp_path / "one").mkdir()
    (tmp_path / "other").mkdir()
    assert counted(only(read(tmp_path / "one", tables))) == counted(only(read(tmp_path / "other", as_ssd(CHILDREN))))


@pytest.mark.parametrize(
    "said",
    ["2021-03-01", "01/03/2021", "2021-03-01 00:00:00.000", "01/03/2021 00:00", "1/3/2021", "44256", "01-Mar-2021"],
)
def test_a_day_is_read_in_each_way_that_systems_write_it(tmp_path: Path, said: str):
    tables = as_ssd(CHILDREN)
    tables["ssd_cla_episodes"][1]["clae_cla_episode_start_date"] = said
    assert set(only(read(tmp_path, tables)).episodes.rows["began"].dt.date) == {date(2020, 1, 10), date(2021, 3, 1)}


@pytest.mark.parametrize("blank", ["", "NULL", "null", " "])
def test_a_blank_end_may_be_written_as_null(tmp_path: Path, blank: str):
    tables = as_ssd(CHILDREN)
    tables["ssd_cla_episodes"][0]["clae_cla_episode_ceased_date"] = blank
    intake = read(tmp_path, tables)
    assert only(intake).episodes.rows["ended"].isna().sum() == 1
    assert "record-day-needed" not in dict(kinds(intake))


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("E4A", "E4A"),
        ("b) E12: Adopted - consent dispensed", "E12"),
        ("Died", "E2"),
        ("e48", "E48"),
        ("Gone to see Jo", ""),
    ],
)
def test_a_code_is_known_inside_other_words_and_by_its_spelling(tmp_path: Path, said: str, code: str):
    tables = as_ssd(CHILDREN)
    tables["ssd_cla_episodes"][1]["clae_cla_episode_ceased_reason"] = said
    intake = read(tmp_path, tables)
    assert list(only(intake).episodes.rows["why_ended"]) == ["", code]
    about = [str(one) for one in intake.findings if one.kind == "record-code-not-known"]
    assert len(about) == (not code)
    assert "Jo" not in "".join(about)


def test_a_status_of_a_check_that_is_not_known_is_said_to_be_taken_as_not_done(tmp_path: Path):
    tables = as_ssd([in_care("A", health=("2023-06-01",)), *CHILDREN])
    tables["ssd_cla_health"][0]["clah_health_check_status"] = "Who knows"
    intake = read(tmp_path, tables)
    assert len(only(intake).checks.rows) == len(tables["ssd_cla_health"]) - 1
    (about,) = [one.what for one in intake.findings if one.kind == "record-code-not-known"]
    assert about.endswith("it was taken as not done.")


def test_a_day_of_an_episode_that_cannot_be_read_must_be_mended_and_its_row_is_told(tmp_path: Path):
    tables = as_ssd(CHILDREN)
    tables["ssd_cla_episodes"][1]["clae_cla_episode_start_date"] = "soon"
    (about,) = [one for one in read(tmp_path, tables).findings if one.kind == "record-day-needed"]
    assert about.strength == "must fix"
    assert "row 3" in about.what
    assert "soon" not in str(about)


def test_a_day_beside_the_episodes_that_cannot_be_read_is_told_and_nothing_is_counted_from_it(tmp_path: Path):
    tables = as_ssd(CHILDREN)
    tables["ssd_cla_reviews"][0]["clar_cla_review_date"] = "31/02/2023"
    intake = read(tmp_path, tables)
    assert ("record-day-not-read", "ssd_cla_reviews.csv") in kinds(intake)
    assert only(intake).reviews.rows["held"].isna().all()


def test_noughts_at_the_front_of_an_id_are_kept(tmp_path: Path):
    tables = as_ssd([in_care("7"), in_care("007", Episode("2021-03-01", "2023-12-20", left="E4A"))])
    assert only(read(tmp_path, tables)).episodes.rows["child"].nunique() == 2


def test_tables_that_are_not_there_are_told_with_what_they_would_give(tmp_path: Path):
    intake = read(tmp_path, {name: rows for name, rows in as_ssd(CHILDREN).items() if name != "ssd_person"})
    (about,) = [one for one in intake.findings if one.kind == "record-table-missing"]
    assert "ssd_person (ages)" in about.what
    assert "ssd_cla_visits (visits made on time" in about.what
    assert only(intake).children is None


def test_other_tables_of_the_ssd_are_left_alone(tmp_path: Path):
    address = [{"addr_person_id": "A", "addr_address_postcode": "ZZ1 1ZZ", "addr_address_start_date": "2020-01-01"}]
    assert kinds(read(tmp_path, {**as_ssd(CHILDREN), "ssd_address": address})) == [
        ("record-table-missing", "ssd_cla_episodes.csv")
    ]


@pytest.mark.parametrize(("written", "needed"), [(as_ssd, "ssd_cla_episodes"), (as_903, "episodes")])
def test_tables_without_the_episodes_say_that_these_are_needed(tmp_path: Path, written, needed: str):
    intake = read(tmp_path, {name: rows for name, rows in written(CHILDREN).items() if name != needed})
    assert intake.careers == ()
    (about,) = [one for one in intake.findings if one.kind == "record-table-needed"]
    assert "list-of-children" not in dict(kinds(intake))
    assert about.what.startswith(f"The table {needed} is needed")


@pytest.mark.parametrize("written", [as_ssd, as_903])
def test_a_workbook_with_a_sheet_for_each_table_is_the_same(tmp_path: Path, written):
    (tmp_path / "one").mkdir()
    (tmp_path / "other").mkdir()
    book = openpyxl.Workbook()
    book.active.title = "Read me"
    for name, rows in written(CHILDREN).items():
        sheet = book.create_sheet(name[:31])
        sheet.append(list(rows[0]))
        for row in rows:
            sheet.append([_typed(cell) for cell in row.values()])
    book.save(tmp_path / "one" / "extract.xlsx")
    one, other = only(read(tmp_path / "one", {})), only(read(tmp_path / "other", written(CHILDREN)))
    assert counted(one) == counted(other)


def _typed(cell: str) -> object:
    """A day as Excel keeps it, and a number as one."""
    if len(cell) == 10 and cell[4] == "-":
        return datetime.fromisoformat(cell)
    return int(cell) if cell.isdigit() else cell or None


def as_xml(files: dict[str, Rows]) -> bytes:
    """The XML of SSDA903: a header for each child, with its reviews in it, and its episodes beside it."""
    lines = ['<?xml version="1.0"?>', "<EXPSSDA903>"]
    for row in files["header"]:
        child = row["CHILD"]
        own = [f"<{name}>{text}</{name}>" for name, text in row.items() if name != "CHILD"]
        of_child = {name: [one for one in rows if one["CHILD"] == child] for name, rows in files.items()}
        reviews = [_element("AREVIEW", one) for one in of_child.get("reviews", ())]
        lines += ["<CHILD><HEADER>", f"<CHILDID>{child}</CHILDID>", *own, *reviews, "</HEADER>"]
        lines += [_element("EPISODE", one).replace("PLACE>", "PL>") for one in of_child["episodes"]]
        lines.append("</CHILD>")
    return "\n".join([*lines, "</EXPSSDA903>"]).encode()


def _element(name: str, row: dict[str, str]) -> str:
    cells = "".join(f"<{column}>{text}</{column}>" for column, text in row.items() if column not in ("CHILD", "DOB"))
    return f"<{name}>{cells}</{name}>"


def test_the_xml_of_ssda903_is_the_same(tmp_path: Path):
    (tmp_path / "one").mkdir()
    (tmp_path / "other").mkdir()
    (tmp_path / "one" / "return 2023.xml").write_bytes(as_xml(as_903(CHILDREN)))
    (tmp_path / "one" / "other.xml").write_bytes(b"<notes><note>SSD</note></notes>")
    one, other = only(read(tmp_path / "one", {})), only(read(tmp_path / "other", as_903(CHILDREN)))
    assert counted(one) == counted(other)


def test_an_xml_file_that_was_cut_off_is_told(tmp_path: Path):
    (tmp_path / "return 2023.xml").write_bytes(as_xml(as_903(CHILDREN))[:-40])
    assert ("unreadable-text", "return 2023.xml") in kinds(read_returns(tmp_path, ()))


def test_files_of_two_years_give_each_episode_once(tmp_path: Path):
    first = as_903([in_care("A"), in_care("B", Episode("2021-03-01"))])
    second = as_903([in_care("A"), in_care("B", Episode("2021-03-01", "2022-06-01", left="E4A"))])
    years = {"2022 header": first["header"], "2022 episodes": first["episodes"], "2023 episodes": second["episodes"]}
    episodes = only(read(tmp_path, years)).episodes.rows
    assert len(episodes) == 2
    assert episodes["ended"].isna().sum() == 1


def test_the_same_table_twice_is_read_once(tmp_path: Path):
    tables = as_ssd(CHILDREN)
    intake = read(tmp_path, {**tables, "ssd_cla_episodes (1)": tables["ssd_cla_episodes"]})
    assert len(only(intake).episodes.rows) == 2
    assert ("same-workbook-twice", "ssd_cla_episodes.csv") in kinds(intake)


def test_an_extract_reaches_to_the_last_thing_that_happened_and_not_to_a_slip_of_the_hand(tmp_path: Path):
    many = [in_care(str(n), Episode(f"20{n % 8 + 14}-0{n % 9 + 1}-03", "2023-12-28", left="E4A")) for n in range(300)]
    slip = in_care("X", Episode("2032-01-01"))
    careers = only(read(tmp_path, as_ssd([*many, slip])))
    assert careers.until == date(2023, 12, 28)


def test_letters_that_are_not_utf_8_and_semicolons_are_read(tmp_path: Path):
    tables = as_ssd(CHILDREN)
    turned = {name: as_csv(rows).decode().replace(",", ";").encode("cp1252") for name, rows in tables.items()}
    turned["ssd_person"] = turned["ssd_person"].replace(b"A;", b"\xc9;", 1)
    assert len(only(read(tmp_path, turned)).episodes.rows) == 2


def test_a_row_with_more_cells_than_headings_is_told(tmp_path: Path):
    tables: dict[str, object] = dict(as_ssd(CHILDREN))
    tables["ssd_cla_visits"] = b"clav_person_id,clav_cla_visit_date\r\nA,2023-01-01\r\nA,2023-01-01,x,y,z\r\n"
    assert ("unreadable-text", "ssd_cla_visits.csv") in kinds(read(tmp_path, tables))


@pytest.mark.parametrize(
    "headings",
    [
        b"Measure,Dec-23",
        b"CHILD,DOB",
        b"Month,Children,Reviews",
        b"",
        b"\xff\xfe",
        b'"',
        b"Team_name,Case_load,Post_held",
    ],
)
def test_no_other_file_is_taken_for_records(headings: bytes):
    assert known_csv(headings + b"\r\n1,2\r\n") is None


def test_no_id_and_no_name_leaves_the_room(tmp_path: Path):
    careers = only(read(tmp_path, as_ssd([in_care("CANARY-7"), in_care("CANARY-8")])))
    for name in Careers.__slots__:
        table = getattr(careers, name)
        if hasattr(table, "rows"):
            assert "CANARY" not in table.rows.to_csv()


def test_a_folder_without_records_loads_nothing_large(tmp_path: Path):
    (tmp_path / "words.csv").write_text("Measure,Dec-23\nChildren in care,3\n")
    code = f"""
import sys
from pathlib import Path
from {read_returns.__module__} import read_returns
read_returns(Path(sys.argv[1]), ())
print([name for name in ("pandas", "numpy", "holidays") if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("written", [as_ssd, as_903])
def test_one_planned_end_does_not_move_the_month_and_is_told(tmp_path: Path, written):
    months = [f"{year}-{month:02d}" for year in (2021, 2022, 2023) for month in range(1, 13)]
    many = [
        in_care(f"{m}{n}", Episode("2020-02-01", f"{m}-{n * 3 + 1:02d}", left="E4A")) for m in months for n in range(8)
    ]
    planned = in_care("X", Episode("2020-02-01", "2024-02-26", left="E4A"))
    intake = read(tmp_path, written([*many, planned]))
    assert only(intake).until == date(2023, 12, 22)
    (about,) = [one for one in intake.findings if one.kind == "record-days-too-late"]
    assert "1 date lies after all the others" in about.what


def test_where_there_are_few_children_the_last_day_is_kept(tmp_path: Path):
    years = [in_care(str(n), Episode(f"{2018 + n}-05-01", f"{2019 + n}-12-31", left="E4A")) for n in range(5)]
    intake = read(tmp_path, as_ssd(years))
    assert only(intake).until == date(2023, 12, 31)
    assert "record-days-too-late" not in dict(kinds(intake))


def twice(folder: Path, name: str, change: dict[str, str]) -> Intake:
    """What is read of a folder with a later extract of one table, in which one row is otherwise and one is new."""
    children = (*CHILDREN, in_care("C", reviews=(("2023-11-01", "2023-11-02", "PN1"),)))
    first, later = as_ssd(CHILDREN), as_ssd(children)
    later[name] = [{**later[name][0], **change}, *later[name][1:]]
    return read(folder, {**first, f"{name} (2)": later[name]})


def test_a_row_that_stands_in_two_files_of_a_table_is_counted_once_and_told(tmp_path: Path):
    intake = twice(tmp_path, "ssd_cla_reviews", {})
    assert len(only(intake).reviews.rows) == 1
    (about,) = [one for one in intake.findings if one.kind == "record-rows-twice"]
    assert "1 row of this table is in" in about.what


def test_a_table_and_its_later_extract_that_say_otherwise_of_a_child_are_left_out_and_told(tmp_path: Path):
    intake = twice(tmp_path, "ssd_cla_reviews", {"clar_cla_review_date": "2023-12-09"})
    assert only(intake).reviews is None
    assert "record-tables-differ" in dict(kinds(intake))
    assert "ssd_cla_reviews" not in "".join(one.what for one in intake.findings if one.kind == "record-table-missing")


def test_episodes_that_two_files_tell_otherwise_are_not_counted_at_all(tmp_path: Path):
    intake = twice(tmp_path, "ssd_cla_episodes", {"clae_cla_episode_ceased_date": "2023-12-09"})
    assert intake.careers == ()
    assert "record-tables-differ" in dict(kinds(intake))


def test_a_table_in_a_workbook_and_as_csv_is_one(tmp_path: Path):
    tables = as_ssd(CHILDREN)
    book = openpyxl.Workbook()
    book.active.append(list(tables["ssd_cla_episodes"][0]))
    for row in tables["ssd_cla_episodes"]:
        book.active.append([_typed(cell) for cell in row.values()])
    book.save(tmp_path / "extract.xlsx")
    assert len(only(read(tmp_path, tables)).episodes.rows) == 2
