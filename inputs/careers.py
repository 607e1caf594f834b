"""The doorway of records: what happened to each child, in one shape whatever the extract it came from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import pandas as pd

_PLACE = re.compile(r"all [\d,]+ rows")


class RecordFile(NamedTuple):
    """The file, or the sheet of a workbook, that a table was read from, and how many rows of records it has."""

    name: str
    sha256: str
    sheet: str
    rows: int

    @property
    def place(self) -> str:
        """Where a figure counted from it stands: in all its rows, and in no single one."""
        return f"all {self.rows:,} rows"


def is_place_of_records(cell: str) -> bool:
    """Whether a place is that of a figure counted from records."""
    return _PLACE.fullmatch(cell) is not None


class RowsToCheck(NamedTuple):
    """Children in whose rows of one table of careers something is likely to be wrong: their numbers, and what it is."""

    table: str
    children: tuple[int, ...]
    what: str


@dataclass(frozen=True, slots=True)
class RecordTable:
    """The rows of one table, and the file they come from: of several, the last.

    ``child`` is a number that stands for an id, the same in all tables of ``Careers``. Days are ``datetime64``, NaT
    where there is none; codes are texts, "" where there is none; a yes or no is "yes", "no" or "".
    """

    rows: pd.DataFrame
    file: RecordFile


@dataclass(frozen=True, slots=True)
class Careers:
    """All that an extract says of the children a council looks after, or looked after. None: it has no such table.

    ``source`` names the extract in words. ``since`` is the first day from which everybody is in it who was in care
    then, ``until`` the last day that it reaches. The columns of each table, beside ``child``:

    - ``children``: born
    - ``disabled``: none
    - ``alone``, who came to the country alone: began, ended
    - ``episodes`` of care, as SSDA903 has them: began, ended, why_began (RNE), why_ended (REC), legal, home (the kind
      of placement), provider, miles
    - ``reviews``: due, held, took_part (PN0 to PN7)
    - ``visits`` at which the child was seen: on, seen_alone
    - ``checks``: on, kind ("health" or "dental")
    - ``immunised``, those up to date: on
    - ``wellbeing``: on, score
    - ``missing``: began, ended, away, offered, accepted
    - ``leavers`` of care, as they are recorded now: born, eligibility, plan, adviser, in_touch, activity, lives (the
      letter of a kind of home) and suitable
    - ``adoption``: decided, ordered, matched, placed, reversed; of a snapshot entered and adopted too
    - ``latest``, of a snapshot, which has no history: homes (in 12 months), and the day of the last review, visit, iro,
      health and dental check
    - ``year_checks`` and ``year_leavers``, of a year to March: as the forms OC2 and OC3 of SSDA903 have them
    - ``cases``, children of any kind with the worker to whom each is allocated: worker, began, ended, social (whether
      that is a social worker) and fte (the worker's time as it is now)

    ``lacks`` says in words what such an extract never holds.
    """

    source: str
    since: date
    until: date
    episodes: RecordTable
    children: RecordTable | None = None
    disabled: RecordTable | None = None
    alone: RecordTable | None = None
    reviews: RecordTable | None = None
    visits: RecordTable | None = None
    checks: RecordTable | None = None
    immunised: RecordTable | None = None
    wellbeing: RecordTable | None = None
    missing: RecordTable | None = None
    leavers: RecordTable | None = None
    adoption: RecordTable | None = None
    latest: RecordTable | None = None
    year_checks: RecordTable | None = None
    year_leavers: RecordTable | None = None
    cases: RecordTable | None = None
    lacks: str = ""
