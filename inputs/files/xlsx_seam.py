"""The only undocumented name of openpyxl that is used: its parser of the XML of one sheet.

Only this file touches it. Its workbook would want a whole package around the sheets, and would fill every gap between
their cells. tests/inputs/test_xlsx_seam.py tests it, so that a new version which changes it fails there and not on an
officer's return.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

from openpyxl.worksheet._reader import WorkSheetParser


def rows_of(
    xml: bytes, strings: Sequence[str], told: Mapping[str, Any]
) -> Iterator[tuple[int, Sequence[Mapping[str, Any]]]]:
    """The number of each row and its cells, each with its "row", "column", "value", "data_type" and "style_id".

    ``told`` is how openpyxl knows dates: "epoch", "date_formats" and "timedelta_formats". Raises what openpyxl raises
    at the place where the XML is damaged.
    """
    rows: Iterator[tuple[int, Sequence[Mapping[str, Any]]]]
    rows = WorkSheetParser(BytesIO(xml), strings, data_only=True, **told).parse()
    return rows


def check_root(xml: bytes) -> None:
    """Raise what openpyxl raises where a sheet is damaged before its ``<dimension>``, so at its very beginning."""
    WorkSheetParser(BytesIO(xml), []).parse_dimensions()
