"""Reads ``report.toml``, which stands beside the workbooks and says whose report this is and for which meeting."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from math import inf
from pathlib import Path
from typing import Any

from inputs.files import toml_values
from inputs.files.toml_schema import NOTHING, PROSE, TEXT, Key, ListOf, Name, Table, Unreadable, Value, read_file
from inputs.findings import Finding
from inputs.period import Period
from layouts.blocks import NO_BRAND, Brand
from report.metrics.benchmarks.councils import find_council
from report.metrics.counting.counting_rules import USUAL_RULES, CountingRules
from report.metrics.definitions.measure_schema import COMPARISON_AND_BASIS
from report.metrics.judgement.target_status import DEFAULT_TARGET_RULES, StatusRule, TargetRules
from report.metrics.model.disclosure_rule import (
    LARGEST_SMALLEST_SHOWN,
    PUBLIC_RULE,
    SMALLEST_SHOWN,
    Audience,
    DisclosureRule,
)
from report.metrics.model.findings import found
from report.metrics.model.measure import Basis, Comparison, Measure, MethodChange, Rebase, Target, Unit
from report.metrics.model.scorecard import Middle
from report.metrics.statistics.control_limits import METHODS
from report.settings.brand import GivenBrand, brand_beside
from report.settings.section_people import SectionPeople

FILE = "report.toml"
_AUTHORITY = re.compile(r"E(06|08|09|10)\d{6}", re.ASCII)  # of those that have children in their care
_NO_BRAND = GivenBrand()
_ACCENT = re.compile(r"#[0-9A-Fa-f]{6}", re.ASCII)
_MOST_TO_JUDGE = 100  # above that nothing that a council counts would be judged
_LAST_PARAGRAPH = 7  # of Part 1 of Schedule 12A to the Local Government Act 1972, for England, since 1 March 2006
_NAMES_TABLE = "“names” must be a table, and a line for each measure."
_NAMES = ListOf(TEXT, "the names of {key} must be a list of texts, such as [“Visits in timescale”].")
_QUARTERS = ("q1", "q2", "q3", "q4")


@dataclass(frozen=True, slots=True)
class RevisionReason:
    """Why figures of a measure were revised, by the months (or the last months of the quarters) that they are for."""

    measure_id: str
    months: frozenset[Period]
    reason: str


@dataclass(frozen=True, slots=True)
class Settings:
    """What the cover says and what the council has chosen. An empty text leaves its line off the cover.

    ``authority`` is the council's code ("E06000031"), by which its region and statistical neighbours are found; the
    file may have its name. ``similar_councils`` says which middle of these neighbours' figures is told.
    ``parity`` is "nhsr" where control charts follow NHSRplotthedots in everything. ``names`` are names in the council's
    returns, by the id of the measure. ``brand`` is the council's accent and logo. ``disclosure`` says whom the report
    is for and what may not be seen, ``counting`` how records are counted; ``exempt_paragraphs`` are those of the Act
    by which it may be kept from the public. ``sections`` are the people who answer for a section each.
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
    message: str = ""
    layout: str = "corporate_parenting"
    authority: str = ""
    similar_councils: Middle = Middle.MEAN
    recommendations: tuple[str, ...] = ()
    method_changes: tuple[MethodChange, ...] = ()
    target_rules: TargetRules = DEFAULT_TARGET_RULES
    rebases: tuple[Rebase, ...] = ()
    revisions: tuple[RevisionReason, ...] = ()
    parity: str = ""
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    brand: Brand = NO_BRAND
    disclosure: DisclosureRule = PUBLIC_RULE
    counting: CountingRules = USUAL_RULES
    exempt_paragraphs: tuple[int, ...] = ()
    sections: tuple[SectionPeople, ...] = ()

    @property
    def audience(self) -> Audience:
        """Whom the report is for."""
        return self.disclosure.audience


def read_settings(folder: Path, measures: Sequence[Measure]) -> tuple[Settings, tuple[Finding, ...]]:
    """The settings of a folder of returns, and everything wrong with them, all at once."""
    path = folder / FILE
    if not path.is_file():
        return Settings(), (_absent(),)
    read, problems = read_file(path, _schema({m.id: m for m in measures}), _UNREADABLE)
    if read is None:
        what, remedy = problems[0].split("\n")
        return Settings(), (found("bad-setting", what, remedy, workbook=FILE),)
    settings, given = read
    brand, faults = brand_beside(folder, given)
    problems += faults
    remedy = "Fix report.toml and run again."
    findings = (found("bad-setting", what, remedy, workbook=FILE) for what in dict.fromkeys(problems))
    return replace(settings, brand=brand), tuple(findings)


def problems_outside_tables(path: Path) -> list[str]:
    """What is wrong with a file that has none but the settings outside every table, of the cover and of disclosure."""
    return read_file(path, Table(dict, (*_COVER, *_DISCLOSURE), others="", checks=(_no_council,)), _UNREADABLE)[1]


def for_audience(settings: Settings, audience: Audience | None) -> tuple[Settings, tuple[Finding, ...]]:
    """The settings of a report for this audience, or with None for that of report.toml, and what they lack for it."""
    settings = replace(settings, disclosure=replace(settings.disclosure, audience=audience or settings.audience))
    if settings.audience is Audience.PUBLIC or settings.exempt_paragraphs:
        return settings, ()
    what = "an exempt report needs “exempt_paragraphs”: those of Schedule 12A by which it is kept from the public."
    remedy = "Add the line, such as exempt_paragraphs = [1, 2], and run again: “boardreport guide clerks” says which."
    return settings, (found("bad-setting", what, remedy, workbook=FILE),)


def _schema(measures: Mapping[str, Measure]) -> Table[tuple[Settings, GivenBrand]]:
    measure = Key("measure", Name("measure", measures, ""), "", field="measure_id")
    change = (
        measure,
        Key("from", Value(_month), "", field="start"),
        Key("note", Value(TEXT.read, longest=PROSE.longest), ""),
    )
    rebase = (
        measure,
        Key("from", Value(_month), "", field="start"),
        Key("reason", Value(TEXT.read, longest=PROSE.longest), ""),
    )
    revision = (measure, Key("months", Value(_months), ""), Key("reason", Value(_reason, longest=PROSE.longest), ""))

    def for_each(
        kind: Callable[[Measure | None], Value | ListOf | Table[Any]], sentence: str = _IS_TABLE
    ) -> Table[Any]:
        keys = tuple(Key(name, kind(measure)) for name, measure in measures.items())
        return Table(dict, keys, others="measure", sentence=sentence, rest=kind(None))

    keys = (
        *_COVER,
        Key("targets", for_each(lambda _: _TARGET, f"{_IS_TABLE[:-1]}, and a line for each measure.")),
        Key("method_changes", ListOf(Table(MethodChange, change, others=""), _CHANGE, lone=True)),
        Key("rebase", ListOf(Table(Rebase, rebase, others=""), _REBASE, lone=True), field="rebases"),
        *_JUDGING,
        *_DISCLOSURE,
        *_COUNTING,
        Key("floor_standards", for_each(lambda _: _FLOOR), field="floors"),
        Key("revision", ListOf(Table(RevisionReason, revision, others=""), _REVISION, lone=True), field="revisions"),
        Key("tolerances", for_each(_tolerance)),
        Key("names", for_each(lambda _: _NAMES, _NAMES_TABLE)),
        Key("section", ListOf(Table(SectionPeople, _SECTION, others=""), _SECTIONS, lone=True), field="sections"),
        Key("brand", Table(GivenBrand, _BRAND, others="setting", sentence=_IS_TABLE)),
    )
    return Table(_settings, keys, "setting", checks=(_no_council, partial(_impossible, measures), _not_used))


def _settings(brand: GivenBrand = _NO_BRAND, **given: Any) -> tuple[Settings, GivenBrand]:  # noqa: ANN401 - as many types
    """The settings, which are of many types, and the brand as given: its files are not read yet."""

    def popped(kind: type) -> dict[str, Any]:
        return {field.name: given.pop(field.name) for field in fields(kind) if field.name in given}

    given |= {"authority": _authority(given["authority"])} if "authority" in given else {}
    rules, disclosure = TargetRules(**popped(TargetRules)), DisclosureRule(**popped(DisclosureRule))
    counting = CountingRules(**popped(CountingRules))
    return Settings(target_rules=rules, disclosure=disclosure, counting=counting, **given), brand


def _target(comparison: Comparison, basis: Basis = Basis.LOCAL, **given: Decimal) -> Target:
    """A target, the same all year or one for each quarter. A quarter that is not named has that of the one before."""
    named = [given[quarter] for quarter in _QUARTERS if quarter in given]
    if not named:
        return Target(given["value"], comparison, basis, upper=given.get("upper"))
    by_quarter = [named[-1]]  # of the year before
    for quarter in _QUARTERS:
        by_quarter.append(given.get(quarter, by_quarter[-1]))
    return Target(by_quarter[-1], comparison, basis, by_quarter=tuple(by_quarter[1:]))


def _without_number(values: Mapping[str, Any], _: object) -> list[str]:
    if "upper" in values or values.get("comparison") == Comparison.WITHIN:
        whole = {"value", "upper"} <= values.keys() and values.get("comparison") == Comparison.WITHIN
        return [] if whole and values["value"] < values["upper"] else [""]
    return [] if values.keys() & {"value", *_QUARTERS} else [""]


def _impossible(measures: Mapping[str, Measure], values: Mapping[str, Any], _: object) -> Iterable[str]:
    for name, target in values.get("targets", {}).items():
        measure = measures.get(name)
        if measure is None:
            continue
        most = 100 if measure.unit is Unit.PCT else inf
        never = [value for value in target.by_quarter or (target.value,) if not min(measure.least, 0) <= value <= most]
        side = measure.good_side or target.comparison
        if never:
            yield f"the target of {name}, {never[0]}, can never be met, or always is."
        elif target.comparison is not side:
            yield f"the target of {name} is the wrong way round: its comparison must be “{side}”."


def _no_council(values: Mapping[str, Any], _: object) -> Iterable[str]:
    given = values.get("authority")
    if not given or _authority(given):
        return
    likely = [f"“{name}”" for name in find_council(given)[1]]
    which = f"Write {' or '.join(likely)}" if likely else "Write its name, such as “Dudley”, or its code"
    yield f"“authority” must be one council, and “{given}” is not clear. {which}."


def _authority(given: str) -> str:
    """The code of a council given by its code or its name; "" where it is not clear which council is meant."""
    if _AUTHORITY.fullmatch(given):
        return given
    found, _ = find_council(given)
    return found.code if found else ""


def _not_used(values: Mapping[str, Any], given: Mapping[str, Any]) -> Iterable[str]:
    by_floor = values.get("rule") is StatusRule.FLOOR
    if values.get("floors") and not by_floor:
        yield "“floor_standards” are only used where status_rule = “floor”. Add that line, or drop them."
    if "tolerances" in values and given["tolerances"] and by_floor:
        yield "“tolerances” are not used where status_rule = “floor”. Change that line, or drop them."


def _text(given: object) -> str | None:
    """A text, or a whole number whose quotation marks were forgotten."""
    return str(given) if isinstance(given, str | int) and not isinstance(given, bool) else None


def _accent(given: object) -> str | None:
    """The six digits of a colour such as "#12436D"."""
    return given[1:].upper() if isinstance(given, str) and _ACCENT.fullmatch(given) else None


def _yes_or_no(given: object) -> bool | None:
    return given if isinstance(given, bool) else None


def _reason(given: object) -> str | None:
    return " ".join(given.split()) or None if isinstance(given, str) else None


def _day(given: object) -> date | None:
    day = given.date() if isinstance(given, datetime) else given
    return day if isinstance(day, date) else None


def _month(given: object) -> Period | None:
    """The month of a text such as 2023-04, also without its leading zero, or None."""
    year, _, month = given.strip().partition("-") if isinstance(given, str) else ("", "", "")
    return Period.of_month(f"{year}-{month:0>2}")


def _months(given: object) -> frozenset[Period] | None:
    months = {_month(one) for one in (given if isinstance(given, list) else [given])}
    return frozenset(month for month in months if month) or None if None not in months else None


def _tolerance(measure: Measure | None) -> Value:
    points = measure is None or measure.unit is Unit.PCT
    like = "percentage points, such as 2" if points else "a share of the target, from 0 to 1, such as 0.2"
    return Value(toml_values.number(0, 100 if points else 1), f"the tolerance of {{key}} must be {like}.")


_TEXT = Value(_text, TEXT.sentence)
_PROSE = _TEXT._replace(longest=PROSE.longest)
_LONGEST_MESSAGE = 300  # characters: four lines of the first page, which holds the tiles too
_COVER_TEXTS = (
    "council", "service", "committee", "agenda_item", "report_of", "author", "contact", "classification", "purpose",
    "layout", "authority",
)  # fmt: skip
_COVER = (
    *(Key(name, _PROSE if name == "purpose" else _TEXT) for name in _COVER_TEXTS),
    Key("message", _TEXT._replace(longest=_LONGEST_MESSAGE)),
    Key("similar_councils", Value(toml_values.one_of(Middle), "“{key}” is “mean” or “median”, not “{value}”.")),
    Key("meeting_date", Value(_day, "“{key}” must be a date without quotation marks, such as 2024-02-14.")),
    Key("recommendations", ListOf(_PROSE, "“{key}” must be a list, such as [“Note the position.”].")),
)
_BRAND = (
    Key("accent", Value(_accent, "“{key}” must be a hash and six hexadecimal digits, such as “#12436D”.")),
    Key("logo", TEXT),
    Key("logo_alt", TEXT),
)
_SECTION = (Key("title", TEXT, ""), Key("contact", TEXT), Key("commentary_owner", TEXT))
_RULES = ", ".join(f"“{one}”" for one in StatusRule)
_NUMBERS = f"“{{key}}” must be a whole number from 1 to {_MOST_TO_JUDGE}, such as 10."
_JUDGING = (
    Key("status_rule", Value(toml_values.one_of(StatusRule), f"“{{key}}” is one of {_RULES}."), field="rule"),
    Key("fewest_to_judge", Value(toml_values.whole_number(1, _MOST_TO_JUDGE, Decimal), _NUMBERS), field="fewest"),
    Key("parity", Value(toml_values.one_of(METHODS), "“{key}” must be “nhsr”, or its line left out.")),
)
_SHOWN = f"from {SMALLEST_SHOWN} to {LARGEST_SMALLEST_SHOWN}, such as 10"
_DISCLOSURE = (
    Key("audience", Value(toml_values.one_of(Audience), "“{key}” is “public” or “exempt”, not “{value}”.")),
    Key(
        "smallest_shown",
        Value(
            toml_values.whole_number(SMALLEST_SHOWN, LARGEST_SMALLEST_SHOWN),
            f"“{{key}}” must be a whole number {_SHOWN}. DfE hides 1 to {SMALLEST_SHOWN - 1}, and so does this report.",
        ),
    ),
    Key(
        "exempt_paragraphs",
        ListOf(
            Value(toml_values.whole_number(1, _LAST_PARAGRAPH)),
            f"“{{key}}” must be a list of numbers from 1 to {_LAST_PARAGRAPH}, such as [1, 2].",
            lone=True,
        ),
    ),
)
_COUNTING = (
    Key("records_win", Value(_yes_or_no, "“{key}” must be true or false, without quotation marks.")),
    Key(
        "every_move_is_a_home",
        Value(_yes_or_no, "“{key}” must be true or false, without quotation marks."),
        field="every_move",
    ),
)
_TARGET = Table(
    _target,
    (*(Key(name, Value(toml_values.number())) for name in ("value", "upper", *_QUARTERS)), *COMPARISON_AND_BASIS),
    others="",
    rest=NOTHING,
    sentence="the target of {key} must read like {{ value = 90, comparison = “at least”, basis = “local” }}; "
    "comparison is “at least” or “at most”. With a target for each quarter, it has q1 = 80, q2 = 85 and so on in place "
    "of value. A range reads {{ value = 20, upper = 30, comparison = “within”, basis = “local” }}.",
    checks=(_without_number,),
)
_FLOOR = Value(toml_values.number(), "the floor standard of {key} must be a number, such as 85.")
_IS_TABLE = "“{key}” must be a table: [{key}] on a line of its own."
_CHANGE = "a [[{key}]] entry needs measure, from (such as “2023-04”) and note."
_REBASE = "a [[{key}]] entry needs measure, from (such as “2023-04”) and reason."
_SECTIONS = "a [[{key}]] entry needs the title of a section, and contact, commentary_owner or both."
_REVISION = "a [[{key}]] entry needs measure, months (such as [“2023-10”, “2023-11”]) and reason."
_UNREADABLE = Unreadable(  # what is wrong, and on a line of its own what to do
    not_opened="this file cannot be opened.\nClose it elsewhere, or ask its owner for access.",
    not_utf_8="this file is not saved as UTF-8 text.\nSave it again as UTF-8.",
    not_toml="this file cannot be read: {trouble}.\nFix that line and run again.",
)


def _absent() -> Finding:
    what = "there is no report.toml beside the workbooks, so the cover names no council, committee or meeting."
    return found("no-settings", what, "Run “boardreport start”, which asks for them and writes it.")
