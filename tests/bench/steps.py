"""Builds the same report twice in one process and prints, as JSON, the CPU seconds of every step of each.

A process of its own: the benchmark starts it. Arguments: the folder of returns, and a folder to write into.
"""

import json
import sys
import time
from itertools import pairwise
from pathlib import Path

from report.output.process import set_up_process

set_up_process()  # as the command line is


def step_seconds(folder: Path, output: Path) -> list[float]:
    """CPU seconds of one build: up to its first step, then of each of its steps."""
    begun = time.process_time()
    from report.build import build  # its import is part of the first build's cost

    marks = [begun]
    build(folder, None, output, "", lambda _step, _doing: marks.append(time.process_time()))
    marks.append(time.process_time())
    return [later - earlier for earlier, later in pairwise(marks)]


def main() -> None:
    folder, output = map(Path, sys.argv[1:])
    started = time.process_time()
    cold = step_seconds(folder, output)
    cold[0] += started  # the interpreter's own start
    json.dump({"cold": cold, "warm": step_seconds(folder, output)}, sys.stdout)


if __name__ == "__main__":
    main()
