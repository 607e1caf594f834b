"""Careers made by chance, such as a council has them, from one seed: for properties, and for a sample of any size."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from tests.report.made_records import Career, Episode

FIRST, LAST = date(2018, 1, 1), date(2023, 12, 31)
_LEAVES = ("E4A", "E4A", "E4B", "E48", "E45", "E5", "E3", "E41", "E8")
_HOMES = ("U6", "U6", "U6", "U4", "U1", "U3", "K2", "K2", "H5", "P1", "S1")
_PROVIDERS = ("PR1", "PR1", "PR4", "PR4", "PR2")
_A_CHILD = 18 * 365 + 4


def council(seed: int, children: int) -> list[Career]:
    """The careers of so many children who were in care at some time from 2018 to 2023."""
    chance = Random(seed)
    return [_career(chance, f"C{seed:03}{number:06}") for number in range(children)]


def _career(chance: Random, child: str) -> Career:
    came = FIRST + timedelta(days=chance.randrange(-900, (LAST - FIRST).days))
    alone = chance.random() < 0.08
    age = chance.randrange(15 * 365, 17 * 365) if alone else min(int(chance.expovariate(1 / 2600)), 17 * 365)
    born = came - timedelta(days=age)
    out = min(came + timedelta(days=int(chance.expovariate(1 / 800)) + 3), born + timedelta(days=_A_CHILD))
    out = max(out, FIRST + timedelta(days=chance.randrange(1, 60)))  # those who left before are in no extract
    episodes, why_left = _episodes(chance, came, out, age)
    until = min(out, LAST)
    return Career(
        child,
        episodes,
        born=born.isoformat(),
        alone=alone,
        reviews=tuple(_reviews(chance, came, until, born)),
        visits=tuple(_every(chance, came, until, 38, 9)),
        health=tuple(_every(chance, came, until, 340, 60)),
        dental=tuple(_every(chance, came, until, 330, 60)),
        missing=tuple(_missing(chance, came, until)) if age > 4000 else (),
        scores=tuple((day, str(chance.randrange(0, 34))) for day in _every(chance, came, until, 360, 40)),
        adoption=_adoption(came, episodes) if why_left in ("E11", "E12") else {},
    )


def _episodes(chance: Random, came: date, out: date, age: int) -> tuple[tuple[Episode, ...], str]:
    """Episodes from the first day to the last, split by moves and changes of legal status."""
    legal = "V4" if chance.random() < 0.03 else chance.choice(("C1", "C2", "V2"))
    starts, reasons = [came], ["S"]
    day = came
    while (day := day + timedelta(days=int(chance.expovariate(1 / 260)) + 1)) < min(out, LAST):
        starts.append(day)
        reasons.append(chance.choice(("P", "P", "L", "T", "B", "U")))
    adopted = age < 1500 and legal in ("C1", "C2") and len(starts) > 1 and chance.random() < 0.5
    gone = out <= LAST
    why_left = "" if not gone else chance.choice(("E11", "E12")) if adopted else chance.choice(_LEAVES)
    home, episodes = chance.choice(_HOMES), []
    for number, (start, why) in enumerate(zip(starts, reasons, strict=True)):
        last = number == len(starts) - 1
        home = home if why in ("L", "S") else chance.choice(_HOMES)
        home = "A6" if adopted and gone and last else home
        end = "" if last and not gone else out.isoformat() if last else starts[number + 1].isoformat()
        left = why_left if last else "X1"
        status = "E1" if adopted and number else "C2" if why in ("L", "B", "U") and legal != "V4" else legal
        miles = f"{min(chance.expovariate(1 / 14), 300):.1f}"
        episodes.append(Episode(start.isoformat(), end, why, left, status, home, chance.choice(_PROVIDERS), miles))
    return tuple(episodes), why_left


def _every(chance: Random, came: date, until: date, days: int, spread: int):
    day = came
    while (day := day + timedelta(days=max(1, int(chance.gauss(days, spread))))) < until:
        yield day.isoformat()


def _reviews(chance: Random, came: date, until: date, born: date):
    due, step = came + timedelta(days=28), 91
    while due < until:
        late = chance.choice((0, 0, 0, 0, -3, -5, 4))
        held = min(due + timedelta(days=late), until)
        young = (held - born).days < 4 * 365
        yield due.isoformat(), held.isoformat(), "PN0" if young else f"PN{chance.choice((1, 1, 1, 2, 5, 6, 7))}"
        due, step = held + timedelta(days=step), 182


def _missing(chance: Random, came: date, until: date):
    for began in _every(chance, came, until, 300, 200):
        ended = date.fromisoformat(began) + timedelta(days=chance.randrange(0, 5))
        if ended < until:
            offered = chance.choice("YYN")
            kind = chance.choice(("M", "M", "A"))
            yield began, ended.isoformat(), kind, offered, chance.choice("YN") if offered == "Y" else "N"


def _adoption(came: date, episodes: tuple[Episode, ...]) -> dict[str, str]:
    decided = date.fromisoformat(episodes[1].began)
    return {
        "adm_decision_date": decided.isoformat(),
        "matched_date": (decided + timedelta(days=60)).isoformat(),
        "adopted_by_carer_flag": "N",
    }
