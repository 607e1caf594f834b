"""Whether hidden numbers can be worked out: ``make disclosure [TIMES=1000] [SEED=1]``.

Councils are made by chance, child by child, with several papers each: some are issued, reissued and revised, some
returns have gaps or contradict themselves. Each paper is attacked as by a stranger who keeps those issued before it. A
true number that is proved beyond what earlier papers tell is a failure, and so is a range that the true number is not
in. A few are set as whole PDFs and read from these. The table of how much is hidden is written into the guide's page on
judging, between its two marks. Exits with 1 where anything failed. ``disclosure.py council 1000017`` tries one alone.
"""

from __future__ import annotations

import multiprocessing
import sys
import textwrap
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from report.attack.prove import attack  # noqa: E402
from tests.bench.bench import FLOOR, run  # noqa: E402
from tests.trials.simulated.attacked import Outcome, hiding, outcome  # noqa: E402
from tests.trials.simulated.papers import papers_of  # noqa: E402
from tests.trials.simulated.returned import Council, council  # noqa: E402
from tests.trials.simulated.whole_papers import proofs  # noqa: E402

GUIDE = ROOT / "report/guide/judging.md"
BEGIN, END = "<!-- hiding -->", "<!-- end of hiding -->"
LINE = 118  # characters of the guide
SIZES = ((20, 49), (50, 99), (100, 199), (200, 399), (400, 799), (800, 2000))
TIMED_SIZES, TIMED_HISTORIES, TIMED = (30, 60, 120, 250, 1000), (12, 24, 36), 8
MOST_FLOORS = 1.0
_SEEDS = 1_000_000  # councils to a seed, at most
_WHOLE = 40  # one council in so many is set as PDFs too
Row = tuple[str, ...]


def tried(seeds: Sequence[int], processes: int | None = None) -> Iterator[Outcome]:
    """The outcome of each council, as they come."""
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        yield from pool.imap_unordered(outcome, seeds, chunksize=2)


def failures(one: Outcome) -> list[str]:
    """A line for each thing that went wrong with a council; the last kind is no failure of what is hidden."""
    kinds = (("TOLD", one.proved), ("UNSOUND", one.unsound), ("misled by what was revised", one.misled))
    return [f"council {one.seed} ({one.size} children): {kind}: {line}" for kind, lines in kinds for line in lines]


def table(outcomes: Sequence[Outcome]) -> list[str]:
    """How much is hidden, by the number of children in care, in Markdown."""
    rows: list[Row] = []
    for low, high in SIZES:
        found = [one.hiding for one in outcomes if low <= one.size <= high]
        figures = sum(one.figures for one in found)
        if figures:
            parts = (
                sum(one.small for one in found),
                sum(one.hidden for one in found),
                sum(one.by_rows for one in found),
            )
            shares = (f"{100 * part / figures:.0f}%" for part in parts)
            rows.append((f"{low} to {high:,}", f"{len(found):,}", f"{figures / len(found):,.0f}", *shares))
    heads = ("Children in care", "Councils", "Figures each", "Small", "Hidden", "Hidden by whole rows")
    return [f"| {' | '.join(row)} |" for row in (heads, tuple("---" for _ in heads), *rows)]


def words(outcomes: Sequence[Outcome], pdfs: int, told: int) -> list[str]:
    """What the table is of, and what came of the attack."""
    papers, cells = sum(one.papers for one in outcomes), sum(one.cells for one in outcomes)
    in_rows = sum(one.in_rows for one in outcomes)
    small, small_unlike, larger, larger_unlike = (
        sum(numbers) for numbers in zip(*(o.twins for o in outcomes), strict=True)
    )
    said = (
        f"These are {len(outcomes):,} councils made by chance, with 12 to 36 months of every figure: what is small "
        "itself (services hide some of it), what is hidden so that nothing can be worked out, and what would be hidden "
        f"by the simplest rule: each row with a small number in it. Their {papers:,} papers hide {cells:,} numbers. "
        f"Tried as by a stranger who keeps all earlier papers, {told or 'none'} of these could be worked out; "
        f"{pdfs} papers were set as PDFs and read from these. Whole rows had to be hidden in {in_rows or 'none'} of "
        "the papers. Where two returns differ in small numbers alone, "
        f"{_of(small_unlike, small)} hide other figures; where the larger numbers hidden beside them differ too, "
        f"{_of(larger_unlike, larger)} do. `make disclosure` makes this table again."
    )
    return textwrap.wrap(said, LINE)


def _of(some: int, every: int) -> str:
    return f"{some} of {every:,}" if some else f"none of {every:,}"


def timed(seed: int) -> Iterator[str]:
    """Lines on the processor time that hiding and the attack take, by size and by months of history."""
    yield "Processor time of hiding and of the attack (mean, worst) by children in care and months of history, in F,"
    yield "which is what importing the libraries of a report takes (see tests/bench/bench.py):"
    worst = 0.0
    for size in TIMED_SIZES:
        cells = []
        for months in TIMED_HISTORIES:
            spent = [_in_floors(council(seed + n, size, months)) for n in range(TIMED)]
            cells.append(f"{months} months {sum(spent) / TIMED:.2f} {max(spent):.2f}")
            worst = max(worst, *spent)
        yield f"  {size:>5} children: {', '.join(cells)}"
    yield f"The worst took {worst:.2f} F (at most {MOST_FLOORS:.2f} is wished)."


def _in_floors(one: Council) -> float:
    """What hiding a council's figures and attacking its first paper take, in times F measured just before."""
    floor = run(*FLOOR).cpu_s
    made, spent = next(papers_of(one)), hiding(one)[1]
    began = time.process_time()
    attack([made.paper], closely=False)
    return (spent + time.process_time() - began) / floor


def write(lines: Iterable[str]) -> None:
    """Put the table into the guide."""
    page = GUIDE.read_text("utf-8")
    before, rest = page.split(BEGIN)
    _, after = rest.split(END)
    GUIDE.write_text(f"{before}{BEGIN}\n\n{chr(10).join(lines)}\n\n{END}{after}", "utf-8")


def main(times: int, seed: int) -> int:
    """Try so many councils, print what failed, and write the table."""
    began = time.monotonic()
    seeds = range(_SEEDS * seed, _SEEDS * seed + times)
    outcomes: list[Outcome] = []
    for one in tried(seeds):
        outcomes.append(one)
        print(*failures(one), sep="\n", end="\n" if failures(one) else "", flush=True)
    with multiprocessing.get_context("spawn").Pool() as pool:
        read = pool.map(proofs, seeds[::_WHOLE], chunksize=1)
    pdf_lines = [line for _, lines in read for line in lines]
    print(*pdf_lines, sep="\n", end="\n" if pdf_lines else "")
    outcomes.sort(key=lambda one: one.seed)
    told, unsound = sum(len(one.proved) for one in outcomes) + len(pdf_lines), sum(len(one.unsound) for one in outcomes)
    lines = [*table(outcomes), "", *words(outcomes, sum(number for number, _ in read), told)]
    write(lines)
    print(*lines, *timed(_SEEDS * seed), sep="\n")
    misled = sum(bool(one.misled) for one in outcomes)
    undecided = sum(one.undecided for one in outcomes)
    print(
        f"{len(outcomes):,} councils (seed {seed}) in {time.monotonic() - began:.0f} s: {told} numbers told, {unsound} "
        f"ranges unsound, {undecided} undecided; {misled} councils whose revisions mislead."
    )
    return int(bool(told or unsound))


def alone(seed: int) -> int:
    """Try one council, in numbers and as PDFs."""
    one, (_, lines) = outcome(seed), proofs(seed)
    print(one, *failures(one), *lines, sep="\n")
    return int(bool(one.proved or one.unsound or lines))


if __name__ == "__main__":
    if sys.argv[1:2] == ["council"]:
        sys.exit(alone(int(sys.argv[2])))
    given = [int(argument) for argument in sys.argv[1:]]
    sys.exit(main(*(given + [1000, 1][len(given) :])))
