"""The text of ``report.toml``: a new one, or lines added to the officer's own. What is written there is never changed.

Pure: texts and answers in, a text out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from inputs.period import day_in_words

_NEW = """\
# Whose report this is and for which meeting. “boardreport start” wrote this file; change any word of it.
# A line you delete is left off the first page. “boardreport guide editing” says what else can stand here: targets, how
# figures are judged, who answers for each section, your colour and logo.
"""
_REMARKS = re.compile(r"(?:[ \t]*#[^\n]*\n)*")
_ABOVE = {
    "authority": "# The council’s code, by which its region and councils like it are found.",
}


class Settled(NamedTuple):
    """The text to write, the lines that were added, by key, and what to say of answers that were not used."""

    text: str
    added: Mapping[str, str | date]
    kept: tuple[str, ...]


def settled(there: str | None, written: Mapping[str, Any], answers: Mapping[str, str | date]) -> Settled:
    """The text of report.toml with these answers. ``there`` is its text, of which ``written`` is the content.

    A key that is written there stays as it is, whatever was answered; each other answer is a line more, above the rest.
    ``there`` is None where there is no such file.
    """
    added = {key: answer for key, answer in answers.items() if key not in written}
    kept = tuple(
        f"report.toml says {key} = {_shown(written[key])}, and that stays. You gave {_shown(answer)}: change the line "
        "there if that is right."
        for key, answer in answers.items()
        if key in written and written[key] != answer
    )
    lines = [line for key, answer in added.items() for line in _lines(key, answer)]
    if there is None:
        return Settled("\n".join([_NEW, *lines, ""]), added, kept)
    if not lines:
        return Settled(there, added, kept)
    return Settled(_above(there, lines), added, kept)


def _above(there: str, lines: list[str]) -> str:
    """The text with lines more, after the remarks that it opens with: a key may not stand under a table's name."""
    end = "\r\n" if "\r\n" in there else "\n"
    opening = _REMARKS.match(there)
    place = opening.end() if opening else 0
    apart = [""] if place else []
    return there[:place] + "".join(line + end for line in [*apart, *lines]) + there[place:]


def _lines(key: str, answer: str | date) -> list[str]:
    return [*([_ABOVE[key]] if key in _ABOVE else []), f"{key} = {_toml(answer)}"]


def _toml(answer: str | date) -> str:
    """A value as TOML writes it: a date, or a text with its quotation marks and backslashes kept."""
    if isinstance(answer, date):
        return answer.isoformat()
    return '"' + answer.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _shown(value: object) -> str:
    return day_in_words(value) if isinstance(value, date) else f"“{value}”"
