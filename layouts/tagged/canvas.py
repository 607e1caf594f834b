"""A canvas on which every mark belongs to something: to a part of the document's structure, or to decoration.

Nothing that draws has to know. Where the owner of the ink changes, the operators written since the last change are
looked back at and put into one run of marked content; an operator that paints and has no owner stops the build.
"""

from __future__ import annotations

import re
from typing import IO

from reportlab.pdfgen.canvas import Canvas

from layouts.tagged import seams
from layouts.tagged.structure import GROUPING, Artifact, Destination, Element, LinkAnnotation, MarkedContent

# An entry of the page's code that only sets the pen. Such entries at either end of a run stay outside it.
_SETS_STATE = re.compile(
    r"\s*(?:(?:(?:[-+.\d]+|/\w+|\[[^\]]*\])\s+)*(?:q|Q|cm|rg|RG|g|G|k|K|w|J|j|M|d|i|ri|gs|cs|CS|sc|SC))?\s*"
)
# Every operator that leaves ink. In a text's own characters it may be found where it is not: that is harmless, since
# such an entry leaves ink anyway.
_PAINTS = re.compile(r"(?:^|[\s)\]>])(?:S|s|f\*?|F|B\*?|b\*?|sh|Do|Tj|TJ|'|\"|EI)(?=\s|$)")


class UntaggedContent(RuntimeError):
    """Something was painted that is neither content with a place in the reading order nor decoration."""

    def __init__(self, page: int, owner: str, code: str) -> None:
        where = f"straight into a {owner}" if owner else "outside of everything"
        super().__init__(f"Page {page}: ink {where}: {code[:60]!r}. Draw it inside of a part that holds ink.")


class UntaggedLink(RuntimeError):
    """A page has a link or a note, which nobody who listens could find."""

    def __init__(self, page: int) -> None:
        super().__init__(f"Page {page}: a link or a note without a place in the structure. Leave it out.")


class TaggedCanvas(Canvas):  # type: ignore[misc]  # ReportLab has no types
    """A ReportLab canvas that keeps the structure of what it draws.

    ``structure`` is the whole document; ``marked`` has, for each page, the owner of each of its runs of ink by number.
    """

    def __init__(self, file: IO[bytes], **options: object) -> None:
        super().__init__(file, **options)
        self.structure = Element("Document")
        self.owners: list[list[Element]] = [[]]
        self._owners: list[Element | Artifact] = []
        self._wrapped = 0

    @property
    def owner(self) -> Element | Artifact | None:
        """What is being drawn."""
        return self._owners[-1] if self._owners else None

    def push(self, owner: Element | Artifact) -> None:
        """What is drawn from here on belongs to this owner."""
        if owner is not self.owner:
            self.wrap_content()
        self._owners.append(owner)

    def pop(self) -> None:
        """What is drawn from here on belongs to the owner before."""
        before = self._owners[-2] if len(self._owners) > 1 else None
        if before is not self.owner:
            self.wrap_content()
        self._owners.pop()

    def add_link(self, rect: tuple[float, float, float, float], target: Destination | str, contents: str) -> None:
        """Make a part of this page open what is being drawn: a link, which says ``words`` of itself.

        Raises `UntaggedLink` outside of a link.
        """
        owner = self.owner
        page = len(self.owners)
        if not isinstance(owner, Element) or owner.tag != "Link":
            raise UntaggedLink(page)
        self.wrap_content()
        owner.kids.append(LinkAnnotation(page, rect, target, contents))

    def showPage(self) -> None:  # noqa: N802
        """Finish the page; what is open goes on over the next. Raises `UntaggedLink` for links made elsewhere."""
        self.wrap_content()
        if seams.has_annotations(self):
            raise UntaggedLink(len(self.owners))
        super().showPage()
        self._wrapped = 0
        self.owners.append([])

    def wrap_content(self) -> None:
        """Give the ink since the last look back to its owner: also before the owner is given a part that follows it."""
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
        """The operator that opens a run of ink of the present owner, noted in the structure."""
        owner = self.owner
        if isinstance(owner, Artifact):
            return f"/Artifact <<{owner.properties}>> BDC"
        page = len(self.owners)
        if owner is None or owner.tag in GROUPING:
            raise UntaggedContent(page, owner.tag if owner else "", first)
        on_page = self.owners[-1]
        owner.kids.append(MarkedContent(page, len(on_page)))
        on_page.append(owner)
        return f"/{owner.tag} <</MCID {len(on_page) - 1}>> BDC"
