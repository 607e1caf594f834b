"""Careers of children made for tests, written as councils extract them: as SSD and as SSDA903, as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from inputs.careers import Careers
from inputs.records.read_records import RecordsReading
from inputs.records.record_headings import known_csv
from report.metrics.counting.counting_rules import USUAL_RULES, CountingRules
from report.metrics.counting.records.count_records import tally_careers
from report.metrics.counting.records.month_numbers import month_of
from report.metrics.counting.records.stays import care_of

Rows = Sequence[dict[str, str]]
Counts = dict[tuple[str, str], dict[str, tuple[int, int | None]]]
"""By measure and group, and then by month (2023-12): (n, None) for a count, (n, N) for a share."""


@dataclass(frozen=True)
class Episode:
    """One episode of care, its days in ISO, as a 903 file has it. ``ended`` is "" for one that is open."""

    began: str
    ended: str = ""
    why: str = "S"
    left: str = ""
    legal: str = "C2"
    home: str = "U6"
    provider: str = "PR1"
    miles: str = "5"


@dataclass(frozen=True)
class Career:
    """One child. ``reviews`` are (due, held, code), ``missing`` (began, ended, M or A, offered, accepted)."""

    child: str
    episodes: tuple[Episode, ...]
    born: str = "2012-06-15"
    alone: bool = False
    reviews: tuple[tuple[str, str, str], ...] = ()
    visits: tuple[str, ...] = ()
    health: tuple[str, ...] = ()
    dental: tuple[str, ...] = ()
    missing: tuple[tuple[str, ...], ...] = ()
    scores: tuple[tuple[str, str], ...] = ()
    adoption: dict[str, str] = field(default_factory=dict)


def in_care(child: str = "A", *episodes: Episode, **about: object) -> Career:
    """A child in care since 2020, or with the episodes given."""
    return Career(child, episodes or (Episode("2020-01-10"),), **about)  # type: ignore[arg-type]


def as_ssd(careers: Iterable[Career]) -> dict[str, Rows]:
    """The tables of the SSD, by their name."""
    tables: dict[str, list[dict[str, str]]] = {name: [] for name in _SSD}
    for career in careers:
        add = _adder(tables, career.child)
        add("ssd_person", "pers", pers_dob=career.born)
        if career.alone:
            began = career.episodes[0].began
            status = {"immi_immigration_status": "UASC", "immi_immigration_status_start_date": began}
            add("ssd_immigration_status", "immi", **status, immi_immigration_status_end_date="")
        for number, one in enumerate(career.episodes):
            _add_episode(add, career.child, number, one)
        for due, held, code in career.reviews:
            given = {"clar_cla_review_due_date": due, "clar_cla_review_date": held, "clar_cla_review_cancelled": "N"}
            tables["ssd_cla_reviews"].append(
                {"clar_cla_id": f"{career.child}-care", **given, "clar_cla_review_participation": code}
            )
        for day in career.visits:
            add(
                "ssd_cla_visits",
                "clav",
                clav_cla_visit_date=day,
                clav_cla_visit_seen="Y",
                clav_cla_visit_seen_alone="Y",
            )
        for kind, days in (("Health Assessment", career.health), ("Dental Check", career.dental)):
            for day in days:
                add("ssd_cla_health", "clah", clah_health_check_type=kind, clah_health_check_date=day)
        for began, ended, kind, offered, accepted in career.missing:
            days = {"miss_missing_episode_start_date": began, "miss_missing_episode_end_date": ended}
            talks = {"miss_missing_rhi_offered": offered, "miss_missing_rhi_accepted": accepted}
            add("ssd_missing", "miss", miss_missing_episode_type=kind, **days, **talks)
        for day, score in career.scores:
            add("ssd_sdq_scores", "csdq", csdq_sdq_completed_date=day, csdq_sdq_score=score)
        if career.adoption:
            add("ssd_permanence", "perm", **{f"perm_{name}": day for name, day in career.adoption.items()})
    return {name: rows for name, rows in tables.items() if rows}


_SSD = (
    "ssd_person", "ssd_immigration_status", "ssd_cla_episodes", "ssd_cla_placement", "ssd_legal_status",
    "ssd_cla_reviews", "ssd_cla_visits", "ssd_cla_health", "ssd_missing", "ssd_sdq_scores", "ssd_permanence",
)  # fmt: skip


def _adder(tables: dict[str, list[dict[str, str]]], child: str):
    def add(table: str, prefix: str, **cells: str) -> None:
        tables[table].append({f"{prefix}_person_id": child, **cells})

    return add


def _add_episode(add, child: str, number: int, one: Episode) -> None:
    place = f"{child}-{number}"
    days = {"clae_cla_episode_start_date": one.began, "clae_cla_episode_ceased_date": one.ended}
    why = {"clae_cla_episode_start_reason": one.why, "clae_cla_episode_ceased_reason": one.left}
    add("ssd_cla_episodes", "clae", **days, **why, clae_cla_id=f"{child}-care", clae_cla_placement_id=place)
    kind = {"clap_cla_placement_type": one.home, "clap_cla_placement_provider": one.provider}
    add("ssd_cla_placement", "clap", clap_cla_placement_id=place, **kind, clap_cla_placement_distance=one.miles)
    legal = {"lega_legal_status_start_date": one.began, "lega_legal_status_end_date": one.ended}
    add("ssd_legal_status", "lega", lega_legal_status=one.legal, **legal)


def as_903(careers: Iterable[Career]) -> dict[str, Rows]:
    """The files of SSDA903 that can be made of the same careers, by their name; days are dd/mm/yyyy."""
    names = ("header", "episodes", "uasc", "reviews", "missing", "ad1", "placed_for_adoption")
    files: dict[str, list[dict[str, str]]] = {name: [] for name in names}
    for one in careers:
        born = {"CHILD": one.child, "DOB": _british(one.born)}
        files["header"].append({**born, "SEX": "1", "ETHNIC": "WBRI"})
        if one.alone:
            files["uasc"].append({**born, "DUC": ""})
        for its in one.episodes:
            days = {"DECOM": _british(its.began), "DEC": _british(its.ended)}
            codes = {
                "RNE": its.why,
                "LS": its.legal,
                "PLACE": its.home,
                "PLACE_PROVIDER": its.provider,
                "REC": its.left,
            }
            files["episodes"].append({"CHILD": one.child, **days, **codes})
        for _, held, code in one.reviews:
            if held:
                files["reviews"].append({**born, "REVIEW": _british(held), "REVIEW_CODE": code})
        for began, ended, kind, *_ in one.missing:
            files["missing"].append({**born, "MISSING": kind, "MIS_START": _british(began), "MIS_END": _british(ended)})
        if one.adoption:
            given = {name: _british(day) for name, day in one.adoption.items()}
            files["ad1"].append({**born, "DATE_INT": "", "DATE_MATCH": given.get("matched_date", "")})
            decided = given.get("adm_decision_date", "")
            files["placed_for_adoption"].append({**born, "DATE_PLACED": decided, "DATE_PLACED_CEASED": ""})
    return {name: rows for name, rows in files.items() if rows}


def _british(day: str) -> str:
    return "/".join(reversed(day.split("-"))) if day else ""


def as_csv(rows: Rows) -> bytes:
    """The rows under the names of their columns."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(dict.fromkeys(name for row in rows for name in row)))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def write(folder: Path, tables: Mapping[str, Rows]) -> Path:
    """A new folder with each table in a CSV file of its name."""
    folder.mkdir()
    for name, rows in tables.items():
        (folder / f"{name}.csv").write_bytes(as_csv(rows))
    return folder


def careers_in(tables: dict[str, Rows | bytes], since: date | None = None, until: date | None = None) -> Careers:
    """The careers that the tables give; ``since`` and ``until`` stand in place of what the days in them tell."""
    reading = RecordsReading()
    for name, rows in tables.items():
        content = rows if isinstance(rows, bytes) else as_csv(rows)
        layout = known_csv(content)
        assert layout is not None, name
        reading.take_csv(content, f"{name}.csv", sha256(content).hexdigest(), name, layout)
    ((careers, _),) = reading.careers()
    return replace(careers, since=since or careers.since, until=until or careers.until)


def counted(careers: Careers, rules: CountingRules = USUAL_RULES) -> Counts:
    """What is counted from careers."""
    return {
        (one.measure, one.group): {month_of(month).month_text: counts for month, counts in one.counts.items()}
        for one in tally_careers(careers, care_of(careers, rules.every_move))[0]
    }


def count(
    *careers: Career,
    since: date = date(2021, 4, 1),
    until: date = date(2023, 12, 31),
    rules: CountingRules = USUAL_RULES,
    written=as_ssd,
) -> Counts:
    """What is counted from some careers, from April 2021 to December 2023."""
    return counted(careers_in(written(careers), since, until), rules)
