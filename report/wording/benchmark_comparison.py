"""A measure beside the published figures of other areas, of the same date: its line in the panel, and the sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from inputs.intake import State
from layouts.blocks import Column, Row, Span, Table, Text
from report.metrics.benchmarks.published_tables import PUBLISHED
from report.metrics.judgement.comparative_tests import areas_outside, most_lie_outside, side_of_england
from report.metrics.model import formatting
from report.metrics.model.scorecard import Compared, MeasureScore, Observation, Release
from report.wording import claims, figures_in_words
from report.wording.templates import sentence

_CLEARLY = {1: " (clearly above England)", -1: " (clearly below England)"}
_NONE_PUBLISHED = "none"  # the ``national`` entry of a measure for which no national figure is published


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
        parts.append((Span("similar councils "), *_mean(compared)))
    areas = [o for o in (compared.region, compared.england) if o is not None]
    parts += [(Span(f"{o.group} "), *figures_in_words.area_value(o)) for o in areas]
    joined = tuple(span for part in parts for span in (Span(", "), *part))[1:]
    return (Span(f"How we compare, {formatting.month(own.period)}:", bold=True), Span(" "), *joined, Span("."))


def similar_line(score: MeasureScore) -> Text:
    """The mean of similar councils, short, at the date of the published figures; empty where none is published."""
    compared = score.compared
    if compared is None or compared.mean is None:
        return ()
    date = formatting.short_month(compared.own.period).replace(" ", formatting.NBSP)
    mean = figures_in_words.mean_of(compared.published, compared.mean)
    return (Span("Similar councils "), *mean, Span(f" ({date})"))


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


def _mean(compared: Compared) -> Text:
    """The neighbours' mean, and of how many where some are unpublished: "9.4%", "9.0% (average of the 8 published)"."""
    if compared.mean is None:
        return (Span("not published"),)
    given = compared.published
    mean = figures_in_words.mean_of(given, compared.mean)
    if len(given) == len(compared.neighbours):
        return mean
    return (*mean, Span(" (average of the "), *_number(given), Span(" published)"))


def _number(areas: Sequence[Observation]) -> Text:
    return figures_in_words.how_many(areas, areas, "number of areas")


def none_published(score: MeasureScore) -> str:
    """Why a measure is not compared: no figure is published, or none so early. "" where it is compared."""
    if score.measure.national == _NONE_PUBLISHED:
        return "There is no national figure for this."
    if score.compared is None and not score.group and score.measure.id in PUBLISHED:
        return "There is no published figure this early to compare with."
    return ""


def remarks(scores: Iterable[MeasureScore]) -> tuple[str, ...]:
    """The library's remarks, led by the measures' references, on published figures that are missing or differ."""
    by_remark: dict[str, dict[str, None]] = {}
    for score in scores:
        by_remark.setdefault(score.measure.national, {})[score.measure.ref] = None
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


def sources(scores: Iterable[MeasureScore]) -> tuple[Release, ...]:
    """Every statistical release that a figure was compared with, each once."""
    return tuple(dict.fromkeys(score.compared.release for score in scores if score.compared))


def source_line(release: Release) -> str:
    """A release as the list of sources prints it, with the acknowledgement that its licence asks for."""
    when = f", published {release.published}" if release.published else ""
    licence = f"Contains public sector information licensed under the {release.licence}."
    return f"{release.title}, {release.release}{when}. {licence}"


def method(scores: Iterable[MeasureScore], authority: str) -> str:
    """How figures of other areas are used, for the data notes; "" where none are. ``authority`` is our own name."""
    compared = [score.compared for score in scores if score.compared]
    if not compared:
        return ""
    models = dict.fromkeys(one.model for one in compared if one.neighbours)
    most = max(len(one.neighbours) for one in compared)
    who = (
        f" Similar councils are the statistical neighbours of {authority}, by the model of the {' and '.join(models)}. "
        f"Their figure is a simple average of the {most}, which we worked out. Where some are not published, we say so."
    )
    return (
        "We compare our figures with the latest published ones of other areas, up to the date of this report. Our own "
        "figure is then the one of that same date. Published figures include all revisions so far. “Clearly” above or "
        "below England means by more than chance alone would often make (98% interval, Newcombe’s method). We do "
        f"not say it where most councils differ from England by that much.{who if models else ''}"
    )
