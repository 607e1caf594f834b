"""Reads a tagged file back as a screen reader would: its elements in order, and whose every mark is."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import pikepdf

from layouts.reading.tree import SpokenElement, read_tree

PAINTING = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "Tj", "TJ", "'", '"', "INLINE IMAGE"}
BUILDING = {"m", "l", "c", "v", "y", "h", "re", "W", "W*", "n"}


@dataclass
class Run:
    """One run of marked content on a page: its tag, its number (None for an artifact) and its operators."""

    page: int
    tag: str
    number: int | None
    properties: dict[str, object]
    operators: list[str] = field(default_factory=list)


@dataclass
class Part:
    """An element of the file's structure with its ink as (page, number)."""

    tag: str
    source: pikepdf.Object
    parts: list[Part]
    ink: list[tuple[int, int]]
    order: list[Part | tuple[int, int]] = field(default_factory=list)
    areas: list[pikepdf.Object] = field(default_factory=list)  # the annotations of a link

    def __iter__(self) -> Iterator[Part]:
        yield self
        for part in self.parts:
            yield from part

    def all_ink(self) -> list[tuple[int, int]]:
        """Its ink and that of everything in it, in reading order."""
        return [ink for kid in self.order for ink in (kid.all_ink() if isinstance(kid, Part) else [kid])]

    def attribute(self, name: str) -> object:
        """An attribute of any owner, or None."""
        found = self.source.get("/A")
        for one in [] if found is None else found if isinstance(found, pikepdf.Array) else [found]:
            if name in one:
                return one[name]
        return None


class TaggedFile:
    """A finished file's structure, and its pages' marked content."""

    def __init__(self, pdf: bytes) -> None:
        self.file = pikepdf.open(io.BytesIO(pdf))
        self.root = self.file.Root.StructTreeRoot
        self._pages = {page.objgen: number for number, page in enumerate(self.file.pages, 1)}

    @cached_property
    def document(self) -> Part:
        """The top of the structure."""
        return self._part(self.root.K)

    def all(self, *tags: str) -> list[Part]:
        """Every element of these types, in reading order."""
        return [part for part in self.document if part.tag in tags]

    def _part(self, source: pikepdf.Object) -> Part:
        part = Part(str(source.S)[1:], source, [], [])
        kids = source.K if isinstance(source.K, pikepdf.Array) else [source.K]
        for kid in kids:
            if isinstance(kid, int):
                part.ink.append((self._pages[source.Pg.objgen], kid))
                part.order.append(part.ink[-1])
            elif kid.get("/Type") == "/MCR":
                part.ink.append((self._pages[kid.Pg.objgen], int(kid.MCID)))
                part.order.append(part.ink[-1])
            elif kid.get("/Type") == "/OBJR":
                assert kid.Obj.objgen in {one.objgen for one in kid.Pg.Annots}
                part.areas.append(kid.Obj)
            else:
                part.parts.append(self._part(kid))
                part.order.append(part.parts[-1])
        return part

    @cached_property
    def runs(self) -> list[Run]:
        """Every run of marked content, page by page. Fails where runs or their states do not nest."""
        return [run for number, page in enumerate(self.file.pages, 1) for run in _runs(number, page)]


def _runs(number: int, page: pikepdf.Page) -> Iterator[Run]:
    run: Run | None = None
    saved, in_text = 0, False
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BDC", "BMC"):
            assert run is None, f"page {number}: a run inside a run"
            assert not in_text, f"page {number}: a run begins inside a text"
            details = dict(operands[1]) if name == "BDC" else {}
            mcid = details.get("/MCID")
            run = Run(number, str(operands[0])[1:], None if mcid is None else int(mcid), details)
            saved = 0
        elif name == "EMC":
            assert run is not None, f"page {number}: the end of nothing"
            assert saved == 0 and not in_text, f"page {number}: a run ends inside what it began"
            yield run
            run = None
        else:
            saved += {"q": 1, "Q": -1}.get(name, 0)
            in_text = {"BT": True, "ET": False}.get(name, in_text)
            assert run is not None or name not in PAINTING | BUILDING, f"page {number}: {name} outside of every run"
            if run is not None:
                assert saved >= 0, f"page {number}: a run ends what it did not begin"
                run.operators.append(name)
    assert run is None, f"page {number}: a run without an end"


def outline(pdf: bytes) -> str:
    """The structure of a file as text: a line for each element with its attributes and its own words, indented."""
    file, (_, spoken) = TaggedFile(pdf), read_tree(pdf)
    return "".join(_outline(file.document, spoken, 0))


def _outline(part: Part, spoken: SpokenElement, depth: int) -> Iterator[str]:
    scope, numbering, summary = (part.attribute(key) for key in ("/Scope", "/ListNumbering", "/Summary"))
    spans = ((name, int(part.attribute(key) or 1)) for key, name in (("/ColSpan", "columns"), ("/RowSpan", "rows")))
    details = [
        *([str(scope)[1:]] if scope else []),
        *(f"{count} {name}" for name, count in spans if count > 1),
        *([str(numbering)[1:]] if numbering else []),
        *([f"“{summary}”"] if summary else []),
        *([f"“{part.source.Alt}”"] if "/Alt" in part.source else []),
    ]
    told = f" ({', '.join(details)})" if details else ""
    words = "" if part.tag == "Figure" else " ".join("".join(k for k in spoken.kids if isinstance(k, str)).split())
    yield f"{'  ' * depth}{part.tag}{told}{f': {words}' if words else ''}\n"
    for inner, read in zip(part.parts, spoken.parts, strict=True):
        yield from _outline(inner, read, depth + 1)
