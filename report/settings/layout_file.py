"""Reads a layout: the TOML file in which an officer says what a report holds, in which order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from inputs.files import toml_values
from inputs.files.toml_schema import ADD_IT, PROSE, TEXT, Key, ListOf, Name, Table, Unreadable, Value, read_file
from inputs.suggestions import unknown_names
from report.settings.sheet_words import PromiseSpec, SheetWords, promises, words_table

PARTS = {
    "cover": "title, committee, meeting and the other facts of the cover block",
    "front": "the first page: a message, a shape for each target, six tiles, and what the committee is asked to do",
    "glance": "every measure in one table of one page: status, trend, and where it stands beside target and England",
    "attention": "the worst five against target or clearly worse, and what the committee asked for",
    "panels": "the sections with a box for each measure, three a page",
    "control_charts": "a control chart of each measure that can have one, with its average and limits",
    "neighbours": "the published figures of similar councils by name, and the limits of chance by their size",
    "all_numbers": "every month of every measure shown in a box",
    "reading": "how to read the report, the definitions, and what was found in the returns, in two columns",
    "promises": "a sheet for young people: promises, how each was kept, what happens next and whom to tell",
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
SMALL_COUNCIL = {
    "months": "months, of which small ones are hidden",
    "sums": "quarters, 12 months or three years, where most of a measure's months would be hidden",
}
NUMBERS = {
    "months": "a table of every month drawn",
    "quarters": "a table of every quarter drawn",
    "groups": "a table with a row for each age band or team",
    "none": "no table",
}
USUAL_WINDOW = 21  # months: seven whole quarters
USUAL = "corporate_parenting"  # the layout whose files have no name of a layout in theirs
SHEET = "young_people"  # the layout that is built with the usual one
_LONGEST_IN_NAMES = 60  # characters
_OF_FILES = re.compile(
    r"(?:.*-)?(?:large-print|exempt|reissue-\d+)(?:-.*)?"
)  # what names of files say of something else


class BadLayout(ValueError):
    """A layout that cannot be used; ``problems`` holds one sentence for each mistake, all of them at once."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


MOST_TILES = 6  # of the first page


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
    """A chapter: its number is its place in the file. ``commentary_owner`` is who writes its commentary."""

    number: int
    title: str
    panels: tuple[PanelSpec, ...] = ()
    commentary: str = ""
    contact: str = ""
    commentary_owner: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """A whole report as the officer asked for it. ``in_names`` is what the names of its files say of it.

    ``small_council`` is "months", or "sums": then a measure of which most months would be hidden is given by quarters
    or by 12 months. ``also_returned``: measures that are returned and that no panel shows come at the end of their
    section. ``asked`` are the measures that are asked for where no return gives them; None for those of all panels.
    """

    title: str
    subject: str
    parts: tuple[str, ...]
    headlines: tuple[str, ...]
    sections: tuple[SectionSpec, ...]
    tiles: tuple[str, ...] = ()
    panels_a_page: int = 3
    small_council: str = "months"
    in_names: str = ""
    also_returned: bool = False
    asked: frozenset[str] | None = None
    promises: tuple[PromiseSpec, ...] = ()
    words: SheetWords | None = None

    @property
    def measures(self) -> frozenset[str]:
        """Every measure that a panel or a promise shows."""
        in_panels = {n for s in self.sections for p in s.panels for n in (p.measure, p.second) if n}
        return frozenset(in_panels | {promise.measure for promise in self.promises})


def shipped_layouts() -> tuple[str, ...]:
    """The names of the layouts that come with the report builder."""
    folder = resources.files("layouts") / "library"
    return tuple(sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml")))


_NO_TEXT = "this file cannot be read as UTF-8 text. Save it again as UTF-8."
_UNREADABLE = Unreadable(_NO_TEXT, _NO_TEXT, "this layout cannot be read: {trouble}. Fix that line.")


def read_layout(name: str, folder: Path, measures: Collection[str], charts: Collection[str]) -> Layout:
    """A shipped layout by name, or an officer's file, looked for in ``folder`` and then as a path of its own.

    ``measures`` and ``charts`` are the names that panels may use. Raises BadLayout with every mistake at once.
    """
    layout, problems = read_file(_found(name, folder), _schema(measures, charts), _UNREADABLE)
    in_names = name_in_files(name)
    problems += _unnameable(in_names) if in_names or not _is_usual(name) else []
    if problems or layout is None:
        raise BadLayout(f"{name}: {problem}" for problem in problems)
    return replace(layout, in_names=in_names)


def name_in_files(name: str) -> str:
    """What the files of a layout add to their names: "" for the usual one, else "full", "young-people", "ours".

    A file of the officer's with the name of a shipped layout stands in the place of that one, and has its names.
    """
    named = _kebab(name)
    return "" if _is_usual(name) else named.removeprefix(f"{_kebab(USUAL)}-")


def sheet_beside(folder: Path) -> str:
    """The layout of the young people's sheet: the council's own beside its returns, else the one that ships."""
    own = f"{SHEET}.toml"
    return own if (folder / own).is_file() else SHEET


def _is_usual(name: str) -> bool:
    return _kebab(name) == _kebab(USUAL)


def _kebab(name: str) -> str:
    path = Path(name)
    stem = path.stem if path.suffix.lower() == ".toml" else path.name
    return re.sub(r"[\W_]+", "-", unicodedata.normalize("NFC", stem).lower()).strip("-")


def _unnameable(in_names: str) -> list[str]:
    """What is wrong with a layout's name, from which its files have theirs."""
    if not in_names or len(in_names) > _LONGEST_IN_NAMES or _OF_FILES.fullmatch(in_names):
        return ["this name cannot be that of a report. Give the file another one, such as ours.toml."]
    return []


def _found(name: str, folder: Path) -> Path | Traversable:
    if name in shipped_layouts():
        return resources.files("layouts") / "library" / f"{name}.toml"
    path = next((path for path in (folder / name, Path(name)) if path.is_file()), None)
    if path is None:
        (unknown,) = unknown_names([name], shipped_layouts(), "layout")
        raise BadLayout([f"{unknown} Or give the path of your own .toml file."])
    return path


def _schema(measures: Collection[str], charts: Collection[str]) -> Table[Layout]:
    texts = "“{key}” must be a list of texts in square brackets."
    window = "“{key}” must be a whole number of months from 2 to 120."
    tables = "“{key}” must be written [[{key}]], in two pairs of brackets."
    yes_or_no = Value(toml_values.instance_of(bool), "“{key}” must be true or false.")
    panel = (
        Key("measure", Name("measure", measures), "a panel has no “measure”. Add one."),
        Key("with", Name("measure", measures), field="second"),
        Key("charts", ListOf(Name("chart", charts, ""), texts)),
        Key("numbers", Name("table of numbers", NUMBERS)),
        Key("optional", yes_or_no),
        Key("commentary", PROSE),
        Key("window", Value(toml_values.whole_number(2, 120), window)),
    )
    panels = ListOf(Table(PanelSpec, panel), tables)
    section = (
        Key("title", TEXT, ADD_IT),
        Key("commentary", PROSE),
        Key("contact", TEXT),
        Key("commentary_owner", TEXT),
        Key("panel", panels, field="panels"),
    )
    sections = ListOf(Table(partial(SectionSpec, 0), section), tables, lambda number, _: f"section {number}: ")
    layout = (
        Key("title", TEXT, ADD_IT),
        Key("subject", TEXT),
        Key("parts", ListOf(Name("part", PARTS, ""), texts), ADD_IT),
        Key("headlines", ListOf(Name("measure", measures, ""), texts)),
        Key("tiles", ListOf(Name("measure", measures, ""), texts)),
        Key("panels_a_page", Value(toml_values.whole_number(1, 3), "“{key}” must be 1, 2 or 3.")),
        Key("small_council", Name("way with small numbers", SMALL_COUNCIL)),
        Key("also_returned", yes_or_no),
        Key("section", sections, field="sections"),
        Key("words", words_table()),
        Key("promise", promises(measures), field="promises"),
    )
    return Table(_layout, layout, checks=(_without_promises, _too_many_tiles))


def _without_promises(values: Mapping[str, Any], given: Mapping[str, Any]) -> Iterable[str]:
    lacking = [f"“{key}” is missing." for key in ("words", "promise") if key not in given]
    if lacking and "promises" in values.get("parts", ()):
        yield f"the part “promises” needs them: {' '.join(lacking)} Copy them from young_people.toml."


def _too_many_tiles(values: Mapping[str, Any], _: object) -> Iterable[str]:
    tiles = values.get("tiles", ())
    if len(tiles) > MOST_TILES:
        yield f"“tiles” names {len(tiles)} measures, and the first page has room for {MOST_TILES}."
    for name in dict.fromkeys(one for one in tiles if tiles.count(one) > 1):
        yield f"“tiles” names {name} twice."


def _layout(title: str, sections: tuple[SectionSpec, ...] = (), **given: Any) -> Layout:  # noqa: ANN401
    numbered = tuple(replace(one, number=number) for number, one in enumerate(sections, start=1))
    return Layout(**{"subject": title, "headlines": (), **given}, title=title, sections=numbered)
