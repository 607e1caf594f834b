"""What the one-file edition is made of, and that nothing else can get into it."""

from __future__ import annotations

import io
import re
import tarfile
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from report.desk.making import pack, supply
from report.desk.making.supply import NotTheSupply, check_npm, gather, read_lock

PROJECT = Path(__file__).parents[2]
LOCK = read_lock()


def test_every_part_is_pinned_by_its_sha_256_and_plain_python_by_the_project_s_own_lock_too() -> None:
    locked = (PROJECT / "uv.lock").read_text("utf-8")
    assert all(re.fullmatch(r"[0-9a-f]{64}", one.sha256) for one in (*LOCK.npm, *LOCK.wheels))
    for wheel in LOCK.wheels:
        assert wheel.source in {"pyodide", "index"}
        assert wheel.source == "pyodide" or wheel.sha256 in locked, wheel.file


def test_the_solver_is_of_the_same_release_as_that_of_the_command_line() -> None:
    release = re.search(r'"highspy>=([\d.]+),', (PROJECT / "pyproject.toml").read_text("utf-8"))
    package = (PROJECT / "tests" / "desk" / "package.json").read_text("utf-8")
    assert release
    assert f'"highs": "{release[1]}"' in package


def lock_of(content: bytes, file: str = "six-1.17.0-py2.py3-none-any.whl") -> supply.Lock:
    """A lock of one wheel with this content."""
    import hashlib

    one = next(wheel for wheel in LOCK.wheels if wheel.name == "six")
    return replace(LOCK, npm=(), wheels=(replace(one, file=file, sha256=hashlib.sha256(content).hexdigest()),))


def test_wheels_are_taken_from_a_folder_if_they_are_those_of_the_lock(tmp_path: Path) -> None:
    lock, given = lock_of(b"a wheel"), tmp_path / "given"
    given.mkdir()
    (given / lock.wheels[0].file).write_bytes(b"a wheel")
    (tmp_path / "into").mkdir()
    (tmp_path / "into" / "stale-1.0-py3-none-any.whl").write_bytes(b"of an earlier lock")
    assert gather(lock, tmp_path / "into", given, print) == [tmp_path / "into" / lock.wheels[0].file]
    assert [path.name for path in (tmp_path / "into").iterdir()] == [lock.wheels[0].file]


def test_a_wheel_that_was_changed_is_refused_wherever_it_comes_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock, given = lock_of(b"a wheel"), tmp_path / "given"
    given.mkdir()
    (given / lock.wheels[0].file).write_bytes(b"another")
    with pytest.raises(NotTheSupply, match=r"not the file that lock\.toml names"):
        gather(lock, tmp_path / "into", given, print)
    monkeypatch.setattr(supply, "_fetch", lambda wheels, address, into: (into / wheels[0].file).write_bytes(b"another"))
    monkeypatch.setattr(supply, "_unpack", lambda lock, into: (into / lock.wheels[0].file).write_bytes(b"another"))
    with pytest.raises(NotTheSupply, match="could not be had: six"):
        gather(lock, tmp_path / "into", None, lambda line: None)


def test_the_interpreter_s_own_list_must_agree_with_the_lock(tmp_path: Path) -> None:
    (tmp_path / "pyodide").mkdir()
    own = tmp_path / "pyodide" / supply.PYODIDES_OWN_LIST
    own.write_text('{"packages": {"six": {"file_name": "six-1.17.0-py2.py3-none-any.whl", "sha256": "0"}}}')
    with pytest.raises(NotTheSupply, match="Pyodide's own list differ"):
        check_npm(lock_of(b"a wheel"), tmp_path)
    with pytest.raises(NotTheSupply, match="npm ci"):
        check_npm(LOCK, tmp_path)


def wheel(path: Path, files: dict[str, str]) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)


def test_libraries_are_trimmed_and_compiled_and_the_same_wheels_give_the_same_bytes(tmp_path: Path) -> None:
    files = {
        "numpy/tests/test_x.py": "1",
        "lib/a.py": '"""Words."""\n\ndef f():\n    """More."""\n',
        "lib/a.pyi": "",
        "lib/b.txt": "b",
    }
    wheel(tmp_path / "lib-1.0-py3-none-any.whl", files)
    packed = pack.libraries(tmp_path)
    with tarfile.open(fileobj=io.BytesIO(packed)) as tar:
        assert tar.getnames() == ["lib/a.pyc", "lib/b.txt"]
        code = tar.extractfile("lib/a.pyc")
        assert code is not None
        assert b"More." not in code.read()
    assert pack.libraries(tmp_path) == packed


def test_our_own_guide_measures_and_fonts_are_in_the_edition_and_the_page_s_sources_are_not(tmp_path: Path) -> None:
    kept = (
        "report/guide/officer.md",
        "report/metrics/library/1_care.toml",
        "layouts/fonts/a.ttf",
        "report/desk/in.toml",
    )
    dropped = ("report/desk/page/start.js", "report/desk/making/lock.toml", "inputs/samples/another/report.toml")
    wheel(tmp_path / "board_report-1.0-py3-none-any.whl", dict.fromkeys((*kept, *dropped), ""))
    with tarfile.open(fileobj=io.BytesIO(pack.libraries(tmp_path))) as tar:
        assert set(tar.getnames()) == set(kept)
