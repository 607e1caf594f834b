"""What the tests of the page share: a desk with the sample on it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from report.desk.desk import Desk

SAMPLE = Path(__file__).parents[2] / "inputs" / "samples" / "peterborough-2023-12"
Ask = Callable[..., dict[str, Any]]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk whose returns are the sample."""
    returns, output = tmp_path / "returns", tmp_path / "output"
    shutil.copytree(SAMPLE, returns)
    output.mkdir()
    return Desk(returns, output)


@pytest.fixture
def ask(desk: Desk) -> Ask:
    """Ask that desk."""
    return lambda do, **request: desk.answer({"do": do, **request}, lambda number, doing: None)
