"""The sample's records: an extract of the SSD of the same made-up council, which counts to what its returns say.

At December 2023 it has the children of the returns by age, who came and left, their homes, reviews, checks, adoptions,
missing episodes and pathway plans. The months before are made up here. No child in it exists.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from inputs.samples.chance import Chance
from inputs.samples.sheet import NOTICE

SINCE, LAST = date(2022, 1, 1), date(2023, 12, 31)
_YEAR = date(2023, 1, 1)
_DECEMBER = date(2023, 12, 1)
_FIRST_REVIEW, _SECOND_REVIEW, _LATER_REVIEWS = 28, 91, 182  # days: a little less than the rule asks for


class Group(NamedTuple):
    """Children who are in care at the end, alike in age and in how long they have been."""

    children: int
    born: tuple[date, date]
    came: tuple[date, date]


# In care for two and a half years, for a year, and for less: as the cohorts of the returns have it, age by age.
_LONG = (
    Group(12, (date(2019, 2, 1), date(2020, 10, 1)), (date(2020, 11, 1), date(2021, 6, 20))),
    Group(30, (date(2014, 2, 1), date(2018, 11, 1)), (date(2019, 1, 10), date(2021, 6, 20))),
    Group(80, (date(2008, 2, 1), date(2013, 11, 1)), (date(2015, 1, 10), date(2021, 6, 20))),
)
_SETTLED = (
    Group(20, (date(2019, 2, 1), date(2021, 6, 1)), (date(2021, 7, 10), date(2022, 11, 25))),
    Group(10, (date(2014, 2, 1), date(2018, 11, 1)), (date(2021, 7, 10), date(2022, 11, 25))),
    Group(46, (date(2008, 2, 1), date(2013, 11, 1)), (date(2021, 7, 10), date(2022, 11, 25))),
    Group(75, (date(2006, 1, 10), date(2007, 12, 20)), (date(2017, 1, 10), date(2022, 11, 25))),
)
_NEW = (
    Group(24, (date(2023, 1, 2), date(2023, 1, 29)), (date(2023, 2, 1), date(2023, 10, 25))),
    Group(15, (date(2019, 2, 1), date(2022, 11, 1)), (date(2023, 1, 5), date(2023, 10, 25))),
    Group(10, (date(2014, 2, 1), date(2018, 11, 1)), (date(2023, 1, 5), date(2023, 10, 25))),
    Group(35, (date(2008, 2, 1), date(2013, 11, 1)), (date(2023, 1, 5), date(2023, 10, 25))),
    Group(55, (date(2006, 1, 10), date(2007, 12, 20)), (date(2023, 1, 5), date(2023, 10, 25))),
)
_CAME_IN_DECEMBER, _FIRST_CHECK_DUE = 11, 12  # the second came in November: their check was due in December
_STAYED, _THREE_HOMES = 81, (20, 22, 20)  # of the long, of the settled and of the new
_CHECKED, _DENTIST, _REVIEWED = 231, 238, 99
_LEFT, _LEFT_IN_DECEMBER, _LEFT_BEFORE = 125, 14, 130  # beside those adopted; in 2023 before December, and in 2022
_ADOPTED, _TO_HOME, _TO_MATCH = 18, 580, 298  # days from coming into care, and from the order, on average
_TIMES_MISSING = (3,) * 10 + (2,) * 6 + (1,) * 5
_PLANS, _CURRENT = 179, 157
_LEAVERS_BORN = (date(2002, 1, 2), date(2005, 10, 30))
_HOMES_OF_LEAVERS = ("U", "U", "U", "U", "Z", "Z", "B", "D", "T", "E")
_WORK_OF_LEAVERS = ("F1", "F2", "F2", "F4", "F5", "F5", "P5", "G4", "G5", "G5", "G5", "G6")
_REASONS = ("E4A", "E4A", "E4B", "E48", "E45", "E41", "E8")


@dataclass(slots=True)
class Child:
    """One child, with the days of each move, and what was recorded."""

    born: date
    came: date
    left: date | None = None
    why: str = ""
    moves: list[date] = field(default_factory=list)
    placed: date | None = None
    legal: str = "C2"
    alone: bool = False
    reviews: list[tuple[date, date]] = field(default_factory=list)
    health: list[date] = field(default_factory=list)
    dental: list[date] = field(default_factory=list)
    missing: list[date] = field(default_factory=list)
    adoption: tuple[date, ...] = ()


class _Days:
    """Chance, as days and choices."""

    def __init__(self, name: str) -> None:
        self._chance = Chance(f"records {name}")

    def share(self) -> float:
        """A number from 0 up to 1."""
        (place,) = [n for n, one in enumerate(self._chance.scatter(1, [1.0] * 997)) if one]
        return place / 997

    def day(self, first: date, last: date) -> date:
        """A day from the first to the last."""
        return first + timedelta(days=int(self.share() * ((last - first).days + 1)))

    def some(self, children: list[Child], number: int) -> list[Child]:
        """So many of some children, whose order stays."""
        marked = sorted((self.share(), place) for place in range(len(children)))
        return [children[place] for place in sorted(place for _, place in marked[:number])]


def record_files() -> dict[str, bytes]:
    """The tables of the extract as CSV files, by name."""
    long, settled, new = (_in_care(name, groups) for name, groups in (("l", _LONG), ("s", _SETTLED), ("n", _NEW)))
    _came_lately(new)
    _move(long, settled, new)
    gone = [*_adopted(), *_gone()]
    children = [*long, *settled, *new, *gone]
    _alone(new)
    _review(long, settled, [*new, *gone])
    _check(long, settled, [*new, *gone])
    _go_missing([*long, *settled, *new])
    return dict(_tables(children))


def _in_care(name: str, groups: tuple[Group, ...]) -> list[Child]:
    days = _Days(name)
    return [Child(days.day(*group.born), days.day(*group.came)) for group in groups for _ in range(group.children)]


def _came_lately(new: list[Child]) -> None:
    """Some of the new came in December, and some in the November days that make a first check due in December."""
    days = _Days("lately")
    late = days.some(new, _CAME_IN_DECEMBER + _FIRST_CHECK_DUE)
    for place, child in enumerate(late):
        in_december = place % 2 == 1
        first, last = (
            (date(2023, 12, 4), date(2023, 12, 28)) if in_december else (date(2023, 11, 6), date(2023, 11, 28))
        )
        child.came = days.day(first, last)


def _move(long: list[Child], settled: list[Child], new: list[Child]) -> None:
    """Give children their moves: two within the year for those of three homes, or one at some time."""
    days = _Days("moves")
    stayed = days.some(long, _STAYED)
    left_home = [child for child in long if not any(child is one for one in stayed)]
    before = [child for child in new if child.came < date(2023, 9, 1)]
    often = [days.some(group, number) for group, number in zip((left_home, settled, before), _THREE_HOMES, strict=True)]
    for child in (one for group in often for one in group):
        first = days.day(max(_YEAR + timedelta(days=10), child.came + timedelta(days=7)), date(2023, 10, 1))
        child.moves = [first, days.day(first + timedelta(days=9), date(2023, 12, 20))]
    for child in left_home:
        child.moves = child.moves or [days.day(date(2022, 1, 20), date(2023, 11, 20))]
    for child in days.some([one for one in (*left_home, *settled) if one.came < SINCE], 60):
        child.moves += [days.day(date(2022, 2, 1), date(2022, 6, 20)), days.day(date(2022, 7, 1), date(2022, 11, 20))]
    for child in (*settled, *before):
        if not child.moves and days.share() < 0.3:
            child.moves = [days.day(max(date(2022, 1, 20), child.came + timedelta(days=5)), date(2023, 12, 10))]


def _adopted() -> list[Child]:
    """Children adopted in 2023, whose days come in pairs, one more and one less than the average."""
    days, made = _Days("adopted"), []
    for number in range(_ADOPTED):
        more = (40 + 15 * (number // 2)) * (1 if number % 2 else -1)
        left = days.day(_YEAR, date(2023, 11, 28)) if number else date(2023, 12, 6)
        placed = left - timedelta(days=200 + int(80 * days.share()))
        came = placed - timedelta(days=_TO_HOME + more)
        ordered = placed - timedelta(days=_TO_MATCH + int(more / 2) + 30)
        matched = ordered + timedelta(days=_TO_MATCH + int(more / 2))
        child = Child(came - timedelta(days=int(900 * days.share())), came, left, "E12", [placed], placed)
        child.adoption = (ordered - timedelta(days=60), ordered, matched, placed)
        made.append(child)
    return made


def _gone() -> list[Child]:
    """Children who left in 2022 and in 2023, a few of them when they turned 18."""
    days, made = _Days("gone"), []
    last = _LEFT_IN_DECEMBER - 1  # one of those adopted left in December too
    number = _ADOPTED + _LEFT
    spans = [(SINCE, date(2022, 12, 29))] * _LEFT_BEFORE + [(_YEAR, date(2023, 11, 29))] * (number - _ADOPTED - last)
    for first, until in (*spans, *[(date(2023, 12, 2), date(2023, 12, 29))] * last):
        left = days.day(first, until)
        came = left - timedelta(days=60 + int(1500 * days.share() ** 2))
        if date(2023, 10, 26) <= came:
            came = date(2023, 9, 20)
        grown_up = days.share() < 0.4
        age = min((left - came).days + 6000 * days.share(), 6300)
        born = left.replace(year=left.year - 18, day=min(left.day, 28)) if grown_up else left - timedelta(days=int(age))
        left = left.replace(day=min(left.day, 28)) if grown_up else left
        why = "E9" if grown_up else _REASONS[int(days.share() * len(_REASONS))]
        made.append(Child(born, came, left, why))
    return made


def _alone(new: list[Child]) -> None:
    days = _Days("alone")
    for child in new:
        child.alone = child.born < date(2008, 1, 1) and days.share() < 0.6
        child.legal = "V2" if child.alone else child.legal


def _review(long: list[Child], settled: list[Child], others: list[Child]) -> None:
    """Reviews: every half year for those who have been long, by the rule for the others; so many due in December."""
    days = _Days("reviews")
    lately = [child for child in others if child.left is None and child.came.month == 11 and child.came.year == 2023]
    every_half_year = [*long, *settled]
    december = days.some(every_half_year, _REVIEWED - len(lately))
    for child in every_half_year:
        in_december = any(child is one for one in december)
        month, day = 6 if in_december else 1 + int(days.share() * 5), 4 + int(days.share() * 22)
        half_years = [date(year, later, day) for year in (2022, 2023) for later in (month, month + 6)]
        child.reviews = [_held(days, one) for one in half_years if one > child.came + timedelta(days=_FIRST_REVIEW)]
    for child in others:
        due, step = child.came + timedelta(days=_FIRST_REVIEW), _SECOND_REVIEW
        while due < (child.left or LAST):
            if due >= _DECEMBER and not any(child is one for one in lately):
                due = date(2023, 11, 27)
                if due <= child.came or any(one == due for one, _ in child.reviews):
                    break
            child.reviews += [_held(days, due)] if due >= SINCE else []
            due, step = due + timedelta(days=step), _LATER_REVIEWS


def _held(days: _Days, due: date) -> tuple[date, date]:
    """A review that was due on a day, and the day on which it was held: in December all were on time."""
    late = days.share() < 0.03 and due < date(2023, 11, 1)
    return due, due + timedelta(days=5) if late else due - timedelta(days=int(days.share() * 4))


def _check(long: list[Child], settled: list[Child], others: list[Child]) -> None:
    """Checks: twice a year under five; those who had none in 2023 had one before."""
    days = _Days("checks")
    year = [*long, *settled]
    checked, seen = days.some(year, _CHECKED), days.some(year, _DENTIST)
    for child in year:
        had, needed = any(child is one for one in checked), 2 if child.born >= date(2019, 1, 1) else 1
        child.health = [
            days.day(date(2023, 1 + 5 * n, 3), date(2023, 4 + 5 * n, 28)) for n in range(needed if had else 0)
        ]
        child.health += [days.day(max(child.came, SINCE), date(2022, 12, 20))]
        before = child.came < date(2022, 9, 1) and days.share() < 0.9
        child.dental = [days.day(max(child.came, SINCE), date(2022, 12, 20))] if before else []
        child.dental += [days.day(_YEAR, date(2023, 12, 20))] if any(child is one for one in seen) else []
    first = True
    for child in others:
        due_in_december = child.came.year == 2023 and child.came.month == 11
        soon = first if due_in_december else days.share() < 0.1
        first = first and not due_in_december
        day = child.came + timedelta(days=15 if soon else 40 + int(40 * days.share()))
        child.health = [day] if day < (child.left or LAST) else []


def _go_missing(children: list[Child]) -> None:
    days = _Days("missing")
    older = [child for child in children if child.born < date(2011, 1, 1) and child.came < date(2023, 11, 30)]
    for first in (date(year, month, 1) for year in (2022, 2023) for month in range(1, 13)):
        if first < _DECEMBER:
            for child in days.some([one for one in older if one.came < first], 18 + first.month % 4):
                child.missing += [days.day(first, first.replace(day=26)) for _ in range(1 + first.month % 2)]
    for child, times in zip(days.some(older, len(_TIMES_MISSING)), _TIMES_MISSING, strict=True):
        child.missing += [days.day(date(2023, 12, 2 + 8 * n), date(2023, 12, 7 + 8 * n)) for n in range(times)]


def _tables(children: list[Child]) -> Iterator[tuple[str, bytes]]:
    days = _Days("tables")
    rows: dict[str, list[tuple[object, ...]]] = {name: [] for name in _COLUMNS}
    for number, child in enumerate(sorted(children, key=lambda one: (one.came, one.born))):
        _add(rows, days, f"S{number + 1:04}", child)
    _add_leavers(rows, days)
    for name, columns in _COLUMNS.items():
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow((*columns, "note"))
        writer.writerows([(*row, "" if place else NOTICE) for place, row in enumerate(rows[name])])
        yield f"{name}.csv", out.getvalue().encode()


def _add(rows: dict[str, list[tuple[object, ...]]], days: _Days, name: str, child: Child) -> None:
    rows["ssd_person"].append((name, 1 + len(rows["ssd_person"]) % 2, child.born))
    if child.alone:
        rows["ssd_immigration_status"].append((name, "UASC", child.came, ""))
    _add_episodes(rows, days, name, child)
    _add_legal(rows, name, child)
    young = child.born > date(2019, 6, 1)
    for due, held in child.reviews:
        code = "PN0" if young else "PN1" if days.share() < 0.93 else "PN7"
        rows["ssd_cla_reviews"].append((f"{name}-care", due, held, "N", code))
    for kind, held_on in (("Health Assessment", child.health), ("Dental Check", child.dental)):
        rows["ssd_cla_health"] += [(name, kind, one, "Completed") for one in sorted(held_on)]
    for began in sorted(child.missing):
        offered = "Y" if days.share() < 0.9 else "N"
        accepted = "Y" if offered == "Y" and days.share() < 0.7 else "N"
        rows["ssd_missing"].append((name, began, began + timedelta(days=1), "M", offered, accepted))
    if child.adoption:
        rows["ssd_permanence"].append((name, *child.adoption))


def _add_episodes(rows: dict[str, list[tuple[object, ...]]], days: _Days, name: str, child: Child) -> None:
    """An episode for each home, and one from a placement order on; a row for each home."""
    began = [(child.came, "S"), *((day, "P") for day in child.moves), *((day, "L") for day in child.adoption[1:2])]
    starts, placement = sorted(began), ""
    for place, (start, why) in enumerate(starts):
        last = place == len(starts) - 1
        end, why_left = (child.left, child.why) if last else (starts[place + 1][0], "X1")
        if why != "L":
            placement = f"{name}-{place + 1}"
            until = next((day for day, other in starts[place + 1 :] if other != "L"), child.left)
            home = "A6" if start == child.placed else _home(days, child)
            provider, miles = ("PR1" if days.share() < 0.6 else "PR4"), round(60 * days.share() ** 3, 1)
            rows["ssd_cla_placement"].append((placement, name, start, until or "", home, provider, miles))
        rows["ssd_cla_episodes"].append((name, start, why, end or "", why_left, f"{name}-care", placement))


def _add_legal(rows: dict[str, list[tuple[object, ...]]], name: str, child: Child) -> None:
    ordered = child.adoption[1] if child.adoption else None
    rows["ssd_legal_status"].append((name, child.legal, child.came, ordered or child.left or ""))
    if ordered:
        rows["ssd_legal_status"].append((name, "E1", ordered, child.left or ""))


def _home(days: _Days, child: Child) -> str:
    if child.alone or child.born < date(2006, 12, 1):
        return "H5" if days.share() < 0.5 else "U6"
    kinds = ("U6", "U6", "U6", "U6", "U4", "U4", "U3", "U3", "K2", "P1")
    return kinds[int(days.share() * len(kinds))]


def _add_leavers(rows: dict[str, list[tuple[object, ...]]], days: _Days) -> None:
    for number in range(_PLANS):
        name = f"L{number + 1:04}"
        current = number < _CURRENT
        first, last = (date(2023, 7, 5), date(2023, 12, 29)) if current else (date(2022, 9, 1), date(2023, 6, 20))
        plan, adviser = days.day(first, last), f"PA{number % 8 + 1}"
        rows["ssd_care_leavers"].append((name, "Former relevant", plan, adviser, *_how_they_live(name)))
        rows["ssd_person"].append((name, 1 + number % 2, _Days(f"born {name}").day(*_LEAVERS_BORN)))


def _how_they_live(name: str) -> tuple[str, str, str, str]:
    """Whether the council is in touch with a care leaver; of one in touch the home, whether it suits, and the work."""
    days = _Days(f"how {name} lives")
    touch = "YES" if days.share() < 0.92 else "NO" if days.share() < 0.7 else "REFU"
    if touch != "YES":
        return touch, "", "", ""
    home = _HOMES_OF_LEAVERS[int(days.share() * len(_HOMES_OF_LEAVERS))]
    suits = "1" if days.share() < 0.96 else "2"
    return touch, home, suits, _WORK_OF_LEAVERS[int(days.share() * len(_WORK_OF_LEAVERS))]


_COLUMNS = {
    "ssd_person": ("pers_person_id", "pers_sex", "pers_dob"),
    "ssd_immigration_status": (
        "immi_person_id", "immi_immigration_status", "immi_immigration_status_start_date",
        "immi_immigration_status_end_date",
    ),
    "ssd_cla_episodes": (
        "clae_person_id", "clae_cla_episode_start_date", "clae_cla_episode_start_reason",
        "clae_cla_episode_ceased_date", "clae_cla_episode_ceased_reason", "clae_cla_id", "clae_cla_placement_id",
    ),
    "ssd_cla_placement": (
        "clap_cla_placement_id", "clap_person_id", "clap_cla_placement_start_date", "clap_cla_placement_end_date",
        "clap_cla_placement_type", "clap_cla_placement_provider", "clap_cla_placement_distance",
    ),
    "ssd_legal_status": (
        "lega_person_id", "lega_legal_status", "lega_legal_status_start_date", "lega_legal_status_end_date",
    ),
    "ssd_cla_reviews": (
        "clar_cla_id", "clar_cla_review_due_date", "clar_cla_review_date", "clar_cla_review_cancelled",
        "clar_cla_review_participation",
    ),
    "ssd_cla_health": (
        "clah_person_id", "clah_health_check_type", "clah_health_check_date", "clah_health_check_status",
    ),
    "ssd_missing": (
        "miss_person_id", "miss_missing_episode_start_date", "miss_missing_episode_end_date",
        "miss_missing_episode_type", "miss_missing_rhi_offered", "miss_missing_rhi_accepted",
    ),
    "ssd_permanence": (
        "perm_person_id", "perm_adm_decision_date", "perm_placement_order_date", "perm_matched_date",
        "perm_placed_for_adoption_date",
    ),
    "ssd_care_leavers": (
        "clea_person_id", "clea_care_leaver_eligibility", "clea_pathway_plan_review_date",
        "clea_care_leaver_personal_advisor", "clea_care_leaver_in_touch", "clea_care_leaver_accommodation",
        "clea_care_leaver_accom_suitable", "clea_care_leaver_activity",
    ),
}  # fmt: skip
