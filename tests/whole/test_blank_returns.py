"""Blank returns from end to end: written from the sample or from nothing, filled in, and read by the report."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from inputs.intake import Intake
from inputs.period import Period
from inputs.read import read_returns
from report.blank_returns.write import write_templates
from report.build import build
from report.cli import main
from report.metrics.counting.observations import observe
from report.metrics.definitions.measure_library import read_library, vocabulary
from report.output.exit_codes import BUILT, MUST_FIX, TO_CHECK
from report.settings.chart_names import CHART_HELP
from report.settings.layout_file import USUAL, read_layout

pytestmark = pytest.mark.slow

JANUARY = Period(2024, 1)
BEHIND = {"Median": 50, "Shortest": 1, "Longest": 400}  # an average of days
PARTS = ("Numerator", "Denominator", "Number", "%", "Average", "Rate", *BEHIND)


def read(folder: Path) -> Intake:
    return read_returns(folder, vocabulary(read_library()))


def said(intake: Intake) -> dict[tuple[str, str, Period], tuple[object, ...]]:
    """Every figure, or the reason there is none, as the report takes it; averages to nine places."""
    reported, _ = observe(intake, read_library())
    return {
        (one.measure.id, one.group, o.period): (
            o.state,
            None if o.value is None else round(o.value, 9),
            o.numerator,
            o.denominator,
            o.flags,
        )
        for one in reported
        for o in one.observations
        if o.state.value != "missing" and o.period.length == 1
    }


def fill_in(folder: Path, chance: random.Random) -> dict[tuple[str, str, str], int]:
    """Fill the new month of every workbook with figures; gives them by measure, group and part."""
    filled = {}
    for path in sorted(folder.glob("*.xlsx")):
        book = openpyxl.load_workbook(path)
        for page in book.worksheets[1:-1]:
            page["B4"] = date(2024, 2, 5)
            headings = [cell.value for cell in page[7]]
            new = headings.index("Jan 2024")
            for cells in page.iter_rows(min_row=8):
                if cells[new].protection.locked:
                    continue
                part = next(cell.value for cell in cells if cell.value in PARTS)
                group = cells[headings.index("Group")].value if "Group" in headings else None
                figure = chance.randint(50, 99) if part == "Denominator" else chance.randint(0, 50)
                figure = BEHIND.get(part, figure)
                cells[new].value = figure
                name = f"{part}, {cells[0].value}".casefold() if part in BEHIND else cells[0].value
                filled[name, group or "", "Number" if part in PARTS[2:] else part] = figure
        book.save(path)
    return filled


def given(intake: Intake) -> dict[tuple[str, str, str], object]:
    """What the returns say of January, by measure, group and part."""
    names = {m.id: m.names[0].casefold() if m.spread_of else m.names[0] for m in read_library()}
    found: dict[tuple[str, str, str], object] = {}
    for one in intake.returns:
        for series in one.series:
            point = next(p for p in series.points if (p.period.year, p.period.month) == (2024, 1))
            for part, reading in (("Numerator", point.numerator), ("Denominator", point.denominator)):
                if reading is not None:
                    found[names[series.item], series.group, part] = reading.value
            if point.value is not None:
                found[names[series.item], series.group, "Number"] = point.value.value
    return found


def test_blank_returns_of_the_sample_say_what_its_returns_said_without_a_finding(sample_folder, tmp_path):
    made = write_templates(sample_folder, JANUARY, tmp_path)
    assert {path.name for path in made.written} == {f"{m} return 2024-01.xlsx" for m in owners(sample_folder)}
    intake = read(tmp_path)
    assert intake.findings == ()
    assert said(intake) == said(read(sample_folder))
    assert intake.notice == "Sample data, not real children"


def owners(folder: Path) -> set[str]:
    reported, _ = observe(read(folder), read_library())
    return {one.measure.owner for one in reported}


def test_blank_returns_from_nothing_ask_for_every_measure_of_the_layout_without_a_finding(tmp_path):
    made = write_templates(tmp_path / "nowhere", JANUARY, tmp_path / "blank")
    assert made.empty
    assert read(tmp_path / "blank").findings == ()
    measures = read_library()
    shown = read_layout(USUAL, tmp_path, [m.id for m in measures], CHART_HELP).measures
    assert len(shown) == 24
    assert len(made.written) == len({m.owner for m in measures if m.id in shown})


@pytest.mark.parametrize("known", [True, False], ids=["with a history", "from nothing"])
def test_blank_returns_filled_in_are_read_exactly_and_without_a_finding(known, sample_folder, tmp_path):
    write_templates(sample_folder if known else tmp_path / "nowhere", JANUARY, tmp_path / "blank")
    filled = fill_in(tmp_path / "blank", random.Random(31))
    intake = read(tmp_path / "blank")
    assert intake.findings == ()
    assert filled
    assert given(intake) == filled
    assert {one.as_at for one in intake.returns} == {"Data correct as at 5 February 2024"}


def test_a_report_is_built_from_blank_returns_in_place_of_the_originals(sample_folder, sample_copy, tmp_path):
    for path in sample_copy.glob("*.xlsx"):
        path.unlink()
    write_templates(sample_folder, JANUARY, sample_copy)
    fill_in(sample_copy, random.Random(4))
    balance(sample_copy)
    built = build(sample_copy, JANUARY, tmp_path / "output", "", lambda step, doing: None)
    assert built.pdf.name == "corporate-parenting-2024-01.pdf"
    shapes = {finding.kind for finding in read(sample_copy).findings}
    assert shapes == set()


def balance(folder: Path) -> None:
    """Make the children in care follow from December's, the age bands add up to them, and the days take as long."""
    _take_days(folder / "Adoption Service return 2024-01.xlsx")
    path = folder / "Performance and Information Team return 2024-01.xlsx"
    book = openpyxl.load_workbook(path)
    page = book["Monthly figures"]
    headings = [cell.value for cell in page[7]]
    new, before = headings.index("Jan 2024"), headings.index("Dec 2023")
    for cells in page.iter_rows(min_row=8):
        cells[new].value = cells[before].value
        if cells[0].value in {"Started in month", "Ceased in month"}:
            cells[new].value = 9
    book.save(path)


def _take_days(path: Path) -> None:
    """Make the total days what the shortest and the longest allow."""
    book = openpyxl.load_workbook(path)
    page = book["Monthly figures"]
    new = [cell.value for cell in page[7]].index("Jan 2024")
    for cells in page.iter_rows(min_row=8):
        if cells[2].value.startswith("Total days"):
            cells[new].value = 9_000
    book.save(path)


def test_the_median_shortest_and_longest_of_every_average_of_days_are_asked_for(sample_folder, tmp_path):
    for known in (sample_folder, tmp_path / "nowhere"):
        write_templates(known, JANUARY, tmp_path / "blank")
        book = openpyxl.load_workbook(tmp_path / "blank" / "Adoption Service return 2024-01.xlsx")
        rows = [(cells[0].value, cells[1].value) for cells in book["Monthly figures"].iter_rows(min_row=8)]
        for average in ("Entry to care to adoptive home", "Placement order to match"):
            parts = [part for name, part in rows if name == average]
            assert parts == ["Numerator", "Denominator", "Median", "Shortest", "Longest"]
        said = " ".join(str(cell.value) for (cell,) in book.worksheets[0].iter_rows(max_col=1))
        assert "In Excel, use MEDIAN, MIN and MAX of their days." in said
        assert "only where the average is of 10 children or more" in said
        for path in (tmp_path / "blank").glob("*.xlsx"):
            path.unlink()


def test_a_service_without_an_average_of_days_reads_nothing_about_medians(sample_folder, tmp_path):
    write_templates(sample_folder, JANUARY, tmp_path)
    book = openpyxl.load_workbook(tmp_path / "Virtual School return 2024-01.xlsx")
    assert not any("median" in str(cell.value).casefold() for page in book for row in page.iter_rows() for cell in row)


def test_medians_of_too_few_marked_as_suppressed_are_read_without_a_finding(sample_folder, tmp_path):
    write_templates(sample_folder, JANUARY, tmp_path)
    path = tmp_path / "Adoption Service return 2024-01.xlsx"
    book = openpyxl.load_workbook(path)
    page = book["Monthly figures"]
    new = [cell.value for cell in page[7]].index("Jan 2024")
    for cells in page.iter_rows(min_row=8):
        days = 4_000 if cells[2].value.startswith("Total days") else 8
        cells[new].value, cells[new + 1].value = (None, "suppressed") if cells[1].value in BEHIND else (days, None)
    book.save(path)
    intake = read(tmp_path)
    assert intake.findings == ()
    states = {key: held[0].value for key, held in said(intake).items() if key[2] == JANUARY}
    assert states["order_to_match_days_highest", "", JANUARY] == "suppressed"


def test_a_blank_return_beside_the_returns_it_came_from_contradicts_nothing(sample_copy):
    write_templates(sample_copy, JANUARY, sample_copy)
    _, twice = observe(read(sample_copy), read_library())
    assert {finding.kind for finding in twice} == {"given-alike"}


def test_yearly_returns_come_back_as_yearly_blank_returns(tmp_path):
    book = openpyxl.Workbook()
    for row in (
        ["Measure", "2020/21", "2021/22", "2022/23"],
        ["Children in care", 301, 308, 322],
        ["Dental check", "54%", "84%", "88.5%"],
    ):
        book.active.append(row)
    (tmp_path / "returns").mkdir()
    book.save(tmp_path / "returns" / "yearly.xlsx")
    write_templates(tmp_path / "returns", Period(2024, 3), tmp_path / "blank")
    intake = read(tmp_path / "blank")
    assert intake.findings == ()
    yearly = {
        (one.measure.id, o.period.year): o.value
        for one in observe(intake, read_library())[0]
        for o in one.observations
        if o.value is not None
    }
    assert yearly["dental_check_pct", 2023] == 88.5
    assert len(yearly) == 6
    page = openpyxl.load_workbook(tmp_path / "blank" / "Health Service for Children in Care return 2024-03.xlsx")
    assert "Yearly figures" in page.sheetnames


def test_a_workbook_that_was_filled_in_is_never_written_over(sample_folder, tmp_path, capsys):
    ask = ["template", str(sample_folder), "--period", "2024-01", "--output", str(tmp_path)]
    assert main(ask) == BUILT
    assert main(ask) == BUILT  # the same again is no loss
    filled = tmp_path / "Virtual School return 2024-01.xlsx"
    filled.write_bytes(filled.read_bytes() + b"filled in")
    before = filled.read_bytes()
    capsys.readouterr()
    assert main(ask) == TO_CHECK
    assert filled.read_bytes() == before
    told = capsys.readouterr().out
    assert "may have been filled in, so they were left as they are" in told
    assert told.rstrip().endswith(filled.name)


def test_a_cell_that_cannot_be_read_is_left_open_and_said(sample_copy, tmp_path, capsys):
    path = next(sample_copy.glob("VS_PEP*.xlsx"))
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["F6"] = "lots"
    book.save(path)
    assert main(["template", str(sample_copy), "--period", "2024-01", "--output", str(tmp_path / "blank")]) == TO_CHECK
    assert "› F6: The text here is not a number." in capsys.readouterr().out
    assert read(tmp_path / "blank").findings == ()


def test_many_cells_that_cannot_be_read_take_nothing_but_themselves_out_of_a_blank_return(tmp_path, capsys):
    (tmp_path / "returns").mkdir()
    book = openpyxl.Workbook()
    book.active.append(
        ["Measure", *(f"{month}-23" for month in ("May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"))]
    )
    book.active.append(["Children in care", *["many"] * 7, 412])
    book.save(tmp_path / "returns" / "headline.xlsx")
    assert main(["template", str(tmp_path / "returns"), "--output", str(tmp_path / "blank")]) == TO_CHECK
    assert "2 more like these are on the sheet" in capsys.readouterr().out
    (one,) = observe(read(tmp_path / "blank"), read_library())[0]
    assert [o.value for o in one.observations if o.has_number] == [412]


def test_the_month_after_the_latest_is_asked_for_where_none_is_said(sample_folder, tmp_path, capsys):
    assert main(["template", str(sample_folder), "--output", str(tmp_path)]) == BUILT
    assert "10 blank returns for January 2024" in capsys.readouterr().out
    assert main(["template", str(tmp_path / "nowhere"), "--output", str(tmp_path)]) == MUST_FIX
    assert "such as --period 2024-01" in capsys.readouterr().err
