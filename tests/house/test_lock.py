"""uv reads uv.lock and pip reads the two requirements files: they must say the same."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

PROJECT = "board-report"


@pytest.fixture(scope="module")
def lock(root: Path) -> list[dict[str, Any]]:
    packages: list[dict[str, Any]] = tomllib.loads((root / "uv.lock").read_text("utf-8"))["package"]
    return packages


def requirements(path: Path) -> dict[tuple[str, str], set[str]]:
    """Hashes by (name, version) of a requirements file. Its lines go on after a backslash."""
    lines = path.read_text("utf-8").replace("\\\n", " ").splitlines()
    entries = [line for line in lines if line.strip() and not line.lstrip().startswith("#")]
    pinned = [re.match(r"([a-z0-9-]+)==(\S+)", entry) for entry in entries]
    assert all(pinned), "a line that is not name==version"
    return {
        (match[1], match[2]): set(re.findall(r"--hash=(\S+)", entry))
        for match, entry in zip(pinned, entries, strict=True)
        if match
    }


def hashes(package: dict[str, Any]) -> set[str]:
    files = [*package.get("wheels", []), *([package["sdist"]] if "sdist" in package else [])]
    return {file["hash"] for file in files}


def needed_to_run(lock: list[dict[str, Any]]) -> set[str]:
    """Names of the packages that the project needs at run time, and that those need in turn."""
    needs = {
        p["name"]: {n["name"] for q in lock if q["name"] == p["name"] for n in q.get("dependencies", [])} for p in lock
    }
    found: set[str] = set()
    wanted = set(needs[PROJECT])
    while wanted:
        found |= wanted
        wanted = {need for name in wanted for need in needs[name]} - found
    return found


def test_pip_gets_the_same_names_versions_and_hashes_for_development_as_uv(
    root: Path, lock: list[dict[str, Any]]
) -> None:
    locked = {(p["name"], p["version"]): hashes(p) for p in lock if p["name"] != PROJECT}
    assert requirements(root / "requirements-dev.txt") == locked


def test_pip_gets_the_same_names_versions_and_hashes_to_build_a_report_as_uv(
    root: Path, lock: list[dict[str, Any]]
) -> None:
    names = needed_to_run(lock)
    locked = {(p["name"], p["version"]): hashes(p) for p in lock if p["name"] in names}
    assert requirements(root / "requirements.txt") == locked


def test_the_lock_answers_to_the_dependencies_we_declare(root: Path, lock: list[dict[str, Any]]) -> None:
    declared = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    (project,) = [p for p in lock if p["name"] == PROJECT]
    locked = {r["name"]: r.get("specifier", "") for r in project["metadata"]["requires-dist"]}
    split = [re.fullmatch(r"([A-Za-z0-9._-]+)(.*)", entry) for entry in declared["project"]["dependencies"]]
    assert {match[1]: match[2] for match in split if match} == locked


def test_the_requirements_name_no_index(root: Path) -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (root / name).read_text("utf-8")
        assert "://" not in text and "index-url" not in text
