"""The words that a report prefers and the acronyms that it expands: ours, or the council's own list of them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from inputs.findings import Finding
from report.metrics.model.findings import found

FILE = "preferred_words.toml"
_TABLES = ("instead", "acronyms")


@dataclass(frozen=True, slots=True)
class PreferredWords:
    """What to say instead of a word or phrase, and what each acronym stands for."""

    instead: Mapping[str, str]
    acronyms: Mapping[str, str]


def shipped_words() -> PreferredWords:
    """The list that comes with the report builder."""
    document = tomllib.loads((resources.files("report") / FILE).read_text("utf-8"))
    return PreferredWords(document["instead"], document["acronyms"])


def preferred_words(folder: Path) -> tuple[PreferredWords, tuple[Finding, ...]]:
    """The council's list from its folder, or ours; a list of theirs that cannot be used is told, and ours is taken."""
    path = folder / FILE
    if not path.is_file():
        return shipped_words(), ()
    try:
        document = tomllib.loads(path.read_text("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        return shipped_words(), (_wrong("this file cannot be read as TOML in UTF-8."),)
    except OSError:
        return shipped_words(), (_wrong("this file cannot be opened."),)
    tables = {name: document.get(name, {}) for name in _TABLES}
    texts = [text for table in tables.values() if isinstance(table, dict) for text in table.values()]
    if document.keys() - tables.keys() or not all(isinstance(one, dict) for one in tables.values()):
        return shipped_words(), (_wrong("it may only hold the tables [instead] and [acronyms]."),)
    if not all(isinstance(text, str) for text in texts):
        return shipped_words(), (_wrong('every entry must read like "siblings" = "brothers and sisters".'),)
    return PreferredWords(tables["instead"], tables["acronyms"]), ()


def _wrong(what: str) -> Finding:
    return found("bad-setting", what, f"Mend {FILE} and run again.", workbook=FILE)
