"""What may and may not be in the project's own files."""

import re
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Git = Callable[..., CompletedProcess[str]]

# In two parts, so that this file does not hold what it looks for.
REGISTRY_HOSTS = ("pypi" + ".org", "python" + "hosted.org", "conda" + ".anaconda")
MACHINE_PATH = re.compile(r"(?<![\w.~*])/(?:" + "ro" + "ot|wo" + "rk|Us" + r"ers)/\w|\b[A-Z]:\\Us" + r"ers\\")
FOLDERS = ("report", "charts", "layouts", "inputs", "tests", ".ci")
OFFICERS_OWN = ("inputs/returns/", "output/", ".venv/")


@pytest.fixture(scope="module")
def written_here(root: Path, our_files: list[Path]) -> dict[str, str]:
    """Text by name of every file a person wrote; uv writes its lock, hosts and all."""
    named = {path.relative_to(root).as_posix(): path.read_bytes() for path in our_files}
    return {name: data.decode("utf-8") for name, data in named.items() if name != "uv.lock" and b"\0" not in data}


def places_named(readme: str) -> set[str]:
    """Files and folders a page names, in code or as the target of a link, as far as they would be ours."""
    spans = re.findall(r"`([^`\n]+)`", readme)
    code = {word.strip(".,;:()\"'") for span in spans for word in span.split()}
    links = set(re.findall(r"\]\(([^)#:\s]+)\)", readme))
    inside = {word for word in code if word.split("/")[0] in FOLDERS and "/" in word}
    return {word for word in inside | links if not word.startswith(OFFICERS_OWN)}


def targets(makefile: str) -> set[str]:
    return set(re.findall(r"^([a-z-]+):(?!=)", makefile, re.MULTILINE))


def test_the_readme_names_only_files_that_exist(root: Path) -> None:
    named = places_named((root / "README.md").read_text("utf-8"))
    assert [name for name in sorted(named) if not any(root.glob(name.rstrip("/")))] == []


def test_the_search_for_named_files_sees_code_and_links() -> None:
    page = (
        "See `report/build.py`, `make report RETURNS=inputs/returns/x` and [a page](tests/pages/one.png), not `8/12`."
    )
    assert places_named(page) == {"report/build.py", "tests/pages/one.png"}


def test_the_readme_names_only_verbs_that_make_knows(root: Path) -> None:
    readme, makefile = ((root / name).read_text("utf-8") for name in ("README.md", "Makefile"))
    named = set(re.findall(r"(?:`|^ *\$? *)make ([a-z-]+)", readme, re.MULTILINE))
    assert named <= targets(makefile)


@pytest.mark.parametrize(
    "name",
    [
        "inputs/returns/health.xlsx",
        "inputs/returns/report.toml",
        "inputs/returns/December 2023/anything.csv",
        "output/corporate-parenting-2023-12.pdf",
        "health.xlsx",
        "report/health.xlsm",
        "inputs/health.xls",
        "charts/health.ods",
    ],
)
def test_an_officers_own_files_cannot_be_committed_by_accident(git: Git, name: str) -> None:
    assert git("check-ignore", "--quiet", "--no-index", name).returncode == 0


@pytest.mark.parametrize(
    "name",
    [
        "inputs/returns/README.md",
        "inputs/samples/peterborough-2023-12/health.xlsx",
        "inputs/samples/peterborough-2023-12/report.toml",
        "tests/inputs/strange.xlsx",
    ],
)
def test_the_samples_and_the_tests_own_workbooks_are_kept(git: Git, name: str) -> None:
    assert git("check-ignore", "--quiet", "--no-index", name).returncode == 1


def test_nothing_we_wrote_names_a_package_registry(written_here: dict[str, str]) -> None:
    assert [name for name, text in written_here.items() if any(host in text for host in REGISTRY_HOSTS)] == []


def test_nothing_we_wrote_names_a_path_of_one_machine(written_here: dict[str, str]) -> None:
    found = [(name, match[0]) for name, text in written_here.items() for match in [MACHINE_PATH.search(text)] if match]
    assert found == []
