"""Sets the first blocks of a report beside or under the council's logo, whichever takes less of the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from layouts import theme
from layouts.blocks import Logo
from layouts.drawing.flowables import Flowable, HeadingLine, Passage, least_height
from layouts.drawing.logo import LogoMark, foot_of, width_beside

SetIn = Callable[[float], list[Flowable]]
"""Sets a block in a width."""


def clear_of_logo(logo: Logo, before: Sequence[Flowable], set_in: SetIn, may_be_beside: bool) -> list[Flowable]:
    """The flowables of a block after those of the first page so far; the logo itself stands before the first.

    ``may_be_beside`` says that the block is lines of text, which may be set as narrow as the logo leaves room.
    """
    whole = set_in(theme.FRAME_WIDTH)
    reach = foot_of(logo) - sum(flowable.above + least_height(flowable) for flowable in before)
    if not whole or reach <= 0:
        return whole
    usual = whole[0].above if before else 0.0
    down = max(reach - _over_the_letters(whole[0]) - usual, 0.0)
    narrow = set_in(width_beside(logo)) if may_be_beside else whole
    is_beside = may_be_beside and _height(narrow) - _height(whole) <= down
    chosen, above = (narrow, usual) if is_beside else (whole, usual + down)
    if before:
        return [_under(chosen[0], above), *chosen[1:]]
    return [LogoMark(logo, above), _under(chosen[0], 0.0), *chosen[1:]]


def _height(flowables: Sequence[Flowable]) -> float:
    return sum(map(least_height, flowables))


def _over_the_letters(flowable: Flowable) -> float:
    """The clear space inside the first line of a text, over its letters."""
    if not isinstance(flowable, HeadingLine | Passage) or flowable.ruled:
        return 0.0
    style = flowable.words.style
    return (style.leading - theme.CAP_HEIGHT * style.size) / 2


def _under(flowable: Flowable, above: float) -> Flowable:
    """The same with another space above it."""
    made: Flowable = replace(flowable, above=above)  # type: ignore[type-var]  # every flowable is a dataclass
    return made
