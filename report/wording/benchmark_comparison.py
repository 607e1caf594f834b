"""A measure beside the published figures of other areas, of the same date: its line in the panel, and the sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from inputs.intake import State
from inputs.period import YEAR_MONTHS, Period
from layouts.blocks import Column, Row, Span, Table, Text
from report.metrics.benchmarks.peers import OLDEST_MONTHS
from report.metrics.benchmarks.published_tables import published_measures
from report.metrics.judgement.comparative_tests import areas_outside, most_lie_outside, side_of_england
from report.metrics.model import formatting
from report.metrics.model.scorecard import Compared, MeasureScore, Middle, Observation, Release
from report.wording import claims, figures_in_words
from report.wording.templates import sentence

_CLEARLY = {1: " (clearly above England)", -1: " (clearly below England)"}
_NONE_PUBLISHED = "none"  # the ``national`` entry of a measure for which no national figure is published
_WHERE_NOT_COMPARED = {  # ``national`` entries that say why there is nothing to compare with: untrue where there is
    "There are national figures, but this report does not have them.",
    "National figures are for a whole school year, so we do not compare a term with them.",
}


def comparison_line(score: MeasureScore) -> Text:
    """Our own figure at the date of the published ones, the neighbours' mean, the region and England, in one sentence.

    Empty where there is nothing to compare with. An area that is not published is said to be left out.
    """
    compared = score.compared
    if compared is None:
        return ()
    own = compared.own
    # Not "not in the returns": it may be in a cell that could not be read, or be left off for another reason.
    ours = (
        (Span("we do not have our own figure"),)
        if own.state is State.MISSING
        else (Span("us "), *figures_in_words.value(own))
    )
    clearly = claims.with_rules((Span(_CLEARLY.get(side_of_england(compared) or 0, "")),), [score])
    parts: list[Text] = [(*ours, *clearly)]
    if compared.neighbours:
        parts.append((Span("similar councils "), *_of_similar(compared)))
    areas = [o for o in (compared.region, compared.england) if o is not None]
    parts += [(Span(f"{o.group} "), *figures_in_words.area_value(o)) for o in areas]
    joined = tuple(span for part in parts for span in (Span(", "), *part))[1:]
    lead = f"How we compare, {formatting.month(compared.period)}{_age(compared)}:"
    return (Span(lead, bold=True), Span(" "), *joined, Span("."))


def similar_line(score: MeasureScore) -> Text:
    """The figure of similar councils, short, at the date of the published figures; empty where none is published."""
    compared = score.compared
    if compared is None or compared.of_similar is None:
        return ()
    date = formatting.short_month(compared.period).replace(" ", formatting.NBSP)
    middle = figures_in_words.middle_of(compared.published, compared.of_similar, compared.middle)
    return (Span("Similar councils "), *middle, Span(f" ({date})"))


def funnel_note(score: MeasureScore) -> Text:
    """A warning beside a funnel plot where most areas lie outside its 95% limits (overdispersion); else empty."""
    if score.compared is None or not most_lie_outside(score.compared):
        return ()
    off, areas = areas_outside(score.compared)
    return sentence(
        "compared",
        "most_outside",
        off=lambda: figures_in_words.how_many(off, areas, "areas outside"),
        of=lambda: _number(areas),
    )


def england(score: MeasureScore) -> Text:
    """England's published figure and its date, short: "England 68% (Mar 2023)". Empty where none can be shown."""
    compared = score.compared
    if compared is None or compared.england is None or not compared.england.has_number:
        return ()
    date = f" ({formatting.short_month(compared.england.period).replace(' ', formatting.NBSP)})"
    return (Span("England "), *figures_in_words.area_value(compared.england), Span(date))


def _age(compared: Compared) -> str:
    """How long before the report the published figures are: " (nine months earlier)"."""
    months = compared.months_old
    if not months:
        return ""
    return f" ({formatting.spell(months)} month{'' if months == 1 else 's'} earlier)"


def _of_similar(compared: Compared) -> Text:
    """The neighbours' mean or median, and of how many where some are unpublished: "9.4% (average of the 8 published)".

    A median is always said to be one.
    """
    if compared.of_similar is None:
        return (Span("mostly not published" if compared.published else "not published"),)
    given = compared.published
    middle = figures_in_words.middle_of(given, compared.of_similar, compared.middle)
    is_median = compared.middle is Middle.MEDIAN
    if len(given) == len(compared.neighbours):
        return (*middle, Span(" (the middle one)")) if is_median else middle
    return (*middle, Span(f" ({'middle' if is_median else 'average'} of the "), *_number(given), Span(" published)"))


def _number(areas: Sequence[Observation]) -> Text:
    return figures_in_words.how_many(areas, areas, "number of areas")


def none_published(score: MeasureScore) -> str:
    """Why a measure is not compared: no figure is published, none so early, or none so late. "" where it is."""
    if score.measure.national == _NONE_PUBLISHED:
        return "There is no national figure for this."
    if score.outdated is not None:
        return f"The latest published figures that we have are {_too_old(score.outdated)}."
    if score.compared is None and not score.group and not score.measure.national and _is_published(score):
        return "There is no published figure this early to compare with."
    return ""


def _is_published(score: MeasureScore) -> bool:
    return score.measure.id in published_measures()


def _too_old(published: Period) -> str:
    years = formatting.spell(OLDEST_MONTHS // YEAR_MONTHS)
    return f"of {formatting.month(published)}, more than {years} years before this report, so we do not compare"


def remarks(scores: Iterable[MeasureScore]) -> tuple[str, ...]:
    """The library's remarks, led by the measures' references, on published figures that are missing or differ."""
    by_remark: dict[str, dict[str, None]] = {}
    for score in scores:
        if score.outdated is not None:
            remark = f"The latest published figures are {_too_old(score.outdated)}."
        elif score.compared is not None and score.measure.national in _WHERE_NOT_COMPARED:
            continue
        else:
            remark = score.measure.national
        by_remark.setdefault(remark, {})[score.measure.ref] = None
    told = {remark: refs for remark, refs in by_remark.items() if remark not in ("", _NONE_PUBLISHED)}
    return tuple(f"{formatting.joined_with_and(refs)}: {remark}" for remark, refs in told.items())


def funnel_table(score: MeasureScore, council: str) -> tuple[Table, ...]:
    """The numbers behind a funnel plot: every area with its counts and percentage, largest denominator first."""
    compared = score.compared
    if compared is None or not compared.in_funnel:
        return ()
    rows = [(council or "This council", compared.own)] if compared.own.denominator else []
    rows += [(o.group, o) for o in sorted(compared.in_funnel, key=lambda o: o.denominator or 0, reverse=True)]
    rows += [("England", compared.england)] if compared.england else []
    return (
        Table(
            caption=(Span(f"The numbers behind the chart of statistical neighbours, {formatting.when(compared.own)}"),),
            columns=(
                Column((Span("Area"),), 0.5),
                Column((Span("Out of"),), 0.3, "right"),
                Column((Span("Percentage"),), 0.2, "right"),
            ),
            rows=tuple(Row(((Span(name),), figures_in_words.n_of_n(o), figures_in_words.value(o))) for name, o in rows),
            compact=True,
            show_caption=False,
        ),
    )


def source_lines(scores: Iterable[MeasureScore]) -> tuple[str, ...]:
    """Every statistical release that a figure was compared with, each once, and the acknowledgement of their licence.

    With the dates of its figures, how old these are, and of which measures.
    """
    found: dict[Release, dict[tuple[Period, int], dict[str, None]]] = {}
    for score in scores:
        if (compared := score.compared) is not None:
            dates = found.setdefault(compared.release, {})
            dates.setdefault((compared.period, compared.months_old), {})[score.measure.ref] = None
    licences = dict.fromkeys(release.licence for release in found)
    acknowledged = (f"Contains public sector information licensed under the {licence}." for licence in licences)
    return (*(_source_line(release, dates) for release, dates in found.items()), *acknowledged)


def _source_line(release: Release, dates: Mapping[tuple[Period, int], Iterable[str]]) -> str:
    when = f", published {release.published}" if release.published else ""
    figures = (f"{_dated(*date)} ({', '.join(refs)})" for date, refs in dates.items())
    return f"{release.title}, {release.release}{when}: figures of {'; '.join(figures)}."


def _dated(period: Period, months: int) -> str:
    """A date and how long before the report it is: "31 March 2023, nine months before this report"."""
    before = f"{formatting.spell(months)} month{'' if months == 1 else 's'} before this report"
    return f"{formatting.day(period.last_day)}, {before if months else 'the date of this report'}"


def method(scores: Iterable[MeasureScore], authority: str) -> str:
    """How figures of other areas are used, for the data notes; "" where none are. ``authority`` is our own name."""
    given = tuple(scores)
    compared = [score.compared for score in given if score.compared]
    if not compared:
        return "All published figures that we have are too old." if any(score.outdated for score in given) else ""
    models = dict.fromkeys(one.model for one in compared if one.neighbours)
    most = max(len(one.neighbours) for one in compared)
    middle = "the median, the middle one" if compared[0].middle is Middle.MEDIAN else "a simple average"
    who = (
        f" Similar councils are the statistical neighbours of {authority}, by the model of the {' and '.join(models)}. "
        f"Their figure is {middle} of the {most}, which we worked out. Where some are not published, we say so."
    )
    return (
        "We compare our figures with the latest published ones of other areas, up to the date of this report. Our own "
        "figure is then the one of that same date. Published figures include all revisions so far. “Clearly” above or "
        "below England means by more than chance alone would often make (98% interval, Newcombe’s method). We do "
        f"not say it where most councils differ from England by that much.{who if models else ''}{_joined(compared)}"
    )


def _joined(compared: Iterable[Compared]) -> str:
    """Which areas were put together from the counts of other councils; "" where none was."""
    areas = dict.fromkeys(area for one in compared for area in one.joined)
    together = [f"{area.name} ({formatting.joined_with_and(area.parts)})" for area in areas]
    if not together:
        return ""
    return (
        f" Some councils were not there on the date of a figure: {'; '.join(together)}. We added up the counts of the "
        "councils that were, or are now, that area. Percentages were never averaged for it."
    )
