"""The numbers of the sample: 21 months of every measure, ending in the published figures of December 2023.

No child stands behind them. They agree where they have to: children in care with starts and leavers from month to
month, age bands with the total in care, adoptions and leavers with their rolling twelve months, health checks due with
the children who came.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from statistics import median

from inputs.samples.chance import MONTHS, Chance, lively, longest_run, moves, share_out, wander

LAST = len(MONTHS) - 1
IN_CARE_MARCH_2022 = 354
STARTED_MARCH_2022 = 9
LEFT_2021_22 = (11, 9, 12, 13, 12, 10, 9, 8, 11, 10, 11, 11)  # April 2021 to March 2022, behind the rolling months
STARTED = (19, 43, 50, 44, 43, 46, 36, 11)  # April and May 2022, then every three months, then December 2023 alone
LEFT = (91, 25, 118)  # April to December 2022, January to March 2023, April to December 2023: the last two make 143
ADOPTED = (27, 16, 4, 14)  # 2021/22, then as LEFT: the last two make 18
DUE_BY_QUARTER = (25, 40, 46, 41, 40, 43, 34)  # first health checks, 2022/23 Q1 to 2023/24 Q3: the last three make 117
DONE_BY_QUARTER = (14, 15, 20, 10, 5, 2, 4)  # 14 of 25 in the first, 11 of 117 in the last three

FEWEST_SHOWN = 6  # public reports hide one to five children

BUSY: Mapping[int, float] = {4: 0.94, 5: 1.04, 6: 1.1, 7: 1.08, 8: 0.8, 9: 1.04, 10: 1.05, 11: 1.1, 12: 0.84, 3: 1.1}
SUMMER: Mapping[int, float] = {7: -0.6, 8: -1.6, 9: -1.1, 12: -0.4, 1: -0.8}


@dataclass(frozen=True, slots=True)
class Ratio:
    """A measure that is one number out of another, month by month."""

    numerators: tuple[int, ...]
    denominators: tuple[int, ...]

    @property
    def shares(self) -> tuple[float, ...]:
        """Each month's numerator over its denominator, unrounded."""
        return tuple(n / d for n, d in zip(self.numerators, self.denominators, strict=True))


@dataclass(frozen=True, slots=True)
class Team:
    """A team's cases and full-time equivalent staff, to a tenth, month by month."""

    cases: tuple[int, ...]
    staff: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Movement:
    """Children in care at each month's end, and those who came and left in the month."""

    in_care: tuple[int, ...]
    came: tuple[int, ...]
    left: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Waits:
    """Days waited by those adopted in the twelve months ending each month: total over children, median and range."""

    days: Ratio
    medians: tuple[float, ...]
    shortest: tuple[int, ...]
    longest: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Adoption:
    """Twelve months ending each month: adopted of all who left, and how long those adopted had waited."""

    adopted: Ratio
    entry_to_home: Waits
    order_to_match: Waits


@dataclass(frozen=True, slots=True)
class Figures:
    """Every number of the eight workbooks, in the order of ``MONTHS``."""

    movement: Movement
    ages: Mapping[str, tuple[int, ...]]
    teams: Mapping[str, Team]
    reviews: Ratio
    visits: Ratio
    three_homes: Ratio
    long_term: Ratio
    missing_children: tuple[int, ...]
    missing_episodes: tuple[int, ...]
    adoption: Adoption
    first_health: Ratio
    yearly_health: Ratio
    dental: Ratio
    education_plans: Ratio
    good_schools: Ratio
    pathway_plans: Ratio


def make_figures() -> Figures:
    """All the numbers; the same on every call."""
    movement = lively("movement", _movement, lambda m: all(map(moves, (m.in_care, m.came, m.left))))
    in_care = movement.in_care
    children, episodes = lively("missing", _missing, lambda both: all(map(moves, both)))
    long_term = lively("long term", partial(_whole, anchors={0: 138, 11: 128, LAST: 122}, noise=1.4), moves)
    young_people = lively("young people", partial(_whole, anchors={0: 158, 11: 169, LAST: 179}, noise=1.5), moves)
    checked = lively("in care a year", partial(_whole, anchors={0: 252, 11: 266, LAST: 273}, noise=2.2), moves)
    pupils = lively("pupils", _pupils, moves)
    rated = lively("rated", partial(_rated, pupils=pupils), moves)
    plans = {0: 93.6, 6: 91.8, 11: 88.4, 15: 84.1, LAST: 87.71}
    return Figures(
        movement=movement,
        ages=lively("ages", partial(_ages, in_care=in_care), lambda bands: all(map(moves, bands.values()))),
        teams=_teams(in_care),
        reviews=lively("reviews", _reviews, _ratio_moves),
        visits=lively("visits", partial(_visits, in_care=in_care), _ratio_moves),
        three_homes=_rated_ratio("three homes", in_care, {0: 10.9, 8: 12.4, 12: 12.1, 17: 13.9, LAST: 15.05}, 0.45),
        long_term=_rated_ratio("same home", long_term, {0: 71.9, 10: 71.2, 15: 67.2, LAST: 66.39}, 0.7),
        missing_children=children,
        missing_episodes=episodes,
        adoption=lively("adoption", partial(_adoption, left=movement.left), _adoption_moves),
        first_health=lively("first health", partial(_first_health, came=movement.came), _ratio_moves),
        yearly_health=_rated_ratio("health", checked, {0: 93.2, 7: 90.4, 11: 88.9, 15: 83.1, LAST: 84.62}, 0.8, SUMMER),
        dental=_rated_ratio("dental", checked, {0: 83.4, 6: 85.9, 11: 88.2, 16: 85.4, LAST: 87.18}, 0.8, SUMMER),
        education_plans=_rated_ratio(
            "plans", pupils, {0: 96.2, 11: 95.8, LAST: 93.48}, 0.9, {7: -2.1, 8: -12.4, 9: -5.2}
        ),
        good_schools=_rated_ratio("schools", rated, {0: 81.0, 9: 79.2, 16: 77.8, LAST: 76.74}, 0.7),
        pathway_plans=_rated_ratio("pathway", young_people, plans, 0.9, {8: -1.4, 12: -0.5}),
    )


def _whole(chance: Chance, anchors: Mapping[int, float], noise: float) -> tuple[int, ...]:
    return tuple(round(level) for level in wander(chance, anchors, noise))


def _ratio_moves(ratio: Ratio) -> bool:
    """Whether no number, nor the printed percentage, stays for three months, and both numbers never stay for two."""
    pairs = list(zip(ratio.numerators, ratio.denominators, strict=True))
    still = max(map(longest_run, (ratio.numerators, ratio.denominators, [round(100 * n / d, 1) for n, d in pairs])))
    return still < 3 and longest_run(pairs) == 1 and moves(ratio.shares)


def _rated_ratio(
    name: str,
    denominators: tuple[int, ...],
    percentages: Mapping[int, float],
    noise: float,
    season: Mapping[int, float] | None = None,
) -> Ratio:
    """Numerators for known denominators: the percentage goes through ``percentages``, by place in ``MONTHS``."""

    def make(chance: Chance) -> Ratio:
        levels = wander(chance, percentages, noise, season)
        numerators = [min(d, round(d * level / 100)) for d, level in zip(denominators, levels, strict=True)]
        return Ratio(tuple(numerators), denominators)

    return lively(name, make, _ratio_moves)


def _movement(chance: Chance) -> Movement:
    """Starts and leavers by chance within fixed totals; children in care follow from them."""
    spans = (2, 3, 3, 3, 3, 3, 3, 1)
    came = [
        n for total, months in zip(STARTED, spans, strict=True) for n in share_out(total, chance.weights(months, 0.2))
    ]
    season = [1.25 if month in {6, 7, 9} else 1.0 for _, month in MONTHS]
    left: list[int] = []
    for total, months in zip(LEFT, (9, 3, 9), strict=True):
        weights = [w * s for w, s in zip(chance.weights(months, 0.25), season[len(left) :], strict=False)]
        left += _none_small(share_out(total, weights))
    in_care = [IN_CARE_MARCH_2022]
    for arrivals, leavers in zip(came, left, strict=True):
        in_care.append(in_care[-1] + arrivals - leavers)
    return Movement(tuple(in_care[1:]), tuple(came), tuple(left))


def _none_small(months: Sequence[int]) -> list[int]:
    """The same total, no month of it so small that the report would hide it, and so the first health checks beside."""
    evened = list(months)
    while min(evened) < FEWEST_SHOWN:
        evened[evened.index(min(evened))] += 1
        evened[evened.index(max(evened))] -= 1
    return evened


def _ages(chance: Chance, in_care: tuple[int, ...]) -> Mapping[str, tuple[int, ...]]:
    """Four bands wander; the fifth, children of 10 to 15, is what is left of the headline, so the bands always sum."""
    bands = {
        "Under 1": _whole(chance, {0: 20, 11: 32, LAST: 24}, 1.3),
        "1 to 4": _whole(chance, {0: 28, 11: 31, LAST: 47}, 1.4),
        "5 to 9": _whole(chance, {0: 51, 11: 50, LAST: 50}, 1.5),
        "10 to 15": (),
        "16 and over": _whole(chance, {0: 89, 11: 119, LAST: 130}, 1.6),
    }
    others = [sum(band) for band in zip(*(band for band in bands.values() if band), strict=True)]
    bands["10 to 15"] = tuple(total - rest for total, rest in zip(in_care, others, strict=True))
    return bands


def _teams(in_care: tuple[int, ...]) -> Mapping[str, Team]:
    """Four teams; reviewing officers hold nearly every child in care, children in care workers about nine in ten."""
    fs = partial(_team, staff={0: 30.6, 7: 27.4, 12: 26.6, LAST: 28}, noise=0.5, caseload={0: 18.2, 9: 20.4, LAST: 21})
    cic = partial(
        _team, staff={0: 17.2, 10: 17.8, 15: 18.6, LAST: 18.3}, noise=0.3, caseload={0: 18.1, 11: 20.3, LAST: 20}
    )
    pa = partial(_team, staff={0: 7.4, 9: 7.2, LAST: 8}, noise=0.2, caseload={0: 20.9, 10: 23.6, LAST: 23})
    iro = partial(_reviewing_officers, in_care=in_care)
    return {
        "Family Safeguarding social workers": lively("fs", fs, _team_moves),
        "Children in Care social workers": lively("cic", cic, _team_moves),
        "Leaving Care Personal Advisers": lively("pa", pa, _team_moves),
        "Independent Reviewing Officers": lively("iro", iro, _team_moves),
    }


def _team_moves(team: Team) -> bool:
    return moves(team.cases) and moves(team.staff)


def _team(chance: Chance, staff: Mapping[int, float], noise: float, caseload: Mapping[int, float]) -> Team:
    posts = [round(float(level), 1) for level in wander(chance, staff, noise, memory=0.7)]
    loads = wander(chance, caseload, 0.35)
    return Team(tuple(round(a * b) for a, b in zip(posts, loads, strict=True)), tuple(posts))


def _reviewing_officers(chance: Chance, in_care: tuple[int, ...]) -> Team:
    posts = [round(float(level), 1) for level in wander(chance, {0: 5.6, 8: 5.9, LAST: 6}, 0.16, memory=0.6)]
    gaps = wander(chance, {0: 5, LAST: 4}, 1.2)  # children too new to have been given an officer
    held = [children - max(1, round(gap)) for children, gap in zip(in_care, gaps, strict=True)]
    return Team(tuple(held), tuple(posts))


def _reviews(chance: Chance) -> Ratio:
    """2022/23: 27 late of 1,356. April to December 2023: 4 late of 1,102."""
    due: list[int] = []
    for total, months in ((1356, MONTHS[:12]), (1102, MONTHS[12:])):
        weights = chance.weights(len(months), 0.06)
        due += share_out(total, [w * BUSY.get(month, 1.0) for w, (_, month) in zip(weights, months, strict=True)])
    late = chance.scatter(27, chance.weights(12, 0.5)) + chance.scatter(4, chance.weights(9, 0.3))
    return Ratio(tuple(d - n for d, n in zip(due, late, strict=True)), tuple(due))


def _visits(chance: Chance, in_care: tuple[int, ...]) -> Ratio:
    """The one change of method: a child counted once a month to March 2023, every visit from April 2023.

    April to December 2023: 562 late of 5,974.
    """
    children = [round(n * (0.965 + 0.008 * chance.deviate())) for n in in_care[:12]]
    seen = [round(n * (0.955 + drift)) for n, drift in zip(children, chance.drift(12, 0.006, 0.4), strict=True)]
    visits = share_out(5974, chance.weights(9, 0.03))
    troubles = [max(0.3, 1 + drift) for drift in chance.drift(9, 0.16, 0.5)]
    hard = (0.9, 0.95, 0.95, 1.05, 1.35, 1.1, 0.9, 0.85, 1.1)  # August, and the week before Christmas
    late = share_out(562, [t * h * n for t, h, n in zip(troubles, hard, visits, strict=True)])
    made = [n - missed for n, missed in zip(visits, late, strict=True)]
    return Ratio((*seen, *made), (*children, *visits))


def _missing(chance: Chance) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Children, and the times they went: more in the light evenings of summer."""
    summer = {5: 2.0, 6: 4.0, 7: 6.0, 8: 7.0, 9: 3.0, 1: -2.5, 2: -2.0}
    children = [round(level) for level in wander(chance, {0: 16, 11: 18, LAST: 21}, 1.5, summer)]
    times = wander(chance, {0: 2.0, 11: 2.3, LAST: 47 / 21}, 0.16)
    return tuple(children), tuple(max(n, round(n * t)) for n, t in zip(children, times, strict=True))


def _adoption(chance: Chance, left: tuple[int, ...]) -> Adoption:
    """Built from single adoptions, each with two lengths of time in days; every rolling year sums its adoptions."""
    by_month = [
        n for total, months in zip(ADOPTED, (12, 9, 3, 9), strict=True) for n in chance.scatter(total, [1.0] * months)
    ]
    days = _days(chance, (12204, 8272, 10440))
    matching = _days(chance, (4752, 3632, 5364))
    return Adoption(
        Ratio(_rolling(by_month), _rolling([*LEFT_2021_22, *left])), _waits(days, by_month), _waits(matching, by_month)
    )


def _days(chance: Chance, totals: tuple[int, int, int]) -> list[int]:
    """Days for each child adopted: the 27 of 2021/22, 16 of April to December 2022 and 18 of the year 2023."""
    return [
        n
        for total, children in zip(totals, (27, 16, 18), strict=True)
        for n in share_out(total, chance.weights(children, 0.3))
    ]


def _waits(days: Sequence[int], by_month: Sequence[int]) -> Waits:
    """The waits of the children of each rolling year, one day count a child in the order of their adoptions."""
    children = _rolling(by_month)
    last = [sum(by_month[: 12 + month]) for month in range(1, len(children) + 1)]
    years = [days[end - count : end] for end, count in zip(last, children, strict=True)]
    return Waits(
        Ratio(tuple(map(sum, years)), children),
        tuple(float(median(year)) for year in years),
        tuple(map(min, years)),
        tuple(map(max, years)),
    )


def _rolling(months: Sequence[int]) -> tuple[int, ...]:
    """Twelve months ending each month from April 2022, of a series that begins in April 2021."""
    return tuple(sum(months[end - 12 : end]) for end in range(13, len(months) + 1))


def _adoption_moves(adoption: Adoption) -> bool:
    """Whether all vary as real ones do, at the 16 to 27 adoptions a year that a council of this size sees."""
    ratios = (adoption.adopted, adoption.entry_to_home.days, adoption.order_to_match.days)
    return all(map(_ratio_moves, ratios)) and all(16 <= n <= 27 for n in adoption.adopted.numerators)


def _first_health(chance: Chance, came: tuple[int, ...]) -> Ratio:
    """Due about a month after a child comes into care, unless they left: never more than came the month before."""
    arrivals = (STARTED_MARCH_2022, *came[:-1])
    due: list[int] = []
    done: list[int] = []
    for quarter, (total, on_time) in enumerate(zip(DUE_BY_QUARTER, DONE_BY_QUARTER, strict=True)):
        candidates = arrivals[3 * quarter : 3 * quarter + 3]
        gone = chance.scatter(sum(candidates) - total, candidates)
        due += [n - g for n, g in zip(candidates, gone, strict=True)]
        done += chance.scatter(on_time, due[-3:])
    return Ratio(tuple(done), tuple(due))


def _pupils(chance: Chance) -> tuple[int, ...]:
    """Children of school age: Year 11 leaves and Reception joins each September."""
    leavers = {7: -1.0, 8: -4.0, 9: -7.0, 10: -4.0}
    return tuple(round(level) for level in wander(chance, {0: 206, 11: 226, LAST: 230}, 1.3, leavers))


def _rated(chance: Chance, pupils: tuple[int, ...]) -> tuple[int, ...]:
    """Those of them at a school that has a rating."""
    without = wander(chance, {0: 12, 11: 14, LAST: 15}, 1.4)
    return tuple(n - round(gap) for n, gap in zip(pupils, without, strict=True))
