"""The reading sheet on the page: its questions and its lists, and the file with the answers, as Excel would save it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from inputs.headings.answers import FILE
from inputs.reading_sheet.fill_in import filled_in, questions_of
from report.output.atomic_write import replace_all
from report.output.reading_sheet import BESIDE_AN_EDITED_ONE


def asked(output: Path) -> dict[str, Any]:
    """Every row of the newest reading sheet, by column, and the answers to choose from; nothing where there is none."""
    sheet = _newest(output)
    return questions_of(sheet.read_bytes()) if sheet else {"rows": [], "choices": {}}


def save(output: Path, folder: Path, answers: Mapping[str, Mapping[str, str]]) -> None:
    """Write the reading sheet with these answers, by row and column, beside the returns, where it is read from."""
    sheet = _newest(output)
    if sheet is not None:
        content = filled_in(sheet.read_bytes(), {int(row): given for row, given in answers.items()})
        replace_all({folder / FILE: content})


def _newest(output: Path) -> Path | None:
    return next((path for name in (BESIDE_AN_EDITED_ONE, FILE) if (path := output / name).is_file()), None)
