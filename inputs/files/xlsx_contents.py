"""What a workbook says it contains, and a plain copy of it that holds values and number formats only.

Decoration is not data: fonts, colours, drawings, links and names are left behind, because a single odd one of them
can keep a workbook from opening at all.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from io import BytesIO
from xml.etree import ElementTree

from inputs.files.xlsx_trim import MAIN, CutSheet, everyday
from inputs.files.zip_package import Package, tidy_part_name

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """One sheet as the workbook lists it. ``part`` is "" where its data is missing from the workbook."""

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Contents:
    """The list of sheets, the parts they share, and whether days are counted from 1904.

    ``recalculates`` says that whoever opens the workbook must work out its formulas: what it holds of them is not them.
    """

    sheets: tuple[SheetEntry, ...]
    strings: str
    styles: str
    from_1904: bool
    recalculates: bool = False


def contents_of(package: Package) -> Contents:
    """Read the workbook's own list of its sheets, chart sheets left out.

    Raises ``ElementTree.ParseError`` or ``ValueError`` where the list cannot be read.
    """
    start = next(
        (target for kind, target in links_of(package, "").values() if kind == "officeDocument"), "xl/workbook.xml"
    )
    if start not in package.member_by_part:
        raise ValueError(start)
    links = links_of(package, start)
    by_kind = {kind: target for kind, target in links.values() if target in package.member_by_part}
    root = ElementTree.fromstring(package.part(start))
    said = {key for element in root for key, value in element.attrib.items() if value in {"1", "true"}}
    sheets = tuple(_sheet_entry(package, element, links) for element in root.iter() if _local(element) == "sheet")
    listed = tuple(sheet for sheet in sheets if sheet is not None)
    strings, styles = by_kind.get("sharedStrings", ""), by_kind.get("styles", "")
    return Contents(listed, strings, styles, "date1904" in said, "fullCalcOnLoad" in said)


def _sheet_entry(
    package: Package, element: ElementTree.Element, links: dict[str, tuple[str, str]]
) -> SheetEntry | None:
    identity = next((value for key, value in element.attrib.items() if key.endswith("}id")), "")
    kind, target = links.get(identity, ("worksheet", ""))
    if kind != "worksheet":
        return None
    hidden = element.get("state", "visible") != "visible"
    return SheetEntry(element.get("name", ""), target if target in package.member_by_part else "", hidden)


def links_of(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """Give kind and target of every link of a part, by the link's id."""
    folder, _, name = part.rpartition("/")
    source = package.part(posixpath.join(folder, "_rels", name + ".rels"))
    if not source:
        return {}
    links = {}
    name_by_folded = {name.lower(): name for name in package.member_by_part}  # Excel does not mind capitals here
    for element in ElementTree.fromstring(source):
        target = element.get("Target", "").replace("\\", "/")
        absolute = target if target.startswith("/") else posixpath.join(folder, target)
        kind = element.get("Type", "").rpartition("/")[2]
        tidy = tidy_part_name(posixpath.normpath(absolute))
        links[element.get("Id", "")] = (kind, name_by_folded.get(tidy.lower(), tidy))
    return links


def _local(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def plain_copy(sheets: Sequence[CutSheet], styles: str, strings: bytes, from_1904: bool) -> BytesIO:
    """Pack the cut sheets, the shared text and the number formats into a small workbook of the everyday kind.

    ``styles`` is what ``number_formats`` gives, ``strings`` the XML of the shared text or b"".
    """
    copy = BytesIO()
    numbers = range(1, len(sheets) + 1)
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("[Content_Types].xml", _content_types(numbers))
        archive.writestr("xl/workbook.xml", _workbook_xml(len(sheets), from_1904))
        archive.writestr("xl/_rels/workbook.xml.rels", _workbook_links(numbers))
        archive.writestr("xl/styles.xml", styles)
        archive.writestr("xl/sharedStrings.xml", everyday(strings) or f'<sst xmlns="{MAIN}"/>')
        for number, sheet in zip(numbers, sheets, strict=True):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", sheet.cells)
    copy.seek(0)
    return copy


def _content_types(numbers: range) -> str:
    kinds = {"/xl/workbook.xml": "sheet.main", "/xl/styles.xml": "styles", "/xl/sharedStrings.xml": "sharedStrings"}
    kinds |= {f"/xl/worksheets/sheet{number}.xml": "worksheet" for number in numbers}
    overrides = "".join(
        f'<Override PartName="{part}" ContentType="{_TYPE}.{kind}+xml"/>' for part, kind in kinds.items()
    )
    return f'<Types xmlns="{_PACKAGE}/content-types">{overrides}</Types>'


def _workbook_xml(sheets_in_all: int, from_1904: bool) -> str:
    # Sheets are known here by their place in the list: two of them may carry the same name.
    sheets = "".join(
        f'<sheet name="{number}" sheetId="{number}" r:id="rId{number}"/>' for number in range(1, sheets_in_all + 1)
    )
    days = '<workbookPr date1904="1"/>' if from_1904 else ""
    return f'<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}">{days}<sheets>{sheets}</sheets></workbook>'


def _workbook_links(numbers: range) -> str:
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in numbers
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'


def number_formats(styles: bytes) -> str:
    """Keep of the styles what bears on values: the number format of each."""
    if not styles:
        return f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="0"/></cellXfs></styleSheet>'
    groups = {_local(group): group for group in ElementTree.fromstring(styles)}
    formats = "".join(
        f'<numFmt numFmtId="{int(form.get("numFmtId", "0"))}" formatCode="{escape(form.get("formatCode", ""))}"/>'
        for form in groups.get("numFmts", ())
    )
    uses = "".join(f'<xf numFmtId="{int(use.get("numFmtId", "0"))}"/>' for use in groups.get("cellXfs", ()))
    uses = uses or '<xf numFmtId="0"/>'
    return f'<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts><cellXfs>{uses}</cellXfs></styleSheet>'
