"""Draws a council's logo at the top right of the first page, below the place of the committee's stamps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from layouts import roles, theme
from layouts.blocks import Logo
from layouts.drawing.flowables import KEEP_WITH_NEXT, Piece
from layouts.drawing.pen import Pen
from layouts.roles import Role

_TOP = theme.STAMP_HEIGHT + theme.UNDER_STAMP - theme.FRAME_TOP  # from the text frame's top edge, and above it


@dataclass(frozen=True, slots=True)
class LogoMark:
    """The logo as the first thing on a page. It takes ``room`` points of the page's height: 0 beside a title."""

    logo: Logo
    room: float = 0.0
    above: float = 0.0
    role: Role = roles.LOGO

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """One piece, which stays with what follows."""
        return (Piece(self.room, KEEP_WITH_NEXT),)

    def draw(self, pen: Pen, x: float, top: float, start: int, stop: int, heights: Sequence[float]) -> None:
        """Draw it in its place, wherever ``top`` is."""
        width, height = theme.logo_size(self.logo.width, self.logo.height)
        pen.image(self.logo.png, self.logo.alt_text, (x + theme.FRAME_WIDTH - width, _TOP, width, height))


def foot_of(logo: Logo) -> float:
    """How far below the top of the text frame the logo and the space under it end."""
    return _TOP + theme.logo_size(logo.width, logo.height)[1] + theme.UNDER_LOGO


def width_beside(logo: Logo) -> float:
    """The width that is left for lines at the height of the logo."""
    return theme.FRAME_WIDTH - theme.logo_size(logo.width, logo.height)[0] - theme.BESIDE_LOGO
