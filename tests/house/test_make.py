"""The verbs of make on machines that are short of something. Nothing is installed here."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TOOLS = ("sh", "make", "rm", "test", "touch", "chmod", "mkdir", "dirname", "awk", "find", "cp")
ROOMS = ("report", "charts", "layouts", "inputs", "tests")
TOO_OLD = 'case "$2" in *print*) echo 3.9.18 ;; *) exit 1 ;; esac'
NO_VENV = 'case "$2" in *print*) echo 3.11.2 ;; *ensurepip*) exit 1 ;; *) exit 0 ;; esac'
# Writes down what it is asked; asked for an environment, makes one whose Python repeats what that is asked.
FAKE_UV = """\
printf '<%s>' "$@" >> ../asked
test "$1" = sync || exit 0
mkdir -p .venv/bin .venv/lib/python3.12/site-packages
printf '#!/bin/sh\\nprintf "<%%s>" "$@"\\n' > .venv/bin/python
chmod +x .venv/bin/python"""
ENVIRONMENT = (".venv/bin/python", ".venv/bin/boardreport", ".venv/.holds-runtime", ".venv/.holds-dev")

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")


@pytest.fixture
def machine(root: Path, tmp_path: Path) -> Path:
    """A checkout with a space in its name, and beside it ``bin``: every program that this machine has."""
    checkout, programs = tmp_path / "a checkout", tmp_path / "bin"
    for folder in (programs, *(checkout / room for room in ROOMS)):
        folder.mkdir(parents=True)
    for name in ("Makefile", "uv.lock", "requirements.txt", "requirements-dev.txt", "board-report.cdx.json"):
        shutil.copy(root / name, checkout)
    for tool in TOOLS:
        if found := shutil.which(tool):
            (programs / tool).symlink_to(found)
    return checkout


def write_program(path: Path, body: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{body}\n", "utf-8")
    path.chmod(0o755)


def make(checkout: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": str(checkout.parent / "bin"), "HOME": str(checkout.parent), "MAKEFLAGS": ""}
    return subprocess.run(
        ["make", *arguments], cwd=checkout, env=environment, capture_output=True, text=True, check=False
    )


def install(checkout: Path) -> None:
    """Make the checkout look as after a finished installation; its boardreport repeats what it is asked."""
    for name in ENVIRONMENT:
        write_program(checkout / name, 'printf "<%s>" "$@"')


def said(done: subprocess.CompletedProcess[str]) -> list[str]:
    """What was said, without make's own last word that a step failed."""
    return [line for line in done.stderr.splitlines() if not line.startswith("make: ***")]


def test_make_alone_lists_every_verb(machine: Path) -> None:
    told = make(machine).stdout
    verbs = re.findall(r"^([a-z-]+):.*##", (machine / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert {"report", "test", "test-fast", "check", "bench", "clean"} <= set(verbs)
    assert all(f"make {verb} " in told for verb in verbs)


@pytest.mark.parametrize(
    ("python", "remedy"),
    [
        (TOO_OLD, "Python 3.11 or newer is needed and only 3.9.18 was found: install a newer one"),
        (NO_VENV, "Python 3.11.2 has no venv module: install it (Debian and Ubuntu: apt install python3-venv)"),
        (None, "Python 3.11 or newer is needed and none was found: install it"),
    ],
    ids=["too old", "no venv", "no Python"],
)
def test_a_machine_that_lacks_something_is_told_in_one_line_what_to_install(
    machine: Path, python: str | None, remedy: str
) -> None:
    if python:
        write_program(machine.parent / "bin" / "python3", python)
    done = make(machine, "report")
    assert done.returncode == 2
    assert said(done) == [f"{remedy}, then run make again."]
    assert not (machine / ".venv").exists()


def test_a_second_run_installs_nothing_and_hands_on_folders_with_spaces(machine: Path) -> None:
    install(machine)
    done = make(machine, "report", "RETURNS=/some folder/Dec's $$returns", "PERIOD=2023-12")
    assert done.returncode == 0, done.stderr
    assert done.stdout == "<build></some folder/Dec's $returns><--period><2023-12>"
    assert done.stderr == ""


def test_without_a_folder_the_program_chooses_the_returns_itself(machine: Path) -> None:
    install(machine)
    assert make(machine, "report").stdout == "<build>"
    assert make(machine, "check").stdout == "<check>"


@pytest.mark.parametrize(
    ("verb", "edition", "asked"),
    [
        ("report", "exempt", "<build><--exempt>"),
        ("report", "large-print exempt", "<build><--large-print><--exempt>"),
        ("report", "large-print", "<build><--large-print>"),
        ("report", "web large-print", "<build><--web><--large-print>"),
        ("issue", "web exempt", "<issue><--exempt>"),
        ("issue", "exempt", "<issue><--exempt>"),
        ("issue", "large-print exempt", "<issue><--exempt>"),  # every edition that was built is issued
    ],
)
def test_editions_may_be_joined(machine: Path, verb: str, edition: str, asked: str) -> None:
    install(machine)
    assert make(machine, verb, f"EDITION={edition}").stdout == asked


def test_the_guide_is_asked_for_a_topic_or_lists_them(machine: Path) -> None:
    install(machine)
    assert make(machine, "guide", "TOPIC=officer").stdout == "<guide><officer>"
    assert make(machine, "guide").stdout == "<guide>"


@pytest.mark.parametrize(
    ("proof", "said"),
    [
        ("conformance/verapdf.py", "conformance: SKIPPED, NOTHING WAS CHECKED: Java is not installed."),
        ("web/prove.py", "web-test: SKIPPED, NOTHING WAS LOOKED AT: Node, with npm, is not installed."),
    ],
)
def test_a_proof_whose_tool_is_not_here_says_loudly_that_nothing_was_checked(
    root: Path, tmp_path: Path, proof: str, said: str
) -> None:
    done = subprocess.run(
        [sys.executable, str(root / "tests" / proof)],
        cwd=root,
        env={"PATH": str(tmp_path), "HOME": str(tmp_path), "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr.splitlines() == [said]
    assert done.stdout == ""


def test_the_proof_in_a_browser_is_asked_of_the_script(machine: Path) -> None:
    install(machine)
    assert make(machine, "web-test").stdout == "<tests/web/prove.py>"
    assert make(machine, "web-test", "PICTURES=some folder").stdout == "<tests/web/prove.py><some folder>"


def test_conformance_is_asked_of_the_script(machine: Path) -> None:
    install(machine)
    assert make(machine, "conformance").stdout == "<tests/conformance/verapdf.py>"


@pytest.mark.parametrize(("verb", "tests"), [("test", "<-n><auto>"), ("test-fast", "<-n><auto><-m><not slow>")])
def test_every_step_of_the_tests_runs_and_those_that_fail_are_named(machine: Path, verb: str, tests: str) -> None:
    install(machine)
    for tool, code in (("ruff", 1), ("mypy", 0), ("lint-imports", 1), ("pytest", 0)):
        write_program(machine / ".venv/bin" / tool, f"printf '<%s>' \"$@\"; exit {code}")
    done = make(machine, verb)
    assert done.returncode == 2
    assert done.stdout.endswith(f"== tests\n{tests}")
    assert said(done) == [f"make {verb}: not passed: lint, format, contracts."]


def asked_of_uv(checkout: Path, *arguments: str) -> str:
    """What uv was asked when `make report` ran with these arguments; nothing if it was not asked."""
    write_program(checkout.parent / "bin" / "uv", FAKE_UV)
    done = make(checkout, "report", *arguments)
    assert done.returncode == 0, done.stderr
    asked = checkout.parent / "asked"
    return asked.read_text("utf-8") if asked.exists() else ""


def test_uv_chooses_the_python_itself_unless_it_is_told_which(machine: Path) -> None:
    assert asked_of_uv(machine) == "<--version><sync><--frozen><--no-install-project><--no-dev>"


def test_uv_makes_the_environment_with_the_python_that_was_asked_for(machine: Path) -> None:
    named = machine.parent / "another folder" / "python3.12"
    asked = "<--version><sync><--frozen><--no-install-project><--no-dev><--python>"
    assert asked_of_uv(machine, f"PYTHON={named}") == f"{asked}<{named}>"


def test_without_uv_the_python_that_was_asked_for_makes_the_environment(machine: Path) -> None:
    named = machine.parent / "another folder" / "python3.12"
    write_program(named, 'case "$2" in *print*) echo 3.12.1 ;; venv) printf "<%s>" "$@" > ../asked; exit 1 ;; esac')
    write_program(machine.parent / "bin" / "python3", "exit 1")
    make(machine, "report", f"PYTHON={named}")
    assert (machine.parent / "asked").read_text("utf-8") == "<-m><venv><--clear><.venv>"


def test_an_environment_of_another_python_than_is_asked_for_is_made_again(machine: Path) -> None:
    install(machine)
    assert asked_of_uv(machine, f"PYTHON={sys.executable}").endswith(f"<--python><{sys.executable}>")


@pytest.mark.parametrize("python", [sys.executable, "", "nowhere/python3", "python3.9"])
def test_an_environment_is_kept_where_its_python_is_the_one_asked_for_or_that_one_is_of_no_use(
    machine: Path, python: str
) -> None:
    install(machine)
    (machine / ".venv/lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}").mkdir(parents=True)
    write_program(machine.parent / "bin" / "python3.9", "exit 1")
    assert asked_of_uv(machine, f"PYTHON={python}") == ""


def test_the_wheel_is_left_beside_its_list_of_parts_and_its_requirements(machine: Path) -> None:
    install(machine)
    write_program(machine / ".venv/bin/hatchling", "mkdir -p dist && touch dist/board_report.whl")
    assert make(machine, "wheel").returncode == 0
    left = {path.name for path in (machine / "dist").iterdir()}
    assert left == {"board_report.whl", "board-report.cdx.json", "requirements.txt"}
    assert (machine / "dist/requirements.txt").read_bytes() == (machine / "requirements.txt").read_bytes()


def test_choosing_versions_again_without_uv_is_told_what_to_do_and_changes_nothing(machine: Path) -> None:
    install(machine)
    before = (machine / "uv.lock").read_bytes()
    done = make(machine, "lock")
    assert done.returncode == 2
    assert said(done) == [
        "make lock needs uv, and .venv/bin/uv does not run: run 'make clean', then make lock again; that installs it."
    ]
    assert (machine / "uv.lock").read_bytes() == before


def test_versions_are_chosen_again_with_the_uv_of_the_environment_and_written_in_every_form(machine: Path) -> None:
    install(machine)
    write_program(machine / ".venv/bin/uv", FAKE_UV)
    done = make(machine, "lock")
    assert done.returncode == 0, done.stderr
    asked = (machine.parent / "asked").read_text("utf-8")
    assert asked.startswith("<--version><lock><--upgrade><--exclude-newer><1 week><export><--frozen>")
    assert [name in asked for name in ("<requirements.txt>", "<requirements-dev.txt>", "<cyclonedx1.5>")] == [True] * 3
    assert done.stdout == "<tests/supply/sbom.py><board-report.cdx.json>"


@pytest.mark.parametrize("newer", ["uv.lock", "requirements.txt"])
def test_a_newer_lock_is_installed_before_the_next_report(machine: Path, newer: str) -> None:
    install(machine)
    later = (machine / ".venv/.holds-runtime").stat().st_mtime + 10
    os.utime(machine / newer, (later, later))
    assert "Python 3.11 or newer is needed" in make(machine, "report").stderr


def test_an_environment_whose_python_was_upgraded_away_is_made_again(machine: Path) -> None:
    install(machine)
    (machine / ".venv/bin/python").unlink()
    (machine / ".venv/bin/python").symlink_to("gone")
    assert "Python 3.11 or newer is needed" in make(machine, "report").stderr


def test_cleaning_keeps_the_reports(machine: Path) -> None:
    install(machine)
    write_program(machine / "output" / "corporate-parenting-2023-12.pdf", "")
    assert make(machine, "clean").returncode == 0
    assert not (machine / ".venv").exists()
    assert (machine / "output" / "corporate-parenting-2023-12.pdf").exists()
