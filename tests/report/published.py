"""Tables as the Department for Education publishes them, of made-up figures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

HOMES, STABLE, RATE = "three_or_more_homes_pct", "long_term_stability_pct", "children_in_care_rate"
DAYS, CASELOAD = "entry_to_adoptive_home_days_mean", "social_worker_caseload_rate"
PLACES = (
    "time_period", "time_identifier", "geographic_level", "country_code", "country_name", "region_code", "region_name",
    "old_la_code", "la_name", "new_la_code",
)  # fmt: skip
STABILITY = (*PLACES, "cla_group", "placement_stability", "children_count", "children_percent")
ALL, MOVED = ("CLA on 31 March", "Total children"), ("CLA on 31 March", "With 3 or more placements during the year")
COUNCIL, NEIGHBOURS = "E06000099", [f"E0600010{n}" for n in range(10)]


def place(year: str, code: str = "", name: str = "", old: str = "") -> tuple[str, ...]:
    """The first columns of a row: England, or an authority of the East of England."""
    if not code:
        return (year, "Reporting year", "National", "E92000001", "England", "", "", "", "", "")
    region = ("E12000006", "East of England")
    return (year, "Reporting year", "Local authority", "E92000001", "England", *region, old, name, code)


def homes(year: str, n: str, of: str, percent: str, *area: str) -> list[tuple[str, ...]]:
    """The two rows of three or more homes for an area and a year."""
    return [(*place(year, *area), *MOVED, n, percent), (*place(year, *area), *ALL, of, "100")]


def everybody(year: str = "2025") -> list[tuple[str, ...]]:
    """England, the council and its ten neighbours."""
    rows = [*homes(year, "8,850", "83,750", "11"), *homes(year, "30", "408", "7", COUNCIL, "Sample City", "999")]
    for n, code in enumerate(NEIGHBOURS):
        rows += homes(year, str(40 + n), "400", str(10 + n // 4), code, f"Neighbour {n}", f"80{n}")
    return rows


def csv_file(
    path: Path, columns: Sequence[str], rows: Sequence[Sequence[str]], encoding: str = "utf-8-sig", end: str = "\r\n"
) -> Path:
    """A published table as a file."""
    lines = [columns, *rows]
    text = end.join(",".join(f'"{cell}"' if "," in cell else cell for cell in line) for line in lines) + end
    path.write_bytes(text.encode(encoding))
    return path
