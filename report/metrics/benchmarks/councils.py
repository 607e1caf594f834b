"""The councils for children’s services in England: names and codes, how they changed, and which one somebody means.

From two files: ``councils.csv`` (as the Department for Education names them, with other names in use) and
``council_changes.toml`` (which followed which, when, and by which Order).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib import resources
from typing import NamedTuple

from inputs.files.toml_file import read_toml
from inputs.suggestions import nearest_names

_MOST_LIKE = 4  # names that are offered where it is not clear which council is meant
_LIKE = 0.7  # of 1: Dudly is like Dudley, Atlantis is not like Lancashire
_IN_MANY_NAMES = frozenset(
    {
        "authority", "bc", "borough", "cc", "city", "corporation", "council", "councils", "county", "dc", "district",
        "lb", "london", "mbc", "metropolitan", "of", "rb", "royal", "the", "ua", "unitary",
    }
)  # fmt: skip
_WORD = re.compile(r"[a-z0-9]+(?:['’]s)?")


class Council(NamedTuple):
    """A council as the Department names it ("Dudley"), its code ("E08000027") and the Department's number ("332").

    ``code`` is "" until there is one; ``also`` are other names that are used.
    """

    name: str
    code: str
    number: str = ""
    also: tuple[str, ...] = ()


class CouncilChange(NamedTuple):
    """Councils, by codes or names, that were followed by others whose area is the same together, from a day on."""

    day: date
    before: tuple[str, ...]
    after: tuple[str, ...]
    source: str

    @property
    def is_one_for_one(self) -> bool:
        """Whether one council took the place of another, with the same area."""
        return len(self.before) == len(self.after) == 1


@cache
def councils() -> tuple[Council, ...]:
    """Every council since 2009, those that are to come too, by name."""
    text = (resources.files("report.metrics.benchmarks") / "councils.csv").read_text("utf-8")
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return tuple(
        Council(row["name"], row["code"], row["number"], tuple(filter(None, row["also"].split("; ")))) for row in rows
    )


@cache
def council_changes() -> tuple[CouncilChange, ...]:
    """Every change since 2009, and those that were decided, in time order."""
    given = read_toml(resources.files("report.metrics.benchmarks") / "council_changes.toml")["change"]
    return tuple(CouncilChange(one["date"], tuple(one["before"]), tuple(one["after"]), one["source"]) for one in given)


def current_code(area: str) -> str:
    """The code that an area has now: its own, unless another took its place while the area stayed the same."""
    replaced = _replaced()
    while area in replaced:
        area = replaced[area]
    return area


@cache
def _replaced() -> dict[str, str]:
    alone = (one for one in council_changes() if one.is_one_for_one)
    return {one.before[0]: one.after[0] for one in alone}


def parts_of(area: str, day: date) -> tuple[str, ...]:
    """The councils that were an area together on a day before it was joined of them, or after it was parted.

    Empty where it was a council itself, and where no councils make up the area whole.
    """
    for one in council_changes():
        if one.before == (area,) and len(one.after) > 1 and day >= one.day:
            return one.after
        if one.after == (area,) and len(one.before) > 1 and day < one.day:
            return one.before
    return ()


def areas_with(area: str) -> frozenset[str]:
    """An area with those that it is made of, or was, where its figures can be the sum of theirs."""
    changes = council_changes()
    parted = [one.after for one in changes if one.before == (area,) and len(one.after) > 1]
    joined = [one.before for one in changes if one.after == (area,) and len(one.before) > 1]
    return frozenset((area, *(each for several in (*parted, *joined) for each in several)))


def change_of(area: str) -> CouncilChange | None:
    """The latest change that an area is part of, as one or several councils before or after; None where none is."""
    own = {area, next((one.name for one in councils() if one.code == area), area)}
    found = [one for one in council_changes() if own & {*one.before, *one.after}]
    return found[-1] if found else None


def council_name(area: str) -> str:
    """The name of the council that has a code; the code itself where none has it."""
    return next((one.name for one in councils() if one.code == area), area)


def find_council(typed: str) -> tuple[Council | None, tuple[str, ...]]:
    """The council that somebody means by a name, a code or the Department's number, else None and what it could be.

    “Dudley Metropolitan Borough Council” is Dudley, “Bristol” is Bristol, City of. One that was parted or joined to
    others is None, with those that followed it, and so is the beginning of several names.
    """
    text = typed.strip()
    for one in councils():
        if text and current_code(text.upper()) in (one.code, one.number):
            return _in_office(one)
    known = _by_name()
    for key in (_folded(text), _plain(text)):
        if key in known:
            return _in_office(known[key])
    words = _plain(text).split()
    begun = {one for name, one in known.items() if words and name.split()[: len(words)] == words and not _gone(one)}
    if len(begun) == 1:
        return _in_office(begun.pop())
    holding = sorted({one.name for name, one in known.items() if words and set(words) <= set(name.split())})
    near = holding or dict.fromkeys(known[name].name for name in nearest_names(_plain(text), known, _MOST_LIKE, _LIKE))
    return None, tuple(near)[:_MOST_LIKE]


def _in_office(one: Council) -> tuple[Council | None, tuple[str, ...]]:
    """A council that there is; else none, and those that followed it, or that go before one that is to come."""
    if one.code and not _gone(one):
        return one._replace(code=current_code(one.code)), ()
    change = next(c for c in council_changes() if {one.name, one.code} & {*c.before, *c.after})
    others = change.after if one.code else change.before
    return None, tuple(council_name(other) for other in others)


def _gone(one: Council) -> bool:
    """Whether a council was followed by others. One that will be is here until those have their codes."""
    codes = {each.code for each in councils()}
    return any(one.code in c.before and len(c.after) > 1 and codes.issuperset(c.after) for c in council_changes())


@cache
def _by_name() -> dict[str, Council]:
    """Every name in use, folded and without the words that many names have; one that is gone does not hide another."""
    known: dict[str, Council] = {}
    for one in sorted(councils(), key=_gone):
        for name in (one.name, *one.also):
            for key in (_folded(name), _plain(name)):
                known.setdefault(key, one)
    return known


def _words(name: str) -> Iterable[str]:
    return _WORD.findall(name.casefold().replace("&", " and "))


def _folded(name: str) -> str:
    return " ".join(_words(name))


def _plain(name: str) -> str:
    """A name without the words that many names have; as it is where nothing would be left."""
    return " ".join(word for word in _words(name) if word not in _IN_MANY_NAMES) or _folded(name)
