"""The panels of the report: for each measure a box with its figure, its chart, its words, and what is being done."""

from __future__ import annotations

from collections.abc import Sequence

from inputs.intake import Comment, State
from layouts.blocks import Block, Card, Heading, ItemList, Paragraph, Span, Text
from report.metrics.judgement.exceptions import OFF_TARGET, Beginning, off_target_run
from report.metrics.model import formatting
from report.metrics.model.measure import Polarity
from report.metrics.model.period_type import PeriodType
from report.metrics.model.scorecard import MeasureScore, Status
from report.pages import card_charts
from report.pages.report_data import Report
from report.pages.section_people import people
from report.settings.layout_file import PanelSpec
from report.wording import (
    benchmark_comparison,
    chart_titles,
    claims,
    control_chart_words,
    direction_words,
    figures_in_words,
    officer_commentary,
    sentences,
    status_labels,
    uncertainty,
)  # fmt: skip
from report.wording.figures_in_words import text
from report.wording.templates import sentence, templates

LONGEST_NAME = 48  # characters
LONGEST = 180  # characters of the officer's words in a column; more stands in the notes
MOST_COLUMNS = 3  # beside one another
IN_FULL = {"reading", "data_notes"}  # the parts that print what has no room here


def panels(report: Report) -> list[Block]:
    """Every section: its heading, the officer's commentary, and a box for each measure with scores."""
    blocks: list[Block] = []
    for section in report.sections:
        specs = [spec for spec in section.panels if report.card.of(spec.measure)]
        blocks.append(
            Heading(2, text(section.title), ref=str(section.number), new_page=not blocks and not report.is_short)
        )
        blocks += people(section)
        if section.commentary:
            blocks.append(Paragraph(text(section.commentary)))
        blocks += [card(report, spec, report.card.of(spec.measure)) for spec in specs]
    return blocks


def card(report: Report, spec: PanelSpec, scores: tuple[MeasureScore, ...]) -> Card:
    """The box of a measure; of groups, of all of them."""
    second = next(iter(report.card.of(spec.second)), None)
    score, grouped = scores[0], len(scores) > 1
    whole = sentences.largest_group(scores)
    chart = card_charts.of_card(spec, scores, second)
    return Card(
        ref=score.measure.ref,
        name=text(_name(score, second)),
        link=f"#n{score.measure.ref}" if "all_numbers" in report.layout.parts else "",
        status=None if grouped or score.measure.polarity is Polarity.CONTEXT else status_labels.cell(score),
        message=_message(scores, second),
        number=_number(whole, chart is not None),
        basis=tuple(line for line in _basis(whole, second) if line)
        if score.measure.ranked
        else (text(formatting.period_line(whole.latest)),),
        chart=chart,
        columns=tuple(_columns(report, spec)),
        a_page=report.layout.panels_a_page,
        also=second.measure.ref if second else "",
        notes=_notes(report, spec, scores),
    )


def _name(score: MeasureScore, second: MeasureScore | None) -> str:
    """The measure's name, or its short one where that is too long for a line beside the status."""
    if second is None:
        return score.measure.name if len(score.measure.name) <= LONGEST_NAME else score.measure.short_name
    return f"{score.measure.name}, and {formatting.name_in_sentence(second.measure.name)} ({second.measure.ref})"


def _number(score: MeasureScore, has_chart: bool) -> Text:
    """The large type of a box; none beside no chart where its message says the same, that the figure is hidden."""
    if not score.measure.ranked:
        return text(templates()["verdict"]["by_group"].format(group=score.measure.group_name.lower()))
    says_less = score.latest.state is State.SUPPRESSED and not score.latest.fewer_than
    return () if says_less and not has_chart else figures_in_words.big_value(score.latest)


def _message(scores: tuple[MeasureScore, ...], second: MeasureScore | None) -> Text:
    """What the figure is, what that says of its target and since when, and where it is going."""
    score = sentences.largest_group(scores)
    if not score.latest.has_number:
        return sentences.message(scores, second)
    paired = second is not None and len(scores) == 1
    direction = direction_words.said(score, second) if paired else ()
    verdict = _verdict(score) if score.measure.ranked else ()
    return (*sentences.opening(scores, second, with_counts=paired), *verdict, *direction)


def _verdict(score: MeasureScore) -> Text:
    """That the figure meets its target or misses it, and since when it has; empty where that is not judged."""
    words, goal = templates()["verdict"], score.target
    if goal is None or score.measure.polarity is Polarity.CONTEXT or score.status is None:
        return ()
    if score.status is Status.TOO_FEW:
        return text(f" {words['too_few']}")
    if score.status not in (Status.MET, *OFF_TARGET):
        return ()
    key = "meets" if score.status is Status.MET else "misses"
    run = off_target_run(score) if key == "misses" else None
    since = (
        run is not None
        and len(run.figures) > 1
        and not run.gaps
        and run.begins is not Beginning.GAP
        and len({goal.at(one.period).value for one in (*run.figures, score.latest)}) == 1
    )
    first = "_first" if run is not None and run.begins is Beginning.FIRST else ""
    months = score.latest.period_type is PeriodType.YEAR_TO_DATE  # of which the run is, and not of the figure itself
    said = sentence(
        "verdict",
        f"{key}_{'months' if months else 'since'}{first}" if since else key,
        target=lambda: (figures_in_words.target_number if since else figures_in_words.target)(goal, score.measure),
        first=lambda: formatting.name_of(run.figures[0]) if run else "",
        step=lambda: chart_titles.PERIOD_NOUNS[run.figures[0].period.length] if run else "",
    )
    return (Span(" "), *claims.with_rules(said, [score]))


def _basis(score: MeasureScore, second: MeasureScore | None) -> tuple[Text, ...]:
    """The lines under the number: n of N, what it covers, a year ago, what one child is worth, similar councils."""
    counts = _counts_of_pair(score, second) if second is not None else figures_in_words.counts(score.latest)
    small = () if second is not None else (uncertainty.spread_line(score), uncertainty.points_line(score))
    alone = (direction_words.short(score), uncertainty.underlying_line(score)) if second is None else ()
    year_ago = direction_words.lines(score, second)
    return (counts, *year_ago, *alone, *small, benchmark_comparison.similar_line(score))


def _counts_of_pair(score: MeasureScore, second: MeasureScore) -> Text:
    """What the number over it counts, and the other measure's number; without a number of either, less or nothing."""
    own, other = score.measure.pair_name.lower(), second.measure.pair_name.lower()
    if not score.latest.has_number:
        return ()
    if not second.latest.has_number:
        return text(own)
    return (Span(f"{own}, "), *figures_in_words.value(second.latest), Span(f" {other}"))


def in_full(report: Report) -> list[Block]:
    """The officer's words that the boxes do not have in full, for a part with notes; nothing where they have all."""
    items: list[Text] = []
    for comment in report.comments:
        if not _has_room_for(report, comment) and not _says_nothing(comment):
            ref = report.card.of(comment.item)[0].measure.ref
            items.append((Span(f"{ref} ", link=f"#{ref}"), *officer_commentary.paragraph(comment)))
    return [Heading(3, text(templates()["reading"]["in_full"])), ItemList(tuple(items))] if items else []


def _says_nothing(comment: Comment) -> bool:
    """Whether a comment holds no words of the service, but the sentence that they are not printed."""
    answers = officer_commentary.answers(comment)
    return bool(answers) and all(one.text == templates()["kept_out"]["service"] for one in answers)


def _has_room_for(report: Report, comment: Comment) -> bool:
    """Whether a box has all of a comment: in so many columns, none too long, and not that of a pair's other measure."""
    specs = [spec for section in report.sections for spec in section.panels]
    if comment.item not in {name for spec in specs for name in (spec.measure, spec.second)}:
        return False
    columns = officer_commentary.columns(comment)
    whole = len(columns) <= MOST_COLUMNS and all(len(words) <= LONGEST for _, words in columns)
    return whole and not any(comment.item == spec.second and report.comment_on(spec.measure) for spec in specs)


def _columns(report: Report, spec: PanelSpec) -> list[tuple[Text, Text]]:
    """Why, what we are doing, who and by when; what is too long ends with where the rest is."""
    comments = (report.comment_on(name) for name in (spec.measure, spec.second) if name)
    comment = next((one for one in comments if one is not None), None)
    if comment is None:
        return []
    columns = officer_commentary.columns(comment)[:MOST_COLUMNS]
    return [(text(head), text(shortened(words, comment.item, report))) for head, words in columns]


def shortened(words: str, measure_id: str, report: Report) -> str:
    """The officer's words, whole or up to the end of a word, with where the rest is, if a part has it."""
    if len(words) <= LONGEST or IN_FULL.isdisjoint(report.layout.parts):
        return words
    ref = report.card.of(measure_id)[0].measure.ref
    more = templates()["verdict"]["more"].format(ref=ref)
    return f"{words[:LONGEST].rsplit(' ', 1)[0].rstrip(' ,;:.')} … {more}"


def _notes(report: Report, spec: PanelSpec, scores: Sequence[MeasureScore]) -> tuple[Text, ...]:
    """A new way of counting, the layout's words, the outlook and what is lacking, in one line; none for nothing."""
    score = scores[0]
    changes = [change.note for change in (*score.earlier_changes, score.method_change) if change]
    changes += [control_chart_words.rebased(one) for one in score.rebases if score.control is not None]
    words = " ".join((*changes, spec.commentary)).strip()
    outlook = uncertainty.outlook_line(score) if len(scores) == 1 else ()
    lacking = uncertainty.spread_note(score) if len(scores) == 1 and score.measure.unit.is_average else ""
    parts = (text(words) if words else (), outlook, text(lacking) if lacking else ())
    said = tuple(span for part in parts if part for span in (Span(" "), *part))[1:]
    return (said,) if said else ()
