"""Which published table holds which of our measures, by its columns and the words in its rows: read from a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources
from itertools import product
from typing import Any

from inputs.files.toml_file import read_toml

Words = Mapping[str, frozenset[str]]
"""The words that a row must have, by role: one of several each, folded."""
Row = Mapping[str, str]

_NUMBERING = re.compile(r"\d+[a-z]?\. ")  # "4. Total average time …"
_COUNT, _SHARE = "count", "share"


@dataclass(frozen=True, slots=True)
class Recipe:
    """Where one measure stands in a published table.

    ``where`` are the words of its row; ``part`` and ``whole`` those of the rows of its numerator and its denominator
    where these are others. ``added`` are the words of several rows that make it up together, by one role. ``value``,
    ``numerator`` and ``denominator`` are roles or column names; of the last two several are added. ``lait`` is its name
    in LAIT, "" where it is not there. ``count`` is the measure that the numerator is, "" where it is none.
    """

    measure: str
    where: Words = field(default_factory=dict)
    part: Words = field(default_factory=dict)
    whole: Words = field(default_factory=dict)
    added: tuple[str, tuple[str, ...]] = ("", ())
    value: str = _SHARE
    numerator: tuple[str, ...] = (_COUNT,)
    denominator: tuple[str, ...] = ()
    lait: str = ""
    count: str = ""
    title: str = ""
    ends: int = 3

    @property
    def is_of_school_year(self) -> bool:
        """Whether its years are school years."""
        return self.ends == 8


@dataclass(frozen=True, slots=True)
class PublishedTable:
    """A published table: its ``columns`` give each role the names that its column has had.

    ``holds`` are words that some row has, ``lacks`` words that none has, where columns alone do not tell it from
    others. ``ends`` is the month at whose end a year's figures are. ``source`` is where its layout was read.
    """

    name: str
    title: str
    ends: int
    columns: Mapping[str, tuple[str, ...]]
    recipes: tuple[Recipe, ...]
    source: str
    holds: Words = field(default_factory=dict)
    lacks: Words = field(default_factory=dict)

    def roles_in(self, names: Iterable[str]) -> dict[str, str] | None:
        """The column of each role in a file with columns of these names; None where it lacks one."""
        given = set(names)
        choices = ([name for name in known if name in given] for known in self.columns.values())
        for chosen in product(*choices) if self.columns else ():
            if len(set(chosen)) == len(chosen):  # what was one role’s column became another’s in a later year
                return dict(zip(self.columns, chosen, strict=True))
        return None

    def is_in(self, rows: Sequence[Row], roles: Mapping[str, str]) -> bool:
        """Whether these rows are of this table and not of another with the same columns."""
        held = not self.holds or any(fits(row, self.holds, roles) for row in rows)
        return held and not (self.lacks and any(fits(row, self.lacks, roles) for row in rows))


@lru_cache(maxsize=10_000)
def folded(words: str) -> str:
    """Words as they are compared: without capitals, numbering, curly apostrophes and double spaces."""
    return _NUMBERING.sub("", " ".join(words.casefold().replace("’", "'").split()), count=1)


def fits(row: Row, wanted: Words, roles: Mapping[str, str]) -> bool:
    """Whether a row has these words, each in the column of its role."""
    return all(folded(row[roles[role]]) in words for role, words in wanted.items())


@cache
def published_tables() -> tuple[PublishedTable, ...]:
    """Every table that is known, and what stands in it."""
    given = read_toml(resources.files("report.metrics.benchmarks") / "published_tables.toml")["table"]
    return tuple(map(_table, given))


@cache
def recipes() -> tuple[Recipe, ...]:
    """Every measure that a known table holds, or LAIT."""
    return tuple(recipe for table in published_tables() for recipe in table.recipes)


@cache
def published_measures() -> frozenset[str]:
    """The ids of the measures for which figures of other areas are published."""
    return frozenset(recipe.measure for recipe in recipes())


def _table(given: Mapping[str, Any]) -> PublishedTable:
    return PublishedTable(
        name=given["name"],
        title=given["title"],
        ends=given["ends"],
        columns={role: tuple(names) for role, names in given["columns"].items()},
        recipes=tuple(_recipe(one, given) for one in given["figure"]),
        source=given["source"],
        holds=_words(given.get("holds", {})),
        lacks=_words(given.get("lacks", {})),
    )


def _recipe(given: Mapping[str, Any], table: Mapping[str, Any]) -> Recipe:
    added = next(((role, tuple(map(folded, words))) for role, words in given.get("added", {}).items()), ("", ()))
    return Recipe(
        measure=given["measure"],
        where=_words(given.get("where", {})),
        part=_words(given.get("part", {})),
        whole=_words(given.get("whole", {})),
        added=added,
        value=given.get("value", _SHARE),
        numerator=_several(given.get("numerator", _COUNT)),
        denominator=_several(given.get("denominator", "")),
        lait=given.get("lait", ""),
        count=given.get("count", ""),
        title=table["title"],
        ends=table["ends"],
    )


def _words(given: Mapping[str, str | list[str]]) -> Words:
    return {role: frozenset(map(folded, _several(words))) for role, words in given.items()}


def _several(given: str | list[str]) -> tuple[str, ...]:
    return tuple(filter(None, [given] if isinstance(given, str) else given))
