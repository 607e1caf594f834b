"""Which measures blank returns ask for, where somebody chooses: by id, reference, subject or section."""

from __future__ import annotations

import re
from collections.abc import Sequence

from inputs.suggestions import did_you_mean, nearest_name
from report.metrics.definitions.subjects import subject_of
from report.metrics.model.measure import Measure
from report.output.exit_codes import CannotBuild
from report.settings.layout_file import Layout

_HOW = "Give ids or references (“boardreport measures” lists them), subjects, or sections of the layout."
_NUMBER = re.compile(r"\d+", re.ASCII)


def chosen_measures(asked: Sequence[str], measures: Sequence[Measure], plan: Layout) -> frozenset[str]:
    """The ids of the measures that are asked for by these words. A number alone is that of a section of the layout.

    Raises CannotBuild with every word that is none of them, and the nearest that is.
    """
    named = [m for m in measures if not m.spread_of]  # medians and ranges are asked for with their average
    groups: dict[str, set[str]] = {}
    for m in named:
        for word in (m.id, m.ref, subject_of(m)):
            groups.setdefault(word.casefold(), set()).add(m.id)
    for section in plan.sections:
        ids = {name for panel in section.panels for name in (panel.measure, panel.second) if name}
        for word in (section.title.casefold(), str(section.number)):
            groups.setdefault(word, set()).update(ids)
    unknown = [word for word in asked if word.strip().casefold() not in groups]
    if unknown:
        raise CannotBuild([*(_told(word, groups) for word in unknown), _HOW])
    return frozenset(name for word in asked for name in groups[word.strip().casefold()])


def _told(word: str, groups: dict[str, set[str]]) -> str:
    near = nearest_name(word.casefold(), groups)
    said = did_you_mean(near) if near and not _NUMBER.match(word) else ""
    return f"there is no measure, subject or section “{word}”. {said}".rstrip()
