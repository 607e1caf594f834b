"""The data that reading gives: what was read from the returns, as frozen dataclasses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from inputs.careers import Careers
from inputs.findings import Finding
from inputs.period import Period


class State(StrEnum):
    """Whether there is a number and, if not, why, from a cell to the page. Zero is a ``NUMBER``.

    ``MISSING`` is a blank cell, or no cell. ``NOT_AVAILABLE`` and ``UNREADABLE`` are of cells only: in the report both
    are missing figures.
    """

    NUMBER = "number"
    MISSING = "missing"
    NOT_APPLICABLE = "not applicable"
    SUPPRESSED = "suppressed"
    NOT_AVAILABLE = "not available"
    UNREADABLE = "unreadable"


class Reading(NamedTuple):
    """One data cell. ``value`` is exact, a percentage from 0 to 100, and None unless ``state`` is NUMBER.

    ``cell`` is its address, such as ``F18``. ``flag`` is "", "provisional", "revised" or "estimated".
    """

    state: State
    value: Decimal | None
    cell: str
    flag: str = ""


class Point(NamedTuple):
    """The figures of one item in one period; None where the return has no such cell.

    ``heading`` is the cell that names the period, or "" where there is none.
    """

    period: Period
    value: Reading | None = None
    numerator: Reading | None = None
    denominator: Reading | None = None
    heading: str = ""

    @property
    def readings(self) -> tuple[Reading, ...]:
        """Value, numerator and denominator, as far as there are cells for them."""
        return tuple(reading for reading in (self.value, self.numerator, self.denominator) if reading is not None)


@dataclass(frozen=True, slots=True)
class TargetRead:
    """A target as a return states it. ``comparison`` is "at most", "at least", "within" or, where it does not say, "".

    ``value`` is in the unit of the item, a percentage from 0 to 100. ``text`` is the text of the cell. ``head`` is the
    address of the heading that says of which period it is, or "". ``upper`` is the other end of a range, else None.
    """

    value: Decimal
    comparison: str
    text: str
    cell: str
    head: str = ""
    upper: Decimal | None = None


class LimitKind(StrEnum):
    """How a return says up to where a figure off its target is still close.

    ``OWN`` is a distance in the unit of the item (points for a percentage), ``SHARE`` one as a share of the target.
    ``LAST`` is the last value that is still close, ``BEYOND`` the one past which none is, ``RANGE`` all that are close.
    ``UNCLEAR``: it cannot be told, such as 5% of a percentage.
    """

    OWN = "own"
    SHARE = "share"
    LAST = "last"
    BEYOND = "beyond"
    RANGE = "range"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit of the status of an item, in a cell.

    ``upper`` is the other end of a RANGE, ``comparison`` as for a target, ``period`` the one that its heading or its
    place states, else None.
    """

    kind: LimitKind
    cell: str
    value: Decimal = Decimal(0)
    upper: Decimal = Decimal(0)
    comparison: str = ""
    period: Period | None = None


class RatingOf(StrEnum):
    """What a return itself says of its figures: how they stand to the target, where they go, and which way is good."""

    RAG = "rag"
    DIRECTION = "direction"
    POLARITY = "polarity"


@dataclass(frozen=True, slots=True)
class Rating:
    """What a cell says of a figure.

    ``says`` is "green", "amber", "red" or "missed"; "up", "down", "better" or "worse"; "high" or "low". ``period`` is
    that of the figure; None for the latest of its row.
    """

    of: RatingOf
    says: str
    cell: str
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """The time series of one item, in order of period, each period once.

    ``item`` is the id of the item; ``group`` is "" for all children, or the name of an age band or a team.
    ``year_to_date`` are cumulative values since 1 April, where the return gives any, used only to check the monthly
    ones. ``target`` is the one that holds last, of those whose heading states no period. ``targets`` are those of
    single months, in order, where they differ from each other, and those whose heading states a period, such as Target
    2023/24. ``refused`` is the cell of a target that could not be read, where there is no other. ``limits`` and
    ``ratings`` are the council's own limits of a status, and what the return itself says of its figures. ``answers``
    are the cells of the reading sheet that say that its figures are this item. ``span`` is the one that the return says
    its figures are of, where that is one of the others that they may be of; else "".
    """

    item: str
    group: str
    points: tuple[Point, ...]
    target: TargetRead | None = None
    year_to_date: tuple[Point, ...] = ()
    targets: tuple[tuple[Period, TargetRead], ...] = ()
    refused: str = ""
    limits: tuple[Limit, ...] = ()
    ratings: tuple[Rating, ...] = ()
    answers: tuple[str, ...] = ()
    span: str = ""


@dataclass(frozen=True, slots=True)
class Return:
    """The series of one kind of return on one sheet. ``kind`` is the id of the return, such as ``health``.

    ``sha256`` is the workbook's. ``as_at`` is the text of the sheet's "data correct as at" line, ``source`` that of its
    "Source: ..." line without this word, at most 300 characters; each may be "".
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
    """One row of a list of children: an episode of going missing. ``child`` is an id, as text, that is never shown.

    ``ended`` is None for a child who is not back, or where the list does not say. ``away``: away from placement
    without authorisation, with their whereabouts known, which is not going missing.
    """

    child: str = field(repr=False)
    began: date
    ended: date | None = None
    away: bool = False


@dataclass(frozen=True, slots=True)
class ChildList:
    """A list of children, one row for each episode, not counted yet. Only the columns of ``Episode`` are read.

    ``cells`` is the cell range that was read, such as ``A5:B61``. ``until`` is the last day that the list covers;
    ``as_at`` the text of its "data correct as at" line, or "".
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
    """One cell of commentary: the officer's text, on one line, or the date that the cell holds."""

    part: RemarkPart
    text: str
    cell: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Comment:
    """One row of commentary on one item, as the officer wrote it. ``remarks`` are in the order of ``RemarkPart``."""

    item: str
    workbook: str
    sheet: str
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """A request of the committee, in the ``words`` that are printed, and its answer.

    ``by`` is who asked, a role or the panel; ``owner`` who is to answer; ``where`` the reference of a measure or a
    section, such as 5.1; each may be "". Without an answer ``answer`` is "" and ``answered`` None. ``cell`` is that of
    the words.
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
class Stated:
    """What is said of figures in one respect, in words, and the cell that says it; each "" where nothing does."""

    text: str = ""
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A row or a column of figures of a return, used or not.

    ``cells`` are its first and last cell, ``words`` its labels as they stand and ``title`` that of its table;
    ``around`` is what stands around it, undated. ``item`` is the id of the item it was read as, with its ``group`` and
    its ``role``, or "". ``why`` says why it is not used, or not all of it; "" where it is. ``whose``, ``span``,
    ``unit`` and ``standing`` are what is said of it. ``latest`` is its latest figure with its period, in words.
    ``near`` is the id of the item that its words may be meant for, or a name of several. ``asks`` are the questions it
    leaves: "use", "whose", "span", "unit".
    """

    workbook: str
    sheet: str
    cells: str
    words: str
    title: str = ""
    around: str = ""
    item: str = ""
    group: str = ""
    role: str = ""
    used: bool = False
    why: str = ""
    whose: Stated = Stated()
    span: Stated = Stated()
    unit: Stated = Stated()
    standing: Stated = Stated()
    target: str = ""
    latest: str = ""
    near: str = ""
    asks: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Intake:
    """Everything read from a folder. ``notice`` is a text that the workbooks want on every page, or "".

    ``careers`` are those of the children in each extract of records, not counted yet, and ``records`` the names of the
    files that hold them.
    """

    returns: tuple[Return, ...]
    findings: tuple[Finding, ...]
    workbooks: tuple[str, ...] = ()
    notice: str = ""
    child_lists: tuple[ChildList, ...] = ()
    asks: tuple[Ask, ...] = ()
    comments: tuple[Comment, ...] = ()
    lines: tuple[Line, ...] = ()
    careers: tuple[Careers, ...] = ()
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """Something that returns report, with the names they give it: a measure, as this room knows it.

    ``kind`` is the id of its kind of return. ``names`` are those of its value, or of the whole item above rows of
    numerators and denominators; ``numerator_names`` and ``denominator_names`` those of these rows. ``groups`` maps the
    name of a group to the names in returns. ``percentage``: its values are from 0 to 100. ``whole``: what it counts
    cannot be divided, as children and visits cannot, so its values, or the parts of its percentages, are whole numbers.
    ``counts`` is the noun of its numerator in messages, such as children, or "". ``report_names`` are its names in the
    report, its reference among them, by which commentary may name it; ``published_names`` those that published tables
    give it, matched whole.
    ``spread_of`` is the id of the average of which this item is the ``spread``: the "median", "lowest" or "highest". A
    row or column named so beside or under the average is this item.
    What its figures must be: ``of`` are texts, folded, in which the item says itself whom it counts. ``span`` is
    "snapshot", "in_month", "rolling_12_months" or another, ``unit`` is "count", "pct", "rate", "days", "weeks",
    "months", "score" or "pounds_per_week"; "" for any.
    ``also`` are the spans that its figures may be of instead, where a return says so. ``ranged``: targets are ranges.
    No figure is below ``least`` or above ``most``.
    ``accepts`` are the ids of the parts of labels (``known_returns/labels``) that change nothing of what it means.
    ``adds_up``: those of months make the one of a longer span.
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
    published_names: tuple[str, ...] = ()
    accepts: tuple[str, ...] = ()
    spread_of: str = ""
    spread: str = ""
    of: tuple[str, ...] = ()
    span: str = ""
    unit: str = ""
    adds_up: bool = False
    whole: bool = False
    also: tuple[str, ...] = ()
    ranged: bool = False
    least: Decimal = Decimal(0)
    most: Decimal | None = None
