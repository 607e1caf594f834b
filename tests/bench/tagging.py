"""What the tags cost: prints, as JSON, their share of a build's CPU time and their bytes a page.

The same report is built turn about as it is and with marks and structure left out, in one warm process of its own,
which the benchmark starts. Arguments: the folder of returns, and a folder to write into.
"""

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from unittest.mock import patch

from report.output.process import set_up_process

set_up_process()  # as the command line is

PAIRS = 7


@contextmanager
def untagged() -> Iterator[None]:
    """Builds in here leave out every mark and the structure."""
    from layouts.tagged import canvas, writer

    with patch.object(canvas.TaggedCanvas, "wrap_content", lambda _: None), patch.object(writer, "_add_structure"):
        yield


def one_build(folder: Path, output: Path) -> tuple[float, int, int]:
    """CPU seconds of a build, the bytes of its PDF and its pages."""
    from report.build import build

    begun = time.process_time()
    built = build(folder, None, output, "", lambda _step, _doing: None)
    return time.process_time() - begun, built.pdf.stat().st_size, built.reports[0].pages


def main() -> None:
    folder, output = map(Path, sys.argv[1:])
    one_build(folder, output)  # imports
    shares, per_page = [], 0.0
    for _ in range(PAIRS):
        seconds, size, pages = one_build(folder, output)
        with untagged():
            plain_seconds, plain_size, _ = one_build(folder, output)
        shares.append(1 - plain_seconds / seconds)
        per_page = (size - plain_size) / pages
    json.dump({"share": median(shares), "bytes_per_page": per_page}, sys.stdout)


if __name__ == "__main__":
    main()
