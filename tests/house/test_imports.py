"""What the code may load, and when."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from inputs.read import read_returns
from layouts import blocks
from layouts.drawing import matplotlib_renderer
from layouts.preflight import run_checks
from report import cli
from report.metrics.definitions.measure_library import vocabulary
from report.output import print_checks
from report.pages import charts as chart_parts
from tests.house.source import ROOMS, imported_names

LARGE = ("matplotlib", "numpy", "openpyxl", "pandas", "PIL", "reportlab")


def modules_named(path: Path, modules: set[str]) -> list[str]:
    """Modules of ours that a file's strings name by their dotted names, after which a rename is not found out."""
    strings = [node.value for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Constant)]
    dotted = [name for one in strings if isinstance(one, str) for name in re.findall(r"\b[a-z_]+(?:\.[a-z_]+)+", one)]
    return [name for name in dotted if name in modules or name.rpartition(".")[0] in modules]


def loaded_by(statement: str, root: Path, sought: Iterable[str] = LARGE) -> set[str]:
    """The large libraries, or other modules, in memory after a statement has run in a Python of its own."""
    program = f"import sys; {statement}; print(*sys.modules, file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
    assert done.returncode == 0, done.stderr
    return set(done.stderr.splitlines()[-1].split()) & set(sought)


def test_no_file_imports_pyplot(our_files: list[Path]) -> None:
    python = [path for path in our_files if path.suffix == ".py"]
    assert python
    guilty = [str(path) for path in python for name in imported_names(path) if name.startswith("matplotlib.pyplot")]
    assert guilty == []


def test_the_search_for_pyplot_would_find_it(tmp_path: Path) -> None:
    strayed = tmp_path / "strayed.py"
    strayed.write_text("from matplotlib import pyplot as plt\nimport matplotlib.pyplot\n", "utf-8")
    assert list(imported_names(strayed)) == ["matplotlib.pyplot", "matplotlib.pyplot"]


def test_no_test_names_a_module_of_ours_in_a_string(root: Path, our_files: list[Path]) -> None:
    paths = [path.relative_to(root) for path in our_files if path.suffix == ".py"]
    ours = {".".join(path.with_suffix("").parts).removesuffix(".__init__") for path in paths if path.parts[0] in ROOMS}
    assert {cli.__name__, blocks.__name__} <= ours
    dotted = {name for name in ours if "." in name}
    tests = [path for path in paths if path.parts[0] == "tests"]
    assert {str(path): named for path in tests if (named := modules_named(root / path, dotted))} == {}


def test_the_search_for_named_modules_sees_programs_and_attributes(tmp_path: Path) -> None:
    strayed = tmp_path / "strayed.py"
    strayed.write_text('A = "import sys, room.one; x"\nB = "room.wing.two.ask"\nC = "room.toml"\n', "utf-8")
    assert modules_named(strayed, {"room.one", "room.wing.two"}) == ["room.one", "room.wing.two.ask"]


def test_the_blocks_know_a_figure_by_name_only(root: Path) -> None:
    assert loaded_by(f"import {blocks.__name__}", root) == set()


def test_charts_are_drawn_without_the_figures_and_axes_of_matplotlib(root: Path) -> None:
    """They would take as long to load as all else of it, and many objects for each of some dozens of charts."""
    draw = f"import {chart_parts.__name__}, {matplotlib_renderer.__name__}"
    heavy = ("matplotlib.figure", "matplotlib.axes", "matplotlib.pyplot", "mpl_toolkits")
    assert loaded_by(draw, root, ("matplotlib.lines", *heavy)) == {"matplotlib.lines"}


def test_judging_a_finished_file_needs_no_large_library(root: Path) -> None:
    assert loaded_by(f"import {print_checks.__name__}, {run_checks.__name__}", root) == set()


def test_reading_returns_loads_no_large_library_but_openpyxl(root: Path) -> None:
    sample = root / "inputs/samples/peterborough-2023-12"
    read = (
        f"from pathlib import Path; from {read_returns.__module__} import read_returns; "
        f"from {vocabulary.__module__} import read_library, vocabulary; "
        f"assert read_returns(Path({str(sample)!r}), vocabulary(read_library())).returns"
    )
    assert loaded_by(read, root) == {"openpyxl", "PIL"}  # which it brings for pictures


@pytest.mark.parametrize("verb", ["--help", "build --help", "check --help", "measures --help", "layouts --help"])
def test_asking_for_help_loads_no_large_library(root: Path, verb: str) -> None:
    ask = f"from {cli.__name__} import main\ntry: main({verb.split()})\nexcept SystemExit as end: assert not end.code"
    assert loaded_by(f"exec({ask!r})", root) == set()
