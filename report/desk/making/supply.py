"""The parts of the one-file edition: which they are, where they come from, and the proof that they are those."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import tomllib
import urllib.request
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

LOCK = Path(__file__).with_name("lock.toml")
PYODIDES_OWN_LIST = "pyodide-lock.json"
_PATIENCE_S = 20
_PIPS = ([sys.executable, "-m", "pip"], ["uv", "tool", "run", "pip"], ["python3", "-m", "pip"])


class NotTheSupply(Exception):
    """A part that cannot be had, or is another than the lock says. The message says which, and what to do."""


@dataclass(frozen=True, slots=True)
class Wheel:
    """A library. ``source`` is "pyodide" for one that is built for the interpreter, "index" for one in plain Python."""

    name: str
    version: str
    source: str
    licence: str
    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class NpmFile:
    """A file of an npm package."""

    package: str
    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Lock:
    """All parts, and where those of Pyodide may be had."""

    version: str
    python: str
    address: str
    carried_by: str
    carried_in: str
    npm: tuple[NpmFile, ...]
    wheels: tuple[Wheel, ...]


def read_lock(path: Path = LOCK) -> Lock:
    """The lock of the edition."""
    given = tomllib.loads(path.read_text("utf-8"))
    npm, wheels = (NpmFile(**one) for one in given["npm"]), (Wheel(**one) for one in given["wheel"])
    return Lock(**given["pyodide"], npm=tuple(npm), wheels=tuple(wheels))


def check_npm(lock: Lock, modules: Path) -> None:
    """Hold interpreter and solver against the lock, and the lock against Pyodide's own list. Raises NotTheSupply."""
    for one in lock.npm:
        path = modules / one.package / one.file
        if not path.is_file() or sha256_of(path) != one.sha256:
            raise NotTheSupply(f"{path}: not the file that {LOCK.name} names. Run “npm ci” in tests/desk again.")
    own = json.loads((modules / "pyodide" / PYODIDES_OWN_LIST).read_text("utf-8"))["packages"]
    listed = {package["file_name"]: package["sha256"] for package in own.values()}
    for wheel in lock.wheels:
        if wheel.source == "pyodide" and listed.get(wheel.file) != wheel.sha256:
            raise NotTheSupply(f"{wheel.file}: {LOCK.name} and Pyodide's own list differ. Correct {LOCK.name}.")


def gather(lock: Lock, into: Path, given: Path | None, tell: Callable[[str], None]) -> list[Path]:
    """Every wheel of the lock, as files in ``into``, each with the SHA-256 that the lock names.

    One that is there already is kept. Those of Pyodide come from the folder ``given``, or else from its address, or
    else from the package that carries them; the others from ``given`` or the index. Raises NotTheSupply.
    """
    into.mkdir(parents=True, exist_ok=True)
    for strange in set(into.glob("*.whl")) - {into / wheel.file for wheel in lock.wheels}:
        strange.unlink()
    if given is not None:
        _copy(lock.wheels, given, into)
    missing = _missing(lock.wheels, into)
    if any(wheel.source == "pyodide" for wheel in missing):
        tell(f"Taking wheels from {lock.address}")
        _fetch([wheel for wheel in missing if wheel.source == "pyodide"], lock.address, into)
    if any(wheel.source == "pyodide" for wheel in _missing(lock.wheels, into)):
        tell(f"That address cannot be reached, so they are taken out of {lock.carried_by}")
        _unpack(lock, into)
    if pure := [wheel for wheel in _missing(lock.wheels, into) if wheel.source == "index"]:
        _download([f"{wheel.name}=={wheel.version} --hash=sha256:{wheel.sha256}" for wheel in pure], into)
    if left := _missing(lock.wheels, into):
        names = ", ".join(wheel.file for wheel in left)
        raise NotTheSupply(f"These could not be had: {names}. Put them into a folder and give it as WHEELS=folder.")
    return [into / wheel.file for wheel in lock.wheels]


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _missing(wheels: Iterable[Wheel], into: Path) -> list[Wheel]:
    """The wheels that are not there yet as the lock names them; a file of such a name that differs is removed."""
    missing = []
    for wheel in wheels:
        path = into / wheel.file
        if not path.is_file() or sha256_of(path) != wheel.sha256:
            path.unlink(missing_ok=True)
            missing.append(wheel)
    return missing


def _copy(wheels: Iterable[Wheel], given: Path, into: Path) -> None:
    for wheel in wheels:
        path = given / wheel.file
        if path.is_file():
            if sha256_of(path) != wheel.sha256:
                raise NotTheSupply(f"{path}: not the file that {LOCK.name} names. Take it out of the folder.")
            shutil.copyfile(path, into / wheel.file)


def _fetch(wheels: Iterable[Wheel], address: str, into: Path) -> None:
    """Take wheels from an address, as far as that answers."""
    for wheel in wheels:
        try:
            with urllib.request.urlopen(address + wheel.file, timeout=_PATIENCE_S) as answer:  # an address of the lock
                (into / wheel.file).write_bytes(answer.read())
        except OSError:
            return


def _unpack(lock: Lock, into: Path) -> None:
    """Take wheels out of the package that carries them. What it says of them itself is not looked at."""
    beside = into / "carried"
    _download([lock.carried_by], beside, hashed=False)
    for package in beside.glob("*.whl"):
        with zipfile.ZipFile(package) as archive:
            for wheel in _missing((one for one in lock.wheels if one.source == "pyodide"), into):
                (into / wheel.file).write_bytes(archive.read(f"{lock.carried_in}/{wheel.file}"))
    shutil.rmtree(beside)


def _download(wanted: Sequence[str], into: Path, hashed: bool = True) -> None:
    """Download wheels from the index with pip, wherever there is one. Raises NotTheSupply."""
    into.mkdir(parents=True, exist_ok=True)
    asked = into / "asked.txt"
    asked.write_text("\n".join(wanted), "utf-8")
    options = [
        "download",
        "--quiet",
        "--no-deps",
        "--only-binary=:all:",
        "--dest",
        str(into),
        "--requirement",
        str(asked),
    ]
    options += ["--require-hashes"] if hashed else []
    try:
        for pip in _PIPS:
            try:
                done = subprocess.run([*pip, *options], capture_output=True, text=True, check=False)
            except OSError:
                continue
            if done.returncode == 0:
                return
    finally:
        asked.unlink()
    raise NotTheSupply(f"pip could not download {', '.join(one.split()[0] for one in wanted)}: see that it is at hand.")
