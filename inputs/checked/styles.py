"""Adds cell styles to the styles part: copies of existing ones with another fill, and those of the added sheet."""

from __future__ import annotations

from copy import deepcopy
from functools import cached_property

from inputs.checked.xml import Element, child, children, made, parse, put_before, written
from inputs.findings import Strength

# ARGB. Distinct in greyscale too: at least 12 apart in lightness (0 to 100), and legible under black text.
FILLS = {Strength.MUST_FIX: "FFF2937B", Strength.CHECK: "FFFFD257", Strength.NOTE: "FFE4EEF8"}
PLAIN = (
    b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="1"><font>'
    b'<sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts></styleSheet>'
)
_ORDER = "numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst"
_SIDES = ("left", "right", "top", "bottom", "diagonal")
_ZERO = {"numFmtId": "0", "fontId": "0", "fillId": "0", "borderId": "0"}


class Styles:
    """The styles part of one workbook. Existing cell styles keep their index; new ones are added at the end."""

    def __init__(self, xml: bytes) -> None:
        self._root = parse(xml)
        self._fill_by_colour: dict[str, int] = {}
        self._marked: dict[tuple[int, Strength], int] = {}
        self._cells = self._group("cellXfs", [("xf", {**_ZERO, "xfId": "0"})])

    def xml(self) -> bytes:
        """The part's bytes."""
        return written(self._root)

    def marked(self, style: int, strength: Strength) -> int:
        """The index of a style that is a copy of another with the fill of a strength."""
        if (style, strength) not in self._marked:
            xfs = list(children(self._cells, "xf"))
            xf = deepcopy(xfs[style] if 0 <= style < len(xfs) else xfs[0])
            xf.set("fillId", str(self._fill(FILLS[strength])))
            xf.set("applyFill", "1")
            self._marked[style, strength] = _added(self._cells, xf)
        return self._marked[style, strength]

    def text(
        self, *, size: int = 11, bold: bool = False, link: bool = False, fill: str = "", framed: bool = True
    ) -> int:
        """The index of a new style for text, aligned to the top and, where framed, wrapped and with a border."""
        use = made(self._cells, "xf", {**_ZERO, "xfId": "0", "quotePrefix": "1", "applyAlignment": "1"})
        use.set("fontId", str(self._font(size, bold, link)))
        use.set("applyFont", "1")
        if fill:
            use.set("fillId", str(self._fill(fill)))
            use.set("applyFill", "1")
        if framed:
            use.set("borderId", str(self._frame))
            use.set("applyBorder", "1")
        inside = {"horizontal": "left", "vertical": "top", "wrapText": "1", "indent": "1"}
        use.append(made(use, "alignment", inside if framed else {"vertical": "top"}))
        return _added(self._cells, use)

    def _font(self, size: int, bold: bool, link: bool) -> int:
        fonts = self._group("fonts", [("font", {})])
        first = child(fonts, "font")
        name = child(first, "name")
        font = made(fonts, "font")
        marks: list[tuple[str, dict[str, str]]] = [("b", {})] if bold else []
        marks += [("u", {})] if link else []
        colour = {"rgb": "FF0B5394"} if link else {"rgb": "FF000000"}
        marks += [("sz", {"val": str(size)}), ("color", colour)]
        marks += [("name", {"val": name.get("val", "Calibri") if name is not None else "Calibri"})]
        for mark, attributes in marks:
            font.append(made(font, mark, attributes))
        return _added(fonts, font)

    def _fill(self, colour: str) -> int:
        if colour not in self._fill_by_colour:
            fills = self._group("fills", [("fill", {}), ("fill", {})])
            fill = made(fills, "fill")
            pattern = made(fill, "patternFill", {"patternType": "solid"})
            pattern.append(made(fill, "fgColor", {"rgb": colour}))
            pattern.append(made(fill, "bgColor", {"indexed": "64"}))
            fill.append(pattern)
            self._fill_by_colour[colour] = _added(fills, fill)
        return self._fill_by_colour[colour]

    @cached_property
    def _frame(self) -> int:
        """The index of a thin border on four sides."""
        borders = self._group("borders", [("border", {})])
        border = made(borders, "border")
        for side in _SIDES:
            line = made(border, side, {"style": "thin"} if side != "diagonal" else {})
            if side != "diagonal":
                line.append(made(line, "color", {"rgb": "FF808080"}))
            border.append(line)
        return _added(borders, border)

    def _group(self, name: str, first: list[tuple[str, dict[str, str]]]) -> Element:
        """A collection of the styles part, made if missing, with the members that each workbook has to have first."""
        group = child(self._root, name)
        if group is None:
            group = made(self._root, name)
            put_before(self._root, group, _ORDER.partition(name)[2])
        if len(group) == 0:
            for number, (member, attributes) in enumerate(first):
                group.append(made(group, member, attributes))
                if member == "fill":  # Excel reserves the first two fills
                    pattern = {"patternType": ("none", "gray125")[number]}
                    group[-1].append(made(group, "patternFill", pattern))
        return group


def _added(group: Element, member: Element) -> int:
    """Add a member at the end of its collection, and give its index."""
    group.append(member)
    same = [element for element in group if element.tag == member.tag]
    group.set("count", str(len(same)))
    return len(same) - 1
