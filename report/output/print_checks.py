"""The print checks (preflight) of a finished PDF in words: lines for the terminal, and findings."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from inputs.findings import Finding
from layouts.pdf_reader.values import NotReadable
from layouts.preflight.contrast import LEAST_MARK_CONTRAST, LEAST_TEXT_CONTRAST
from layouts.preflight.faults import CHECKS, Fault
from layouts.preflight.run_checks import MOST_BYTES, Preflight, preflight
from layouts.theme import LONGEST_LINE, STANDARD
from report.metrics.model.findings import found

WISHED_BYTES = 110_000  # easy to send to everyone; more is no failure
_MOST_SHOWN = 5  # faults of one check: the answer stays on one screen
_LONGEST_QUOTE = 40  # characters

# The sentence for each check that was passed, and for each fault.
_PASSED = {
    "pages": "The number of pages is even, and the last one is the blank one.",
    "margins": "The margins are clear.",
    "stamps": "The committee’s stamps have room, top right and in the middle of the foot.",
    "size": f"No type is smaller than {STANDARD.smallest:g} points.",
    "text-contrast": f"All text stands out, at least {LEAST_TEXT_CONTRAST:g} to 1.",
    "mark-contrast": f"All lines, bars and shapes stand out, at least {LEAST_MARK_CONTRAST:g} to 1.",
    "greyscale": "The series of every chart are told apart without colour.",
    "stray-label": "The leaders of charts lead from what is drawn to its label.",
    "broken-word": "No word or figure is broken between two lines.",
    "line-length": f"No line of running text has more than {LONGEST_LINE} characters.",
    "lone-heading": "No heading stands alone at the foot of its page.",
    "empty-page": "Pages are filled, but where a part of the report ends.",
    "chart-size": "Charts of one kind are all of one height, but in large print.",
    "file-size": "The size of the file.",
    "fonts": "The file carries its fonts.",
    "tags": "The file is tagged for those who listen, and says its language.",
    "title": "The file has a title and shows it.",
}
_PAGES = {
    "odd": "The number of pages is odd, so the next item would begin on the back of this one.",
    "not A4": "The page is not A4 upright.",
    "not blank": "The last page is not the blank one.",
}
_TAGS = {
    "MarkInfo": "Nothing says that the file is tagged.",
    "StructTreeRoot": "The file has no structure to be read aloud.",
    "Lang": "The file does not say its language.",
}
_TITLE = {"Title": "The file has no title.", "DisplayDocTitle": "The file shows its name in place of its title."}

_FAILED: dict[str, Callable[[Fault], str]] = {
    "pages": lambda fault: _PAGES[fault.text],
    "margins": lambda _: "Something stands in the margin.",
    "stamps": lambda _: "Something stands where the committee stamps its own.",
    "size": lambda fault: f"Type of {_truncated(fault.measured)} points is smaller than {STANDARD.smallest:g}.",
    "text-contrast": lambda fault: f"The text stands out too little, by {_truncated(fault.measured)} to 1.",
    "mark-contrast": lambda fault: f"A line, bar or shape stands out too little, by {_truncated(fault.measured)} to 1.",
    "greyscale": lambda _: "Two series of a chart are told apart by nothing but their colour.",
    "stray-label": lambda _: "The leader of a chart’s label leads to no label, or from nothing.",
    "broken-word": lambda _: "A word or a figure is broken between two lines.",
    "line-length": lambda fault: (
        f"A line of running text has {fault.measured:.0f} characters, more than {LONGEST_LINE}."
    ),
    "lone-heading": lambda _: "A heading stands alone at the foot of its page.",
    "empty-page": lambda fault: f"Of the page {fault.measured:.0%} is empty, from here down.",
    "chart-size": lambda fault: (
        f"A chart is {_truncated(fault.measured)} times as high, or as low, as the first of its kind and width."
    ),
    "file-size": lambda fault: f"The file has {_kilobytes(fault.measured)}, more than {_kilobytes(MOST_BYTES)}.",
    "fonts": lambda fault: f"The file does not carry its font {fault.text}.",
    "tags": lambda fault: _TAGS[fault.text],
    "title": lambda fault: _TITLE[fault.text],
}
_WHOLE_FILE = frozenset(("pages", "file-size", "fonts", "tags", "title"))  # checks whose faults have no place on a page
_OF_THE_LAYOUT = frozenset(("line-length", "empty-page", "chart-size"))


def as_lines(judged: Preflight) -> list[str]:
    """The result for the terminal: each check passed, and each fault with its page, its place and its words."""
    lines = []
    for check in CHECKS:
        faults = [fault for fault in judged.faults if fault.check == check]
        if not faults:
            size = _size(judged.size) if check == "file-size" else ""
            lines.append(f"pass  {_PASSED[check]}{size}")
        lines += [f"FAIL  {_place(fault)}{_FAILED[check](fault)}{_quoted(fault)}" for fault in faults[:_MOST_SHOWN]]
        if len(faults) > _MOST_SHOWN:
            lines.append(f"      … and {len(faults) - _MOST_SHOWN} more of these, {_pages(faults[_MOST_SHOWN:])}.")
    return lines


def findings_in(pdf: bytes) -> list[Finding]:
    """The faults of a report that was just made. A file that cannot be judged is itself something to check."""
    try:
        return as_findings(preflight(pdf).faults)
    except NotReadable as trouble:
        return [_finding(f"The finished report could not be judged ({trouble}).")]


def as_findings(faults: Sequence[Fault]) -> list[Finding]:
    """The faults as findings to check, one for each kind and page. They never quote the text of the page.

    Of those that come from how a layout is made, and so on many pages, there is one for each kind, about the worst.
    """
    alike: dict[tuple[str, int, str], list[Fault]] = {}
    for fault in faults:
        page = 0 if fault.check in _OF_THE_LAYOUT else fault.page
        alike.setdefault((fault.check, page, fault.text if fault.check in _WHOLE_FILE else ""), []).append(fault)
    return [_finding(f"In the finished report: {_first_of(faults)}") for faults in alike.values()]


def _first_of(faults: Sequence[Fault]) -> str:
    """The first of some faults of a kind; of the layout's the worst, and on how many pages there are such."""
    if faults[0].check not in _OF_THE_LAYOUT:
        return _place(faults[0]) + _FAILED[faults[0].check](faults[0])
    worst = max(faults, key=lambda fault: fault.measured)
    pages = len({fault.page for fault in faults})
    more = f" There are such on {pages} pages." if pages > 1 else ""
    return _place(worst) + _FAILED[worst.check](worst) + more


def _finding(what: str) -> Finding:
    return found("not-true-in-print", what, "Look at it before the report is published.")


def _pages(faults: Sequence[Fault]) -> str:
    first, last = min(fault.page for fault in faults), max(fault.page for fault in faults)
    return f"on page {first}" if first == last else f"on pages {first} to {last}"


def _place(fault: Fault) -> str:
    if not fault.page:
        return ""
    if fault.check in _WHOLE_FILE:
        return f"Page {fault.page}: "
    return f"Page {fault.page}, {fault.left_mm:.0f} mm from the left and {fault.top_mm:.0f} mm from the top: "


def _quoted(fault: Fault) -> str:
    if not fault.text or fault.check in _WHOLE_FILE:
        return ""
    long = len(fault.text) > _LONGEST_QUOTE
    return f" “{fault.text[:_LONGEST_QUOTE].rstrip()}{'…' if long else ''}”"


def _size(size: int) -> str:
    wished = "" if size <= WISHED_BYTES else f" We aim for {_kilobytes(WISHED_BYTES)}."
    return f" It has {_kilobytes(size)}.{wished}"


def _kilobytes(size: float) -> str:
    return f"{size / 1000:.0f} kB"


def _truncated(number: float) -> str:
    """A number truncated to two decimals, so that one just under a limit never looks like the limit."""
    return f"{int(number * 100) / 100:g}"
