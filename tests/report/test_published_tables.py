"""The catalogue of published tables: which measures they hold, whatever a file and its columns are called that year."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from inputs.period import Period
from report.metrics.benchmarks.explore_education_statistics import take_in_table
from report.metrics.benchmarks.published_figures import PublishedFigure
from report.metrics.benchmarks.published_tables import published_tables, recipes
from report.metrics.benchmarks.store import BadBenchmarks
from report.metrics.benchmarks.taken_in import PublishedData, release_year
from report.metrics.model.scorecard import Release
from tests.report.published import COUNCIL, MOVED, PLACES, STABILITY, csv_file, homes, place
from tests.report.returns import LIBRARY

OWN = ("2025", COUNCIL, "Sample City", "999")
Told = dict[tuple[str, str], str]


def taken(*files: Path) -> tuple[dict[tuple[str, str], PublishedFigure], Told]:
    """What is taken in of files, by measure and area, and what is told of each measure and table."""
    data = PublishedData()
    for file in files:
        take_in_table(file, LIBRARY, "", data)
    figures, told = data.newest({})
    return {(f.measure, f.area): f for f in figures}, {(one.measure, one.table): one.why for one in told}


def test_every_measure_of_the_catalogue_is_one_of_the_library_and_every_table_has_its_source() -> None:
    assert {recipe.measure for recipe in recipes()} <= LIBRARY.keys()
    assert {recipe.count for recipe in recipes() if recipe.count} <= LIBRARY.keys()
    assert all(table.source and table.title.startswith("DfE, ") for table in published_tables())
    names = [recipe.lait for recipe in recipes() if recipe.lait]
    assert len(names) == len(set(names))


def test_a_measure_that_is_told_to_be_published_nowhere_is_in_no_table() -> None:
    mapped = {recipe.measure for recipe in recipes()}
    assert [measure.id for measure in LIBRARY.values() if measure.national == "none" and measure.id in mapped] == []


@pytest.mark.parametrize(
    "columns",
    [
        (*PLACES, "characteristic", "breakdown", "children_count", "children_percent"),
        (*PLACES, "cla_group", "characteristic", "number", "percentage"),
    ],
)
def test_a_table_is_known_by_this_years_columns_and_by_those_of_years_before(
    tmp_path: Path, columns: tuple[str, ...]
) -> None:
    area = place(*OWN)
    rows = [
        (*area, "Placement", "Foster placements", "70", "70"),
        (*area, "Placement", "Total children", "100", "100"),
        (*area, "Unaccompanied asylum-seeking children", "Unaccompanied asylum-seeking children", "9", "9"),
        (*area, "Unaccompanied asylum-seeking children", "Total children", "100", "100"),
    ]
    figures, told = taken(csv_file(tmp_path / "any name.csv", columns, rows))
    foster = figures["foster_homes_pct", COUNCIL]
    assert (foster.value, foster.numerator, foster.denominator) == (70, 70, 100)
    assert ("unaccompanied_children_pct", COUNCIL) in figures
    assert ("unaccompanied_starting_pct", COUNCIL) not in figures  # whose words are the same, in another table
    table = "Children looked after on 31 March by characteristics"
    assert told["childrens_home_pct", table].startswith("no row has the words “placement; secure homes")


def test_two_rows_that_are_one_measure_are_added_and_hidden_where_one_is(tmp_path: Path) -> None:
    columns = (*PLACES, "cla_group", "characteristic", "number", "percentage")
    home = "Returned home to live with parents or other person with parental responsibility which was"
    words = (f"{home} part of the care planning process", f"{home} not part of the care planning process", "Total")
    other = place("2025", "E06000100", "Elsewhere", "800")
    rows = [
        *(
            (*place(*OWN), "Reason episode ceased", text, n, "1")
            for text, n in zip(words, ("20", "8", "150"), strict=True)
        ),
        *((*other, "Reason episode ceased", text, n, "1") for text, n in zip(words, ("20", "c", "150"), strict=True)),
    ]
    figures, _ = taken(csv_file(tmp_path / "ceased.csv", columns, rows))
    own = figures["returned_home_pct", COUNCIL]
    assert (own.value, own.numerator, own.denominator) == (19, 28, 150)
    hidden = figures["returned_home_pct", "E06000100"]
    assert (hidden.value, hidden.symbol) == (None, "c")


def test_a_school_year_ends_with_august_and_is_called_one(tmp_path: Path) -> None:
    columns = (
        *PLACES, "social_care_group", "phase_type_grouping", "t_pupils", "t_sess_possible", "t_sess_overall",
        "pt_overall", "t_sess_unauthorised", "pt_sess_unauthorised", "t_pupils_pa_10_exact", "pt_pupils_pa_10_exact",
        "t_pupils_pa_50_exact", "pt_pupils_pa_50_exact",
    )  # fmt: skip
    area = ("202425", *place(*OWN)[1:])
    figures_of = ("300", "100000", "9000", "9.0", "3000", "3.0", "60", "20.0", "9", "3.0")
    rows = [(*area, group, "Total", *figures_of) for group in ("CLA 12 months at 31 March", "CINO at 31 March")]
    figures, _ = taken(csv_file(tmp_path / "absence.csv", columns, rows))
    absence = figures["overall_absence_pct", COUNCIL]
    assert (absence.period, absence.value, absence.denominator) == (Period(2025, 8), Decimal("9.0"), 100000)
    assert absence.release.release == "school year 2024/25"


def test_councils_with_one_service_have_its_figure_each(tmp_path: Path) -> None:
    columns = (*PLACES, "caseload_fte", "cases", "case_holders_fte")
    joint = place("2025", "E06000061 / E06000062", "North Northamptonshire / West Northamptonshire", "940 / 941")
    figures, _ = taken(csv_file(tmp_path / "a.csv", columns, [(*joint, "17.9", "1790", "100.2")]))
    assert {area for _, area in figures} == {"E06000061", "E06000062"}


def test_of_each_measure_the_newest_release_is_taken_whole_and_the_older_one_is_told(tmp_path: Path) -> None:
    both = (*PLACES, "cla_group", "placement_stability", "children_count", "children_percent")
    stable = "Children looked after continuously for at least 2.5 years on 31 March aged under 16 years"
    older = csv_file(
        tmp_path / "old.csv",
        both,
        [
            *homes("2024", "30", "400", "8"),
            (*place("2024"), stable, "Living with the same carer for at least 2 years", "66", "66"),
            (*place("2024"), stable, "Total children", "100", "100"),
        ],
    )
    newer = csv_file(tmp_path / "new.csv", STABILITY, homes("2025", "31", "400", "8"))
    data = PublishedData()
    for file in (older, newer):
        take_in_table(file, LIBRARY, "", data)
    figures, told = data.newest({})
    assert {(f.measure, f.period.year) for f in figures} == {
        ("three_or_more_homes_pct", 2025),
        ("long_term_stability_pct", 2024),
    }
    assert [(one.file, one.why) for one in told if one.measure == "three_or_more_homes_pct"] == [
        ("old.csv", "new.csv is newer"),
        ("new.csv", ""),
    ]
    figures, told = data.newest({"three_or_more_homes_pct": 2026})
    assert {f.measure for f in figures} == {"long_term_stability_pct"}
    assert next(one.why for one in told if one.file == "new.csv") == "what is at hand is newer"


def test_two_files_of_one_release_that_differ_stop_it(tmp_path: Path) -> None:
    files = [csv_file(tmp_path / f"{n}.csv", STABILITY, homes("2025", n, "400", n)) for n in ("30", "31")]
    with pytest.raises(BadBenchmarks, match="two different figures of three_or_more_homes_pct for England"):
        taken(*files)


def test_a_table_without_the_total_gives_the_percentage_without_its_counts(tmp_path: Path) -> None:
    figures, _ = taken(csv_file(tmp_path / "a.csv", STABILITY, [(*place(*OWN), *MOVED, "30", "7")]))
    own = figures["three_or_more_homes_pct", COUNCIL]
    assert (own.value, own.numerator, own.denominator) == (7, None, None)


@pytest.mark.parametrize(
    ("release", "year"), [("reporting year 2025", 2025), ("school year 2024/25", 2025), ("", 0), ("spring", 0)]
)
def test_the_year_of_a_release_is_the_last_it_names(release: str, year: int) -> None:
    assert release_year(Release("DfE", release)) == year
