"""The words that a report prefers and the acronyms that it expands: ours, or the council's own list of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path

from inputs.files.toml_file import read_toml
from inputs.files.toml_schema import NOTHING, TEXT, Key, Table, Unreadable, read_file
from inputs.findings import Finding
from report.metrics.model.findings import found

FILE = "preferred_words.toml"


@dataclass(frozen=True, slots=True)
class PreferredWords:
    """What to say instead of a word or phrase, and what each acronym stands for."""

    instead: Mapping[str, str] = field(default_factory=dict)
    acronyms: Mapping[str, str] = field(default_factory=dict)


_ENTRY = TEXT._replace(sentence='every entry must read like "siblings" = "brothers and sisters".')
_PAIRS: Table[dict[str, str]] = Table(dict, others="", rest=_ENTRY)
_LIST = Table(
    PreferredWords,
    (Key("instead", _PAIRS), Key("acronyms", _PAIRS)),
    others="",
    rest=NOTHING,
    sentence="it may only hold the tables [instead] and [acronyms].",
)
_NOT_TOML = "this file cannot be read as TOML in UTF-8."
_UNREADABLE = Unreadable("this file cannot be opened.", _NOT_TOML, _NOT_TOML)


def shipped_words() -> PreferredWords:
    """The list that comes with the report builder."""
    return PreferredWords(**read_toml(resources.files("report") / FILE))


def preferred_words(folder: Path) -> tuple[PreferredWords, tuple[Finding, ...]]:
    """The council's list from its folder, or the shipped one, also where the council's cannot be used (a finding)."""
    path = folder / FILE
    if not path.is_file():
        return shipped_words(), ()
    words, problems = read_file(path, _LIST, _UNREADABLE)
    remedy = f"Fix {FILE} and run again."
    findings = tuple(found("bad-setting", what, remedy, workbook=FILE) for what in dict.fromkeys(problems))
    return shipped_words() if findings or words is None else words, findings
