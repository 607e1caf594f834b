"""Addresses and references in the report's own words, as links."""

from __future__ import annotations

import pytest

from layouts.blocks import plain
from report.pages import cover


@pytest.mark.parametrize(
    ("value", "links"),
    [
        ("Team, team.one+two@council.gov.uk", ["mailto:team.one+two@council.gov.uk"]),
        ("Write to a@b.example, or c@d.example.", ["mailto:a@b.example", "mailto:c@d.example"]),
        ("See https://council.example/children?page=2.", ["https://council.example/children?page=2"]),
        ("(http://council.example/)", ["http://council.example/"]),
        ("Twitter @council, 01234 567890", []),
        ("a@b", []),
        ("", []),
    ],
)
def test_an_officers_addresses_become_links_and_no_word_is_lost(value: str, links: list[str]) -> None:
    text = cover.linked(value)
    assert plain(text) == value
    assert [span.link for span in text if span.link] == links
