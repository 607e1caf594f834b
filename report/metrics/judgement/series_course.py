"""The course of a series: on or off target throughout or since when, level, or at its highest or lowest."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from inputs.period import YEAR_MONTHS
from report.metrics.judgement.comparative_tests import LEAST_TO_RANK, beyond_all
from report.metrics.judgement.control_chart import same_method
from report.metrics.judgement.target_status import is_judged_throughout, those_on_target
from report.metrics.model import formatting
from report.metrics.model.scorecard import MeasureScore, Observation


class Course(StrEnum):
    """What may be said of a series; chart titles and headlines have a sentence for each."""

    ONE = "one"  # figure alone
    ALL_MET = "all_met"  # on target in every period, all of which have a figure
    NONE_MET = "none_met"
    ON_SINCE = "on_since"  # on target since a period before which it is known to have been off
    OFF_SINCE = "off_since"
    SOME_MET = "some_met"  # since when is not known
    NEVER_MET = "never_met"  # not in any of the figures there are
    ALWAYS = "always"  # the same in every period, and without a target
    LEVEL = "level"  # the same in all the figures there are
    BETWEEN = "between"
    HIGHEST = "highest"  # the latest, of all
    LOWEST = "lowest"


class SeriesCourse(NamedTuple):
    """The course of a series with the figures it rests on.

    ``shown`` are all figures, ``met`` those on target; ``turn`` is the first of the latest ones that are all on target
    or all off it. ``level``: all are printed alike; ``gap``: a figure after ``turn`` is missing or hidden, or any where
    the course is a span; ``anew``: the figures begin with a change of method.
    """

    course: Course
    shown: tuple[Observation, ...]
    met: tuple[Observation, ...]
    turn: Observation
    level: bool
    gap: bool = False
    anew: bool = False


def course_of(series: Sequence[Observation], score: MeasureScore) -> SeriesCourse | None:
    """The course of a series of a measure; None where it has no figure.

    "In every period" needs a figure in every period, "since" a figure that was otherwise in the period before.
    """
    shown = tuple(o for o in series if o.has_number)
    if not shown:
        return None
    met = tuple(those_on_target(shown, score))
    turn, changed = _turn(shown, met), score.method_change
    anew = changed is not None and shown[0].period.first_month == changed.start
    whole, level = len(shown) == len(series), _is_level(shown)
    if len(shown) == 1:
        course = Course.ONE
    elif not is_judged_throughout(shown, score):
        course = (Course.ALWAYS if whole else Course.LEVEL) if level else Course.BETWEEN
    elif whole and len(met) in (0, len(shown)):
        course = Course.ALL_MET if met else Course.NONE_MET
    else:
        course = _mixed_course(series, shown, met, turn)
    since = (o for o in series if o.period.index >= turn.period.index)
    gap = course in (Course.ON_SINCE, Course.OFF_SINCE) and not all(o.has_number for o in since)
    gap = gap or (course is Course.BETWEEN and not whole)  # what is hidden may lie outside the span
    return SeriesCourse(course, shown, met, turn, level, gap, anew)


def _mixed_course(
    series: Sequence[Observation], shown: Sequence[Observation], met: Sequence[Observation], turn: Observation
) -> Course:
    """The course of a series that is partly on target, or lacks figures."""
    first = next(place for place, o in enumerate(series) if o is turn)
    if len(met) in (0, len(shown)) or not series[first - 1].has_number:
        return Course.SOME_MET if met else Course.NEVER_MET
    return Course.ON_SINCE if met[-1] is shown[-1] else Course.OFF_SINCE


def _turn(shown: Sequence[Observation], met: Sequence[Observation]) -> Observation:
    """The first of the latest figures that are all on target or all off it."""
    on = [any(o is one for one in met) for o in shown]
    before = next((place for place in reversed(range(len(shown))) if on[place] is not on[-1]), -1)
    return shown[before + 1]


def _is_level(run: Sequence[Observation]) -> bool:
    return len(set(map(formatting.printed_number, run))) == 1


def whole_run(score: MeasureScore) -> tuple[Observation, ...]:
    """The figures since the method last changed, if they span a year or more without a gap; else none."""
    run = same_method(score.series, score.method_change)
    if not run or not all(o.has_number for o in run) or len(run) < LEAST_TO_RANK:
        return ()
    return run if run[-1].period.index - run[0].period.index >= YEAR_MONTHS else ()


def course_of_run(run: Sequence[Observation], score: MeasureScore) -> tuple[Course, bool]:
    """The course of a run without gaps, and whether it is level. The target comes before highest and lowest."""
    level = _is_level(run)
    if is_judged_throughout(run, score):
        met = those_on_target(run, score)
        if len(met) in (0, len(run)):
            return (Course.ALL_MET if met else Course.NONE_MET), level
    if run[-1] is not score.latest:
        return Course.BETWEEN, level  # the latest figure of a year to date is not one of these
    if beyond_all(run, highest=True):
        return Course.HIGHEST, level
    return (Course.LOWEST if beyond_all(run, highest=False) else Course.BETWEEN), level
