"""Reads and writes the XML of package parts with all prefixes and declarations kept: the only module that imports lxml.

Entities are not resolved, nothing is fetched, and lxml's limits on depth and size stay on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeAlias

from lxml import etree

Element: TypeAlias = Any  # lxml has no type hints
XMLTrouble: type[Exception] = etree.LxmlError
_LONGEST_TEXT = 8_000  # characters
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")  # all that XML 1.0 leaves out, and \r
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def parse(xml: bytes) -> Element:
    """The root element of a part. Raises ``XMLTrouble`` for XML that is not well formed."""
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, strip_cdata=False))


def written(root: Element) -> bytes:
    """The bytes of a part, with any comments and processing instructions outside its root."""
    document: bytes = etree.tostring(root.getroottree(), encoding="UTF-8", xml_declaration=True, standalone=True)
    return document


def local(element: Element) -> str:
    """An element's name without its namespace; "" for comments and processing instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def namespace(element: Element) -> str:
    """The namespace of an element, or ""."""
    return str(etree.QName(element).namespace or "")


def children(parent: Element, name: str) -> Iterator[Element]:
    """The children of one local name, in any namespace."""
    return (element for element in parent if local(element) == name)


def child(parent: Element, name: str) -> Element | None:
    """The first child of a local name, or None."""
    return next(children(parent, name), None)


def made(
    like: Element, name: str, attributes: dict[str, str] | None = None, prefixes: dict[str, str] | None = None
) -> Element:
    """Make an element, without a parent, in the namespace and with the prefixes of ``like``, and more ``prefixes``."""
    space = namespace(like)
    known = {**(prefixes or {}), **like.nsmap}
    return etree.Element(f"{{{space}}}{name}" if space else name, attributes or {}, nsmap=known)


def leading(like: Element, name: str, attributes: dict[str, str], office: str, link: str) -> Element:
    """Make an element that refers to another part by a relationship id, in the ``office`` namespace."""
    element = made(like, name, attributes, {} if office in like.nsmap.values() else {"r": office})
    element.set(f"{{{office}}}id", link)
    return element


def put_before(parent: Element, element: Element, followers: str) -> None:
    """Insert an element where the schema's fixed order has it: before the first child named in ``followers``, or last.

    ``followers`` holds local names with spaces between them.
    """
    names = followers.split()
    place = next((n for n, other in enumerate(parent) if local(other) in names), len(parent))
    parent.insert(place, element)


def link_id(element: Element) -> str:
    """The relationship id that an element refers to, or ""."""
    return next((str(value) for key, value in element.attrib.items() if key.endswith("}id")), "")


def plain(words: str) -> str:
    """Words as a cell can hold them: what XML forbids replaced, ``_x0041_`` escaped, and cut to 8,000 characters."""
    return _LOOKS_ESCAPED.sub("_x005F_", _UNWRITABLE.sub("\ufffd", words))[:_LONGEST_TEXT]
