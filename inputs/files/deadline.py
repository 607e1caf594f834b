"""The time limit for reading one workbook. The only clock in ``inputs``: all it can do is refuse a workbook."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

from inputs.files.zip_package import Refused

LONGEST_READING_S = 20  # the largest genuine workbooks measured take two or three; eleven full lists some six


class Deadline:
    """The moment at which a workbook is refused, ``seconds`` after this object is made.

    ``clock`` gives seconds. The default counts the CPU time of this process, so that a busy machine or a slow network
    makes no workbook unreadable.
    """

    def __init__(self, seconds: float = LONGEST_READING_S, clock: Callable[[], float] = process_time) -> None:
        self._seconds = seconds
        self._clock = clock
        self._ends = clock() + seconds

    @property
    def left_s(self) -> float:
        """Seconds left, never below 0."""
        return max(0.0, self._ends - self._clock())

    def check(self) -> None:
        """Raise ``Refused`` if the time is up."""
        if self._clock() > self._ends:
            raise self.passed()

    def passed(self) -> Refused:
        """The refusal of a workbook that was not read in time."""
        what = f"The workbook could not be read within {self._seconds:g} seconds."
        return Refused("took-too-long", what, "Copy the return alone into a new workbook and put that here instead.")
