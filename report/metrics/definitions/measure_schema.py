"""Looks over the entries of a measure file before they are used, and says everything that is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from string import Formatter
from typing import Any

from report.metrics.definitions.suggestions import unknown_names
from report.metrics.model.period_type import PeriodType
from report.metrics.model.scorecard import Basis, Comparison, Polarity, Unit

TEXTS = ("id", "ref", "name", "definition", "population", "counts", "owner", "source", "message")
MESSAGE_PIECES = ("value", "n", "N", "n_of_N", "when", "group", "groups", "second_n")
_NEEDED = (*TEXTS, "unit", "polarity", "period_type", "return", "names")
_MESSAGES = ("message", "message_value_only", "message_pair")
_OTHER_TEXTS = (
    "return",
    "short_name",
    "statutory_name",
    "out_of",
    "parts_of",
    "pair_name",
    "hidden_with",
    "year_of",
    "value_name",
    "same_population_as",
    "population_within",
    "not_fewer_than",
    "entrants",
    "ripens_after",
    "national",
)
_LISTS = ("names", "numerator_names", "denominator_names")
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "unit": tuple(Unit),
    "polarity": tuple(Polarity),
    "period_type": tuple(PeriodType),
    "report_as": tuple(PeriodType),
    "combine": ("sum", "last"),
    "small_counts": ("hide", "show"),  # a slip here must never show what should be hidden
}
_TARGET = "“target” must read like { value = 90, comparison = “at least”, basis = “local” }."
_THRESHOLD = (
    "“threshold” must read like { value = 426, name = “National threshold”, source = “who published it, and when” }; "
    "a “note” may be added."
)
_THRESHOLD_TEXTS = ("name", "source")
_OTHERS = ("decimals", "per", "tolerance", "target", "threshold", "groups")
_KEYS = {*_NEEDED, *_MESSAGES, *_OTHER_TEXTS, *_LISTS, *_CHOICES, *_OTHERS}


def problems_of_file(document: Mapping[str, Any]) -> list[str]:
    """Everything wrong with a measure file, one sentence a mistake; empty where it can be used."""
    found = unknown_names(document, ["measure"], "table")
    entries = document.get("measure", [])
    if not isinstance(entries, list) or not all(isinstance(entry, Mapping) for entry in entries):
        return [*found, "each measure must begin with [[measure]] on a line of its own, in two pairs of brackets."]
    for entry in entries:
        name = entry.get("id", "a measure with no id")
        found += [f"{name}: {problem}" for problem in _problems(entry)]
    return found


def _problems(entry: Mapping[str, Any]) -> list[str]:
    return [
        *unknown_names(entry, _KEYS, "key"),
        *(f"“{key}” is missing. Add it." for key in _NEEDED if key not in entry),
        *_wrong_choices(entry),
        *_wrong_kinds(entry),
        *(problem for key in _MESSAGES if isinstance(entry.get(key), str) for problem in _in_message(key, entry[key])),
        *_without_counts(entry),
    ]


def _wrong_choices(entry: Mapping[str, Any]) -> Iterable[str]:
    for key, choices in _CHOICES.items():
        if key in entry and entry[key] not in choices:
            yield f"“{entry[key]}” is not a {key}. Use one of: {', '.join(choices)}."


def _wrong_kinds(entry: Mapping[str, Any]) -> Iterable[str]:
    given = entry.keys()
    for key in given & {*TEXTS, *_MESSAGES, *_OTHER_TEXTS}:
        if not isinstance(entry[key], str) or (key in TEXTS and not entry[key].strip()):
            yield f"“{key}” must be text in quotation marks."
    for key in given & {*_LISTS}:
        if not _is_list_of_texts(entry[key]):
            yield f"“{key}” must be a list of texts, such as [“Family time held”]."
    groups = entry.get("groups", {})
    if not isinstance(groups, Mapping) or not all(_is_list_of_texts(names) for names in groups.values()):
        yield "“groups” must be a table with a list of texts for each group."
    if not _is_number(entry.get("decimals", 0)) or entry.get("decimals", 0) not in range(4):
        yield "“decimals” must be a whole number from 0 to 3."
    if not _is_number(entry.get("tolerance", 0)):
        yield "“tolerance” must be a number, such as 5."
    if "target" in entry and not _is_target(entry["target"]):
        yield _TARGET
    if "threshold" in entry and not _is_threshold(entry["threshold"]):
        yield _THRESHOLD


def _in_message(key: str, message: str) -> Iterable[str]:
    try:
        pieces = [piece for _, piece, _, _ in Formatter().parse(message) if piece is not None]
    except ValueError:
        yield f"“{key}” has a brace that is not closed. Write each piece like {{value}}."
        return
    allowed = ", ".join(f"{{{piece}}}" for piece in MESSAGE_PIECES)
    for piece in pieces:
        if piece not in MESSAGE_PIECES:
            yield f"“{key}” may not hold “{{{piece}}}”. Use any of: {allowed}."


def _without_counts(entry: Mapping[str, Any]) -> Iterable[str]:
    """A return may give a percentage alone: a sentence with counts in it then needs another without."""
    message = str(entry.get("message", ""))
    if entry.get("unit") != Unit.COUNT and "message_value_only" not in entry and "N}" in message:
        yield "“message_value_only” is missing: the sentence for a return that gives no counts. Add it."


def _is_list_of_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < float("inf")


def _is_target(value: object) -> bool:
    return (
        isinstance(value, Mapping)
        and _is_number(value.get("value"))
        and value.get("comparison") in list(Comparison)
        and value.get("basis", Basis.LOCAL) in list(Basis)
    )


def _is_threshold(value: object) -> bool:
    return (
        isinstance(value, Mapping)
        and value.keys() <= {"value", "note", *_THRESHOLD_TEXTS}
        and "value" in value
        and _is_number(value["value"])
        and all(isinstance(value.get(key), str) and value[key].strip() for key in _THRESHOLD_TEXTS)
        and isinstance(value.get("note", ""), str)
    )
