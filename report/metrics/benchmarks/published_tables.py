"""Which published table holds which of our measures, by its column names and the words in its rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

CHILDREN_LOOKED_AFTER = "DfE, Children looked after in England including adoptions"
WORKFORCE = "DfE, Children’s social work workforce"
_MARCH, _SEPTEMBER = 3, 9


@dataclass(frozen=True, slots=True)
class Recipe:
    """Where one measure stands in a table of Explore Education Statistics.

    ``row`` are the words that its row must have, by column; ``whole_row`` those of a row of its own with the
    denominator. ``value``, ``numerator`` and ``denominator`` are column names, "" for none. A year's figure is as at
    the end of ``month``. ``lait`` is the measure's name in LAIT, "" where it is not there. ``count`` is the measure
    that the numerator is, "" where it is none.
    """

    measure: str
    title: str
    row: Mapping[str, str]
    value: str
    numerator: str = ""
    denominator: str = ""
    whole_row: Mapping[str, str] = field(default_factory=dict)
    month: int = _MARCH
    lait: str = ""
    count: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that a table must have to hold this measure."""
        return tuple(dict.fromkeys(name for name in (*self.row, self.value, self.numerator, self.denominator) if name))


def _children(measure: str, group: tuple[str, str], breakdown: tuple[str, str], whole: str, lait: str) -> Recipe:
    """A measure of children looked after whose denominator is the row ``whole`` of the same breakdown."""
    rows = [dict([group, (breakdown[0], words)]) for words in (breakdown[1], whole)]
    columns = ("children_percent", "children_count")
    return Recipe(measure, CHILDREN_LOOKED_AFTER, rows[0], *columns, whole_row=rows[1], lait=lait)


def _health(measure: str, words: str, lait: str) -> Recipe:
    group = ("characteristic", "Health assessments: Children looked after all ages")
    return _children(measure, group, ("breakdown", words), "Total all ages", lait)


def _stability(measure: str, group: str, words: str, lait: str) -> Recipe:
    return _children(measure, ("cla_group", group), ("placement_stability", words), "Total children", lait)


_LONG_TERM = "Children looked after continuously for at least 2.5 years on 31 March aged under 16 years"
_ADOPTION_STAGE = "4. Total average time between entry into care and date placed for adoption"
RECIPES = (
    Recipe(
        "children_in_care_rate",
        CHILDREN_LOOKED_AFTER,
        {"population_type": "Children looked after on 31 March each year"},
        "rate_per_10000",
        "children_count",
        "population_estimate",
        lait="LAC",
        count="children_in_care_count",
    ),
    Recipe(
        "social_worker_caseload_rate",
        WORKFORCE,
        {},
        "caseload_fte",
        "cases",
        "case_holders_fte",
        month=_SEPTEMBER,
        lait="Work_Force_AvgNumCase_SW",
    ),
    _stability(
        "three_or_more_homes_pct",
        "CLA on 31 March",
        "With 3 or more placements during the year",
        "LACStable_2016on",
    ),
    _stability(
        "long_term_stability_pct",
        _LONG_TERM,
        "Living with the same carer for at least 2 years",
        "LAC_LongStable%",
    ),
    Recipe("left_care_through_adoption_pct", CHILDREN_LOOKED_AFTER, {}, "", lait="%_of LAC Adopted"),
    Recipe(
        "entry_to_adoptive_home_days_mean",
        CHILDREN_LOOKED_AFTER,
        {"stage_of_adoption_process": _ADOPTION_STAGE, "age_start_poc": "Total"},
        "number",
    ),
    _health("annual_health_assessment_pct", "Had their annual health assessment", "LACHealth%"),
    _health("dental_check_pct", "Had their teeth checked by a dentist", "LACDental%"),
    _health("immunisations_pct", "Had their immunisations up to date", "LACVaccinations%"),
    Recipe(
        "suitable_accommodation_pct",
        CHILDREN_LOOKED_AFTER,
        {"care_leaver_age": "19 to 21 years", "breakdown": "Accommodation considered suitable"},
        "care_leaver_percent",
        "care_leaver_count",
        whole_row={"care_leaver_age": "19 to 21 years", "breakdown": "Suitability total"},
        lait="CareLeaverAcc",
    ),
)
PUBLISHED = frozenset(recipe.measure for recipe in RECIPES)
"""The measures for which the Department publishes figures of other areas."""
