"""An unexpected fault: what is kept of it leads to its place and quotes nobody."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from report import judge
from report.cli import main
from report.metrics.definitions import measure_library
from report.output import crash_report
from report.output.crash_report import crash_report_of, save
from report.output.exit_codes import FAULT

SECRET = "Zebediah Quill 14/03/2011"


class Panic(BaseException):
    """What native code raises when it panics: no Exception."""


def deep(levels: int) -> None:
    deep(levels + 1)


def chained() -> None:
    try:
        int(SECRET)
    except ValueError as trouble:
        raise KeyError(SECRET) from trouble


def raised(trouble: BaseException) -> BaseException:
    try:
        raise trouble
    except BaseException as caught:
        return caught


def test_a_fault_is_told_by_classes_and_places_and_quotes_nothing() -> None:
    try:
        chained()
    except KeyError as trouble:
        fault = crash_report_of(trouble)
    lines = fault.text.splitlines()
    trace = lines[lines.index("KeyError") :]
    assert [line.rpartition(":")[0] or line for line in trace] == [
        "KeyError",
        *[f"  {__name__}"] * 2,
        "from ValueError",
    ]
    for word in (*SECRET.split(), str(Path.cwd()), Path(__file__).name):
        assert word not in fault.text
    assert fault.place.endswith(" KeyError")
    assert sys.version.split()[0] in fault.text
    assert "\n".join(lines[:2]).count(fault.code) == 1


def test_the_same_fault_has_the_same_code_and_another_has_another() -> None:
    codes = [crash_report_of(raised(trouble)).code for trouble in (ValueError("a"), ValueError("b"), TypeError("a"))]
    assert codes[0] == codes[1] != codes[2]


def test_several_faults_at_once_are_told_by_their_classes() -> None:
    group = BaseExceptionGroup(SECRET, [ValueError(SECRET), Panic(SECRET)])
    assert [line for line in crash_report_of(raised(group)).text.splitlines() if line.startswith("from ")] == [
        "from ValueError",
        f"from {__name__}.Panic",
    ]


def test_a_function_that_calls_itself_for_ever_does_not_make_a_long_file() -> None:
    try:
        deep(0)
    except RecursionError as trouble:
        assert len(crash_report_of(trouble).text.splitlines()) < 60


@pytest.mark.parametrize("trouble", [ValueError(SECRET), MemoryError(SECRET), RecursionError(SECRET), Panic(SECRET)])
def test_any_fault_in_a_build_is_one_line_and_a_file_beside_the_last_report(
    trouble: BaseException, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(*_: object) -> None:
        raise trouble

    monkeypatch.setattr(judge, "read_library", faulty)
    (tmp_path / "corporate-parenting-2023-12.pdf").write_bytes(b"the good report")
    assert main(["build", str(tmp_path), "--output", str(tmp_path)]) == FAULT
    out, err = capsys.readouterr()
    assert out == ""
    (line,) = err.splitlines()
    (file,) = tmp_path.glob("boardreport-fault-*.txt")
    assert line.startswith("Something went wrong inside the report builder (code ")
    assert str(file) in line
    assert sorted(tmp_path.iterdir()) == sorted([file, tmp_path / "corporate-parenting-2023-12.pdf"])
    for word in SECRET.split():
        assert word not in line + file.read_text("utf-8")


def test_where_no_file_can_be_kept_the_line_says_the_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty() -> None:
        raise ValueError(SECRET)

    monkeypatch.setattr(measure_library, "read_library", faulty)
    monkeypatch.setattr(crash_report, "crash_folders", lambda output: iter([tmp_path / "nowhere"]))
    assert main(["measures"]) == FAULT
    assert "and this place: " in (said := capsys.readouterr().err)
    assert said.endswith(" ValueError.\n")


def test_a_fault_is_never_written_through_a_link_that_somebody_put_in_its_place(tmp_path: Path) -> None:
    fault = crash_report_of(raised(ValueError(SECRET)))
    precious = tmp_path / "precious.txt"
    precious.write_text("precious")
    try:
        (tmp_path / fault.file).symlink_to(precious)
    except OSError:
        pytest.skip("no links here")
    assert save(fault, [tmp_path / "nowhere", tmp_path]) == tmp_path / fault.file
    assert precious.read_text() == "precious"
