"""Sets tiles: figures in boxes side by side, each with its status, its target and a small chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from layouts import box_theme, roles, theme
from layouts.blocks import Span, Tile, Tiles
from layouts.drawing.flowables import IN_A_TABLE, Piece
from layouts.drawing.pen import RIGHT, Pen
from layouts.drawing.status_shapes import draw_status
from layouts.roles import Role
from layouts.text.set_text import SetText, set_number_in, set_text
from layouts.theme import Edition

LONGEST_NAME = 2  # lines; more is cut
_LONGEST_LINE = 2


class SetTile(NamedTuple):
    """One tile, ``width`` points wide inside its padding."""

    tile: Tile
    reference: SetText
    name: SetText
    number: SetText
    status: SetText
    aside: SetText
    lines: tuple[SetText, ...]
    width: float
    edition: Edition
    name_height: float = 0.0

    @property
    def height(self) -> float:
        """Of what is in the tile, from the top of its name to the foot of its last line."""
        chart = self.edition.tile_chart + theme.ABOVE_CHART if self.tile.chart else 0.0
        return self._head + chart + theme.ABOVE_CHART + sum(line.height for line in self.lines)

    @property
    def _head(self) -> float:
        """Of the name, the number and the status."""
        return self.name_height + self.number.height + self._status_height

    @property
    def _status_height(self) -> float:
        """Of the status, with what is aimed at beside it or, where that has no room, under it."""
        return self.status.height + (0.0 if self._beside else self.aside.height)

    @property
    def _beside(self) -> bool:
        taken = self.edition.shape + self.edition.shape_gap + self.status.width + theme.BESIDE_LABEL
        return taken + self.aside.width <= self.width

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw what is in the tile."""
        with pen.within(roles.TILE, key=id(self)):
            with pen.within(roles.TILE_LINE):
                pen.text(self.reference, x + self.width, top, side=RIGHT, followed=True)
                pen.text(self.name, x, top)
            top += self.name_height
            with pen.within(roles.NUMBER):
                pen.text(self.number, x, top)
            top += self.number.height
            with pen.within(roles.STATUS):
                draw_status(pen, self.tile.status.shape, self.status, x, top, self.edition, followed=True)
                if self._beside:
                    pen.text(self.aside, x + self.width, top, side=RIGHT)
                else:
                    pen.text(self.aside, x, top + self.status.height)
            top += self._status_height
            if self.tile.chart:
                top += theme.ABOVE_CHART
                edition = self.edition
                pen.chart(self.tile.chart, (x, top, self.width, edition.tile_chart), edition.chart_label)
                top += edition.tile_chart
            top += theme.ABOVE_CHART
            for line in self.lines:
                with pen.within(roles.TILE_LINE):
                    pen.text(line, x, top)
                top += line.height


@dataclass(frozen=True, slots=True)
class TileGrid:
    """Rows of tiles, all of one size; a row is never split."""

    rows: tuple[tuple[SetTile, ...], ...]
    tile_width: float
    above: float
    role: Role = roles.TILE
    pieces: tuple[Piece, ...] = field(init=False)

    def __post_init__(self) -> None:
        pieces = [Piece(self._tile_height + box_theme.TILE_GAP, IN_A_TABLE) for _ in self.rows[1:]]
        object.__setattr__(self, "pieces", (*pieces, Piece(self._tile_height)))

    @property
    def _tile_height(self) -> float:
        inner = max(tile.height for row in self.rows for tile in row)
        return max(box_theme.TILE_HEIGHT, inner + box_theme.TILE_EDGE + 2 * box_theme.TILE_HEAD)

    def draw(self, pen: Pen, x: float, top: float, start: int, stop: int, heights: Sequence[float]) -> None:
        """Draw some of the rows: boxes first, then what is in them."""
        for row in self.rows[start:stop]:
            for place, tile in enumerate(row):
                left = x + place * (self.tile_width + box_theme.TILE_GAP)
                self._draw_box(pen, left, top, tile.tile.status.shape)
                tile.draw(pen, left + box_theme.TILE_PADDING, top + box_theme.TILE_EDGE + box_theme.TILE_HEAD)
            top += self._tile_height + box_theme.TILE_GAP

    def _draw_box(self, pen: Pen, left: float, top: float, shape: str) -> None:
        """The border of a tile, and its upper edge in the colour of its status."""
        border, width, height = box_theme.TILE_BORDER, self.tile_width, self._tile_height
        pen.box(left, top, border, height, theme.RULE)
        pen.box(left + width - border, top, border, height, theme.RULE)
        pen.box(left, top + height - border, width, border, theme.RULE)
        pen.box(left, top, width, box_theme.TILE_EDGE, theme.ALERT if shape == "triangle" else pen.accent)


def set_tiles(tiles: Tiles, above: float, edition: Edition) -> TileGrid:
    """Set tiles in rows of as many as the edition has across."""
    across = edition.tiles_across
    width = (theme.FRAME_WIDTH - (across - 1) * box_theme.TILE_GAP) / across
    placed = [_set_tile(tile, width - 2 * box_theme.TILE_PADDING, edition) for tile in tiles.tiles]
    rows = [placed[place : place + across] for place in range(0, len(placed), across)]
    # The numbers of a row stand on one line, however long the names above them.
    level = (tuple(tile._replace(name_height=max(t.name.height for t in row)) for tile in row) for row in rows)
    return TileGrid(tuple(level), width, above)


def _set_tile(tile: Tile, width: float, edition: Edition) -> SetTile:
    reference = set_text((Span(tile.ref, link=f"#{tile.ref}"),), edition.tile_reference, width, most_lines=1)
    room = width - reference.width - theme.BESIDE_LABEL
    taken = edition.shape + edition.shape_gap
    return SetTile(
        tile,
        reference,
        set_text(tile.name, edition.tile_name, room, most_lines=LONGEST_NAME),
        set_number_in(tile.number, edition.tile_number, width, edition),
        set_text(tile.status.text, edition.tile_name, width - taken, most_lines=_LONGEST_LINE),
        set_text(tile.aside, edition.tile_line, width, most_lines=1),
        tuple(
            set_text(line, edition.tile_quiet_line if place else edition.tile_line, width, most_lines=_LONGEST_LINE)
            for place, line in enumerate(tile.lines)
        ),
        width,
        edition,
    )
