"""A folder that an earlier version left behind: its reports verify, its files are read, and next month is compared."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pypdfium2
import pytest

from report.cli import main

pytestmark = pytest.mark.slow

KEPT = Path(__file__).with_name("kept")
VERSIONS = sorted(folder.name for folder in KEPT.iterdir() if folder.is_dir())
NOVEMBER, DECEMBER = "corporate-parenting-2023-11", "corporate-parenting-2023-12"
OURS = "-ours"  # what the names of files say of their layout since version 0.5; before, nothing


BEFORE_LAYOUTS = ("0.1.0", "0.2.0", "0.3.0", "0.4.0")


def issued(kept: Path, kind: str = ".pdf") -> Path:
    """The issued report of a kept folder, or its ledger."""
    (path,) = (kept / "output").glob(f"{NOVEMBER}*{kind}")
    return path


@pytest.fixture(params=VERSIONS)
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return Path(shutil.copytree(KEPT / request.param, tmp_path / "kept"))


def values(ledger: Path) -> dict[tuple[str, str, str], str]:
    with ledger.open(encoding="utf-8-sig", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["number"] == "value"]
    return {(row["measure"], row["group"], row["period"]): row["exact"] for row in rows}


def words(pdf: Path) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def build(kept: Path, period: str, output: Path) -> int:
    return main(["build", str(kept / "returns"), "--period", period, "--output", str(output)])


def test_its_issued_report_still_verifies(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["issue", "--verify", "--output", str(kept / "output")]) == 0
    layout = "" if issued(kept).stem == NOVEMBER else " ours"
    assert capsys.readouterr().out.startswith(f"1. 2023-11{layout}, 86 figures, seal ")


def test_a_changed_report_of_its_own_no_longer_verifies(kept: Path) -> None:
    with issued(kept).open("ab") as file:
        file.write(b" ")
    assert main(["issue", "--verify", "--output", str(kept / "output")]) != 0


def test_its_settings_measures_and_layout_give_the_same_figures(kept: Path, tmp_path: Path) -> None:
    assert build(kept, "2023-11", tmp_path / "again") == 0
    again = values(tmp_path / "again" / f"{NOVEMBER}{OURS}.ledger.csv")
    assert again == values(issued(kept, ".ledger.csv"))


def test_the_next_month_is_held_against_its_record(kept: Path) -> None:
    shutil.copy(kept / "december.xlsx", kept / "returns" / "services.xlsx")
    assert build(kept, "2023-12", kept / "output") == 0
    said = words(kept / "output" / f"{DECEMBER}{OURS}.pdf")
    assert "Late forms from two dentists were added." in said
    assert "238 of 268" in said
    assert "Life story work in place" in said


@pytest.mark.parametrize("kept", BEFORE_LAYOUTS, indirect=True)
def test_its_issued_report_is_not_written_over_and_one_beside_it_that_differs_is_told(
    kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(kept / "december.xlsx", kept / "returns" / "services.xlsx")
    before = (kept / "output" / f"{NOVEMBER}.pdf").read_bytes()
    assert build(kept, "2023-11", kept / "output") == 0
    assert f"in {NOVEMBER}.pdf, which was issued for this month" in capsys.readouterr().err
    assert (kept / "output" / f"{NOVEMBER}{OURS}.pdf").exists()
    assert (kept / "output" / f"{NOVEMBER}.pdf").read_bytes() == before


@pytest.mark.parametrize("kept", sorted({*VERSIONS} - {*BEFORE_LAYOUTS}), indirect=True)
def test_its_issued_report_is_not_written_over_by_one_of_the_same_layout(
    kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A build that gives the very same bytes changes nothing; any other is refused."""
    before = issued(kept).read_bytes()
    refused = build(kept, "2023-11", kept / "output") == 2
    assert refused is ("Issued reports are never changed." in capsys.readouterr().err)
    assert issued(kept).read_bytes() == before
    if not refused:
        assert build(kept, "2023-11", kept / "elsewhere") == 0
        assert next((kept / "elsewhere").glob(f"{NOVEMBER}*.pdf")).read_bytes() == before


@pytest.mark.parametrize("kept", BEFORE_LAYOUTS, indirect=True)
def test_its_report_in_the_usual_layout_is_held_to_the_record(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = kept / "returns" / "report.toml"
    settings.write_text(settings.read_text("utf-8").replace("ours.toml", "corporate_parenting"), "utf-8")
    assert build(kept, "2023-11", kept / "output") == 2
    assert "Issued reports are never changed." in capsys.readouterr().err


def test_what_it_issues_next_follows_its_record(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(kept / "december.xlsx", kept / "returns" / "services.xlsx")
    output = kept / "output"
    assert build(kept, "2023-12", output) == 0
    assert main(["issue", str(kept / "returns"), "--period", "2023-12", "--output", str(output)]) == 0
    capsys.readouterr()
    assert main(["issue", "--verify", "--output", str(output)]) == 0
    assert "\n2. 2023-12 ours, " in capsys.readouterr().out
