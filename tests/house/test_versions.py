"""Which Pythons `make versions` tries, and what it calls the same."""

import sys
from pathlib import Path

import pytest

from tests.supply.versions import ROOT, Python, differences, places, pythons, trials


def program(path: Path, says: str) -> Path:
    """A program that answers whatever it is asked with some words, or fails where there are none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{f'echo {says}' if says else 'exit 127'}\n", "utf-8")
    path.chmod(0o755)
    return path


def test_pythons_are_sought_on_the_path_and_where_pyenv_and_uv_keep_them(tmp_path: Path) -> None:
    wanted = [
        program(tmp_path / name, "")
        for name in (
            "bin/python3",
            "bin/python3.12",
            ".pyenv/versions/3.13.0/bin/python",
            "uv/cpython-3.14/bin/python3",
        )
    ]
    for name in ("bin/python3.12-config", "bin/python", "bin/python3-tool", ".pyenv/versions/2.7.18/bin/python"):
        program(tmp_path / name, "")
    sought = places(
        {"PATH": str(tmp_path / "bin"), "HOME": str(tmp_path), "UV_PYTHON_INSTALL_DIR": str(tmp_path / "uv")}
    )
    assert list(sought)[1:] == wanted


@pytest.mark.parametrize(
    "says",
    [
        "cpython final - 3 10 13",
        "pypy final - 3 11 9",
        "cpython candidate - 3 15 0",
        "cpython final t 3 13 0",
        "Hello",
        "",
    ],
    ids=["too old", "PyPy", "a preview", "without the lock", "no Python", "a shim that is switched off"],
)
def test_what_the_libraries_have_no_wheels_for_is_not_tried(tmp_path: Path, says: str) -> None:
    assert pythons([program(tmp_path / "python3", says), tmp_path / "gone"]) == []


def test_each_version_is_tried_once_and_the_oldest_first(tmp_path: Path) -> None:
    newer, older, again = (
        program(tmp_path / name, f"cpython final - {version}")
        for name, version in (("a", "3 12 1"), ("b", "3 11 7"), ("c", "3 12 1"))
    )
    assert pythons([newer, older, again]) == [Python((3, 11, 7), older), Python((3, 12, 1), newer)]


def test_every_python_builds_with_the_lowest_and_the_newest_versions_and_one_without_the_accelerator() -> None:
    other, mine = Python((3, 11, 0), Path("a")), Python(sys.version_info[:3], Path("b"))
    found = [(trial.name, trial.python) for trial in trials([other, mine])]
    assert found == [
        ("lowest", other),
        ("newest", other),
        ("lowest", mine),
        ("newest", mine),
        ("locked, no rl-accel", mine),
    ]


def test_a_file_that_is_changed_missing_or_new_is_named() -> None:
    expected = {"a.pdf": "1", "b.csv": "2", "c.xlsx": "3"}
    assert differences(expected, dict(expected)) == []
    assert differences(expected, {"a.pdf": "other", "c.xlsx": "3", "d.txt": "4"}) == ["a.pdf", "b.csv", "d.txt"]


def test_the_check_of_every_change_tries_the_versions() -> None:
    lines = (ROOT / ".ci/run").read_text("utf-8").splitlines()
    assert "make versions" in {line.removesuffix("</dev/null").strip() for line in lines}
