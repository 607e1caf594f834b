"""The layouts of extracts, as data: which tables they have, by which columns each is told, and what codes mean."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

from inputs.files.toml_file import read_toml
from inputs.headings.folding import fold
from inputs.headings.known_words import KNOWN_RETURNS

SSD, SSDA903, ANNEX_A = "ssd", "ssda903", "annex_a"
EXTRACTS = (SSD, SSDA903, ANNEX_A)
NEEDED = {SSD: "episodes", SSDA903: "episodes", ANNEX_A: "in_care"}  # the table without which nothing is counted
TO_CHECK = "To check"  # heads the rows that were written for an officer to correct: they are no extract
NOT_COUNTED = "not counted"  # a table of an extract from which nothing is counted
_OF_SSD = re.compile(
    r"[a-z]{4}_[a-z0-9_]+"
)  # every column of the SSD begins with four letters that stand for its table
_OF_ANY_LIST = frozenset({"child", "dob", "child unique id", "child id", "unique child id", "childs unique id"})
_LONGEST_HEADING = 200  # Annex A asks whole questions in its headings
_LIKELY = re.compile(r"\W*(?:.*\.)?\W*(?:child|.*child.*\bid|[a-z]{4}_\w+)\W*", re.IGNORECASE)  # one in each table
_MOST_OTHERS = 0.2  # of the headings of such a table that may be of the council's own
_FOLDER = KNOWN_RETURNS / "records"


class TableLayout(NamedTuple):
    """One table of an extract: its ``name`` for us, what it is ``called`` there, and the names of its columns.

    ``gives`` says in words what is counted from it.
    """

    extract: str
    name: str
    called: str
    gives: str
    known_by: frozenset[str]
    columns: Mapping[str, tuple[str, ...]]

    def columns_in(self, headings: Iterable[str]) -> dict[str, str]:
        """Our names of the columns that stand among some headings, and how they stand there."""
        key = _key_of(self.extract)
        given = {key(heading): heading for heading in headings}
        found = {ours: next((one for one in theirs if one in given), "") for ours, theirs in self.columns.items()}
        return {ours: given[one] for ours, one in found.items() if one}


class Codes(NamedTuple):
    """The codes of a column, in capitals, and the code that each spelling means, folded.

    ``otherwise`` is the code for any other text, which is told, ``taken_as`` what that is in words; ``rest`` is what
    any other text means, where it need not be told.
    """

    codes: frozenset[str]
    words: Mapping[str, str]
    otherwise: str = ""
    rest: str = ""
    taken_as: str = "not recorded"


@cache
def _written(name: str) -> Mapping[str, Any]:
    """The content of a file of layouts or codes."""
    return read_toml(_FOLDER / f"{name}.toml")


@cache
def layouts(extract: str) -> tuple[TableLayout, ...]:
    """The tables of an extract."""
    source = _written(extract)
    return tuple(
        TableLayout(
            extract,
            name,
            table["called"],
            table["gives"],
            frozenset(table["known_by"]),
            {ours: tuple(map(_key_of(extract), theirs)) for ours, theirs in table["columns"].items()},
        )
        for name, table in source["table"].items()
    )


@cache
def title_of(extract: str) -> str:
    """The name of an extract in words."""
    return str(_written(extract)["title"])


@cache
def lacks_of(extract: str) -> str:
    """What an extract never holds, in words, of what a report has."""
    return str(_written(extract)["lacks"])


@cache
def codes_of(column: str) -> Codes:
    """The codes of a column and their spellings."""
    one = _written("codes")[column]
    words = {fold(word): code for code, its in one["words"].items() for word in its}
    other = {name: one[name] for name in ("otherwise", "rest", "taken_as") if name in one}
    return Codes(frozenset(one["codes"]), words, **other)


def known_table(headings: Iterable[str]) -> TableLayout | None:
    """The table that a row of headings is of: the one with most of its columns, all by which it is told among them.

    A table of the SSD from which nothing is counted is ``NOT_COUNTED``.
    """
    given = tuple(headings)
    if TO_CHECK in given or not any(_LIKELY.fullmatch(heading) for heading in given):
        return None  # as nearly every sheet is, without a look at the layouts
    plain = {_plain(heading) for heading in given}
    if not _every_heading() & (plain | {fold(heading) for heading in given if len(heading) <= _LONGEST_HEADING}):
        return TableLayout(SSD, NOT_COUNTED, "", "", frozenset(), {}) if _is_of_ssd(plain) else None
    held = [(table.columns_in(given), table) for extract in EXTRACTS for table in layouts(extract)]
    told = [(len(columns), table) for columns, table in held if columns.keys() >= table.known_by]
    return max(told, key=lambda one: one[0])[1] if told else None


@cache
def _every_heading() -> frozenset[str]:
    """The headings that are nobody else's: those of SSD tables, and those of SSDA903 by which a file is told."""
    tables = (table for extract in EXTRACTS for table in layouts(extract))
    each = (
        one for table in tables for ours, theirs in table.columns.items() if ours in table.known_by for one in theirs
    )
    return frozenset(each) - _OF_ANY_LIST


def _is_of_ssd(headings: Collection[str]) -> bool:
    """Whether headings are those of some table of the SSD: nearly all begin with the same four letters."""
    begins = Counter(heading[:4] for heading in headings if _OF_SSD.fullmatch(heading))
    _, most = max(begins.items(), key=lambda one: one[1], default=("", 0))
    return most > 1 and most >= len(headings) * (1 - _MOST_OTHERS)


def _key_of(extract: str) -> Callable[[str], str]:
    """How the headings of an extract are compared: those of Annex A are words, the others names of columns."""
    return fold if extract == ANNEX_A else _plain


def _plain(heading: str) -> str:
    """A heading as it is compared: without blanks around it, a table's name before it, quotes or capitals."""
    return heading.strip().strip('"[]').rpartition(".")[2].strip('"[]').strip().casefold()
