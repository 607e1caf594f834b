"""Writing the report: a build that fails or is killed leaves the last good report as it was."""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from report.issuing import ledger
from report.issuing.ledger import ledger_mismatch
from report.output import atomic_write
from report.output.atomic_write import check_writable, clear_stale, replace_all
from report.output.exit_codes import CannotBuild
from report.output.interrupts import Stopped, stoppable

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


SAFE_CALLS = ("open", "fdopen", "fsync", "link", "replace")


@pytest.mark.parametrize("trouble", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("call", SAFE_CALLS)
def test_whichever_step_fails_the_last_report_stays_whole_and_nothing_is_left_beside_it(
    output: Path, monkeypatch: pytest.MonkeyPatch, call: str, trouble: BaseException
) -> None:
    real = getattr(os, call)
    for at in range(1, 20):
        monkeypatch.setattr(os, call, failing(real, trouble, at))
        try:
            renew(output)
        except CannotBuild as told:
            (line,) = told.lines
            assert "could not be written. Close it if it is open, see that the disk has room" in line
            assert "boardreport" not in line
        except KeyboardInterrupt:
            pass
        if held(output) == NEW:
            break
        assert held(output) == GOOD
    assert at > 1 or call == "link", f"{call} is never called"  # where a link fails, a copy does
    assert held(output) == NEW


@pytest.mark.parametrize("call", SAFE_CALLS)
def test_whichever_step_fails_a_first_report_is_whole_or_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    real = getattr(os, call)
    for at in range(1, 20):
        monkeypatch.setattr(os, call, failing(real, OSError(errno.EIO, "Input/output error"), at))
        with contextlib.suppress(CannotBuild):
            renew(tmp_path)
        if held(tmp_path):
            break
    assert held(tmp_path) == NEW


def test_a_python_without_second_names_writes_a_first_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "link")
    path = tmp_path / PDF
    assert replace_all({path: b"first"}) == {path: path}
    assert path.read_bytes() == b"first"


@pytest.mark.parametrize("known", [True, False])
def test_a_file_system_or_a_python_without_second_names_keeps_the_last_report_as_well(
    output: Path, monkeypatch: pytest.MonkeyPatch, known: bool
) -> None:
    def no_links(*_: object, **__: object) -> None:
        raise OSError(errno.EOPNOTSUPP, "Operation not supported")

    if known:
        monkeypatch.setattr(os, "link", no_links)
    else:
        monkeypatch.delattr(os, "link")
    (output / PDF).chmod(0o600)
    monkeypatch.setattr(os, "replace", failing(os.replace, OSError(errno.EIO, "Input/output error"), 2))
    with pytest.raises(CannotBuild):
        renew(output)
    assert held(output) == GOOD
    assert stat.S_IMODE((output / PDF).stat().st_mode) == 0o600 or os.name == "nt"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such permissions there")
@pytest.mark.parametrize("mask", [0o022, 0o002, 0o077])
def test_a_report_may_be_read_by_whom_the_officer_allows_and_its_parts_never_by_more(
    output: Path, monkeypatch: pytest.MonkeyPatch, mask: int
) -> None:
    modes: list[int] = []
    replace = os.replace

    def watched(source: Path, target: Path) -> None:
        modes.extend(stat.S_IMODE(path.stat().st_mode) for path in output.glob(".boardreport-*[0-9].tmp"))
        replace(source, target)

    (output / PDF).chmod(0o600)
    (output / LEDGER).chmod(0o600)
    monkeypatch.setattr(os, "replace", watched)
    before = os.umask(mask)
    try:
        renew(output)
    finally:
        os.umask(before)
    assert {stat.S_IMODE((output / name).stat().st_mode) for name in NEW} == {0o666 & ~mask}
    assert set(modes) <= {0o600, 0o666 & ~mask}


@pytest.mark.usefixtures("stops_heard")
def test_a_stop_is_obeyed_before_the_first_file_is_replaced_and_too_late_after(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for call, left in (("link", GOOD), ("replace", NEW)):
        real = getattr(os, call)

        def stopped(*arguments: object, real: Callable[..., object] = real) -> object:
            signal.raise_signal(signal.SIGINT)
            return real(*arguments)

        with monkeypatch.context() as patch, stoppable(), contextlib.suppress(Stopped):
            patch.setattr(os, call, stopped)
            renew(output)
        assert held(output) == left


KILLED = """
import os
from pathlib import Path
from {atomic_write} import replace_all
calls = iter(range(1, 10))
call = os.{call}
os.{call} = lambda *arguments: call(*arguments) if next(calls) != {at} else os._exit(137)
replace_all({{Path("{ledger}"): b"a new ledger", Path("{pdf}"): b"a new report"}})
"""


@pytest.mark.parametrize(("call", "at"), [("fsync", 2), ("replace", 1)])
def test_a_build_that_is_killed_leaves_the_last_report(output: Path, call: str, at: int) -> None:
    program = KILLED.format(atomic_write=atomic_write.__name__, call=call, at=at, ledger=LEDGER, pdf=PDF)
    rooms = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run([sys.executable, "-c", program], cwd=output, env=rooms, check=False, timeout=30)
    assert done.returncode == 137
    assert {name: content for name, content in held(output).items() if not name.startswith(".")} == GOOD


PARTED = """
import os
from pathlib import Path
from {atomic_write} import replace_all
from {ledger_module} import COLUMNS, as_csv
calls = iter(range(1, 10))
call = os.replace
os.replace = lambda *arguments: call(*arguments) if next(calls) != 2 else os._exit(137)
replace_all({{Path("{ledger}"): as_csv([("",) * len(COLUMNS)], b"a new report"), Path("{pdf}"): b"a new report"}})
"""


def test_a_build_that_is_killed_between_its_two_files_leaves_a_ledger_that_shows_it(output: Path) -> None:
    rooms = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    program = PARTED.format(atomic_write=atomic_write.__name__, ledger_module=ledger.__name__, ledger=LEDGER, pdf=PDF)
    done = subprocess.run([sys.executable, "-c", program], cwd=output, env=rooms, check=False, timeout=30)
    assert done.returncode == 137
    assert (output / PDF).read_bytes() == b"the good report"
    assert ledger_mismatch(output / PDF) != []


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
def test_a_new_report_is_never_lost_because_the_last_one_is_held_open(
    output: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(time, "sleep", lambda seconds: None)
    monkeypatch.setattr(os, "replace", held_open(name, 1000))
    pdf, ledger = "corporate-parenting-2023-12 (2).pdf", "corporate-parenting-2023-12 (2).ledger.csv"
    written = replace_all({output / LEDGER: b"a new ledger", output / PDF: b"a new report"})
    assert written == {output / LEDGER: output / ledger, output / PDF: output / pdf}
    assert held(output) == {**GOOD, ledger: b"a new ledger", pdf: b"a new report"}
    renew(output)  # and once more, with that one there
    assert held(output)["corporate-parenting-2023-12 (3).pdf"] == b"a new report"


def test_a_folder_in_which_nothing_can_be_replaced_or_added_leaves_the_last_report(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(time, "sleep", lambda seconds: None)
    monkeypatch.setattr(os, "replace", forbidden)
    with pytest.raises(CannotBuild):
        renew(output)
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
    flushed_folder = ["flushed"] if os.name == "posix" else []
    assert order == ["flushed", "flushed", "replaced", "replaced", *flushed_folder]


@pytest.mark.parametrize("alone", [True, False])
def test_what_killed_builds_left_behind_is_cleared_when_nobody_can_be_using_it(output: Path, alone: bool) -> None:
    (output / "returns").mkdir()
    stale, fresh = output / "returns" / ".boardreport-111-0.tmp", output / ".boardreport-222-0.tmp"
    other = output / ".somebody-elses-111-0.tmp"
    for path in (stale, fresh, other):
        path.write_bytes(b"half a report")
    hours_ago = time.time() - 7200
    for path in (stale, other):
        os.utime(path, (hours_ago, hours_ago))
    clear_stale(output, alone)
    assert (stale.exists(), fresh.exists(), other.exists()) == (False, not alone, True)


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
