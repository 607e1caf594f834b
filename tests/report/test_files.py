"""Writing the report: a build that fails or is killed leaves the last good report as it was."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from report.errors import CannotBuild
from report.files import check_writable, replace_all

PDF, LEDGER = "corporate-parenting-2023-12.pdf", "corporate-parenting-2023-12.ledger.csv"


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A folder with the last good report in it."""
    (tmp_path / PDF).write_bytes(b"the good report")
    (tmp_path / LEDGER).write_bytes(b"the good ledger")
    return tmp_path


def renew(folder: Path) -> None:
    replace_all({folder / LEDGER: b"a new ledger", folder / PDF: b"a new report"})


def held(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


GOOD = {PDF: b"the good report", LEDGER: b"the good ledger"}
NEW = {PDF: b"a new report", LEDGER: b"a new ledger"}


def failing(call: Callable[..., object], trouble: BaseException, at: int) -> Callable[..., object]:
    """A call of the operating system that fails the so-manieth time."""
    calls = iter(range(1, 1000))

    def fails(*arguments: object, **named: object) -> object:
        if next(calls) == at:
            raise trouble
        return call(*arguments, **named)

    return fails


def test_a_finished_report_takes_the_place_of_the_last_and_leaves_nothing_beside_it(output: Path) -> None:
    renew(output)
    assert held(output) == NEW


def test_the_first_report_is_written_where_there_was_none(tmp_path: Path) -> None:
    renew(tmp_path)
    assert held(tmp_path) == NEW


@pytest.mark.parametrize("at", [1, 2])
@pytest.mark.parametrize("trouble", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()])
def test_a_full_disk_or_an_impatient_officer_leaves_the_last_report(
    output: Path, monkeypatch: pytest.MonkeyPatch, trouble: BaseException, at: int
) -> None:
    monkeypatch.setattr(os, "fsync", failing(os.fsync, trouble, at))
    with pytest.raises((CannotBuild, KeyboardInterrupt)):
        renew(output)
    assert held(output) == GOOD


@pytest.mark.parametrize("at", [1, 2])
@pytest.mark.parametrize("trouble", [OSError(errno.EIO, "Input/output error"), KeyboardInterrupt()])
def test_a_report_that_cannot_be_put_in_place_leaves_both_files_of_the_last(
    output: Path, monkeypatch: pytest.MonkeyPatch, trouble: BaseException, at: int
) -> None:
    monkeypatch.setattr(os, "replace", failing(os.replace, trouble, at))
    with pytest.raises((CannotBuild, KeyboardInterrupt)):
        renew(output)
    assert held(output) == GOOD


def test_a_first_report_that_cannot_be_put_in_place_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "replace", failing(os.replace, OSError(errno.EIO, "Input/output error"), 2))
    with pytest.raises(CannotBuild):
        renew(tmp_path)
    assert held(tmp_path) == {}


KILLED = """
import os
from pathlib import Path
from report.files import replace_all
calls = iter(range(1, 10))
call = os.{call}
os.{call} = lambda *arguments: call(*arguments) if next(calls) != {at} else os._exit(137)
replace_all({{Path("{ledger}"): b"a new ledger", Path("{pdf}"): b"a new report"}})
"""


@pytest.mark.parametrize(("call", "at"), [("fsync", 2), ("replace", 1)])
def test_a_build_that_is_killed_leaves_the_last_report(output: Path, call: str, at: int) -> None:
    program = KILLED.format(call=call, at=at, ledger=LEDGER, pdf=PDF)
    rooms = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run([sys.executable, "-c", program], cwd=output, env=rooms, check=False, timeout=30)
    assert done.returncode == 137
    assert {name: content for name, content in held(output).items() if not name.startswith(".")} == GOOD


def held_open(name: str, times: int) -> Callable[..., None]:
    """A file system on which a viewer holds one file open for so many tries."""
    replace, left = os.replace, iter(range(times))

    def tries(source: os.PathLike[str], target: os.PathLike[str]) -> None:
        if Path(target).name == name and next(left, None) is not None:
            raise PermissionError(errno.EACCES, "The process cannot access the file", str(source), None, str(target))
        replace(source, target)

    return tries


def test_a_pdf_that_a_viewer_lets_go_of_in_a_moment_is_replaced(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "sleep", lambda seconds: None)
    monkeypatch.setattr(os, "replace", held_open(PDF, 3))
    renew(output)
    assert held(output) == NEW


@pytest.mark.parametrize("name", [PDF, LEDGER])
def test_a_file_held_open_is_named_to_be_closed_and_both_files_stay(
    output: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(time, "sleep", lambda seconds: None)
    monkeypatch.setattr(os, "replace", held_open(name, 1000))
    with pytest.raises(CannotBuild) as trouble:
        renew(output)
    (line,) = trouble.value.lines
    assert line == f"{name} could not be written. Close it if it is open, see that the disk has room, and run again."
    assert held(output) == GOOD


def test_a_full_disk_names_the_report_and_not_a_temporary_file(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", failing(os.fsync, OSError(errno.ENOSPC, "No space left on device"), 2))
    with pytest.raises(CannotBuild) as trouble:
        renew(output)
    assert str(trouble.value).startswith(f"{PDF} could not be written.")


def test_every_byte_is_on_the_disk_before_the_first_file_is_replaced(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    fsync, replace = os.fsync, os.replace

    def flushed(file: int) -> None:
        order.append("flushed")
        fsync(file)

    def replaced(source: os.PathLike[str], target: os.PathLike[str]) -> None:
        order.append("replaced")
        replace(source, target)

    monkeypatch.setattr(os, "fsync", flushed)
    monkeypatch.setattr(os, "replace", replaced)
    renew(output)
    assert order == ["flushed", "flushed", "replaced", "replaced"]


def test_what_a_killed_build_left_behind_is_cleared_after_an_hour(output: Path) -> None:
    stale, fresh, other = (output / f".{name}.tmp" for name in (f"{PDF}.111", f"{PDF}.222", "other.pdf.333"))
    for path in (stale, fresh, other):
        path.write_bytes(b"half a report")
    hours_ago = time.time() - 7200
    for path in (stale, other):
        os.utime(path, (hours_ago, hours_ago))
    renew(output)
    assert held(output) == {**NEW, fresh.name: b"half a report", other.name: b"half a report"}


def test_a_folder_that_is_not_there_is_made(tmp_path: Path) -> None:
    folder = tmp_path / "committee" / "february"
    check_writable(folder)
    assert list(folder.iterdir()) == []


def refused(folder: Path) -> str:
    with pytest.raises(CannotBuild) as trouble:
        check_writable(folder)
    (line,) = trouble.value.lines
    return line


def test_a_file_in_the_place_of_the_folder_is_said_before_any_work(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("not a folder")
    for folder in (tmp_path / "output", tmp_path / "output" / "deeper"):
        assert refused(folder) == (
            f"{folder}: this folder cannot be written to. Choose another with --output, or ask its owner for access."
        )


def test_a_folder_that_may_only_be_read_is_said_before_any_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opens = os.open

    def read_only(path: object, flags: int, *more: object, **named: object) -> int:
        if flags & os.O_CREAT:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return opens(path, flags, *more, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", read_only)
    assert "cannot be written to" in refused(tmp_path)


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="the owner of everything may write anywhere")
def test_a_folder_without_the_right_to_write_is_said_before_any_work(tmp_path: Path) -> None:
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        assert "cannot be written to" in refused(tmp_path)
    finally:
        tmp_path.chmod(stat.S_IRWXU)
