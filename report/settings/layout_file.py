"""Reads a layout: the TOML file in which an officer says what a report holds, in which order."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from inputs.suggestions import unknown_names

PARTS = {
    "cover": "title, committee, meeting and the other facts of the cover block",
    "headlines": "at most six sentences: how all stand, the worst news, the long run, and those named under headlines",
    "recommendations": "what the committee is asked to do, from report.toml",
    "asked": "what the panel asked for: what was answered since the last report, and what waits for its answer",
    "contents": "the sections that follow it, with links and page numbers",
    "at_a_glance": "one table of every measure",
    "exceptions": "what misses its target or is worse: since when, how far, the service's reason and action",
    "signals": "which measures change beyond their usual ups and downs, and which meet their targets",
    "sections": "the sections and their panels",
    "how_to_read": "what the words, shapes and marks mean",
    "definitions": "what each measure counts, and where the definition comes from",
    "data_notes": "what was found in the returns, what was not supplied, and the sources",
}
NUMBERS = {
    "months": "a table of every month drawn",
    "quarters": "a table of every quarter drawn",
    "groups": "a table with a row for each age band or team",
    "none": "no table",
}
_LAYOUT_KEYS = ("title", "subject", "parts", "headlines", "section")
_SECTION_KEYS = ("title", "panel", "commentary")
_PANEL_KEYS = ("measure", "with", "charts", "window", "numbers", "optional", "commentary")
_TEXT, _TEXTS = "text in quotation marks", "a list of texts in square brackets"
_TABLES, _SWITCH = "written [[{key}]], in two pairs of brackets", "true or false"
_KINDS = {
    "title": _TEXT,
    "subject": _TEXT,
    "parts": _TEXTS,
    "headlines": _TEXTS,
    "section": _TABLES,
    "panel": _TABLES,
    "commentary": _TEXT,
    "measure": _TEXT,
    "with": _TEXT,
    "charts": _TEXTS,
    "numbers": _TEXT,
    "optional": _SWITCH,
}
USUAL_WINDOW = 21  # months: seven whole quarters


class BadLayout(ValueError):
    """A layout that cannot be used; ``problems`` holds one sentence for each mistake, all of them at once."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


@dataclass(frozen=True, slots=True)
class PanelSpec:
    """One panel as the officer asked for it. ``window`` is in months."""

    measure: str
    charts: tuple[str, ...] = ()
    second: str = ""
    window: int = USUAL_WINDOW
    numbers: str = "months"
    optional: bool = False
    commentary: str = ""


@dataclass(frozen=True, slots=True)
class SectionSpec:
    """A chapter: its number is its place in the file."""

    number: int
    title: str
    panels: tuple[PanelSpec, ...]
    commentary: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """A whole report as the officer asked for it."""

    title: str
    subject: str
    parts: tuple[str, ...]
    headlines: tuple[str, ...]
    sections: tuple[SectionSpec, ...]

    @property
    def measures(self) -> frozenset[str]:
        """Every measure that a panel shows."""
        return frozenset(n for s in self.sections for p in s.panels for n in (p.measure, p.second) if n)


def shipped_layouts() -> tuple[str, ...]:
    """The names of the layouts that come with the report builder."""
    folder = resources.files("layouts") / "library"
    return tuple(sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml")))


def read_layout(name: str, folder: Path, measures: Collection[str], charts: Collection[str]) -> Layout:
    """A shipped layout by name, or an officer's file, looked for in ``folder`` and then as a path of its own.

    ``measures`` and ``charts`` are the names that panels may use. Raises BadLayout with every mistake at once.
    """
    text = _text(name, folder)
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as trouble:
        raise BadLayout([f"{name}: this layout cannot be read: {trouble}. Mend that line."]) from None
    problems = [f"{name}: {problem}" for problem in _problems(document, measures, charts)]
    if problems:
        raise BadLayout(problems)
    return _layout(document)


def _text(name: str, folder: Path) -> str:
    if name in shipped_layouts():
        return (resources.files("layouts") / "library" / f"{name}.toml").read_text("utf-8")
    for path in (folder / name, Path(name)):
        if path.is_file():
            try:
                return path.read_text("utf-8-sig")
            except (OSError, UnicodeDecodeError):
                raise BadLayout([f"{name}: this file cannot be read as UTF-8 text. Save it again as UTF-8."]) from None
    raise BadLayout([_unknown(name, shipped_layouts(), "layout") + " Or give the path of your own .toml file."])


def _problems(document: Mapping[str, Any], measures: Collection[str], charts: Collection[str]) -> list[str]:
    problems = [*_unknown_keys(document, _LAYOUT_KEYS), *_wrong_kinds(document)]
    problems += [f"“{key}” is missing. Add it." for key in ("title", "parts") if key not in document]
    problems += [_unknown(part, PARTS, "part") for part in _listed(document, "parts") if part not in PARTS]
    problems += [_unknown(m, measures, "measure") for m in _listed(document, "headlines") if m not in measures]
    for number, section in enumerate(_listed(document, "section"), start=1):
        where = f"section {number}"
        here = [*_unknown_keys(section, _SECTION_KEYS), *_wrong_kinds(section)]
        if "title" not in section:
            here.append("“title” is missing. Add it.")
        for panel in _listed(section, "panel"):
            here += _panel_problems(panel, measures, charts)
        problems += [f"{where}: {problem}" for problem in here]
    return problems


def _panel_problems(panel: Mapping[str, Any], measures: Collection[str], charts: Collection[str]) -> list[str]:
    problems = [*_unknown_keys(panel, _PANEL_KEYS), *_wrong_kinds(panel)]
    if "measure" not in panel:
        problems.append("a panel has no “measure”. Add one.")
    named = [panel[key] for key in ("measure", "with") if isinstance(panel.get(key), str)]
    problems += [_unknown(name, measures, "measure") for name in named if name not in measures]
    problems += [_unknown(chart, charts, "chart") for chart in _listed(panel, "charts") if chart not in charts]
    numbers = panel.get("numbers", "months")
    if isinstance(numbers, str) and numbers not in NUMBERS:
        problems.append(_unknown(numbers, NUMBERS, "table of numbers"))
    window = panel.get("window", USUAL_WINDOW)
    if not isinstance(window, int) or not 2 <= window <= 120:
        problems.append("“window” must be a whole number of months from 2 to 120.")
    return problems


def _unknown_keys(table: Mapping[str, Any], known: Collection[str]) -> list[str]:
    return [_unknown(key, known, "key") for key in table if key not in known]


def _wrong_kinds(table: Mapping[str, Any]) -> list[str]:
    """A sentence for each value that is of another kind than its key wants."""
    return [
        f"“{key}” must be {_KINDS[key].format(key=key)}."
        for key, value in table.items()
        if key in _KINDS and not _is_kind(value, _KINDS[key])
    ]


def _listed(table: Mapping[str, Any], key: str) -> list[Any]:
    """A list of the kind its key wants; empty where it is absent or of another kind."""
    return table[key] if key in table and _is_kind(table[key], _KINDS[key]) else []


def _is_kind(value: object, kind: str) -> bool:
    if kind is _TEXTS:
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    if kind is _TABLES:
        return isinstance(value, list) and all(isinstance(item, Mapping) for item in value)
    return isinstance(value, bool if kind is _SWITCH else str)


def _unknown(name: str, known: Collection[str], noun: str) -> str:
    return "".join(unknown_names([name], known, noun))


def _layout(document: Mapping[str, Any]) -> Layout:
    return Layout(
        title=document["title"],
        subject=document.get("subject", document["title"]),
        parts=tuple(document["parts"]),
        headlines=tuple(document.get("headlines", ())),
        sections=tuple(
            SectionSpec(
                number=number,
                title=section["title"],
                panels=tuple(_panel(panel) for panel in section.get("panel", [])),
                commentary=section.get("commentary", ""),
            )
            for number, section in enumerate(document.get("section", []), start=1)
        ),
    )


def _panel(entry: Mapping[str, Any]) -> PanelSpec:
    return PanelSpec(
        measure=entry["measure"],
        charts=tuple(entry.get("charts", ())),
        second=entry.get("with", ""),
        window=entry.get("window", USUAL_WINDOW),
        numbers=entry.get("numbers", "months"),
        optional=entry.get("optional", False),
        commentary=entry.get("commentary", ""),
    )
