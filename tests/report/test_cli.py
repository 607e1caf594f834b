"""The one door: what the command line answers, with which exit code, and how little it loads to do so."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from openpyxl import Workbook

import inputs.read
from charts import picture
from inputs.checked import copy
from inputs.files import toml_file
from layouts import paginate
from report import __version__, cli
from report.cli import main
from report.guide.topics import TOPICS
from report.metrics.definitions.measure_library import read_library
from report.output.exit_codes import BUILT, FAULT, MUST_FIX, STOPPED, TO_CHECK
from report.output.interrupts import Stopped

pytestmark = pytest.mark.usefixtures("folder_of_its_own")

ROOT = Path(__file__).parents[2]
LARGE = ("matplotlib", "numpy", "openpyxl", "pandas", "reportlab")


@pytest.fixture
def returns(tmp_path: Path) -> Path:
    """A folder with one small return and no report.toml: there is one thing to check."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Headline"
    sheet.append(["Measure", "Oct-23", "Nov-23", "Dec-23"])
    sheet.append(["Children in care", 405, 409, 412])
    folder = tmp_path / "returns"
    folder.mkdir()
    book.save(folder / "headline.xlsx")
    return folder


def run(*arguments: str, program: str = "") -> subprocess.CompletedProcess[str]:
    """A command in a Python of its own."""
    rooms = {**os.environ, "PYTHONPATH": str(ROOT)}
    start = ["-c", program] if program else ["-m", "report"]
    return subprocess.run(
        [sys.executable, *start, *arguments],
        cwd=ROOT,
        env=rooms,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


ONE_PANEL = """
title = "Children in our care"
parts = ["cover", "sections", "data_notes"]
[[section]]
title = "Headline"
[[section.panel]]
measure = "children_in_care_count"
charts = ["months"]
"""
LOADED = f"""
import sys
from {cli.__name__} import main
try:
    main(sys.argv[1:])
except SystemExit as end:
    assert not end.code
print(*sys.modules, file=sys.stderr)
"""


@pytest.mark.parametrize(
    "arguments",
    [
        *(["--help"], ["build", "--help"], ["template", "--help"], ["--version"]),
        *(["measures"], ["layouts"], ["findings"], ["guide"], ["guide", "officer"]),
    ],
)
def test_an_answer_that_needs_no_workbook_loads_no_large_library(arguments: list[str]) -> None:
    done = run(*arguments, program=LOADED)
    assert done.returncode == 0, done.stderr
    assert done.stdout
    rooms = {module.__name__ for module in (inputs.read, paginate, picture)}
    assert set(done.stderr.split()) & {*LARGE, *rooms} == set()


def test_a_check_of_the_returns_never_waits_for_the_libraries_that_draw(returns: Path) -> None:
    done = run("check", str(returns), "--quiet", program=LOADED)
    assert done.returncode == 0, done.stderr
    assert "openpyxl" in done.stderr.split()
    assert set(done.stderr.split()) & {"matplotlib", "reportlab", "pandas", copy.__name__} == set()


def test_python_m_report_is_the_same_door() -> None:
    done = run("--version")
    assert (done.returncode, done.stdout) == (0, f"boardreport {__version__}\n")


def test_help_names_the_commands_and_the_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["--help"])
    assert not end.value.code
    said = capsys.readouterr().out
    for word in (
        "build",
        "check",
        "template",
        "preflight",
        "measures",
        "layouts",
        "guide",
        "Exit codes: 0 done; 1 built",
    ):
        assert word in said


@pytest.mark.parametrize("arguments", [[], ["bild"], ["build", "--perod", "2023-12"], ["build", "one", "two"]])
def test_arguments_that_nobody_knows_are_answered_with_how_to_ask(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        main(arguments)
    assert end.value.code == MUST_FIX
    assert "usage: boardreport" in capsys.readouterr().err


def test_every_measure_is_listed_under_its_subject_with_who_sends_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["measures"]) == BUILT
    lines = capsys.readouterr().out.splitlines()
    listed = [line.split()[1] for line in lines if line[:1].isdigit()]
    assert listed == [m.id for m in read_library() if not m.spread_of]
    at = next(at for at, line in enumerate(lines) if line.startswith("5.3   dental_check_pct "))
    assert "Health Service" in lines[at]
    assert "whose teeth a dentist checked" in lines[at + 1]
    assert "Health" in lines[:at] and "Education" not in lines[:at]


def test_measures_can_be_searched_by_their_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["measures", "stability"]) == BUILT
    found = [line.split()[1] for line in capsys.readouterr().out.splitlines() if line[:1].isdigit()]
    assert {"three_or_more_homes_pct", "long_term_stability_pct", "mid_year_school_move_pct"} <= set(found)
    assert len(found) < 6
    assert main(["measures", "horses"]) == BUILT
    assert "No measure has “horses” in its names." in capsys.readouterr().out


def test_a_measure_says_which_workbook_of_a_folder_gives_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["measures", "missing", "--folder", str(ROOT / "inputs" / "samples" / cli.SAMPLE)]) == BUILT
    said = capsys.readouterr().out
    assert "Given by: Placement stability and missing - December 2023.xlsx." in said
    assert "Given by: none of your workbooks." in said


def test_the_layouts_are_listed_with_the_parts_and_charts_they_may_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["layouts"]) == BUILT
    said = capsys.readouterr().out
    for name in ("corporate_parenting", "at_a_glance", "year_to_date", "quarters"):
        assert f"  {name}" in said


def test_the_guide_lists_its_topics_with_a_line_each(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["guide"]) == BUILT
    _, *lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(TOPICS)
    assert all(line.endswith(".") and 40 < len(line) <= 120 for line in lines)
    assert {path.stem for path in (ROOT / "report" / "guide").glob("*.md")} == set(TOPICS)


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_of_the_guide_is_printed_with_the_words_of_its_pictures(
    topic: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["guide", topic]) == BUILT
    page = (ROOT / "report" / "guide" / f"{topic}.md").read_text("utf-8")
    assert capsys.readouterr().out == re.sub(r"!\[(.*?)\]\(.*?\)", r"[Picture: \1]", page, flags=re.DOTALL)


def test_the_findings_are_listed_as_the_guide_lists_them(capsys: pytest.CaptureFixture[str]) -> None:
    main(["guide", "findings"])
    as_guide = capsys.readouterr().out
    assert main(["findings"]) == BUILT
    assert capsys.readouterr().out == as_guide


def test_a_topic_that_nobody_knows_is_answered_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["guide", "ofice"]) == MUST_FIX
    out, err = capsys.readouterr()
    assert (out, err) == ("", "guide: there is no topic “ofice”. Did you mean “officer”?\n")
    assert main(["guide", "xyz"]) == MUST_FIX
    assert "Use one of: accessibility, batch, clerks, " in capsys.readouterr().err


def test_the_guide_can_be_read_on_a_narrow_console() -> None:
    rooms = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "report", "guide", "officer"]
    done = subprocess.run(command, cwd=ROOT, env=rooms, capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (BUILT, b"")
    assert done.stdout.isascii() and b"health.xlsx \\u203a Health" in done.stdout


@pytest.mark.parametrize("period", ["2023-13", "2023-00", "Dec-23", "2023", "2023-1", "1823-12", "2023-12-31", ""])
def test_a_period_that_is_not_a_month_is_said_with_how_to_write_it(
    period: str, returns: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(returns), "--period", period]) == MUST_FIX
    said = capsys.readouterr().err
    assert f"“{period}” is not a month. Write the year and the month, such as --period 2023-12." in said


def test_a_folder_that_is_not_there_is_said_and_no_report_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "output"
    assert main(["build", str(tmp_path / "nowhere"), "--output", str(output)]) == MUST_FIX
    said = capsys.readouterr().err
    assert "folder" in said
    assert "No report was written." in said
    assert "Traceback" not in said
    assert list(output.iterdir()) == []


def test_a_folder_without_returns_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path)]) == MUST_FIX
    said = capsys.readouterr().err
    assert "no Excel workbook" in said
    assert "No report was written." not in said  # a check never writes one


def test_a_layout_that_nobody_knows_is_said_before_the_returns_are_read(
    returns: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (returns / "headline.xlsx").write_bytes(b"not a workbook")
    assert main(["check", str(returns), "--layout", "corporate_parent"]) == MUST_FIX
    assert "Did you mean “corporate_parenting”?" in capsys.readouterr().err


def test_an_output_that_is_a_file_is_said_before_the_returns_are_read(
    returns: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (returns / "headline.xlsx").write_bytes(b"not a workbook")
    (tmp_path / "output").write_text("not a folder")
    assert main(["build", str(returns), "--output", str(tmp_path / "output")]) == MUST_FIX
    assert "cannot be written to" in capsys.readouterr().err


def test_a_check_says_what_there_is_to_look_at_and_that_the_report_can_be_built(
    returns: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(returns)]) == BUILT
    out, err = capsys.readouterr()
    assert out.startswith("1 return, 1 measure, for 2023-12: ready to build.\n")
    assert out.endswith("reading.xlsx: 1 of 1 rows of figures read.\n")
    month = "The report is for December 2023, the month on which most measures end; --period chooses another.\n"
    assert err.startswith(f"{month}To check:\n  there is no report.toml")
    assert sorted(path.name for path in returns.iterdir()) == ["headline.xlsx"]


def test_a_strict_check_ends_with_one_where_there_is_anything_to_check(returns: Path) -> None:
    assert main(["check", str(returns), "--strict", "--quiet"]) == TO_CHECK
    (returns / "report.toml").write_text('council = "Sample City Council"', "utf-8")
    assert main(["check", str(returns), "--strict", "--quiet"]) == BUILT  # what was never given is owed by nobody
    (returns / "one.toml").write_text(ONE_PANEL, "utf-8")
    assert main(["check", str(returns), "--strict", "--quiet", "--layout", "one.toml"]) == BUILT


def test_a_quiet_check_says_nothing(returns: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(returns), "--quiet"]) == BUILT
    assert capsys.readouterr() == ("", "")


def test_the_steps_are_silent_where_nobody_watches(returns: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", str(returns)])
    assert "1 of 4" not in capsys.readouterr().err


def test_the_steps_are_numbered_on_a_terminal(
    returns: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    main(["check", str(returns)])
    assert "1 of 4  Reading 1 workbook\n2 of 4  Working out 1 measure\n" in capsys.readouterr().err


def test_a_fault_of_our_own_is_one_line_with_nothing_that_a_cell_held(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    read_library.cache_clear()  # what was read once is not read again
    monkeypatch.setattr(vars(toml_file)["toml"], "loads", float)  # whose complaint quotes the text
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert main(["measures"]) == FAULT
    out, err = capsys.readouterr()
    assert out == ""
    (line,) = err.splitlines()
    (file,) = tmp_path.iterdir()
    code = file.stem.removeprefix("boardreport-fault-")
    assert line == (
        f"Something went wrong inside the report builder (code {code}). No report was made; an earlier one was not "
        f"changed. Please send {file} to whoever looks after the builder."
    )


def test_an_officer_who_stops_a_command_is_told_that_nothing_changed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(text: str) -> None:
        raise KeyboardInterrupt

    read_library.cache_clear()  # what was read once is not read again
    monkeypatch.setattr(vars(toml_file)["toml"], "loads", stopped)
    assert main(["measures"]) == STOPPED
    assert capsys.readouterr().err == "Stopped. An earlier report, if there is one, was not changed.\n"


@pytest.mark.usefixtures("stops_heard")
def test_a_stop_that_a_library_turns_into_an_error_of_its_own_is_no_fault(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def half_loaded(text: str) -> None:
        with contextlib.suppress(Stopped):
            signal.raise_signal(signal.SIGINT)
        raise ImportError("initialization failed")

    read_library.cache_clear()  # what was read once is not read again
    monkeypatch.setattr(vars(toml_file)["toml"], "loads", half_loaded)
    assert main(["measures"]) == STOPPED
    assert capsys.readouterr().err == "Stopped. An earlier report, if there is one, was not changed.\n"


@pytest.mark.skipif(sys.platform == "win32", reason="pipes are closed in another way there")
def test_a_list_that_is_read_only_in_part_ends_quietly() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    rooms = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "report", "measures"]
    done = subprocess.run(command, cwd=ROOT, env=rooms, stdout=writing, stderr=subprocess.PIPE, check=False, timeout=60)
    os.close(writing)
    assert (done.returncode, done.stderr) == (BUILT, b"")


def test_a_narrow_console_never_turns_a_message_into_a_failure() -> None:
    rooms = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "report", "check", "nowhere", "--period", "Dec"]
    done = subprocess.run(command, cwd=ROOT, env=rooms, capture_output=True, check=False, timeout=60)
    assert done.returncode == MUST_FIX
    assert b"is not a month" in done.stderr
    assert done.stderr.isascii()


def test_the_drop_folder_is_read_where_an_officer_has_put_returns_there(
    returns: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "inputs").mkdir()
    returns.rename(tmp_path / "inputs" / "returns")
    assert main(["check"]) == BUILT
    out, err = capsys.readouterr()
    assert out.startswith("1 return, 1 measure")
    assert "shipped sample" not in err


def test_a_drop_folder_without_workbooks_gives_the_sample_and_says_that_it_is_not_real(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "inputs" / "returns").mkdir(parents=True)
    (tmp_path / "inputs" / "returns" / "README.md").write_text("Put the returns here.")
    main(["check", "--period", "none"])  # a wrong period ends it before the sample is read
    assert "this is the shipped sample: not real children." in capsys.readouterr().err
