"""Finds a line that says that the figure of one month stands for another: “December: November figure used”.

The words are those of ``known_returns/context/facts.toml``, as in ``fact_words``.
"""

from __future__ import annotations

from functools import lru_cache

from inputs.headings.fact_lists import compares, pattern_of
from inputs.headings.fact_words import LONGEST, Aspect, Said
from inputs.headings.folding import fold
from inputs.headings.note_words import OfMonths, Reach, months_named

_CARRIED = Said(Aspect.STANDING, "incomplete", "those of another month", "figure used")
_PAIR = 2


@lru_cache(maxsize=1024)
def of_carried_figures(text: str) -> OfMonths | None:
    """The months for which a line says that the figures of others stand, or were never brought up to date.

    Those named as the source, as November is in “rolled forward from November”, are none of them, but all after it are.
    Where no month is named it is the last one.
    """
    folded = fold(text) if len(text) <= LONGEST else ""
    carried = pattern_of("carried").search(folded) is not None
    named = months_named(folded)
    for_another = len(named) == _PAIR and pattern_of("month_for_month").fullmatch(folded[named[-1].end :]) is not None
    if not (carried or for_another) or compares(folded) or pattern_of("rises").search(folded):
        return None
    if not named:
        return OfMonths((), (_CARRIED,))
    sources = [one for one in named if pattern_of("before_source").search(folded[: one.start])]
    sources = sources or [one for one in named if pattern_of("after_source").match(folded[one.end :])]
    lacking = tuple(month for one in named if one not in sources for month in one.months)
    if lacking:
        return OfMonths(lacking, (_CARRIED,))
    used = pattern_of("source_used").match(folded[sources[-1].end :]) or sources[-1].start != named[0].start
    from_then = used or pattern_of("before_source").search(folded[: sources[-1].start])
    return OfMonths(sources[-1].months[-1:], (_CARRIED,), reach=Reach.AFTER if from_then else Reach.FROM)
