"""What a council is asked once: the questions, and what an answer may be. Answers are checked as they are typed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from inputs.period import day_in_words

_LONGEST = 300  # characters of a line of the cover, as report.toml takes
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAY = re.compile(r"(mon|tue|wed|thu|fri|sat|sun)[a-z]*,? ", re.IGNORECASE)
_FIRST_YEAR, _LAST_YEAR = 2000, 2100
_SUCH_AS = "Write it like 12 January 2024 or 12/1/2024, the day first."


class NotAnAnswer(ValueError):
    """What was typed cannot be used. The message says why, and how to write it."""


@dataclass(frozen=True, slots=True)
class Question:
    """Something to be asked: the ``key`` of report.toml, its option, the words on the screen, and how it is read.

    ``read`` raises NotAnAnswer. ``without`` is what to say where nobody answers and the answer is needed, "" where
    the line may be left out.
    """

    key: str
    option: str
    words: str
    metavar: str
    help: str
    read: Callable[[str], str | date]
    without: str = ""


def one_line(typed: str) -> str:
    """A text of one line. Raises NotAnAnswer for one that is too long, or that no page can print."""
    text = " ".join(typed.split())
    if len(text) > _LONGEST:
        raise NotAnAnswer(f"That has {len(text)} characters, and {_LONGEST} are the most. Shorten it.")
    if not text.isprintable():
        raise NotAnAnswer("That holds a character that cannot be printed. Type it again.")
    return text


def a_day(typed: str) -> date:
    """A day written the British way or as 2024-01-12. Raises NotAnAnswer for one that there is not, or is unclear."""
    from inputs.headings.dates import read_date  # noqa: PLC0415 - only for a date that is typed

    text = one_line(typed)
    read = read_date(text)
    day = read.day_first if read else None
    if day is None:
        raise NotAnAnswer(f"“{text}” is no date. {_SUCH_AS}")
    if not _FIRST_YEAR <= day.year < _LAST_YEAR:
        raise NotAnAnswer(f"{day_in_words(day)} is not a day of this century. {_SUCH_AS}")
    named = _WEEKDAY.match(text)
    weekday = _WEEKDAYS[day.weekday()]
    if named and not weekday.lower().startswith(named[1].lower()):
        raise NotAnAnswer(f"{day_in_words(day)} is a {weekday}. Check the day and the month, and type it again.")
    return day


QUESTIONS = (
    Question(
        "council", "--council", "Council, as the first page should name it", "NAME",
        "the council, as the first page should name it", one_line,
        without="The report needs the name of its council: add --council Dudley (make: COUNCIL=Dudley).",
    ),
    Question(
        "committee", "--committee", "Committee, such as Corporate Parenting Board", "NAME",
        "the committee that the report goes to", one_line,
    ),
    Question(
        "meeting_date", "--meeting", "Date of its meeting, such as 12 January 2024", "DATE",
        "the date of its meeting, such as “12 January 2024” or 12/1/2024", a_day,
    ),
    Question(
        "report_of", "--report-of", "Whose report it is, such as Director of Children’s Services", "ROLE",
        "whose report it is, such as “Director of Children’s Services”", one_line,
    ),
    Question(
        "contact", "--contact", "Who answers questions: a name or team, with telephone or e-mail", "WHO",
        "who answers questions: a name or team, with telephone or e-mail", one_line,
    ),
)  # fmt: skip
"""In the order in which they are asked."""
