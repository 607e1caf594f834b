"""The page that says what came of each council's report: HTML, without a script, that needs no other file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from layouts.web.markup import NOTHING, Markup, element, joined, trusted, void, words
from report.batch.build_one import Outcome
from report.output.terminal import so_many

_TITLE = "Reports of all councils"
_STYLE = (
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;"
    "border-bottom:1px solid #767676}td.number{text-align:right}"
)
_HEADINGS = ("Council", "Report", "Pages", "To check")


def summary_page(outcomes: Sequence[Outcome], folder: Path) -> bytes:
    """The page, whose links are relative to ``folder``: first what was not built and why, then the reports by name."""
    ordered = sorted(outcomes, key=lambda one: one.name)
    stopped = [one for one in ordered if one.pdf is None]
    built = [one for one in ordered if one.pdf is not None]
    said = f"{so_many(len(built), 'report')} built, {len(stopped)} not."
    head = (void("meta", charset="utf-8"), element("title", words(_TITLE)), element("style", trusted(_STYLE)))
    body = (element("h1", words(_TITLE)), element("p", words(said)), _not_built(stopped), _built(built, folder))
    page = element("html", element("head", *head), element("body", element("main", *body)), lang="en-GB")
    return f"<!DOCTYPE html>\n{page}\n".encode()


def _not_built(stopped: Sequence[Outcome]) -> Markup:
    if not stopped:
        return NOTHING
    told = (element("dt", words(one.name)) + _lines(one.stopped) for one in stopped)
    return joined((element("h2", words("Not built")), element("dl", *map(Markup, told))))


def _lines(lines: Sequence[str]) -> Markup:
    return joined(element("dd", words(line)) for line in lines)


def _built(built: Sequence[Outcome], folder: Path) -> Markup:
    if not built:
        return NOTHING
    head = element("tr", *(element("th", words(heading), scope="col") for heading in _HEADINGS))
    rows = (_row(one, folder) for one in built)
    table = element("table", element("thead", head), element("tbody", *rows))
    return joined((element("h2", words("Built")), table))


def _row(one: Outcome, folder: Path) -> Markup:
    assert one.pdf is not None  # only built reports have a row
    link = element("a", words(one.pdf.name), href=quote(one.pdf.relative_to(folder).as_posix()))
    numbers = (element("td", words(str(number)), class_="number") for number in (one.pages, one.to_check))
    return element("tr", element("th", words(one.name), scope="row"), element("td", link), *numbers)
