"""The words of a page's runs of marked content, by their numbers."""

from __future__ import annotations

from collections.abc import Mapping

from layouts.pdf_reader.file import characters_of
from layouts.pdf_reader.operators import mcid_of, operations, string_bytes
from layouts.reading.our_file import File, NotReadable, Reference, Value

Font = Mapping[int, str]

_OTHER_WORDS = ("TJ", "'", '"')  # operators that set words too, and that no page of ours has


def words_of(file: File, page: dict[str, Value], fonts: dict[Value, Font]) -> dict[int, str]:
    """The words of every numbered run of a page. ``fonts`` keeps, from page to page, what each font's codes mean.

    Raises `NotOurs` for words set in another way than ours.
    """
    named = file.dictionary(file.dictionary(page.get("Resources")).get("Font"))
    said: dict[int, list[str]] = {}
    here: list[str] = []
    font: Font = {}
    for given, operator in operations(b"\n".join(file.stream(part) for part in file.listed(page.get("Contents")))):
        if operator == "BDC":
            here = said.setdefault(mcid_of(given), [])
        elif operator == "EMC":
            here = []
        elif operator == "Tf":
            font = _font(file, named.get(given.split()[0][1:]), fonts)
        elif operator == "Tj":
            here.append("".join(font.get(code, "") for code in string_bytes(given)))
        elif operator in _OTHER_WORDS:
            raise NotReadable(f"the operator {operator!r}")
    said.pop(-1, None)
    return {number: "".join(parts) for number, parts in said.items()}


def _font(file: File, reference: Value | None, known: dict[Value, Font]) -> Font:
    """What the codes of a font mean, by its map back to Unicode."""
    if not isinstance(reference, Reference):
        return {}
    if reference not in known:
        known[reference] = characters_of(file.stream(file.dictionary(reference).get("ToUnicode")))
    return known[reference]
