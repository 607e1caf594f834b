"""The workbook's own list of its sheets, and how one more is put in front of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from inputs.checked.parts import Parts
from inputs.checked.xml import Element, child, children, leading, link_id, made, namespace, parse, put_before, written
from inputs.files.zip_package import printable

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_AFTER_NAMES = {
    "calcPr",
    "oleSize",
    "customWorkbookViews",
    "pivotCaches",
    "smartTagPr",
    "smartTagTypes",
    "webPublishing",
    "fileRecoveryPr",
    "webPublishObjects",
    "extLst",
}
_VIEWS_WITHIN = 65_536  # bytes: a sheet begins with how it is viewed
_SHOWN_SHEET = re.compile(rb'(<(?:\w+:)?sheetView\b[^>]*?\stabSelected=["\'])(?:1|true)(?=["\'])')


@dataclass(frozen=True, slots=True)
class Listed:
    """One sheet of the list: its true name, the part it is held in ("" where that is missing), whether it is shown."""

    name: str
    part: str
    hidden: bool


class Book:
    """The list of sheets of one workbook. Raises ``LookupError`` where the package holds no such list."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        starts = [link.target for link in parts.links("") if link.kind == "officeDocument"]
        self.part = starts[0] if starts else "xl/workbook.xml"
        self._root = parse(parts.read(self.part))
        listed = child(self._root, "sheets")
        if listed is None or namespace(self._root) not in {_MAIN, _STRICT_MAIN}:
            raise LookupError(self.part)
        self._list: Element = listed
        links = {link.id: link for link in parts.links(self.part)}
        self._targets = {link.kind: link.target for link in links.values()}
        self.sheets = tuple(
            _listed(element, links[link_id(element)].target if link_id(element) in links else "", parts)
            for element in children(self._list, "sheet")
        )

    @property
    def main(self) -> str:
        """The namespace of the workbook's own elements: the everyday one or the strict one."""
        return namespace(self._root)

    @property
    def office(self) -> str:
        """The namespace in which this workbook names its relationships."""
        return _STRICT_OFFICE if self.main == _STRICT_MAIN else _OFFICE

    def styles_part(self, empty: bytes) -> str:
        """Give the name of the part that holds the styles; one is added where there is none."""
        name = self._targets.get("styles", "")
        if name in self._parts:
            return name
        usual = "xl/styles.xml"  # where some programs look without asking
        name = self._parts.free_name("xl/styles{}.xml") if usual in self._parts else usual
        self._parts.add(name, empty.replace(_MAIN.encode(), self.main.encode()), f"{_MAIN_TYPE}.styles+xml")
        self._parts.link(self.part, f"{self.office}/styles", name)
        return name

    def sheet_of(self, name: str) -> Listed | None:
        """Give the sheet that a finding names, by its name as it is printed."""
        return next((sheet for sheet in self.sheets if sheet.name == name or printable(sheet.name) == name), None)

    def free_sheet_name(self, wanted: str) -> str:
        """Give a name that no sheet has, whatever their capitals."""
        taken = {sheet.name.lower() for sheet in self.sheets}
        number, name = 1, wanted
        while name.lower() in taken:
            number += 1
            name = f"{wanted} ({number})"
        return name

    def take_out(self, sheet: Listed) -> None:
        """Take out the sheet that an earlier look put in, its table, and the names that belong to it."""
        place = self.sheets.index(sheet)
        entry = list(children(self._list, "sheet"))[place]
        self._parts.unlink(self.part, link_id(entry))
        self._list.remove(entry)
        for link in self._parts.links(sheet.part):
            if link.kind == "table":
                self._parts.take_out(link.target)
        self._parts.take_out(sheet.part)
        self.sheets = tuple(one for one in self.sheets if one is not sheet)
        names = child(self._root, "definedNames")
        for name in list(names) if names is not None else []:
            if (number := name.get("localSheetId", "")).isdigit() and int(number) >= place:
                name.set("localSheetId", str(int(number) - 1))
                if int(number) == place:
                    name.getparent().remove(name)

    def put_first(self, name: str, part: str, heading_row: int) -> None:
        """Put a sheet in front of all others, show it when the workbook is opened, and repeat its headings in print."""
        ids = [int(number) for sheet in self._list if (number := sheet.get("sheetId", "")).isdigit()]
        listed = {"name": name, "sheetId": str(max(ids, default=0) + 1)}
        link = self._parts.link(self.part, f"{self.office}/worksheet", part)
        self._list.insert(0, leading(self._list, "sheet", listed, self.office, link))
        for view in (view for views in children(self._root, "bookViews") for view in children(views, "workbookView")):
            view.set("activeTab", "0")
            view.attrib.pop("firstSheet", None)
        self._name_headings(name, heading_row)
        self._parts.write(self.part, written(self._root))
        self._unselect_sheets()

    def _name_headings(self, name: str, row: int) -> None:
        """Name the row that is repeated in print; names that belong to one sheet count the sheets from 0."""
        names = child(self._root, "definedNames")
        if names is None:
            names = made(self._root, "definedNames")
            put_before(self._root, names, _AFTER_NAMES)
        for one in names:
            if (number := one.get("localSheetId", "")).isdigit():
                one.set("localSheetId", str(int(number) + 1))
        titles = made(names, "definedName", {"name": "_xlnm.Print_Titles", "localSheetId": "0"})
        titles.text = f"{quoted(name)}!${row}:${row}"
        names.insert(0, titles)

    def _unselect_sheets(self) -> None:
        """Leave only the first sheet selected: what is typed into one of several selected sheets goes into them all."""
        for sheet in self.sheets:
            if sheet.part in self._parts:
                before = self._parts.read(sheet.part)
                after = _SHOWN_SHEET.sub(rb"\g<1>0", before[:_VIEWS_WITHIN]) + before[_VIEWS_WITHIN:]
                if after != before:
                    self._parts.write(sheet.part, after)


def quoted(sheet: str) -> str:
    """Give a sheet's name as a formula or a link writes it."""
    return "'" + sheet.replace("'", "''") + "'"


def _listed(element: Element, target: str, parts: Parts) -> Listed:
    hidden = element.get("state", "visible") != "visible"
    return Listed(str(element.get("name", "")), target if target in parts else "", hidden)
