"""A cohort that is narrowed step by step, each with how many it leaves out and why: what a figure is explained by."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

Steps = tuple[tuple[int, str], ...]
"""Numbers of people and who they are; of those who were left out the number is negative."""


class Cohort(NamedTuple):
    """Rows, one for each person, and how they came to be these."""

    rows: pd.DataFrame
    steps: Steps

    @classmethod
    def of(cls, rows: pd.DataFrame, who: str) -> Cohort:
        """All rows, who are ``who``."""
        return cls(rows, ((len(rows), who),))

    def without(self, those: pd.Series, who: str) -> Cohort:
        """The cohort without some of its rows, who are ``who``."""
        left_out = int(those.sum())
        return Cohort(self.rows[~those], (*self.steps, (-left_out, who))) if left_out else self

    def closed(self, who: str) -> Steps:
        """The steps, and who is left."""
        return (*self.steps, (len(self.rows), who))
