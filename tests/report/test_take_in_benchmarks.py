"""Files of published figures, as councils download them: what is taken in, and what is said of the rest."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from inputs.findings import Finding, Strength
from inputs.period import Period
from report.metrics.benchmarks.explore_education_statistics import read_value
from report.metrics.benchmarks.published_figures import Benchmarks, PublishedFigure
from report.metrics.benchmarks.store import COLUMNS, BadBenchmarks, benchmarks_for, read_benchmarks
from report.output.exit_codes import CannotBuild
from report.take_in_benchmarks import take_in
from tests.report.published import (
    ALL,
    CASELOAD,
    COUNCIL,
    DAYS,
    HOMES,
    MOVED,
    NEIGHBOURS,
    PLACES,
    STABILITY,
    STABLE,
    csv_file,
    everybody,
    homes,
    place,
)
from tests.report.returns import LIBRARY


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    home = tmp_path / "returns"
    home.mkdir()
    (home / "report.toml").write_text(f'authority = "{COUNCIL}"\n', "utf-8")
    return home


@pytest.fixture
def stability(tmp_path: Path) -> Path:
    return csv_file(tmp_path / "stability.csv", STABILITY, everybody())


@pytest.fixture
def model(tmp_path: Path) -> Path:
    columns = (
        "old_la_code",
        "la_name",
        *(f"{key}{n}{end}" for n in range(1, 11) for key, end in (("SN_", ""), ("SN_", "P"))),
    )
    codes = [cell for n in range(10) for cell in (f"80{n}", "Close ")]
    return csv_file(tmp_path / "neighbours 2025.csv", columns, [("999", "Sample City", *codes)])


def held(folder: Path) -> dict[tuple[str, str, Period], PublishedFigure]:
    return {(f.measure, f.area, f.period): f for f in read_benchmarks(folder).figures}


def stops(files: Sequence[Path], folder: Path) -> str:
    """What is said when files are refused; nothing is written then."""
    with pytest.raises(CannotBuild) as stop:
        take_in(files, folder, "")
    assert stop.value.lines[-1] == "Nothing was written."
    assert not (folder / "benchmarks").exists()
    return "\n".join(stop.value.lines)


def test_a_published_table_and_the_neighbour_model_become_the_councils_own_files(
    folder: Path, stability: Path, model: Path
) -> None:
    said = take_in([stability, model], folder, "November 2025")
    assert said[:2] == [
        "stability.csv: Placement stability, reporting year 2025.",
        "  Three or more homes: 2025, Sample City, 10 of 10 similar councils and England.",
    ]
    assert "  Same home for two years: not taken, since no row has the words" in said[3]
    figures = held(folder)
    own = figures[HOMES, COUNCIL, Period(2025, 3)]
    assert (own.value, own.numerator, own.denominator, own.region) == (7, 30, 408, "E12000006")
    assert (own.release.release, own.release.published) == ("reporting year 2025", "November 2025")
    assert figures[HOMES, "E92000001", Period(2025, 3)].numerator == 8850
    (circle,) = read_benchmarks(folder).neighbours.values()
    assert circle.codes == tuple(NEIGHBOURS)
    assert circle.model == "DfE, 2025"


def test_what_was_written_is_read_back_and_written_alike(folder: Path, stability: Path, model: Path) -> None:
    take_in([stability, model], folder, "November 2025")
    before = (folder / "benchmarks" / "benchmarks.csv").read_bytes()
    take_in([stability, model], folder, "November 2025")
    assert (folder / "benchmarks" / "benchmarks.csv").read_bytes() == before


def test_the_councils_own_files_take_the_place_of_those_that_ship(folder: Path, stability: Path, model: Path) -> None:
    assert benchmarks_for(folder, COUNCIL)[0].knows(COUNCIL) is False
    take_in([stability, model], folder, "")
    benchmarks, findings = benchmarks_for(folder, COUNCIL)
    assert (benchmarks.area_name(COUNCIL), findings) == ("Sample City", ())


def test_measures_that_were_compared_with_other_neighbours_keep_england_alone(
    folder: Path, stability: Path, model: Path
) -> None:
    said = "\n".join(take_in([stability, model], folder, ""))
    assert "England alone, until its table is given: " in said
    areas = {area for measure, area, _ in held(folder) if measure == STABLE}
    assert areas == {"E92000001"}


@pytest.mark.parametrize(("encoding", "end"), [("utf-8", "\n"), ("utf-8-sig", "\r\n"), ("cp1252", "\r\n")])
def test_a_table_is_read_in_whichever_encoding_it_was_saved(
    folder: Path, tmp_path: Path, encoding: str, end: str
) -> None:
    rows = homes("2025", "30", "408", "7", COUNCIL, "Sample – City", "999")
    take_in([csv_file(tmp_path / "a.csv", STABILITY, rows, encoding, end)], folder, "")
    assert held(folder)[HOMES, COUNCIL, Period(2025, 3)].name == "Sample – City"


def test_a_table_that_was_saved_again_with_semicolons_is_read(folder: Path, tmp_path: Path) -> None:
    file = csv_file(tmp_path / "a.csv", STABILITY, homes("2025", "30", "408", "7", COUNCIL, "Sample City", "999"))
    file.write_text(file.read_text("utf-8-sig").replace(",", ";") + ";" * len(STABILITY) + "\n", "utf-8")
    take_in([file], folder, "")
    own = held(folder)[HOMES, COUNCIL, Period(2025, 3)]
    assert (own.value, own.denominator, own.name) == (7, 408, "Sample City")


def test_the_councils_own_region_is_taken_in_and_others_are_not(folder: Path, tmp_path: Path) -> None:
    def region(code: str, name: str) -> list[tuple[str, ...]]:
        here = ("2025", "Reporting year", "Regional", "E92000001", "England", code, name, "", "", "")
        return [(*here, *MOVED, "900", "9"), (*here, *ALL, "10000", "100")]

    rows = [*everybody(), *region("E12000006", "East of England"), *region("E12000007", "London")]
    take_in([csv_file(tmp_path / "a.csv", STABILITY, rows)], folder, "")
    figures = held(folder)
    own = figures[HOMES, "E12000006", Period(2025, 3)]
    assert (own.area_type, own.name, own.value, own.denominator) == ("region", "East of England", 9, 10000)
    assert (HOMES, "E12000007", Period(2025, 3)) not in figures


def test_councils_of_the_model_that_no_table_names_are_passed_over(folder: Path, stability: Path, model: Path) -> None:
    text = model.read_text("utf-8-sig")
    elsewhere = ["997", "Elsewhere", *(cell for n in range(10) for cell in (f"7{n}0", "Close "))]
    half = ["998", "Half", "800", "Close ", *(cell for n in range(9) for cell in (f"7{n}0", "Close "))]
    model.write_text(text + ",".join(elsewhere) + "\n" + ",".join(half) + "\n", "utf-8")
    take_in([stability, model], folder, "")
    assert list(read_benchmarks(folder).neighbours) == [COUNCIL]


def test_columns_that_nobody_needs_and_measures_of_others_are_passed_over(folder: Path, tmp_path: Path) -> None:
    rows = [(*row, "note") for row in [*everybody(), (*place("2025"), "CLA 2 years", "Something new", "5", "6")]]
    take_in([csv_file(tmp_path / "a.csv", (*STABILITY, "remarks"), rows)], folder, "")
    assert held(folder)[HOMES, COUNCIL, Period(2025, 3)].value == 7


@pytest.mark.parametrize("year", ["2024", "202324", "2023/24", "2023-24"])
def test_a_reporting_year_ends_on_31_march_of_its_last_year(folder: Path, tmp_path: Path, year: str) -> None:
    take_in([csv_file(tmp_path / "a.csv", STABILITY, homes(year, "30", "408", "7"))], folder, "")
    assert held(folder)[HOMES, "E92000001", Period(2024, 3)].value == 7


def test_the_last_three_years_are_kept(folder: Path, tmp_path: Path) -> None:
    rows = [row for year in range(2019, 2026) for row in homes(str(year), "30", "408", "7")]
    take_in([csv_file(tmp_path / "a.csv", STABILITY, rows)], folder, "")
    assert sorted(p.year for m, _, p in held(folder) if m == HOMES) == [2023, 2024, 2025]


def test_of_two_releases_the_later_counts_because_it_is_revised(folder: Path, tmp_path: Path) -> None:
    earlier = csv_file(tmp_path / "a.csv", STABILITY, homes("2024", "83", "836", "10"))
    rows = [*homes("2025", "82", "818", "10"), *homes("2024", "84", "835", "11")]
    later = csv_file(tmp_path / "b.csv", STABILITY, rows)
    take_in([later, earlier], folder, "")
    assert held(folder)[HOMES, "E92000001", Period(2024, 3)].denominator == 835


def test_two_figures_for_one_area_in_one_release_stop_it(folder: Path, tmp_path: Path) -> None:
    rows = [*homes("2025", "30", "408", "7"), *homes("2025", "31", "408", "8")]
    said = stops([csv_file(tmp_path / "a.csv", STABILITY, rows)], folder)
    assert "a.csv: two different figures of three_or_more_homes_pct for England, 2025-03-31. Keep one" in said


@pytest.mark.parametrize(
    ("cell", "symbol"),
    [("c", "c"), ("z", "z"), ("x", "x"), ("k", "k"), ("low", "low"), ("u", "u"), ("", "x"), ("-", "x"), (":", "x")],
)
def test_a_symbol_stays_a_symbol_and_never_becomes_nought(folder: Path, tmp_path: Path, cell: str, symbol: str) -> None:
    rows = homes("2025", "c", "408", cell, COUNCIL, "Sample City", "999")
    take_in([csv_file(tmp_path / "a.csv", STABILITY, rows)], folder, "")
    figure = held(folder)[HOMES, COUNCIL, Period(2025, 3)]
    assert (figure.value, figure.symbol, figure.numerator) == (None, symbol, None)


def test_years_and_months_become_days_and_never_a_clock_time() -> None:
    assert read_value("a.csv", "01:07", LIBRARY[DAYS]) == (Decimal(578), "")
    assert read_value("a.csv", "00:00", LIBRARY[DAYS]) == (Decimal(0), "")
    assert read_value("a.csv", "02:00", LIBRARY[DAYS]) == (Decimal(731), "")  # 730.5, rounded as a reader rounds


def test_what_binary_fractions_add_is_taken_off() -> None:
    assert read_value("a.csv", "16.600000000000001", LIBRARY[CASELOAD]) == (Decimal("16.6"), "")


def test_a_caseload_is_of_30_september(folder: Path, tmp_path: Path) -> None:
    columns = (*PLACES, "case_holders_fte", "cases", "caseload_fte")
    take_in([csv_file(tmp_path / "a.csv", columns, [(*place("2025"), "21105.4", "321661", "15.2")])], folder, "")
    figure = held(folder)[CASELOAD, "E92000001", Period(2025, 9)]
    assert (figure.value, figure.denominator) == (Decimal("15.2"), Decimal("21105.4"))


# What is refused, and what is said of it.


def test_every_file_that_is_of_no_use_is_told_at_once(folder: Path, tmp_path: Path, stability: Path) -> None:
    other = csv_file(tmp_path / "absence.csv", (*PLACES, "absence_rate"), [(*place("2025"), "5")])
    ours = csv_file(tmp_path / "ours.csv", ("Measure", "Value"), [("Homes", "5")])
    workbook = tmp_path / "neighbours.xlsx"
    said = stops([other, ours, workbook, tmp_path / "gone.csv", stability], folder)
    assert "absence.csv: no measure of ours stands in this table. “boardreport guide comparison” lists" in said
    assert "ours.csv: there is no column “time_period”, so this is no table that we know. Download it from " in said
    assert "neighbours.xlsx: this is a workbook. Save it as “CSV UTF-8” in Excel and give that." in said
    assert "gone.csv: this file cannot be opened. Check its name, or close it." in said


def test_a_file_of_no_use_in_a_folder_is_told_and_the_others_are_used(folder: Path, tmp_path: Path) -> None:
    """What is unpacked from a download holds lists and notes beside its tables."""
    downloaded = tmp_path / "downloaded"
    downloaded.mkdir()
    csv_file(downloaded / "stability.csv", STABILITY, everybody())
    csv_file(downloaded / "list.csv", ("Measure", "Value"), [("Homes", "5")])
    said = take_in([downloaded], folder, "")
    assert any(line.startswith("list.csv: there is no column “time_period”") for line in said)
    assert (HOMES, "E92000001", Period(2025, 3)) in held(folder)


def test_barnsley_is_one_council_under_either_of_its_codes(folder: Path, tmp_path: Path, model: Path) -> None:
    def barnsley(rows: Sequence[tuple[str, ...]], code: str) -> list[tuple[str, ...]]:
        return [tuple({"803": "370", NEIGHBOURS[3]: code}.get(cell, cell) for cell in row) for row in rows]

    model.write_text(model.read_text("utf-8-sig").replace("803", "370"), "utf-8")
    homes_table = csv_file(tmp_path / "homes.csv", STABILITY, barnsley(everybody(), "E08000016"))
    columns = (*PLACES, "caseload_fte", "cases", "case_holders_fte")
    caseloads = csv_file(
        tmp_path / "caseload.csv",
        columns,
        [
            (*place("2025"), "16.0", "100", "6"),
            (*place("2025", COUNCIL, "Sample City", "999"), "17", "100", "6"),
            (*place("2025", "E08000038", "Barnsley", "370"), "15.2", "1495", "98.1"),
        ],
    )
    for order in ([homes_table, caseloads, model], [caseloads, homes_table, model]):
        take_in(order, folder, "")
        benchmarks = read_benchmarks(folder)
        assert benchmarks.neighbours[COUNCIL].codes[3] == "E08000038"
        assert {f.measure for f in benchmarks.figures if f.area == "E08000038"} == {HOMES, CASELOAD}
        assert benchmarks.knows("E08000016")
        assert not any(f.area == "E08000016" for f in benchmarks.figures)


def test_a_council_with_a_new_code_and_its_old_number_is_one_council(folder: Path, tmp_path: Path, model: Path) -> None:
    rows = [*everybody(), *homes("2024", "30", "300", "10", "E06000999", "Neighbour 3", "803")]
    take_in([csv_file(tmp_path / "a.csv", STABILITY, rows), model], folder, "")
    held_figures = [f for f in read_benchmarks(folder).figures if f.area == NEIGHBOURS[3]]
    assert sorted(f.period.year for f in held_figures) == [2024, 2025]


def test_own_files_with_both_codes_of_an_area_keep_the_figure_under_the_present_one(folder: Path) -> None:
    home = folder / "benchmarks"
    home.mkdir()
    row = "{measure},authority,{code},Barnsley,E12000003,2025-03-31,{value},,,,DfE,2025,,OGL"
    lines = [row.format(measure=HOMES, code=code, value=n) for code, n in (("E08000038", 9), ("E08000016", 8))]
    (home / "benchmarks.csv").write_text("\n".join([",".join(COLUMNS), *lines]), "utf-8")
    (figure,) = read_benchmarks(folder).figures
    assert (figure.area, figure.value) == ("E08000038", 9)


def test_a_published_percentage_above_a_hundred_is_told(folder: Path, tmp_path: Path) -> None:
    said = stops([csv_file(tmp_path / "a.csv", STABILITY, homes("2025", "30", "408", "140"))], folder)
    assert "a.csv: “140” is more than 100%." in said


def test_a_cell_that_is_neither_number_nor_symbol_is_told(folder: Path, tmp_path: Path) -> None:
    said = stops([csv_file(tmp_path / "a.csv", STABILITY, homes("2025", "30", "408", "seven"))], folder)
    assert "a.csv: “seven” is neither a number nor a symbol that we know." in said


def test_a_period_that_is_no_year_is_told(folder: Path, tmp_path: Path) -> None:
    said = stops([csv_file(tmp_path / "a.csv", STABILITY, homes("20245", "30", "408", "7"))], folder)
    assert "a.csv: “20245” in time_period is not a year." in said


def test_an_empty_file_is_told(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"")
    assert "a.csv: the file is empty, or no CSV file." in stops([tmp_path / "a.csv"], folder)


def test_the_neighbour_model_alone_is_not_enough(folder: Path, model: Path) -> None:
    assert "The neighbour model names councils by their old codes. Give it together with a table" in stops(
        [model], folder
    )


def test_a_model_without_a_year_in_its_name_is_not_taken(folder: Path, model: Path, stability: Path) -> None:
    nameless = model.rename(model.with_name("neighbours.csv"))
    assert "the file’s name must say the year of the model" in stops([nameless, stability], folder)


def test_a_council_without_an_authority_is_told_how_to_name_it(folder: Path, stability: Path) -> None:
    (folder / "report.toml").write_text("", "utf-8")
    assert "report.toml names no authority" in take_in([stability], folder, "")[-1]
    assert {area for measure, area, _ in held(folder) if measure == HOMES} == {"E92000001"}


def test_a_table_of_england_alone_is_no_reason_to_doubt_the_council_s_code(folder: Path, tmp_path: Path) -> None:
    notes = take_in([csv_file(tmp_path / "a.csv", STABILITY, homes("2025", "8,850", "83,750", "11"))], folder, "")
    assert notes[-1].startswith("The files hold figures of no council")


def test_a_code_that_no_table_has_is_told(folder: Path, stability: Path) -> None:
    (folder / "report.toml").write_text('authority = "E06000077"', "utf-8")
    assert take_in([stability], folder, "")[-1].startswith("No file has a figure of E06000077.")


def test_a_folder_that_is_not_there_is_told(tmp_path: Path, stability: Path) -> None:
    with pytest.raises(CannotBuild, match="We cannot find"):
        take_in([stability], tmp_path / "nowhere", "")


# The files beside the workbooks.


def findings_for(folder: Path, authority: str = "") -> tuple[Finding, ...]:
    return benchmarks_for(folder, authority)[1]


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        ("area_type", "county", "“county” is not country, region or authority."),
        ("date", "March 2025", "“March 2025” is not a date such as 2025-03-31."),
        ("value", "about 7", "“about 7” is not a number."),
        ("value", "", "a row needs a value, or one of the symbols c, z, x, u, k, low in its place."),
        ("source", "", "measure, area_code and source must be filled in."),
        ("measure", "", "measure, area_code and source must be filled in."),
        ("area_code", "", "measure, area_code and source must be filled in."),
        ("symbol", "c", "a row needs a value, or one of the symbols c, z, x, u, k, low in its place."),
    ],
)
def test_a_row_that_somebody_spoiled_stops_the_report_with_its_place(
    folder: Path, stability: Path, column: str, cell: str, said: str
) -> None:
    take_in([stability], folder, "")
    path = folder / "benchmarks" / "benchmarks.csv"
    lines = path.read_text("utf-8-sig").splitlines()
    names, row = (
        lines[0].split(","),
        [
            "h",
            "country",
            "E92000001",
            "England",
            "",
            "2025-03-31",
            "7",
            "",
            "",
            "",
            "Source",
            "reporting year 2025",
            "",
            "",
        ],
    )
    row[names.index(column)] = cell
    path.write_text("\n".join([lines[0], ",".join(row)]), "utf-8")
    (finding,) = findings_for(folder)
    assert (finding.kind, finding.strength) == ("bad-benchmarks", Strength.MUST_FIX)
    assert str(finding) == f"benchmarks.csv, row 2: {said} Fix it, or run “boardreport benchmarks” again."


def test_every_bad_row_is_told_at_once_and_a_symbol_that_nobody_knows_is_bad(folder: Path) -> None:
    (folder / "benchmarks").mkdir()
    rows = [
        "h,country,E92000001,England,,2025-03-31,,,,q,Source,reporting year 2025,,",
        "h,county,E10000001,Sampleshire,,2025-03-31,7,,,,Source,reporting year 2025,,",
    ]
    (folder / "benchmarks" / "benchmarks.csv").write_text("\n".join([",".join(COLUMNS), *rows]), "utf-8")
    mend = "Fix it, or run “boardreport benchmarks” again."
    assert [str(finding) for finding in findings_for(folder)] == [
        f"benchmarks.csv, row 2: a row needs a value, or one of the symbols c, z, x, u, k, low in its place. {mend}",
        f"benchmarks.csv, row 3: “county” is not country, region or authority. {mend}",
    ]


def test_a_neighbour_without_its_place_stops_the_report_and_ten_comes_after_nine(
    folder: Path, stability: Path, model: Path
) -> None:
    take_in([stability, model], folder, "")
    path = folder / "benchmarks" / "neighbours.csv"
    lines = path.read_text("utf-8-sig").splitlines()
    path.write_text("\n".join([lines[0], *lines[:0:-1]]), "utf-8")
    assert read_benchmarks(folder).neighbours[COUNCIL].codes == tuple(NEIGHBOURS)
    path.write_text("\n".join([lines[0], lines[1].replace(",1,", ",first,")]), "utf-8")
    assert "neighbours.csv: every row needs its place, 1 to 10." in str(findings_for(folder)[0])
    path.write_text("code\n1", "utf-8")
    assert "neighbours.csv: the file has no column" in str(findings_for(folder)[0])


def test_a_figure_given_twice_in_the_file_stops_the_report(folder: Path, stability: Path) -> None:
    take_in([stability], folder, "")
    path = folder / "benchmarks" / "benchmarks.csv"
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([*lines, lines[-1]]), "utf-8")
    assert "this measure, area and date stand in an earlier row. Keep one." in findings_for(folder)[0].what


def test_a_council_without_figures_is_compared_with_england_and_told_how_to_have_more(folder: Path) -> None:
    (finding,) = findings_for(folder, COUNCIL)
    assert (finding.kind, finding.strength) == ("authority-not-in-benchmarks", Strength.NOTE)
    assert COUNCIL in finding.what
    assert "boardreport benchmarks" in finding.remedy
    assert findings_for(folder) == ()


def test_a_data_store_without_its_library_is_told_with_another_way(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "store.parquet"
    store.write_bytes(b"PAR1")
    said = stops([store], folder)
    assert "store.parquet: " in said
    assert "pyarrow" in said or "this is not the data store of LAIT" in said


def test_the_shipped_files_are_read_without_a_word(tmp_path: Path) -> None:
    benchmarks = read_benchmarks(tmp_path)
    assert isinstance(benchmarks, Benchmarks)
    assert len(benchmarks.figures) > 300


def test_a_file_that_is_not_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "benchmarks").mkdir()
    (tmp_path / "benchmarks" / "benchmarks.csv").write_bytes(b"\xff\xfe\x00\x01\x00")
    with pytest.raises(BadBenchmarks, match="has no column"):
        read_benchmarks(tmp_path)
