"""Column widths of a table: by the shares asked for, but never too narrow for a word, and so that rows stay low."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from layouts.text.set_text import MeasuredText

MOST_STEPS = 12  # of improvement; each measures every cell
_SLACK = 0.01  # points


class MeasuredCell(NamedTuple):
    """The measured text of a cell, and the points beside it that something else takes."""

    words: MeasuredText | None
    taken: float = 0.0

    @property
    def least(self) -> float:
        """The narrowest column that breaks no word of it."""
        return self.taken + (self.words.widest_word if self.words else 0.0)

    @property
    def whole(self) -> float:
        """The narrowest column that keeps it on one line."""
        return self.taken + (self.words.width if self.words else 0.0)

    def lines(self, width: float) -> int:
        """The number of lines it needs in a column of this width."""
        return self.words.count_lines(width - self.taken) if self.words else 1


class MeasuredGroup(NamedTuple):
    """A measured heading over the columns from ``start`` up to but not including ``stop``."""

    start: int
    stop: int
    heading: MeasuredCell


Rows = Sequence[Sequence[MeasuredCell]]


def column_widths(
    shares: Sequence[float],
    headings: Sequence[MeasuredCell],
    rows: Rows,
    room: float,
    over: Sequence[MeasuredGroup] = (),
) -> list[float]:
    """Divide ``room`` points among columns by ``shares``, each at least as wide as its longest word.

    Then, step by step, the column is widened that by setting one more of its cells on one line makes the table lowest,
    or no higher with fewer lines. Where even the longest words do not fit side by side, columns are shrunk in
    proportion. The columns under each heading of ``over`` are together wide enough for its longest word.
    """
    floors = least_widths(headings, rows, over)
    if sum(floors) > room:
        return [room * need / sum(floors) for need in floors]
    widths = _shared(shares, floors, room)
    best = _lines(headings, rows, widths)
    for _ in range(MOST_STEPS):
        tries = []
        for tried_floors in _one_cell_more(rows, floors, widths):
            if sum(tried_floors) <= room:
                tried_widths = _shared(shares, tried_floors, room)
                tries.append((_lines(headings, rows, tried_widths), tried_widths, tried_floors))
        if not tries or min(tries)[0] >= best:
            break
        best, widths, floors = min(tries)
    return widths


def least_widths(
    headings: Sequence[MeasuredCell], rows: Rows, over: Sequence[MeasuredGroup] = (), whole: bool = False
) -> list[float]:
    """The narrowest columns that break no word, in points; with ``whole``, no cell below the headings either."""
    columns = [[row[index] for row in rows if index < len(row)] for index in range(len(headings))]
    needs = [max((cell.whole if whole else cell.least for cell in cells), default=0.0) for cells in columns]
    least = [max(heading.least, need) for heading, need in zip(headings, needs, strict=True)]
    for start, stop, heading in over:
        lacking = max(heading.least - sum(least[start:stop]), 0.0)
        least[start:stop] = [width + lacking / (stop - start) for width in least[start:stop]]
    return least


def _one_cell_more(rows: Rows, floors: Sequence[float], widths: Sequence[float]) -> Iterator[list[float]]:
    """For each column in turn, the minimum widths with its own raised until one more of its cells fits on one line."""
    for index, width in enumerate(widths):
        wider = [row[index].whole for row in rows if index < len(row) and row[index].whole > width + _SLACK]
        if wider:
            yield [*floors[:index], min(wider) + _SLACK, *floors[index + 1 :]]


def _shared(shares: Sequence[float], floors: Sequence[float], room: float) -> list[float]:
    """Widths by share, none below its minimum: what some lack is taken from what the others can spare."""
    whole = sum(shares) or 1.0
    widths = [room * share / whole for share in shares]
    lacking = sum(max(floor - width, 0.0) for floor, width in zip(floors, widths, strict=True))
    spare = sum(max(width - floor, 0.0) for floor, width in zip(floors, widths, strict=True))
    left = 1 - lacking / spare if spare else 0.0
    return [floor + max(width - floor, 0.0) * left for floor, width in zip(floors, widths, strict=True)]


def _lines(headings: Sequence[MeasuredCell], rows: Rows, widths: Sequence[float]) -> tuple[int, int]:
    """The height of the table, and the total of lines in its cells, both in lines."""
    counts = [[cell.lines(width) for cell, width in zip(row, widths, strict=False)] for row in rows]
    heading = max((cell.lines(width) for cell, width in zip(headings, widths, strict=True)), default=0)
    return heading + sum(max(row, default=0) for row in counts), sum(map(sum, counts))
