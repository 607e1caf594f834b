"""Writes notes on cells: the text into the sheet's comments part, and the box that shows it into its VML drawing.

Existing notes stay; ours goes below their text. Cells with threaded comments get none, since Excel would overwrite it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from inputs.checked import xml
from inputs.checked.parts import Parts
from inputs.files.workbook_values import CellRange
from inputs.files.xlsx_marks import parse_range
from inputs.files.xlsx_remarks import OUR_NAME

_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_AFTER_DRAWING = (
    "legacyDrawingHF drawingHF picture oleObjects controls webPublishItems tableParts extLst AlternateContent"
)
_EMPTY_DRAWING = b"""<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" \
xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data=""/>\
</o:shapelayout></xml>"""
_BOX_KIND = b"""<v:shapetype xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" \
id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>\
<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>"""
_BOX = """<v:shape xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" \
xmlns:x="urn:schemas-microsoft-com:office:excel" id="_x0000_s{id}" type="#_x0000_t202" \
style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>\
<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>\
<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>\
<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>\
<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"""
_DRAWING_ENDS = re.compile(rb"</xml\s*>\s*$")
_BLOCKS = re.compile(rb'(<o:idmap\b[^>]*?\bdata=")([0-9, ]*)(")')
_IN_A_BLOCK = 1_024  # shape ids come in blocks of so many; no two drawings of a workbook may share a block
_LAST_COLUMN, _LAST_ROW = 16_383, 1_048_575
_CHARACTERS_A_LINE, _MOST_COLUMNS = 36, 40  # of the box of a note
_USUAL_WIDTH = 9.0  # characters, of a column without a width


def add_notes(parts: Parts, sheet: str, root: xml.Element, office: str, words_by_cell: Mapping[str, str]) -> None:
    """Write notes, by cell address, for the sheet in the part ``sheet``, whose parsed XML is ``root``.

    ``root`` gets the element that refers to their drawing; ``office`` is the namespace of relationships.
    """
    threads = [link.target for link in parts.links(sheet) if link.kind == "threadedComment" and link.target in parts]
    spoken_for = {one.get("ref", "") for part in threads for one in xml.parse(parts.read(part))}
    wanted = {cell: xml.plain(words) for cell, words in words_by_cell.items() if cell not in spoken_for}
    if not wanted:
        return
    part = next((link.target for link in parts.links(sheet) if link.kind == "comments" and link.target in parts), "")
    empty = f'<comments xmlns="{xml.namespace(root)}"><authors/><commentList/></comments>'.encode()
    comments = xml.parse(parts.read(part) if part else empty)
    new = _write_words(comments, wanted)
    if part:
        parts.write(part, xml.written(comments))
    else:
        part = parts.free_name("xl/comments{}.xml")
        parts.add(part, xml.written(comments), _COMMENTS_TYPE)
        parts.link(sheet, f"{office}/comments", part)
    if new:
        _draw_boxes(parts, sheet, root, office, {cell: wanted[cell] for cell in new})


def _write_words(comments: xml.Element, wanted: Mapping[str, str]) -> list[str]:
    """Write each cell's words into its note, or into a new one; give the cells whose notes are new."""
    held = xml.child(comments, "commentList")
    if held is None:
        held = xml.made(comments, "commentList")
        xml.put_before(comments, held, "extLst")
    author = str(_author(comments))
    notes = {note.get("ref", ""): note for note in xml.children(held, "comment")}
    for cell, words in wanted.items():
        if cell in notes:
            _write_under(notes[cell], words, ours=notes[cell].get("authorId") == author)
            continue
        note = xml.made(held, "comment", {"ref": cell, "authorId": author})
        note.append(xml.made(note, "text"))
        note[0].append(_run(note, words))
        held.append(note)
    return [cell for cell in wanted if cell not in notes]


def _author(comments: xml.Element) -> int:
    """The place of our name in the list of authors, to which it is added if missing."""
    authors = xml.child(comments, "authors")
    if authors is None:
        authors = xml.made(comments, "authors")
        comments.insert(0, authors)
    names = [one.text for one in authors]
    if OUR_NAME not in names:
        authors.append(xml.made(authors, "author"))
        authors[-1].text = OUR_NAME
        return len(names)
    return names.index(OUR_NAME)


def _write_under(note: xml.Element, words: str, ours: bool) -> None:
    """Write below the text of a note; one of ours, from an earlier run, is replaced."""
    text = xml.child(note, "text")
    if text is None:
        text = xml.made(note, "text")
        note.insert(0, text)
    if ours:
        for element in list(text):
            text.remove(element)
    elif words in "".join(text.itertext()):
        return
    for bare in list(xml.children(text, "t")):
        run = xml.made(text, "r")
        text.replace(bare, run)
        run.append(bare)
    xml.put_before(text, _run(text, words if ours else f"\n\n{words}"), "rPh phoneticPr")


def _run(like: xml.Element, words: str) -> xml.Element:
    """A run of rich text."""
    run = xml.made(like, "r")
    style = xml.made(like, "rPr")
    for name, value in (("sz", "9"), ("color", "FF000000"), ("rFont", "Tahoma"), ("family", "2")):
        style.append(xml.made(like, name, {"rgb" if name == "color" else "val": value}))
    run.append(style)
    run.append(xml.made(like, "t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}))
    run[-1].text = words
    return run


def _draw_boxes(parts: Parts, sheet: str, root: xml.Element, office: str, words_by_cell: Mapping[str, str]) -> None:
    """Add boxes to the sheet's VML drawing, by editing bytes: what other programs write there is not always XML."""
    element = xml.child(root, "legacyDrawing")
    links = {link.id: link.target for link in parts.links(sheet)}
    part = links.get(xml.link_id(element), "") if element is not None else ""
    drawing = parts.read(part) if part in parts else _EMPTY_DRAWING
    if not _DRAWING_ENDS.search(drawing):
        return  # the text is in the comments part; an unusual drawing is not put at risk for its boxes
    shapes = parts.numbers(rb'"_x0000_s([0-9]{1,9})"', ".vml")
    blocks = parts.numbers(rb'idmap\b[^>]*\bdata="[0-9, ]*?([0-9]{1,6})"', ".vml")
    block = max({number // _IN_A_BLOCK for number in shapes} | blocks, default=0) + 1
    drawing = _BLOCKS.sub(
        lambda found: found[1] + b",".join(filter(None, (found[2].strip(), b"%d" % block))) + found[3], drawing, count=1
    )
    places = [(parse_range(cell), words) for cell, words in words_by_cell.items()]
    boxes = [
        _box(block * _IN_A_BLOCK + number, at, words, _columns_of_a_box(root, at.left + 1))
        for number, (at, words) in enumerate(places, start=1)
        if at is not None
    ]
    kind = b"" if b'"_x0000_t202"' in drawing else _BOX_KIND
    drawing = _DRAWING_ENDS.sub(lambda found: kind + "".join(boxes).encode() + found[0], drawing)
    if part in parts:
        parts.write(part, drawing)
        return
    part = parts.free_name("xl/drawings/vmlDrawing{}.vml")
    parts.add(part, drawing, _DRAWING_TYPE)
    link = parts.link(sheet, f"{office}/vmlDrawing", part)
    if element is None:
        xml.put_before(root, xml.leading(root, "legacyDrawing", {}, office, link), _AFTER_DRAWING)
    else:
        element.set(f"{{{office}}}id", link)


def _columns_of_a_box(root: xml.Element, first: int) -> int:
    """How many columns, from ``first``, are together as wide as a line of a note; hidden ones have no width."""
    width_by_column: dict[int, float] = {}
    for one in root.iterfind("{*}cols/{*}col"):
        start, end = int(one.get("min", "0")), int(one.get("max", "0"))
        shown = one.get("hidden") not in {"1", "true"}
        width = float(one.get("width", _USUAL_WIDTH)) if shown else 0.0
        width_by_column |= dict.fromkeys(range(max(start, first), min(end, first + _MOST_COLUMNS) + 1), width)
    wide, columns = 0.0, 0
    while wide < _CHARACTERS_A_LINE and columns < _MOST_COLUMNS:
        wide += width_by_column.get(first + columns, _USUAL_WIDTH)
        columns += 1
    return columns


def _box(number: int, at: CellRange, words: str, columns: int) -> str:
    """The VML shape of one note: beside its cell, so many columns wide and as high as its words need."""
    row, column = at.top - 1, at.left - 1
    lines = sum(1 + len(line) // _CHARACTERS_A_LINE for line in words.split("\n")) + 1
    left = min(column + 1, _LAST_COLUMN - columns)
    top = max(0, min(row - 1, _LAST_ROW - lines))
    anchor = f"{left}, 15, {top}, 10, {left + columns}, 15, {top + lines}, 4"
    return _BOX.format(id=number, anchor=anchor, row=row, column=column)
