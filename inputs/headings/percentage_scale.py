"""Decides, for a whole series at once, whether its percentages are written as 0.935 or as 93.5."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from inputs.headings.cell_values import Typed

_LOW, _HIGH = Decimal(1), Decimal("1.5")  # a fraction is at most 1; above 1.5 nobody means a fraction


class Scale(StrEnum):
    """How the percentages of a series are written."""

    POINTS = "as 93.5"
    FRACTIONS = "as 0.935"
    MIXED = "both ways"
    UNCLEAR = "either way"


@dataclass(frozen=True, slots=True)
class Share:
    """One percentage of a series: the cell as typed, its address, and what its numerator and denominator give."""

    typed: Typed
    cell: str
    ratio: Decimal | None = None

    @property
    def number(self) -> Decimal:
        """The number as typed."""
        return self.typed.number or Decimal(0)


def decide_scale(shares: Sequence[Share]) -> tuple[Scale, list[Share]]:
    """Give the scale of a series, with the shares that disagree with the others where it is mixed.

    A typed % sign speaks for its own cell and 0 is 0 on any scale; neither counts here.
    """
    open_shares = [share for share in shares if not share.typed.percent_sign and share.number]
    if not open_shares:
        return Scale.POINTS, []
    proven = {share.cell: scale for share in open_shares if (scale := _proven(share))}
    likely = {share.cell: proven.get(share.cell) or _likely(share) for share in open_shares}
    fractions = [share for share in open_shares if likely[share.cell] is Scale.FRACTIONS]
    points = [share for share in open_shares if likely[share.cell] is Scale.POINTS]
    if fractions and points:
        return Scale.MIXED, min(fractions, points, key=len)
    if fractions or points:
        return (Scale.FRACTIONS if fractions else Scale.POINTS), []
    return Scale.UNCLEAR, []


def _proven(share: Share) -> Scale | None:
    """Let numerator and denominator decide, where exactly one scale agrees with them."""
    if share.ratio is None:
        return None
    as_points = abs(share.number - share.ratio) <= 1
    as_fraction = abs(share.number * 100 - share.ratio) <= 1
    if as_points == as_fraction:
        return None
    return Scale.POINTS if as_points else Scale.FRACTIONS


def _likely(share: Share) -> Scale:
    """Judge by the number format and the size; a bare 1, or one just above it, says nothing."""
    size = abs(share.number)
    if size > _HIGH:
        return Scale.POINTS
    if share.typed.percent_format:
        return Scale.FRACTIONS
    return Scale.FRACTIONS if size < _LOW else Scale.UNCLEAR


def on_scale(typed: Typed, scale: Scale) -> Decimal | None:
    """Give a percentage from 0 to 100; None where its scale could not be decided."""
    if typed.number is None:
        return None
    if typed.percent_sign or typed.number == 0:
        return typed.number
    if scale is Scale.FRACTIONS:
        return typed.number.scaleb(2)
    return typed.number if scale is Scale.POINTS else None


def decimals_on_scale(typed: Typed, scale: Scale) -> int:
    """Count the places after the point that a percentage was typed with, on the scale from 0 to 100."""
    fraction = scale is Scale.FRACTIONS and not typed.percent_sign
    return max(0, typed.decimals - 2) if fraction else typed.decimals
