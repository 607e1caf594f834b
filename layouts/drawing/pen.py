"""The pen: every mark on a page is made here, inside something that says what it is, or not at all.

Places are given in the text frame: points to the right of its left edge and down from its top edge.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from layouts import roles, theme
from layouts.blocks import AlteredText, Drawing, PlacedSpan, Span, Text, plain
from layouts.roles import Role
from layouts.tagged.canvas import TaggedCanvas
from layouts.tagged.structure import Artifact, Attributes, Destination, Element
from layouts.text.line_breaking import Line, width_of
from layouts.text.normalise import clean
from layouts.text.set_text import LONGEST_RUNNING, SetText
from layouts.theme import TextStyle

LEFT, CENTRE, RIGHT = "left", "centre", "right"
_INCH = 72  # points
_ADDRESS = re.compile(r"[a-z]+:[\x21-\x7e]+")  # an address in a file is of ASCII alone


class _Stretch(NamedTuple):
    """Part of a line: its left end and the line's top, its width, its runs, what follows it, and where it leads."""

    x: float
    top: float
    width: float
    runs: tuple[tuple[str, float, str], ...]
    after: str
    link: Span | None


class Pen:
    """Draws on the pages of one document and remembers where every text was set.

    ``placed`` and ``altered`` grow in drawing order, which is reading order, and so does the canvas's structure. A
    mark made outside of `within` makes the canvas raise `UnownedInk`. ``places`` are those that links may lead to.
    """

    def __init__(self, canvas: TaggedCanvas, places: Mapping[object, Destination] | None = None) -> None:
        self._canvas = canvas
        self.places = places or {}
        self._sections: list[tuple[int, Element]] = []
        self._within: list[Role] = []
        self._fill = ""
        self._bookmarks = 0
        self._open_bookmarks: list[int] = []
        self._noted: dict[int, SetText] = {}
        self.page = 0
        self.placed: list[PlacedSpan] = []
        self.altered: list[AlteredText] = []

    def begin_page(self) -> None:
        """Start the next page; the binding edge is on its left if its number is odd."""
        self.page += 1
        self._fill = ""

    def end_page(self) -> None:
        """Finish the page."""
        self._canvas.showPage()

    @property
    def left(self) -> float:
        """The left edge of the text frame on this page, from the left edge of the sheet."""
        return theme.BINDING_MARGIN if self.page % 2 else theme.OUTER_MARGIN

    @contextmanager
    def within(self, role: Role, key: Hashable = None, attributes: Attributes | None = None) -> Iterator[None]:
        """Whatever is drawn inside is part of this role. Parts of one thing on several pages share a ``key``.

        Inside an artifact everything is one. ``details`` are those of the first part.
        """
        self._within.append(role)
        self._canvas.push(self._owner(role, key, attributes))
        try:
            yield
        finally:
            self._canvas.pop()
            self._within.pop()

    def _owner(self, role: Role, key: Hashable, attributes: Attributes | None) -> Element | Artifact:
        outer = self._canvas.owner
        if isinstance(outer, Artifact):
            return outer
        if role.tag == "Artifact":
            return Artifact(role.properties)
        self._canvas.wrap_content()  # what stands before the part is read before it
        return (outer or self._section).child(role.tag, key, attributes or role.attributes)

    @property
    def _section(self) -> Element:
        """What the next thing belongs to: the innermost open section, or else the document."""
        return next((element for _, element in reversed(self._sections)), self._canvas.structure)

    @contextmanager
    def heading(self, role: Role, level: int) -> Iterator[None]:
        """What is drawn inside is a heading. What follows it is its section, until a heading of the same level.

        The first level has no section of its own. A level that nothing stands above moves up: none is ever left out.
        """
        in_panel = self._canvas.owner is not None
        if not in_panel:
            self.close_sections(level)
        depth = len(self._sections) + 1
        if not in_panel:
            self._sections.append((level, self._section.child("Sect") if depth > 1 else self._section))
        with self.within(replace(role, tag=f"H{depth}")):
            yield

    @contextmanager
    def panel(self, key: Hashable) -> Iterator[None]:
        """What is drawn inside is part of a panel, a section of its own with a heading; its parts share a ``key``."""
        self.close_sections(roles.PANEL_LEVEL)
        with self.within(roles.PANEL, key):
            yield

    def close_sections(self, level: int = 0) -> None:
        """What follows is outside of every section of this level or below."""
        while self._sections and self._sections[-1][0] >= level:
            self._sections.pop()

    @property
    def where(self) -> str:
        """The plain word for the place that is being drawn."""
        return next((role.where for role in reversed(self._within) if role.where), "")

    def text(
        self,
        words: SetText,
        x: float,
        top: float,
        *,
        start: int = 0,
        stop: int | None = None,
        side: str = LEFT,
        followed: bool = False,
    ) -> None:
        """Set lines ``start`` to ``stop`` of a text, the first with its top at ``top``.

        ``x`` is the left end of the lines, their middle or their right end, as ``side`` says. ``followed`` says that
        more words of the same thing stand beside it.
        """
        lines = words.lines[start:stop]
        if not lines:
            return
        for _, stretch in groupby(
            self._stretches(words, lines, (start, x, top), side, followed), lambda one: id(one.link)
        ):
            parts = list(stretch)
            if (link := parts[0].link) is None:
                self._write(parts, words.style, words.style.colour)
            else:
                with self.within(roles.LINK, key=id(link)):
                    self._write(parts, words.style, theme.LINK)
                    self._open(link, parts, words.style)
        self._remember(words, lines, first=start == 0)

    def _stretches(
        self, words: SetText, lines: tuple[Line, ...], at: tuple[int, float, float], side: str, followed: bool
    ) -> Iterator[_Stretch]:
        """Lines, the first with number and place ``at``, in parts that lead nowhere or all to one place."""
        start, x, top = at
        for index, line in enumerate(lines, start):
            begin = x if side == LEFT else x - (line.width / 2 if side == CENTRE else line.width)
            # The space between two lines keeps their words apart for whoever copies or listens.
            apart = (followed or index < len(words.lines) - 1) and not line.runs[-1][2].endswith(("-", "/"))
            after = " " if apart else ""
            if line.links:
                yield from self._led(line, begin, top, after)
            else:
                yield _Stretch(begin, top, line.width, line.runs, after, None)
            top += words.style.leading

    def _led(self, line: Line, begin: float, top: float, after: str) -> Iterator[_Stretch]:
        """A line some of which leads somewhere, in parts."""
        links = [link if link and self._target(link) else None for link in line.links]
        for _, pairs in groupby(zip(line.runs, links, strict=True), lambda pair: id(pair[1])):
            runs, (link, *_) = zip(*pairs, strict=True)
            width = sum(size * width_of(text, font) for font, size, text in runs)
            yield _Stretch(begin, top, width, runs, after if runs[-1] is line.runs[-1] else "", link)
            begin += width

    def _write(self, parts: Sequence[_Stretch], style: TextStyle, colour: str) -> None:
        self._colour(colour)
        drop = theme.FRAME_TOP + (style.leading + theme.CAP_HEIGHT * style.size) / 2
        # A hundredth of a point is finer than any printer, and shorter to write.
        places = [(round(self.left + part.x, 2), round(theme.PAGE_HEIGHT - part.top - drop, 2)) for part in parts]
        writing = self._canvas.beginText(*places[0])
        for part, place in zip(parts, places, strict=True):
            if place != places[0]:
                writing.setTextOrigin(*place)
            *before, (font, size, text) = part.runs
            for run_font, run_size, run_text in before:
                writing.setFont(run_font, run_size)
                writing.textOut(run_text)
            writing.setFont(font, size)
            writing.textOut(text + part.after)
        self._canvas.drawText(writing)

    def _target(self, link: Span) -> Destination | str | None:
        """Where a link leads; nowhere if it names what is not on the pages or no address, or is decoration itself."""
        if isinstance(self._canvas.owner, Artifact):
            return None
        if link.link.startswith("#"):
            return self.places.get(link.link)
        return link.link if _ADDRESS.fullmatch(link.link) else None

    def _open(self, link: Span, parts: Sequence[_Stretch], style: TextStyle) -> None:
        """Make what was written open a link; each of its lines says the whole of it."""
        target = self._target(link)
        if target is not None:
            said, _ = clean(link.text, LONGEST_RUNNING)
            words = f"{said}, page {target.page}" if isinstance(target, Destination) else said
            for part in parts:
                self.add_link((part.x, part.top, part.width, style.leading), target, words)

    def add_link(self, room: tuple[float, float, float, float], target: Destination | str, words: str) -> None:
        """Make a room on the page (left, top, width and height) open what is being drawn: a link."""
        x, top, width, height = room
        upper = theme.PAGE_HEIGHT - theme.FRAME_TOP - top
        self._canvas.add_link((self.left + x, upper - height, self.left + x + width, upper), target, words)

    def _remember(self, words: SetText, lines: tuple[Line, ...], first: bool) -> None:
        where = self.where
        for line in lines:
            self.placed.extend(PlacedSpan(self.page, span.text, span.about, where) for span in line.begins)
        if first and words.altered and id(words) not in self._noted:
            self._noted[id(words)] = words  # kept, so that no other text gets its id
            self.altered.extend(AlteredText(self.page, where, what) for what in sorted(words.altered))

    def rule(self, x: float, top: float, width: float, thickness: float, colour: str) -> None:
        """Draw a level line with its upper edge at ``top``: decoration."""
        self.box(x, top, width, thickness, colour)

    def dots(self, x: float, top: float, count: int, size: float, step: float, colour: str) -> None:
        """Draw a row of square dots, the first with its upper left corner given, each a step on: decoration."""
        if not count:
            return
        with self.within(roles.DECORATION):
            y = theme.PAGE_HEIGHT - theme.FRAME_TOP - top - size / 2
            self._canvas.saveState()
            self._canvas.setStrokeColorRGB(*_rgb(colour))
            self._canvas.setLineWidth(size)
            self._canvas.setDash([size, step - size])
            self._canvas.line(self.left + x, y, self.left + x + (count - 1) * step + size, y)
            self._canvas.restoreState()

    def box(self, x: float, top: float, width: float, height: float, colour: str) -> None:
        """Fill a rectangle: decoration."""
        with self.within(roles.DECORATION):
            self._colour(colour)
            y = theme.PAGE_HEIGHT - theme.FRAME_TOP - top - height
            self._canvas.rect(self.left + x, y, width, height, stroke=0, fill=1)

    def path(self, points: list[tuple[float, float]], colour: str) -> None:
        """Fill a polygon: decoration."""
        with self.within(roles.DECORATION):
            self._colour(colour)
            outline = self._canvas.beginPath()
            for index, (x, top) in enumerate(points):
                place = (self.left + x, theme.PAGE_HEIGHT - theme.FRAME_TOP - top)
                (outline.lineTo if index else outline.moveTo)(*place)
            outline.close()
            self._canvas.drawPath(outline, stroke=0, fill=1)

    def disc(self, x: float, top: float, diameter: float, colour: str) -> None:
        """Fill a circle in the square whose upper left corner is given: decoration."""
        with self.within(roles.DECORATION):
            self._colour(colour)
            radius = diameter / 2
            y = theme.PAGE_HEIGHT - theme.FRAME_TOP - top - radius
            self._canvas.circle(self.left + x + radius, y, radius, stroke=0, fill=1)

    def figure(self, drawing: Drawing, x: float, top: float, height: float) -> None:
        """Place a drawn figure of the given height and remember its numbers and the words that stand in for it."""
        # A document without charts never pays for importing matplotlib.
        from layouts.drawing.matplotlib_renderer import record, replay  # noqa: PLC0415

        y = theme.PAGE_HEIGHT - theme.FRAME_TOP - top - height
        box = (self.left + x, y, self.left + x + drawing.figure.get_figwidth() * _INCH, y + height)
        alt, _ = clean(plain(drawing.alt_text), LONGEST_RUNNING)
        with self.within(roles.FIGURE, attributes=Attributes(alt=alt, box=box)):
            replay(record(drawing.figure), self._canvas, self.left + x, y)
        self._fill = ""
        self._remember_spans(drawing.alt_text, "alt text")
        self._remember_spans(drawing.numbers, "chart")

    def _remember_spans(self, text: Text, where: str) -> None:
        self.placed.extend(
            PlacedSpan(self.page, span.text, span.about, where) for span in text if span.about is not None
        )

    def bookmark(self, title: str, level: int, top: float) -> None:
        """Add a line to the file's outline that leads to this height of this page, under the last of a lower level."""
        self._bookmarks += 1
        key = f"place-{self._bookmarks}"
        while self._open_bookmarks and self._open_bookmarks[-1] >= level:
            self._open_bookmarks.pop()
        y = theme.PAGE_HEIGHT - theme.FRAME_TOP - top + theme.ABOVE_BOOKMARK
        self._canvas.bookmarkPage(key, fit="XYZ", left=0, top=y)
        self._canvas.addOutlineEntry(title, key, len(self._open_bookmarks))
        self._open_bookmarks.append(level)

    def _colour(self, colour: str) -> None:
        if colour != self._fill:
            self._canvas.setFillColorRGB(*_rgb(colour))
            self._fill = colour


def _rgb(colour: str) -> tuple[float, float, float]:
    """Red, green and blue from 0 to 1 of a colour written as six hexadecimal digits."""
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4))
    return red, green, blue
