"""Reads ``report.toml``, which stands beside the workbooks and says whose report this is and for which meeting."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from math import isfinite
from pathlib import Path
from typing import Any

from inputs.findings import Finding
from inputs.period import Period
from report.metrics.definitions.suggestions import unknown_names
from report.metrics.judgement.change import FEWEST_TO_JUDGE
from report.metrics.judgement.target_status import AS_USUAL, Judging, StatusRule
from report.metrics.model.findings import found
from report.metrics.model.scorecard import Basis, Comparison, Measure, MethodChange, Polarity, Target, Unit
from report.metrics.statistics.control_limits import METHODS

FILE = "report.toml"
_TEXTS = (
    "council", "service", "committee", "agenda_item", "report_of", "author", "contact", "classification", "purpose",
    "layout", "authority",
)  # fmt: skip
_AUTHORITY = re.compile(r"E(06|08|09|10)\d{6}", re.ASCII)  # of those that have children in their care
_JUDGING = ("status_rule", "fewest_to_judge", "floor_standards", "tolerances")
_KEYS = (*_TEXTS, "meeting_date", "recommendations", "targets", "method_changes", "parity", "revision", *_JUDGING)
_MOST_TO_JUDGE = 100  # above that nothing that a council counts would be judged
_QUARTERS = ("q1", "q2", "q3", "q4")
_TARGET_KEYS = ("value", "comparison", "basis", *_QUARTERS)


@dataclass(frozen=True, slots=True)
class RevisionReason:
    """Why figures of a measure were revised, by the months (or the last months of the quarters) that they are for."""

    measure_id: str
    months: frozenset[Period]
    reason: str


@dataclass(frozen=True, slots=True)
class Settings:
    """What the cover says and what the council has chosen. An empty text leaves its line off the cover.

    ``authority`` is the council's code ("E06000031"), by which its region and statistical neighbours are found.
    ``tolerances`` are how far past its target a figure of a measure may be and still be close, by the measure's id: in
    percentage points for a percentage, else as a share of the target.
    ``parity`` is "nhsr" where figures are held against their ups and downs just as NHSRplotthedots does it.
    """

    council: str = ""
    service: str = "Children’s Services"
    committee: str = ""
    meeting_date: date | None = None
    agenda_item: str = ""
    report_of: str = ""
    author: str = ""
    contact: str = ""
    classification: str = ""
    purpose: str = ""
    layout: str = "corporate_parenting"
    authority: str = ""
    recommendations: tuple[str, ...] = ()
    targets: tuple[tuple[str, Target], ...] = ()
    method_changes: tuple[MethodChange, ...] = ()
    judging: Judging = AS_USUAL
    revisions: tuple[RevisionReason, ...] = ()
    parity: str = ""
    tolerances: Mapping[str, Decimal] = field(default_factory=dict)


def read_settings(folder: Path, measures: Sequence[Measure]) -> tuple[Settings, tuple[Finding, ...]]:
    """The settings of a folder of returns, and everything wrong with them, all at once."""
    path = folder / FILE
    if not path.is_file():
        return Settings(), (_absent(),)
    try:
        document = tomllib.loads(path.read_text("utf-8-sig"))
    except UnicodeDecodeError:
        return Settings(), (_wrong("this file is not saved as UTF-8 text.", "Save it again as UTF-8."),)
    except tomllib.TOMLDecodeError as trouble:
        return Settings(), (_wrong(f"this file cannot be read: {trouble}.", "Mend that line and run again."),)
    except OSError:
        return Settings(), (_wrong("this file cannot be opened.", "Close it elsewhere, or ask its owner for access."),)
    problems = _Problems(measures)
    settings = problems.read(document)
    return settings, tuple(_wrong(problem, "") for problem in problems.found)


class _Problems:
    """Reads a document while it gathers what is wrong with it, so that all is reported at once."""

    def __init__(self, measures: Sequence[Measure]) -> None:
        self.measures = {m.id: m for m in measures}
        self.found: list[str] = []

    def read(self, document: Mapping[str, Any]) -> Settings:
        self.found += unknown_names(document, _KEYS, "setting")
        settings = Settings()
        for key in _TEXTS:
            if key in document:
                settings = replace(settings, **{key: self._text(key, document[key])})  # type: ignore[arg-type]
        if settings.authority and not _AUTHORITY.fullmatch(settings.authority):
            self.found.append(
                f"“authority” must be your council’s code, such as “E06000031”, not “{settings.authority}”."
            )
        if "meeting_date" in document:
            settings = replace(settings, meeting_date=self._date(document["meeting_date"]))
        return replace(
            settings,
            recommendations=tuple(self._recommendations(document.get("recommendations", []))),
            targets=tuple(self._targets(document.get("targets", {}))),
            method_changes=tuple(self._changes(document.get("method_changes", []))),
            judging=self._judging(document),
            revisions=tuple(self._revisions(document.get("revision", []))),
            parity=self._parity(document.get("parity", "")),
            tolerances=dict(self._tolerances(document)),
        )

    def _text(self, key: str, value: object) -> str:
        if isinstance(value, str | int) and not isinstance(value, bool):
            return str(value)
        self.found.append(f"“{key}” must be text in quotation marks.")
        return ""

    def _parity(self, value: object) -> str:
        if isinstance(value, str) and value in METHODS:
            return value
        self.found.append("“parity” must be “nhsr”, or its line left out.")
        return ""

    def _date(self, value: object) -> date | None:
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        self.found.append("“meeting_date” must be a date without quotation marks, such as 2024-02-14.")
        return None

    def _recommendations(self, items: object) -> list[str]:
        if isinstance(items, list):
            return [self._text("recommendations", item) for item in items]
        self.found.append("“recommendations” must be a list, such as [“Notes the position.”].")
        return []

    def _targets(self, entries: object) -> list[tuple[str, Target]]:
        if not isinstance(entries, Mapping):
            self.found.append("“targets” must be a table: [targets] on a line of its own, and a line for each measure.")
            return []
        self.found += unknown_names(entries, self.measures, "measure")
        targets = []
        for measure_id, entry in entries.items():
            target = _target(entry)
            if target is None:
                self.found.append(
                    f"the target of {measure_id} must read like {{ value = 90, comparison = “at least”, "
                    "basis = “local” }; comparison is “at least” or “at most”. With a target for each quarter, it has "
                    "q1 = 80, q2 = 85 and so on in place of value."
                )
            else:
                targets.append((measure_id, target))
                self.found += _impossible(target, self.measures.get(measure_id))
        return targets

    def _judging(self, document: Mapping[str, Any]) -> Judging:
        rule, fewest = document.get("status_rule", "tolerance"), document.get("fewest_to_judge", int(FEWEST_TO_JUDGE))
        if rule not in list(StatusRule):
            self.found.append(f"“status_rule” is one of {', '.join(f'“{one}”' for one in StatusRule)}.")
            rule = StatusRule.TOLERANCE
        if isinstance(fewest, bool) or not isinstance(fewest, int) or not 1 <= fewest <= _MOST_TO_JUDGE:
            self.found.append(f"“fewest_to_judge” must be a whole number from 1 to {_MOST_TO_JUDGE}, such as 10.")
            fewest = int(FEWEST_TO_JUDGE)
        floors = dict(self._floors(document.get("floor_standards", {})))
        if floors and rule != StatusRule.FLOOR:
            self.found.append(
                "“floor_standards” are only used where status_rule = “floor”. Add that line, or drop them."
            )
        return Judging(StatusRule(rule), Decimal(fewest), floors)

    def _floors(self, entries: object) -> list[tuple[str, Decimal]]:
        if not isinstance(entries, Mapping):
            self.found.append("“floor_standards” must be a table: [floor_standards] on a line of its own.")
            return []
        self.found += unknown_names(entries, self.measures, "measure")
        floors = [(name, _number(value)) for name, value in entries.items()]
        self.found += [f"the floor standard of {name} must be a number, such as 85." for name, v in floors if v is None]
        return [(name, value) for name, value in floors if value is not None]

    def _tolerances(self, document: Mapping[str, Any]) -> list[tuple[str, Decimal]]:
        entries = document.get("tolerances", {})
        if not isinstance(entries, Mapping):
            self.found.append("“tolerances” must be a table: [tolerances] on a line of its own.")
            return []
        if entries and document.get("status_rule") == StatusRule.FLOOR:
            self.found.append("“tolerances” are not used where status_rule = “floor”. Change that line, or drop them.")
        self.found += unknown_names(entries, self.measures, "measure")
        tolerances = []
        for name, value in entries.items():
            number, measure = _number(value), self.measures.get(name)
            points = measure is None or measure.unit is Unit.PCT
            if number is None or not 0 <= number <= (100 if points else 1):
                like = "percentage points, such as 2" if points else "a share of the target, from 0 to 1, such as 0.2"
                self.found.append(f"the tolerance of {name} must be {like}.")
            else:
                tolerances.append((name, number))
        return tolerances

    def _changes(self, entries: object) -> list[MethodChange]:
        changes = [_change(entry) for entry in (entries if isinstance(entries, list) else [entries])]
        known = [change for change in changes if change is not None]
        if len(known) < len(changes):
            self.found.append("a [[method_changes]] entry needs measure, from (such as “2023-04”) and note.")
        self.found += unknown_names([change.measure_id for change in known], self.measures, "measure")
        return known

    def _revisions(self, entries: object) -> list[RevisionReason]:
        reasons = [_revision(entry) for entry in (entries if isinstance(entries, list) else [entries])]
        known = [reason for reason in reasons if reason is not None]
        if len(known) < len(reasons):
            self.found.append("a [[revision]] entry needs measure, months (such as [“2023-10”, “2023-11”]) and reason.")
        self.found += unknown_names([reason.measure_id for reason in known], self.measures, "measure")
        return known


def _target(entry: object) -> Target | None:
    """A target, the same all year or one for each quarter. A quarter that is not named has that of the one before."""
    if not isinstance(entry, Mapping) or not set(entry) <= set(_TARGET_KEYS):
        return None
    given = [_number(entry[key]) for key in ("value", *_QUARTERS) if key in entry]
    if not given or None in given:
        return None
    last = next((key for key in reversed(_QUARTERS) if key in entry), "value")
    by_quarter: list[Decimal] = []
    for key in _QUARTERS:
        last = key if key in entry else last
        by_quarter.append(_number(entry[last]) or Decimal(0))
    try:
        comparison, basis = Comparison(str(entry.get("comparison"))), Basis(entry.get("basis", "local"))
    except ValueError:
        return None
    profile = tuple(by_quarter) if any(key in entry for key in _QUARTERS) else ()
    return Target(by_quarter[-1], comparison, basis, by_quarter=profile)


def _number(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        return None
    return Decimal(str(value))


def _impossible(target: Target, measure: Measure | None) -> list[str]:
    if measure is None:
        return []
    for value in target.by_quarter or (target.value,):
        if value < 0 or (measure.unit is Unit.PCT and value > 100):
            return [f"the target of {measure.id}, {value}, can never be met, or always is."]
    good = {Polarity.HIGHER_IS_BETTER: Comparison.AT_LEAST, Polarity.LOWER_IS_BETTER: Comparison.AT_MOST}
    side = good.get(measure.polarity, target.comparison)
    if target.comparison is not side:
        return [f"the target of {measure.id} is the wrong way round: its comparison must be “{side}”."]
    return []


def _change(entry: object) -> MethodChange | None:
    texts = [entry.get(key) for key in ("measure", "from", "note")] if isinstance(entry, Mapping) else []
    measure_id, start, note = texts if texts else (None, None, None)
    if not (isinstance(measure_id, str) and isinstance(start, str) and isinstance(note, str)):
        return None
    month = _month(start)
    return MethodChange(measure_id, month, note) if month else None


def _revision(entry: object) -> RevisionReason | None:
    measure_id, months, reason = (
        [entry.get(key) for key in ("measure", "months", "reason")] if isinstance(entry, Mapping) else (None,) * 3
    )
    if not (isinstance(measure_id, str) and isinstance(reason, str) and reason.strip()):
        return None
    named = [_month(text) for text in (months if isinstance(months, list) else [months])]
    known = frozenset(month for month in named if month is not None)
    return RevisionReason(measure_id, known, " ".join(reason.split())) if named and None not in named else None


def _month(text: object) -> Period | None:
    """The month of a text such as 2023-04, also without its nought, or None."""
    year, _, month = text.strip().partition("-") if isinstance(text, str) else ("", "", "")
    return Period.of_month(f"{year}-{month:0>2}")


def _wrong(what: str, remedy: str) -> Finding:
    return found("bad-setting", what, remedy or "Mend report.toml and run again.", workbook=FILE)


def _absent() -> Finding:
    what = "there is no report.toml beside the workbooks, so the cover names no council, committee or meeting."
    return found("no-settings", what, "Copy the one from inputs/samples/peterborough-2023-12 and change its words.")
