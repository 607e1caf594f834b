"""Whether a measure stands about where the council's own published figures do: if not, it may be another's, or inverse.

The margins are from how councils' published figures move. Source: the figures that ship (DfE, Children looked after in
England including adoptions, and Children's social work workforce; 2023 to 2025), of eleven councils. From a year to the
next, counts of children changed by at most 1.27 times, the average caseload by 1.31, percentages by at most 14 points,
all but two of 152. Over two years it was 1.35 times and 23 points. The two are one council's immunisations, 80 points
lower in one year alone: therefore a figure is far only where it is far from every year's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from math import sqrt

from inputs.findings import Finding
from report.metrics.benchmarks.councils import current_code
from report.metrics.benchmarks.joined import with_joined
from report.metrics.benchmarks.peers import is_at_a_date
from report.metrics.benchmarks.published_figures import Benchmarks, PublishedFigure
from report.metrics.benchmarks.published_tables import recipes
from report.metrics.model import formatting
from report.metrics.model.findings import found
from report.metrics.model.measure import Unit
from report.metrics.model.scorecard import MeasureScore, Observation, Scorecard

FAR_TIMES = 2.0  # as large, or as small: more than any council's changed over two years
OTHER_TIMES = 3.0  # no council's own figure
FAR_POINTS = 25.0  # more than any percentage moved over two years
NEAR_POINTS = 14.0  # as far as percentages move in one year
STANDARD_ERRORS = 3.0  # of few children, chance moves figures further than that

Published = Sequence[tuple[PublishedFigure, Decimal]]
"""Published figures of one council, each with the number of it that is compared with."""


def check_own_level(card: Scorecard, benchmarks: Benchmarks, authority: str) -> list[Finding]:
    """One finding for each measure that is far from all figures published of the council; none where it has no code.

    One three times as large, or a third, stops the report: it is an error of scope, unit or typing, and no news.
    """
    measures = {score.measure.id: score.measure for score in card.scores}
    own = with_joined(benchmarks.figures, measures, current_code(authority)) if authority else []
    figures = [figure for figure in own if figure.value is not None]
    return [finding for score in card.scores if not score.group for finding in _of_score(score, figures)]


def _of_score(score: MeasureScore, figures: Iterable[PublishedFigure]) -> Iterator[Finding]:
    measure = score.measure
    counted_in = {recipe.measure for recipe in recipes() if recipe.count == measure.id}
    here = [f for f in figures if f.measure == measure.id]
    level = [(f, f.value) for f in here if f.value]
    level += [(f, f.numerator) for f in figures if f.measure in counted_in and f.numerator]
    given = [o for o in (*score.years, *score.series) if o.has_number and is_at_a_date(o)]
    if not level or not given:
        return
    if measure.unit is Unit.PCT:
        cohorts = [(f, f.denominator) for f in here if f.denominator]
        too_many = [o for o in given if o.denominator is not None and _is_more(o.denominator, cohorts)]
        if too_many:
            yield _of_others(too_many, cohorts, too_many[-1].denominator)
        elif far := [o for o in given if _is_far_share(o, level)]:
            yield from _share(far, given, level)
    elif other := [o for o in given if _times(o, level) > OTHER_TIMES]:
        yield _of_others(other, level)
    elif (far := [o for o in given if _times(o, level) > FAR_TIMES]) and _tells(far, given):
        remedy = f"Ask the {measure.owner} whether it is of the whole council, and counts the same; if so, nothing "
        yield found("far-from-published", f"{_both(far, level)}.", f"{remedy}needs to be done.", far[-1])


def _tells(far: Sequence[Observation], given: Sequence[Observation]) -> bool:
    """Whether the last figure, or most figures, are far: of a single one, others tell."""
    return far[-1] is given[-1] or 2 * len(far) > len(given)


def _times(o: Observation, published: Published) -> float:
    """How many times as large, or as small, a figure is as the nearest published one; 1 where chance could be all."""
    times = []
    for _, value in published:
        chance = STANDARD_ERRORS * sqrt(o.number + value) if o.measure.unit is Unit.COUNT else 0.0
        less, more = sorted((float(o.number), float(value)))
        times.append(1.0 if more - less <= chance else more / less if less else OTHER_TIMES + 1)
    return min(times)


def _is_more(cohort: Decimal, published: Published) -> bool:
    """Whether a denominator is of more children than can be the council's. It may well be of fewer: of one month."""
    return bool(published) and all(float(cohort) > OTHER_TIMES * float(value) + 10 for _, value in published)


def _is_far_share(o: Observation, published: Published) -> bool:
    return all(_gap(o.number, value) > _margin(o, value) for _, value in published)


def _gap(one: Decimal, other: Decimal) -> float:
    return abs(float(one - other))


def _margin(o: Observation, value: Decimal) -> float:
    """The points by which a percentage may differ from a published one; more where it is of few children."""
    share = min(max(float(value) / 100, 0.05), 0.95)
    error = 100 * sqrt(share * (1 - share) / float(o.denominator)) if o.denominator else 0.0
    return max(FAR_POINTS, STANDARD_ERRORS * error)


def _share(far: Sequence[Observation], given: Sequence[Observation], level: Published) -> Iterator[Finding]:
    if not _tells(far, given):
        return
    last = far[-1]
    rest = 100 - last.number
    owner = last.measure.owner
    said = formatting.unit_text(rest, last.decimals, Unit.PCT)
    if any(_gap(rest, value) <= NEAR_POINTS for _, value in level):
        what = f"{_both(far, level)}; what is left of 100%, {said}, is near "
        what += "that: is this the share of those for whom it is not so?"
        remedy = f"Ask the {owner} which share it is; if it is right, nothing needs to be done."
        yield found("may-be-the-rest", what, remedy, last)
    else:
        remedy = f"Ask the {owner} whether it is of the whole council, and counts the same; if so, nothing needs to be "
        yield found("far-from-published", f"{_both(far, level)}.", f"{remedy}done.", last)


def _of_others(other: Sequence[Observation], published: Published, cohort: Decimal | None = None) -> Finding:
    remedy = "Correct the figures if they are another area’s or in another unit, or the authority in report.toml if it "
    what = f"{_both(other, published, cohort)}: this cannot be the council’s own."
    cell = other[-1].sources[0].cells[-1] if cohort is not None and other[-1].sources else ""
    return found("not-the-councils", what, f"{remedy}is not yours, and run again.", other[-1], cell=cell)


def _both(far: Sequence[Observation], published: Published, cohort: Decimal | None = None) -> str:
    """Both figures in words: the last one of the returns that is far, and the published one nearest to it in time."""
    o = far[-1]
    figure, value = min(published, key=lambda one: (abs(one[0].period.index - o.period.index), one[0].period.index))
    unit, places = (o.measure.unit, o.decimals) if cohort is None else (Unit.COUNT, 0)
    out_of = "" if cohort is None else "out of "
    now = formatting.value_text(o) if cohort is None else formatting.number_text(cohort, 0)
    then = formatting.unit_text(value, min(places, formatting.places(value)), unit)
    more = f" (and so in {len(far) - 1} other period{'s' if len(far) > 2 else ''})" if len(far) > 1 else ""
    return (
        f"“{o.measure.short_name}” is {out_of}{now} {formatting.when(o)}{more}, but {out_of}{then} was published of "
        f"{figure.name} for {formatting.day(figure.period.last_day)} ({figure.release.title}, {figure.release.release})"
    )
