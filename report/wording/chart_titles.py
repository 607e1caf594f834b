"""Chart titles, in at most ten words, and the subtitles under them: only what the figures drawn support."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from inputs.intake import State
from layouts.blocks import Span, Text
from report.metrics.judgement import comparative_tests
from report.metrics.judgement.series_course import Course, SeriesCourse, course_of
from report.metrics.model import formatting
from report.metrics.model.period_type import PeriodType
from report.metrics.model.scorecard import Change, Compared, MeasureScore, Observation
from report.wording import claims, figures_in_words
from report.wording.sentences import largest_group
from report.wording.templates import sentence, templates

PERIOD_NOUNS = {1: "month", 3: "quarter", 4: "term", 12: "year"}  # by the length of a period in months


def of_series(series: Sequence[Observation], score: MeasureScore) -> Text:
    """The title of a chart of one series: on or off target, or its range."""
    course = course_of(series, score)
    if course is None:
        return sentence("message", "none")
    shown = course.shown
    lowest, highest, first = min(shown, key=_value), max(shown, key=_value), shown[0]

    def noun() -> str:  # of a year to date there is none, and no such title is asked for
        return PERIOD_NOUNS[first.period.length]

    def nouns(number: int) -> str:
        return noun() if number == 1 else f"{noun()}s"

    title = sentence(
        "message",
        _template(course),
        lowest=lambda: of_all(shown) if course.level else figures_in_words.value(lowest),
        highest=lambda: figures_in_words.value(highest),
        first=lambda: formatting.name_of(first),
        when=lambda: formatting.when(first),
        step=lambda: f"{noun()} since {formatting.name_of(first)}" if course.anew else noun(),
        steps=lambda: nouns(len(shown)),
        met=lambda: figures_in_words.how_many(course.met, shown),
        shown=lambda: " shown" if len(shown) < len(series) else "",
        of=lambda: figures_in_words.how_many(shown, shown),
        turn=lambda: formatting.name_of(course.turn),
    )
    return claims.with_rules(_capitalised(title), [score])


def of_all(level: Sequence[Observation]) -> Text:
    """The figure that all of a level run have; of shares that are printed as different counts, that they are equal."""
    alike = len(set(map(formatting.value_text, level))) == 1
    return figures_in_words.value(level[0]) if alike else (Span("the same share"),)


def _capitalised(title: Text) -> Text:
    first, *others = title
    return (replace(first, text=first.text[:1].upper() + first.text[1:]), *others)


def _template(course: SeriesCourse) -> str:
    """The template's key. Of a series that begins with a new way of counting, "every month" is since that month."""
    if course.course in (Course.ALL_MET, Course.NONE_MET):
        return f"{course.course}{'_level' if course.level else '_anew' if course.anew else ''}"
    return f"{course.course}{'_gap' if course.gap else ''}"


def of_year_to_date(score: MeasureScore) -> Text:
    """The title of a year to date: its latest figure, and the same point last year where the two are comparable."""
    comparable = score.last_year.has_number and score.change is not Change.NOT_COMPARABLE
    if not score.latest.has_number:
        return _no_latest(score.latest)
    return sentence(
        "message",
        "this_year_and_last" if comparable else "this_year",
        now=lambda: figures_in_words.value(score.latest),
        before=lambda: figures_in_words.value(score.last_year),
    )


def of_largest_group(scores: Sequence[MeasureScore]) -> Text:
    """The title of a chart of groups: the largest one, and its share of the total."""
    score = largest_group(scores)
    latest = score.latest
    if latest.value is None:
        return _no_latest(latest)
    share = 100 * latest.value / latest.denominator if latest.denominator else None
    ages = score.measure.group_name == "Age"
    key = "largest" if comparative_tests.one_group_leads(scores) else "largest_shared"
    title = sentence(
        "message",
        key if ages else f"{key}_other",
        share=lambda: figures_in_words.value(latest) if share is None else figures_in_words.share(share, latest),
        group=lambda: formatting.uncapitalised(score.group) if ages else score.group,
    )
    return claims.with_rules(title, scores)


def of_funnel(score: MeasureScore, compared: Compared) -> Text:
    """The title of a funnel plot: above, below or as England; the number of councils where we have no figure."""
    keys = {1: "above_england", 0: "as_england", -1: "below_england", None: "areas"}
    title = sentence(
        "message",
        keys[comparative_tests.side_of_england(compared)],
        own=lambda: figures_in_words.value(compared.own),
        england=lambda: figures_in_words.value(compared.england) if compared.england else "",
        areas=lambda: figures_in_words.how_many(compared.in_funnel, compared.in_funnel),
    )
    return claims.with_rules(title, [score])


def of_pair(first: MeasureScore, second: MeasureScore) -> Text:
    """The title of a chart of two related series: the latest figure of each."""
    absent = [score.latest for score in (first, second) if not score.latest.has_number]
    if absent:
        return _no_latest(absent[0])
    return sentence(
        "message",
        "pair",
        first=lambda: figures_in_words.value(first.latest),
        second=lambda: figures_in_words.value(second.latest),
        first_noun=first.measure.pair_name.lower,
        second_noun=second.measure.pair_name.lower,
        when=lambda: formatting.when(first.latest),
    )


def subtitle(series: Sequence[Observation]) -> str:
    """What a chart draws, how each figure relates to time, and from which period to which."""
    texts, last = templates()["subtitle"], series[-1]
    kind = last.period_type
    key = kind.value
    if kind.is_trailing:
        key = f"{key}_{PERIOD_NOUNS[last.period.length]}"
    text = f"{last.measure.value_name or texts[last.measure.unit.value]} {texts[key]}"
    return text if kind is PeriodType.YEAR_TO_DATE else f"{text}, {formatting.run_of(series[0], last)}"


def _value(observation: Observation) -> Decimal:
    return observation.value if observation.value is not None else Decimal(0)


def _no_latest(latest: Observation) -> Text:
    """The title of a chart that draws earlier figures, but whose latest is missing, suppressed or without cases."""
    keys = {State.SUPPRESSED: "latest_hidden", State.NOT_APPLICABLE: "latest_no_cases"}
    return sentence("message", keys.get(latest.state, "latest_missing"), when=lambda: formatting.when(latest))
