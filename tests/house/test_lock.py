"""uv reads uv.lock, pip the two requirements files, and whoever takes the wheel its list of parts: all say the same."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.supply.sbom import settled

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
    for entries, locked in (
        (declared["project"]["dependencies"], project["metadata"]["requires-dist"]),
        (declared["dependency-groups"]["dev"], project["metadata"]["requires-dev"]["dev"]),
    ):
        split = [re.fullmatch(r"([A-Za-z0-9._-]+)([^;]*)(?:; (.+))?", entry) for entry in entries]
        found = {r["name"]: (r.get("specifier", ""), r.get("marker")) for r in locked}
        assert {match[1]: (match[2], match[3]) for match in split if match} == found


def test_every_library_we_need_to_run_has_a_lowest_and_a_highest_version_and_every_tool_a_lowest(root: Path) -> None:
    declared = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    assert all(re.search(r">=[\d.]+,<\d", entry) for entry in declared["project"]["dependencies"])
    assert all(re.search(r">=\d", entry) for entry in declared["dependency-groups"]["dev"])


def test_the_lock_leaves_out_releases_younger_than_a_week(root: Path) -> None:
    assert "uv lock --upgrade --exclude-newer" in (root / "Makefile").read_text("utf-8")
    assert tomllib.loads((root / "uv.lock").read_text("utf-8"))["options"]["exclude-newer-span"] == "P1W"


def test_the_list_of_parts_names_what_is_needed_to_run_and_nothing_else(root: Path, lock: list[dict[str, Any]]) -> None:
    parts = json.loads((root / "board-report.cdx.json").read_text("utf-8"))
    names = needed_to_run(lock)
    locked = {(p["name"], p["version"]): f"pkg:pypi/{p['name']}@{p['version']}" for p in lock if p["name"] in names}
    assert {(p["name"], p["version"]): p["purl"] for p in parts["components"]} == locked
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    about = parts["metadata"]["component"]
    assert [about["name"], about["version"]] == [project["name"], project["version"]]
    assert about["licenses"] == [{"expression": project["license"]}]


def test_the_list_of_parts_is_the_same_whenever_it_is_made(root: Path) -> None:
    exported = {
        "bomFormat": "CycloneDX",
        "serialNumber": "urn:uuid:1",
        "metadata": {"timestamp": "2026-11-27T07:12:25Z", "component": {"type": "library", "name": PROJECT}},
        "components": [
            {"name": "lxml", "version": "6.1.3", "externalReferences": [{"url": "https://index.example/a"}]}
        ],
    }
    assert settled(exported, "MIT") == {
        "bomFormat": "CycloneDX",
        "metadata": {"component": {"type": "application", "name": PROJECT, "licenses": [{"expression": "MIT"}]}},
        "components": [{"name": "lxml", "version": "6.1.3"}],
    }
    kept = (root / "board-report.cdx.json").read_text("utf-8")
    assert not [word for word in ("serialNumber", "timestamp", "://") if word in kept]


def test_the_requirements_name_no_index(root: Path) -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (root / name).read_text("utf-8")
        assert "://" not in text and "index-url" not in text
