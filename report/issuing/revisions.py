"""Revisions: the figures of the last report compared with what the returns give now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from inputs.findings import Finding
from inputs.period import Period
from report.issuing.archive import Precedents, content_of
from report.issuing.earlier_figures import differs, was_and_is
from report.issuing.ledger import NotALedger, ledgers_by_month, read_ledger
from report.issuing.record import Record
from report.issuing.whole_changes import whole_changes
from report.metrics.model.findings import found
from report.metrics.model.last_report import RESTATED, EarlierFigures, LastReport, Revision, key_of
from report.metrics.model.scorecard import MeasureScore, Observation, Scorecard
from report.settings.report_file import RevisionReason


def find_revisions(
    output: Path, precedents: Precedents, card: Scorecard, reasons: Sequence[RevisionReason] = (), council: str = ""
) -> tuple[LastReport, Scorecard, list[Finding]]:
    """Compare a scorecard with the last report: the last issued one or, where none was, the last ledger there is.

    Gives the revisions, the scorecard with every revised figure flagged, and the findings. A build for a month that was
    not issued is compared with the build before it too. A ledger that cannot be read is a finding, and nothing is
    compared with it; nor with a ledger of another ``council``, such as the sample's, nor of another audience.
    """
    ledgers = ledgers_by_month(output, card.disclosure.is_exempt)
    findings: list[Finding] = []
    last, layout = precedents.last, precedents.layout
    figures = precedents.earlier
    earlier = max((month for month in ledgers if month < card.period), default=None)
    if not last and earlier:
        figures = _read(_nearest(ledgers[earlier], layout), findings, council)
    if not (precedents.reissue or precedents.issued) and card.period in ledgers:
        findings += _changed(_read(_nearest(ledgers[card.period], layout), findings, council), card)
    findings += [finding for record in precedents.beside for finding in _unlike(record, card)]
    revisions, about = revisions_of(figures, card, reasons)
    memory = LastReport(tuple(revisions), precedents.answered, last is not None, precedents.reissue)
    return memory, _flagged(figures, card), [*about, *findings]


def measures_told(output: Path, period: Period, council: str, exempt: bool) -> frozenset[str]:
    """The ids of the measures in the ledgers of the last report before a month and of the last build for that month.

    A ledger that cannot be read tells of none: see ``find_revisions``.
    """
    ledgers = ledgers_by_month(output, exempt)
    earlier = max((month for month in ledgers if month < period), default=None)
    months = [month for month in (earlier, period) if month in ledgers]
    return frozenset(name for month in months for name, _, _ in _read(_nearest(ledgers[month], ""), [], council))


def _nearest(ledgers: Mapping[str, Path], layout: str) -> Path:
    """The ledger of a layout; where it has none that of the usual one, or else of any."""
    return ledgers[min(ledgers, key=lambda name: (name != layout, name))]


def _unlike(record: Record, card: Scorecard) -> list[Finding]:
    """A finding where figures are not those of a report that was issued for the same month in another layout."""
    differing = [o for score in card.scores for o in _differing(record.figures, score)]
    if not differing:
        return []
    what = was_and_is(differing, record.figures, f"in {record.file}, which was issued for this month,")
    remedy = "One month is never told in two ways: issue that report anew, with --reissue “why”, or find what differs."
    return [found("differs-from-issued", what, remedy, differing[-1])]


def _read(path: Path, findings: list[Finding], council: str) -> EarlierFigures:
    """The figures of a ledger; none where it cannot be read, with one more finding, nor of another council's."""
    try:
        ledger = read_ledger(content_of(path))
    except (NotALedger, OSError):
        what = "this ledger of an earlier build cannot be read, so nothing was compared with it."
        remedy = "Put it back as it was written, or delete it."
        findings.append(found("ledger-not-read", what, remedy, workbook=path.name))
        return {}
    return ledger.figures if ledger.council in (None, council) else {}


def revisions_of(
    figures: EarlierFigures, card: Scorecard, reasons: Sequence[RevisionReason] = ()
) -> tuple[list[Revision], list[Finding]]:
    """Every figure that differs from an earlier report's, and one finding for each measure and group of them."""
    revised_by_score = [
        [Revision(o, figures[key_of(o)], _reason(o, reasons)) for o in _differing(figures, score)]
        for score in card.scores
    ]
    revisions = [one for revised in revised_by_score for one in revised]
    when = "in the last report"
    remedy = "Ask the service whether they were revised, and write why under [[revision]] in report.toml."
    whole = whole_changes(figures, card, when, remedy, (one.now for one in revisions if one.reason))
    findings = list(whole.findings)
    for score, revised in zip(card.scores, revised_by_score, strict=True):
        unexplained = [one.now for one in revised if not one.reason]
        if (score.measure.id, score.group) in whole.told:
            continue
        if unexplained:
            they_were = "it was" if len(unexplained) == 1 else "they were"
            asked = f"Ask the {score.measure.owner} whether {they_were} revised"
            remedy = f"{asked}, and write why under [[revision]] in report.toml."
            findings.append(found("restated", was_and_is(unexplained, figures, when), remedy, unexplained[-1]))
        elif revised:
            what = was_and_is([one.now for one in revised], figures, when)
            findings.append(found("marked-as-revised", what, "Nothing needs to be done.", revised[-1].now))
    return revisions, findings


def _reason(o: Observation, reasons: Sequence[RevisionReason]) -> str:
    """Why a figure was revised: the officer's reason or, without one, the return's own mark; "" without either."""
    given = (r.reason for r in reasons if r.measure_id == o.measure.id and o.period.last_month in r.months)
    return next(given, "Marked as revised in the return." if "revised" in o.flags else "")


def _flagged(figures: EarlierFigures, card: Scorecard) -> Scorecard:
    """The scorecard with the flag RESTATED on every figure that differs from the last report's."""

    def flag(o: Observation) -> Observation:
        return replace(o, flags=(*o.flags, RESTATED)) if o.has_number and differs(figures.get(key_of(o)), o) else o

    def of_score(score: MeasureScore) -> MeasureScore:
        return replace(
            score,
            latest=flag(score.latest),
            previous=flag(score.previous),
            last_year=flag(score.last_year),
            series=tuple(map(flag, score.series)),
            quarters=tuple(map(flag, score.quarters)),
            year_to_date=tuple(map(flag, score.year_to_date)),
        )

    return replace(card, scores=tuple(map(of_score, card.scores))) if figures else card


def _changed(figures: EarlierFigures, card: Scorecard) -> list[Finding]:
    """A finding for each measure and group that differs from an earlier build of the same month.

    One of which most figures differ is to be checked: what was corrected is seldom a whole measure.
    """
    when, remedy = "in the last build", "Nothing needs to be done if this is what was corrected."
    compare = "Compare the row with the last return; nothing needs to be done if it was wrong before."
    whole = whole_changes(figures, card, when, compare)
    single = [score for score in card.scores if (score.measure.id, score.group) not in whole.told]
    return [
        *whole.findings,
        *(
            found("changed-since-last-build", was_and_is(changed, figures, when), remedy, changed[-1])
            for score in single
            if (changed := _differing(figures, score))
        ),
    ]


def _differing(figures: EarlierFigures, score: MeasureScore) -> list[Observation]:
    """The figures of a series that differ from an earlier report's; where none does, the quarters and years to date.

    A figure that was printed and is no longer given differs too; one that is suppressed now does not.
    """
    for observations in (score.series, [o for o in (*score.quarters, *score.year_to_date) if o.has_number]):
        differing = [o for o in observations if differs(figures.get(key_of(o)), o)]
        if differing:
            return differing
    return []
