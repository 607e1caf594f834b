"""The one place where starting asks for a council by its name: its code, by which other areas' figures are found."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path
from typing import NamedTuple

from inputs.suggestions import nearest_names

_MOST_LIKE = 3
_OF_NAMES = re.compile(
    r"\b(?:the|council|county|city|borough|metropolitan|royal|london|unitary|authority|district|corporation|of|mbc|bc"
    r"|cc|lb)\b"
)
_NOT_A_LETTER = re.compile(r"[^a-z]+")


class Council(NamedTuple):
    """A council as published figures name it ("Dudley"), and its code ("E08000027")."""

    name: str
    code: str


def find_council(typed: str) -> tuple[Council | None, tuple[str, ...]]:
    """The council that somebody means by a name or a code, else None and the names that are most like it.

    “Dudley Metropolitan Borough Council” is Dudley, “London Borough of Camden” is Camden.
    """
    councils = _councils()
    by_code = {one.code: one for one in councils}
    if typed.strip().upper() in by_code:
        return by_code[typed.strip().upper()], ()
    by_name = {_plain(one.name): one for one in councils}
    if (meant := by_name.get(_plain(typed))) is not None:
        return meant, ()
    near = nearest_names(_plain(typed), by_name, _MOST_LIKE)
    return None, tuple(by_name[name].name for name in near)


def _councils() -> tuple[Council, ...]:
    """Every council of which figures ship."""
    from report.metrics.benchmarks.published_figures import AUTHORITY  # noqa: PLC0415 - only for a name that is typed
    from report.metrics.benchmarks.store import FIGURES_FILE, read_csv  # noqa: PLC0415

    rows = read_csv(Path(str(resources.files("report.metrics.benchmarks") / "shipped" / FIGURES_FILE)))
    named = {row["area_code"]: row["area_name"] for row in rows if row["area_type"] == AUTHORITY}
    return tuple(Council(name, code) for code, name in named.items())


def _plain(name: str) -> str:
    """A name without the words that councils have in common, in small letters; as it is where nothing is left."""
    folded = name.casefold().replace("&", "and")
    return _NOT_A_LETTER.sub(" ", _OF_NAMES.sub(" ", folded)).strip() or folded.strip()
