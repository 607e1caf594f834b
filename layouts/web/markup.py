"""Markup, made in one place: text is never markup, whatever a cell or an officer typed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NewType

from layouts.text.normalise import clean

Markup = NewType("Markup", str)
"""HTML that is safe as it stands; only the functions of this file make it."""

NOTHING = Markup("")
_LONGEST = 5000  # characters of one text, as in the running text of a page
_PLAIN = re.compile(r"[\w .,:;#/()-]{0,500}", re.ASCII).fullmatch  # of a value that stands as it is
_BARE = re.compile(r"[\w.#-]{1,500}", re.ASCII).fullmatch  # of one that HTML takes without quotation marks


def words(text: str) -> Markup:
    """A text as content: characters that nobody sees, or that turn the reading direction, are left out."""
    return Markup(_escaped(clean(text, _LONGEST)[0]))


def element(tag: str, *content: Markup, **attributes: str) -> Markup:
    """An element with its content. Attributes without a value are left out; ``aria_label`` becomes "aria-label"."""
    return Markup(f"<{tag}{_attributes(attributes)}>{''.join(content)}</{tag}>")


def void(tag: str, **attributes: str) -> Markup:
    """An element that has no content and no end, such as a path or a picture."""
    written = _attributes(attributes)
    end = "/>" if written.endswith('"') else " />"  # "r=3/>" would be a radius of "3/"
    return Markup(f"<{tag}{written}{end}")


def unended(tag: str, *content: Markup, **attributes: str) -> Markup:
    """An element whose end its neighbours say, as HTML allows of rows and cells: a long table is a quarter shorter."""
    return Markup(f"<{tag}{_attributes(attributes)}>{''.join(content)}")


def joined(parts: Iterable[Markup], between: str = "") -> Markup:
    """Parts one after the other, with a space, a line end or nothing between them."""
    return Markup(between.join(parts))


def trusted(html: str) -> Markup:
    """Markup of our own that no text of a report is part of, such as a style sheet."""
    return Markup(html)


def _attributes(given: dict[str, str]) -> str:
    """Attributes as they stand in a tag. A name of Python's own has an underscore at its end ("class_")."""
    return "".join([f" {_name(name)}={_quoted(value)}" for name, value in given.items() if value])


@cache
def _name(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def _quoted(value: str) -> str:
    """A value between quotation marks, where it needs them."""
    if _BARE(value):
        return value
    plain = value if _PLAIN(value) else _escaped(clean(value, len(value) + 1)[0]).replace('"', "&quot;")
    return f'"{plain}"'


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
