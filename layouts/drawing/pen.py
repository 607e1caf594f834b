"""The pen that draws on pages: everything it draws belongs to a structure element or is an artifact.

Positions are in points from the text frame's left edge, and down from its top edge.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import BytesIO
from itertools import groupby
from typing import NamedTuple

from reportlab.lib.utils import ImageReader

from layouts import roles, theme
from layouts.blocks import AlteredText, CellChart, Figure, PlacedSpan, Span, plain
from layouts.display_list import DrawnChart
from layouts.drawing.page_operators import circle, hexadecimal_colour, number, polygon, rectangle
from layouts.roles import Role
from layouts.tagged import seams
from layouts.tagged.canvas import TaggedCanvas
from layouts.tagged.structure import Artifact, Attributes, Destination, Element
from layouts.text.fonts import show_text
from layouts.text.line_breaking import Line, width_of
from layouts.text.normalise import clean
from layouts.text.set_text import LONGEST_RUNNING, SetText
from layouts.theme import TextStyle

LEFT, CENTRE, RIGHT = "left", "centre", "right"
_INCH = 72  # points
_ADDRESS = re.compile(r"[a-z]+:[\x21-\x7e]+")  # a URI action is ASCII


class _Segment(NamedTuple):
    """Part of a line with one link or none: its left end, its top, its width, its runs, and the space after it."""

    x: float
    top: float
    width: float
    runs: tuple[tuple[str, float, str], ...]
    after: str
    link: Span | None


class Pen:
    """Draws on the pages of one document and records where every span was set.

    ``placed`` and ``altered`` grow in drawing order, which is reading order; ``charts`` are those drawn, by the id of
    their blocks. Drawing outside `within` makes the canvas raise `UntaggedContent`. ``destinations`` are the targets of
    links, by reference ("#5.1") or the id of a block. ``accent`` is the colour of links, rules and shapes.
    """

    def __init__(
        self,
        canvas: TaggedCanvas,
        destinations: Mapping[object, Destination] | None = None,
        accent: str = theme.ACCENT,
    ) -> None:
        self._canvas = canvas
        self.accent = accent
        self.destinations = destinations or {}
        self._sections: list[tuple[int, Element]] = []
        self._within: list[Role] = []
        self._fill_colour = ""
        self._bookmarks = 0
        self._open_bookmarks: list[int] = []
        self._reported: dict[int, SetText] = {}
        self.page = 0
        self.placed: list[PlacedSpan] = []
        self.altered: list[AlteredText] = []
        self.charts: dict[int, DrawnChart] = {}

    def begin_page(self) -> None:
        """Start the next page; the binding edge is on its left if its number is odd."""
        self.page += 1
        self._fill_colour = ""

    def end_page(self) -> None:
        """Finish the page."""
        self._canvas.showPage()

    @property
    def left(self) -> float:
        """The left edge of the text frame, from the page's left edge."""
        return theme.BINDING_MARGIN if self.page % 2 else theme.OUTER_MARGIN

    @contextmanager
    def within(self, role: Role, key: Hashable = None, attributes: Attributes | None = None) -> Iterator[None]:
        """Everything drawn inside belongs to an element of this role, or to an artifact.

        Parts of one element on several pages share a ``key``; ``attributes`` are those given with the first part.
        Inside an artifact everything belongs to that artifact.
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
        self._canvas.wrap_content()  # what was drawn before the child is read before it
        return (outer or self._section).child(role.tag, key, attributes or role.attributes)

    @property
    def _section(self) -> Element:
        """The parent of the next element: the innermost open section, or the document."""
        return next((element for _, element in reversed(self._sections)), self._canvas.structure)

    @contextmanager
    def heading(self, role: Role, level: int) -> Iterator[None]:
        """What is drawn inside is a heading; what follows is its section, up to one of the same or a higher level.

        Level 1 has no section of its own. Levels are renumbered so that none is skipped.
        """
        in_panel = self._canvas.owner is not None
        if not in_panel:
            self.close_sections(level)
        depth = len(self._sections) + 1
        if not in_panel:
            self._sections.append((level, self._section.child("Sect") if depth > 1 else self._section))
        with self.within(role._replace(tag=f"H{depth}")):
            yield

    @contextmanager
    def panel(self, key: Hashable) -> Iterator[None]:
        """Content drawn inside belongs to one panel, a ``Sect`` of its own; ``key`` identifies it across pages."""
        self.close_sections(roles.PANEL_LEVEL)
        with self.within(roles.PANEL, key):
            yield

    def close_sections(self, level: int = 0) -> None:
        """End every section of this level or below."""
        while self._sections and self._sections[-1][0] >= level:
            self._sections.pop()

    @property
    def where(self) -> str:
        """The plain word for what is being drawn, from the innermost role that has one."""
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
        """Draw lines ``start`` to ``stop`` of a set text, the first with its top at ``top``.

        ``x`` is the left end of the lines, their middle or their right end, as ``side`` says. ``followed`` says that
        more text of the same element stands beside it.
        """
        lines = words.lines[start:stop]
        if not lines:
            return
        for _, group in groupby(
            self._segments(words, lines, (start, x, top), side, followed), lambda one: id(one.link)
        ):
            parts = list(group)
            if (link := parts[0].link) is None:
                self._write(parts, words.style, words.style.colour)
            else:
                with self.within(roles.LINK, key=id(link)):
                    self._write(parts, words.style, self.accent)
                    self._annotate(link, parts, words.style)
        self._record(words, lines, first=start == 0)

    def _segments(
        self, words: SetText, lines: tuple[Line, ...], at: tuple[int, float, float], side: str, followed: bool
    ) -> Iterator[_Segment]:
        """The segments of lines, the first with number and position ``at``."""
        start, x, top = at
        for index, line in enumerate(lines, start):
            begin = x if side == LEFT else x - (line.width / 2 if side == CENTRE else line.width)
            # A space at the end of a line keeps words apart in copied and spoken text; a broken word stays one.
            goes_on = line.cut or line.runs[-1][2].endswith(("-", "/"))
            apart = (followed or index < len(words.lines) - 1) and not goes_on
            after = " " if apart else ""
            if line.links:
                yield from self._linked_segments(line, begin, top, after)
            else:
                yield _Segment(begin, top, line.width, line.runs, after, None)
            top += words.style.leading

    def _linked_segments(self, line: Line, begin: float, top: float, after: str) -> Iterator[_Segment]:
        """The segments of a line with links."""
        links = [link if link and self._target(link) else None for link in line.links]
        for _, pairs in groupby(zip(line.runs, links, strict=True), lambda pair: id(pair[1])):
            runs, (link, *_) = zip(*pairs, strict=True)
            width = sum(size * width_of(text, font) for font, size, text in runs)
            yield _Segment(begin, top, width, runs, after if runs[-1] is line.runs[-1] else "", link)
            begin += width

    def _write(self, parts: Sequence[_Segment], style: TextStyle, colour: str) -> None:
        self._colour(colour)
        drop = theme.FRAME_TOP + (style.leading + theme.CAP_HEIGHT * style.size) / 2
        document = seams.document_of(self._canvas)
        written = ["BT"]
        before_x = before_y = 0.0
        for part in parts:
            x, y = round(self.left + part.x, 2), round(theme.PAGE_HEIGHT - part.top - drop, 2)
            written.append(f"{number(x - before_x)} {number(y - before_y)} Td")
            before_x, before_y = x, y
            *before, (font, size, text) = part.runs
            written += [show_text(run_text, run_font, run_size, document) for run_font, run_size, run_text in before]
            written.append(show_text(text + part.after, font, size, document))
        self._canvas.addLiteral(" ".join((*written, "ET")))

    def _target(self, link: Span) -> Destination | str | None:
        """The target of a link; None if it is not on the pages, is no address, or stands in an artifact."""
        if isinstance(self._canvas.owner, Artifact):
            return None
        if link.link.startswith("#"):
            return self.destinations.get(link.link)
        return link.link if _ADDRESS.fullmatch(link.link) else None

    def _annotate(self, link: Span, parts: Sequence[_Segment], style: TextStyle) -> None:
        """Add a link annotation for each segment, all with the text of the whole link."""
        target = self._target(link)
        if target is not None:
            text, _ = clean(link.text, LONGEST_RUNNING)
            contents = f"{text}, page {target.page}" if isinstance(target, Destination) else text
            for part in parts:
                self.add_link((part.x, part.top, part.width, style.leading), target, contents)

    def add_link(self, box: tuple[float, float, float, float], target: Destination | str, contents: str) -> None:
        """Make a box on the page (left, top, width and height) open the link that is being drawn."""
        x, top, width, height = box
        upper = theme.y_on_page(top)
        self._canvas.add_link((self.left + x, upper - height, self.left + x + width, upper), target, contents)

    def _record(self, words: SetText, lines: tuple[Line, ...], first: bool) -> None:
        where = self.where
        for line in lines:
            self.placed.extend(PlacedSpan(self.page, span.text, span.about, where) for span in line.begins)
        if first and words.altered and id(words) not in self._reported:
            self._reported[id(words)] = words  # kept, so that no other text gets its id
            self.altered.extend(AlteredText(self.page, where, what) for what in sorted(words.altered))

    def rule(self, x: float, top: float, width: float, thickness: float, colour: str) -> None:
        """Fill a level rule with its upper edge at ``top``, as an artifact."""
        self.box(x, top, width, thickness, colour)

    def dots(self, x: float, top: float, count: int, size: float, step: float, colour: str) -> None:
        """Draw a row of square dots, ``step`` points apart, from an upper left corner, as an artifact."""
        if not count:
            return
        with self.within(roles.DECORATION):
            left, y = self.left + x, theme.y_on_page(top) - size / 2
            right = left + (count - 1) * step + size
            state = f"{hexadecimal_colour(colour)} RG {number(size)} w [{number(size)} {number(step - size)}] 0 d"
            line = f"{number(left)} {number(y)} m {number(right)} {number(y)} l S"
            self._canvas.addLiteral(f"q {state} {line} Q")

    def box(self, x: float, top: float, width: float, height: float, colour: str) -> None:
        """Fill a rectangle, as an artifact."""
        self._fill(rectangle(self.left + x, theme.y_on_page(top) - height, width, height), colour)

    def path(self, points: list[tuple[float, float]], colour: str) -> None:
        """Fill a polygon, as an artifact."""
        self._fill(polygon([(self.left + x, theme.y_on_page(top)) for x, top in points]), colour)

    def disc(self, x: float, top: float, diameter: float, colour: str) -> None:
        """Fill a circle in the square with this upper left corner, as an artifact."""
        radius = diameter / 2
        self._fill(circle(self.left + x + radius, theme.y_on_page(top) - radius, radius), colour)

    def _fill(self, outline: str, colour: str) -> None:
        """Fill an outline, as an artifact."""
        with self.within(roles.DECORATION):
            self._colour(colour)
            self._canvas.addLiteral(f"{outline} f")

    def chart(self, chart: CellChart | Figure, place: tuple[float, float, float, float], label_pt: float) -> None:
        """Draw a chart with its alt text in a place (left, top, width and height), and record it and its numbers."""
        # A document without charts never pays for importing matplotlib.
        from layouts.drawing.matplotlib_renderer import record, replay  # noqa: PLC0415

        x, top, width, height = place
        drawing = chart.draw(width, height, label_pt, self.accent)
        drawn_width = drawing.figure.get_size_inches()[0] * _INCH
        y = theme.y_on_page(top) - height
        box = (self.left + x, y, self.left + x + drawn_width, y + height)
        alt, _ = clean(plain(drawing.alt_text), LONGEST_RUNNING)
        display_list = record(drawing.figure)
        with self.within(roles.FIGURE, attributes=Attributes(alt=alt, box=box)):
            replay(display_list, self._canvas, self.left + x, y)
        self.charts[id(chart)] = DrawnChart(display_list, drawn_width, height, drawing.alt_text, drawing.numbers)
        drawing.figure.artists.clear()  # they know the list that knows them, and would stay in memory
        self._fill_colour = ""
        for text, where in ((drawing.alt_text, "alt text"), (drawing.numbers, "chart")):
            spans = (span for span in text if span.about is not None)
            self.placed.extend(PlacedSpan(self.page, span.text, span.about, where) for span in spans)

    def image(self, png: bytes, alt_text: str, box: tuple[float, float, float, float]) -> None:
        """Draw an image with its alt text in a box (left, top, width and height)."""
        x, top, width, height = box
        left, y = self.left + x, theme.y_on_page(top) - height
        alt, _ = clean(alt_text, LONGEST_RUNNING)
        with self.within(roles.LOGO, attributes=Attributes(alt=alt, box=(left, y, left + width, y + height))):
            self._canvas.drawImage(ImageReader(BytesIO(png)), left, y, width, height)
        self._fill_colour = ""

    def bookmark(self, title: str, level: int, top: float) -> None:
        """Add an entry to the document outline that leads to this height of this page, nested by ``level``."""
        self._bookmarks += 1
        key = f"place-{self._bookmarks}"
        while self._open_bookmarks and self._open_bookmarks[-1] >= level:
            self._open_bookmarks.pop()
        y = theme.y_on_page(top) + theme.ABOVE_DESTINATION
        self._canvas.bookmarkPage(key, fit="XYZ", left=0, top=y)
        self._canvas.addOutlineEntry(title, key, len(self._open_bookmarks))
        self._open_bookmarks.append(level)

    def _colour(self, colour: str) -> None:
        if colour != self._fill_colour:
            self._canvas.addLiteral(f"{hexadecimal_colour(colour)} rg")
            self._fill_colour = colour
