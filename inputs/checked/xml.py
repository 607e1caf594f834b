"""Reads and writes the XML of a workbook's parts, every prefix and declaration kept: the only home of lxml.

Entities are not resolved, nothing is fetched, and trees without bound are refused.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any, TypeAlias

from lxml import etree

Element: TypeAlias = Any  # the library says nothing of its types
XMLTrouble: type[Exception] = etree.LxmlError
_LONGEST_TEXT = 8_000
_UNWRITABLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def parse(xml: bytes) -> Element:
    """Give the root of a part. Raises ``XMLTrouble`` for anything that is not well formed."""
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, strip_cdata=False))


def written(root: Element) -> bytes:
    """Give a part's bytes again, with what stands before and after its root."""
    document: bytes = etree.tostring(root.getroottree(), encoding="UTF-8", xml_declaration=True, standalone=True)
    return document


def local(element: Element) -> str:
    """Give an element's name without its namespace; "" for comments and instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def namespace(element: Element) -> str:
    """Give the namespace of an element, or ""."""
    return str(etree.QName(element).namespace or "")


def children(parent: Element, name: str) -> Iterator[Element]:
    """Give the children of one name, whatever their namespace."""
    return (element for element in parent if local(element) == name)


def child(parent: Element, name: str) -> Element | None:
    """Give the first child of a name, or None."""
    return next(children(parent, name), None)


def made(
    like: Element, name: str, attributes: dict[str, str] | None = None, prefixes: dict[str, str] | None = None
) -> Element:
    """Make a loose element in the namespace of another, under the same prefix; ``prefixes`` are further ones."""
    space = namespace(like)
    known = {**(prefixes or {}), **like.nsmap}
    return etree.Element(f"{{{space}}}{name}" if space else name, attributes or {}, nsmap=known)


def leading(like: Element, name: str, attributes: dict[str, str], office: str, link: str) -> Element:
    """Make a loose element that leads to another part, by the id of a relationship in the ``office`` namespace."""
    element = made(like, name, attributes, {} if office in like.nsmap.values() else {"r": office})
    element.set(f"{{{office}}}id", link)
    return element


def put_before(parent: Element, element: Element, followers: Collection[str]) -> None:
    """Put an element in front of the first child that must come after it, else last: the order of a part is fixed."""
    place = next((n for n, other in enumerate(parent) if local(other) in followers), len(parent))
    parent.insert(place, element)


def link_id(element: Element) -> str:
    """Give the id of the relationship that an element names, or ""."""
    return next((str(value) for key, value in element.attrib.items() if key.endswith("}id")), "")


def plain(words: str) -> str:
    """Give words as a workbook may hold them: what XML forbids replaced, and nothing that reads as an escape."""
    return _LOOKS_ESCAPED.sub("_x005F_", _UNWRITABLE.sub("\ufffd", words))[:_LONGEST_TEXT]
