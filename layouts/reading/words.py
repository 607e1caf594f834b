"""The words of a page's runs of marked content, by their numbers."""

from __future__ import annotations

from collections.abc import Mapping

from layouts.preflight.reader import characters_of
from layouts.reading.objects import File
from layouts.reading.syntax import Name, Operator, Reference, Value, values

Font = Mapping[int, str]


def words_of(file: File, page: dict[str, Value], fonts: dict[Value, Font]) -> dict[int, str]:
    """The words of every numbered run of a page. ``fonts`` keeps, from page to page, what each font's codes mean."""
    named = file.dictionary(file.dictionary(page.get("Resources")).get("Font"))
    said: dict[int, list[str]] = {}
    here: list[str] = []
    font: Font = {}
    operands: list[Value] = []
    for value in values(b"\n".join(file.stream(part) for part in file.listed(page.get("Contents")))):
        if not isinstance(value, Operator):
            operands.append(value)
            continue
        if value == "BDC":
            here = said.setdefault(_number(operands), [])
        elif value == "EMC":
            here = []
        elif value == "Tf" and isinstance(operands[0], Name):
            font = _font(file, named.get(operands[0]), fonts)
        elif value in ("Tj", "TJ", "'"):
            here.append("".join(font.get(code, "") for code in _codes(operands)))
        operands = []
    said.pop(-1, None)
    return {number: "".join(parts) for number, parts in said.items()}


def _number(operands: list[Value]) -> int:
    """The number of a run that is being opened; -1 for decoration."""
    properties = operands[-1]
    number = properties.get("MCID", -1) if isinstance(properties, dict) else -1
    return number if isinstance(number, int) else -1


def _codes(operands: list[Value]) -> bytes:
    shown = operands[-1] if operands else b""
    pieces = shown if isinstance(shown, list) else [shown]
    return b"".join(piece for piece in pieces if isinstance(piece, bytes))


def _font(file: File, reference: Value | None, known: dict[Value, Font]) -> Font:
    """What the codes of a font mean, by its map back to Unicode."""
    if not isinstance(reference, Reference):
        return {}
    if reference not in known:
        known[reference] = characters_of(file.stream(file.dictionary(reference).get("ToUnicode")))
    return known[reference]
