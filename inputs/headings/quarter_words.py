"""Finds what a line says of quarters: that they are not those of the financial year, or that one is not whole."""

from __future__ import annotations

import re
from functools import lru_cache

from inputs.headings.dates import MONTH_BY_NAME
from inputs.headings.fact_words import LONGEST, Aspect, Said
from inputs.headings.folding import fold
from inputs.headings.note_words import OfMonths, first_month_of
from inputs.period import QUARTER_MONTHS

_MONTH = rf"(?:{'|'.join(MONTH_BY_NAME)})"
_DEFINED = re.compile(
    rf"\b(?:q|qtr |quarter )(?P<quarter>[1-4])(?: \w+){{0,2}}? "
    rf"(?P<first>{_MONTH})(?: (?:to|until|and) | )(?P<last>{_MONTH})\b"
)
_TO_MONTH = re.compile(
    rf"\b(?:q|qtr |quarter )(?P<quarter>[1-4])\b(?: \w+){{0,3}}? (?:up )?to (?:the )?(?:end of )?(?P<last>{_MONTH})\b"
)
_OTHERS = Said(Aspect.SPAN, "other", "other quarters than those of the financial year", "quarter")
_NOT_WHOLE = Said(Aspect.STANDING, "incomplete", "of a part of a quarter", "to")


@lru_cache(maxsize=1024)
def of_other_quarters(text: str) -> tuple[Said, ...]:
    """That the quarters of a table are others than those from April on, as “Q1 = January to March” says."""
    folded = fold(text) if len(text) <= LONGEST else ""
    defined = ((first_month_of(int(one["quarter"])), MONTH_BY_NAME[one["first"]]) for one in _DEFINED.finditer(folded))
    return (_OTHERS,) if any(usual != stated for usual, stated in defined) else ()


@lru_cache(maxsize=1024)
def of_part_of_quarter(text: str) -> OfMonths | None:
    """The quarter that a line says is not whole: “Q3 is to the end of November”, “Q3 data is Oct-Nov only”."""
    folded = fold(text) if len(text) <= LONGEST else ""
    match = _TO_MONTH.search(folded) or _DEFINED.search(folded)
    if match is None:
        return None
    first, last = first_month_of(int(match["quarter"])), MONTH_BY_NAME[match["last"]]
    whole = first + QUARTER_MONTHS - 1
    return OfMonths(((whole, None),), (_NOT_WHOLE,)) if first <= last < whole else None
