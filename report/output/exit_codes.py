"""Exit codes, the exceptions that stop a command, and the lines that the terminal shows of findings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from inputs.findings import Finding, Strength, shortened

if TYPE_CHECKING:
    from inputs.period import Period

BUILT = 0
TO_CHECK = 1  # built, with findings to check, where --strict asks for that
MUST_FIX = 2
FAULT = 70  # a crash of our own; EX_SOFTWARE of sysexits.h
STOPPED = 130  # by Ctrl-C; 143 where the command was told to end
MOST_SHOWN = 20  # more lines than this of one strength scroll away before they are read


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


def finding_lines(findings: Iterable[Finding], strength: Strength) -> list[str]:
    """The findings of one strength as lines for the terminal: at most MOST_SHOWN, and a count of the rest."""
    lines = [str(finding) for finding in shortened(findings) if finding.strength is strength]
    if len(lines) > MOST_SHOWN:
        return [*lines[:MOST_SHOWN], f"… and {len(lines) - MOST_SHOWN} more."]
    return lines


def so_many(number: int, noun: str) -> str:
    """A number with its noun: "1 return", "8 returns"."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def printable(text: str) -> str:
    """Text that any terminal can show: control and direction characters, and undecodable file names, are escaped."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode("ascii") for c in text)
