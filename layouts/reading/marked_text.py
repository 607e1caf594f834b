"""The text of a page's marked-content sequences, by MCID."""

from __future__ import annotations

from collections.abc import Mapping

from layouts.pdf_reader.file import PdfFile, characters_of
from layouts.pdf_reader.operators import mcid_of, operations, string_bytes
from layouts.pdf_reader.values import Dictionary, NotReadable, Reference, Value

Characters = Mapping[int, str]
"""The characters of a font's codes."""

_OTHER_TEXT_OPERATORS = ("TJ", "'", '"')  # no page of ours has them


def text_by_mcid(file: PdfFile, page: Dictionary, fonts: dict[Reference, Characters]) -> dict[int, str]:
    """The text of every marked-content sequence of a page. ``fonts`` is filled, and reused from page to page.

    Raises `NotReadable` for text set by other operators than ours.
    """
    resources = file.dictionary(file.dictionary(page.get("Resources")).get("Font"))
    texts: dict[int, list[str]] = {}
    here: list[str] = []
    font: Characters = {}
    for operands, operator in operations(b"\n".join(file.stream(part) for part in file.listed(page.get("Contents")))):
        if operator == "BDC":
            here = texts.setdefault(mcid_of(operands), [])
        elif operator == "EMC":
            here = []
        elif operator == "Tf":
            font = _characters(file, resources.get(operands.split()[0][1:]), fonts)
        elif operator == "Tj":
            here.append("".join(font.get(code, "") for code in string_bytes(operands)))
        elif operator in _OTHER_TEXT_OPERATORS:
            raise NotReadable(f"the operator {operator!r}")
    texts.pop(-1, None)
    return {mcid: "".join(parts) for mcid, parts in texts.items()}


def _characters(file: PdfFile, font: Value, known: dict[Reference, Characters]) -> Characters:
    if not isinstance(font, Reference):
        return {}
    if font not in known:
        known[font] = characters_of(file.stream(file.dictionary(font).get("ToUnicode")))
    return known[font]
