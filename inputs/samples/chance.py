"""Random numbers that vary as real monthly counts do, the same on every machine: the seeds are fixed.

``random`` is the one method whose sequence Python promises to keep, so nothing else of ``Random`` is used.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from random import Random
from typing import TypeVar

SEED = "board-report sample 2023-12"
MONTHS = tuple((2022 + i // 12, i % 12 + 1) for i in range(3, 24))  # (year, month), April 2022 to December 2023

T = TypeVar("T")


class NothingLively(Exception):
    """None of the seeds tried gave numbers that vary as real ones do: the conditions are too tight."""


class Chance:
    """A named stream of random numbers; the same name always gives the same stream."""

    def __init__(self, name: str) -> None:
        self._random = Random(f"{SEED} {name}")

    def deviate(self) -> float:
        """An approximately standard normal number: the sum of twelve uniform draws less six, so between -6 and 6."""
        return sum(self._random.random() for _ in range(12)) - 6

    def weights(self, count: int, spread: float) -> list[float]:
        """So many positive weights with mean 1 and standard deviation ``spread``."""
        return [max(0.15, 1 + spread * self.deviate()) for _ in range(count)]

    def scatter(self, total: int, weights: Sequence[float]) -> list[int]:
        """How many of ``total`` independent events fall in each month, with probability in proportion to its weight."""
        counts = [0] * len(weights)
        for _ in range(total):
            mark = self._random.random() * sum(weights)
            place = 0
            while place < len(weights) - 1 and mark >= weights[place]:
                mark -= weights[place]
                place += 1
            counts[place] += 1
        return counts

    def drift(self, count: int, noise: float, memory: float) -> list[float]:
        """First-order autoregressive noise: each value is ``memory`` times the one before plus new noise."""
        steps = [noise * self.deviate()]
        while len(steps) < count:
            steps.append(memory * steps[-1] + noise * self.deviate())
        return steps


def share_out(total: int, weights: Sequence[float]) -> list[int]:
    """Share ``total`` out in whole numbers in proportion to ``weights``, by the largest remainder method."""
    exact = [total * weight / sum(weights) for weight in weights]
    shares = [int(value) for value in exact]
    most_short = sorted(range(len(exact)), key=lambda i: (shares[i] - exact[i], i))
    for i in most_short[: total - sum(shares)]:
        shares[i] += 1
    return shares


def wander(
    chance: Chance,
    anchors: Mapping[int, float],
    noise: float,
    season: Mapping[int, float] | None = None,
    memory: float = 0.55,
) -> list[float]:
    """A level for each of the 21 months: a line through ``anchors``, plus a season and autoregressive noise.

    ``anchors`` maps places in ``MONTHS`` (the first and last among them) to levels; ``season`` maps calendar months
    to what they add. The last month is its anchor exactly.
    """
    marks = sorted(anchors)
    levels = [anchors[marks[0]]]
    for start, end in pairwise(marks):
        step = (anchors[end] - anchors[start]) / (end - start)
        levels += [anchors[start] + step * (i - start) for i in range(start + 1, end + 1)]
    drift = chance.drift(len(levels), noise, memory)
    last = len(levels) - 1
    bridge = [
        moved - drift[last] * i / last for i, moved in enumerate(drift)
    ]  # ends at 0, so that the last month needs no jump to its anchor
    moved = [a + b + (season or {}).get(month, 0) for a, b, (_, month) in zip(levels, bridge, MONTHS, strict=True)]
    return [*moved[:-1], anchors[marks[-1]]]


def longest_run(values: Sequence[object]) -> int:
    """The length of the longest run of equal values: 1 where each differs from the one before."""
    run = longest = 1
    for before, after in pairwise(values):
        run = run + 1 if after == before else 1
        longest = max(longest, run)
    return longest


def turns(values: Sequence[float]) -> int:
    """How often a series turns from rising to falling or back; 0 for a straight line."""
    steps = [after - before for before, after in pairwise(values) if after != before]
    return sum(1 for before, after in pairwise(steps) if (before > 0) != (after > 0))


def moves(values: Sequence[float]) -> bool:
    """Whether a series varies as real ones do: no three months running alike, and at least four turns."""
    return longest_run(values) < 3 and turns(values) >= 4


def lively(name: str, make: Callable[[Chance], T], is_alive: Callable[[T], bool]) -> T:
    """The first result of ``make``, over numbered streams of this name, that ``is_alive`` accepts.

    Raises NothingLively after 500 tries.
    """
    for attempt in range(500):
        made = make(Chance(f"{name} {attempt}"))
        if is_alive(made):
            return made
    raise NothingLively(name)
