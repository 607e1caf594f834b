"""The last pages: how to read the report, what each measure counts, and what readers must know of the figures."""

from __future__ import annotations

from layouts.blocks import Block, Entries, Heading, Span, Text
from report.metrics.model.measure import Basis, Measure, Polarity
from report.pages import cards, data_notes, how_to_read
from report.pages.report_data import Report
from report.wording import status_labels
from report.wording.figures_in_words import text
from report.wording.templates import templates


def reading(report: Report) -> list[Block]:
    """How to read, definitions, notes, and where the figures come from."""
    return [
        Heading(2, text("How to read this report")),
        Entries(tuple(_rules(report))),
        Heading(2, text("What each measure counts")),
        Entries(tuple(_definitions(report))),
        Heading(2, text("Data notes")),
        *_notes(report),
    ]


def _rules(report: Report) -> list[tuple[Text, Text]]:
    """Each rule under a few words of its own."""
    heads = templates()["reading"]
    rules = [(heads["status"], how_to_read.rule_in_force(report))]
    scores = report.card.scores
    judged = [score.measure for score in scores if score.target and score.measure.polarity is not Polarity.CONTEXT]
    rules += status_labels.meanings(report.settings.target_rules, judged)
    rules += status_labels.unjudged(scores)
    if set_by := _who_set(report):
        rules.append((heads["who_set"], set_by))
    rules += how_to_read.rules_by_name(report)
    return [(text(head), text(rule)) for head, rule in rules]


def _who_set(report: Report) -> str:
    """Who set the targets of which measures: the law, nation or council; "" without any."""
    words, refs = templates()["reading"], {basis: dict[str, None]() for basis in Basis}
    for score in report.card.scores:
        if score.target is not None and score.measure.polarity is not Polarity.CONTEXT:
            refs[score.target.basis][score.measure.ref] = None
    said = (words[f"who_set_{basis}"].format(refs=", ".join(held)) for basis, held in refs.items() if held)
    return " ".join(said)


def _definitions(report: Report) -> list[tuple[Text, Text]]:
    """For each measure its definition, its name in law, the number of its source, and who is responsible."""
    numbers = _sources(report)
    measures = {score.measure.id: score.measure for score in report.card.scores}.values()
    return [
        ((Span(f"{m.ref} ", link=f"#{m.ref}"), Span(m.name)), text(_definition(m, numbers[m.source]))) for m in measures
    ]


def _sources(report: Report) -> dict[str, int]:
    """A number for each source of a definition, in the order of the measures."""
    sources = dict.fromkeys(score.measure.source for score in report.card.scores)
    return {source: number for number, source in enumerate(sources, start=1)}


def _definition(measure: Measure, source: int) -> str:
    words = templates()["reading"]
    name = words["in_law"].format(name=measure.statutory_name) if measure.statutory_name else ""
    limit = measure.threshold
    note = f"{limit.name}: {limit.source}. {limit.note}" if limit else ""
    national = words["none_published"] if measure.national == "none" else ""
    owner = words["owner"].format(owner=measure.owner)
    parts = (measure.definition, name, note, national, words["source"].format(number=source), owner)
    return " ".join(part.strip() for part in parts if part.strip())


def _notes(report: Report) -> list[Block]:
    """What readers must know of the figures, revisions, the rest of long commentary, and sources."""
    words = templates()["reading"]
    told = " ".join(data_notes.for_readers(report)) or data_notes.NOTHING_FOUND
    listed = " ".join(f"[{number}] {source.rstrip('.')}." for source, number in _sources(report).items())
    entries = [
        (words["to_know"], f"{data_notes.sample_notice_text(report)} {told}".strip()),
        (words["where_from"], data_notes.where_from_text(report)),
        *zip((words["compared"], words["compared_sources"]), data_notes.comparison_texts(report), strict=False),
        (words["sources"], listed),
    ]
    blocks: list[Block] = [Entries(tuple((text(head), text(said)) for head, said in entries if said))]
    blocks += data_notes.stated_sources(report)
    blocks += data_notes.revised(report)
    return [*blocks, *cards.in_full(report)]
