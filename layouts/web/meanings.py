"""What the numbers of a page mean, on demand: under what they stand in, a list that opens without a script.

A number that several lists would explain in the same words is explained in one of them, and the others lead there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile

from layouts.web.markup import NOTHING, Markup, element, joined, trusted, unended, words

_OWN = 2  # columns that each number has for itself: the number, and what it is
_LIST = re.compile("<!--(x[0-9]+)-->")  # where a list is to stand; no text can say that, for it would be escaped


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one number means: whose it is (``group``), and under each heading what is said of it, the number first.

    ``place`` is where it is found; of numbers that are the same but for it, the first is listed. ``origin`` says where
    the numbers of the group come from, and is a part of what tells groups apart.
    """

    group: str
    cells: tuple[str, ...]
    place: str
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Meanings:
    """How numbers are explained: the headings of the cells and of the place, and the meaning of a span's ``about``.

    ``summary`` is the line that opens a list ("About these numbers"), and ``elsewhere`` leads to another one.
    """

    summary: str
    headings: tuple[str, ...]
    of: Callable[[object], Meaning | None]
    elsewhere: str = "explained under"


_Group = tuple[str, str]  # whose, and from where
_Numbers = dict[tuple[str, ...], str]  # what is said of each number, and its place


@dataclass(frozen=True, slots=True)
class _List:
    """The numbers of a list by group. ``of`` is what they stand in, ``short`` the same for those who lead to it."""

    of: str
    short: str
    section: str
    groups: dict[_Group, _Numbers]


def _rows(numbers: _Numbers) -> Iterator[Markup]:
    """A row for each number. What numbers have in common is one cell: their period, their counts, their cells."""
    ordered = sorted(numbers, key=_by_what_is_in_common(numbers))
    columns = list(zip(*ordered, strict=True))
    for at, cells in enumerate(ordered):
        written = [unended("th", words(cells[0]))]
        for column, cell in enumerate((*cells[1:], numbers[cells]), 1):
            common = columns[column] if _OWN <= column < len(cells) and cell else ()
            if at and common and common[at - 1] == cell:
                continue
            high = len(list(takewhile(cell.__eq__, common[at:])))
            written.append(unended("td", words(cell), rowspan=str(high) if high > 1 else ""))
        yield unended("tr", *written)


def _by_what_is_in_common(numbers: Iterable[tuple[str, ...]]) -> Callable[[tuple[str, ...]], list[int]]:
    """The order in which numbers with the same in their first columns are neighbours, each run where it began."""
    met: dict[tuple[str, ...], int] = {}
    for cells in numbers:
        for end in range(_OWN + 1, len(cells) + 1):
            met.setdefault(cells[_OWN:end], len(met))
    return lambda cells: [met[cells[_OWN:end]] for end in range(_OWN + 1, len(cells) + 1)]


class Explanations:
    """The lists of a page. They are written when all are known, in the places that `explain` has kept for them."""

    def __init__(self, meanings: Meanings) -> None:
        self._meanings = meanings
        self._lists: dict[str, _List] = {}

    def explain(self, abouts: Iterable[object], of: str, short: str, section: str, name: str) -> Markup:
        """The place of a list of what numbers mean, each once, by whose they are; nothing where none has a meaning.

        ``of`` says for whoever listens what the numbers stand in, and ``short`` for who is led to it; ``section`` is
        the id of the heading they stand under, and ``name``, an "x" and a number, that of the list's own title.
        """
        groups: dict[_Group, _Numbers] = {}
        for about in abouts:
            if meaning := self._meanings.of(about):
                numbers = groups.setdefault((meaning.group, meaning.origin), {})
                numbers.setdefault(meaning.cells, meaning.place)
        if not groups:
            return NOTHING
        self._lists[name] = _List(of, short or of, section, groups)
        return trusted(f"<!--{name}-->")

    def put_in(self, page: Markup) -> Markup:
        """The page with every list in its place."""
        homes = self._homes()
        return trusted(_LIST.sub(lambda found: self._written(found[1], homes), page))

    def _homes(self) -> dict[tuple[_Group, tuple[str, ...]], str]:
        """The list that explains each number: of those that have it, the one that has the most of its group."""
        homes: dict[tuple[_Group, tuple[str, ...]], str] = {}
        most: dict[tuple[_Group, tuple[str, ...]], int] = {}
        for name, one in self._lists.items():
            for group, numbers in one.groups.items():
                for cells in numbers:
                    if len(numbers) > most.get((group, cells), 0):
                        homes[group, cells], most[group, cells] = name, len(numbers)
        return homes

    def _written(self, name: str, homes: dict[tuple[_Group, tuple[str, ...]], str]) -> Markup:
        one, meanings = self._lists[name], self._meanings
        bodies = []
        for group, numbers in one.groups.items():
            here = {cells: place for cells, place in numbers.items() if homes[group, cells] == name}
            away: dict[str, list[str]] = {}
            for cells in (cells for cells in numbers if cells not in here):
                away.setdefault(homes[group, cells], []).append(cells[0])
            bodies.append(unended("tbody", *self._group(group, here, away)))
        title = element("span", words(f": {one.of}"), class_="heard") if one.of else NOTHING
        heads = (unended("th", words(heading)) for heading in meanings.headings)
        named = f"{one.section} {name}"  # several lists of one section stand in things of the same name
        # What opens the list names the table too: a caption of the same words would be read twice.
        table = element("table", unended("thead", unended("tr", *heads)), *bodies, aria_labelledby=name)
        return element(
            "details",
            element("summary", words(meanings.summary), title, id=name),
            element("div", table, class_="scroll", role="region", tabindex="0", aria_labelledby=named),
            class_="meanings",
        )

    def _group(self, group: _Group, here: _Numbers, away: dict[str, list[str]]) -> Iterator[Markup]:
        """The rows of a group: whose numbers they are, those explained here, and where the others are."""
        wide = str(len(self._meanings.headings))
        said = ". ".join(filter(None, group)) if here else group[0]  # from where, is said there
        yield unended("tr", unended("th", words(said), colspan=wide, scope="rowgroup"))
        yield from _rows(here)
        for name, numbers in away.items():
            numbers_of = words(f"{', '.join(dict.fromkeys(numbers))}: {self._meanings.elsewhere} ")
            link = element("a", words(self._lists[name].short), href=f"#{name}")
            yield unended("tr", unended("td", joined((numbers_of, link)), colspan=wide))
