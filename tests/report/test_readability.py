"""How easily the whole text of each shipped layout is read, of the sample: its sentences and its reading age."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import NamedTuple

import pytest

from layouts.blocks import Block, Panel, Promises
from report.judge import judge_returns
from report.pages.compose import compose
from report.settings.layout_file import shipped_layouts
from tests.golden.renew import SAMPLE
from tests.report import readability
from tests.report.made_reports import texts_of
from tests.report.returns import said

LONGEST = 40  # words of a sentence
# Names and titles of publications, which are what they are: not sentences of ours.
_TITLES = r"DfE, |Promoting the |Care Planning|Children Act"
NAMES = re.compile(rf"(?:\[\d+\]|Source: |Responsible: |In law or guidance: |{_TITLES})")


class Limit(NamedTuple):
    """The most words of an average sentence, and the oldest reading age in years."""

    average: float
    age: float


LIMITS = {
    "corporate_parenting": Limit(average=15, age=11),
    "corporate_parenting_full": Limit(average=15, age=11),
    "young_people": Limit(average=10, age=11),
}
EVERY = pytest.mark.parametrize("layout", shipped_layouts())


def every_text(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Promises):
            yield from (said(text) for one in block.items for text in (one.name, one.promise, one.sentence))
        elif isinstance(block, Panel):
            yield from (said(text) for text in (block.message, *block.commentary, *block.small_print))
        else:
            yield from map(said, texts_of(block))


@cache
def sentences_of(layout: str) -> tuple[str, ...]:
    report = judge_returns(SAMPLE, None, layout, lambda *_: None).report
    every = readability.all_sentences(every_text(compose(report)))
    return tuple(one for one in every if not NAMES.match(one))


def test_every_shipped_layout_has_its_limit() -> None:
    assert set(LIMITS) == set(shipped_layouts())


@EVERY
def test_an_average_sentence_is_short_and_none_is_long(layout: str) -> None:
    every = sentences_of(layout)
    assert len(every) >= 10
    assert readability.average_length(every) <= LIMITS[layout].average
    assert [one for one in every if len(readability.words(one)) > LONGEST] == []


@EVERY
def test_a_whole_report_is_read_with_ease_at_its_age(
    layout: str, record_testsuite_property: Callable[[str, object], None]
) -> None:
    every = sentences_of(layout)
    age = readability.reading_age(every)
    record_testsuite_property(f"reading age of {layout}", round(age, 1))
    hardest = sorted(every, key=lambda one: readability.reading_age([one]), reverse=True)
    assert age <= LIMITS[layout].age, "\n".join(hardest[:10])


@pytest.mark.parametrize(
    ("word", "number"),
    [("care", 1), ("children", 2), ("reviews", 2), ("homes", 1), ("asked", 1), ("needed", 2), ("little", 2), ("412", 1),
     ("percentage", 3), ("year’s", 1), ("outcome", 2), ("visited", 3)],
)  # fmt: skip
def test_syllables_are_counted_as_they_are_heard(word: str, number: int) -> None:
    assert readability.syllables(word) == number


def test_a_label_is_no_sentence_and_a_decimal_ends_none() -> None:
    assert readability.sentences("A year ago: 12.5% (49 of 392)") == []
    assert readability.sentences("15.0% of children had it. See 3.4. 9 were met.") == [
        "15.0% of children had it.", "See 3.4.", "9 were met.",
    ]  # fmt: skip
