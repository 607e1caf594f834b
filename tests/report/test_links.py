"""Addresses and references in the report's own words, as links."""

from __future__ import annotations

from dataclasses import replace

import pytest

from layouts.blocks import Facts, plain
from report.pages import cover, front
from report.settings.report_file import Settings
from tests.report.made_reports import texts_of, three_measures


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


def test_on_the_first_page_only_the_contacts_addresses_are_links() -> None:
    site, mail = "https://council.example/children", "team@council.example"
    settings = Settings(purpose=f"Read {site}", report_of=f"Director ({mail})", contact=f"Team, {mail}")
    report = replace(three_measures(), settings=settings)
    for blocks in (front.front(report), cover.cover(report)):
        texts = [text for block in blocks for text in texts_of(block)]
        texts += [value for block in blocks if isinstance(block, Facts) for _, value in block.rows]
        spans = [span for text in texts for span in text if span.link and not span.link.startswith("#")]
        assert [span.link for span in spans] == [f"mailto:{mail}"]
        assert site in " ".join(map(plain, texts))
