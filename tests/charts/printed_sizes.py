"""The sizes in which charts of boxes, rows and tiles are printed, by the measures of the page itself."""

from __future__ import annotations

from charts.picture import Size
from layouts import box_theme, theme
from layouts.theme import LARGE_PRINT, MM, STANDARD, Edition

LARGE_BOX = Size(theme.FRAME_WIDTH, LARGE_PRINT.card_chart, LARGE_PRINT.chart_label)
LOW_LARGE_BOX = Size(theme.FRAME_WIDTH, box_theme.LOWEST_CARD_CHART, LARGE_PRINT.chart_label)


def box_size(boxes: int = 3) -> Size:
    """The chart of a box, of so many on a page."""
    height = STANDARD.card_chart + box_theme.CARD_CHART_TALLER[boxes]
    return Size(theme.FRAME_WIDTH - STANDARD.card_left, height, STANDARD.chart_label)


def rows_size(rows: int, edition: Edition) -> Size:
    """The chart of a box with so many rows of text in it."""
    size = LARGE_BOX if edition.stacked else box_size()
    height = max(size.height_pt, (rows + 1) * box_theme.CHART_ROW * size.label_pt)
    return Size(size.width_pt, height, size.label_pt)


def tile_size(edition: Edition) -> Size:
    """The small trend of a tile."""
    gaps = (edition.tiles_across - 1) * box_theme.TILE_GAP
    width = (theme.FRAME_WIDTH - gaps) / edition.tiles_across - 2 * box_theme.TILE_PADDING
    return Size(width, edition.tile_chart, edition.chart_label)


def row_size(width_mm: float, edition: Edition) -> Size:
    """The small chart of a table's row, in a column of this width."""
    return Size(width_mm * MM, edition.trend_height, edition.chart_label)


def circles_size(edition: Edition) -> Size:
    """The circles of a promise, at their largest."""
    _, most = edition.promise_chart
    return Size(most, most, edition.chart_label)


BOX_SIZES = {
    "panel box": box_size(3),
    "panel box, two a page": box_size(2),
    "panel box, one a page": box_size(1),
    "panel box, large print": LARGE_BOX,
    "panel box, large print, lowest": LOW_LARGE_BOX,
}
PRINTED_SIZES = {
    "small cell": row_size(18, STANDARD),
    "small cell, large print": row_size(26, LARGE_PRINT),
    "bullet": row_size(34, STANDARD),
    "bullet, large print": row_size(50, LARGE_PRINT),
    "tile": tile_size(STANDARD),
    "tile, large print": tile_size(LARGE_PRINT),
    "circles": circles_size(STANDARD),
    "circles, large print": circles_size(LARGE_PRINT),
    "thirteen rows": rows_size(13, STANDARD),
    "thirteen rows, large print": rows_size(13, LARGE_PRINT),
    **BOX_SIZES,
}
