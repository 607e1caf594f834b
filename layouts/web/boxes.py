"""Sets what stands in a box of its own: tiles, cards, panels and promises; and the strip and key of shapes."""

from __future__ import annotations

from collections.abc import Iterable

from layouts.blocks import (
    Card,
    Entries,
    Figure,
    Key,
    Panel,
    Promise,
    Promises,
    Span,
    Status,
    Strip,
    Text,
    Tile,
    Tiles,
    plain,
)
from layouts.web.markup import NOTHING, Markup, element, joined, trusted
from layouts.web.tables import table
from layouts.web.writer import Writer, shape

_MOST_COLUMNS = 3  # of words under a card's chart


def paragraph(writer: Writer, text: Text, class_: str = "") -> Markup:
    """A paragraph; nothing for a text without words."""
    return element("p", writer.text(text), class_=class_) if plain(text).strip() else NOTHING


def paragraphs(writer: Writer, texts: Iterable[Text], class_: str) -> Markup:
    """Paragraphs one under the other."""
    return joined(paragraph(writer, text, class_) for text in texts)


def titled(writer: Writer, depth: int, ref: str, name: Text, link: str = "") -> Markup:
    """The heading of a box: its reference, which may lead elsewhere, and its name."""
    writer.box = writer.place(ref) or writer.new_name()
    before = (element("span", writer.text((Span(ref, link=link),)), class_="ref"), trusted(" ")) if ref else ()
    return element(f"h{depth}", *before, writer.text(name), id=writer.box)


def strip(writer: Writer, block: Strip) -> Markup:
    """A row of shapes in groups, each shape over its text, with a label before them all."""
    written = element("b", writer.text(block.label))
    groups = []
    for group in block.groups:
        marks = (
            element("span", shape(group.shape), trusted(" "), writer.text(text), trusted(" "), class_="mark")
            for text in group.texts
        )
        label = element("span", writer.text(group.label), trusted(" "))
        groups.append(element("span", label, *marks, class_="group"))
    return element("p", written, trusted(" "), *groups, class_="strip") if groups else NOTHING


def key(writer: Writer, block: Key) -> Markup:
    """What the shapes on the page mean."""
    marks = (element("span", writer.status(mark), trusted(" "), class_="group") for mark in block.marks)
    return element("p", *marks, class_="key") if block.marks else NOTHING


def tiles(writer: Writer, block: Tiles) -> Markup:
    """Tiles, as many beside one another as there is room for."""
    return element("div", *(_tile(writer, tile) for tile in block.tiles), class_="tiles") if block.tiles else NOTHING


def _tile(writer: Writer, tile: Tile) -> Markup:
    ref = element("span", writer.text((Span(tile.ref, link=f"#{tile.ref}"),)), class_="ref")
    name = element("p", ref, trusted(" "), element("span", writer.text(tile.name)), class_="name")
    number = paragraph(writer, tile.number, "number")
    aside = element("span", writer.text(tile.aside), class_="aside")
    judged = element("p", writer.status(tile.status), trusted(" "), aside, class_="judged")
    chart = writer.chart(tile.chart) if tile.chart else NOTHING
    lines = paragraphs(writer, tile.lines, "line")
    return element("div", name, number, judged, chart, lines, class_=f"tile {tile.status.shape}")


def card(writer: Writer, block: Card, depth: int) -> Markup:
    """One measure: name and status, message, number with its basis beside the chart, columns of words, and notes."""
    also = writer.place(block.also)
    head = titled(writer, depth, block.ref, block.name, block.link)
    judged = _judged(writer, block.status)
    message = paragraph(writer, block.message)
    number = paragraph(writer, block.number, "number")
    basis = paragraphs(writer, block.basis, "basis")
    chart = element("div", writer.chart(block.chart), class_="plot") if block.chart else NOTHING
    columns = [
        element("p", element("b", writer.text(heading)), trusted(" "), element("span", writer.text(said)))
        for heading, said in block.columns[:_MOST_COLUMNS]
    ]
    return element(
        "section",
        element("span", id=also) if also else NOTHING,
        element("div", head, judged, class_="title"),
        message,
        element("div", element("div", number, basis, class_="figure"), chart, class_="beside"),
        element("div", *columns, class_="columns") if columns else NOTHING,
        paragraphs(writer, block.notes, "small"),
        writer.explained(f"{block.ref} {plain(block.name)}".strip(), block.ref),
        class_="card",
    )


def panel(writer: Writer, block: Panel, depth: int) -> Markup:
    """One measure: its heading, message, key figure beside its charts, tables, commentary and small print."""
    head = titled(writer, depth, block.ref, block.name)
    message = paragraph(writer, block.message)
    number, basis, judged = (
        paragraph(writer, block.number, "number"),
        paragraphs(writer, block.basis, "basis"),
        _judged(writer, block.status),
    )
    # In large print the status stands under the number, as on the page.
    order = (number, judged, basis) if writer.edition.stacked and number else (number, basis, judged)
    figure = joined((*order, paragraphs(writer, block.direction, "basis")))
    charts = [_figure(writer, one) for one in block.figures]
    plots = element("div", *charts, class_="plot") if charts else NOTHING
    parts = (element("div", figure, class_="figure") if figure else NOTHING, plots)
    tables = [table(writer, one) for one in block.tables]
    return element(
        "section",
        element("div", head, class_="title"),
        message,
        element("div", *parts, class_="beside") if figure or charts else NOTHING,
        *tables,
        paragraphs(writer, block.commentary, ""),
        paragraphs(writer, block.small_print, "small"),
        writer.explained(f"{block.ref} {plain(block.name)}".strip(), block.ref),
        class_="card panel",
    )


def _figure(writer: Writer, block: Figure) -> Markup:
    """A chart under its title and subtitle."""
    title, subtitle = paragraph(writer, block.title, "chart-title"), paragraph(writer, block.subtitle, "small")
    return element("div", title, subtitle, writer.chart(block), class_="titled")


def entries(writer: Writer, block: Entries) -> Markup:
    """Short texts, each under a heading of a few words, in two columns where there is room."""
    items = (
        element("p", element("b", writer.text(heading)), trusted(" "), element("span", writer.text(said)))
        for heading, said in block.items
    )
    return element("div", *items, class_="entries") if block.items else NOTHING


def promises(writer: Writer, block: Promises, depth: int) -> Markup:
    """Promises, as many beside one another as there is room for."""
    kept = [_promise(writer, one, depth) for one in block.items]
    return element("div", *kept, class_="promises") if kept else NOTHING


def _promise(writer: Writer, block: Promise, depth: int) -> Markup:
    name = element(f"h{depth}", writer.text(block.name))
    chart = writer.chart(block.chart)
    beside = (
        paragraph(writer, block.number, "number"),
        paragraph(writer, block.promise, "sheet"),
        _judged(writer, block.status, "judged sheet"),
    )
    sentence = paragraph(writer, block.sentence, "sheet")
    kept = element("div", chart, element("div", *beside), class_="kept")
    return element("section", name, kept, sentence, class_="promise")


def _judged(writer: Writer, status: Status | None, class_: str = "judged") -> Markup:
    return element("p", writer.status(status), class_=class_) if status else NOTHING
