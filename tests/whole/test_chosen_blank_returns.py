"""Blank returns for chosen measures, in one workbook or one a service: what is typed in comes back as it was typed."""

from __future__ import annotations

import random
import shutil
import subprocess
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from inputs.intake import Intake
from inputs.period import Period
from inputs.read import read_returns
from report.blank_returns.specification import label_of
from report.blank_returns.write import write_templates
from report.cli import main
from report.metrics.definitions.measure_library import read_library, vocabulary
from report.metrics.model.measure import Unit
from report.metrics.model.period_type import PeriodType
from report.output.exit_codes import BUILT, MUST_FIX, CannotBuild

pytestmark = pytest.mark.slow

JANUARY = Period(2024, 1)
EVERY = tuple(m.id for m in read_library() if not m.spread_of)
MOST = {label_of(m): int(m.most) for m in read_library() if m.most is not None and m.unit is not Unit.PCT}
BEHIND = {"Median": 50, "Shortest": 1, "Longest": 400}  # an average of days
SETTINGS = """
council = "Derby"
contact = "Head of Testing, figures@derby.example, 01332 000 000"
[[section]]
title = "Health"
contact = "Named nurse"
commentary_owner = "Head of Draft Plans"
"""
Figures = dict[tuple[str, str, str], Decimal]


def asked(folder: Path, output: Path, *chosen: str, in_one: bool = False) -> list[Path]:
    folder.mkdir(exist_ok=True)
    (folder / "report.toml").write_text(SETTINGS, "utf-8")
    return list(write_templates(folder, JANUARY, output, "", chosen, in_one).written)


def fill_in(paths: list[Path], chance: random.Random) -> Figures:
    """Fill the new column of every sheet; gives what was typed, by name, group and part."""
    typed: Figures = {}
    for path in paths:
        book = openpyxl.load_workbook(path)
        for page in book.worksheets[1:-1]:
            if page["A4"].value == "Data correct as at":
                page["B4"] = date(2024, 2, 5)
            headings = [str(cell.value) for cell in page[7]]
            new = next(place for place, words in enumerate(headings) if words.endswith("(no figure)")) - 1
            for cells in page.iter_rows(min_row=8):
                part, name = cells[headings.index("Figure")].value, cells[0].value
                group = cells[headings.index("Group")].value or "" if "Group" in headings else ""
                figure = chance.randint(50, 99) if part == "Denominator" else chance.randint(10, 50)
                figure = min(BEHIND.get(part, figure), MOST.get(name, figure))
                cells[new].value = figure / 100 if part == "%" else figure
                typed[name, group, part if part in (*BEHIND, "Numerator", "Denominator") else "Value"] = Decimal(figure)
        book.save(path)
    return typed


def read_back(intake: Intake) -> Figures:
    """What the returns say, by the same keys."""
    measures = {m.id: m for m in read_library()}
    found: Figures = {}
    for one in intake.returns:
        for series in one.series:
            measure = measures[series.item]
            name = label_of(measures[measure.spread_of] if measure.spread_of else measure)
            spread = {"median": "Median", "lowest": "Shortest", "highest": "Longest"}.get(measure.spread, "Value")
            for point in series.points:
                given = {"Numerator": point.numerator, "Denominator": point.denominator, spread: point.value}
                for part, reading in given.items():
                    if reading is not None and reading.value is not None:
                        found[name, series.group, part] = reading.value
    return found


def read(folder: Path) -> Intake:
    return read_returns(folder, vocabulary(read_library()), "Derby")


@pytest.mark.parametrize("in_one", [True, False], ids=["in one workbook", "one a service"])
def test_every_measure_of_the_library_filled_in_is_read_as_it_was_typed_without_a_finding(in_one, tmp_path):
    paths = asked(tmp_path / "own", tmp_path / "blank", *EVERY, in_one=in_one)
    typed = fill_in(paths, random.Random(16))
    intake = read(tmp_path / "blank")
    assert intake.findings == ()
    assert read_back(intake) == typed
    assert len({name for name, _, _ in typed}) == len(EVERY)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
def test_a_workbook_that_libreoffice_saved_is_read_as_it_was_typed(tmp_path):
    paths = asked(tmp_path / "own", tmp_path / "blank", *EVERY[::4], in_one=True)
    typed = fill_in(paths, random.Random(7))
    saved = tmp_path / "saved"
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    ask = ["soffice", profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(saved)]
    subprocess.run([*ask, *map(str, paths)], check=True, capture_output=True, timeout=180)
    intake = read(saved)
    assert intake.findings == ()
    assert read_back(intake) == typed
    (book,) = (openpyxl.load_workbook(path) for path in saved.iterdir())
    assert book["Monthly figures"].data_validations.count > 0


def rows_of(path: Path) -> list[dict[str, object]]:
    """The rows of every sheet of figures, by heading."""
    book = openpyxl.load_workbook(path)
    return [
        dict(zip([cell.value for cell in page[7]], (cell.value for cell in cells), strict=True))
        for page in book.worksheets[1:-1]
        for cells in page.iter_rows(min_row=8)
    ]


def test_the_definition_and_whom_to_ask_stand_beside_each_figure(tmp_path):
    (path,) = asked(tmp_path / "own", tmp_path / "blank", "Health", "2.1", in_one=True)
    rows = rows_of(path)
    health = [row for row in rows if row["Measure"] == "Dental checks"] or rows
    assert all(row["Definition"] and row["Who to ask"] for row in rows)
    review = next(row for row in rows if "review" in str(row["Measure"]).casefold())
    assert review["Who to ask"] == "Independent Reviewing Service"
    assert {row["Who to ask"] for row in health} >= {"Named nurse. Commentary: Head of Draft Plans"}
    definition = next(m.definition for m in read_library() if m.ref == "2.1")
    assert definition in str(review["Definition"])


def test_a_service_is_sent_to_whom_the_report_names(tmp_path):
    (path,) = asked(tmp_path / "own", tmp_path / "blank", "reviews_on_time_pct")
    assert {row["Who to ask"] for row in rows_of(path)} == {"Head of Testing, figures@derby.example, 01332 000 000"}


def test_measures_are_chosen_by_id_reference_subject_or_section_and_nothing_else_is_asked(tmp_path):
    def names(*chosen: str) -> set[str]:
        paths = asked(tmp_path / "own", tmp_path / "-".join(chosen), *chosen, in_one=True)
        return {str(row["Measure"]) for path in paths for row in rows_of(path)}

    labels = {m.id: label_of(m) for m in read_library()}
    assert names("5.3") == names("dental_check_pct") == {labels["dental_check_pct"]}
    of_subject = {labels[m.id] for m in read_library() if m.ref.startswith("5.") and not m.spread_of}
    assert names("health") == of_subject
    assert names("4") < names("Adoption")
    assert names("5.3", "2.1") == {labels["dental_check_pct"], labels["reviews_on_time_pct"]}


def test_words_that_choose_nothing_are_told_with_what_is_like_them(tmp_path, capsys):
    with pytest.raises(CannotBuild) as trouble:
        asked(tmp_path / "own", tmp_path / "blank", "dental_chek_pct", "Helth", "99.9")
    told = "\n".join(trouble.value.lines)
    assert "Did you mean “dental_check_pct”?" in told
    assert "Did you mean “health”?" in told
    assert "“99.9”." in told
    ask = ["template", str(tmp_path / "own"), "--period", "2024-01", "--output", str(tmp_path / "blank")]
    assert main([*ask, "--measures", "Helth"]) == MUST_FIX
    assert not list((tmp_path / "blank").glob("*.xlsx"))
    assert main([*ask, "--measures", "5.3", "--one"]) == BUILT
    assert [path.name for path in (tmp_path / "blank").iterdir()] == ["All services return 2024-01.xlsx"]


def test_figures_of_terms_and_of_school_years_have_columns_of_these(tmp_path):
    by_term = [m for m in read_library() if m.period_type is PeriodType.IN_TERM]
    by_year = [m for m in read_library() if m.period_type is PeriodType.SCHOOL_YEAR]
    assert by_term and by_year
    for measure, heading in [
        *((m, "Autumn term 2023") for m in by_term),
        *((m, "School year 2022/23") for m in by_year),
    ]:
        (path,) = asked(tmp_path / "own", tmp_path / measure.id, measure.id)
        assert heading in rows_of(path)[0]
