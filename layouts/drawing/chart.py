"""Where a drawn figure is set on a page: recorded once and written, nothing between."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from layouts.blocks import Drawing
from layouts.drawing.matplotlib_renderer import record, replay


def place_figure(drawing: Drawing, canvas: Canvas, x_pt: float, y_pt: float) -> None:
    """Draw a figure on a canvas at its own size with its lower left corner at a place; the canvas stays as it was.

    Raises `NotDrawable` for what a page does not carry, `MissingGlyph` for text the fonts cannot set.
    """
    replay(record(drawing.figure), canvas, x_pt, y_pt)
