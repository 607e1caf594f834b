"""When an answer to the committee's request is overdue."""

from __future__ import annotations

from datetime import date, timedelta

from inputs.intake import Ask

LONGEST_WAIT = timedelta(days=92)  # a quarter: panels meet about so often, and an answer is owed by the next meeting


def is_overdue(ask: Ask, day: date) -> bool:
    """Whether an unanswered request is overdue on a day: after its due date or, without one, after ``LONGEST_WAIT``."""
    if ask.due:
        return ask.due < day
    return ask.asked is not None and day - ask.asked > LONGEST_WAIT
