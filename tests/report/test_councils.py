"""Councils: which one is meant by a name, and how they followed one another."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from report.metrics.benchmarks.councils import (
    areas_with,
    council_changes,
    council_name,
    councils,
    current_code,
    find_council,
    parts_of,
)
from report.settings.report_file import read_settings
from tests.report.returns import LIBRARY


@pytest.mark.parametrize(
    ("typed", "name", "code"),
    [
        ("Dudley", "Dudley", "E08000027"),
        ("Dudley MBC", "Dudley", "E08000027"),
        ("dudley metropolitan borough council", "Dudley", "E08000027"),
        ("332", "Dudley", "E08000027"),
        ("e08000027", "Dudley", "E08000027"),
        ("Bristol", "Bristol, City of", "E06000023"),
        ("Bristol, City of", "Bristol, City of", "E06000023"),
        ("Hull City Council", "Kingston upon Hull, City of", "E06000010"),
        ("Durham County Council", "County Durham", "E06000047"),
        ("St Helens", "St. Helens", "E08000013"),
        ("London Borough of Camden", "Camden", "E09000007"),
        ("Royal Borough of Kensington & Chelsea", "Kensington and Chelsea", "E09000020"),
        ("City of London", "City of London", "E09000001"),
        ("BCP", "Bournemouth, Christchurch and Poole", "E06000058"),
        ("Dorset", "Dorset", "E06000059"),
        ("Telford", "Telford and Wrekin", "E06000020"),
        ("E10000027", "Somerset", "E06000066"),
        ("Surrey", "Surrey", "E10000030"),
    ],
)
def test_a_council_is_known_by_any_name_it_goes_by(typed: str, name: str, code: str) -> None:
    found, likely = find_council(typed)
    assert found is not None
    assert (found.name, found.code, likely) == (name, code, ())


@pytest.mark.parametrize(
    ("typed", "likely"),
    [
        ("Kingston", ("Kingston upon Hull, City of", "Kingston upon Thames")),
        ("Yorkshire", ("East Riding of Yorkshire", "North Yorkshire")),
        ("Dudly", ("Dudley",)),
        ("Christchurch", ("Bournemouth, Christchurch and Poole",)),
        ("Northamptonshire", ("North Northamptonshire", "West Northamptonshire")),
        ("E10000006", ("Cumberland", "Westmorland and Furness")),
        ("Bournemouth", ("Bournemouth, Christchurch and Poole", "Dorset")),
        ("East Surrey", ("Surrey",)),
        ("Nowhere at all", ()),
        ("", ()),
    ],
)
def test_an_unclear_name_is_asked_with_what_it_could_be(typed: str, likely: tuple[str, ...]) -> None:
    assert find_council(typed) == (None, likely)


def test_the_council_may_be_named_in_report_toml_and_an_unclear_name_is_told(tmp_path: Path) -> None:
    measures = tuple(LIBRARY.values())
    (tmp_path / "report.toml").write_text('authority = "Dudley MBC"\n', "utf-8")
    settings, findings = read_settings(tmp_path, measures)
    assert (settings.authority, findings) == ("E08000027", ())
    (tmp_path / "report.toml").write_text('authority = "Kingston"\n', "utf-8")
    _, (finding,) = read_settings(tmp_path, measures)
    assert finding.what == (
        "“authority” must be one council, and “Kingston” is not clear. "
        "Write “Kingston upon Hull, City of” or “Kingston upon Thames”."
    )


def test_every_council_has_a_name_and_a_number_of_its_own_and_every_change_its_source() -> None:
    there = [one for one in councils() if one.code]
    assert len({one.code for one in there}) == len({one.number for one in there}) == len(there)
    assert len(there) == 153 + 7  # those of 2026, and seven that are gone since 2009
    known = {one.code for one in there} | {one.name for one in councils() if not one.code}
    for change in council_changes():
        assert change.source
        assert known.issuperset(current_code(code) for code in (*change.before, *change.after))
        assert (change.day.month, change.day.day) == (4, 1)
    assert list(council_changes()) == sorted(council_changes(), key=lambda change: change.day)


def test_a_council_whose_code_alone_changed_is_one_council() -> None:
    for old, new in (("E08000016", "E08000038"), ("E10000023", "E06000065"), ("E10000022", "E06000057")):
        assert current_code(old) == new == current_code(new)
    for parted in ("E10000006", "E10000021", "E06000028", "E06000029", "E10000009"):
        assert current_code(parted) == parted


def test_a_council_that_was_parted_is_its_parts_after_the_day_and_itself_before() -> None:
    assert parts_of("E10000006", date(2023, 3, 31)) == ()
    assert parts_of("E10000006", date(2023, 4, 1)) == ("E06000063", "E06000064")
    assert areas_with("E10000006") == {"E10000006", "E06000063", "E06000064"}
    assert council_name("E06000064") == "Westmorland and Furness"


def test_of_councils_that_were_drawn_anew_none_is_the_sum_of_others() -> None:
    for code in ("E06000058", "E06000059", "E06000028", "E10000009"):
        assert areas_with(code) == {code}
