"""Two builds at once: the second says that another is running, and a killed one stands in nobody's way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from report.output import folder_lock
from report.output.exit_codes import CannotBuild
from report.output.folder_lock import LOCK_FILE, one_build_at_a_time

ROOT = Path(__file__).parents[2]
HOLDS = f"""
import sys
from pathlib import Path
from {folder_lock.__name__} import one_build_at_a_time
with one_build_at_a_time(Path(sys.argv[1])):
    print("holds", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def other_build(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that is building into the same folder."""
    rooms = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", HOLDS, str(tmp_path)]
    with subprocess.Popen(command, env=rooms, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "holds\n"
        yield other
        other.kill()


def refused(folder: Path) -> str:
    with pytest.raises(CannotBuild) as trouble, one_build_at_a_time(folder):
        pass
    (line,) = trouble.value.lines
    return line


def test_the_second_of_two_builds_is_refused_at_once_and_told_since_when(
    tmp_path: Path, other_build: subprocess.Popen[str]
) -> None:
    since = time.localtime((tmp_path / LOCK_FILE).stat().st_mtime)
    running = f"another build of this report is running (since {since.tm_hour:02}:{since.tm_min:02})."
    assert refused(tmp_path) == f"{tmp_path}: {running} Wait until it is done and run again."
    other_build.communicate()
    with one_build_at_a_time(tmp_path):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_build_that_was_killed_stands_in_nobodys_way_and_is_cleared_away(
    tmp_path: Path, other_build: subprocess.Popen[str]
) -> None:
    (tmp_path / ".boardreport-111-0.tmp").write_bytes(b"half a report")
    other_build.kill()
    other_build.wait()
    assert (tmp_path / LOCK_FILE).exists()
    with one_build_at_a_time(tmp_path):
        assert [path.name for path in tmp_path.iterdir()] == [LOCK_FILE]
    assert list(tmp_path.iterdir()) == []


def test_a_build_that_fails_lets_go(tmp_path: Path) -> None:
    with pytest.raises(ValueError), one_build_at_a_time(tmp_path):
        raise ValueError
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="locks are another there")
def test_a_folder_on_a_share_that_knows_no_locks_is_built_into_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    def unknown(handle: int, how: int) -> None:
        raise OSError(38, "Function not implemented")

    monkeypatch.setattr(fcntl, "flock", unknown)
    fresh = tmp_path / ".boardreport-111-0.tmp"
    fresh.write_bytes(b"the work of another build, perhaps")
    with one_build_at_a_time(tmp_path):
        assert fresh.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="locks are another there")
def test_where_python_has_no_locks_the_report_is_built_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fcntl", None)
    with one_build_at_a_time(tmp_path):
        assert (tmp_path / LOCK_FILE).exists()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_the_place_of_the_lock_is_named(tmp_path: Path) -> None:
    (tmp_path / LOCK_FILE).mkdir()
    assert refused(tmp_path) == f"{tmp_path / LOCK_FILE}: this file cannot be opened. Delete it and run again."


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent in another way there")
@pytest.mark.usefixtures("stops_heard")
@pytest.mark.parametrize(("name", "code"), [("SIGINT", 130), ("SIGTERM", 143), ("SIGHUP", 129)])
def test_a_build_that_is_stopped_says_so_in_one_line_and_leaves_nothing(tmp_path: Path, name: str, code: int) -> None:
    output = tmp_path / "output"
    command = [sys.executable, "-P", "-m", "report", "build", "--output", str(output)]
    rooms = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, env=rooms, cwd=ROOT, stderr=subprocess.PIPE, text=True) as build:
        while not (output / LOCK_FILE).exists() and build.poll() is None:
            time.sleep(0.01)
        build.send_signal(getattr(signal, name))
        _, said = build.communicate(timeout=30)
    assert build.returncode == code
    assert said.splitlines()[-1] == "Stopped. An earlier report, if there is one, was not changed."
    assert list(output.iterdir()) == []
