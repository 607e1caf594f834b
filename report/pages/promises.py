"""The young people's sheet: each promise as a hundred circles, with how many of every 100 it was kept for."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import NamedTuple

from charts.dots import Dots, draw_dots
from charts.picture import Size
from layouts.blocks import Block, CellChart, Drawing, Heading, Paragraph, Promise, Promises, Span, Status, Text
from report.metrics.model import formatting
from report.metrics.model.measure import Comparison, Target, Unit
from report.metrics.model.printed_fact import Fact
from report.metrics.model.scorecard import MeasureScore
from report.metrics.model.scorecard import Status as Judgement
from report.pages import plotted
from report.pages.cover import linked
from report.pages.report_data import Report
from report.settings.sheet_words import PromiseSpec, SheetWords
from report.wording import figures_in_words, status_labels
from report.wording.figures_in_words import text
from report.wording.templates import fill

MOST = 6  # promises: what a page has room for
_WHOLE = Decimal(1)
_HUNDRED = Decimal(100)
_FINEST = 6  # decimals, below which the arithmetic of a workbook is not exact


class OfEvery100(NamedTuple):
    """How many of every 100 a percentage is, and whether it is in truth a little more than that or a little less.

    Never 100 of what is not all, nor 0 of what is not none, nor on the other side of what was promised.
    """

    number: int
    promised: int | None
    more: bool = False
    less: bool = False


def promises(report: Report) -> list[Block]:
    """The blocks of the sheet; none where no promise may be shown."""
    shown, words = _shown(report), report.layout.words
    if not shown or words is None:
        return []
    council = report.settings.council or "your council"
    date = formatting.day(report.card.period.last_day)
    introduction = fill(words.introduction, council=lambda: council, date=lambda: date)
    return [
        Heading(1, text(report.layout.title)),
        Paragraph(introduction, "sheet"),
        Paragraph(text(words.circles), "sheet"),
        Promises(tuple(_promise(spec, score, words) for spec, score in shown)),
        *_closing(report, words),
    ]


def nothing_to_show(report: Report) -> str:
    """Why a report would be empty."""
    if "promises" in report.layout.parts:
        return "None of its promises has a percentage of 20 or more children that is not hidden."
    return "No part of the layout has anything to show. Choose another layout."


def of_every_100(value: Decimal, target: Target | None) -> OfEvery100:
    """How many of every 100 a percentage is, as a whole number that is true beside 0, 100 and what was promised."""
    exact = formatting.rounded(value, _FINEST)
    at_least = target is None or target.comparison is Comparison.AT_LEAST
    promised = None if target is None else _whole(target.value, ROUND_CEILING if at_least else ROUND_FLOOR)

    def is_true(number: int) -> bool:
        if (number == 0) is not (exact == 0) or (number == _HUNDRED) is not (exact == _HUNDRED):
            return False
        if target is None or promised is None:
            return True
        kept = exact >= target.value if at_least else exact <= target.value
        return kept is (number >= promised if at_least else number <= promised)

    near = [_whole(exact, rounding) for rounding in (ROUND_HALF_UP, ROUND_FLOOR, ROUND_CEILING)]
    between = [number for number in near if 0 < number < _HUNDRED]  # where no whole number is true of both
    number = next(iter((*filter(is_true, near), *between)))
    moved = number != near[0] or not is_true(number)
    return OfEvery100(number, promised, moved and number < exact, moved and number > exact)


def _whole(number: Decimal, rounding: str) -> int:
    return int(number.quantize(_WHOLE, rounding))


def _shown(report: Report) -> list[tuple[PromiseSpec, MeasureScore]]:
    """The first promises whose measure is a percentage with a figure of enough children, each with its score."""
    scores = {score.measure.id: score for score in report.card.scores if not score.group and _may_be_shown(score)}
    return [(spec, scores[spec.measure]) for spec in report.layout.promises if spec.measure in scores][:MOST]


def _may_be_shown(score: MeasureScore) -> bool:
    of = score.latest.denominator
    enough = of is not None and of >= formatting.FEWEST_FOR_A_PERCENTAGE
    return score.measure.unit is Unit.PCT and score.latest.has_number and enough


def _promise(spec: PromiseSpec, score: MeasureScore, words: SheetWords) -> Promise:
    goal, latest = score.target, score.latest
    share = of_every_100(latest.number, goal)
    number = figures_in_words.derived("of every 100", latest.number, str(share.number), score.measure, (latest,))
    about = words.a_little_more if share.more else words.a_little_less if share.less else ""
    counted = (*number, Span(f" {about}")) if about else number
    return Promise(
        name=text(spec.title),
        number=number,
        promise=_promised(spec, score, words),
        status=_status(score, words),
        sentence=fill(spec.sentence, n=lambda: counted),
        chart=_circles(score, share),
    )


def _promised(spec: PromiseSpec, score: MeasureScore, words: SheetWords) -> Text:
    goal = score.target
    if goal is None:
        return ()
    usual = words.at_least if goal.comparison is Comparison.AT_LEAST else words.at_most
    figure = Span(formatting.plain_number(goal.value), Fact("target", goal.value, score.measure, (), goal))
    return fill(spec.promise or usual, target=lambda: (figure,))


def _status(score: MeasureScore, words: SheetWords) -> Status | None:
    """Whether the promise was kept, by the rule that the whole report judges by; None where that says neither."""
    said = {
        Judgement.MET: words.kept,
        Judgement.CLOSE: words.nearly_kept,
        Judgement.FLOOR_MET: words.nearly_kept,
        Judgement.FLOOR_MISSED: words.not_kept,
        Judgement.NOT_MET: words.not_kept,
    }
    if score.status is None or score.status not in said:
        return None
    return Status(text(said[score.status], bold=True), status_labels.shape(score.status))


def _circles(score: MeasureScore, share: OfEvery100) -> CellChart:
    at_least = score.target is None or score.target.comparison is Comparison.AT_LEAST
    about = Fact("target", score.target.value, score.measure, (), score.target) if score.target else None
    chart = Dots(plotted.value_of(score.latest), share.number, share.promised, at_least, about)

    def draw(width_pt: float, height_pt: float, label_pt: float, accent: str) -> Drawing:
        return plotted.drawing_of(draw_dots(chart, Size(width_pt, height_pt, label_pt, f"#{accent}")), score)

    return CellChart(draw)


def _closing(report: Report, words: SheetWords) -> list[Block]:
    """What happens next, and whom to tell."""
    settings = report.settings
    after, tell = text(words.next_without_date), text(words.tell_without_contact)
    if settings.meeting_date:
        meeting = formatting.day(settings.meeting_date)
        after = fill(words.next, meeting=lambda: meeting)
    if settings.contact:
        tell = fill(words.tell, contact=lambda: linked(settings.contact))
    again = f"This sheet takes the place of an earlier one. {report.memory.reissue}" if report.memory.reissue else ""
    blocks: list[Block] = [
        Paragraph((*text(words.next_heading, bold=True), Span(" "), *after), "sheet"),
        Paragraph((*text(words.tell_heading, bold=True), Span(" "), *tell), "sheet"),
    ]
    return [*blocks, Paragraph(text(again), "sheet")] if again else blocks
