"""Builds the sample with other versions of the libraries, on every Python of this machine: ``make versions``.

For each Python from 3.11 on: the lowest and the newest versions that pyproject.toml allows, each in an environment of
its own; and once the locked versions without rl-accel, as on Windows on ARM. Everything that a build writes must be the
same bytes as what .venv writes, which holds the locked versions. Ends with 1 where anything differs or cannot be built.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "inputs" / "samples" / "peterborough-2023-12"
UV = Path(sys.executable).with_name("uv")
WEEK_OLD = ("--exclude-newer", "1 week")  # as `make lock` does
OLDEST = (3, 11)
KNOWN = ((3, 11), (3, 12), (3, 13), (3, 14))  # looked for by name; a newer one is found too

# Wheels are made for finished CPythons with the lock: not for previews, and seldom without it ("t").
ASK = "import sys; v = sys.version_info; print(sys.implementation.name, v.releaselevel, sys.abiflags or '-', *v[:3])"
USUAL = ["cpython", "final", "-"]

# An environment of its own holds the libraries only: the project's folders are lent to it.
LAUNCH = "import runpy, sys; sys.path.insert(0, sys.argv.pop(1)); runpy.run_module('report', run_name='__main__')"


class Stopped(Exception):
    """A program that must succeed did not; what it said."""


@dataclass(frozen=True, slots=True)
class Python:
    """An interpreter: its version and where it is."""

    version: tuple[int, int, int]
    path: Path

    def __str__(self) -> str:
        return ".".join(map(str, self.version))


@dataclass(frozen=True, slots=True)
class Trial:
    """One environment to build in: its name, its Python, what to tell uv, and a package to take out again."""

    name: str
    python: Python
    choice: tuple[str, ...]
    without: str = ""


def run(*command: object) -> str:
    """What a program printed. Raises `Stopped` where it fails or cannot be started."""
    lent = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "UV_PYTHON")
    try:
        done = subprocess.run(
            [str(part) for part in command],
            cwd=ROOT,
            env={name: value for name, value in os.environ.items() if name not in lent},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError as trouble:
        raise Stopped(str(trouble)) from trouble
    if done.returncode:
        raise Stopped(f"{done.stdout}{done.stderr}".strip())
    return done.stdout


def places(environment: Mapping[str, str]) -> Iterator[Path]:
    """Where a Python may be: this one, those on the path, and those that pyenv and uv keep beside it."""
    yield Path(sys.base_prefix) / "bin" / "python3"
    for folder in environment.get("PATH", "").split(os.pathsep):
        yield from (
            file for file in sorted(Path(folder).glob("python3*")) if re.fullmatch(r"python3(\.\d+)?", file.name)
        )
    home = Path(environment.get("HOME", ""))
    pyenv = Path(environment.get("PYENV_ROOT") or home / ".pyenv")
    yield from sorted(pyenv.glob("versions/3.*/bin/python"))
    kept = Path(environment.get("UV_PYTHON_INSTALL_DIR") or home / ".local" / "share" / "uv" / "python")
    yield from sorted(kept.glob("cpython-3.*/bin/python3"))


def pythons(programs: Iterable[Path]) -> list[Python]:
    """The usual Pythons among some programs that are new enough, each version once, oldest first."""
    known: dict[tuple[int, ...], Python] = {}
    for program in programs:
        try:
            *kind, major, minor, patch = run(program, "-c", ASK).split()
        except (Stopped, ValueError):
            continue  # a shim of pyenv's for a version that is switched off, or no Python at all
        version = int(major), int(minor), int(patch)
        if kind == USUAL and version >= OLDEST:
            known.setdefault(version, Python(version, program))
    return [known[version] for version in sorted(known)]


def trials(found: list[Python]) -> Iterator[Trial]:
    """Every environment to try."""
    for python in found:
        for name, choice in (("lowest", "lowest-direct"), ("newest", "highest")):
            yield Trial(name, python, ("--no-build", "--resolution", choice, *WEEK_OLD, "-r", "pyproject.toml"))
    here = next(python for python in found if python.version == sys.version_info[:3])
    yield Trial("locked, no rl-accel", here, ("--no-deps", "-r", "requirements.txt"), "rl-accel")


def written(python: Path, output: Path) -> dict[str, str]:
    """The digest of every file that a build of the sample writes, by its name."""
    run(python, "-P", "-c", LAUNCH, ROOT, "build", SAMPLE, "--quiet", "--output", output)
    files = (path for path in sorted(output.rglob("*")) if path.is_file())
    return {path.relative_to(output).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


def tried(trial: Trial, folder: Path) -> tuple[dict[str, str], str]:
    """What a build writes in an environment made for it, and the versions of the libraries in it."""
    python = folder / "environment" / "bin" / "python"
    run(UV, "venv", "--quiet", "--no-project", "--python", trial.python.path, folder / "environment")
    run(UV, "pip", "install", "--quiet", "--python", python, *trial.choice)
    if trial.without:
        run(UV, "pip", "uninstall", "--quiet", "--python", python, trial.without)
    held = dict(line.split("==") for line in run(UV, "pip", "freeze", "--python", python).splitlines())
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    names = [re.match(r"[\w.-]+", entry)[0] for entry in declared]
    versions = ", ".join(f"{name} {held[name]}" for name in names if name in held)
    return written(python, folder / "output"), versions


def differences(expected: dict[str, str], found: dict[str, str]) -> list[str]:
    """Names of the files that one has and the other has not, or has otherwise."""
    return sorted({name for name, _ in expected.items() ^ found.items()})


def judged(trial: Trial, expected: dict[str, str]) -> bool:
    """Try one environment and tell how it went; whether it wrote what was expected."""
    print(f"Python {trial.python}, {trial.name}:", end=" ", flush=True)
    folder = Path(tempfile.mkdtemp())
    try:
        found, versions = tried(trial, folder)
    except Stopped as stopped:
        print(f"NOT BUILT\n{stopped}")
        return False
    finally:
        shutil.rmtree(folder)
    other = differences(expected, found)
    print("OTHER BYTES" if other else "same bytes", f"({versions})", *(f"\n  {name} differs" for name in other))
    return not other


def main() -> int:
    """Try every environment; 1 where one wrote other bytes or none."""
    found = pythons(places(os.environ))
    print("versions: found Python", ", ".join(map(str, found)), flush=True)
    missing = [f"{major}.{minor}" for major, minor in KNOWN if (major, minor) not in {p.version[:2] for p in found}]
    if missing:
        print(f"versions: NOT FOUND ON THIS MACHINE AND SO NOT CHECKED: Python {', '.join(missing)}.", file=sys.stderr)
    with tempfile.TemporaryDirectory() as folder:
        expected = written(Path(sys.executable), Path(folder) / "output")
    went = [judged(trial, expected) for trial in trials(found)]
    print(f"versions: {sum(went)} of {len(went)} environments wrote the same {len(expected)} files.")
    return 0 if all(went) else 1


if __name__ == "__main__":
    raise SystemExit(main())
