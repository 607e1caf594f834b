"""Builds the report of one council of many, in a worker, and says what came of it."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import NamedTuple

from inputs.findings import Strength
from inputs.period import Period
from report.build import build
from report.output.crash_report import crash_report_of, save
from report.output.exit_codes import CannotBuild


class Asked(NamedTuple):
    """A council: the folder of its returns and that of its reports; month and layout as for a single build."""

    name: str
    folder: Path
    output: Path
    period: Period | None
    layout: str


class Outcome(NamedTuple):
    """What came of one council: its PDF, pages and findings to check; or ``stopped``, the lines that say why not."""

    name: str
    pdf: Path | None = None
    pages: int = 0
    to_check: int = 0
    stopped: tuple[str, ...] = ()


def build_one(asked: Asked) -> Outcome:
    """Build one council's report. Nothing in its folder makes it raise."""
    try:
        built = build(asked.folder, asked.period, asked.output, asked.layout, lambda step, doing: None)
    except CannotBuild as stop:
        return Outcome(asked.name, stopped=stop.lines)
    except Exception as trouble:  # a fault of the builder's own: no word of it may be shown, since it may quote a cell
        crash = crash_report_of(trouble)
        save(crash, [asked.output])
        return Outcome(asked.name, stopped=(f"Something went wrong inside the report builder (code {crash.code}).",))
    finally:
        gc.collect()  # the next council needs the room
    to_check = sum(one.strength is Strength.CHECK for one in built.findings)
    return Outcome(asked.name, built.pdf, built.reports[0].pages, to_check)


def lost(asked: Asked) -> Outcome:
    """What came of a council whose worker died."""
    return Outcome(asked.name, stopped=("The worker that built this report ended without a word. Build it by itself.",))
