"""Answers one request of the page that the installed program serves, in a process of its own, and ends.

Its arguments are the folders of returns and output. The request comes in as JSON; steps and the answer go out as lines.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from report.output.process import set_up_process


def main() -> None:
    """Answer the request on standard input."""
    set_up_process()
    from report.desk.desk import Desk  # noqa: PLC0415 - what it loads is set up first

    lines = sys.stdout
    sys.stdout = sys.stderr  # nothing else may get among the lines

    def say(**told: object) -> None:
        lines.write(f"{json.dumps(told)}\n")
        lines.flush()

    folder, output = map(Path, sys.argv[1:])
    request = json.loads(sys.stdin.read())
    say(told=Desk(folder, output).answer(request, lambda number, doing: say(number=number, doing=doing)))
