"""What a report costs, each cost beside F measured moments before: ``make bench``.

F is one process that imports openpyxl, reportlab.platypus and matplotlib.figure and does nothing else, so it is the
least that any report from these libraries can cost. Machines differ and are shared; ratios hold where seconds do not.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "inputs/samples/peterborough-2023-12"
FLOOR = ("-c", "import openpyxl, reportlab.platypus, matplotlib.figure")
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
ENVIRONMENT["PYTHONPATH"] = str(ROOT)
FEWEST_PAIRS = 7
STEPS = ("before reading", "1 reading", "2 working out", "3 writing and drawing", "4 setting pages")
KILOBYTE = 1000


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process cost: CPU and wall seconds, peak resident memory in the system's own unit."""

    cpu_s: float
    wall_s: float
    peak: float
    said: str = ""


@dataclass(frozen=True, slots=True)
class Goal:
    """The most a cost may be (``hold``) and where it is going (``aim``), in times F or in kilobytes."""

    hold: float
    aim: float

    def word(self, value: float) -> str:
        """How a median stands to this goal."""
        return "FAIL" if value > self.hold else "pass, aim reached" if value <= self.aim else "pass"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: ratios to F, one a pair."""

    name: str
    ratios: tuple[float, ...]
    goal: Goal | None = None


def run(*arguments: object) -> Cost:
    """Run a Python process to its end and give its cost. A failure ends the benchmark with what it said."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *map(str, arguments)],
        cwd=ROOT,
        env=ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    said = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"bench: the process ended with {process.returncode}: {' '.join(map(str, arguments))}")
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss, said)


def measure(pairs: int, output: Path) -> tuple[list[Row], int]:
    """Measure F and a whole build, F and the steps, turn about; gives the table's rows and the PDF's bytes."""
    whole = ("-m", "report", "build", SAMPLE, "--quiet", "--output", output)
    steps = (Path(__file__).with_name("steps.py"), SAMPLE, output)
    for once in (FLOOR, whole, steps):  # byte code, font list and file cache are there for every pair
        run(*once)
    wholes: list[tuple[Cost, Cost]] = []
    stepped: list[tuple[Cost, dict[str, list[float]]]] = []
    for number in range(1, pairs + 1):
        if sys.stderr.isatty():
            print(f"\rpair {number} of {pairs}", end="", file=sys.stderr, flush=True)
        wholes.append((run(*FLOOR), run(*whole)))
        stepped.append((run(*FLOOR), json.loads(run(*steps).said)))
    if sys.stderr.isatty():
        print(file=sys.stderr)
    report = min(output.glob("*.pdf"), key=lambda pdf: len(pdf.name))  # the other is the young people's sheet
    return [*whole_rows(wholes), *step_rows(stepped)], report.stat().st_size


def whole_rows(pairs: Sequence[tuple[Cost, Cost]]) -> list[Row]:
    """CPU, wall and peak memory of a whole build, from the shell's point of view."""
    return [
        Row("whole build, CPU", tuple(it.cpu_s / floor.cpu_s for floor, it in pairs), Goal(1.6, 1.35)),
        Row("whole build, wall", tuple(it.wall_s / floor.wall_s for floor, it in pairs), Goal(1.7, 1.4)),
        Row("whole build, peak memory", tuple(it.peak / floor.peak for floor, it in pairs), Goal(1.3, 1.25)),
    ]


def step_rows(pairs: Sequence[tuple[Cost, dict[str, list[float]]]]) -> list[Row]:
    """CPU of each step in a first build, and of a second build in the same process."""
    first = [
        Row(f"  {name}", tuple(it["cold"][place] / floor.cpu_s for floor, it in pairs))
        for place, name in enumerate(STEPS)
    ]
    warm = Row("warm second report, CPU", tuple(sum(it["warm"]) / floor.cpu_s for floor, it in pairs), Goal(0.6, 0.35))
    again = [
        Row(f"  {name}, warm", tuple(it["warm"][place] / floor.cpu_s for floor, it in pairs))
        for place, name in enumerate(STEPS)
    ]
    return [Row("first report's steps, CPU", ()), *first, warm, *again]


def table(rows: Sequence[Row], pdf_bytes: int) -> tuple[list[str], bool]:
    """The lines to print, and whether every goal is held."""
    size = Goal(110, 72)
    kilobytes = pdf_bytes / KILOBYTE
    lines = [f"{'':<30}{'median':>8}{'least':>8}{'most':>8}{'hold':>8}{'aim':>8}"]
    for row in rows:
        line = f"{row.name:<30}"
        if row.ratios:
            line += "".join(f"{number:>8.2f}" for number in (median(row.ratios), min(row.ratios), max(row.ratios)))
        if row.goal:
            line += f"{row.goal.hold:>8.2f}{row.goal.aim:>8.2f}  {row.goal.word(median(row.ratios))}"
        lines.append(line)
    lines.append(f"{'PDF, KB':<30}{kilobytes:>8.0f}{'':>16}{size.hold:>8.0f}{size.aim:>8.0f}  {size.word(kilobytes)}")
    words = [row.goal.word(median(row.ratios)) for row in rows if row.goal]
    return lines, "FAIL" not in [*words, size.word(kilobytes)]


def main() -> int:
    parser = argparse.ArgumentParser(description="Measures what building the sample's report costs, in times F.")
    parser.add_argument("--pairs", type=int, default=FEWEST_PAIRS, help="pairs of processes to measure (7)")
    pairs = parser.parse_args().pairs
    with tempfile.TemporaryDirectory() as output:
        rows, pdf_bytes = measure(pairs, Path(output))
        tags = json.loads(run(Path(__file__).with_name("tagging.py"), SAMPLE, output).said)
    lines, held = table(rows, pdf_bytes)
    tagging = f"{tags['share']:.1%} of a warm build's CPU, {tags['bytes_per_page']:.0f} bytes a page"
    lines.append(f"{'tags':<30}{tagging}  (aim: under 10%)")
    print(f"The sample's report, in times F (imports alone), {pairs} pairs, first build and second in one process:")
    print(*lines, sep="\n")
    print("Every goal is held." if held else "A goal is not held.")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
