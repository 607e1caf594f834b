"""The door: a folder with a folder for each council in; their reports and the page about them out."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from inputs.period import Period
from report.batch.build_one import Asked, Outcome, build_one, lost
from report.batch.summary import summary_page
from report.batch.workers import results
from report.output.atomic_write import check_writable, replace_all
from report.output.exit_codes import CannotBuild
from report.output.terminal import so_many

SUMMARY = "summary.html"


def build_all(
    folder: Path, period: Period | None, output: Path, layout: str, workers: int, tell: Callable[[str], None]
) -> tuple[Outcome, ...]:
    """Build the report of each folder in ``folder`` into one of the same name in ``output``, and the summary page.

    ``tell`` takes a line for each council as it is done. ``workers`` 0 is one for each processor. Raises CannotBuild
    where there is no council's folder, or ``output`` cannot be written to.
    """
    folders = [path for path in _folders(folder) if path.resolve() != output.resolve()]
    if not folders:
        what = "there is no folder of a council in it. Put the returns or records of each council into one of its own"
        raise CannotBuild([f"{folder}: {what}, named as the council is."])
    check_writable(output)
    asked = [Asked(path.name, path, output / path.name, period, layout) for path in folders]
    outcomes = []
    for outcome in results(asked, build_one, lost, workers or os.cpu_count() or 1):
        outcomes.append(outcome)
        tell(f"{len(outcomes)} of {len(asked)}  {outcome.name}: {_said(outcome)}")
    replace_all({output / SUMMARY: summary_page(outcomes, output)})
    return tuple(outcomes)


def _folders(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))
    except OSError:
        raise CannotBuild([f"{folder}: this folder cannot be opened. Check its name."]) from None


def _said(outcome: Outcome) -> str:
    if outcome.pdf is None:
        return f"not built. {outcome.stopped[0]}" if outcome.stopped else "not built."
    return f"{so_many(outcome.pages, 'page')}, {so_many(outcome.to_check, 'finding')} to check"
