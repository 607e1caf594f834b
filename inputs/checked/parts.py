"""Edits the parts of a workbook's ZIP package: what is not changed is packed again unchanged, in the same order."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from itertools import count
from typing import NamedTuple

from inputs.checked.xml import children, made, parse, written
from inputs.files.zip_package import relationships_part, target_part, tidy_part_name

_TYPES = "[Content_Types].xml"
_LINKS = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'


class Link(NamedTuple):
    """One relationship of a part: its id, the last word of its type, and its target part ("" if external)."""

    id: str
    kind: str
    target: str


class Parts:
    """The parts of one package by their tidy names."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._members = {tidy_part_name(member.filename): member for member in archive.infolist()}
        self._changed: dict[str, bytes] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._members or name in self._changed

    def __iter__(self) -> Iterator[str]:
        return iter({**self._members, **dict.fromkeys(self._changed)})

    def read(self, name: str) -> bytes:
        """The bytes of a part as it is now. Raises ``KeyError`` where there is none of that name."""
        return self._changed[name] if name in self._changed else self._archive.read(self._members[name])

    def write(self, name: str, content: bytes) -> None:
        """Replace a part, or add one whose content type is known from its ending."""
        self._changed[name] = content

    def add(self, name: str, content: bytes, content_type: str) -> None:
        """Add a part and its content type: of XML parts by name, of others by their ending."""
        self.write(name, content)
        types = parse(self.read(_TYPES))
        ending = name.rpartition(".")[2]
        kind, key, value = ("Override", "PartName", f"/{name}") if ending == "xml" else ("Default", "Extension", ending)
        if not any(element.get(key, "").lower() == value.lower() for element in children(types, kind)):
            types.append(made(types, kind, {key: value, "ContentType": content_type}))
            self.write(_TYPES, written(types))

    def take_out(self, name: str) -> None:
        """Remove a part, its relationships and its content type."""
        for gone in (name, relationships_part(name)):
            self._members.pop(gone, None)
            self._changed.pop(gone, None)
        types = parse(self.read(_TYPES))
        for element in [one for one in types if tidy_part_name(one.get("PartName", "")) == name]:
            types.remove(element)
        self.write(_TYPES, written(types))

    def unlink(self, part: str, link: str) -> None:
        """Remove the relationship of a part that has this id."""
        root = parse(self.read(relationships_part(part)))
        for element in [one for one in root if one.get("Id") == link]:
            root.remove(element)
        self.write(relationships_part(part), written(root))

    def free_name(self, pattern: str) -> str:
        """A part name that is not in use, from a pattern such as ``xl/comments{}.xml``."""
        taken = {name.lower() for name in self}
        return next(name for name in map(pattern.format, count(1)) if name.lower() not in taken)

    def links(self, part: str) -> list[Link]:
        """The relationships of a part, or of the package itself for ""."""
        name, links = relationships_part(part), []
        for element in parse(self.read(name)) if name in self else ():
            kind = str(element.get("Type", "")).rpartition("/")[2]
            external = element.get("TargetMode") == "External"
            target = "" if external else target_part(part, str(element.get("Target", "")))
            links.append(Link(element.get("Id", ""), kind, target))
        return links

    def link(self, part: str, kind: str, target: str) -> str:
        """Add a relationship from a part to another, and give its id. ``kind`` is the whole type."""
        name = relationships_part(part)
        root = parse(self.read(name) if name in self else _LINKS)
        taken = {element.get("Id") for element in root}
        link = next(link for link in map("rId{}".format, count(1)) if link not in taken)
        root.append(made(root, "Relationship", {"Id": link, "Type": kind, "Target": f"/{target}"}))
        self.write(name, written(root))
        return link

    def numbers(self, pattern: bytes, named: str) -> set[int]:
        """Every whole number that a pattern finds in the parts with ``named`` in their names, such as ids of tables."""
        held = (self.read(name) for name in self if named in name.lower())
        return {int(number) for content in held for number in re.findall(pattern, content)}

    def packed(self) -> bytes:
        """The package as bytes: the old parts in their order, then the new ones."""
        packed = BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for name in self:
                member = self._members.get(name)
                entry = zipfile.ZipInfo(
                    member.filename if member else name
                )  # with a fixed date: the same bytes every time
                stored = member is not None and member.compress_type == zipfile.ZIP_STORED
                entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
                archive.writestr(entry, self.read(name))
        return packed.getvalue()
