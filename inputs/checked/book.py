"""The workbook part of a package: its list of sheets, and how a sheet is added in front or taken out."""

from __future__ import annotations

import re

from inputs.checked import xml
from inputs.checked.parts import Parts
from inputs.files.xlsx_contents import SheetEntry
from inputs.files.zip_package import printable

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_AFTER_NAMES = (
    "calcPr oleSize customWorkbookViews pivotCaches smartTagPr smartTagTypes webPublishing fileRecoveryPr "
    "webPublishObjects extLst"
)
_VIEWS_WITHIN = 65_536  # bytes at the start of a sheet's XML, where its sheetViews are
_SELECTED_SHEET = re.compile(rb'(<(?:\w+:)?sheetView\b[^>]*?\stabSelected=["\'])(?:1|true)(?=["\'])')


class Book:
    """The workbook part of one package. Raises ``LookupError`` where there is no list of sheets."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        starts = [link.target for link in parts.links("") if link.kind == "officeDocument"]
        self.part = starts[0] if starts else "xl/workbook.xml"
        self._root = xml.parse(parts.read(self.part))
        listed = xml.child(self._root, "sheets")
        if listed is None or xml.namespace(self._root) not in {_MAIN, _STRICT_MAIN}:
            raise LookupError(self.part)
        self._list: xml.Element = listed
        links = {link.id: link for link in parts.links(self.part)}
        self._targets = {link.kind: link.target for link in links.values()}
        sheets = []
        for sheet in xml.children(self._list, "sheet"):
            link = links.get(xml.link_id(sheet))
            part = link.target if link is not None and link.target in parts else ""
            sheets.append(SheetEntry(str(sheet.get("name", "")), part, sheet.get("state", "visible") != "visible"))
        self.sheets = tuple(sheets)

    @property
    def main(self) -> str:
        """The namespace of the workbook's elements: that of Transitional or of Strict Open XML."""
        return xml.namespace(self._root)

    @property
    def office(self) -> str:
        """The namespace of the workbook's relationship ids and relationship types."""
        return _STRICT_OFFICE if self.main == _STRICT_MAIN else _OFFICE

    def styles_part(self, empty: bytes) -> str:
        """The name of the styles part; where there is none, ``empty`` is added as one."""
        name = self._targets.get("styles", "")
        if name in self._parts:
            return name
        usual = "xl/styles.xml"  # where some programs look without following the relationship
        name = self._parts.free_name("xl/styles{}.xml") if usual in self._parts else usual
        self._parts.add(name, empty.replace(_MAIN.encode(), self.main.encode()), f"{_MAIN_TYPE}.styles+xml")
        self._parts.link(self.part, f"{self.office}/styles", name)
        return name

    def sheet_of(self, name: str) -> SheetEntry | None:
        """The sheet that a finding names, by its name or its printable name; None where there is none."""
        return next((sheet for sheet in self.sheets if sheet.name == name or printable(sheet.name) == name), None)

    def free_sheet_name(self, wanted: str) -> str:
        """A name that no sheet has, in any case: ``wanted`` or, for example, ``wanted (2)``."""
        taken = {sheet.name.lower() for sheet in self.sheets}
        number, name = 1, wanted
        while name.lower() in taken:
            number += 1
            name = f"{wanted} ({number})"
        return name

    def take_out(self, sheet: SheetEntry) -> None:
        """Remove the sheet that an earlier run added, its table and the defined names that belong to it."""
        place = self.sheets.index(sheet)
        entry = list(xml.children(self._list, "sheet"))[place]
        self._parts.unlink(self.part, xml.link_id(entry))
        self._list.remove(entry)
        for link in self._parts.links(sheet.part):
            if link.kind == "table":
                self._parts.take_out(link.target)
        self._parts.take_out(sheet.part)
        self.sheets = tuple(one for one in self.sheets if one is not sheet)
        names = xml.child(self._root, "definedNames")
        for name in list(names) if names is not None else []:
            if (number := name.get("localSheetId", "")).isdigit() and int(number) >= place:
                name.set("localSheetId", str(int(number) - 1))
                if int(number) == place:
                    name.getparent().remove(name)

    def put_first(self, name: str, part: str, heading_row: int) -> None:
        """Put a sheet in front of all others, make it the active one and repeat its row of headings in print."""
        ids = [int(number) for sheet in self._list if (number := sheet.get("sheetId", "")).isdigit()]
        listed = {"name": name, "sheetId": str(max(ids, default=0) + 1)}
        link = self._parts.link(self.part, f"{self.office}/worksheet", part)
        self._list.insert(0, xml.leading(self._list, "sheet", listed, self.office, link))
        for view in self._root.iterfind("{*}bookViews/{*}workbookView"):
            view.set("activeTab", "0")
            view.attrib.pop("firstSheet", None)
        self._name_headings(name, heading_row)
        self._parts.write(self.part, xml.written(self._root))
        self._unselect_sheets()

    def _name_headings(self, name: str, row: int) -> None:
        """Add the defined name of the row repeated in print. Names that belong to one sheet give its place, from 0."""
        names = xml.child(self._root, "definedNames")
        if names is None:
            names = xml.made(self._root, "definedNames")
            xml.put_before(self._root, names, _AFTER_NAMES)
        for one in names:
            if (number := one.get("localSheetId", "")).isdigit():
                one.set("localSheetId", str(int(number) + 1))
        titles = xml.made(names, "definedName", {"name": "_xlnm.Print_Titles", "localSheetId": "0"})
        titles.text = f"{quoted(name)}!${row}:${row}"
        names.insert(0, titles)

    def _unselect_sheets(self) -> None:
        """Deselect the other sheets: what is typed into one of several selected sheets goes into all of them."""
        for sheet in self.sheets:
            if sheet.part in self._parts:
                before = self._parts.read(sheet.part)
                after = _SELECTED_SHEET.sub(rb"\g<1>0", before[:_VIEWS_WITHIN]) + before[_VIEWS_WITHIN:]
                if after != before:
                    self._parts.write(sheet.part, after)


def quoted(sheet: str) -> str:
    """A sheet's name as it is quoted in a formula or a hyperlink."""
    return "'" + sheet.replace("'", "''") + "'"
