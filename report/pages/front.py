"""The first page: whose report it is, a message on how it stands, a strip, tiles, and what the committee is asked."""

from __future__ import annotations

from inputs.period import YEAR_MONTHS
from layouts.blocks import (
    Block,
    Heading,
    ItemList,
    Paragraph,
    Span,
    Status,
    Strip,
    StripGroup,
    Text,
    Tile,
    Tiles,
)  # fmt: skip
from report.metrics.judgement.exceptions import is_exception, severity
from report.metrics.model import formatting
from report.metrics.model.measure import Polarity, Unit
from report.metrics.model.scorecard import MeasureScore
from report.metrics.model.scorecard import Status as Judgement
from report.pages import card_charts
from report.pages.cover import linked, position, replaces
from report.pages.report_data import Report
from report.settings.layout_file import MOST_TILES
from report.wording import figures_in_words, page_message, status_labels
from report.wording.figures_in_words import text
from report.wording.sentences import standing_for
from report.wording.templates import sentence, templates


def front(report: Report) -> list[Block]:
    """The blocks of the first page; a fact that nobody gave has no line."""
    scores = one_of_each(report)
    blocks: list[Block] = [Heading(1, text(report.layout.title))]
    if kicker := " · ".join(part for part in (report.settings.council, report.settings.service) if part):
        begins = report.layout.parts[:1] == ("front",)  # elsewhere the heading is what begins the page
        blocks.insert(0 if begins else 1, Paragraph(text(kicker), "kicker"))
    blocks.append(Paragraph(text(position(report)), "lead"))
    blocks += [Paragraph(line, "facts") for line in _facts(report) if line]
    said = text(own) if (own := _dated(report, report.settings.message).strip()) else page_message.message(scores)
    if said:
        blocks.append(Paragraph(said, "message"))
    if strip := _strip(scores):
        blocks.append(strip)
    chosen = _chosen(report, scores)
    if chosen:
        blocks += [Tiles(tuple(map(_tile, chosen))), Paragraph(text(_note(chosen)), "small")]
    return [*blocks, *asked_to(report)]


def one_of_each(report: Report) -> list[MeasureScore]:
    """The score of each measure that the report shows, of groups the largest, or each where they have no order."""
    ids = dict.fromkeys(score.measure.id for score in report.card.scores)
    return [score for measure_id in ids for score in standing_for(report.card.of(measure_id))]


def asked_to(report: Report) -> list[Block]:
    """What the committee is asked to do. ``{date}`` in an item becomes the report's date in full."""
    settings = report.settings
    if not settings.recommendations:
        return []
    items = tuple(text(_dated(report, item)) for item in settings.recommendations)
    heading = f"The {settings.committee or 'committee'} is asked to"
    return [Heading(3, text(heading)), ItemList(items, numbered=True)]


def _dated(report: Report, words: str) -> str:
    """The officer's words with the report's date in full for ``{date}``."""
    return words.replace("{date}", formatting.day(report.card.period.last_day))


def _facts(report: Report) -> list[Text]:
    """For which meeting the report is, and whose it is, in two lines."""
    settings = report.settings
    meeting = formatting.day(settings.meeting_date) if settings.meeting_date else ""
    item = f"item{formatting.NBSP}{settings.agenda_item}" if settings.agenda_item else ""
    where = ", ".join(part for part in (settings.committee, meeting, item) if part)
    purpose = f"For {formatting.uncapitalised(settings.purpose)}" if settings.purpose else ""
    by = f"Report of the {settings.report_of}" if settings.report_of else ""
    author = f"Author: {settings.author}" if settings.author and not settings.contact else ""
    contact = f"Contact: {settings.contact}" if settings.contact else ""
    again = replaces(report)
    lines = ((where, report.classification, purpose), (by, author, contact), (again,))
    return [_joined(said, contact) for parts in lines if (said := [part for part in parts if part])]


def _joined(facts: list[str], contact: str) -> Text:
    """Facts in one line, each with its full stop; of them only the contact has links."""
    ended = ((linked if fact == contact else text)(f"{fact.rstrip('.')}.") for fact in facts)
    return tuple(span for fact in ended for span in (Span(" "), *fact))[1:]


def _strip(scores: list[MeasureScore]) -> Strip | None:
    """A shape for each target, in groups by status; None where nothing is judged."""
    by_status = page_message.counts(scores)
    if not by_status:
        return None
    groups = [
        StripGroup(
            text(f"{len(held)} {status.value.lower()}", bold=True),
            status_labels.shape(status),
            tuple((Span(score.measure.ref, link=f"#{score.measure.ref}"),) for score in held),
        )
        for status, held in by_status.items()
    ]
    if Judgement.MET not in by_status:
        groups.insert(0, StripGroup(text("0 met"), "full", ()))
    judged = sum(map(len, by_status.values()))
    return Strip(text(f"Our {judged} targets" if judged > 1 else "Our one target"), tuple(groups))


def _chosen(report: Report, scores: list[MeasureScore]) -> list[MeasureScore]:
    """The measures of the tiles: those that the layout names and that have a figure, the worst, then the others."""
    shown = [score for score in scores if score.latest.has_number]
    by_id = {score.measure.id: score for score in reversed(shown)}  # of groups without an order the first
    named = [by_id[name] for name in report.layout.tiles if name in by_id]
    most = len(report.layout.tiles) or MOST_TILES
    left = [score for score in shown if score not in named]
    worst = sorted(filter(is_exception, left), key=severity)[: most if named else max(1, most - 2)]
    others = [score for score in left if score not in worst and not score.group]
    return [*named, *worst, *others][:most]


def _tile(score: MeasureScore) -> Tile:
    status = status_labels.of_overview(score) or Status(text("No figure", bold=True), "dash")
    return Tile(
        ref=score.measure.ref,
        name=text(": ".join(part for part in (score.measure.short_name, score.group) if part)),
        number=figures_in_words.big_value(score.latest),
        status=status,
        aside=_aside(score),
        chart=card_charts.tile_trend(score),
        lines=(_counts(score), _a_year_ago(score)),
    )


def _aside(score: MeasureScore) -> Text:
    """The target, or the planning figure of a measure that is never judged; empty without one."""
    if score.target is None:
        return ()
    word = "plan" if score.measure.polarity is Polarity.CONTEXT else "target"
    return (Span(f"{word} "), *figures_in_words.target_number(score.target, score.measure))


def _counts(score: MeasureScore) -> Text:
    counts = figures_in_words.counts(score.latest)
    return counts if counts and score.measure.unit is not Unit.COUNT else text(formatting.period_line(score.latest))


def _a_year_ago(score: MeasureScore) -> Text:
    """What it was a year ago, or why that is not said."""
    if score.breaks_from_last_year:
        return text(templates()["message_page"]["new_count"])
    if not score.last_year.has_number:
        return ()
    return sentence("message_page", "was", before=lambda: figures_in_words.value(score.last_year))


def _note(scores: list[MeasureScore]) -> str:
    """What the lines of the tiles show."""
    runs = dict.fromkeys(card_charts.run_of(score) for score in scores)
    yearly = all(score.series[-1].period.length == YEAR_MONTHS for score in scores)
    lines = next(iter(runs)) if len(runs) == 1 else f"each measure’s own {'years' if yearly else 'months'}"
    target = " Dashes: target or plan. Shaded: on target." if any(score.target for score in scores) else ""
    to_date = sorted(score.measure.ref for score in scores if score.headline is not score.series)
    anew = f" {', '.join(to_date)}: since each April." if to_date else ""
    return f"Lines: {lines}.{target}{anew}"
