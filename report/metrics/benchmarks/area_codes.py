"""Councils that have had two codes for one area, so that figures under either are those of one council."""

from __future__ import annotations

from functools import cache
from importlib import resources

from inputs.files.toml_file import read_toml


@cache
def _replaced() -> dict[str, str]:
    """The present code by the one it replaced."""
    same = read_toml(resources.files("report.metrics.benchmarks") / "area_codes.toml")["same"]
    return {one["old"]: one["new"] for one in same}


def current_code(area: str) -> str:
    """The code that an area has now: its own, unless that was replaced by another."""
    return _replaced().get(area, area)
