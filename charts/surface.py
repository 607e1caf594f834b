"""A figure without axes: matplotlib's artists on a surface in points.

A chart here places its artists itself. `matplotlib.figure.Figure` would load every kind of plot, axis and colour bar
that matplotlib has, which takes a third of its import, and make many objects for each of some dozens of small charts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from matplotlib.artist import Artist

if TYPE_CHECKING:
    from matplotlib.backend_bases import RendererBase
    from matplotlib.figure import Figure

_POINTS_PER_INCH = 72


class Surface:
    """What artists are drawn on: a width and a height in points, at 72 dpi, so that its units are points.

    Its methods have the names that artists and renderers call on a matplotlib figure.
    """

    dpi = float(_POINTS_PER_INCH)

    def __init__(self, width_pt: float, height_pt: float) -> None:
        self.artists: list[Artist] = []
        self._inches = width_pt / _POINTS_PER_INCH, height_pt / _POINTS_PER_INCH

    def get_size_inches(self) -> tuple[float, float]:
        """Width and height in inches."""
        return self._inches

    def get_figure(self, root: bool = False) -> Surface:
        """Itself: it is part of no other."""
        return self

    def get_children(self) -> list[Artist]:
        """The artists in the order in which they were added."""
        return list(self.artists)

    def add_artist(self, artist: Artist) -> None:
        """Add an artist, whose transform is set."""
        artist.set_figure(cast("Figure", self))
        self.artists.append(artist)

    def draw(self, renderer: RendererBase) -> None:
        """Draw all artists: those of a lower zorder first, and of one zorder in the order in which they were added."""
        for artist in sorted(self.artists, key=Artist.get_zorder):
            artist.draw(renderer)
