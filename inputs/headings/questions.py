"""Reads what an answer states: a yes or a no under a heading, after a question, or a value after a label.

The words are those of ``known_returns/context/facts.toml``, as in ``fact_words``.
"""

from __future__ import annotations

import re

from inputs.headings.fact_lists import fact_source, listed, pattern_of
from inputs.headings.fact_words import LONGEST, WHOLE, Aspect, Said, spans_in, stated_alone, units_in
from inputs.headings.folding import fold


def denied_in(text: str) -> tuple[Said, ...]:
    """A draft, where one text asks whether figures are final and says no: “Validated? No”, “Signed off: not yet”."""
    question, mark, answer = re.sub(r"\?\s*:", "?", text, count=1).partition("?" if "?" in text else ":")
    return answered(question, answer) if mark and len(text) <= LONGEST else ()


def stated_by_label(label: str, value: str) -> tuple[Said, ...]:
    """What a value after a label such as Basis, Coverage, Status or Unit states of all the figures near it."""
    if fold(label) in listed("unit_heading") | listed("span_heading") | listed("standing_heading"):
        aspects: tuple[Aspect, ...] = (Aspect.UNIT, Aspect.STANDING, Aspect.WHOSE)
    elif fold(label) in listed("covers") | listed("dimension"):
        aspects = (Aspect.WHOSE,)
    else:
        return ()
    alone = (stated_alone(re.sub(r"(?i)\s+only$", "", value.strip()), aspect) for aspect in aspects)
    found = [one for one in alone if one is not None and one.id not in {WHOLE, "else", "count", "pct", "days"}]
    return (*found, *units_in(fold(value)), *(spans_in(fold(value)) if len(aspects) > 1 else ()))


def answered(question: str, answer: str) -> tuple[Said, ...]:
    """What a yes or a no under a heading states, as Validated? and no, Draft? and yes, or Actual/Forecast and F."""
    asked, said = fold(question), fold(answer)
    if asked not in listed("asks_whether_final"):
        asked = " ".join(word for word in asked.split() if word not in listed("of_questions")) or asked
    if asked in listed("asks_whether_final") and said in listed("answers_no"):
        return (Said(Aspect.STANDING, "draft", "not final", f"{asked} {said}"),)
    if without := _asked_of(asked, said):
        return (without,)
    if said in listed("answers_yes"):
        if asked in listed("asks_whether_left_out"):
            return (Said(Aspect.STANDING, "superseded", "to be left out", f"{asked} {said}"),)
        standing = stated_alone(question, Aspect.STANDING)
        spans = tuple(spans_in(asked))
        return (standing,) if standing and standing.id != "else" else spans
    if len(said) == 1 and said.isalpha():  # one of the words of the heading, by its first letter
        words = [word for word in re.split(r"\W+|\bor\b", question.casefold()) if word.startswith(said)]
        letters = fact_source()["letters"] if asked in listed("asks_which_letter") else {}
        standing = stated_alone(str(letters.get(said, words[0] if len(words) == 1 else "")), Aspect.STANDING)
        return (standing,) if standing else ()
    return ()


def _asked_of(asked: str, said: str) -> Said | None:
    """Some who are left out, as a no under UASC included and a yes under Excl UASC say; None for any other answer."""
    excludes = pattern_of("excludes").search(asked)
    found = excludes or pattern_of("includes").search(asked)
    left_out = listed("answers_yes") if excludes else listed("answers_no")
    whose = stated_alone(f"{asked[: found.start()]} {asked[found.end() :]}".strip(), Aspect.WHOSE) if found else None
    return whose if whose is not None and whose.id != WHOLE and said in left_out else None
