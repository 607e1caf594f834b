"""Many councils at once: each gets its report, and one that cannot have it never stops the others."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from report import cli
from report.batch.build_one import Outcome
from report.batch.run import SUMMARY
from report.batch.summary import summary_page
from report.batch.workers import results

SAMPLE = Path(__file__).parents[2] / "inputs" / "samples" / cli.SAMPLE
PDF = "corporate-parenting-2023-12.pdf"


def halved(number: int) -> int:
    if number == 4:
        os._exit(9)  # as a worker ends that is killed, or runs out of memory
    return number // 2


def asked_for(number: int) -> int:
    return -number


def test_a_worker_that_dies_takes_its_own_task_alone():
    assert sorted(results(range(2, 9), halved, asked_for, workers=2)) == [-4, 1, 1, 2, 3, 3, 4]


def test_nothing_to_do_is_done():
    assert list(results([], halved, asked_for, workers=2)) == []


def test_the_page_names_what_was_not_built_and_links_to_what_was(tmp_path: Path):
    made = [
        Outcome("Ely & Wells", tmp_path / "Ely & Wells" / PDF, 16, 3),
        Outcome("Barchester", stopped=("<Health>: mend it.", "Run again.")),
    ]
    page = summary_page(made, tmp_path).decode()
    assert "1 report built, 1 not." in page
    assert "<dt>Barchester</dt><dd>&lt;Health&gt;: mend it.</dd><dd>Run again.</dd>" in page
    assert f'<a href="Ely%20%26%20Wells/{PDF}">' in page


@pytest.mark.slow
def test_each_council_has_the_report_that_it_would_have_by_itself(tmp_path: Path, capsys):
    many, out = tmp_path / "many", tmp_path / "out"
    shutil.copytree(SAMPLE, many / "one")
    shutil.copytree(SAMPLE, many / "other")
    (many / "empty").mkdir()
    (many / "broken").mkdir()
    (many / "broken" / "a.xlsx").write_bytes(b"PK no workbook")
    assert cli.main(["batch", str(many), "--output", str(out), "--workers", "2"]) == 1
    said = capsys.readouterr()
    assert "2 of 4 reports built" in said.out
    assert "4 of 4  " in said.err
    build = [sys.executable, "-m", "report", "build", str(SAMPLE), "--output", str(tmp_path / "alone")]
    rooms = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    subprocess.run(build, check=True, env=rooms, capture_output=True, timeout=120)
    alone = {path.name: path.read_bytes() for path in (tmp_path / "alone").iterdir() if path.is_file()}
    for name in ("one", "other"):
        beside = {path.name: path.read_bytes() for path in (out / name).iterdir() if path.is_file()}
        assert [file for file in sorted(beside | alone) if beside.get(file) != alone.get(file)] == []
    page = (out / SUMMARY).read_text("utf-8")
    assert "<dt>broken</dt>" in page
    assert "<dt>empty</dt>" in page


def test_a_folder_without_any_council_is_told(tmp_path: Path, capsys):
    assert cli.main(["batch", str(tmp_path), "--output", str(tmp_path / "out")]) == 2
    assert "there is no folder of a council in it" in capsys.readouterr().err
    assert cli.main(["batch", str(tmp_path / "nowhere"), "--output", str(tmp_path / "out")]) == 2
