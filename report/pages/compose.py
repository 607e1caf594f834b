"""Layout items and the scorecard into blocks: what stands on the pages, in reading order."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from layouts.blocks import (
    Block,
    Contents,
    Facts,
    Figure,
    Furniture,
    Heading,
    Panel,
    Paragraph,
    Points,
    Span,
    Table,
    Text,
)
from report.metrics.model import formatting
from report.metrics.model.period import Period
from report.metrics.model.scorecard import MeasureScore, Observation, Polarity, Scorecard
from report.pages import at_a_glance, charts, data_notes, exceptions, headlines, signals, tables
from report.pages.committee_requests import asked, stand_before_contents
from report.pages.report_data import Report
from report.settings.layout_file import PanelSpec, SectionSpec
from report.wording import (
    benchmark_comparison,
    direction_words,
    figures_in_words,
    officer_commentary,
    sentences,
    status_labels,
    uncertainty,
)

# An e-mail or web address, without the full stop or bracket that ends the sentence it stands in.
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|https?://[\x21-\x7e]*[\w/]", re.ASCII)


def compose(report: Report) -> tuple[Block, ...]:
    """The blocks of the whole report, in the order of the layout's parts."""
    parts = composers()
    return tuple(block for part in report.layout.parts for block in parts[part](report))


def composers() -> dict[str, Callable[[Report], list[Block]]]:
    """What composes each part that a layout may name."""
    return {
        "cover": cover,
        "headlines": headlines.headlines,
        "recommendations": recommendations,
        "asked": asked,
        "contents": contents,
        "at_a_glance": at_a_glance.at_a_glance,
        "exceptions": exceptions.exceptions,
        "signals": signals.signals,
        "sections": sections,
        "how_to_read": data_notes.how_to_read,
        "definitions": data_notes.definitions,
        "data_notes": data_notes.data_notes,
    }


def furniture(report: Report) -> Furniture:
    """What every page carries, and what the file says of itself. The file is dated by the report, not by the clock."""
    settings, card = report.settings, report.card
    position = formatting.day(card.period.last_day).replace(formatting.NBSP, " ")
    title = f"{report.layout.title}: position at {position}"
    if settings.council:
        title = f"{settings.council}: {formatting.uncapitalised(title)}"
    return Furniture(
        title=title,
        author=settings.author or settings.service,
        subject=report.layout.subject,
        keywords="corporate parenting, children in care, care leavers, performance",
        running_head=f"{report.layout.title}: position at {formatting.day(card.period.last_day)}",
        notice=report.notice,
        date=report.day.isoformat(),
    )


def cover(report: Report) -> list[Block]:
    """Title, position and the facts of a committee paper's first page. A fact that nobody gave has no line."""
    settings = report.settings
    meeting = formatting.day(settings.meeting_date) if settings.meeting_date else ""
    agenda_item = f"agenda item{formatting.NBSP}{settings.agenda_item}" if settings.agenda_item else ""
    facts = (
        ("Council", settings.council),
        ("Report to", settings.committee),
        ("Meeting", ", ".join(part for part in (meeting, agenda_item) if part)),
        ("Report of", settings.report_of),
        ("Author", settings.author),
        ("Contact", settings.contact),
        ("Classification", settings.classification),
        ("Purpose", settings.purpose),
        ("Reissued", f"In place of the report issued before. {report.memory.reissue}" if report.memory.reissue else ""),
    )
    rows = tuple((label, _linked(value)) for label, value in facts if value)
    blocks: list[Block] = [
        Heading(1, tables.text(report.layout.title)),
        Paragraph(tables.text(_position(report)), "lead"),
    ]
    return [*blocks, Facts(rows)] if rows else blocks


def _linked(value: str) -> Text:
    """A fact, its e-mail and web addresses as links."""
    spans, after = [], 0
    for found in _ADDRESS.finditer(value):
        kind = "" if found[0].startswith("http") else "mailto:"
        spans += [Span(value[after : found.start()]), Span(found[0], link=kind + found[0])]
        after = found.end()
    return tuple(span for span in (*spans, Span(value[after:])) if span.text)


def contents(report: Report) -> list[Block]:
    """The sections that follow, with their pages, behind the cover, and under the panel's asks where there are any."""
    return [Heading(2, tables.text("Contents"), new_page=not stand_before_contents(report)), Contents()]


def recommendations(report: Report) -> list[Block]:
    """What the committee is asked to do. ``{date}`` in a recommendation becomes the report's date in full."""
    settings = report.settings
    if not settings.recommendations:
        return []
    date = formatting.day(report.card.period.last_day)
    question = f"{settings.committee or 'The committee'} is asked to agree that it:"
    return [
        Heading(2, tables.text("Recommendations")),
        Paragraph(tables.text(question)),
        Points(tuple(tables.text(item.replace("{date}", date)) for item in settings.recommendations), numbered=True),
    ]


def sections(report: Report) -> list[Block]:
    """Every section with its panels."""
    return [block for section in report.sections for block in _section(report, section)]


def _section(report: Report, section: SectionSpec) -> list[Block]:
    blocks: list[Block] = [Heading(2, tables.text(section.title), ref=str(section.number))]
    if section.commentary:
        blocks.append(Paragraph(tables.text(section.commentary)))
    for spec in section.panels:
        scores = report.card.of(spec.measure)
        if scores:
            blocks.append(panel(report, spec, scores))
    return blocks


def panel(report: Report, spec: PanelSpec, scores: tuple[MeasureScore, ...]) -> Panel:
    """One measure: its message, number, judgement, charts, numbers and small print."""
    second = next(iter(report.card.of(spec.second)), None)
    measure = scores[0].measure
    grouped = len(scores) > 1
    lone = scores[0]
    numbers = _tables(spec, scores, second)
    return Panel(
        ref=measure.ref,
        name=tables.text(_name(measure.name, second)),
        message=sentences.message_in_panel(scores, second),
        number=() if grouped else figures_in_words.big_value(lone.latest),
        basis=() if grouped else _basis(lone, second),
        status=None if grouped or measure.polarity is Polarity.CONTEXT else status_labels.cell(lone),
        direction=() if grouped else direction_words.lines(lone, second),
        figures=_figures(spec, scores, second),
        tables=(*numbers, *_behind_funnel(report, spec, lone)),
        commentary=(
            *(tables.text(words_) for words_ in (_change_note(lone), spec.commentary) if words_),
            *_officers_words(report, spec),
            *(line for line in (uncertainty.outlook_line(lone), _compared(spec, lone)) if line),
        ),
        small_print=_small_print(scores, second, numbers),
    )


def _name(name: str, second: MeasureScore | None) -> str:
    if second is None:
        return name
    return f"{name}, and {formatting.uncapitalised(second.measure.name)} ({second.measure.ref})"


def _basis(score: MeasureScore, second: MeasureScore | None) -> tuple[Text, ...]:
    counts = figures_in_words.counts(score.latest)
    if second is not None and second.latest.has_number:
        own, other = score.measure.pair_name.lower(), second.measure.pair_name.lower()
        counts = (Span(f"{own}, "), *figures_in_words.value(second.latest), Span(f" {other}"))
    sure = (uncertainty.spread_line(score), uncertainty.likely_line(score)) if second is None else ()
    aims = (sentences.target_line(score), sentences.threshold_line(score))
    lines = (counts, tables.text(formatting.period_line(score.latest)), *sure, *aims)
    return tuple(line for line in lines if line)


def _figures(spec: PanelSpec, scores: tuple[MeasureScore, ...], second: MeasureScore | None) -> tuple[Figure, ...]:
    drawn = [charts.CHARTS[name](scores, second, spec.window) for name in spec.charts]
    return tuple(figure for figure in drawn if figure is not None)


def _tables(spec: PanelSpec, scores: tuple[MeasureScore, ...], second: MeasureScore | None) -> tuple[Table, ...]:
    if spec.numbers == "none":
        return ()
    if len(scores) > 1:
        return (tables.groups_of_total(scores) if scores[0].measure.parts_of else tables.groups_of_average(scores),)
    score = scores[0]
    if score.series[-1].period.length == 12:
        return (tables.behind_years(charts.window_of(score.series, spec.window)),)
    if score.series[-1].period.length == 3:
        return (tables.behind_quarters(charts.window_of(score.series, spec.window)),)
    if spec.numbers == "quarters" and score.quarters:
        return (tables.behind_quarters(charts.window_of(score.quarters, spec.window)),)
    return (tables.behind_months(_runs(spec, score, second)),)


def _runs(spec: PanelSpec, score: MeasureScore, second: MeasureScore | None) -> list[tuple[str, Sequence[Observation]]]:
    months = charts.window_of(score.series, spec.window)
    if second is not None:
        others = charts.window_of(second.series, spec.window)
        return [(score.measure.pair_name.lower(), months), (second.measure.pair_name.lower(), others)]
    if "year_to_date" in spec.charts and score.year_to_date:
        return [("to date", charts.window_of(score.year_to_date, spec.window)), ("in month", months)]
    return [("", months)]


def _officers_words(report: Report, spec: PanelSpec) -> tuple[Text, ...]:
    comments = [report.comment_on(name) for name in (spec.measure, spec.second) if name]
    return tuple(officer_commentary.in_words(comment) for comment in comments if comment is not None)


def _change_note(score: MeasureScore) -> str:
    """What changed in the way of counting, each time that it did."""
    return " ".join(change.note for change in (*score.earlier_changes, score.method_change) if change)


def _compared(spec: PanelSpec, score: MeasureScore) -> Text:
    return (
        *benchmark_comparison.beside(score),
        *(benchmark_comparison.beside_funnel(score) if "funnel" in spec.charts else ()),
    )


def _behind_funnel(report: Report, spec: PanelSpec, score: MeasureScore) -> tuple[Table, ...]:
    return benchmark_comparison.funnel_table(score, report.settings.council) if "funnel" in spec.charts else ()


def _small_print(
    scores: Sequence[MeasureScore], second: MeasureScore | None, numbers: Sequence[Table]
) -> tuple[Text, ...]:
    """What is counted, what the numbers lack, and what the marks among them mean."""
    measure = scores[0].measure
    definition = measure.definition + (f" {second.measure.definition}" if second else "")
    spread = "" if len(scores) > 1 else uncertainty.spread_note(scores[0])
    set_for = measure.threshold.note if measure.threshold and len(scores) == 1 else ""
    revised = "r: revised since the last report; the data notes say what it was."
    hidden = "c: hidden, since it could point at a child."
    marks = ((revised, tables.has_mark), (hidden, tables.has_hidden))
    said = (meaning for meaning, is_in in marks if any(map(is_in, numbers)))
    notes = (definition, set_for, spread, benchmark_comparison.none_published(scores[0]), *said)
    return (tables.text(" ".join(note for note in notes if note)),)


def _position(report: Report) -> str:
    card = report.card
    quarter = "" if report.yearly else _quarter_of(card)
    return f"Position at {formatting.day(card.period.last_day)}{quarter}"


def _quarter_of(card: Scorecard) -> str:
    """The quarter in words where the report is for whole months that end one."""
    if not card.period.ends_quarter:
        return ""
    months = formatting.months_run(Period(card.period.year, card.period.month, 3))
    return f" (Quarter {card.period.quarter}, {months})"
