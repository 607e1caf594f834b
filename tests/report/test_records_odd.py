"""Whatever is missing from records, or is written in them, something is counted or said, and nothing breaks."""

from __future__ import annotations

from random import Random

import pytest

from tests.report.made_records import Episode, Rows, as_903, as_csv, as_ssd, careers_in, counted, in_care
from tests.report.random_careers import council

ODD = ("", "NULL", "x", "31/02/2023", "2032-01-01", "1901-01-01", "E11", "0", "-5", "9" * 30, "é", "1e9", "2023-12-31")


def tables_of(written) -> dict[str, Rows]:
    return written(council(4, 14))


def test_each_table_may_be_missing():
    for written, needed in ((as_ssd, "ssd_cla_episodes"), (as_903, "episodes")):
        tables = tables_of(written)
        for name in tables.keys() - {needed}:
            assert counted(careers_in({other: rows for other, rows in tables.items() if other != name}))
        assert counted(careers_in({needed: tables[needed]}))["children_in_care_count", ""]


def test_each_table_may_be_empty():
    for written, needed in ((as_ssd, "ssd_cla_episodes"), (as_903, "episodes")):
        tables = tables_of(written)
        for name in tables.keys() - {needed}:
            empty = as_csv(tables[name]).partition(b"\r\n")[0] + b"\r\n"
            assert counted(careers_in({**tables, name: empty}))


@pytest.mark.parametrize("written", [as_ssd, as_903])
def test_each_column_may_be_blank(written):
    tables = tables_of(written)
    for name, rows in tables.items():
        for column in rows[0]:
            blank = [{**row, column: ""} for row in rows]
            if column not in ("clae_cla_episode_start_date", "clae_person_id", "DECOM", "CHILD"):
                assert counted(careers_in({**tables, name: blank})), column


@pytest.mark.parametrize("written", [as_ssd, as_903])
@pytest.mark.parametrize("seed", range(5))
def test_cells_may_hold_anything(written, seed: int):
    chance = Random(seed)
    tables = {name: [dict(row) for row in rows] for name, rows in tables_of(written).items()}
    for rows in tables.values():
        for _ in range(max(1, len(rows) // 5)):
            row = chance.choice(rows)
            row[chance.choice(list(row))] = chance.choice(ODD)
    counts = counted(careers_in(tables))
    shares = [pair for (measure, _), its in counts.items() for pair in its.values() if not measure.endswith("_mean")]
    assert all(n >= 0 and (of is None or n <= of) for n, of in shares)


def test_one_child_alone_is_counted():
    came_twice = in_care("A", Episode("2022-01-01", "2022-03-03", left="E4A"), Episode("2023-03-30"))
    assert counted(careers_in(as_ssd([came_twice])))["children_in_care_count", ""]["2023-03"] == (1, None)
