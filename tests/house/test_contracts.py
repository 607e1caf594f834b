"""Every contract of pyproject.toml is seen to fail: one line is added that breaks it, in a copy of the four rooms."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest

from charts import picture, trend
from charts import theme as chart_theme
from inputs import findings
from inputs.files import size_limits, xls, xlsx
from inputs.headings import dates
from inputs.tables import read_tables
from layouts import roles
from layouts import theme as page_theme
from layouts.drawing import pen
from layouts.tagged import structure, writer
from layouts.text import fonts
from layouts.web import svg
from report import judge
from report.attack import prove
from report.metrics.disclosure import suppression
from report.metrics.judgement import change, control_chart
from report.metrics.model import period_type
from report.output import atomic_write
from report.pages import compose, headlines
from report.proofreading import proofread
from report.settings import report_file
from tests.house.source import ROOMS

pytestmark = pytest.mark.slow


@dataclass(frozen=True, slots=True)
class Break:
    """A module that imports what it may not, and the ids of the contracts that forbid it: one, where it can be."""

    module: ModuleType
    imports: ModuleType | str
    contracts: tuple[str, ...]

    @property
    def line(self) -> str:
        return f"import {self.imports if isinstance(self.imports, str) else self.imports.__name__}"

    def __str__(self) -> str:
        return f"{self.module.__name__}: {self.line}"


BREAKS = (
    Break(chart_theme, page_theme, ("outer-rooms",)),
    Break(roles, findings, ("outer-rooms",)),
    Break(findings, chart_theme, ("outer-rooms",)),
    Break(picture, period_type, ("hub",)),
    Break(page_theme, period_type, ("hub",)),
    Break(findings, period_type, ("hub",)),
    # Of files and of folders, in a room and in its folders. In report itself a circle also goes up.
    Break(compose, judge, ("no-circle", "recipe")),
    Break(chart_theme, trend, ("no-circle",)),
    Break(fonts, pen, ("no-circle",)),
    Break(dates, read_tables, ("no-circle",)),
    Break(period_type, change, ("no-circle",)),
    Break(change, control_chart, ("no-circle",)),
    Break(structure, writer, ("no-circle",)),
    Break(size_limits, xlsx, ("no-circle",)),
    # Up, and sideways.
    Break(atomic_write, headlines, ("recipe",)),
    Break(headlines, proofread, ("recipe",)),
    Break(report_file, atomic_write, ("recipe",)),
    Break(headlines, prove, ("recipe",)),
    Break(prove, suppression, ("attack",)),
    Break(judge, "openpyxl", ("openpyxl",)),
    Break(xls, "openpyxl", ("openpyxl",)),
    Break(xls, "xlrd", ("xlrd",)),
    Break(chart_theme, "reportlab", ("reportlab",)),
    Break(page_theme, "matplotlib", ("matplotlib",)),
    Break(judge, "pandas", ("pandas",)),
    Break(findings, "pandas", ("pandas",)),
    Break(change, "pandas", ("pandas",)),
    Break(judge, "holidays", ("holidays",)),
    Break(trend, "numpy", ("numpy",)),
    Break(xlsx, "lxml", ("lxml",)),
    Break(pen, "PIL", ("pillow",)),
    Break(svg, pen, ("web",)),
    Break(pen, svg, ("pdf",)),
)


@dataclass(frozen=True, slots=True)
class House:
    """A copy of the rooms that may be spoiled."""

    folder: Path
    contracts: dict[str, str]  # the id of each contract by its name

    def broken(self) -> set[str]:
        """Ids of the contracts that lint-imports finds broken; all the others are seen to be kept."""
        command = shutil.which("lint-imports", path=str(Path(sys.executable).parent))
        assert command is not None
        done = subprocess.run(
            [command, "--no-cache", "--no-logo"],
            cwd=self.folder,
            env=os.environ | {"COLUMNS": "1000"},  # a name is not folded
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        judged = dict(re.findall(r"^(.+) (KEPT|BROKEN)(?: \(.*\))?$", done.stdout, re.MULTILINE))
        assert judged.keys() == self.contracts.keys(), done.stdout + done.stderr
        assert (done.returncode != 0) == ("BROKEN" in judged.values())
        return {self.contracts[name] for name, how in judged.items() if how == "BROKEN"}

    @contextmanager
    def spoiled(self, place: str, line: str) -> Iterator[None]:
        """With one more line at the end of a file, which may be a new one."""
        file = self.folder / place
        before = file.read_text("utf-8") if file.exists() else None
        file.write_text(f"{before or ''}{line}\n", "utf-8")
        try:
            yield
        finally:
            file.unlink() if before is None else file.write_text(before, "utf-8")


@pytest.fixture(scope="module")
def house(root: Path, tmp_path_factory: pytest.TempPathFactory) -> House:
    folder = tmp_path_factory.mktemp("house")
    for path in [path for room in ROOMS for path in (root / room).rglob("*.py")]:
        copy = folder / path.relative_to(root)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
    shutil.copy(root / "pyproject.toml", folder)
    settings = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    return House(folder, {one["name"]: one["id"] for one in settings["tool"]["importlinter"]["contracts"]})


def test_every_contract_is_kept_by_the_rooms_as_they_are(house: House) -> None:
    assert house.broken() == set()


def test_every_contract_is_broken_by_some_line(house: House) -> None:
    assert {name for one in BREAKS for name in one.contracts} == set(house.contracts.values())


@pytest.mark.parametrize("one", BREAKS, ids=str)
def test_a_line_that_breaks_a_contract_is_seen(root: Path, house: House, one: Break) -> None:
    assert one.module.__file__ is not None
    with house.spoiled(str(Path(one.module.__file__).relative_to(root)), one.line):
        assert house.broken() == set(one.contracts)


def test_a_module_of_report_that_the_recipe_does_not_name_is_seen(house: House) -> None:
    with house.spoiled("report/newcomer.py", '"""A module without a place."""'):
        assert house.broken() == {"recipe"}
