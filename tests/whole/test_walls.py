"""What a build may touch: the returns, its own parts, the output folder; and nothing beside them configures it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import matplotlib
import pytest

import report

pytestmark = pytest.mark.slow

ROOT = Path(report.__file__).parents[1]
WATCHED = """
import json, os, runpy, sys
opened, forbidden = set(), []

def watch(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, bytes)):
        opened.add(os.path.abspath(os.fsdecode(arguments[0])))
    elif event.split(".")[0] in ("socket", "subprocess", "urllib", "webbrowser") or event in (
        "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.forkpty", "os.startfile"
    ):
        forbidden.append(event)

sys.addaudithook(watch)
os._exit = sys.exit  # the command ends at once; what was seen is to be written first
log = sys.argv.pop(1)
try:
    runpy.run_module("report", run_name="__main__", alter_sys=True)
finally:
    seen = json.dumps([sorted(opened), forbidden])
    open(log, "w").write(seen)
"""
HOSTILE = (
    *("reportlab_settings.py", "reportlab_mods.py", "numpy.py", "openpyxl.py", "tomllib.py"),
    *("home/.reportlab_settings", "home/.reportlab_mods"),
)
LEAVES_A_TRACE = "open({trace!r}, 'a').write(__file__ if '__file__' in globals() else 'settings')"


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A current folder, and a home in it, full of files that libraries would obey or run."""
    folder, trace = tmp_path / "current", tmp_path / "trace"
    (folder / "home" / ".config" / "matplotlib").mkdir(parents=True)
    for name in HOSTILE:
        (folder / name).write_text(LEAVES_A_TRACE.format(trace=str(trace)))
    for name in ("matplotlibrc", "home/.config/matplotlib/matplotlibrc"):
        (folder / name).write_text("lines.scale_dashes: False\npatch.linewidth: 7\nno.such.setting: 1\n")
    return folder


def test_a_build_opens_only_what_it_needs_and_obeys_no_file_that_lies_about(
    hostile: Path, tmp_path: Path, sample, sample_folder: Path
) -> None:
    output, log, moments = tmp_path / "output", tmp_path / "log.json", tmp_path / "moments"
    moments.mkdir()
    home = {"HOME": str(hostile / "home"), "XDG_CACHE_HOME": str(Path(matplotlib.get_cachedir()).parent)}
    rooms = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "MPL", "MATPLOTLIB"))}
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, str(log), "build", str(sample_folder), "--output", str(output)],
        cwd=hostile,
        env={**rooms, **home, "PYTHONPATH": str(ROOT), "TMPDIR": str(moments)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert "no.such.setting" not in done.stderr
    assert not (tmp_path / "trace").exists()
    assert (output / "corporate-parenting-2023-12.pdf").read_bytes() == sample.pdf
    opened, forbidden = json.loads(log.read_text())
    assert forbidden == []
    places = [sys.prefix, sys.base_prefix, sysconfig.get_path("stdlib"), matplotlib.get_cachedir(), os.devnull]
    ours = [ROOT / room for room in ("report", "charts", "layouts", "inputs")]
    allowed = [Path(place).resolve() for place in (*places, *ours, output, sample_folder, moments)]
    strange = [path for path in opened if not any(Path(path).resolve().is_relative_to(place) for place in allowed)]
    assert [path for path in strange if path != str(log) and not _is_asked_for_by_python(path)] == []
    assert list(moments.iterdir()) == []  # a sheet that openpyxl writes stands there for a moment only


def _is_asked_for_by_python(path: str) -> bool:
    """What the interpreter and the system's libraries look for: zone names, the machine's memory."""
    return path.startswith(("/proc/", "/sys/", "/etc/", "/usr/share/zoneinfo/"))
