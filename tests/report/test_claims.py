"""No word that compares is printed unless a rule allows it: a thousand reports made by chance, and each rule alone."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from inputs.intake import Intake, State
from layouts.blocks import Block, Panel, Span, Table, Text, plain
from report.metrics.benchmarks.peers import with_comparisons
from report.metrics.benchmarks.published_figures import Benchmarks
from report.metrics.benchmarks.store import read_benchmarks
from report.metrics.judgement.target_status import StatusRule, TargetRules
from report.metrics.model import formatting
from report.metrics.model.measure import Comparison, MethodChange, Polarity, Target
from report.metrics.model.printed_fact import Fact
from report.metrics.model.scorecard import (
    Change,
    MeasureScore,
    Observation,
    Scorecard,
    Status,
)
from report.metrics.score import Choices, score
from report.metrics.statistics.control_limits import FEWEST_FOR_SIGNALS
from report.pages import how_to_read, signals
from report.pages.compose import compose
from report.pages.report_data import Report
from report.pages.signals import _ROWS
from report.settings.layout_file import Layout, PanelSpec, SectionSpec
from report.settings.report_file import Settings
from report.wording import claims
from report.wording.templates import templates
from tests.report.returns import (
    AGES,
    DECEMBER,
    LIBRARY,
    SUPPRESSED,
    counts,
    intake,
    monthly,
    observation,
    score_of,
)

pytestmark = pytest.mark.slow

FEW = range(250)  # seeds of an ordinary run; tests/trials/claims.py goes on to a thousand and further
MEASURES = (
    "children_in_care_count",
    "reviews_on_time_pct",
    "visits_on_time_pct",
    "three_or_more_homes_pct",
    "entry_to_adoptive_home_days_mean",
    "dental_check_pct",
    "pathway_plan_pct",
)
FLOWS = ("started_in_care_count", "left_care_count")
PETERBOROUGH = "E06000031"
BANDS = "children_in_care_by_age_count"
LAYOUT = Layout(
    "A report",
    "Chance",
    ("headlines", "exceptions", "signals", "sections"),
    ("children_in_care_count", "dental_check_pct"),
    (
        SectionSpec(
            1,
            "All",
            tuple(PanelSpec(name, ("control", "funnel"), numbers="none") for name in (*MEASURES, *FLOWS, BANDS)),
        ),
    ),
)
UP, DOWN = ("higher", "more", "highest", "doubled"), ("lower", "fewer", "lowest", "halved")


def unsupported(text: str, scores: Sequence[MeasureScore]) -> list[str]:
    """The comparative words of a text that no rule allows for these scores."""
    return [match[0] for match, claim in claims.comparative_words(text) if claim.evidence(scores) is None]


def a_card(seed: int) -> Scorecard:
    """A scorecard of returns made by chance: levels, steps, gaps, hidden figures, few children, changes of method."""
    chance = random.Random(seed)
    length = chance.choice((3, 9, 14, 21))
    given = [counts("children_in_care_count", _walk(chance, length, chance.choice((8, 60, 400))))]
    given += [counts("children_in_care_by_age_count", _walk(chance, length, 40), group=age) for age in AGES]
    given += [counts(name, _walk(chance, length, chance.choice((12, 40)))) for name in FLOWS]
    targets = {}
    for name in MEASURES[1:]:
        of = chance.choice((4, 12, 60, 300))
        shares = _shares(chance, length)
        if LIBRARY[name].unit.value == "days":
            ratios = [(round(of * (100 + 500 * share)), of) for share in shares]
        else:
            ratios = [(round(of * share), of) for share in shares]
        given.append(monthly(name, ratios))
        higher = LIBRARY[name].polarity is Polarity.HIGHER_IS_BETTER
        if chance.random() < 0.8:
            side = Comparison.AT_LEAST if higher else Comparison.AT_MOST
            targets[name] = Target(Decimal(chance.choice((5, 50, 90, 100, 400))), side)
    changes = tuple(MethodChange(n, DECEMBER.back(5), "Counted anew.") for n in MEASURES if chance.random() < 0.1)
    made: Intake = intake(*given)
    measures = tuple(LIBRARY[name] for name in (*MEASURES, *FLOWS, BANDS))
    judging = TargetRules(rule=chance.choice(list(StatusRule)), fewest=Decimal(chance.choice((10, 30))))
    card = score(made, measures, DECEMBER, Choices(replace(judging, targets=targets), changes), formatting.printed)[0]
    return with_comparisons(card, shipped(), chance.choice((PETERBOROUGH, "")))  # its neighbours differ too widely


@cache
def shipped() -> Benchmarks:
    return read_benchmarks(Path())


def _walk(chance: random.Random, length: int, level: int) -> list[object]:
    values = [max(0, round(chance.gauss(level, chance.choice((0.0, 0.02, 0.2)) * level))) for _ in range(length)]
    return [SUPPRESSED if chance.random() < 0.03 else None if chance.random() < 0.03 else value for value in values]


def _shares(chance: random.Random, length: int) -> list[float]:
    start, end = chance.random(), chance.random()
    step = [start + (end - start) * n / length for n in range(length)] if chance.random() < 0.5 else [start] * length
    noise = chance.choice((0.0, 0.03, 0.2))
    return [min(1.0, max(0.0, chance.gauss(share, noise))) for share in step]


def a_report(card: Scorecard) -> Report:
    return Report(LAYOUT, Settings(), card, (), "", (), 1)


def texts_of(blocks: Iterable[object]) -> Iterator[Text]:
    """Every run of text in some blocks, however deep, and none of the small print: that is a definition."""
    for block in blocks:
        if isinstance(block, tuple):
            if block and all(isinstance(one, Span) for one in block):
                yield block
            else:
                yield from texts_of(block)
        elif isinstance(block, Panel):
            yield from texts_of([getattr(block, one.name) for one in fields(block) if one.name != "small_print"])
            beside = tuple(span for text in block.small_print for span in text if "clearly" in span.text)
            yield from [beside] if beside else []
        elif is_dataclass(block) and not isinstance(block, type):
            held = [
                getattr(block, one.name) for one in fields(block) if one.name not in ("small_print", "draw", "columns")
            ]
            yield from texts_of(held)


def composed(card: Scorecard) -> list[Block]:
    return list(compose(a_report(card)))


def unbacked_in(seed: int) -> list[str]:
    """What one report says that no rule allows, or that its own evidence does not bear out."""
    wrong = []
    card = a_card(seed)
    blocks = composed(card)
    ours = _OURS | {span.text for text in texts_of(how_to_read.how_signals_are_found(a_report(card))) for span in text}
    wrong += [f"{seed}: {plain(text)}" for text in _placed_in_matrix(blocks) if not _allowed_there(text)]
    for text in texts_of(blocks):
        for span in text:
            if isinstance(span.about, Fact) and span.about.rule:
                wrong += [] if backs(span.text.casefold(), span.about) else [f"{seed}: {plain(text)}"]
            elif span.about is None and span.text not in ours and claims.comparative_words(_KEY.sub("", span.text)):
                wrong.append(f"{seed}: {plain(text)}")
    return wrong


def _placed_in_matrix(blocks: Iterable[Block]) -> Iterator[Text]:
    """Each measure of the table of signals, in the row that its name stands in: name and spans."""
    for table in blocks:
        if isinstance(table, Table) and plain(table.caption) == MATRIX:
            for row in table.rows:
                for cell in row.cells[1:]:
                    assert isinstance(cell, tuple)
                    yield from ((row.cells[0][0], span) for span in cell if _SHORT_NAMES.get(span.text.strip("\xa0")))  # type: ignore[index]


def _allowed_there(text: Text) -> bool:
    """Whether a measure that stands in a row of that name has a direction of travel that says so."""
    row, name = text
    rules = {
        "Better": {"the direction of travel is better", "clearly better than the same period last year"},
        "Worse": {"the direction of travel is worse", "clearly worse than the same period last year"},
        "No clear change": {
            "the direction of travel shows no clear change",
            "no clear change from the same period last year",
        },
    }
    allowed = rules.get(row.text, {"the direction of travel is upwards", "the direction of travel is downwards"})
    clear = {"clearly above the same period last year", "clearly below the same period last year"}
    as_printed = {"above the same period last year, as printed", "below the same period last year, as printed"}
    if row.text not in rules:
        allowed = allowed | clear | as_printed
    return isinstance(name.about, Fact) and name.about.rule.partition(":")[0] in allowed


def test_every_word_that_compares_rests_on_a_rule_that_fired() -> None:
    assert [said for seed in FEW for said in unbacked_in(seed)] == []


_OURS = {  # the rule itself, said once: it claims nothing of any measure
    *(words for key in ("named", "called_worse") for words, *_ in Formatter().parse(templates()["chance"][key])),
    templates()["exceptions"]["intro"],
    templates()["exceptions"]["caption"],
    templates()["exceptions"]["none"],
    signals.INTRO,
    *(measure.name for measure in LIBRARY.values()),
    *(name for name, _ in _ROWS),
}
_KEY = re.compile(  # what the marks of a control chart mean, and what is said of a small number instead of it
    r"(?:better|worse|higher or lower) than usual|fewer than\s6\b", re.IGNORECASE
)
MATRIX = "Measures by how they are changing, and by what they are held against"
_SHORT_NAMES = {measure.short_name: measure for measure in LIBRARY.values()}


def backs(word: str, fact: Fact) -> bool:
    """Whether the figures that a claim rests on bear it out, worked out here anew."""
    seen = [formatting.printed(o) for o in fact.observations if o.value is not None]
    values = [value for value in seen if value is not None]
    if "England" in fact.rule:
        own, england = fact.observations
        return (own.value > england.value) == ("above" in word)  # type: ignore[operator]
    if "usual ups and downs" in fact.rule:
        return len(values) >= FEWEST_FOR_SIGNALS and fact.target is not None
    if "98% interval" in fact.rule:
        now, before = fact.observations[-1].number, fact.observations[0].number
        good = (now > before) == (fact.observations[0].measure.polarity is Polarity.HIGHER_IS_BETTER)
        return word not in ("better", "worse") or (now != before and good == (word == "better"))
    if "direction of travel" in fact.rule:
        return bool(values) and fact.observations[-1].period == DECEMBER
    if word in ("better", "worse"):
        now, before = fact.observations
        good = (now.value > before.value) == (now.measure.polarity is Polarity.HIGHER_IS_BETTER)  # type: ignore[operator]
        return now.value != before.value and good == (word == "better") and now.period == before.period.back(-12)
    if word in UP + DOWN and len(values) == 2 and not fact.observations[0].group:
        return values[0] > values[1] if word in UP else values[0] < values[1]
    if word in ("highest", "largest"):
        leading = max(values)
        return values[-1] == leading if not fact.observations[0].group else len(values) > 1
    if word == "lowest":
        return values[-1] == min(values) < sorted(values)[1]
    if word in ("on target", "off target"):
        return fact.target is not None and bool(values)
    return word in ("no clear change", "the same as") or bool(values)


def test_chance_makes_reports_in_which_every_kind_of_word_is_said() -> None:
    said = {
        span.text.casefold()
        for seed in FEW[:120]
        for text in texts_of(composed(a_card(seed)))
        for span in text
        if isinstance(span.about, Fact) and span.about.rule
    }
    assert {"better", "worse", "no clear change", "on target", "off target", "largest", "highest"} <= said
    assert {"clearly above england", "clearly below england"} <= said
    assert {row.text for seed in FEW[:20] for row, _ in _placed_in_matrix(composed(a_card(seed)))} == {
        name for name, _ in _ROWS
    }


# Each rule by itself.

HOMES, CHECKS, IN_CARE = "three_or_more_homes_pct", "dental_check_pct", "children_in_care_count"


def run(measure: str, *values: int | str) -> tuple[Observation, ...]:
    last = len(values) - 1
    return tuple(observation(measure, value=v, period=DECEMBER.back(last - n)) for n, v in enumerate(values))


def compared(now: int, before: int, change: Change, measure: str = IN_CARE) -> MeasureScore:
    latest = observation(measure, value=now)
    return score_of(
        latest, last_year=observation(measure, value=before)._replace(period=DECEMBER.back(12)), change=change
    )


@pytest.mark.parametrize(
    ("sentence", "now", "before", "change", "allowed"),
    [
        ("It is better.", 90, 80, Change.BETTER, True),
        ("It is better.", 90, 80, Change.NO_CLEAR_CHANGE, False),
        ("It has improved.", 90, 80, Change.WORSE, False),
        ("It is worse.", 70, 80, Change.WORSE, True),
        ("It rose.", 90, 80, Change.BETTER, True),
        ("It rose.", 90, 80, Change.NO_CLEAR_CHANGE, False),
        ("It fell.", 70, 80, Change.WORSE, True),
        ("It fell.", 90, 80, Change.BETTER, False),
        ("There are more.", 90, 80, Change.HIGHER, True),
        ("There are fewer.", 90, 80, Change.HIGHER, False),
        ("It halved.", 40, 80, Change.LOWER, True),
        ("It halved.", 41, 80, Change.LOWER, False),
        ("It doubled.", 160, 80, Change.HIGHER, True),
        ("It doubled.", 159, 80, Change.HIGHER, False),
        ("It is steady.", 81, 80, Change.NO_CLEAR_CHANGE, False),  # that no change is clear does not show that none was
        ("It is stable.", 81, 80, Change.NO_CLEAR_CHANGE, False),
        ("It is unchanged.", 81, 80, Change.NO_CLEAR_CHANGE, False),
        ("It is about the same as last year.", 81, 80, Change.NO_CLEAR_CHANGE, False),
        ("There is no clear change.", 81, 80, Change.NO_CLEAR_CHANGE, True),
        ("There is no significant change.", 81, 80, Change.NO_CLEAR_CHANGE, True),
        ("There is no change.", 81, 80, Change.NO_CLEAR_CHANGE, False),
        ("There is no change.", 80, 80, Change.SAME, True),
        ("It is the same as last year.", 80, 80, Change.SAME, True),
        ("It is steady.", 80, 80, Change.NOT_TESTED, False),
        ("It is steady.", 90, 80, Change.BETTER, False),
        ("It is steady.", 90, 80, Change.NOT_COMPARABLE, False),
    ],
)
def test_a_word_of_change_needs_the_change(sentence: str, now: int, before: int, change: Change, allowed: bool) -> None:
    assert (unsupported(sentence, [compared(now, before, change)]) == []) is allowed


def test_the_highest_is_above_every_figure_and_not_level_with_one() -> None:
    top, level = run(IN_CARE, 400, 405, 412), run(IN_CARE, 412, 405, 412)
    assert unsupported("the highest", [score_of(top[-1], series=top)]) == []
    assert unsupported("the highest", [score_of(level[-1], series=level)])
    assert unsupported("the highest", [score_of(top[-1], series=top[1:])]), "two figures are too few"


def test_figures_from_before_a_change_of_method_do_not_count() -> None:
    held = run(IN_CARE, 500, 400, 405, 412)
    changed = MethodChange(IN_CARE, DECEMBER.back(2), "Counted anew.")
    assert unsupported("the highest", [score_of(held[-1], series=held)])
    assert not unsupported("the highest", [score_of(held[-1], series=held, method_change=changed)])


def test_best_and_worst_know_which_side_is_good() -> None:
    up = run(HOMES, 10, 11, 12)
    assert unsupported("the worst", [score_of(up[-1], series=up)]) == []
    assert unsupported("the best", [score_of(up[-1], series=up)])
    grown = run(IN_CARE, 10, 11, 12)
    assert unsupported("the best", [score_of(grown[-1], series=grown)]), "neither good nor bad"


def test_on_target_needs_a_figure_that_meets_it() -> None:
    held = run(CHECKS, 80, 81)
    missed = score_of(held[-1], series=held, status=Status.NOT_MET)
    assert unsupported("It is on target.", [missed])
    assert unsupported("It is off target.", [missed]) == []


@pytest.mark.parametrize("status", [Status.CLOSE, Status.NOT_MET, Status.FLOOR_MET, Status.FLOOR_MISSED])
def test_a_service_may_say_that_it_missed_its_target_under_whichever_rule_it_did(status: Status) -> None:
    held = run(CHECKS, 80, 81)
    (off_target,) = (claim for claim in claims.CLAIMS if claim.name == "off target")
    assert off_target.evidence([score_of(held[-1], series=held, status=status)], of_latest=True)
    assert not off_target.evidence([score_of(held[-1], series=held, status=Status.NOT_CLEAR)], of_latest=True)


@pytest.mark.parametrize(
    "text",
    [
        "98% or more",
        "400 days or fewer",
        "three or more homes",
        "fewer than 6 children",
        "a stable home",
        "improvement plan",
    ],
)
def test_words_that_compare_nothing_are_left_alone(text: str) -> None:
    assert claims.comparative_words(text) == []


def test_a_claim_in_the_ledger_names_its_rule_and_what_it_rests_on() -> None:
    (word,) = [
        span
        for span in claims.with_rules((Span("It is worse."),), [compared(70, 80, Change.WORSE, CHECKS)])
        if span.about
    ]
    assert isinstance(word.about, Fact)
    assert (word.text, word.about.what, word.about.exact) == ("worse", "claim", Decimal(-10))
    assert word.about.rule == "clearly worse than the same period last year"
    assert [o.value for o in word.about.observations] == [70, 80]


def test_a_word_that_no_rule_allows_carries_nothing() -> None:
    text = claims.with_rules((Span("It improved."),), [compared(90, 80, Change.NO_CLEAR_CHANGE)])
    assert text == (Span("It improved."),)


def test_a_figure_that_is_not_there_backs_nothing() -> None:
    gone = score_of(observation(CHECKS, state=State.MISSING), change=Change.UNKNOWN)
    for word in ("better", "worse", "highest", "on target", "off target", "rose", "steady"):
        assert unsupported(f"It is {word}.", [gone]), word
