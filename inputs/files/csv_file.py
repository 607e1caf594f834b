"""Reads a CSV, or another delimited text file, as one sheet whose cells hold text as it was typed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from inputs.files.csv_dialect import decode, split_fields
from inputs.files.deadline import Deadline
from inputs.files.size_limits import LAST_COLUMN, LAST_ROW, Extent, check_cells, is_error, size_findings
from inputs.files.workbook_values import Cell, Sheet, address
from inputs.files.zip_package import Refused
from inputs.findings import Finding

_SIGN = r"[£(−-]{0,2}"
_END = r" ?%?\)?"
_COMMA_DECIMAL = re.compile(rf"{_SIGN}(?:\d+|\d{{1,3}}(?:[. ]\d{{3}})+),(?:\d{{1,2}}|\d{{4,}}){_END}")
_COMMA_UNCLEAR = re.compile(rf"{_SIGN}\d{{1,3}},\d{{3}}{_END}")
_POINT_DECIMAL = re.compile(rf"{_SIGN}(?:\d+|\d{{1,3}}(?:,\d{{3}})+)\.(?:\d{{1,2}}|\d{{4,}}){_END}|0\.\d+{_END}")
_POINT_THOUSANDS = re.compile(rf"{_SIGN}[1-9]\d{{0,2}}(?:\.\d{{3}})+{_END}")


def read_text(content: bytes, name: str, deadline: Deadline) -> tuple[list[Sheet], list[Finding]]:
    """Read a text file as a sheet of the given name, as Excel does, with the findings about it.

    Raises ``Refused`` where its encoding, its delimiter or its numbers could be read in more than one way.
    """
    text, findings = decode(content)
    rows, delimiter = split_fields(text)
    deadline.check()
    extent = Extent()
    decimal_comma = _has_decimal_comma(rows, delimiter)
    for row, column, field in _filled(rows):
        if row > LAST_ROW or column > LAST_COLUMN:
            extent.stray_at(row, column)
        elif is_error(field.strip()):
            extent.take(Cell(row, column, None, trouble=field.strip()))
        else:
            extent.take(Cell(row, column, _with_point(field) if decimal_comma else field))
    check_cells([extent.cells])
    return [Sheet(name, extent.cells)], [*findings, *size_findings(extent.stray)]


def _filled(rows: list[list[str]]) -> Iterator[tuple[int, int, str]]:
    """Row and column, from 1, and text of each field that is not blank."""
    for number, fields in enumerate(rows, start=1):
        for column, field in enumerate(fields, start=1):
            if field.strip():
                yield number, column, field


def _has_decimal_comma(rows: list[list[str]], delimiter: str) -> bool:
    """Whether the numbers of a file have a decimal comma: 93,5 shows that they do, 93.5 that they do not.

    Raises ``Refused`` where both are there, or where a number such as 1,234 may be a thousand or a decimal.
    """
    commas = points = 0
    unclear = []
    for row, column, field in _filled(rows[:LAST_ROW]):
        figure = field.strip()
        if figure[-1].isdigit() or figure[-1] in "%)":
            commas += _COMMA_DECIMAL.fullmatch(figure) is not None
            points += _POINT_DECIMAL.fullmatch(figure) is not None
            if _COMMA_UNCLEAR.fullmatch(figure) or _POINT_THOUSANDS.fullmatch(figure):
                unclear.append(address(row, column))
    # Excel separates columns by semicolons only where numbers have a decimal comma.
    surprising = delimiter != ";" if commas else delimiter == ";"
    remedy = "Write the numbers with a point and without other marks, or save the file as .xlsx, and run again."
    if commas and points:
        what = "Some numbers of the file have a decimal comma and some a decimal point, so it was not read."
        raise Refused("unreadable-text", what, remedy)
    if unclear and surprising and not points:
        what = f"We cannot tell whether the number in {unclear[0]} has thousands or decimals after its mark."
        raise Refused("unreadable-text", what, remedy)
    return commas > 0


def _with_point(field: str) -> str:
    """Rewrite a number with a decimal comma or thousands points in the English way; leave any other field alone."""
    figure = field.strip()
    if _COMMA_DECIMAL.fullmatch(figure) or _COMMA_UNCLEAR.fullmatch(figure):
        return figure.replace(".", "").replace(",", ".")
    return figure.replace(".", "") if _POINT_THOUSANDS.fullmatch(figure) else field
