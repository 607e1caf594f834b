"""Makes careers of the files of SSDA903, of one year or of several."""

from __future__ import annotations

import pandas as pd

from inputs.records.from_ssd import MISSING_COLUMNS, missing_rows, suitable_by_code
from inputs.records.typed_tables import EPISODE_COLUMNS, TypedTables, sorted_rows, tables_with_children

_SAME = ("child", "began")  # of an episode in the file of one year and of the next, where its codes may be corrected
_YEAR_CHECKS = ("score", "convicted", "develops", "immunised", "dental", "health", "misuse", "helped")
_YEAR_LEAVERS = ("born", "in_touch", "activity", "lives")


def careers_of_903(tables: TypedTables) -> dict[str, pd.DataFrame]:
    """The tables of careers, by name, from the files of SSDA903."""
    made = {
        "episodes": _episodes(tables),
        "children": _children(tables.get("children", ("born",))),
        "alone": _alone(tables.get("alone", ("ended",))),
        "reviews": _reviews(tables.get("reviews", ("held", "took_part"))),
        "missing": _missing(tables.get("missing", MISSING_COLUMNS)),
        "adoption": _adoption(tables),
        "year_checks": _columns(tables.get("year_checks", _YEAR_CHECKS), _YEAR_CHECKS),
        "year_leavers": _year_leavers(_columns(tables.get("year_leavers", _YEAR_LEAVERS), _YEAR_LEAVERS)),
    }
    return tables_with_children(made)


def _episodes(tables: TypedTables) -> pd.DataFrame:
    """The episodes of all years, each once: one that was still open in the file of a year as a later one has it."""
    frame = tables.get("episodes", EPISODE_COLUMNS)
    assert frame is not None  # the reader takes no extract without its episodes
    given = frame[frame["began"].notna()][list(EPISODE_COLUMNS)]
    given = given.drop_duplicates()
    closed = given[given["ended"] > given["began"]]
    same = pd.MultiIndex.from_frame(given[list(_SAME)]).isin(pd.MultiIndex.from_frame(closed[list(_SAME)]))
    return sorted_rows(given[~(given["ended"].isna() & same)], ("began", "child", "ended"))


def _children(frame: pd.DataFrame | None) -> pd.DataFrame | None:
    return None if frame is None else frame[["child", "born"]].drop_duplicates("child", keep="last")


def _alone(frame: pd.DataFrame | None) -> pd.DataFrame | None:
    """Who came alone: from the first day that they are known of to the day that SSDA903 calls DUC."""
    if frame is None:
        return None
    from_the_first = pd.Series(pd.NaT, index=frame.index, dtype="datetime64[s]")
    return frame.assign(began=from_the_first)[["child", "began", "ended"]]


def _reviews(frame: pd.DataFrame | None) -> pd.DataFrame | None:
    """Reviews held; when each was due follows from the one before it."""
    if frame is None:
        return None
    due = pd.Series(pd.NaT, index=frame.index, dtype="datetime64[s]")
    return frame[frame["held"].notna()].assign(due=due)[["child", "due", "held", "took_part"]].drop_duplicates()


def _missing(frame: pd.DataFrame | None) -> pd.DataFrame | None:
    """Times missing, each once: one that was still open in the file of a year as that of the next has it."""
    rows = missing_rows(frame)
    if rows is None:
        return None
    return rows.sort_values("ended", na_position="first", kind="stable").drop_duplicates(
        ["child", "began", "away"], keep="last"
    )


def _columns(frame: pd.DataFrame | None, columns: tuple[str, ...]) -> pd.DataFrame | None:
    return None if frame is None else frame[["child", *columns]].drop_duplicates("child", keep="last")


def _year_leavers(frame: pd.DataFrame | None) -> pd.DataFrame | None:
    """Care leavers of the form OC3, whose code of a home says whether it is suitable (B1)."""
    if frame is None:
        return None
    return frame.assign(lives=frame["lives"].str.slice(0, 1), suitable=suitable_by_code(frame["lives"]))


def _adoption(tables: TypedTables) -> pd.DataFrame | None:
    """What is known of adoptions: decisions, matches, and the first placement order and adoptive home of episodes."""
    decisions = tables.get("decisions", ("decided", "reversed"))
    matches = tables.get("matches", ("matched",))
    if decisions is None and matches is None:
        return None
    nothing = pd.DataFrame({"child": pd.Series(dtype="str")})
    decided = nothing if decisions is None else decisions[["child", "decided", "reversed"]]
    matched = nothing if matches is None else matches[["child", "matched"]]
    joined = decided.drop_duplicates("child", keep="last").merge(
        matched.drop_duplicates("child", keep="last"), on="child", how="outer"
    )
    nowhen = pd.Series(pd.NaT, index=joined.index, dtype="datetime64[s]")
    own = {column: joined.get(column, nowhen) for column in ("decided", "matched", "reversed")}
    return joined.assign(**own, ordered=nowhen, placed=nowhen)
