"""Returns that chance has damaged: a few each time, and for ever those that once gave trouble (see ``make fuzz``)."""

import random
import zipfile
from pathlib import Path

import pytest

from tests.trials import damaged

FOUND = sorted(damaged.FOUND.glob("*")) if damaged.FOUND.is_dir() else []
ENDS = {"figures", "findings"}


@pytest.mark.parametrize("file", FOUND, ids=lambda file: file.name)
def test_what_once_gave_trouble_gives_none(file, tmp_path):
    copy = tmp_path / f"return{file.suffix}"
    copy.write_bytes(file.read_bytes())
    assert damaged.read(copy) in ENDS


@pytest.mark.parametrize("change", damaged.CHANGES[:4])
def test_a_damaged_return_ends_in_figures_or_in_findings(change, tmp_path):
    chance = random.Random(2023)
    content = next(damaged.SAMPLE.glob("*.xlsx")).read_bytes()
    for number in range(6):
        (tmp_path / str(number)).mkdir()
        file = tmp_path / str(number) / "return.xlsx"
        file.write_bytes(change(content, chance))
        assert damaged.read(file) in ENDS


def test_a_part_that_is_changed_is_packed_again_whole(tmp_path):
    content = next(damaged.SAMPLE.glob("*.xlsx")).read_bytes()
    file = tmp_path / "return.xlsx"
    file.write_bytes(damaged.inside(damaged.token_moved)(content, random.Random(1)))
    with zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None


def test_a_fault_of_the_reading_is_told_by_its_class_and_place(monkeypatch, tmp_path):
    def failing(*_: object) -> None:
        raise RecursionError("Jane")

    monkeypatch.setattr(damaged, "judge_returns", failing)
    assert damaged.read(Path(tmp_path) / "return.xlsx").startswith("RecursionError at test_damaged.py:")
