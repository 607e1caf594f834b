"""The list of sheets in an .xlsx package, and a minimal copy of it with values and number formats only.

Fonts, colours, drawings, hyperlinks and defined names are left out of the copy: a single faulty one of them can keep
openpyxl from opening a workbook. Of a font only a mark is left where it is raised or struck out.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from io import BytesIO
from itertools import count
from xml.etree import ElementTree

from inputs.files.text_runs import PLAIN, mark_of
from inputs.files.xlsx_trim import MAIN, CutSheet, as_transitional
from inputs.files.zip_package import Package, relationships_part, target_part

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_LAST_BUILT_IN = 163  # numbers above are of formats that a workbook lists
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """One sheet in the workbook part's list. ``part`` is the name of its own part, "" where the package lacks it."""

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Contents:
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


def plain_copy(sheets: Sequence[CutSheet], styles: str, strings: bytes, from_1904: bool) -> BytesIO:
    """Pack trimmed sheets, shared strings and number formats into a minimal .xlsx, to be read from the start.

    ``styles`` is what ``plain_styles`` gives, ``strings`` the XML of the shared strings or b"".
    """
    copy = BytesIO()
    numbers = range(1, len(sheets) + 1)
    kinds = {"/xl/workbook.xml": "sheet.main", "/xl/styles.xml": "styles", "/xl/sharedStrings.xml": "sharedStrings"}
    kinds |= {f"/xl/worksheets/sheet{n}.xml": "worksheet" for n in numbers}
    types = "".join(f'<Override PartName="{part}" ContentType="{_TYPE}.{kind}+xml"/>' for part, kind in kinds.items())
    # A sheet is named by its place in the list: two sheets of the workbook may have the same name.
    listed = "".join(f'<sheet name="{n}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers)
    days = '<workbookPr date1904="1"/>' if from_1904 else ""
    workbook = f'<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}">{days}<sheets>{listed}</sheets></workbook>'
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
    )
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{_PACKAGE}/content-types">{types}</Types>')
        archive.writestr("xl/workbook.xml", workbook)
        relationships = f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'
        archive.writestr("xl/_rels/workbook.xml.rels", relationships)
        archive.writestr("xl/styles.xml", styles)
        archive.writestr("xl/sharedStrings.xml", as_transitional(strings) or f'<sst xmlns="{MAIN}"/>')
        for number, sheet in zip(numbers, sheets, strict=True):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", sheet.cells)
    copy.seek(0)
    return copy


def style_sheet(styles: bytes) -> str:
    """The styles part reduced to what ``plain_styles`` keeps."""
    if not styles:
        return plain_styles({}, ())
    groups = {_local(group): group for group in ElementTree.fromstring(styles)}
    formats = {int(one.get("numFmtId", "0")): one.get("formatCode", "") for one in groups.get("numFmts", ())}
    fonts = [_mark_of_font(font) for font in groups.get("fonts", ())]
    uses = [(int(xf.get("numFmtId", "0")), int(xf.get("fontId", "0"))) for xf in groups.get("cellXfs", ())]
    return plain_styles(formats, [(code, fonts[font] if font < len(fonts) else PLAIN) for code, font in uses])


def _mark_of_font(font: ElementTree.Element) -> str:
    said = {_local(one): one.get("val", "1") for one in font}
    raised = said.get("vertAlign", "") in {"superscript", "subscript"}
    return mark_of(raised, said.get("strike", "0") not in {"0", "false"})


def plain_styles(formats: Mapping[int, str], uses: Sequence[tuple[int, str]]) -> str:
    """A styles part of the number format of each cell style, with the mark of a font that is raised or struck out.

    ``formats`` are the format codes by number, ``uses`` the number and the mark of the font of each cell style.
    """
    codes = dict(formats)
    free = count(max((_LAST_BUILT_IN, *codes, *(number for number, _ in uses))) + 1)
    numbers = []
    for number, mark in uses:
        if mark == PLAIN:
            numbers.append(number)
        else:  # a format code of its own, which begins with the mark; what it then says bears on text alone
            numbers.append(next(free))
            codes[numbers[-1]] = mark + formats.get(number, "General")
    listed = "".join(f'<numFmt numFmtId="{number}" formatCode="{escape(code)}"/>' for number, code in codes.items())
    xfs = "".join(f'<xf numFmtId="{number}"/>' for number in numbers) or '<xf numFmtId="0"/>'
    return f'<styleSheet xmlns="{MAIN}"><numFmts>{listed}</numFmts><cellXfs>{xfs}</cellXfs></styleSheet>'
