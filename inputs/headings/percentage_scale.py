"""Decides for a whole series whether its percentages are written as fractions (0.935) or from 0 to 100 (93.5)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from inputs.headings.cell_values import CellValue

_LOW, _HIGH = Decimal(1), Decimal("1.5")  # a fraction below 1 is certain; above 1.5 it is a percentage


class Scale(StrEnum):
    """How the percentages of a series are written. ``UNCLEAR``: only numbers near 1, which could be 1% or 100%."""

    POINTS = "as 93.5"
    FRACTIONS = "as 0.935"
    MIXED = "both ways"
    UNCLEAR = "either way"


class Share(NamedTuple):
    """One percentage of a series: its cell as read, the address, and what numerator and denominator give, 0 to 100."""

    value: CellValue
    cell: str
    ratio: Decimal | None = None

    @property
    def number(self) -> Decimal:
        """The number as typed."""
        return self.value.number or Decimal(0)


def decide_scale(shares: Sequence[Share]) -> tuple[Scale, list[Share]]:
    """The scale of a series and, where it is MIXED, the fewer shares that differ from the others.

    Cells with a % sign and zeros do not count: the one says its scale, the other is 0 on both.
    """
    open_shares = [share for share in shares if not share.value.percent_sign and share.number]
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
    """The scale on which a share is within 1 of what its numerator and denominator give; None if none or both."""
    if share.ratio is None:
        return None
    as_points = abs(share.number - share.ratio) <= 1
    as_fraction = abs(share.number * 100 - share.ratio) <= 1
    if as_points == as_fraction:
        return None
    return Scale.POINTS if as_points else Scale.FRACTIONS


def _likely(share: Share) -> Scale:
    """The scale by size and number format; 1 to 1.5 without a percentage format is UNCLEAR."""
    if abs(share.number) > _HIGH:
        return Scale.POINTS
    return Scale.FRACTIONS if share.value.percent_format or abs(share.number) < _LOW else Scale.UNCLEAR


def on_scale(value: CellValue, scale: Scale) -> Decimal | None:
    """The percentage on the scale from 0 to 100; None without a number or where the scale is not decided."""
    if value.number is None:
        return None
    if value.percent_sign or value.number == 0:
        return value.number
    if scale is Scale.FRACTIONS:
        return value.number.scaleb(2)
    return value.number if scale is Scale.POINTS else None


def decimals_on_scale(value: CellValue, scale: Scale) -> int:
    """The decimal places a percentage was typed with, on the scale from 0 to 100: 1 for 93.5 and for 0.935."""
    fraction = scale is Scale.FRACTIONS and not value.percent_sign
    return max(0, value.decimals - 2) if fraction else value.decimals
