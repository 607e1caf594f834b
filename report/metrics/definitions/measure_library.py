"""Reads the measure library: our own TOML files and an officer's ``measures.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from importlib import resources
from pathlib import Path
from typing import Any

from inputs.intake import Item, Vocabulary
from report.metrics.definitions.average_spread import with_spread
from report.metrics.definitions.measure_schema import TEXTS, problems_of_file
from report.metrics.definitions.suggestions import unknown_names
from report.metrics.model.period_type import PeriodType
from report.metrics.model.scorecard import Basis, Comparison, Measure, Polarity, Target, Threshold, Unit

LOCAL_FILE = "measures.toml"
_DECIMALS = {Unit.PCT: 1, Unit.COUNT: 0, Unit.DAYS: 0, Unit.RATE: 0}


class BadMeasure(ValueError):
    """A measure file says something we cannot use; ``problems`` holds one sentence for each, with its remedy."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


def read_library() -> tuple[Measure, ...]:
    """Every measure that ships with the report builder, in order of reference, averages with what lies behind them."""
    folder = resources.files("report.metrics") / "library"
    files = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".toml")), key=lambda entry: entry.name)
    return with_spread(m for entry in files for m in _measures(tomllib.loads(entry.read_text("utf-8")), entry.name))


def read_local(folder: Path, shipped: tuple[Measure, ...]) -> tuple[Measure, ...]:
    """The measures an officer adds beside the workbooks; none where there is no ``measures.toml``.

    Raises BadMeasure where the file cannot be used or takes the id or reference of a shipped measure.
    """
    path = folder / LOCAL_FILE
    if not path.is_file():
        return ()
    try:
        document = tomllib.loads(path.read_text("utf-8-sig"))
    except UnicodeDecodeError:
        raise BadMeasure([f"{LOCAL_FILE}: this file is not saved as UTF-8 text. Save it again as UTF-8."]) from None
    except tomllib.TOMLDecodeError as trouble:
        raise BadMeasure([f"{LOCAL_FILE}: this is not a TOML file we can read ({trouble}). Mend it there."]) from None
    except OSError:
        raise BadMeasure([f"{LOCAL_FILE}: this file cannot be opened. Ask its owner for access."]) from None
    local = _measures(document, LOCAL_FILE)
    problems = [*_taken(local, shipped), *_pointing_nowhere(local, shipped)]
    if problems:
        raise BadMeasure(f"{LOCAL_FILE}: {problem}" for problem in problems)
    return with_spread(replace(m, local=True) for m in local)


def _taken(local: Sequence[Measure], shipped: Sequence[Measure]) -> Iterable[str]:
    taken = {name for m in shipped for name in (m.id, m.ref)}
    for m in local:
        if taken & {m.id, m.ref}:
            yield f"the id or ref of “{m.name}” ({m.id}, {m.ref}) is already used. Choose another."
        taken |= {m.id, m.ref}


def _pointing_nowhere(local: Sequence[Measure], shipped: Sequence[Measure]) -> Iterable[str]:
    known = [m.id for m in (*shipped, *local)]
    pointed = (
        "parts_of",
        "hidden_with",
        "year_of",
        "same_population_as",
        "population_within",
        "not_fewer_than",
        "entrants",
    )
    named = [getattr(m, key) for m in local for key in pointed if getattr(m, key)]
    return unknown_names(named, known, "measure")


def vocabulary(measures: Iterable[Measure]) -> Vocabulary:
    """The names by which returns report these measures, as the reader wants them."""
    return Vocabulary(
        tuple(
            Item(
                id=m.id,
                kind=m.kind,
                counts=m.counts,
                report_names=() if m.spread_of else (m.ref, m.name, m.short_name),
                names=m.names,
                numerator_names=m.numerator_names,
                denominator_names=m.denominator_names,
                groups={} if m.spread_of else m.groups,
                percentage=m.unit is Unit.PCT,
                spread_of=m.spread_of,
                spread=m.spread,
            )
            for m in measures
        )
    )


def _measures(document: Mapping[str, Any], where: str) -> tuple[Measure, ...]:
    problems = [f"{where}: {problem}" for problem in problems_of_file(document)]
    if problems:
        raise BadMeasure(problems)
    return tuple(_measure(entry) for entry in document.get("measure", []))


def _measure(entry: Mapping[str, Any]) -> Measure:
    period_type = PeriodType(entry["period_type"])
    unit = Unit(entry["unit"])
    return Measure(
        **{key: entry[key] for key in TEXTS},
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
        year_of=entry.get("year_of", ""),
        per=entry.get("per", 1),
        value_name=entry.get("value_name", ""),
        same_population_as=entry.get("same_population_as", ""),
        population_within=entry.get("population_within", ""),
        not_fewer_than=entry.get("not_fewer_than", ""),
        entrants=entry.get("entrants", ""),
        ripens_after=entry.get("ripens_after", ""),
        national=entry.get("national", ""),
        threshold=_threshold(entry.get("threshold")),
        pair_name=entry.get("pair_name", entry.get("short_name", entry["name"])),
        groups={name: tuple(aliases) for name, aliases in entry.get("groups", {}).items()},
    )


def _target(entry: Mapping[str, Any] | None) -> Target | None:
    if entry is None:
        return None
    return Target(Decimal(str(entry["value"])), Comparison(entry["comparison"]), Basis(entry.get("basis", "local")))


def _threshold(entry: Mapping[str, Any] | None) -> Threshold | None:
    if entry is None:
        return None
    return Threshold(Decimal(str(entry["value"])), entry["name"], entry["source"], entry.get("note", ""))
