"""Reads a web edition back as its reader has it, and a PDF's tags in the same words, to hold one against the other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import html
from lxml.html import HtmlElement

from layouts.reading.tree import SpokenElement, read_tree

# Bullets and numbers of lists, which a browser says by itself; and lists of contents, which have page numbers.
_NOT_SPOKEN = ("Lbl", "TOC")
_NOT_COMPARED = {"meanings", "contents"}


def page_of(content: bytes) -> HtmlElement:
    """The elements of a page."""
    return html.document_fromstring(content.decode("utf-8"))


def without_spaces(text: str) -> str:
    return re.sub(r"\s+", "", text)


def said_on_page(page: HtmlElement) -> str:
    """Every character of the report in reading order, charts as their words, without what only the page adds."""
    (main,) = page.xpath("//main")
    return without_spaces("".join(_spoken(main)))


def _spoken(element: HtmlElement) -> Iterator[str]:
    classes = (element.get("class") or "").split()
    if _NOT_COMPARED.intersection(classes) or (element.tag == "caption" and "heard" in classes):
        yield ""
    elif element.tag == "svg":
        yield from element.xpath("title/text()")
    else:
        yield element.text or ""
        for kid in element:
            yield from _spoken(kid)
            yield kid.tail or ""


def headings_on_page(page: HtmlElement) -> list[tuple[str, str]]:
    """Every heading with its level, in reading order."""
    found = page.xpath("//main//*[self::h1 or self::h2 or self::h3 or self::h4]")
    return [(one.tag, without_spaces(one.text_content())) for one in found]


def explained_on_page(page: HtmlElement) -> list[list[str]]:
    """The cells of every number that is explained, with those that it has in common with the numbers before it."""
    rows: list[list[str]] = []
    for table in page.xpath("//details//table"):
        left = [0] * len(table.xpath("thead/tr/th"))  # by column: the rows that its last cell still reaches down
        for row in table.xpath("tbody/tr[th and td]"):
            cells = iter(row)
            said = list(rows[-1]) if any(left) else [""] * len(left)
            for column, rest in enumerate(left):
                cell = None if rest else next(cells)
                said[column] = said[column] if cell is None else cell.text_content().strip()
                left[column] = rest - 1 if cell is None else int(cell.get("rowspan") or 1) - 1
            rows.append(said)
    return rows


def said_in_tags(pdf: bytes) -> str:
    """Every character of a PDF's tags in reading order, figures as their words, without the pages that close it."""
    _, document = read_tree(pdf)
    said = without_spaces("".join(_tagged(document)))
    for closing in ("Thispageisintentionallyleftblank", "Notesforthemeeting"):
        said = said.removesuffix(closing)
    return said


def _tagged(element: SpokenElement) -> Iterator[str]:
    if element.alt:
        yield element.alt
    elif element.tag not in _NOT_SPOKEN:
        for kid in element.kids:
            yield from [kid] if isinstance(kid, str) else _tagged(kid)


def headings_in_tags(pdf: bytes) -> list[tuple[str, str]]:
    """Every heading of a PDF's tags with its level."""
    _, document = read_tree(pdf)
    found = [one for one in document.walk() if re.fullmatch(r"H\d", one.tag)]
    named = [(one.tag.lower(), without_spaces(one.text.replace("link ", ""))) for one in found]
    return [one for one in named if one[1] != "Notesforthemeeting"]
