"""What records cost at the size of England: ``python tests/bench/national.py FOLDER [AUTHORITIES]``.

Writes records of made-up careers for so many authorities, of sizes as England's are, as SSD and as SSDA903 (those of an
authority that are there already stay); then reads them, counts every measure for every month, and builds every report.
Everything runs on two workers, and prints wall seconds, processor seconds and the memory of the largest worker.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from report.batch.build_one import Asked, build_one  # noqa: E402
from report.batch.workers import results  # noqa: E402

WORKERS = 2
CAREERS_A_CHILD = 4.5  # in six years of history, for each child in care at its end
MEDIAN_IN_CARE, SPREAD = 450, 0.6  # of authorities: 82,000 children in 152 of them
SMALLEST, LARGEST = 40, 2200
MEGABYTE = 1024.0


class Cost(NamedTuple):
    """What one authority cost its worker: processor seconds, the worker's largest memory, and rows or figures."""

    cpu_s: float
    peak_mb: float
    number: int


def careers_of(authority: int) -> int:
    """How many careers an authority has: a few have very many, as England's have."""
    drawn = MEDIAN_IN_CARE * 2.718 ** (SPREAD * Random(authority).gauss(0, 1))
    return int(CAREERS_A_CHILD * min(max(drawn, SMALLEST), LARGEST))


def write(folder: Path) -> Cost:
    """Write one authority's records."""
    from tests.report.made_records import as_903, as_csv, as_ssd
    from tests.report.random_careers import council

    began, rows = time.process_time(), 0
    number = int(folder.name[-3:])
    careers = council(number, careers_of(number))
    for kind, written in (("ssd", as_ssd), ("903", as_903)):
        into = folder.parent.parent / kind / folder.name
        into.mkdir(parents=True, exist_ok=True)
        for name, table in written(careers).items():
            (into / f"{name}.csv").write_bytes(as_csv(table))
            rows += len(table)
    return _cost(began, rows)


def count(folder: Path) -> Cost:
    """Read one authority's records, and count every measure for every month that they hold."""
    from inputs.read import read_returns
    from report.metrics.counting.records.count_records import tally_careers
    from report.metrics.counting.records.stays import care_of

    began = time.process_time()
    (careers,) = read_returns(folder, ()).careers
    tallies, _ = tally_careers(careers, care_of(careers))
    return _cost(began, sum(len(one.counts) for one in tallies))


def built(folder: Path) -> Cost:
    """Build one authority's report."""
    began = time.process_time()
    output = folder.parent.parent / "reports" / folder.name
    output.mkdir(parents=True, exist_ok=True)
    outcome = build_one(Asked(folder.name, folder, output, None, ""))
    return _cost(began, outcome.pages)


def _cost(began: float, number: int) -> Cost:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE
    return Cost(time.process_time() - began, peak, number)


def _lost(_: Path) -> Cost:
    return Cost(0, 0, 0)


def said(name: str, work: Callable[[Path], Cost], folders: Sequence[Path]) -> None:
    """Do one thing for all authorities, and print what it cost."""
    began = time.monotonic()
    costs = list(results(folders, work, _lost, WORKERS))
    wall, cpu = time.monotonic() - began, sum(one.cpu_s for one in costs)
    failed = sum(not one.number for one in costs)
    number, peak = sum(one.number for one in costs), max(one.peak_mb for one in costs)
    print(
        f"{name:<18} {len(folders):>4} authorities {wall:8.1f} s wall {cpu:8.1f} s cpu "
        f"{peak:6.0f} MB {number:>10,} {'' if not failed else f'({failed} failed)'}",
        flush=True,
    )


def main() -> None:
    """Write, count and build."""
    folder, number = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 152
    folders = [folder / "ssd" / f"authority {place + 1:03}" for place in range(number)]
    if absent := [one for one in folders if not one.is_dir()]:
        said("written (rows)", write, absent)
    said("counted SSD", count, folders)
    said("counted SSDA903", count, [folder / "903" / one.name for one in folders])
    said("built (pages)", built, folders)


if __name__ == "__main__":
    main()
