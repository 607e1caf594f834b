"""A ReportLab canvas on which everything painted belongs to a structure element or is an artifact.

Code that draws need not know. When the owner of the content changes, the operators written since the last change are
wrapped in one marked-content sequence (BDC ... EMC); a painting operator without an owner stops the build.
"""

from __future__ import annotations

import re
from typing import IO

from reportlab.pdfgen.canvas import Canvas

from layouts.tagged import seams
from layouts.tagged.structure import GROUPING, Artifact, Destination, Element, LinkAnnotation, MarkedContent

# An entry of the content stream that only sets the graphics state. Such entries at either end stay outside a sequence.
_SETS_STATE = re.compile(
    r"\s*(?:(?:(?:[-+.\d]+|/\w+|\[[^\]]*\])\s+)*(?:q|Q|cm|rg|RG|g|G|k|K|w|J|j|M|d|i|ri|gs|cs|CS|sc|SC))?\s*"
)
# Every painting operator. It may also match inside the characters of a string: harmless, since such an entry paints.
_PAINTS = re.compile(r"(?:^|[\s)\]>])(?:S|s|f\*?|F|B\*?|b\*?|sh|Do|Tj|TJ|'|\"|EI)(?=\s|$)")


class UntaggedContent(RuntimeError):
    """Something was painted that neither belongs to a structure element nor is an artifact."""

    def __init__(self, page: int, owner: str, code: str) -> None:
        where = f"straight into a {owner}" if owner else "outside of everything"
        super().__init__(f"Page {page}: ink {where}: {code[:60]!r}. Draw it inside of a part that holds ink.")


class UntaggedLink(RuntimeError):
    """A page has an annotation outside the structure, which a screen reader could not find."""

    def __init__(self, page: int) -> None:
        super().__init__(f"Page {page}: a link or a note without a place in the structure. Leave it out.")


class TaggedCanvas(Canvas):  # type: ignore[misc]  # ReportLab has no types
    """A ReportLab canvas that records the structure of what it draws.

    ``structure`` is the Document element. ``owners_by_mcid`` has, for each page, the element of each MCID.
    """

    def __init__(self, file: IO[bytes], **options: object) -> None:
        super().__init__(file, **options)
        self.structure = Element("Document")
        self.owners_by_mcid: list[list[Element]] = [[]]
        self._open: list[Element | Artifact] = []
        self._wrapped = 0

    @property
    def owner(self) -> Element | Artifact | None:
        """The element or artifact that is being drawn."""
        return self._open[-1] if self._open else None

    def push(self, owner: Element | Artifact) -> None:
        """Make everything drawn from here on belong to this owner."""
        if owner is not self.owner:
            self.wrap_content()
        self._open.append(owner)

    def pop(self) -> None:
        """Make everything drawn from here on belong to the owner before."""
        before = self._open[-2] if len(self._open) > 1 else None
        if before is not self.owner:
            self.wrap_content()
        self._open.pop()

    def add_link(self, rect: tuple[float, float, float, float], target: Destination | str, contents: str) -> None:
        """Add a link annotation to the Link element that is being drawn; the parameters are those of `LinkAnnotation`.

        Raises `UntaggedLink` outside a Link element.
        """
        owner = self.owner
        page = len(self.owners_by_mcid)
        if not isinstance(owner, Element) or owner.tag != "Link":
            raise UntaggedLink(page)
        self.wrap_content()
        owner.kids.append(LinkAnnotation(page, rect, target, contents))

    def showPage(self) -> None:  # noqa: N802
        """Finish the page; open owners continue on the next. Raises `UntaggedLink` for annotations made elsewhere."""
        self.wrap_content()
        if seams.has_annotations(self):
            raise UntaggedLink(len(self.owners_by_mcid))
        super().showPage()
        self._wrapped = 0
        self.owners_by_mcid.append([])

    def wrap_content(self) -> None:
        """Wrap the operators written since the last call in a marked-content sequence of the present owner.

        Also to be called before the owner is given a child, so that what was drawn first is read first.
        """
        code = seams.code_of(self)
        if len(code) == self._wrapped:
            return
        drawn = [place for place in range(self._wrapped, len(code)) if not _SETS_STATE.fullmatch(code[place])]
        if drawn and any(_PAINTS.search(code[place]) for place in drawn):
            first, last = drawn[0], drawn[-1]
            begin = self._opening_operator(code[first])
            code.insert(last + 1, "EMC")
            code.insert(first, begin)
        self._wrapped = len(code)

    def _opening_operator(self, first: str) -> str:
        """The BDC operator of a sequence of the present owner, which is recorded in the structure."""
        owner = self.owner
        if isinstance(owner, Artifact):
            return f"/Artifact <<{owner.properties}>> BDC"
        page = len(self.owners_by_mcid)
        if owner is None or owner.tag in GROUPING:
            raise UntaggedContent(page, owner.tag if owner else "", first)
        on_page = self.owners_by_mcid[-1]
        owner.kids.append(MarkedContent(page, len(on_page)))
        on_page.append(owner)
        return f"/{owner.tag} <</MCID {len(on_page) - 1}>> BDC"
