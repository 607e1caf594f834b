"""The words of the young people's sheet, as a layout gives them: its promises, and what stands around them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from string import Formatter

from inputs.files.toml_schema import ADD_IT, TEXT, Key, ListOf, Name, Table, Value


@dataclass(frozen=True, slots=True)
class PromiseSpec:
    """One promise: its measure, its title, and the sentence that says with {n} how it was kept.

    ``promise`` says with {target} what was promised, in place of the words for all promises; "" for those.
    """

    measure: str
    title: str
    sentence: str
    promise: str = ""


@dataclass(frozen=True, slots=True)
class SheetWords:
    """What the sheet says beside its promises. ``at_most`` is for a measure of which less is better.

    ``a_little_more`` and ``a_little_less`` stand behind a number that a figure does not quite reach or is just over.
    """

    introduction: str
    circles: str
    at_least: str
    at_most: str
    a_little_more: str
    a_little_less: str
    kept: str
    nearly_kept: str
    not_kept: str
    next_heading: str
    next: str
    next_without_date: str
    tell_heading: str
    tell: str
    tell_without_contact: str


# The gaps that may be in each text; those that must be are the first of each promise's own.
_GAPS = {
    "introduction": ("council", "date"),
    "at_least": ("target",),
    "at_most": ("target",),
    "next": ("meeting",),
    "tell": ("contact",),
}
_NEEDED = ("at_least", "at_most", "next", "tell")


def _text(key: str, gaps: Collection[str] = (), needed: bool = False) -> Value:
    """A text whose gaps are all known, and there where they are ``needed``."""
    named = " and ".join(f"{{{{{gap}}}}}" for gap in gaps) or "none"
    sentence = (
        f"“{key}” must be text in quotation marks; of words in curly brackets it {'has' if needed else 'may have'}"
    )

    def read(given: object) -> str | None:
        if not isinstance(given, str) or not given.strip():
            return None
        try:
            found = [name for _, name, _, _ in Formatter().parse(given) if name is not None]
        except ValueError:  # a lone bracket
            return None
        return given if set(found) <= set(gaps) and (found or not needed) else None

    return Value(read, f"{sentence} {named}.")


def words_table() -> Table[SheetWords]:
    """The table of the words around the promises."""
    names = SheetWords.__dataclass_fields__
    keys = (Key(name, _text(name, _GAPS.get(name, ()), name in _NEEDED), ADD_IT) for name in names)
    return Table(SheetWords, tuple(keys), sentence="“{key}” must be a table: [{key}] on a line of its own.")


def promises(measures: Collection[str]) -> ListOf:
    """The list of promises, of measures by these names."""
    keys = (
        Key("measure", Name("measure", measures), ADD_IT),
        Key("title", TEXT, ADD_IT),
        Key("sentence", _text("sentence", ("n",), needed=True), ADD_IT),
        Key("promise", _text("promise", ("target",), needed=True)),
    )
    tables = "“{key}” must be written [[{key}]], in two pairs of brackets."
    return ListOf(Table(PromiseSpec, keys), tables, lambda number, _: f"promise {number}: ")
