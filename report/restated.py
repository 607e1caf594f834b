"""What the last report said of earlier months, held against what the returns say of them now."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from inputs.findings import Finding
from report import words
from report.findings import found
from report.metrics.model import MeasureScore, Observation, Scorecard, Unit
from report.metrics.periods import Period

_NAME = re.compile(r"corporate-parenting-(20\d\d)-(0[1-9]|1[0-2])\.ledger\.csv")
_NEEDED = {"measure", "group", "number", "period", "exact", "numerator", "denominator"}
_DIGITS = re.compile(r"\d{1,15}(?:\.\d{1,40})?", re.ASCII)
_MOST_BYTES = 20_000_000  # a ledger has well under one million

Key = tuple[str, str, str]
"""A measure's id, its group and its period as the ledger words it."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a ledger says of one figure: its value and, where they were given, its counts."""

    value: Decimal
    numerator: Decimal | None = None
    denominator: Decimal | None = None


class NotALedger(ValueError):
    """A file that is no ledger of ours, or is damaged."""


def look_at_restatements(output: Path, card: Scorecard) -> list[Finding]:
    """Compare a scorecard with the last ledger of an earlier month in the output folder, and with its own month's.

    A ledger that cannot be read is a finding, and nothing is compared with it.
    """
    ledgers = _ledgers(output)
    earlier = max((month for month in ledgers if month < card.period), default=None)
    findings: list[Finding] = []
    for month in (earlier, card.period):
        if month is None or month not in ledgers:
            continue
        path = ledgers[month]
        try:
            figures = read_figures(path.read_bytes() if path.stat().st_size <= _MOST_BYTES else b"")
        except (NotALedger, OSError):
            what = "this ledger of an earlier build cannot be read, so nothing was compared with it."
            remedy = "Put it back as it was written, or delete it."
            findings.append(found("ledger-not-read", what, remedy, workbook=path.name))
            continue
        findings += restated(figures, card) if month == earlier else _changed(figures, card)
    return findings


def read_figures(content: bytes) -> dict[Key, Told]:
    """The values that a ledger holds, by measure, group and period. Rows without a number that can be read are passed.

    Where a figure stands in the ledger several times, the first counts. Raises NotALedger where nothing can be read.
    """
    text = content.decode("utf-8-sig", errors="replace")  # another encoding spoils names of sheets, and no figure
    separator = ";" if ";" in text.partition("\n")[0] else ","
    figures: dict[Key, Told] = {}
    try:
        rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator, restval="")
        if not set(rows.fieldnames or ()) >= _NEEDED:
            raise NotALedger
        for row in rows:
            told = _told(row)
            if told is not None:
                figures.setdefault((row["measure"], row["group"].removeprefix("'"), row["period"]), told)
    except csv.Error:
        raise NotALedger from None
    if not figures:
        raise NotALedger
    return figures


def restated(figures: Mapping[Key, Told], card: Scorecard) -> list[Finding]:
    """One finding for each measure and group with figures that are not what an earlier ledger says of them."""
    findings = []
    for score in card.scores:
        revised = _differing(figures, score)
        unmarked = [o for o in revised if "revised" not in o.flags]
        owner, when = score.measure.owner, "in the last report"
        if unmarked:
            remedy = f"Ask the {owner} whether {'it was' if len(unmarked) == 1 else 'they were'} revised."
            findings.append(found("restated", _was_and_is(unmarked, figures, when), remedy, unmarked[-1]))
        elif revised:
            what = _was_and_is(revised, figures, when)
            findings.append(found("marked-as-revised", what, "Nothing needs to be done.", revised[-1]))
    return findings


def _changed(figures: Mapping[Key, Told], card: Scorecard) -> list[Finding]:
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


def _differing(figures: Mapping[Key, Told], score: MeasureScore) -> list[Observation]:
    """The figures, as the returns give them, that an earlier ledger tells otherwise; else those worked out of them."""
    for observations in (score.series, (*score.quarters, *score.year_to_date)):
        differing = [o for o in observations if o.has_number and _differs(figures.get(_key(o)), o)]
        if differing:
            return differing
    return []


def _differs(before: Told | None, now: Observation) -> bool:
    if before is None or now.value is None:
        return False
    counts = (before.numerator, before.denominator, now.numerator, now.denominator)
    if now.measure.unit is Unit.PCT and all(count is not None for count in counts):
        return counts[:2] != counts[2:]
    return words.rounded(before.value, now.decimals) != words.rounded(now.value, now.decimals)


def _key(o: Observation) -> Key:
    return o.measure.id, o.group, words.period_label(o).replace(words.NBSP, " ")


def _was_and_is(revised: Sequence[Observation], figures: Mapping[Key, Told], when: str) -> str:
    """The latest of the figures that differ, before and now, and how many others there are."""
    now = revised[-1]
    before = figures[_key(now)]
    more = len(revised) - 1
    name = f"“{now.measure.short_name}”" + (f" ({now.group})" if now.group else "")
    was = _said(before.value, before.numerator, before.denominator, now)
    others = f", and {more} other figure{'s differ' if more > 1 else ' differs'} too" if more else ""
    return f"{name} {words.when(now)} was {was} {when} and is now {_said_now(now)}{others}."


def _said_now(o: Observation) -> str:
    return _said(o.value or Decimal(0), o.numerator, o.denominator, o)


def _said(value: Decimal, numerator: Decimal | None, denominator: Decimal | None, like: Observation) -> str:
    both = like.measure.unit is Unit.PCT and numerator is not None and denominator is not None
    return words.unit_text(value, like.decimals, like.measure.unit) + (
        f" ({numerator} of {denominator})" if both else ""
    )


def _told(row: Mapping[str, str | None]) -> Told | None:
    """The value in a row, or None for a row about something else, or without a number that can be read."""
    value = _number(row["exact"]) if row["number"] == "value" else None
    return None if value is None else Told(value, _number(row["numerator"]), _number(row["denominator"]))


def _number(text: str | None) -> Decimal | None:
    return Decimal(text) if text is not None and _DIGITS.fullmatch(text) else None


def _ledgers(output: Path) -> dict[Period, Path]:
    """The ledgers of a folder, those of the large-print editions aside, by the month they are for."""
    matches = ((_NAME.fullmatch(path.name), path) for path in sorted(output.glob("*.ledger.csv")))
    return {Period(int(match[1]), int(match[2])): path for match, path in matches if match}
