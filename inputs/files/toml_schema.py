"""Schemas of the TOML files that officers write, and the one checker that reads a file by its schema.

``read_file`` returns what the file holds and a sentence for each mistake in it, all at once. Where a kind has no
sentence of its own (""), the list or table around it is reported instead, once, with its own sentence, and not used.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeAlias, TypeVar

from inputs.files import toml_values
from inputs.files.toml_file import NotToml, read_toml
from inputs.suggestions import unknown_names

MadeT_co = TypeVar("MadeT_co", covariant=True)
ADD_IT = "“{key}” is missing. Add it."
LONGEST_NAME = 100  # characters of a key, or of the name of a measure, a chart or a layout
_TEXT = "“{key}” must be text in quotation marks."


class Value(NamedTuple):
    """A value read as a whole: ``read`` returns it converted, or None where it is not what ``sentence`` asks for.

    ``longest`` is the number of characters that a text may have.
    """

    read: Callable[[Any], Any]
    sentence: str = ""
    longest: int = 300


@dataclass(frozen=True, slots=True)
class Name:
    """A text that must be one of the ``known`` names of something, which ``noun`` says ("measure")."""

    noun: str
    known: Collection[str]
    sentence: str = _TEXT


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list, read as a tuple. ``place`` begins each sentence about an item, from its number and the item.

    ``lone`` takes one item that stands there without a list for a list of it.
    """

    item: Kind
    sentence: str = ""
    place: Callable[[int, Any], str] = lambda number, item: ""
    lone: bool = False


class Key(NamedTuple):
    """A key of a table. ``missing`` is the sentence for a key that is not there; None where it is optional.

    ``field`` is the argument of the table's ``make`` that takes its value, where that has another name.
    """

    name: str
    kind: Kind
    missing: str | None = None
    field: str = ""


@dataclass(frozen=True, slots=True)
class Table(Generic[MadeT_co]):
    """A table, converted by ``make``, which is called with the values that could be read, by field.

    ``others`` is the noun in the sentence about an unknown key, "" for none; ``rest`` is the kind of its value.
    ``checks`` yield sentences on what does not fit between keys, from the values by field and the table as given.
    """

    make: Callable[..., MadeT_co]
    keys: tuple[Key, ...] = ()
    others: str = "key"
    sentence: str = ""
    rest: Kind | None = None
    checks: tuple[Callable[[Mapping[str, Any], Mapping[str, Any]], Iterable[str]], ...] = ()


@dataclass(frozen=True, slots=True)
class Unreadable:
    """What is said of a file that cannot be opened, is not UTF-8, or is not TOML ({trouble} says what and where)."""

    not_opened: str
    not_utf_8: str
    not_toml: str


Kind: TypeAlias = Value | Name | ListOf | Table[Any]
TEXT = Value(toml_values.instance_of(str), _TEXT)
PROSE = Value(toml_values.instance_of(str), _TEXT, longest=2000)
TEXTS = ListOf(Value(toml_values.instance_of(str)))
NOTHING = Value(lambda given: None)


def read_file(path: Path | Traversable, table: Table[MadeT_co], said: Unreadable) -> tuple[MadeT_co | None, list[str]]:
    """What a file says, read as a table, and all that is wrong with it; None where it cannot be used at all."""
    try:
        return _read(table, read_toml(path))
    except OSError:
        return None, [said.not_opened]
    except UnicodeDecodeError:
        return None, [said.not_utf_8]
    except NotToml as trouble:
        return None, [said.not_toml.format(trouble=shown(trouble))]


def _read(kind: Kind, given: Any, key: str = "") -> tuple[Any, list[str]]:  # noqa: ANN401 - whatever TOML may hold
    longest = kind.longest if isinstance(kind, Value) else LONGEST_NAME
    if isinstance(given, str) and len(given) > longest:
        return None, [f"“{shown(key)}” has {len(given):,} characters, and {longest:,} are the most. Shorten it."]
    match kind:
        case Value():
            value = kind.read(given)
            problems = [""] if value is None else []
        case Name():
            value = given
            problems = unknown_names([given], kind.known, kind.noun) if isinstance(given, str) else [""]
        case ListOf():
            value, problems = _items(kind, given, key)
        case Table():
            value, problems = _entries(kind, given) if isinstance(given, Mapping) else (None, [""])
    if "" in problems:
        value, problems = None, [kind.sentence.format(key=shown(key), value=shown(given)), *filter(None, problems)]
    return value, problems


def shown(name: object) -> str:
    """A key or a name as a message may show it: its beginning, where it is too long to be one."""
    text = str(name)
    return text if len(text) <= LONGEST_NAME else f"{text[:LONGEST_NAME]}…"


def _items(kind: ListOf, given: object, key: str) -> tuple[Any, list[str]]:
    if not isinstance(given, list) and not kind.lone:
        return None, [""]
    values, problems = [], []
    for number, item in enumerate(given if isinstance(given, list) else [given], start=1):
        value, told = _read(kind.item, item, key)
        values += [] if value is None else [value]
        problems += [one and kind.place(number, item) + one for one in told]
    return tuple(values), problems


def _entries(kind: Table[Any], given: Mapping[str, Any]) -> tuple[Any, list[str]]:
    keys = {key.name: key for key in kind.keys}
    strange = [name for name in given if name not in keys]
    problems = unknown_names(map(shown, strange), keys, kind.others) if kind.others else []
    needed = {key.name: key.missing for key in kind.keys if key.missing is not None}
    problems += [sentence.format(key=name) for name, sentence in needed.items() if name not in given]
    keys |= {name: Key(name, kind.rest) for name in strange if kind.rest}
    values: dict[str, Any] = {}
    for name in [name for name in given if name in keys]:
        value, told = _read(keys[name].kind, given[name], name)
        values |= {} if value is None else {keys[name].field or name: value}
        problems += told
    for check in kind.checks:
        problems += check(values, given)
    whole = all((keys[name].field or name) in values for name in needed)
    return kind.make(**values) if whole and "" not in problems else None, problems
