"""How often the report's verdicts are false, find a true change, and jump: ``make verdicts [TIMES=4000] [SEED=1]``.

Councils are made by chance and judged as a report judges them. The tables are written into the guide's page on judging,
between its two marks. Exits with 1 where a verdict is false more often than the guide allows, by more than so few
councils leave open.
"""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from math import prod
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from report.metrics.judgement.comparative_tests import is_level  # noqa: E402
from report.metrics.model.scorecard import MeasureScore  # noqa: E402
from report.metrics.statistics.proportions import Z_98, newcombe_interval, wilson_interval  # noqa: E402
from tests.trials.simulated.councils import (  # noqa: E402
    KINDS,
    LAST,
    MONTHS,
    PLAN,
    Change,
    Kind,
    nothing,
    shares,
    slope,
    step,
    stock_share,
)  # fmt: skip
from tests.trials.simulated.verdicts import judged, verdict, verdict_before  # noqa: E402

GUIDE = ROOT / "report/guide/judging.md"
BEGIN, END = "<!-- simulation -->", "<!-- end of simulation -->"
MOST_FALSE = 0.03  # of the latest figures of any kind
MOST_REPORTS = 1 / 3  # of reports of 20 measures that name a change where there is none
IN_A_REPORT = (3, 3, 3, 1, 3, 1, 1, 0, 1, 1, 1, 0, 1, 0, 1, 0)
"""How many of each of ``KINDS`` a report of 20 measures holds."""
FLIPPED = 10  # months that are added one by one
Row = tuple[str, ...]


def false_alarms(kind: Kind, times: int, seed: int) -> tuple[float, float]:
    """The share of latest figures called changed where nothing changed: now, and in the edition before."""
    found = [_of(kind, nothing, seed + n) for n in range(times)]
    return _share(bool(verdict(one)) for one in found), _share(bool(verdict_before(one)) for one in found)


def power(kind: Kind, change: Change, times: int, seed: int) -> tuple[float, float]:
    """The share of true changes that are named: now, and in the edition before."""
    found = [_of(kind, change, seed + n) for n in range(times)]
    return _share(bool(verdict(one)) for one in found), _share(bool(verdict_before(one)) for one in found)


def flips(kind: Kind, times: int, seed: int) -> tuple[float, float]:
    """The share of added months by which the verdict becomes another, where nothing changed: now, and before."""
    now, then = [], []
    for n in range(times):
        series = kind.make(np.random.default_rng(seed + n), nothing)
        shown = [judged(kind, series, LAST.back(back)) for back in reversed(range(FLIPPED + 1))]
        now += _changes([verdict(one) for one in shown])
        then += _changes([verdict_before(one) for one in shown])
    return _share(now), _share(then)


def _of(kind: Kind, change: Change, seed: int) -> MeasureScore | None:
    return judged(kind, kind.make(np.random.default_rng(seed), change), LAST)


def _changes(said: Sequence[str]) -> list[bool]:
    return [one != other for one, other in pairwise(said)]


def _share(found: Iterator[bool] | Sequence[bool]) -> float:
    held = list(found)
    return sum(held) / len(held)


def others(times: int, seed: int) -> Iterator[tuple[str, float]]:
    """The share of other verdicts that are false."""
    chance = np.random.default_rng(seed)
    england = 0.7 * 80_000, 80_000
    own = [int(chance.binomial(400, 0.7)) for _ in range(times)]
    differs = (newcombe_interval(n, 400, *england, Z_98) for n in own)
    yield (
        "“Clearly above” or “below England”, of a council at England’s own rate",
        _share(not low <= 0 <= high for low, high in differs),
    )
    ranges = (wilson_interval(n, 400) for n in own)
    yield (
        '“Not met” by `status_rule = "interval"`, of a council whose rate is its target',
        _share(high < 0.7 for _, high in ranges),
    )
    five_less = stock_share("", PLAN, 450, 0.88, leave=0.9, turn=0.9)
    spread = (0.88 * 0.12 / 450) ** 0.5
    moved = [_of(five_less, step(12, 0.05 / spread), seed + n) for n in range(times)]
    yield (
        "“About the same as a year before”, of a rate five points lower",
        _share(one is not None and is_level(one) for one in moved),
    )
    yield "“Consistently meets its target”, of a measure whose next figure misses it", _belied(times, seed)


def _belied(times: int, seed: int) -> float:
    """How often a target was called consistently met that the next month missed, of all said to be."""
    kind = shares("", "initial_health_assessment_pct", 150, 0.9)
    said = []
    for n in range(times):
        series = kind.make(np.random.default_rng(seed + n), nothing)
        one = judged(kind, series, LAST.back(1))
        chart = one.control if one else None
        if chart is None or chart.latest.limits is None or not chart.latest.judged:
            continue
        usual = one is not None and not verdict(one)
        target = chart.latest.limits.lower
        after = judged(kind, series, LAST)
        if usual and after is not None:  # the hardest target that is called consistently met
            said.append(after.series[-1].number < target)
    return _share(said)


LINE = 118  # characters of the guide
ABOUT_THE_OTHERS = (
    "The first two rows are of 400 children at 70%, the third of 450 at 88%, the fourth of 150 a month at "
    "90%. “Not met” is false more often of fewer children and of higher targets: 4.0% of 100 children at "
    "a target of 90%, 4.8% of 40 at 95%. The third row shows little: of 450 children the interval is "
    "nearly always wider than five points to each side, so that the words can hardly ever be said. By its "
    "construction the rule is wrong about a fall of five points once in 100."
)
"""What the shares of the other verdicts are of; of “not met” by exact binomial sums with Wilson's interval."""


def tables(times: int, seed: int, tell: Callable[[str], None]) -> tuple[str, bool]:
    """The tables in Markdown, and whether every share is one that the guide allows."""
    rows: list[Row] = []
    rates: list[tuple[float, float]] = []
    for kind in KINDS:
        tell(kind.name)
        rate, jumps = false_alarms(kind, times, seed), flips(kind, max(1, times // 10), seed)
        rates.append(rate)
        rows.append((kind.name, _pct(rate[0]), _pct(rate[1]), _pct(jumps[0]), _pct(jumps[1])))
    whole = [1 - prod((1 - rate[side]) ** n for rate, n in zip(rates, IN_A_REPORT, strict=True)) for side in (0, 1)]
    tell("other verdicts")
    further = list(others(times, seed))
    left_open = 2 * (MOST_FALSE * (1 - MOST_FALSE) / times) ** 0.5  # two standard errors of a simulated share
    highest = max(*(rate for rate, _ in rates), *(share for _, share in further))
    good = highest <= MOST_FALSE + left_open and whole[0] <= MOST_REPORTS
    heads = ("Nothing changed", "False, now", "False, 0.4", "Jumps a month, now", "Jumps a month, 0.4")
    text = [
        *_table(heads, rows),
        "",
        f"Of reports of {sum(IN_A_REPORT)} such measures {_pct(whole[0])} name a change where there is none "
        f"(version 0.4: {_pct(whole[1])}).",
        "",
        *_table(("Other verdicts", "False"), [(name, _pct(share)) for name, share in further]),
        "",
        *_lines(ABOUT_THE_OTHERS),
        "",
        *_table(("A true change", "Named, now", "Named, 0.4"), list(_powers(times, seed, tell))),
        "",
        *_lines(
            f"False verdicts are of {times:,} councils of each kind over {MONTHS} months: 3% is known to within "
            f"{100 * left_open:.1f} points. Jumps are of {times // 10:,} of them, true changes of {times // 4:,}: "
            f"30% is known to within {200 * (0.21 / (times // 4)) ** 0.5:.0f} points. "
            "“Consistently meets its target” is of those councils alone of which it was said. "
            "`make verdicts` makes these tables again."
        ),
    ]
    return "\n".join(text), good


def _powers(times: int, seed: int, tell: Callable[[str], None]) -> Iterator[Row]:
    of_flows = (
        ("a step of two standard deviations, 3 months ago", step(3)),
        ("a step of two standard deviations, 6 months ago", step(6)),
        ("a drift over 12 months to two standard deviations", slope(12)),
    )
    of_stocks = (("a step of four standard deviations a year ago", step(12, 4.0)),)
    of_those_in_care = (("two standard deviations more come in each month for a year", step(12)),)
    cases = ((KINDS[1], of_flows), (KINDS[3], of_flows), (KINDS[8], of_stocks), (KINDS[12], of_those_in_care))
    for kind, changes in cases:
        for name, change in changes:
            tell(f"{kind.name}: {name}")
            now, then = power(kind, change, times // 4, seed)
            yield f"{kind.name}: {name}", _pct(now), _pct(then)


def _lines(said: str) -> list[str]:
    return textwrap.wrap(said, LINE)


def _pct(share: float) -> str:
    return f"{100 * share:.1f}%"


def _table(heads: Row, rows: Sequence[Row]) -> list[str]:
    return [f"| {' | '.join(row)} |" for row in (heads, tuple("---" for _ in heads), *rows)]


def main() -> int:
    """Simulate, write the tables into the guide, and say whether they hold."""
    times, seed = (int(given) for given in (sys.argv[1:] + ["4000", "1"][len(sys.argv) - 1 :]))
    text, good = tables(times, 1000 * seed, lambda name: print(f"  {name}", file=sys.stderr, flush=True))
    page = GUIDE.read_text("utf-8")
    before, rest = page.split(BEGIN)
    _, after = rest.split(END)
    GUIDE.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}", "utf-8")
    print(text)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
