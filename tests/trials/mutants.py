"""Reads returns whose meaning was altered: ``make mutants [TIMES=1000] [SEED=1]``.

Each return of the sample is altered in one way: its figures shifted, copied, exchanged, complemented or added up, its
names, words, months, targets or shape changed. A right report prints the true figures or leaves them off; another must
tell of it, with a finding at the altered sheet or on the measure that is wrong. Counts how many are right, told and
silently wrong, without an earlier report and with the one of the month before, and lists every one that is silently
wrong. Ends with 1 where one is that a reader could have told.
"""

from __future__ import annotations

import multiprocessing
import random
import sys
import tempfile
import time
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from inputs.period import Period  # noqa: E402
from report.build import build  # noqa: E402
from tests.trials.altered import figures, months, shapes, targets, words  # noqa: E402
from tests.trials.altered.outcome import Ended, Outcome, judge, truth_of  # noqa: E402
from tests.trials.altered.sample import FOLDER, KINDS, Mutant, Sample, read_sample  # noqa: E402

MODULES = (figures, words, targets, months, shapes)  # each enters its kinds in KINDS when it is imported
LAST_MONTH = Period(2023, 11)
_ENDS = (Ended.RIGHT, Ended.TOLD, Ended.SILENT)


@cache
def sample() -> Sample:
    """The unaltered sample."""
    return read_sample()


def chosen(times: int, seed: int) -> list[Mutant]:
    """So many mutants, of each kind about as many as of every other; the same seed chooses the same ones."""
    by_kind: dict[str, list[Mutant]] = {}
    for name, kind in KINDS.items():
        by_kind[name] = list(kind.make(sample()))
        random.Random(f"{seed} {name}").shuffle(by_kind[name])
    left, taken, kinds = times, list[Mutant](), sorted(by_kind.values(), key=len)
    for at, mutants in enumerate(kinds):
        share = -(-left // (len(kinds) - at))
        taken += mutants[:share]
        left -= len(mutants[:share])
    order = {name: at for at, name in enumerate(KINDS)}
    return sorted(taken, key=lambda mutant: order[mutant.kind])


def build_last(folder: Path) -> None:
    """Build the report of the month before from the unaltered sample: what the altered ones are compared with."""
    build(FOLDER, LAST_MONTH, folder, "", lambda _step, _doing: None)


def judged(mutants: Iterable[Mutant], last: Path, times: int, seed: int) -> list[Outcome]:
    """The outcome of each mutant, in order, worked out on every processor."""
    count = len(list(mutants))
    with multiprocessing.get_context("spawn").Pool() as pool:
        return pool.map(_outcome, [(times, seed, at, str(last)) for at in range(count)], chunksize=8)


@cache
def _chosen(times: int, seed: int) -> list[Mutant]:
    warnings.simplefilter("ignore")  # what openpyxl says of workbooks that it writes again
    return chosen(times, seed)


def _outcome(task: tuple[int, int, int, str]) -> Outcome:
    times, seed, at, last = task
    mutant = _chosen(times, seed)[at]
    with tempfile.TemporaryDirectory() as folder:
        return judge(mutant, truth_of(sample().judged), Path(folder) / "returns", Path(last))


def _silent(mutant: Mutant, outcome: Outcome) -> tuple[bool, bool]:
    """Whether it is silently wrong and could have been told: without an earlier report, and with one."""
    kind = KINDS[mutant.kind]
    without = outcome.without is Ended.SILENT and not kind.untellable
    return without, outcome.with_last is Ended.SILENT and not kind.untellable_with


def table(results: Iterable[tuple[Mutant, Outcome]]) -> list[str]:
    """The lines of the table: how the mutants of each kind ended, without and with an earlier report."""
    counts: dict[str, Counter[tuple[str, Ended]]] = defaultdict(Counter)
    for mutant, outcome in results:
        counts[mutant.kind].update([("without", outcome.without), ("with", outcome.with_last)])
    every = sum(counts.values(), Counter[tuple[str, Ended]]())
    width = max(map(len, [*counts, "all"]))
    lines = [f"{'':{width}}  mutants  without: right  told  wrong  with: right  told  wrong"]
    for name, count in [*counts.items(), ("all", every)]:
        without, with_last = ([count[side, end] for end in _ENDS] for side in ("without", "with"))
        row = "{:>7}  {:>14}  {:>4}  {:>5}  {:>11}  {:>4}  {:>5}".format(sum(without), *without, *with_last)
        lines.append(f"{name:{width}}  {row}")
    return lines


def main(times: int, seed: int) -> int:
    """Judge so many mutants, and print what came of them."""
    began = time.monotonic()
    mutants = _chosen(times, seed)
    with tempfile.TemporaryDirectory() as last:
        build_last(Path(last))
        results = list(zip(mutants, judged(mutants, Path(last), times, seed), strict=True))
    print(*table(results), sep="\n")
    wrong = [(mutant, outcome) for mutant, outcome in results if any(_silent(mutant, outcome))]
    for mutant, outcome in wrong:
        when = " and ".join(
            side for side, is_so in zip(("without", "with"), _silent(mutant, outcome), strict=True) if is_so
        )
        print(f"silently wrong, {when}: {mutant.kind}: {mutant.what}: {outcome.wrong}")
    print("\nNo reader could tell:")
    for kind in KINDS.values():
        if kind.untellable:
            print(f"  {kind.name}. {kind.untellable} {kind.untellable_with}".rstrip())
    seconds = time.monotonic() - began
    told = f"{len(results):,} altered returns of {len(KINDS)} kinds (seed {seed}) in {seconds:.0f} s"
    print(f"\n{told}: {len(wrong)} silently wrong that a reader could have told.")
    return int(bool(wrong))


if __name__ == "__main__":
    arguments = [int(argument) for argument in sys.argv[1:]]
    sys.exit(main(*(arguments + [1000, 1][len(arguments) :])))
