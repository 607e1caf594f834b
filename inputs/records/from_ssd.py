"""Makes careers of the tables of the Standard Safeguarding Dataset."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from inputs.records.typed_tables import EPISODE_COLUMNS, TypedTables, blank, sorted_rows, tables_with_children

MISSING_COLUMNS = ("kind", "ended", "offered", "accepted")
LEAVERS = ("born", "eligibility", "plan", "adviser", "in_touch", "activity", "lives", "suitable")
_SOCIAL_WORKER = "social worker"
_LEGAL, _PLACEMENT = ("child", "began", "ended", "legal"), ("home", "provider", "miles")


def careers_of_ssd(tables: TypedTables) -> dict[str, pd.DataFrame]:
    """The tables of careers, by name, from the tables of the SSD."""
    tables = _with_children(tables)
    episodes = _episodes(tables)
    made = {
        "episodes": episodes[list(EPISODE_COLUMNS)],
        "children": _kept(tables.get("children", ("born",)), ("born",)),
        "disabled": _disabled(tables.get("disabled", ("code",))),
        "alone": _alone(tables.get("alone", ("began", "ended"))),
        "reviews": _reviews(tables.get("reviews", ("due", "held", "cancelled", "took_part"))),
        "visits": _visits(tables.get("visits", ("on", "seen", "seen_alone"))),
        "checks": _checks(tables.get("checks", ("kind", "on", "status"))),
        "immunised": _immunised(tables.get("immunised", ("on",))),
        "wellbeing": _scores(tables.get("wellbeing", ("on", "score"))),
        "missing": missing_rows(tables.get("missing", MISSING_COLUMNS)),
        "leavers": _leavers(tables),
        "adoption": _adoption(tables),
        "cases": _cases(tables),
    }
    return tables_with_children(made)


def missing_rows(frame: pd.DataFrame | None) -> pd.DataFrame | None:
    """Missing episodes with a day on which they began, and whether the child was away instead."""
    if frame is None:
        return None
    given = frame[frame["began"].notna()]
    return given.assign(away=given["kind"] == "A")[["child", "began", "ended", "away", "offered", "accepted"]]


def _kept(frame: pd.DataFrame | None, columns: tuple[str, ...]) -> pd.DataFrame | None:
    if frame is None:
        return None
    return frame[["child", *columns]].drop_duplicates("child")


def _with_children(tables: TypedTables) -> TypedTables:
    """The tables with the child's id in each: some name only the period of care that a row is of."""
    stays = tables.get("episodes", ("child", "stay"))
    assert stays is not None  # the reader takes no extract without its episodes
    of_stay = stays[stays["stay"] != 0].drop_duplicates("stay").set_index("stay")["child"]
    frames = dict(tables.frames)
    for name, frame in tables.frames.items():
        if "stay" in frame and name != "episodes":
            told = pd.Series(of_stay.reindex(frame["stay"], fill_value=0).array, index=frame.index)
            own = frame.get("child", told)
            frames[name] = frame.assign(child=own.where(own != 0, told))
    return replace(tables, frames=frames)


def _episodes(tables: TypedTables) -> pd.DataFrame:
    """The episodes, each with its legal status and its home on the day it began."""
    episodes = tables.get("episodes", ("ended", "why_ended", "place"))
    assert episodes is not None
    episodes = sorted_rows(episodes[episodes["began"].notna()], ("began", "child", "ended"))
    return _with_legal(_with_home(episodes, tables), tables.get("legal", _LEGAL))


def _with_legal(episodes: pd.DataFrame, legal: pd.DataFrame | None) -> pd.DataFrame:
    if legal is None:
        return episodes.assign(legal="")
    given = sorted_rows(legal[legal["began"].notna()], ("began", "child", "ended"))
    given = given.rename(columns={"ended": "until"})[["child", "began", "until", "legal"]]
    joined = pd.merge_asof(episodes, given, on="began", by="child")
    over = joined["until"].notna() & (joined["until"] < joined["began"])
    legal = joined["legal"].where(~over, "").fillna("")
    return joined.assign(legal=legal.where(legal != "", _first_within(episodes, given)))


def _first_within(episodes: pd.DataFrame, given: pd.DataFrame) -> pd.Series:
    """The first legal status that begins within each episode; "" where none does."""
    first = given.assign(since=given["began"])[["child", "began", "since", "legal"]]
    joined = pd.merge_asof(episodes, first, on="began", by="child", direction="forward")
    return joined["legal"].where(~(joined["since"] >= joined["ended"]), "").fillna("")


def _with_home(episodes: pd.DataFrame, tables: TypedTables) -> pd.DataFrame:
    """With the kind of home by the id of its placement; where that is not given, by its days."""
    placements = tables.get("placements", ("child", "place", "began", "ended", *_PLACEMENT))
    if placements is None:
        return episodes.assign(**{column: blank(column, episodes) for column in _PLACEMENT})
    by_id = placements[placements["place"] != 0].drop_duplicates("place")[["place", *_PLACEMENT]]
    joined = episodes.merge(by_id, on="place", how="left")
    told = joined["home"].notna()
    if not told.all():
        dated = sorted_rows(placements[placements["began"].notna()], ("began", "child", "ended"))
        by_day = pd.merge_asof(episodes, dated[["child", "began", *_PLACEMENT]], on="began", by="child")
        joined = joined.assign(**{column: joined[column].where(told, by_day[column]) for column in _PLACEMENT})
    return joined.assign(home=joined["home"].fillna(""), provider=joined["provider"].fillna(""))


def _disabled(frame: pd.DataFrame | None) -> pd.DataFrame | None:
    if frame is None:
        return None
    return frame[~frame["code"].str.strip().str.upper().isin(["", "NONE"])][["child"]].drop_duplicates()


def _alone(frame: pd.DataFrame | None) -> pd.DataFrame | None:
    if frame is None:
        return None
    return frame[frame["status"] == "alone"][["child", "began", "ended"]]


def _reviews(frame: pd.DataFrame | None) -> pd.DataFrame | None:
    """Reviews that were not cancelled; one that was cancelled is held, or is due, in a row of its own."""
    if frame is None:
        return None
    return frame[(frame["cancelled"] != "yes") & (frame["due"].notna() | frame["held"].notna())][
        ["child", "due", "held", "took_part"]
    ]


def _visits(frame: pd.DataFrame | None) -> pd.DataFrame | None:
    """Visits at which the child was seen, as far as that is recorded."""
    if frame is None:
        return None
    return frame[frame["on"].notna() & (frame["seen"] != "no")][["child", "on", "seen_alone"]]


def _checks(frame: pd.DataFrame | None) -> pd.DataFrame | None:
    """Checks that took place: of one that was declined nothing is counted."""
    if frame is None:
        return None
    kept = frame["on"].notna() & frame["kind"].isin(["health", "dental"]) & (frame["status"] != "no")
    return frame[kept][["child", "on", "kind"]]


def _immunised(frame: pd.DataFrame | None) -> pd.DataFrame | None:
    return None if frame is None else frame[frame["status"] == "yes"][["child", "on"]].drop_duplicates("child")


def _scores(frame: pd.DataFrame | None) -> pd.DataFrame | None:
    return None if frame is None else frame[frame["on"].notna() & frame["score"].notna()][["child", "on", "score"]]


def _leavers(tables: TypedTables) -> pd.DataFrame | None:
    """Care leavers as they are recorded now, with their dates of birth, which stand among those of all children."""
    frame = tables.get("leavers", LEAVERS)
    if frame is None:
        return None
    children = tables.get("children", ("born",))
    if children is not None:
        births = children.drop_duplicates("child").set_index("child")["born"]
        frame = frame.assign(born=births.reindex(frame["child"]).array)
    return leavers_as_recorded(frame)


def leavers_as_recorded(frame: pd.DataFrame) -> pd.DataFrame:
    """Care leavers: whether each has an adviser, and in what kind of home each lives, and if it is suitable.

    Where the code of a home says it (B1, B2), it says whether it is suitable, if nothing else does.
    """
    suitable = frame["suitable"].where(frame["suitable"] != "", suitable_by_code(frame["lives"]))
    adviser = frame["adviser"].astype("str").str.strip() != ""
    lives = frame["lives"].str.slice(0, 1)
    return frame.assign(adviser=adviser, lives=lives, suitable=suitable)[["child", *LEAVERS]]


def suitable_by_code(lives: pd.Series) -> pd.Series:
    """Whether a home is suitable by its code: B1 is, and B2 is not."""
    return lives.str.slice(1, 2).map({"1": "yes", "2": "no"}).fillna("")


def _cases(tables: TypedTables) -> pd.DataFrame | None:
    """Children and the workers to whom they are allocated, and each worker's working time and whether it is known.

    A social worker is told by a registration, or by the title of the job.
    """
    frame = tables.get("cases", ("child", "began", "ended"))
    workers = tables.get("workers", ("registration", "job"))
    if frame is None or workers is None:
        return None
    social = (workers["registration"].str.strip() != "") | workers["job"].str.contains(_SOCIAL_WORKER, case=False)
    known = workers.assign(social=social).drop_duplicates("worker")[["worker", "social", "fte"]]
    allocated = frame[(frame["role"] == "allocated") & (frame["worker"] != 0) & frame["began"].notna()]
    joined = allocated.merge(known, on="worker", how="left")
    return joined.assign(social=joined["social"].eq(True))[["child", "worker", "began", "ended", "social", "fte"]]


def _adoption(tables: TypedTables) -> pd.DataFrame | None:
    columns = ("decided", "ordered", "matched", "placed", "reversed")
    frame = tables.get("adoption", columns)
    return None if frame is None else frame[["child", *columns]]
