"""Makes dist/board-report.html: ``python -m report.desk.making [--wheels FOLDER]``."""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from report import __version__
from report.desk.making import pack
from report.desk.making.supply import PYODIDES_OWN_LIST, Lock, NotTheSupply, check_npm, gather, read_lock
from report.desk.page_file import Part, one_file

_PROJECT = Path(__file__).parents[3]
_NODE = _PROJECT / "tests" / "desk"
_CACHE = _PROJECT / ".cache" / "desk"
_FILE = _PROJECT / "dist" / "board-report.html"
_LICENCES = Path(__file__).with_name("licences")
_MOST_BYTES = 30_000_000
_BUILDER = "builder.tar.zst"


def main() -> int:
    """Make the file, and say how large it is and what its SHA-256 is."""
    asked = argparse.ArgumentParser(description="Makes the one-file edition, dist/board-report.html.")
    asked.add_argument("--wheels", type=Path, metavar="FOLDER", help="a folder that holds the wheels")
    try:
        content = _made(read_lock(), asked.parse_args().wheels).encode()
    except NotTheSupply as trouble:
        print(f"make desk-file: {trouble}", file=sys.stderr)
        return 1
    if len(content) > _MOST_BYTES:
        print(f"make desk-file: the file would have {len(content):,} bytes; {_MOST_BYTES:,} are the most.")
        return 1
    _FILE.parent.mkdir(exist_ok=True)
    _FILE.write_bytes(content)
    digest = hashlib.sha256(content).hexdigest()
    print(f"{_FILE.relative_to(_PROJECT)}: {len(content) / 1e6:.1f} MB, SHA-256 {digest}")
    return 0


def _made(lock: Lock, given: Path | None) -> str:
    modules = _NODE / "node_modules"
    check_npm(lock, modules)
    wheels = gather(lock, _CACHE / "wheels", given, print)
    own = _own_wheel()
    libraries = _packed("libraries", _CACHE / "wheels", _key(lock))
    builder = _packed("builder", own.parent, hashlib.sha256(own.read_bytes() + _source(pack.__file__)).hexdigest())
    parts = {path.name.removesuffix(".gz"): path.read_bytes() for path in sorted(libraries.iterdir())}
    parts[_BUILDER] = (builder / _BUILDER).read_bytes()
    listed = json.loads((modules / "pyodide" / PYODIDES_OWN_LIST).read_text("utf-8"))
    return one_file(parts, json.dumps({**listed, "packages": {}}), list(_about(lock, modules, wheels, own)))


def _own_wheel() -> Path:
    """Our own wheel, alone in its folder."""
    folder = _CACHE / "own"
    shutil.rmtree(folder, ignore_errors=True)
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=_PROJECT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def _key(lock: Lock) -> str:
    """What the packed libraries depend on: the lock, and how they are packed."""
    return hashlib.sha256(repr(lock).encode() + _source(pack.__file__)).hexdigest()


def _source(path: str) -> bytes:
    return Path(path).read_bytes()


def _packed(what: str, wheels: Path, key: str) -> Path:
    """The folder with packed parts; they are packed again only where what they depend on has changed."""
    folder = _CACHE / what / key[:16]
    if not folder.is_dir():
        shutil.rmtree(folder.parent, ignore_errors=True)
        making = folder.with_name("making")
        making.mkdir(parents=True)
        print(f"Packing the {what} (about {'a minute' if what == 'libraries' else 'ten seconds'})", flush=True)
        subprocess.run(["node", str(_NODE / "pack.mjs"), what, str(wheels), str(making)], check=True)
        making.rename(folder)
    return folder


def _about(lock: Lock, modules: Path, wheels: list[Path], own: Path) -> Iterator[Part]:
    """What is in the file, with the licence of each."""
    python, pyodide, highs = ((_LICENCES / f"{name}.txt").read_text("utf-8") for name in ("python", "pyodide", "highs"))
    yield Part("Board Report", __version__, "MIT; its fonts OFL-1.1; published figures OGL-UK-3.0", _licences(own))
    yield Part("Python", lock.python, "PSF-2.0", python)
    yield Part("Pyodide", lock.version, "MPL-2.0", f"{_SOURCE}\n\n{pyodide}")
    solver = json.loads((modules / "highs" / "package.json").read_text("utf-8"))["version"]
    yield Part("HiGHS", solver, "MIT", highs)
    yield Part("HiGHS for browsers", solver, "MIT", (modules / "highs" / "LICENSE").read_text("utf-8"))
    for wheel, path in zip(lock.wheels, wheels, strict=True):
        yield Part(wheel.name, wheel.version, wheel.licence, _licences(path))


_SOURCE = "The source of Pyodide is at https://github.com/pyodide/pyodide; nothing of it was changed."


def _licences(wheel: Path) -> str:
    """The words of every licence in a wheel."""
    with zipfile.ZipFile(wheel) as archive:
        names = sorted(name for name in archive.namelist() if _is_licence(name))
        return "\n\n".join(archive.read(name).decode("utf-8", "replace").strip() for name in names)


def _is_licence(name: str) -> bool:
    folder, _, file = name.rpartition("/")
    words = ("licen", "copying", "notice", "authors", "ofl.txt", "ogl.txt")
    inside = ".dist-info" in folder or folder == "matplotlib/mpl-data/fonts/ttf"
    return inside and file.lower().startswith(words) and not file.endswith("STIX")


if __name__ == "__main__":
    raise SystemExit(main())
