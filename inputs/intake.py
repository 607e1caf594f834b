"""What reading gives: the nouns of this room, all of them plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from inputs.findings import Finding
from inputs.period import Period


class State(StrEnum):
    """Why there is, or is not, a number, from a cell to the page. Zero is a ``NUMBER``.

    ``MISSING`` is a blank cell or none at all. ``NOT_AVAILABLE`` and ``UNREADABLE`` are of cells alone: the report says
    of both that the figure is missing.
    """

    NUMBER = "number"
    MISSING = "missing"
    NOT_APPLICABLE = "not applicable"
    SUPPRESSED = "suppressed"
    NOT_AVAILABLE = "not available"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Reading:
    """One cell as it was read.

    ``value`` is exact and, for a percentage, on the scale from 0 to 100; it is None unless ``state`` is NUMBER.
    ``cell`` is its address on the sheet, such as ``F18``. ``flag`` is "", "provisional", "revised" or "estimated".
    """

    state: State
    value: Decimal | None
    cell: str
    flag: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """What a return says of one item in one period; None where the return has no such cell at all."""

    period: Period
    value: Reading | None = None
    numerator: Reading | None = None
    denominator: Reading | None = None

    @property
    def readings(self) -> tuple[Reading, ...]:
        """Its value, numerator and denominator, those that it has."""
        return tuple(reading for reading in (self.value, self.numerator, self.denominator) if reading is not None)


@dataclass(frozen=True, slots=True)
class TargetRead:
    """A target as a return states it. ``comparison`` is "at most", "at least" or "" where it does not say.

    ``value`` is on the scale of the item (0 to 100 for a percentage). ``text`` is the cell as typed.
    """

    value: Decimal
    comparison: str
    text: str
    cell: str


@dataclass(frozen=True, slots=True)
class Series:
    """One item of a return over time, in order of period, each period once.

    ``item`` is the id the vocabulary gave; ``group`` is "" for all children, or the name of an age band or a team.
    ``year_to_date`` are values for the year up to the month of each, as far as the return gives any: they say nothing
    of a month, and are only there to be held against what the months make. ``target`` is the last that is stated;
    ``targets`` are those of single months, in their order, where they differ from one another. ``refused`` is the cell
    of a target that cannot be one, where there is no other.
    """

    item: str
    group: str
    points: tuple[Point, ...]
    target: TargetRead | None = None
    year_to_date: tuple[Point, ...] = ()
    targets: tuple[tuple[Period, TargetRead], ...] = ()
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Return:
    """One recognised sheet: which return it is, where it came from and what it says.

    ``sha256`` is the workbook's. ``as_at`` is the text of its "data correct as at" line, or "". ``source`` is what its
    first "Source: ..." line says after that word, cleaned and cut to 300 characters, or "".
    """

    kind: str
    workbook: str
    sha256: str
    sheet: str
    series: tuple[Series, ...]
    as_at: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Episode:
    """One row of a list: a child, by an id that is text and never shown, and when it began.

    ``ended`` is None for a child who was not back, or where the list does not say. ``away`` marks a child who was away
    without leave while their whereabouts were known, which is not going missing.
    """

    child: str = field(repr=False)
    began: date
    ended: date | None = None
    away: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A recognised list with a row for each event in a child's life, still to be counted.

    ``cells`` is the block of the sheet that was read, such as ``A5:B61``. ``until`` is the last day that the list
    covers; ``as_at`` the text of its "data correct as at" line, or "". Of the sheet's columns only those of ``Episode``
    were read.
    """

    kind: str
    workbook: str
    sha256: str
    sheet: str
    cells: str
    episodes: tuple[Episode, ...]
    until: date
    as_at: str = ""


class RemarkPart(StrEnum):
    """Which question of a commentary a remark answers. ``COMMENTARY`` is a column with no question of its own."""

    COMMENTARY = "commentary"
    WHY = "why"
    DOING = "doing"
    WHO = "who"
    BY_WHEN = "by_when"


@dataclass(frozen=True, slots=True)
class Remark:
    """One cell of a commentary, as the officer wrote it for the report: its words on one line, or the day it holds."""

    part: RemarkPart
    text: str
    cell: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Comment:
    """The officer's own words on one item: a row of a commentary. ``remarks`` are in the order of ``RemarkPart``."""

    item: str
    workbook: str
    sheet: str
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """Something the panel asked for, in the words that are to be printed.

    ``by`` is a role or the panel, ``owner`` whoever is to answer, ``where`` the reference of a measure or section, such
    as 5.1; each may be "". For what is not answered yet ``answer`` is "" and ``answered`` None. ``cell`` holds the
    ``words``.
    """

    words: str
    asked: date | None = None
    by: str = ""
    owner: str = ""
    answer: str = ""
    where: str = ""
    answered: date | None = None
    due: date | None = None
    workbook: str = ""
    sheet: str = ""
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Intake:
    """Everything read from a folder. ``notice`` is words the workbooks ask to have on every page, or ""."""

    returns: tuple[Return, ...]
    findings: tuple[Finding, ...]
    workbooks: tuple[str, ...] = ()
    notice: str = ""
    listings: tuple[Listing, ...] = ()
    asks: tuple[Ask, ...] = ()
    comments: tuple[Comment, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """Something a return may report, and the names real returns give it.

    ``kind`` is the id of the known return it belongs to. ``names`` stand for the item as a whole (its value, or its
    heading above numerator and denominator rows); ``numerator_names`` and ``denominator_names`` for those parts alone.
    ``groups`` maps a group's name to the names returns give it. ``percentage`` says the scale is 0 to 100.
    ``counts`` is the noun of what its numerator counts, such as children, for messages; "" leaves it unsaid.
    ``report_names`` are what the report calls it, its reference among them: a commentary may name it so, too.
    ``spread_of`` is the id of the average that this item is the ``spread`` of: its "median", "lowest" or "highest".
    A row or column named so, beside or under that average's name, is this item.
    """

    id: str
    kind: str
    names: tuple[str, ...]
    numerator_names: tuple[str, ...] = ()
    denominator_names: tuple[str, ...] = ()
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    percentage: bool = False
    counts: str = ""
    report_names: tuple[str, ...] = ()
    spread_of: str = ""
    spread: str = ""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every item that the reader should know, given by whoever calls it."""

    items: tuple[Item, ...]
