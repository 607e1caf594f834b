"""The flowable that sets a drawn figure on a page: recorded once, placed as often as the page needs."""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from layouts.blocks import Drawing, plain
from layouts.canvas_renderer import record, replay

SHORTEST_ALT_TEXT = 20  # fewer characters cannot say what a chart shows


class DrawnFigure(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """A figure with the words that stand in for it. ``width`` and ``height`` are its own size in points.

    ``role`` and ``alt_text`` say to whoever tags the page what this is. Raises ValueError for an alt text too short
    to say anything.
    """

    role = "Figure"

    def __init__(self, drawing: Drawing) -> None:
        super().__init__()
        self.drawing = drawing
        self.alt_text = plain(drawing.alt_text)
        if len(self.alt_text.strip()) < SHORTEST_ALT_TEXT:
            raise ValueError(f"A figure needs words that say what it shows, not {self.alt_text!r}.")
        self.display_list = record(drawing.figure)
        self.width = self.display_list.width_pt
        self.height = self.display_list.height_pt

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """The figure's own size, whatever room there is."""
        return self.width, self.height

    def draw(self) -> None:
        """Write the figure at the flowable's place."""
        replay(self.display_list, self.canv, 0, 0)
