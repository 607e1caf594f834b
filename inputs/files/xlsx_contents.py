"""The list of sheets in an .xlsx package, and the number formats of its cell styles.

Fonts, colours, drawings, hyperlinks and defined names are not looked at: a single faulty one of them could keep a
workbook from being opened. Of a font only a mark is left where it is raised or struck out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple
from xml.etree import ElementTree

from inputs.files.text_runs import PLAIN, mark_of
from inputs.files.zip_package import Package, relationships_part, target_part


class SheetEntry(NamedTuple):
    """One sheet in the workbook part's list. ``part`` is the name of its own part, "" where the package lacks it."""

    name: str
    part: str
    hidden: bool


class Contents(NamedTuple):
    """The list of sheets, and the names of the shared strings and styles parts ("" where there is none).

    ``from_1904`` is for the 1904 date system. ``recalculates`` means that the workbook asks for a full calculation when
    it is opened: the saved results of its formulas mean nothing.
    """

    sheets: tuple[SheetEntry, ...]
    strings: str
    styles: str
    from_1904: bool
    recalculates: bool = False


def contents_of(package: Package) -> Contents:
    """Read the workbook part: its list of sheets, chart sheets left out.

    Raises ``ElementTree.ParseError`` or ``ValueError`` where the list cannot be read.
    """
    start = next(
        (target for kind, target in relationships_of(package, "").values() if kind == "officeDocument"),
        "xl/workbook.xml",
    )
    if start not in package.member_by_part:
        raise ValueError(start)
    links = relationships_of(package, start)
    by_kind = {kind: target for kind, target in links.values() if target in package.member_by_part}
    root = ElementTree.fromstring(package.part(start))
    switched_on = {key for element in root for key, value in element.attrib.items() if value in {"1", "true"}}
    sheets = []
    for element in (one for one in root.iter() if _local(one) == "sheet"):
        link = next((value for key, value in element.attrib.items() if key.endswith("}id")), "")
        kind, target = links.get(link, ("worksheet", ""))
        if kind == "worksheet":
            part = target if target in package.member_by_part else ""
            sheets.append(SheetEntry(element.get("name", ""), part, element.get("state", "visible") != "visible"))
    strings, styles = by_kind.get("sharedStrings", ""), by_kind.get("styles", "")
    return Contents(tuple(sheets), strings, styles, "date1904" in switched_on, "fullCalcOnLoad" in switched_on)


def relationships_of(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """Give the relationships of a part ("" for the package) by id: the last word of the type, and the target part."""
    source = package.part(relationships_part(part))
    if not source:
        return {}
    links = {}
    name_by_folded = {name.lower(): name for name in package.member_by_part}  # Excel ignores case here
    for element in ElementTree.fromstring(source):
        target = target_part(part, element.get("Target", ""))
        kind = element.get("Type", "").rpartition("/")[2]
        links[element.get("Id", "")] = (kind, name_by_folded.get(target.lower(), target))
    return links


def _local(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def formats_of_styles(styles: bytes) -> list[int | str]:
    """The number format of each cell style of the styles part, as ``marked_formats`` gives them."""
    if not styles:
        return []
    groups = {_local(group): group for group in ElementTree.fromstring(styles)}
    formats = {int(one.get("numFmtId", "0")): one.get("formatCode", "") for one in groups.get("numFmts", ())}
    fonts = [_mark_of_font(font) for font in groups.get("fonts", ())]
    uses = [(int(xf.get("numFmtId", "0")), int(xf.get("fontId", "0"))) for xf in groups.get("cellXfs", ())]
    return marked_formats(formats, [(code, fonts[font] if font < len(fonts) else PLAIN) for code, font in uses])


def _mark_of_font(font: ElementTree.Element) -> str:
    said = {_local(one): one.get("val", "1") for one in font}
    raised = said.get("vertAlign", "") in {"superscript", "subscript"}
    return mark_of(raised, said.get("strike", "0") not in {"0", "false"})


def marked_formats(formats: Mapping[int, str], uses: Iterable[tuple[int, str]]) -> list[int | str]:
    """The number format of each cell style: its code, or the number of one that Excel has built in.

    ``formats`` are the format codes by number, ``uses`` the number and the mark of the font of each cell style. The
    mark of a font that is raised or struck out begins a code; what the code then says bears on text alone.
    """
    codes = {number: code.replace("\n", " ") for number, code in formats.items()}
    return [codes.get(one, one) if mark == PLAIN else mark + codes.get(one, "General") for one, mark in uses]
