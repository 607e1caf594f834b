"""Whole numbers that look like life, the same on every machine: fixed seeds, and only ``Random.random`` is asked.

``random`` is the one method whose sequence Python promises to keep, so nothing else of ``Random`` is used.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from random import Random
from typing import TypeVar

SEED = "board-report sample 2023-12"
MONTHS = tuple(
    (2022 + (3 + i) // 12, (3 + i) % 12 + 1) for i in range(21)
)  # (year, month), April 2022 to December 2023
EVEN: Mapping[int, float] = {}

T = TypeVar("T")


class NothingLively(Exception):
    """No seed gave numbers that change as real ones do: the recipe itself is too tight."""


class Chance:
    """A stream of chance with a name; the same name always gives the same stream."""

    def __init__(self, name: str) -> None:
        self._random = Random(f"{SEED} {name}")

    def deviate(self) -> float:
        """A number near a standard normal one: twelve even draws less six, so between -6 and 6."""
        return sum(self._random.random() for _ in range(12)) - 6

    def weights(self, count: int, spread: float) -> list[float]:
        """As many positive weights round 1, ``spread`` being their standard deviation."""
        return [max(0.15, 1 + spread * self.deviate()) for _ in range(count)]

    def scatter(self, total: int, weights: Sequence[float]) -> list[int]:
        """``total`` single events thrown one by one into months, each month as likely as its weight."""
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
        """Noise that remembers: each step keeps ``memory`` of the one before, so good and bad months come in runs."""
        steps = [noise * self.deviate()]
        while len(steps) < count:
            steps.append(memory * steps[-1] + noise * self.deviate())
        return steps


def share_out(total: int, weights: Sequence[float]) -> list[int]:
    """``total`` in whole numbers that follow ``weights`` and add up to it exactly (largest remainders)."""
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
    season: Mapping[int, float] = EVEN,
    memory: float = 0.55,
) -> list[float]:
    """A level for each of the 21 months: through ``anchors``, with a season and drifting noise on top.

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
    bridge = [moved - drift[last] * i / last for i, moved in enumerate(drift)]  # so that it comes home by itself
    moved = [a + b + season.get(month, 0) for a, b, (_, month) in zip(levels, bridge, MONTHS, strict=True)]
    return [*moved[:-1], anchors[marks[-1]]]


def longest_run(values: Sequence[object]) -> int:
    """How many times running the commonest repetition goes on: 1 where each value differs from the one before."""
    run = longest = 1
    for before, after in pairwise(values):
        run = run + 1 if after == before else 1
        longest = max(longest, run)
    return longest


def turns(values: Sequence[float]) -> int:
    """How often a series stops rising or stops falling: never, on a straight line."""
    steps = [after - before for before, after in pairwise(values) if after != before]
    return sum(1 for before, after in pairwise(steps) if (before > 0) != (after > 0))


def moves(values: Sequence[float]) -> bool:
    """Whether a monthly series looks like life: never the same three months running, and it goes both up and down."""
    return longest_run(values) < 3 and turns(values) >= 4


def lively(name: str, make: Callable[[Chance], T], is_alive: Callable[[T], bool]) -> T:
    """The first of the tries at ``make`` that looks like life.

    Raises NothingLively after 500 tries.
    """
    for attempt in range(500):
        made = make(Chance(f"{name} {attempt}"))
        if is_alive(made):
            return made
    raise NothingLively(name)
