"""Who was in care and when: periods of care made of episodes, homes made of periods, and who is in care each month."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from inputs.careers import Careers
from report.metrics.counting.records.month_numbers import (
    age_at_month_end,
    at_month_ends,
    birthday,
    last_day,
    looked_up,
    number_of,
    whole_months,
)

SHORT_BREAKS = ("V1", "V3", "V4")  # legal statuses of children who are looked after only for some nights at a time
ADOPTIVE = ("A3", "A4", "A5", "A6")  # kinds of home of a child placed for adoption
ADOPTED = ("E11", "E12")  # why an episode ended, of a child who was adopted
ADULT = 18
_NEW_CARER = ("S", "P", "B")  # why an episode began, where somebody else looks after the child from then on
_SAME_CARER = ("T", "U")  # where the place is another, and the carer is not
_OF_IN_CARE = ["child", "stay", "began", "ended", "from_start", "born"]
_FAR = pd.Timestamp("2200-01-01")
_DAYS_AFTER = 7  # of a month's end: what was extracted later, and says only how it is now, says nothing of that day
_FEWEST_CUT_OFF = 5  # periods of care on the first day of the records, from which they were cut off on it
_CUT_OFF_SHARE, _CUT_OFF_DAYS = 0.5, 92  # of those begun by the first leaving, which is so soon after


@dataclass(frozen=True, slots=True)
class Care:
    """The time in care of all children, short breaks left out.

    ``stays`` are periods of care: child, stay, began, ended (NaT: still in care), why_began, why_ended, born,
    from_start, which is False where the first day of the period is not on record, and left, which is False where the
    child is in care, or went on (X1) with nothing on record. ``episodes`` have stay and home, a number that changes
    when the carer does. ``homes`` are: child, stay, home_number, began, ended. ``in_care`` has a row for each
    child and month at whose end the child is in care: month, child, stay, began, from_start, born, age. ``first`` and
    ``last`` are the months counted. ``left_out`` says how many children were left out, and why. ``ends_with_month``
    is whether what the records say only of now, as of care leavers, is of the last day of the last month. ``held`` has
    the month and child of everybody in care at a month's end, that of the month before the first one included.
    """

    first: int
    last: int
    stays: pd.DataFrame
    episodes: pd.DataFrame
    homes: pd.DataFrame
    in_care: pd.DataFrame
    left_out: tuple[tuple[str, int], ...]
    ends_with_month: bool
    held: pd.MultiIndex

    @property
    def months(self) -> range:
        """The months counted."""
        return range(self.first, self.last + 1)


def care_of(careers: Careers, every_move: bool = False) -> Care:
    """The time in care of the children of an extract.

    ``every_move``: a move with the same carer is a new home too. The child's 18th birthday ends every period.
    """
    first, last = whole_months(careers.since, careers.until)
    every = careers.episodes.rows
    episodes = every[~(every["ended"] < every["began"])]
    short = episodes["legal"].isin(SHORT_BREAKS)
    only_short = set(episodes["child"][short]) - set(episodes["child"][~short])
    births = None if careers.children is None else careers.children.rows[["child", "born"]]
    whole = _with_stays(episodes.assign(starts=_starts(episodes, short))[~short], every_move)
    whole = _with_births(whole, births)
    past = whole["began"] >= birthday(whole["born"], ADULT)
    grown_up = set(whole["child"][past]) - set(whole["child"][~past])
    whole = whole[~past]
    stays = _without_cut_off(_stays(whole), careers)
    overdue = stays["ended"].isna() & (birthday(stays["born"], ADULT) <= pd.Timestamp(careers.until))
    out = (
        ("children who only have short breaks (V1, V3 or V4)", len(only_short)),
        ("children whose every episode begins after their 18th birthday", len(grown_up)),
        ("children past their 18th birthday whose episode is still open, from that day on", int(overdue.sum())),
        ("episodes that end before they begin", len(every) - len(episodes)),
    )
    stays = _ended_at_18(stays)
    in_care = at_month_ends(stays[_OF_IN_CARE], first, last).drop(columns="ended").sort_values("began")
    in_care = in_care.drop_duplicates(["month", "child"], keep="last")
    in_care = in_care.assign(age=age_at_month_end(in_care["born"], in_care["month"]))
    ends = (pd.Timestamp(careers.until) - last_day(last)).days <= _DAYS_AFTER
    before = at_month_ends(stays, first - 1, first - 1)
    held = pd.MultiIndex.from_frame(pd.concat([before, in_care])[["month", "child"]])
    return Care(first, last, stays, whole, _homes(whole, stays), in_care.reset_index(drop=True), out, ends, held)


def _starts(episodes: pd.DataFrame, short: pd.Series) -> pd.Series:
    """Whether a child came into care with each episode: its reason is S, or it follows on short breaks at once.

    No other reason (L, P, T, B, U) begins a time in care: what came before is not on record.
    """
    ended = episodes[short][["child", "ended"]].rename(columns={"ended": "began"})
    after = pd.MultiIndex.from_frame(episodes[["child", "began"]]).isin(pd.MultiIndex.from_frame(ended))
    return (episodes["why_began"] == "S") | (after & ~short)


def _without_cut_off(stays: pd.DataFrame, careers: Careers) -> pd.DataFrame:
    """The periods, of which none is from its start that begins with the records: these were cut off on that day.

    That is told by many on the very first day, soon after which the first child leaves.
    """
    first, since = stays["began"].min(), pd.Timestamp(careers.since)
    heap = stays["began"] == first
    many = heap.sum() >= max(_FEWEST_CUT_OFF, _CUT_OFF_SHARE * (stays["began"] <= since).sum())
    if not many or (since - first).days > _CUT_OFF_DAYS:
        return stays
    return stays.assign(from_start=stays["from_start"] & ~heap)


def _with_births(frame: pd.DataFrame, births: pd.DataFrame | None) -> pd.DataFrame:
    if births is None:
        return frame.assign(born=pd.Series(pd.NaT, index=frame.index, dtype="datetime64[s]"))
    return frame.merge(births, on="child", how="left")


def _with_stays(episodes: pd.DataFrame, every_move: bool) -> pd.DataFrame:
    """The episodes in order, each with the number of its period of care and of its home.

    A new period begins after a gap, unless the episode before says that it goes on (X1); and without one where the
    child had left care and started anew on the same day. A home ends when the next one begins; while an
    episode is open, the child is in care, whatever came after it.
    """
    ordered = episodes.sort_values(["child", "began", "ended", "why_began"], na_position="last", ignore_index=True)
    by_child = ordered.groupby("child")
    until = ordered["ended"].fillna(by_child["began"].shift(-1)).fillna(_FAR)
    in_care = ordered["ended"].fillna(_FAR)
    so_far = in_care.groupby(ordered["child"]).cummax().groupby(ordered["child"]).shift()
    before = by_child["why_ended"].shift().fillna("")
    gap = ordered["began"] > so_far
    goes_on = (before == "X1") & (ordered["why_began"] != "S")
    anew = (ordered["began"] == so_far) & (ordered["why_began"] == "S") & ~before.isin(["", "X1"])
    new_stay = so_far.isna() | (gap & ~goes_on) | anew
    moves = (*_NEW_CARER, *_SAME_CARER) if every_move else _NEW_CARER
    new_home = new_stay | ordered["why_began"].isin(moves)
    return ordered.assign(stay=new_stay.cumsum(), home_number=new_home.cumsum(), until=until, in_care=in_care)


def _stays(episodes: pd.DataFrame) -> pd.DataFrame:
    """One row for each period of care; it ends with its latest episode, and not while the last one is open."""
    by_stay = episodes.groupby("stay")
    stays = by_stay.agg(
        child=("child", "first"),
        began=("began", "first"),
        born=("born", "first"),
        why_began=("why_began", "first"),
        from_start=("starts", "first"),
        ended=("in_care", "max"),
        why_ended=("why_ended", "last"),
    ).reset_index()
    is_open = stays["ended"] >= _FAR
    return stays.assign(
        ended=stays["ended"].where(~is_open),
        why_ended=stays["why_ended"].where(~is_open, "").replace("X1", ""),
        left=~is_open & (stays["why_ended"] != "X1"),
    )[["child", "stay", "began", "ended", "why_began", "why_ended", "born", "from_start", "left"]]


def _ended_at_18(stays: pd.DataFrame) -> pd.DataFrame:
    """The periods of care, none of which goes on at 18: a child stops being looked after the day before."""
    adult = birthday(stays["born"], ADULT)
    over = adult.notna() & (stays["ended"].isna() | (stays["ended"] > adult))
    return stays.assign(ended=stays["ended"].where(~over, adult), left=stays["left"] | over)


def _homes(episodes: pd.DataFrame, stays: pd.DataFrame) -> pd.DataFrame:
    """One row for each home: it ends when the next one begins, or with the period of care."""
    homes = episodes.groupby("home_number").agg(
        child=("child", "first"), stay=("stay", "first"), began=("began", "first"), until=("until", "max")
    )
    homes = homes.rename_axis("home_number").reset_index()
    following = homes.groupby("stay")["began"].shift(-1)
    end_of_stay = looked_up(homes["stay"], stays.set_index("stay")["ended"])
    ended = following.fillna(end_of_stay)
    return homes.assign(ended=ended.where(ended.isna() | end_of_stay.isna() | (ended <= end_of_stay), end_of_stay))[
        ["child", "stay", "home_number", "began", "ended"]
    ]


def in_care_when(rows: pd.DataFrame, column: str, care: Care) -> pd.DataFrame:
    """The rows whose child was in care on their day, short breaks left out; one that left that day was not."""
    numbered = rows.assign(row=range(len(rows)))
    stays = care.stays[["child", "began", "ended"]].rename(columns={"began": "came", "ended": "left"})
    met = numbered.merge(stays, on="child")
    within = (met[column] >= met["came"]) & ~(met[column] >= met["left"])
    return numbered[numbered["row"].isin(met["row"][within])].drop(columns="row")


def in_months(rows: pd.DataFrame, column: str, care: Care) -> pd.DataFrame:
    """The rows whose day is in a month that is counted, with that month."""
    given = rows[rows[column].notna() & (rows[column] <= last_day(care.last))]
    given = given.assign(month=number_of(given[column]).astype("int64"))
    return given[given["month"] >= care.first]
