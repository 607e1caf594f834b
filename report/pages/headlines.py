"""The headlines: at most six sentences on how measures stand together, the worst news, the best, and a long run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import chain

from layouts.blocks import Block, Heading, ItemList, Span, Text
from report.metrics.judgement.exceptions import JUDGED, OFF_TARGET, is_better, is_exception, is_good_news, severity
from report.metrics.judgement.series_course import Course, course_of_run, whole_run
from report.metrics.model import formatting
from report.metrics.model.measure import Polarity
from report.metrics.model.scorecard import Change, DirectionRule, MeasureScore, Observation, Status, Travel
from report.pages.report_data import Report
from report.wording import chart_titles, claims, direction_words, figures_in_words, sentences
from report.wording.figures_in_words import text
from report.wording.sentences import largest_group
from report.wording.templates import sentence, templates

_VERDICT = {Status.MET: "_meets"} | dict.fromkeys(OFF_TARGET, "_misses")
MOST = 6
MOST_BAD, MOST_GOOD = 2, 1
Groups = tuple[MeasureScore, ...]
"""The scores of one measure: one, or one for each of its groups."""


def headlines(report: Report) -> list[Block]:
    """The headlines as a list of at most ``MOST``, with a sentence for a measure at most once.

    First how the measures stand together, then the worst news and the best, then as many of the measures that the
    layout names as there is room for, and last the long run of one; only that may be of a measure already named.
    """
    ids = dict.fromkeys(score.measure.id for score in report.card.scores if score.latest.has_number)
    every = [report.card.of(measure_id) for measure_id in ids]
    if not every:
        return []
    opening = _together([largest_group(scores) for scores in every])
    points = [opening] if opening else []
    news = _news(every)
    place = {measure: number for number, measure in enumerate(report.layout.headlines)}
    named_first = sorted(every, key=lambda scores: place.get(scores[0].measure.id, len(place)))
    others = [scores for scores in named_first if scores not in news]
    long_run = next(chain(_long_runs(others), _long_runs(news)), None)  # of the news itself where nothing else has one
    chosen = [*news, *(scores for scores in others if not (long_run and scores is long_run[0]))]
    room = MOST - len(points) - (long_run is not None)
    fewest = report.settings.target_rules.fewest
    points += [_with_reference(_sentence(scores, fewest), scores) for scores in chosen[:room]]
    if long_run:
        points.append(_with_reference(long_run[1], long_run[0]))
    return [Heading(2, text("Headlines")), ItemList(tuple(points))]


def _news(every: Sequence[Groups]) -> list[Groups]:
    """The worst news, then the best: what is off target or clearly worse, and what is clearly better or on target."""
    bad = sorted((s for s in every if is_exception(largest_group(s))), key=lambda s: severity(largest_group(s)))
    good = [s for s in every if is_good_news(largest_group(s))]
    return [*bad[:MOST_BAD], *sorted(good, key=lambda s: not is_better(s[0]))[:MOST_GOOD]]


def _together(scores: Sequence[MeasureScore]) -> Text:
    """How many measures have each status that a target can give; empty where none is judged."""
    by_status = {status: [score.latest for score in scores if score.status is status] for status in JUDGED}
    judged = [latest for of_status in by_status.values() for latest in of_status]
    if not judged:
        return ()
    if len(judged) == 1:
        (status,) = (status for status, of_status in by_status.items() if of_status)
        return sentence("headline", "judged_one", status=status.value.lower)
    counted = [(status, of_status) for status, of_status in by_status.items() if of_status or status is Status.MET]
    words = dict(zip(by_status, formatting.spelled_alike(*map(len, by_status.values()), len(judged)), strict=False))

    def number(held: Sequence[Observation], word: str) -> Text:
        return figures_in_words.derived("number of measures", Decimal(len(held)), word, judged[0].measure, judged)

    every = formatting.spelled_alike(len(judged))[0]
    alike = next((status for status, of_status in counted if len(of_status) == len(judged)), None)
    if alike is not None:
        key = "judged_both" if len(judged) == 2 else "judged_all"
        return sentence("headline", key, judged=lambda: number(judged, every), status=alike.value.lower)
    said = sentence("headline", "judged_several", judged=lambda: number(judged, every))
    for place, (status, held) in enumerate(counted):
        between = "" if not place else " and " if place == len(counted) - 1 else ", "
        word = words[status] if held else "none"
        said += (Span(between), *number(held, word), Span(f" {_said(status, several=len(held) > 1)}"))
    return (*said, Span("."))


def _said(status: Status, *, several: bool) -> str:
    """A status as the end of a sentence: "is met", "are not met", "reach the floor standard"."""
    verbs = {Status.FLOOR_MET: "reach", Status.FLOOR_MISSED: "miss"}
    if status in verbs:
        verb = verbs[status] + ("" if several else "es")
        return f"{verb} the floor standard"
    return f"{'are' if several else 'is'} {status.value.lower()}"


def _sentence(scores: Groups, fewest: Decimal) -> Text:
    """One sentence: the measure's opening, its target, and its direction or what it was a year before.

    Of an average, whose change cannot be tested, last year's figure is given without a judgement. ``fewest`` is the
    denominator below which the council judges nothing.
    """
    score = largest_group(scores)
    *before, last = sentences.opening(scores)
    said: Text = (*before, last._replace(text=last.text.removesuffix(".")))
    goal = score.target if score.measure.polarity is not Polarity.CONTEXT else None
    if goal is not None:
        key = f"target{_VERDICT.get(score.status, '') if score.status else ''}"
        clause = sentence("headline", key, target=lambda: figures_in_words.target(goal, score.measure))
        said += claims.with_rules(clause, [score])
    if score.status is Status.TOO_FEW:
        said += (
            Span(
                templates()["headline"]["too_few"].format(
                    fewest=formatting.number_text(fewest), counts=score.measure.out_of
                )
            ),
        )
    key = _direction_template(score)
    if key:
        direction = sentence(
            "headline",
            key,
            before=lambda: figures_in_words.value(score.last_year),
            travel=lambda: (
                direction_words.capitalised(direction_words.phrase(score))
                if key == "travel_alone"
                else direction_words.phrase(score)
            ),
        )
        said += claims.with_rules(direction, [score])
    return (*said, Span("."))


def _direction_template(score: MeasureScore) -> str:
    """The template's key for the end of a headline: where it is going if that is clear; last year's figure; or ""."""
    if score.direction is not None:
        if score.direction.travel is Travel.NO_CLEAR_CHANGE:
            return ""
        return "travel_alone" if score.direction.rule is DirectionRule.CONTROL_CHART else "travel"
    return "beside" if score.change is Change.NOT_TESTED and score.last_year.has_number else ""


def _with_reference(sentence: Text, scores: Groups) -> Text:
    ref = scores[0].measure.ref
    return (*sentence, Span(f"{formatting.NBSP}("), Span(ref, link=f"#{ref}"), Span(")"))


def _long_runs(candidates: Sequence[Groups]) -> Iterator[tuple[Groups, Text]]:
    """A sentence on the whole run of each measure without groups, if it has one: the bad first, the good, the span."""
    ungrouped = [(scores, run) for scores in candidates if len(scores) == 1 and len(run := whole_run(scores[0])) > 1]
    order = (Course.NONE_MET, Course.HIGHEST, Course.LOWEST, Course.ALL_MET, Course.BETWEEN)
    courses = [(scores, run, *course_of_run(run, scores[0])) for scores, run in ungrouped]
    for wanted in order:
        yield from (
            (scores, _of_run(scores[0], run, f"{course}_level" if level else course))
            for scores, run, course, level in courses
            if course is wanted
        )


def _of_run(score: MeasureScore, run: Sequence[Observation], key: str) -> Text:
    ordered = sorted(run, key=lambda o: o.value or Decimal(0))
    level = key.endswith("_level")
    said = sentence(
        "headline",
        key,
        name=lambda: score.measure.short_name,
        step=lambda: chart_titles.PERIOD_NOUNS[run[0].period.length],
        steps=lambda: f"{chart_titles.PERIOD_NOUNS[run[0].period.length]}s",
        of=lambda: figures_in_words.how_many(run, run),
        first=lambda: formatting.name_of(run[0]),
        start=lambda: figures_in_words.value(run[0]),
        latest=lambda: chart_titles.of_all(run) if level else figures_in_words.value(run[-1]),
        when=lambda: formatting.when(run[-1]),
        lowest=lambda: chart_titles.of_all(run) if level else figures_in_words.value(ordered[0]),
        highest=lambda: figures_in_words.value(ordered[-1]),
    )
    return claims.with_rules(said, [score])
