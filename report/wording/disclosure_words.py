"""What is said of hidden numbers: the rule of a public report, and the mark and the words of an exempt one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from layouts.blocks import Span, Text
from report.metrics.model import formatting
from report.metrics.model.disclosure_rule import DisclosureRule
from report.wording.templates import templates


def exempt_mark(paragraphs: Sequence[int]) -> Text:
    """The mark of an exempt paper: what it is in bold, and the paragraphs of the Act by which it is."""
    words = templates()["exempt"]
    return (Span(words["mark"], bold=True), Span(words["law"].format(paragraphs=_paragraphs(paragraphs))))


def exempt_title(title: str) -> str:
    """The title of an exempt file, as a reader's window shows it."""
    return templates()["exempt"]["title"].format(title=title)


def hidden_figure(rule: DisclosureRule, when: str) -> str:
    """That the latest figure of a panel is hidden; a key says once what that means."""
    words = templates()["panel"]
    return words["suppressed_in_return"] if rule.is_exempt else words["suppressed"].format(when=when)


def hidden_key(rule: DisclosureRule) -> str:
    """What “hidden” means in place of a latest figure, for the key of all measures."""
    words = templates()["glance"]
    return words["hidden_in_return"] if rule.is_exempt else words["hidden"].format(largest_hidden=rule.largest_hidden)


def hidden_rule(rule: DisclosureRule, any_hidden: bool) -> str:
    """What “c” means, why, and of what size it may be.

    In an exempt paper that small numbers are shown, and “c” where a return hides some.
    """
    if not rule.is_exempt:
        words = templates()["reading"]
        said = f"{words['hidden_rule']} {words['hidden_sizes']}" if any_hidden else words["hidden_rule"]
        return said.format(largest_hidden=rule.largest_hidden, smallest_shown=rule.smallest_shown)
    words = templates()["exempt"]
    return f"{words['shown']} {words['hidden_in_return']}" if any_hidden else words["shown"]


def hidden_heading(rule: DisclosureRule) -> str:
    """A few words over that rule."""
    return templates()["reading"]["shown" if rule.is_exempt else "hidden"]


def numbers_intro(rule: DisclosureRule, any_hidden: bool) -> str:
    """What stands over the tables of all numbers."""
    words = templates()
    if not rule.is_exempt:
        return words["all_numbers"]["intro_hidden" if any_hidden else "intro"]
    intro = words["all_numbers"]["intro"]
    return f"{intro} {words['exempt']['hidden_in_return']}" if any_hidden else intro


def hidden_legend(rule: DisclosureRule) -> str:
    """What “c” means under a table that has one."""
    return templates()["exempt" if rule.is_exempt else "panel"]["hidden"]


def _paragraphs(numbers: Sequence[int]) -> str:
    """Paragraphs in order, three or more in a row as a span: "paragraph 1", "paragraphs 1 to 3 and 7"."""
    ordered = sorted(set(numbers))
    runs = [[number for _, number in run] for _, run in groupby(enumerate(ordered), lambda one: one[1] - one[0])]
    named: list[str] = []
    for run in runs:
        named += [f"{run[0]} to {run[-1]}"] if len(run) > 2 else map(str, run)
    noun = "paragraph" if len(ordered) == 1 else "paragraphs"
    return f"{noun} {formatting.joined_with_and(named)}".replace(" ", formatting.NBSP)
