"""The headlines: at most six sentences that tell the worst news, the best, and the long run, each from a test."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import chain

from layouts.blocks import Block, Heading, ItemList, Span, Text
from report.metrics.judgement import target_status
from report.metrics.judgement.control_chart import counted_alike
from report.metrics.judgement.exceptions import is_exception, severity
from report.metrics.model import formatting
from report.metrics.model.period import YEAR_MONTHS
from report.metrics.model.scorecard import Change, DirectionRule, MeasureScore, Observation, Polarity, Status, Travel
from report.pages.report_data import Report
from report.wording import chart_titles, claims, direction_words, figures_in_words, sentences

MOST = 6
MOST_BAD, MOST_GOOD = 2, 1
_JUDGED = (
    Status.MET, Status.CLOSE, Status.FLOOR_MET, Status.NOT_CLEAR, Status.FLOOR_MISSED, Status.NOT_MET,
)  # fmt: skip
Groups = tuple[MeasureScore, ...]


def headlines(report: Report) -> list[Block]:
    """The headlines as a list, at most ``MOST``: each measure is told of once, but for a long run that stands alone.

    First how the measures stand together, then the worst news and the best, then as many of the measures that the
    layout names as there is room for, and last the long run of one.
    """
    every = _supplied(report)
    if not every:
        return []
    opening = _together([sentences.leading(scores) for scores in every])
    points = [opening] if opening else []
    news = _news(every)
    in_order = _in_order(every, report.layout.headlines)
    others = [scores for scores in in_order if scores not in news]
    long_run = next(chain(_long_runs(others), _long_runs(news)), None)  # of the news itself where nothing else has one
    told = [*news, *(scores for scores in others if not (long_run and scores is long_run[0]))]
    room = MOST - len(points) - (long_run is not None)
    fewest = report.settings.judging.fewest
    points += [_with_reference(_sentence(scores, fewest), scores) for scores in told[:room]]
    if long_run:
        points.append(_with_reference(long_run[1], long_run[0]))
    return [Heading(2, figures_in_words.text("Headlines")), ItemList(tuple(points))]


def _supplied(report: Report) -> list[Groups]:
    """Every measure of the report with a latest figure, in its order, each with its groups."""
    ids = dict.fromkeys(score.measure.id for score in report.card.scores if score.latest.has_number)
    return [report.card.of(measure_id) for measure_id in ids]


def _in_order(every: Sequence[Groups], named: Sequence[str]) -> list[Groups]:
    """The measures that the layout names, in its order, then the others."""
    place = {measure: number for number, measure in enumerate(named)}
    return sorted(every, key=lambda scores: place.get(scores[0].measure.id, len(place)))


def _news(every: Sequence[Groups]) -> list[Groups]:
    """The worst news, then the best: what is off target or clearly worse, and what is clearly better or on target."""
    bad = sorted((s for s in every if is_exception(sentences.leading(s))), key=lambda s: severity(sentences.leading(s)))
    good = [s for s in every if _is_good(sentences.leading(s))]
    return [*bad[:MOST_BAD], *sorted(good, key=lambda s: not _is_better(s[0]))[:MOST_GOOD]]


def _is_good(score: MeasureScore) -> bool:
    return not is_exception(score) and (_is_better(score) or score.status is Status.MET)


def _is_better(score: MeasureScore) -> bool:
    if score.direction is None:
        return score.change is Change.BETTER
    return score.direction.travel is Travel.IMPROVING


def _together(scores: Sequence[MeasureScore]) -> Text:
    """How many measures have each status that tells of a target; nothing where none is judged."""
    by_status = {status: [score.latest for score in scores if score.status is status] for status in _JUDGED}
    judged = [latest for held in by_status.values() for latest in held]
    if not judged:
        return ()
    if len(judged) == 1:
        (status,) = (status for status, held in by_status.items() if held)
        return figures_in_words.fill(sentences.sentences()["headline"]["judged_one"], {"status": status.value.lower})

    def number(counted: Sequence[Observation]) -> Text:
        what, text = "number of measures", formatting.spell(len(counted)).replace("no", "none")
        return figures_in_words.derived(what, Decimal(len(counted)), text, judged[0].measure, judged)

    opening = figures_in_words.fill(
        sentences.sentences()["headline"]["judged_several"], {"judged": lambda: number(judged)}
    )
    counted = [(status, held) for status, held in by_status.items() if held or status is Status.MET]
    for place, (status, held) in enumerate(counted):
        between = "" if not place else " and " if place == len(counted) - 1 else ", "
        opening += (Span(between), *number(held), Span(f" {status.value.lower()}"))
    return (*opening, Span("."))


def _sentence(scores: Groups, fewest: Decimal) -> Text:
    """One sentence: the measure's opening, its target, and what it was a year before where the change is clear.

    An average, whose change nothing can test, only has that set beside it.

    ``fewest`` is the cohort below which the council judges nothing.
    """
    score, texts = sentences.leading(scores), sentences.sentences()["headline"]
    *before, last = sentences.opening(scores)
    text: Text = (*before, replace(last, text=last.text.removesuffix(".")))
    goal = score.target if score.measure.polarity is not Polarity.CONTEXT else None
    if goal is not None:
        text += figures_in_words.fill(texts["target"], {"target": lambda: figures_in_words.target(goal, score.measure)})
    if score.status is Status.TOO_FEW:
        text += (Span(texts["too_few"].format(fewest=formatting.number_text(fewest))),)
    key = _direction_key(score)
    if key:
        said = figures_in_words.fill(
            texts[key],
            {
                "before": lambda: figures_in_words.value(score.last_year),
                "travel": lambda: direction_words.phrase_without_chart(score),
            },
        )
        text += claims.backed(said, [score])
    return (*text, Span("."))


def _direction_key(score: MeasureScore) -> str:
    """How a headline goes on: with last year's figure where that is what was compared, else since when; "" for not."""
    held = score.direction
    if held is not None and held.rule is not DirectionRule.YEAR_BEFORE:
        return "" if held.travel is Travel.NO_CLEAR_CHANGE else "travel"
    if score.change is Change.NOT_TESTED and score.last_year.has_number:
        return "beside"
    return score.change.value if score.change in (Change.BETTER, Change.WORSE) else ""


def _with_reference(sentence: Text, scores: Groups) -> Text:
    ref = scores[0].measure.ref
    return (*sentence, Span(f"{formatting.NBSP}("), Span(ref, link=f"#{ref}"), Span(")"))


def _long_runs(candidates: Sequence[Groups]) -> Iterator[tuple[Groups, Text]]:
    """What can be said of whole runs of figures, over a year or longer: the bad first, then the good, then the span."""
    lone = [(scores, run) for scores in candidates if len(scores) == 1 and len(run := _whole_run(scores[0])) > 1]
    order = ("none_met", "highest", "lowest", "all_met", "between")
    told = [(scores, _of_run(scores[0], run)) for scores, run in lone]
    for wanted in order:
        yield from ((scores, text) for scores, (key, text) in told if key.removesuffix("_level") == wanted)


def _whole_run(score: MeasureScore) -> tuple[Observation, ...]:
    """The figures since the way of counting last changed, where they span a year or more without a gap; else none."""
    run = counted_alike(score.series, score.method_change)
    if not run or not all(o.has_number for o in run) or len(run) < claims.LEAST_TO_RANK:
        return ()
    return run if run[-1].period.index - run[0].period.index >= YEAR_MONTHS else ()


def _of_run(score: MeasureScore, run: Sequence[Observation]) -> tuple[str, Text]:
    """The sentence on a whole run, and the key of its template."""
    ordered = sorted(run, key=lambda o: o.value or Decimal(0))
    key = _key_of_run(score, run)
    text = figures_in_words.fill(
        sentences.sentences()["headline"][key],
        {
            "name": lambda: score.measure.short_name,
            "step": lambda: chart_titles.STEPS[run[0].period.length],
            "first": lambda: formatting.name_of(run[0]),
            "start": lambda: figures_in_words.value(run[0]),
            "latest": lambda: figures_in_words.value(run[-1]),
            "when": lambda: formatting.when(run[-1]),
            "lowest": lambda: figures_in_words.value(ordered[0]),
            "highest": lambda: figures_in_words.value(ordered[-1]),
        },
    )
    return key, claims.backed(text, [score])


def _key_of_run(score: MeasureScore, run: Sequence[Observation]) -> str:
    level = "_level" if len(set(map(formatting.value_text, run))) == 1 else ""
    if target_status.held_to_target(score):
        met = target_status.on_target(run, score)
        if len(met) in (0, len(run)):
            return ("all_met" if met else "none_met") + level
    if run[-1] is not score.latest:
        return "between" + level  # the latest figure of a year to date is not one of these
    side = "highest" if claims.beyond_all(run, True) else "lowest" if claims.beyond_all(run, False) else "between"
    return side + level
