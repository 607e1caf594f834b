"""Reads the measure library: our own TOML files and an officer's ``measures.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from decimal import Decimal
from importlib import resources
from pathlib import Path
from typing import Any

from inputs.intake import Item, Vocabulary
from report.metrics.model import Basis, Comparison, Measure, Polarity, Target, Unit
from report.metrics.periods import PeriodType
from report.nearest import unknown_names

LOCAL_FILE = "measures.toml"
_TEXTS = ("id", "ref", "name", "definition", "population", "counts", "owner", "source", "message")
_OPTIONAL = (
    "short_name", "statutory_name", "message_value_only", "out_of", "small_counts", "parts_of", "combine", "report_as",
    "decimals", "tolerance", "target", "numerator_names", "denominator_names", "groups", "pair_name", "message_pair",
    "hidden_with",
)  # fmt: skip
_KEYS = {*_TEXTS, "unit", "polarity", "period_type", "return", "names", *_OPTIONAL}
_DECIMALS = {Unit.PCT: 1, Unit.COUNT: 0, Unit.DAYS: 0, Unit.RATE: 0}


class BadMeasure(ValueError):
    """A measure file says something we cannot use; ``problems`` holds one sentence for each, with its remedy."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


def read_library() -> tuple[Measure, ...]:
    """Every measure that ships with the report builder, in order of reference."""
    folder = resources.files("report.metrics") / "library"
    files = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".toml")), key=lambda entry: entry.name)
    return tuple(m for entry in files for m in _measures(tomllib.loads(entry.read_text("utf-8")), entry.name))


def read_local(folder: Path, shipped: tuple[Measure, ...]) -> tuple[Measure, ...]:
    """The measures an officer adds beside the workbooks; none where there is no ``measures.toml``.

    Raises BadMeasure where the file cannot be used or takes the id or reference of a shipped measure.
    """
    path = folder / LOCAL_FILE
    if not path.is_file():
        return ()
    try:
        local = _measures(tomllib.loads(path.read_text("utf-8")), LOCAL_FILE)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as trouble:
        raise BadMeasure([f"{LOCAL_FILE}: this is not a TOML file we can read ({trouble}). Mend it there."]) from None
    taken = {m.id for m in shipped} | {m.ref for m in shipped}
    problems = [
        f"{LOCAL_FILE}: the id or ref of “{m.name}” ({m.id}, {m.ref}) is already used. Choose another."
        for m in local
        if m.id in taken or m.ref in taken
    ]
    if problems:
        raise BadMeasure(problems)
    return local


def vocabulary(measures: Iterable[Measure]) -> Vocabulary:
    """The names by which returns report these measures, as the reader wants them."""
    return Vocabulary(
        tuple(
            Item(
                id=m.id,
                kind=m.kind,
                names=m.names,
                numerator_names=m.numerator_names,
                denominator_names=m.denominator_names,
                groups=m.groups,
                percentage=m.unit is Unit.PCT,
            )
            for m in measures
        )
    )


def _measures(document: Mapping[str, Any], where: str) -> tuple[Measure, ...]:
    entries = document.get("measure", [])
    problems = [problem for entry in entries for problem in _problems(entry, where)]
    if problems:
        raise BadMeasure(problems)
    return tuple(_measure(entry) for entry in entries)


def _problems(entry: Mapping[str, Any], where: str) -> list[str]:
    name = entry.get("id", "a measure with no id")
    problems = [f"{where}: {name}: {problem}" for problem in unknown_names(entry, _KEYS, "key")]
    needed = (*_TEXTS, "unit", "polarity", "period_type", "return", "names")
    problems += [f"{where}: {name}: “{key}” is missing. Add it." for key in needed if key not in entry]
    choices = (("unit", Unit), ("polarity", Polarity), ("period_type", PeriodType), ("report_as", PeriodType))
    for key, choice in choices:
        if key in entry and entry[key] not in list(choice):
            allowed = ", ".join(choice)
            problems.append(f"{where}: {name}: “{entry[key]}” is not a {key}. Use one of: {allowed}.")
    return problems


def _measure(entry: Mapping[str, Any]) -> Measure:
    period_type = PeriodType(entry["period_type"])
    unit = Unit(entry["unit"])
    return Measure(
        **{key: entry[key] for key in _TEXTS},
        unit=unit,
        polarity=Polarity(entry["polarity"]),
        period_type=period_type,
        report_as=PeriodType(entry.get("report_as", period_type)),
        combine=entry.get("combine", "last"),
        kind=entry["return"],
        short_name=entry.get("short_name", entry["name"]),
        statutory_name=entry.get("statutory_name", ""),
        message_value_only=entry.get("message_value_only", entry["message"]),
        out_of=entry.get("out_of", entry["counts"]),
        decimals=entry.get("decimals", _DECIMALS[unit]),
        small_counts=entry.get("small_counts", "hide"),
        parts_of=entry.get("parts_of", ""),
        target=_target(entry.get("target")),
        tolerance=Decimal(str(entry["tolerance"])) if "tolerance" in entry else None,
        names=tuple(entry["names"]),
        numerator_names=tuple(entry.get("numerator_names", ())),
        denominator_names=tuple(entry.get("denominator_names", ())),
        message_pair=entry.get("message_pair", entry["message"]),
        hidden_with=entry.get("hidden_with", ""),
        pair_name=entry.get("pair_name", entry.get("short_name", entry["name"])),
        groups={name: tuple(aliases) for name, aliases in entry.get("groups", {}).items()},
    )


def _target(entry: Mapping[str, Any] | None) -> Target | None:
    if entry is None:
        return None
    return Target(Decimal(str(entry["value"])), Comparison(entry["comparison"]), Basis(entry.get("basis", "local")))
