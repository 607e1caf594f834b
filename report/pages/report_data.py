"""``Report``: all that the pages are made from, gathered before the first block is made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from inputs.findings import Finding
from inputs.intake import Ask, Comment, Intake
from report.metrics.model import formatting
from report.metrics.model.last_report import NO_LAST_REPORT, LastReport
from report.metrics.model.measure import Measure
from report.metrics.model.scorecard import Scorecard
from report.settings.layout_file import Layout, PanelSpec, SectionSpec
from report.settings.report_file import Settings

FEW_BOXES = 4  # measures that have a box


@dataclass(frozen=True, slots=True)
class Report:
    """One report: layout, settings, scorecard, findings, and what else its pages print.

    ``notice`` is printed on every page, such as of a sample. ``as_at`` has for each return the services whose measures
    it gives, and the date it states; ``returns`` is how many returns there are. ``stated_sources`` are the sources that
    the returns name. ``local`` are the ids of the measures that the council added beside its workbooks. ``asks`` are
    the committee's requests. ``memory`` is what the last report said. ``authority_name`` is the council as published
    figures name it, or "". ``comments`` are the officer's own words, at most one for each measure.
    """

    layout: Layout
    settings: Settings
    card: Scorecard
    findings: tuple[Finding, ...]
    notice: str
    as_at: tuple[tuple[str, str], ...]
    returns: int
    stated_sources: tuple[str, ...] = ()
    local: tuple[str, ...] = ()
    asks: tuple[Ask, ...] = ()
    memory: LastReport = NO_LAST_REPORT
    authority_name: str = ""
    comments: tuple[Comment, ...] = ()

    def comment_on(self, measure_id: str) -> Comment | None:
        """The officer's comment on a measure, or None."""
        return next((comment for comment in self.comments if comment.item == measure_id), None)

    @property
    def sections(self) -> tuple[SectionSpec, ...]:
        """The layout's sections that have a score to show, and one more for local measures that it does not name."""
        whole = [replace(s, panels=tuple(map(self._of_given, s.panels))) for s in self.layout.sections]
        sections = tuple(s for s in whole if any(self.card.of(p.measure) for p in s.panels))
        named = self.layout.measures
        extra = [s.measure.id for s in self.card.scores if s.measure.id in self.local and s.measure.id not in named]
        if not extra:
            return sections
        panels = tuple(PanelSpec(measure=name, charts=("months",), numbers="months") for name in dict.fromkeys(extra))
        return (*sections, SectionSpec(len(self.layout.sections) + 1, "Other measures", panels))

    def _of_given(self, panel: PanelSpec) -> PanelSpec:
        """The panel or, where only the second of its two measures has a score, a panel of that one alone."""
        if self.card.of(panel.measure) or not self.card.of(panel.second):
            return panel
        return replace(panel, measure=panel.second, second="", charts=("months",))

    @property
    def classification(self) -> str:
        """The council's own word for who may see the report; "" for an exempt one, which is marked as such."""
        return "" if self.card.disclosure.is_exempt else self.settings.classification

    @property
    def is_short(self) -> bool:
        """Whether it has so few measures that its parts need no pages of their own."""
        shown = [panel for section in self.sections for panel in section.panels if self.card.of(panel.measure)]
        return len(shown) <= FEW_BOXES

    @property
    def day(self) -> date:
        """The report's own date: that of its meeting or, where nobody gave one, the last day of its month."""
        return self.settings.meeting_date or self.card.period.last_day

    @property
    def yearly(self) -> bool:
        """Whether every figure is one a year."""
        return all(score.series[-1].period.length == 12 for score in self.card.scores)

    @property
    def owed(self) -> tuple[str, ...]:
        """The ids of the measures that the layout asks for and no return gave, with those of the last report."""
        asked = self.layout.asked
        if asked is None:
            return self.lacking
        more = (m.id for m in self.card.not_supplied if m.id in asked and m.id not in self.layout.measures)
        return (*(name for name in self.lacking if name in asked), *more)

    @property
    def lacking(self) -> tuple[str, ...]:
        """The ids of the measures that the layout has a place for and no return gave, asked for or not."""
        expected = [p for s in self.layout.sections for p in s.panels if not p.optional]
        names = [name for p in expected for name in (p.measure, p.second) if name]
        return tuple(name for name in names if not self.card.of(name))


def as_at_by_return(intake: Intake, measures: Sequence[Measure]) -> tuple[tuple[str, str], ...]:
    """For each workbook, the services whose measures it gives, and the date it says it is correct as at."""
    owners = {m.id: m.owner for m in measures}
    told: dict[str, tuple[dict[str, None], str]] = {}
    for one in intake.returns:
        names, as_at = told.setdefault(one.workbook, ({}, one.as_at))
        names.update(dict.fromkeys(owners[s.item] for s in one.series))
        told[one.workbook] = (names, as_at or one.as_at)
    return tuple(sorted((formatting.capitalised("; ".join(names)), as_at) for names, as_at in told.values()))
