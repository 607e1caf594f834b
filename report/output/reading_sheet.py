"""Puts the reading sheet into the output folder, and never over one that somebody has answered."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from inputs.headings.answers import FILE, Answer
from inputs.intake import Line
from inputs.reading_sheet.columns import Uses
from inputs.reading_sheet.read import AnswersRead, read_answers
from report.output.atomic_write import check_writable, replace_all
from report.output.exit_codes import CannotBuild

BESIDE_AN_EDITED_ONE = "reading (new).xlsx"


def write_reading_sheet(
    folder: Path, output: Path, lines: Sequence[Line], uses: Uses, read: AnswersRead, council: str = ""
) -> tuple[str, ...]:
    """Write the reading sheet of the returns in ``folder`` into ``output``; gives the lines to print about it.

    ``read`` are the answers beside the returns, which the new one holds too. One in ``output`` with other answers stays
    as it is, and the new one stands beside it. What cannot be written has a line, and stops nothing.
    """
    from inputs.reading_sheet.write import reading_sheet, summary  # noqa: PLC0415 - openpyxl is large

    if not lines:
        return ()
    path = output / FILE
    content = reading_sheet(lines, uses, read.answers, read.own, council)
    told: list[str] = []
    if output.resolve() == folder.resolve() and path.exists():
        path = output / BESIDE_AN_EDITED_ONE
    elif path.exists() and not _holds(path, content) and not _answers_of(output, uses) <= _of(read.answers):
        told.append(
            f"{path}: answers are here that are not used. Save it beside the returns, in {folder}, and run again."
        )
        path = output / BESIDE_AN_EDITED_ONE
    try:
        check_writable(output)
        replace_all({path: content})
    except CannotBuild as trouble:
        return (*told, *trouble.lines)
    asked = any(line.asks for line in lines)
    how = f" What is not clear is asked there: answer, and save it beside the returns as {FILE}." if asked else ""
    return (*told, f"{path}: {summary(lines)}{how}")


def _holds(path: Path, content: bytes) -> bool:
    """Whether a file is the sheet of the run before, untouched: then it need not be read to know its answers."""
    try:
        return path.read_bytes() == content
    except OSError:
        return False


def _answers_of(output: Path, uses: Uses) -> frozenset[object]:
    """The answers of the reading sheet in a folder. One that cannot be read counts as one more: it may hold some."""
    read = read_answers(output, uses)
    return _of(read.answers) | ({"unread"} if read.findings else set())


def _of(answers: Sequence[Answer]) -> frozenset[object]:
    return frozenset((one.words, one.use, one.whose, one.span, one.unit) for one in answers)
