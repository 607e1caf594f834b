"""Reads the words that headings and row labels of any return use, from the TOML files of ``known_returns``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from inputs.files.toml_file import read_toml
from inputs.headings.folding import fold
from inputs.headings.meaning import Heading
from inputs.headings.roles import SPREAD, Role

KNOWN_RETURNS = Path(__file__).parents[1] / "known_returns"


class Words(NamedTuple):
    """The words of all known returns, folded.

    ``return_of_role``: the kind of return whose word a role is; the others are words of all. ``role_of_any``: those of
    them that may stand under a measure of any return. ``spread``: words for the
    median, lowest and highest, which are roles only where the caller has items for them. ``starts``: how headings of
    one kind begin. ``of_others``: words that mean other areas' figures; ``areas``: names of some; ``beside_others``:
    words that may stand with either. ``says``: what a cell of a rating, a direction or a polarity means, such as
    "green", by its text. ``near_target``: headings of what may be meant for
    a target. ``as_at``: how a "data correct as at" line begins. ``notice``: words for every page.
    """

    roles: Mapping[str, Role]
    return_of_role: Mapping[str, str]
    role_of_any: frozenset[str]
    spread: Mapping[str, Role]
    headings: Mapping[str, Heading]
    starts: Mapping[Heading, tuple[str, ...]]
    of_others: frozenset[str]
    areas: tuple[str, ...]
    beside_others: frozenset[str]
    says: Mapping[Heading, Mapping[str, str]]
    near_target: frozenset[str]
    as_at: tuple[str, ...]
    notice: str
    kind_by_sheet: Mapping[str, str]
    title_by_kind: Mapping[str, str]


@cache
def known_words() -> Words:
    """Read the words from the TOML files of ``known_returns``, once."""
    common = read_toml(KNOWN_RETURNS / "every_return.toml")
    files = sorted(path for path in KNOWN_RETURNS.glob("*.toml") if path.name != "every_return.toml")
    returns = [read_toml(path) for path in files]
    roles: dict[str, Role] = {}
    return_of_role: dict[str, str] = {}
    for source in (common, *returns):
        for role in Role:
            for word in source.get(role.value, ()) if role not in {Role.UNMARKED, *SPREAD} else ():
                if roles.setdefault(fold(word), role) is role and "kind" in source:
                    return_of_role.setdefault(fold(word), source["kind"])
    headings = {
        fold(word): heading for heading in reversed(Heading) if heading for word in common.get(heading.value, ())
    }
    return Words(
        roles,
        return_of_role,
        frozenset(map(fold, common["role_of_any"])),
        {fold(word): role for role in SPREAD for word in common["spread"][role.value]},
        headings,
        {Heading(kind): tuple(map(_start, starts)) for kind, starts in common["starts"].items()},
        frozenset(common["comparator_words"]["heads"]),
        tuple(common["comparator_words"]["areas"]),
        frozenset(common["comparator_words"]["joins"]),
        {Heading(kind): _meaning_by_text(said) for kind, said in common["says"].items()},
        frozenset(map(fold, common["near_target"])),
        tuple(common["as_at"]),
        common["notice"],
        {fold(word): source["kind"] for source in returns for word in source["sheets"]},
        {source["kind"]: source["title"] for source in returns},
    )


def _start(words: str) -> str:
    """The folded beginning of a heading; a space at its end stays, so that SN does not begin SNAP."""
    return fold(words) + " " * words.endswith(" ")


def _meaning_by_text(texts_by_meaning: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {text.casefold(): meaning for meaning, texts in texts_by_meaning.items() for text in texts}
