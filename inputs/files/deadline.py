"""How long reading one workbook may take: the only clock of this room, and it can only end in a refusal."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

from inputs.files.zip_package import Refused

LONGEST_READING_S = 20  # the largest genuine workbooks measured take two or three; eleven full lists some six


class Deadline:
    """The moment at which a workbook is given up, counted from when this is made.

    ``clock`` gives seconds that only ever grow: those that this process has worked, so that a busy machine or a slow
    network makes no workbook unreadable.
    """

    def __init__(self, seconds: float = LONGEST_READING_S, clock: Callable[[], float] = process_time) -> None:
        self._seconds = seconds
        self._clock = clock
        self._ends = clock() + seconds

    @property
    def left_s(self) -> float:
        """The seconds that are left; 0 when there are none."""
        return max(0.0, self._ends - self._clock())

    def check(self) -> None:
        """Go on if there is time. Raises ``Refused`` if there is not."""
        if self._clock() > self._ends:
            raise self.passed()

    def passed(self) -> Refused:
        """The refusal of a workbook that was not read in time."""
        what = f"The workbook could not be read within {self._seconds:g} seconds."
        return Refused("took-too-long", what, "Copy the return alone into a new workbook and put that here instead.")
