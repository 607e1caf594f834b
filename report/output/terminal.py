"""Lines for the terminal: findings, counts with their nouns, and text that any terminal can show."""

from __future__ import annotations

from collections.abc import Iterable

from inputs.findings import Finding, Strength, shortened

MOST_SHOWN = 20  # more lines than this of one strength scroll away before they are read


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
    """Text that any terminal can show: control and direction characters, and undecodable file names, are escaped.

    A space that no line is broken at is a space.
    """
    plain = text.replace("\N{NO-BREAK SPACE}", " ")
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode("ascii") for c in plain)
