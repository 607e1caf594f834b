"""Makes careers of the lists of Ofsted's Annex A: a snapshot, which holds only the latest of each thing."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd

from inputs.records.from_ssd import LEAVERS, leavers_as_recorded
from inputs.records.reach import last_day_of_many
from inputs.records.typed_tables import EPISODE_COLUMNS, TypedTables, tables_with_children

_LATEST = ("review", "visit", "iro", "health", "dental")
_COLUMNS = ("born", "ended", "why_ended", "legal", "home", "provider", "placed", "homes", *_LATEST)
_ADOPTION = ("decided", "ordered", "matched", "placed", "reversed", "entered", "adopted")
_WEEK = timedelta(days=7)


def careers_of_annex_a(tables: TypedTables) -> dict[str, pd.DataFrame]:
    """The tables of careers, by name, from lists 8, 9 and 10."""
    rows = tables.get("in_care", (*_COLUMNS, "came_alone", "disabled"))
    assert rows is not None  # the reader takes no Annex A without its list 8
    rows = rows[rows["began"].notna()].drop_duplicates()
    nowhen = pd.Series(pd.NaT, index=rows.index, dtype="datetime64[s]")
    alone = rows[rows["came_alone"] == "yes"].assign(began=nowhen, ended=nowhen)
    leavers = tables.get("leavers", LEAVERS)
    made = {
        "episodes": _episodes(rows),
        "children": rows[["child", "born"]].drop_duplicates("child"),
        "alone": alone[["child", "began", "ended"]] if (rows["came_alone"] != "").any() else None,
        "disabled": rows[rows["disabled"] == "yes"][["child"]] if (rows["disabled"] != "").any() else None,
        "latest": rows.sort_values("began").drop_duplicates("child", keep="last")[["child", "homes", *_LATEST]],
        "leavers": None if leavers is None else leavers_as_recorded(leavers),
        "adoption": _adoption(tables.get("adoption", _ADOPTION)),
    }
    return tables_with_children(made)


def month_of_annex_a(frames: dict[str, pd.DataFrame]) -> tuple[date, date]:
    """The first day of the last whole month of the lists, and the last day up to which much in list 8 happened."""
    episodes, latest = frames["episodes"], frames["latest"]
    days = [episodes["began"], episodes["ended"], *(latest[column] for column in _LATEST)]
    until = last_day_of_many(days).date()
    end = until + _WEEK  # what reaches the last week of a month has all of it
    return (end.replace(day=1) - timedelta(days=1)).replace(day=1), until


def without_later(latest: pd.DataFrame, until: date) -> pd.DataFrame:
    """The latest of each thing, without the days after ``until``: nothing was up to date on a day that is a slip."""
    return latest.assign(**{column: latest[column].where(latest[column] <= pd.Timestamp(until)) for column in _LATEST})


def _episodes(rows: pd.DataFrame) -> pd.DataFrame:
    """An episode up to the latest placement, whose homes are not known, and one of that placement."""
    moved = rows["placed"] > rows["began"]
    whole = rows.assign(why_began="S", miles=float("nan"))
    before = whole[moved].assign(ended=rows["placed"][moved], why_ended="X1", home="", provider="")
    after = whole.assign(
        began=rows["began"].where(~moved, rows["placed"]), why_began=moved.map({True: "P", False: "S"})
    )
    return pd.concat([before, after])[list(EPISODE_COLUMNS)].sort_values(["began", "child"], ignore_index=True)


def _adoption(frame: pd.DataFrame | None) -> pd.DataFrame | None:
    return None if frame is None else frame[["child", *_ADOPTION]]
