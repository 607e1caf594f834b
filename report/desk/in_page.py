"""The builder inside the page of the one-file edition: set up once, then asked in JSON. Runs in the browser only."""

from __future__ import annotations

import importlib
import json
import os
import sys
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from report.desk.desk import Desk
from report.desk.solver import stand_in
from report.output.process import set_up_process

if TYPE_CHECKING:
    from types import ModuleType

HOME = Path("/desk")
SAMPLE = "peterborough-2023-12"
RETURNS, OUTPUT = Path("returns"), Path("output")  # no place on the officer's computer: messages name these two
_LATER = ("report.build", "layouts.paginate", "report.pages.compose", "report.issuing.ledger", "layouts.preflight")


class InPage:
    """The desk, as the worker asks it."""

    def __init__(self, page: ModuleType) -> None:
        self._desk = Desk(RETURNS, OUTPUT)
        self._step = page.step

    def answer(self, request: str) -> str:
        """The answer to a request, both in JSON."""
        asked = json.loads(request)
        if asked["do"] == "sample":
            return json.dumps(self._take_sample())
        return json.dumps(self._desk.answer(asked, self._step))

    def _take_sample(self) -> dict[str, object]:
        """Put the shipped sample in the place of all returns."""
        for path in RETURNS.iterdir():
            path.unlink()
        sample = resources.files("inputs") / "samples" / SAMPLE
        for file in sample.iterdir():
            (RETURNS / file.name).write_bytes(file.read_bytes())
        return {}

    def load_the_rest(self) -> None:
        """Import what only a build needs, while the officer is still choosing files."""
        for name in _LATER:
            importlib.import_module(name)


def begin() -> InPage:
    """Set the process up, and let the page know which workbook is being read, so that it can name one that hangs."""
    page = importlib.import_module("board_report_page")
    set_up_process()
    for folder in (RETURNS, OUTPUT):
        (HOME / folder).mkdir(parents=True, exist_ok=True)
    os.chdir(HOME)
    stand_in(page.solve)

    def happened(event: str, arguments: tuple[object, ...]) -> None:
        if name := told_name(event, arguments):
            page.reading(name)

    sys.addaudithook(happened)
    return InPage(page)


def told_name(event: str, arguments: tuple[object, ...]) -> str:
    """The name of the return that is opened by this event of the interpreter; "" for any other event."""
    path = arguments[0] if event == "open" else ""
    folder, _, name = path.rpartition("/") if isinstance(path, str) else ("", "", "")
    return name if folder in {str(RETURNS), str(HOME / RETURNS)} else ""
