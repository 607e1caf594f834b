"""Sets a card: name and status, message, the number with its basis beside a chart, columns of words, and notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import inf

from layouts import box_theme, roles, theme
from layouts.blocks import Card, Status, plain
from layouts.drawing.flowables import (
    AFTER_AN_INTRODUCTION,
    KEEP_WITH_NEXT,
    NO_PENALTY,
    Flowable,
    Passage,
    Piece,
    least_height,
)
from layouts.drawing.heading import set_heading
from layouts.drawing.panel import KeepTogether, PartOfPanel
from layouts.drawing.pen import Pen
from layouts.drawing.status_shapes import draw_status
from layouts.roles import Role
from layouts.text.set_text import SetText, set_number_in, set_running, set_text
from layouts.theme import Edition

LONGEST_MESSAGE = 6  # lines; more is cut
_LONGEST_LINE = 4
_LONGEST_COLUMN = 14


@dataclass(frozen=True, slots=True)
class CardTitle:
    """The name of a measure after its reference, and its status at the right edge."""

    heading: Flowable
    status: Status | None
    words: SetText | None
    above: float
    edition: Edition
    role: Role = roles.SUBSECTION

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The line, which stays with what follows; a status that has no room beside the name stands under it."""
        under = self.words.height if self.words and self._is_under else 0.0
        return (Piece(self.heading.pieces[0].height + under, KEEP_WITH_NEXT),)

    @property
    def _is_under(self) -> bool:
        return self.edition.stacked

    def draw(self, pen: Pen, x: float, top: float, start: int, stop: int, heights: Sequence[float]) -> None:
        """Draw the name, then the status."""
        self.heading.draw(pen, x, top, 0, 1, ())
        if self.words is None or self.status is None:
            return
        taken = self.edition.shape + self.edition.shape_gap
        left = x if self._is_under else x + theme.FRAME_WIDTH - self.words.width - taken
        line = top + (self.heading.pieces[0].height if self._is_under else box_theme.CARD_STATUS_DROP)
        with pen.within(roles.STATUS):
            draw_status(pen, self.status.shape, self.words, left, line, self.edition)


@dataclass(frozen=True, slots=True)
class CardBody:
    """The number with its basis on the left and the chart on the right; one under the other in a large edition."""

    number: SetText
    basis: tuple[SetText, ...]
    card: Card
    edition: Edition
    above: float = box_theme.ABOVE_CARD_BODY
    role: Role = roles.NUMBER
    pieces: tuple[Piece, ...] = field(init=False)

    def __post_init__(self) -> None:
        left = self.number.height + sum(line.height for line in self.basis)
        chart = self._chart_height if self.card.chart else 0.0
        whole = left + box_theme.ABOVE_CARD_BODY + chart if self.edition.stacked else max(left, chart)
        object.__setattr__(self, "pieces", (Piece(whole, AFTER_AN_INTRODUCTION),))

    @property
    def _chart_height(self) -> float:
        rows = (self.card.chart_rows + 1) * box_theme.CHART_ROW * self.edition.chart_label
        taller = 0.0 if self.edition.stacked else box_theme.CARD_CHART_TALLER[self.card.a_page]
        return taller + (max(self.edition.card_chart, rows) if self.card.chart_rows else self.edition.card_chart)

    def draw(self, pen: Pen, x: float, top: float, start: int, stop: int, heights: Sequence[float]) -> None:
        """Draw the left side, then the chart."""
        line = top
        with pen.within(roles.NUMBER):
            pen.text(self.number, x, line)
        line += self.number.height
        for words in self.basis:
            with pen.within(roles.BASIS):
                pen.text(words, x, line)
            line += words.height
        if self.card.chart is None:
            return
        stacked = self.edition.stacked
        left = 0.0 if stacked else self.edition.card_left
        under = line + box_theme.ABOVE_CARD_BODY if stacked else top
        height, edition = self._chart_height, self.edition
        pen.chart(self.card.chart, (x + left, under, theme.FRAME_WIDTH - left, height), edition.chart_label)


@dataclass(frozen=True, slots=True)
class CardColumns:
    """Headings with their texts side by side; one under the other in a large edition."""

    columns: tuple[tuple[float, SetText, SetText], ...]
    above: float = box_theme.ABOVE_CARD_COLUMNS
    role: Role = roles.COMMENTARY
    stacked: bool = False

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """All of it in one piece."""
        heights = [heading.height + words.height for _, heading, words in self.columns]
        return (Piece(sum(heights) if self.stacked else max(heights), NO_PENALTY),)

    def draw(self, pen: Pen, x: float, top: float, start: int, stop: int, heights: Sequence[float]) -> None:
        """Draw each column, its heading first."""
        for left, heading, words in self.columns:
            with pen.within(roles.COMMENTARY):
                pen.text(heading, x + left, top, followed=True)
                pen.text(words, x + left, top + heading.height)
            if self.stacked:
                top += heading.height + words.height


def set_card(card: Card, above: float, ruled: bool, edition: Edition, room: float = inf) -> list[Flowable]:
    """Set a card as one flowable that is kept on one page; ``ruled`` draws a light rule above it.

    Where it is higher than ``room`` points a chart under its number is drawn lower, and higher where the page, which
    it then has to itself, would be left emptier. What is still too high is spread over pages, its title, message,
    number and chart together.
    """
    group = KeepTogether(tuple(_parts(card, edition)), above, ruled)
    over = least_height(group) - room
    if edition.stacked and card.chart and room < inf:
        height = _chart_to_fill(edition.card_chart, over, room)
        group = KeepTogether(tuple(_parts(card, replace(edition, card_chart=height))), above, ruled)
    if least_height(group) <= room:
        return [group]
    whole = object()  # identifies the card; the block itself does not, as it may be set twice
    opening = next(place for place, part in enumerate(group.parts, 1) if isinstance(part, CardBody))
    rest = (PartOfPanel(part, whole, held=False) for part in group.parts[opening:])
    return [KeepTogether(group.parts[:opening], above, ruled, panel=whole), *rest]


def _chart_to_fill(usual: float, over: float, room: float) -> float:
    """The height of a chart in a card that with the ``usual`` height is ``over`` points higher than there is room for.

    One that has more room than is well left empty grows by some of it.
    """
    if over > 0:
        return max(usual - over, box_theme.LOWEST_CARD_CHART)
    spare = -over - box_theme.EMPTY_UNDER_CARD * room
    return usual + min(max(spare, 0.0), box_theme.CARD_CHART_GROWS * usual)


def _parts(card: Card, edition: Edition) -> list[Flowable]:
    """The parts of a card in reading order."""
    parts: list[Flowable] = [_title(card, edition)]
    message = set_running(card.message, edition.body, theme.FRAME_WIDTH, LONGEST_MESSAGE)
    if message.lines:
        parts.append(Passage(roles.MESSAGE, message, box_theme.ABOVE_CARD_MESSAGE, KEEP_WITH_NEXT))
    parts.append(_body(card, edition))
    if card.columns:
        parts.append(_columns(card, edition))
    for note in card.notes:
        words = set_running(note, edition.small, theme.FRAME_WIDTH, _LONGEST_LINE)
        parts.append(Passage(roles.SMALL_PRINT, words, box_theme.ABOVE_CARD_COLUMNS))
    return parts


def _title(card: Card, edition: Edition) -> CardTitle:
    words = set_text(card.status.text, edition.status, theme.FRAME_WIDTH / 3, most_lines=1) if card.status else None
    taken = words.width + edition.shape + 3 * edition.shape_gap if words and not edition.stacked else 0.0
    heading = set_heading(card.name, card.ref, 3, 0.0, True, edition, card, theme.FRAME_WIDTH - taken, card.link)
    return CardTitle(heading, card.status, words, 0.0, edition)


def _body(card: Card, edition: Edition) -> CardBody:
    width = (
        theme.FRAME_WIDTH if edition.stacked or card.chart is None else edition.card_left - box_theme.CARD_COLUMN_GAP
    )
    number = set_number_in(card.number, edition.card_number, width, edition)
    lines = [line for line in card.basis if plain(line).strip()]
    basis = tuple(
        set_text(line, edition.card_basis if place else edition.card_basis_first, width, most_lines=_LONGEST_LINE)
        for place, line in enumerate(lines)
    )
    return CardBody(number, basis, card, edition)


def _columns(card: Card, edition: Edition) -> CardColumns:
    gap, whole = box_theme.CARD_COLUMN_GAP, sum(box_theme.CARD_COLUMNS)
    room = theme.FRAME_WIDTH - gap * (len(box_theme.CARD_COLUMNS) - 1)
    left, columns = 0.0, []
    for share, (heading, words) in zip(box_theme.CARD_COLUMNS, card.columns, strict=False):
        width = theme.FRAME_WIDTH if edition.stacked else room * share / whole
        head = set_text(heading, edition.card_column_heading, width, most_lines=1)
        columns.append((left, head, set_text(words, edition.card_basis, width, most_lines=_LONGEST_COLUMN)))
        left += 0.0 if edition.stacked else width + gap
    return CardColumns(tuple(columns), stacked=edition.stacked)
