"""The recipes of CONTRIBUTING.md, followed to the letter in a copy: their tests pass, and fail without a step."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
COPIED = ("report", "charts", "layouts", "inputs", "tests", "pyproject.toml")
PROGRAMS = {".venv/bin/python": [sys.executable], ".venv/bin/pytest": [sys.executable, "-m", "pytest"]}
EDIT = re.compile(r"In `([^`]+)`, (after|before|in place of) the line `([^`]+)`")
WHOLE = re.compile(r"(At the end of|Make) (?:the file )?`([^`]+)`")


class Failed(Exception):
    """A command of a recipe that did not end well, with what it said."""


@dataclass(frozen=True)
class Step:
    """A numbered step: its words on one line, and its block of code or commands as it is to be typed."""

    words: str
    block: str

    @property
    def file(self) -> str:
        """The file that is made or changed; empty for a step of commands."""
        edit, whole = EDIT.match(self.words), WHOLE.match(self.words)
        return edit[1] if edit else whole[2] if whole else ""

    def follow(self, checkout: Path, **environment: str) -> None:
        """Make the edit, or run the commands. Raises Failed for a command that fails."""
        if edit := EDIT.match(self.words):
            self._edit(checkout / self.file, edit[2], edit[3])
        elif whole := WHOLE.match(self.words):
            path = checkout / self.file
            assert path.exists() is (whole[1] == "At the end of"), path
            with path.open("a", encoding="utf-8", newline="\n") as file:
                file.write(self.block)
        else:
            for command in self.block.splitlines():
                run(command, checkout, environment)

    def _edit(self, path: Path, side: str, anchor: str) -> None:
        lines = path.read_text("utf-8").splitlines(keepends=True)
        (place,) = [number for number, line in enumerate(lines) if line.strip() == anchor]
        start, stop = {"before": (place, place), "after": (place + 1, place + 1)}.get(side, (place, place + 1))
        path.write_text("".join([*lines[:start], self.block, *lines[stop:]]), "utf-8", newline="\n")


def run(command: str, checkout: Path, environment: Mapping[str, str]) -> None:
    """A command of the page, in a checkout that has no environment of its own."""
    program, *arguments = shlex.split(command)
    theirs = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "PYTHON"))}
    done = subprocess.run(
        [*PROGRAMS[program], *arguments],
        cwd=checkout,
        env={**theirs, "PYTHONPATH": str(checkout), **environment},
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    if done.returncode:
        raise Failed(f"{command}\n{done.stdout}{done.stderr}")


def recipes() -> dict[str, tuple[Step, ...]]:
    """The steps of each recipe by its heading."""
    parts = re.split(r"^#+ (.+)\n", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), flags=re.MULTILINE)
    sections = zip(parts[1::2], parts[2::2], strict=True)
    return {title: tuple(_steps(text)) for title, text in sections if title.startswith("Add a ")}


def _steps(text: str) -> Iterator[Step]:
    numbers = []
    for number, words, block in re.findall(r"^(\d+)\. (.*?)\n\n   ```\w*\n(.*?)^   ```$", text, re.M | re.S):
        numbers.append(int(number))
        yield Step(" ".join(words.split()), re.sub(r"^   ", "", block, flags=re.M))
    assert numbers == list(range(1, len(re.findall(r"^\d+\. ", text, re.M)) + 1)), "a step without a block of code"


RECIPES = recipes()
FOLLOWED = [pytest.param(steps, id=title) for title, steps in RECIPES.items()]
SHORTENED = [
    pytest.param((*steps[:left], *steps[left + 1 :]), id=f"{title}, without step {left + 1}")
    for title, steps in RECIPES.items()
    for left in range(len(steps) - 1)
]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the project, with what its modules compile to."""
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("*.png"))
        else:
            shutil.copy2(ROOT / name, tmp_path)
    return tmp_path


def test_there_is_a_recipe_for_one_more_of_everything() -> None:
    assert list(RECIPES) == [
        f"Add a {thing}" for thing in ("measure", "chart", "block", "kind of return", "layout", "finding")
    ]
    assert not any(steps[-1].file for steps in RECIPES.values())


@pytest.mark.parametrize("steps", FOLLOWED)
def test_whoever_follows_a_recipe_to_the_letter_ends_with_green_tests(steps: tuple[Step, ...], checkout: Path) -> None:
    for step in steps:
        step.follow(checkout)
    touched = sorted({step.file for step in steps if step.file.endswith(".py")})
    for check in (["check"], ["format", "--check"]) if touched else ():
        subprocess.run([sys.executable, "-m", "ruff", *check, *touched], cwd=checkout, check=True)


@pytest.mark.parametrize("steps", SHORTENED)
def test_the_tests_of_a_recipe_fail_where_a_step_is_left_out(steps: tuple[Step, ...], checkout: Path) -> None:
    with pytest.raises(Failed, match=r"\A\.venv/bin/pytest "):
        for step in steps:
            step.follow(checkout, PYTEST_ADDOPTS="-x")  # the first failure is enough
