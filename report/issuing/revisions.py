"""What the last report said, held against what the returns say now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from inputs.findings import Finding
from inputs.intake import State
from report.issuing.archive import Place
from report.issuing.ledger import NotALedger, ledgers_of, read_ledger
from report.metrics.model import formatting
from report.metrics.model.findings import found
from report.metrics.model.last_report import RESTATED, EarlierFigure, EarlierFigures, FigureKey, LastReport, Revision
from report.metrics.model.scorecard import MeasureScore, Observation, Scorecard, Unit
from report.settings.report_file import RevisionReason

_MOST_BYTES = 20_000_000  # a ledger has well under one million


def look_back(
    output: Path, place: Place, card: Scorecard, reasons: Sequence[RevisionReason] = (), council: str = ""
) -> tuple[LastReport, Scorecard, list[Finding]]:
    """Hold a scorecard against the last report: the last issued one or, where none was, the last ledger there is.

    Gives what differs, the scorecard with every such figure marked, and the findings. A build for a month that was not
    issued is held against the build before it too. A ledger that cannot be read is a finding, and nothing is compared
    with it; nor is anything with that of another ``council``, such as the sample's.
    """
    ledgers = ledgers_of(output)
    findings: list[Finding] = []
    figures: EarlierFigures = place.last.figures if place.last else {}
    earlier = max((month for month in ledgers if month < card.period), default=None)
    if not place.last and earlier:
        figures = _read(ledgers[earlier], findings, council)
    if not (place.reissue or place.issued) and card.period in ledgers:
        findings += _changed(_read(ledgers[card.period], findings, council), card)
    revisions, about = restated(figures, card, reasons)
    answered = frozenset(place.last.answered) if place.last else frozenset()
    memory = LastReport(tuple(revisions), answered, place.last is not None, place.reissue)
    return memory, _marked(figures, card), [*about, *findings]


def _read(path: Path, findings: list[Finding], council: str) -> EarlierFigures:
    """The figures of a ledger; none, and a finding, where it cannot be read; none of another council's."""
    try:
        ledger = read_ledger(path.read_bytes() if path.stat().st_size <= _MOST_BYTES else b"")
    except (NotALedger, OSError):
        what = "this ledger of an earlier build cannot be read, so nothing was compared with it."
        remedy = "Put it back as it was written, or delete it."
        findings.append(found("ledger-not-read", what, remedy, workbook=path.name))
        return {}
    return ledger.figures if ledger.council in (None, council) else {}


def restated(
    figures: EarlierFigures, card: Scorecard, reasons: Sequence[RevisionReason] = ()
) -> tuple[list[Revision], list[Finding]]:
    """Every figure that is not what an earlier report says, and one finding for each measure and group of them."""
    revisions: list[Revision] = []
    findings: list[Finding] = []
    for score in card.scores:
        revised = [Revision(o, figures[_key(o)], _reason(o, reasons)) for o in _differing(figures, score)]
        revisions += revised
        unexplained = [one.now for one in revised if not one.reason]
        when = "in the last report"
        if unexplained:
            asked = (
                f"Ask the {score.measure.owner} whether {'it was' if len(unexplained) == 1 else 'they were'} revised"
            )
            remedy = f"{asked}, and write why under [[revision]] in report.toml."
            findings.append(found("restated", _was_and_is(unexplained, figures, when), remedy, unexplained[-1]))
        elif revised:
            what = _was_and_is([one.now for one in revised], figures, when)
            findings.append(found("marked-as-revised", what, "Nothing needs to be done.", revised[-1].now))
    return revisions, findings


def _reason(o: Observation, reasons: Sequence[RevisionReason]) -> str:
    """Why a figure was revised: the officer's words or, without them, the return's own mark; "" where neither says."""
    given = (r.reason for r in reasons if r.measure_id == o.measure.id and o.period.last_month in r.months)
    return next(given, "Marked as revised in the return." if "revised" in o.flags else "")


def _marked(figures: EarlierFigures, card: Scorecard) -> Scorecard:
    """The scorecard with a flag on every figure that is not what the last report said."""

    def mark(o: Observation) -> Observation:
        return replace(o, flags=(*o.flags, RESTATED)) if o.has_number and _differs(figures.get(_key(o)), o) else o

    def of_score(score: MeasureScore) -> MeasureScore:
        return replace(
            score,
            latest=mark(score.latest),
            previous=mark(score.previous),
            last_year=mark(score.last_year),
            series=tuple(map(mark, score.series)),
            quarters=tuple(map(mark, score.quarters)),
            year_to_date=tuple(map(mark, score.year_to_date)),
        )

    return replace(card, scores=tuple(map(of_score, card.scores))) if figures else card


def _changed(figures: EarlierFigures, card: Scorecard) -> list[Finding]:
    """The same for an earlier build of the same month: what the corrections since have changed."""
    changed = [_differing(figures, score) for score in card.scores]
    return [
        found(
            "changed-since-last-build",
            _was_and_is(observations, figures, "in the last build"),
            "Nothing needs to be done if this is what was corrected.",
            observations[-1],
        )
        for observations in changed
        if observations
    ]


def _differing(figures: EarlierFigures, score: MeasureScore) -> list[Observation]:
    """The figures, as the returns give them, that an earlier report tells otherwise; else those worked out of them.

    A figure that was printed and is no longer given differs too. One that is hidden now is not told.
    """
    told = (score.series, [o for o in (*score.quarters, *score.year_to_date) if o.has_number])
    for observations in told:
        differing = [o for o in observations if _differs(figures.get(_key(o)), o)]
        if differing:
            return differing
    return []


def _differs(before: EarlierFigure | None, now: Observation) -> bool:
    if before is None or now.value is None:
        return before is not None and now.state is State.MISSING
    counts = (before.numerator, before.denominator, now.numerator, now.denominator)
    if now.measure.unit is Unit.PCT and all(count is not None for count in counts):
        return counts[:2] != counts[2:]
    return formatting.rounded(before.value, now.decimals) != formatting.rounded(now.value, now.decimals)


def _key(o: Observation) -> FigureKey:
    return o.measure.id, o.group, formatting.period_label(o).replace(formatting.NBSP, " ")


def _was_and_is(revised: Sequence[Observation], figures: EarlierFigures, when: str) -> str:
    """The latest of the figures that differ, before and now, and how many others there are."""
    now = revised[-1]
    before = figures[_key(now)]
    more = len(revised) - 1
    name = f"“{now.measure.short_name}”" + (f" ({now.group})" if now.group else "")
    was = _said(before.value, before.numerator, before.denominator, now)
    others = f", and {more} other figure{'s differ' if more > 1 else ' differs'} too" if more else ""
    return f"{name} {formatting.when(now)} was {was} {when} and is now {_said_now(now)}{others}."


def _said_now(o: Observation) -> str:
    return formatting.value_text(o) if o.value is None else _said(o.value, o.numerator, o.denominator, o)


def _said(value: Decimal, numerator: Decimal | None, denominator: Decimal | None, like: Observation) -> str:
    both = like.measure.unit is Unit.PCT and numerator is not None and denominator is not None
    return formatting.unit_text(value, like.decimals, like.measure.unit) + (
        f" ({numerator} of {denominator})" if both else ""
    )
