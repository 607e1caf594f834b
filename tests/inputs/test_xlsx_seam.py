"""openpyxl, held to the one name of it that its manual does not promise."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl.utils.datetime import WINDOWS_EPOCH

import inputs
from inputs.files import xlsx_seam
from tests.house.source import imported_names

SHEET = """<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1"/><sheetData>
<row r="3"><c r="B3" t="s"><v>0</v></c><c r="D3" s="2"><v>412</v></c></row>
<row r="5"><c r="A5" t="e"><v>#N/A</v></c></row>
</sheetData></worksheet>"""
TOLD = {"epoch": WINDOWS_EPOCH, "date_formats": {1}, "timedelta_formats": set()}


def rows_of(xml: str) -> list[tuple[object, ...]]:
    keys = ("row", "column", "value", "data_type", "style_id")
    rows = xlsx_seam.rows_of(xml.encode(), ["Children in care"], TOLD)
    return [(number, *(cell[key] for key in keys)) for number, cells in rows for cell in cells]


def test_each_row_is_given_by_its_number_with_its_filled_cells() -> None:
    assert rows_of(SHEET) == [
        (3, 3, 2, "Children in care", "s", 0),
        (3, 3, 4, 412, "n", 2),
        (5, 5, 1, "#N/A", "e", 0),
    ]


def test_the_rows_before_damage_are_given_and_the_damage_is_raised() -> None:
    rows = xlsx_seam.rows_of(SHEET.partition('<row r="5">')[0].encode(), ["Children in care"], TOLD)
    assert next(rows)[0] == 3
    with pytest.raises(SyntaxError):
        next(rows)


def test_a_sheet_that_is_damaged_in_its_rows_has_a_root_and_one_that_is_no_xml_has_none() -> None:
    xlsx_seam.check_root(SHEET.partition('<row r="5">')[0].encode())
    with pytest.raises(SyntaxError):
        xlsx_seam.check_root(b"no sheet")


def test_no_other_file_of_the_room_imports_a_private_name_of_openpyxl() -> None:
    files = Path(inputs.__file__).parent.rglob("*.py")
    private = {
        path.name: name
        for path in files
        for name in imported_names(path)
        if name.startswith("openpyxl.") and "._" in name
    }
    assert private == {"xlsx_seam.py": "openpyxl.worksheet._reader.WorkSheetParser"}
