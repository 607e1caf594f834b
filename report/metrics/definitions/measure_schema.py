"""What a measure file may say: its keys, what each must be, and the measure that is made of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from string import Formatter
from typing import Any

from inputs.files import toml_values
from inputs.files.toml_schema import ADD_IT, NOTHING, PROSE, TEXT, TEXTS, Key, ListOf, Table, Value, shown
from inputs.period import Period
from report.metrics.model.measure import Basis, Comparison, Measure, MethodChange, Polarity, Target, Threshold, Unit
from report.metrics.model.period_type import PeriodType

MESSAGE_PIECES = ("value", "n", "N", "n_of_N", "when", "group", "groups", "second_n", "was", "had")
OTHER_MEASURES = (
    "parts_of", "hidden_with", "year_of", "same_population_as", "population_within", "not_fewer_than", "entrants",
    "starts", "leavers", "children_of",
)  # fmt: skip
"""The keys that name another measure."""
SMALL_COUNTS = ("hide", "hide_numerator", "show")
_TEXTS = ("id", "ref", "name", "definition", "population", "counts", "owner", "source", "message")
_OTHER_TEXTS = (
    "message_value_only", "message_of_one", "message_pair", "short_name", "pair_name", "statutory_name", "value_name",
    "group_name", "out_of", "ripens_after", "national",
)  # fmt: skip
_PROSE = {"definition", "population", "source", "national"}  # in sentences, which may be long
_MESSAGES = ("message", "message_value_only", "message_of_one", "message_pair")
_DECIMALS = {
    Unit.COUNT: 0,
    Unit.PCT: 1,
    Unit.RATE: 1,
    Unit.DAYS: 0,
    Unit.WEEKS: 0,
    Unit.MONTHS: 1,
    Unit.SCORE: 1,
    Unit.POUNDS: 0,
}


def made_of(**given: Any) -> Measure:  # noqa: ANN401 - the fields of a measure are of many types
    """A measure. What its entry leaves unsaid is taken from what it says."""
    whole = {
        "report_as": given["period_type"],
        "combine": "last",
        "short_name": given["name"],
        "out_of": given["counts"],
        "message_value_only": given["message"],
        "message_pair": given["message"],
        "decimals": _DECIMALS[given["unit"]],
        **given,
    }
    if "changed" in whole:
        whole["changed"] = tuple(MethodChange(whole["id"], **one) for one in whole["changed"])
    return Measure(**{"pair_name": whole["short_name"], **whole})


def _in_messages(_: object, entry: Mapping[str, Any]) -> Iterable[str]:
    allowed = ", ".join(f"{{{piece}}}" for piece in MESSAGE_PIECES)
    for key in _MESSAGES:
        message = entry.get(key)
        try:
            pieces = [piece for _, piece, _, _ in Formatter().parse(message)] if isinstance(message, str) else []
        except ValueError:
            yield f"“{key}” has a brace that is not closed. Write each piece like {{value}}."
            continue
        wrong = [piece for piece in pieces if piece is not None and piece not in MESSAGE_PIECES]
        yield from (f"“{key}” may not hold “{{{piece}}}”. Use any of: {allowed}." for piece in wrong)


def _without_counts(_: object, entry: Mapping[str, Any]) -> Iterable[str]:
    """A return may give a percentage alone: a sentence with counts in it then needs another without."""
    if entry.get("unit") != Unit.COUNT and "message_value_only" not in entry and "N}" in str(entry.get("message", "")):
        yield "“message_value_only” is missing: the sentence for a return that gives no counts. Add it."


def _one_sided(_: object, entry: Mapping[str, Any]) -> Iterable[str]:
    """A range has two ends, and only it."""
    target = entry.get("target")
    if isinstance(target, Mapping) and ("upper" in target) is not (target.get("comparison") == Comparison.WITHIN):
        yield "“target” needs “upper” where its comparison is “within”, and only there. Add it or take it out."


def _month(given: object) -> Period | None:
    return Period.of_month(given) if isinstance(given, str) else None


def _longest(key: str) -> int:
    return (PROSE if key in _PROSE else TEXT).longest


def _choice(*choices: str) -> Value:
    return Value(toml_values.one_of(choices), f"“{{value}}” is not a {{key}}. Use one of: {', '.join(choices)}.")


_NUMBER, _FILLED = Value(toml_values.number(0)), Value(toml_values.filled_text)
_PER = "“per” must be a whole number from 1 to 1000000, such as 10000."
_NAMES = replace(TEXTS, sentence="“{key}” must be a list of texts, such as [“Family time held”].")
COMPARISON_AND_BASIS = (
    Key("comparison", Value(toml_values.one_of(Comparison)), ""),
    Key("basis", Value(toml_values.one_of(Basis))),
)
_END = "“{key}” must be a number: the least, or the most, that a figure can be."
_ALSO = "“also” must be a list of how figures may relate to time, such as [“snapshot”]."
_YES_OR_NO = Value(toml_values.instance_of(bool), "“{key}” must be true or false, without quotation marks.")
_ACCEPTS = replace(TEXTS, sentence="“{key}” must be a list of parts of labels, such as [“children_in_care”].")
_TARGET = Table(
    Target,
    (Key("value", _NUMBER, ""), Key("upper", _NUMBER), *COMPARISON_AND_BASIS),
    others="",
    sentence="“target” must read like {{ value = 90, comparison = “at least”, basis = “local” }}, or for a range "
    "{{ value = 20, upper = 30, comparison = “within”, basis = “local” }}.",
)
_THRESHOLD = Table(
    Threshold,
    (Key("value", _NUMBER, ""), Key("name", _FILLED, ""), Key("source", _FILLED, ""), Key("note", TEXTS.item)),
    others="",
    rest=NOTHING,
    sentence="“threshold” must read like {{ value = 426, name = “National threshold”, source = “who published it, and "
    "when” }}; a “note” may be added.",
)
_CHANGED: Table[dict[str, Any]] = Table(
    dict,
    (Key("from", Value(_month), "", field="start"), Key("note", _FILLED, "")),
    others="",
    rest=NOTHING,
    sentence="“changed” must read like {{ from = “2024-09”, note = “What is counted since, and who is left out.” }}.",
)
_MEASURE = Table(
    made_of,
    (
        *(Key(name, replace(_FILLED, sentence=TEXT.sentence, longest=_longest(name)), ADD_IT) for name in _TEXTS),
        Key("unit", _choice(*Unit), ADD_IT),
        Key("polarity", _choice(*Polarity), ADD_IT),
        Key("period_type", _choice(*PeriodType), ADD_IT),
        Key("return", TEXT, ADD_IT, field="kind"),
        Key("names", _NAMES, ADD_IT),
        Key("report_as", _choice(*PeriodType)),
        Key("combine", _choice("sum", "last")),
        Key("small_counts", _choice(*SMALL_COUNTS)),  # a slip here must never show what should be hidden
        *(Key(name, replace(TEXT, longest=_longest(name))) for name in (*_OTHER_TEXTS, *OTHER_MEASURES)),
        Key("numerator_names", _NAMES),
        Key("denominator_names", _NAMES),
        Key("published_names", _NAMES),
        Key("accepts", _ACCEPTS),
        Key("groups", Table(dict, (), "", "“groups” must be a table with a list of texts for each group.", TEXTS)),
        Key("decimals", Value(toml_values.whole_number(0, 3), "“decimals” must be a whole number from 0 to 3.")),
        Key("worth", Value(toml_values.whole_number(1, 100), "“worth” must be a whole number from 1 to 100.")),
        Key("per", Value(toml_values.whole_number(1, 1_000_000), _PER)),
        Key("tolerance", Value(toml_values.number(0), "“tolerance” must be a number, such as 5.")),
        Key("level_within", Value(toml_values.number(0, 100), "“level_within” must be a number of points, such as 5.")),
        *(Key(name, _YES_OR_NO) for name in ("seasonal", "clustered", "ranked", "groups_are_all")),
        *(Key(name, Value(toml_values.number(), _END)) for name in ("least", "most")),
        Key("also", ListOf(_choice(*PeriodType), _ALSO, lone=False)),
        *(Key(name, Value(_month, f"“{name}” must be a month, such as “2024-09”.")) for name in ("since", "until")),
        Key("target", _TARGET),
        Key("threshold", _THRESHOLD),
        Key("changed", ListOf(_CHANGED, _CHANGED.sentence, lone=True)),
    ),
    checks=(_in_messages, _without_counts, _one_sided),
)
_BRACKETS = "each measure must begin with [[measure]] on a line of its own, in two pairs of brackets."
_MEASURES = ListOf(_MEASURE, _BRACKETS, place=lambda _, entry: f"{shown(entry.get('id', 'a measure with no id'))}: ")
MEASURE_FILE: Table[tuple[Measure, ...]] = Table(lambda measure=(): measure, (Key("measure", _MEASURES),), "table")
