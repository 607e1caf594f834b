"""The parts of a workbook's package: what is not changed is packed again byte for byte, in the order it had."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from inputs.checked.xml import children, made, parse, written
from inputs.files.zip_package import tidy_part_name

_TYPES = "[Content_Types].xml"
_LINKS = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'


@dataclass(frozen=True, slots=True)
class Link:
    """One relationship of a part: its id, the last word of its type, and the part it leads to ("" if outside)."""

    id: str
    kind: str
    target: str


class Parts:
    """The parts of one workbook by their tidy names, to be read, replaced and added to."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._members = {tidy_part_name(member.filename): member for member in archive.infolist()}
        self._changed: dict[str, bytes] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._members or name in self._changed

    def __iter__(self) -> Iterator[str]:
        return iter({**self._members, **dict.fromkeys(self._changed)})

    def read(self, name: str) -> bytes:
        """Give a part as it now is. Raises ``KeyError`` where there is none of that name."""
        return self._changed[name] if name in self._changed else self._archive.read(self._members[name])

    def write(self, name: str, content: bytes) -> None:
        """Replace a part, or add one whose type its ending tells."""
        self._changed[name] = content

    def add(self, name: str, content: bytes, content_type: str) -> None:
        """Add a part, and list its type: of parts that are not XML by their ending, as is the custom."""
        self.write(name, content)
        types = parse(self.read(_TYPES))
        ending = name.rpartition(".")[2]
        kind, key, value = ("Override", "PartName", f"/{name}") if ending == "xml" else ("Default", "Extension", ending)
        if not any(element.get(key, "").lower() == value.lower() for element in children(types, kind)):
            types.append(made(types, kind, {key: value, "ContentType": content_type}))
            self.write(_TYPES, written(types))

    def take_out(self, name: str) -> None:
        """Take out a part that an earlier look put in, with its links."""
        for gone in (name, _links_of(name)):
            self._members.pop(gone, None)
            self._changed.pop(gone, None)
        types = parse(self.read(_TYPES))
        for element in [one for one in types if tidy_part_name(one.get("PartName", "")) == name]:
            types.remove(element)
        self.write(_TYPES, written(types))

    def unlink(self, part: str, link: str) -> None:
        """Take out the relationship of a part that has this id."""
        root = parse(self.read(_links_of(part)))
        for element in [one for one in root if one.get("Id") == link]:
            root.remove(element)
        self.write(_links_of(part), written(root))

    def free_name(self, pattern: str) -> str:
        """Give a name that no part has, from a pattern such as ``xl/comments{}.xml``."""
        taken = {name.lower() for name in self}
        number = 1
        while pattern.format(number).lower() in taken:
            number += 1
        return pattern.format(number)

    def links(self, part: str) -> list[Link]:
        """Give the relationships of a part, or of the package itself for ""."""
        name = _links_of(part)
        return [_link(part, element) for element in parse(self.read(name))] if name in self else []

    def link(self, part: str, kind: str, target: str) -> str:
        """Lead from a part to another, and give the id of the new relationship. ``kind`` is its whole type."""
        name = _links_of(part)
        root = parse(self.read(name) if name in self else _LINKS)
        taken = {element.get("Id") for element in root}
        number = 1
        while f"rId{number}" in taken:
            number += 1
        attributes = {"Id": f"rId{number}", "Type": kind, "Target": f"/{target}"}
        root.append(made(root, "Relationship", attributes))
        self.write(name, written(root))
        return attributes["Id"]

    def numbers(self, pattern: bytes, named: str) -> set[int]:
        """Give every whole number that a pattern finds in parts with a word in their names, such as ids of tables."""
        held = (self.read(name) for name in self if named in name.lower())
        return {int(number) for content in held for number in re.findall(pattern, content)}

    def packed(self) -> bytes:
        """Pack all parts: the old ones in their order, then the new ones."""
        packed = BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for name in self:
                member = self._members.get(name)
                entry = zipfile.ZipInfo(member.filename if member else name)  # of no day: the same bytes every time
                stored = member is not None and member.compress_type == zipfile.ZIP_STORED
                entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
                archive.writestr(entry, self.read(name))
        return packed.getvalue()


def _links_of(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return posixpath.join(folder, "_rels", name + ".rels")


def _link(part: str, element: object) -> Link:
    get = element.get  # type: ignore[attr-defined]
    kind = str(get("Type", "")).rpartition("/")[2]
    if get("TargetMode") == "External":
        return Link(get("Id", ""), kind, "")
    target = str(get("Target", "")).replace("\\", "/")
    absolute = target if target.startswith("/") else posixpath.join(posixpath.dirname(part), target)
    return Link(get("Id", ""), kind, tidy_part_name(posixpath.normpath(absolute)))
