"""What the code may load, and when."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

LARGE = ("matplotlib", "numpy", "openpyxl", "pandas", "reportlab")


def imported_names(path: Path) -> Iterator[str]:
    """Every dotted name that a file imports, whether it says ``import a.b`` or ``from a import b``."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def loaded_by(statement: str, root: Path) -> set[str]:
    """The large libraries in memory after a statement has run in a Python of its own."""
    program = f"import sys; {statement}; print(*sys.modules, file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
    assert done.returncode == 0, done.stderr
    return set(done.stderr.splitlines()[-1].split()) & set(LARGE)


def test_no_file_imports_pyplot(our_files: list[Path]) -> None:
    python = [path for path in our_files if path.suffix == ".py"]
    assert python
    guilty = [str(path) for path in python for name in imported_names(path) if name.startswith("matplotlib.pyplot")]
    assert guilty == []


def test_the_search_for_pyplot_would_find_it(tmp_path: Path) -> None:
    strayed = tmp_path / "strayed.py"
    strayed.write_text("from matplotlib import pyplot as plt\nimport matplotlib.pyplot\n", "utf-8")
    assert list(imported_names(strayed)) == ["matplotlib.pyplot", "matplotlib.pyplot"]


def test_the_blocks_know_a_figure_by_name_only(root: Path) -> None:
    assert loaded_by("import layouts.blocks", root) == set()


def test_judging_a_finished_file_needs_no_large_library(root: Path) -> None:
    assert loaded_by("import report.output.print_checks, layouts.preflight.judge", root) == set()


@pytest.mark.parametrize("verb", ["--help", "build --help", "check --help", "measures --help", "layouts --help"])
def test_asking_for_help_loads_no_large_library(root: Path, verb: str) -> None:
    ask = f"import report.cli\ntry: report.cli.main({verb.split()})\nexcept SystemExit as end: assert not end.code"
    assert loaded_by(f"exec({ask!r})", root) == set()
