"""Exit codes, and the exceptions that stop a command with lines for the officer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inputs.findings import Finding
    from inputs.period import Period

BUILT = 0
TO_CHECK = 1  # built, with findings to check, where --strict asks for that
MUST_FIX = 2
FAULT = 70  # a crash of our own; EX_SOFTWARE of sysexits.h
STOPPED = 130  # by Ctrl-C; 143 where the command was told to end


class CannotBuild(Exception):
    """Something stops the report. ``lines`` say what, where and what to do; the last good report is untouched."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = tuple(lines)
        super().__init__("\n".join(self.lines))


class MustFix(CannotBuild):
    """The returns must be mended first. ``findings`` are all that was found in them, ``period`` the month if known."""

    def __init__(self, lines: Iterable[str], findings: Iterable[Finding], period: Period | None) -> None:
        super().__init__(lines)
        self.findings = tuple(findings)
        self.period = period
