"""What the measures of each section of the library are about."""

from __future__ import annotations

from report.metrics.model.measure import Measure

SUBJECTS = {
    "1": "Headline figures",
    "2": "Service standards",
    "3": "Home",
    "4": "Adoption",
    "5": "Health",
    "6": "Education",
    "7": "Care leavers",
    "11": "Leaving care for a permanent home",
    "12": "Safety",
    "13": "Foster families",
    "14": "Social workers",
    "15": "Being heard, and money",
}
"""By the first number of a reference. Sections 8 to 10 are left to councils' own measures."""
OWN = "Measures of your own"


def subject_of(measure: Measure) -> str:
    """What a measure is about; a council's own are a subject of their own."""
    return OWN if measure.local else SUBJECTS.get(measure.ref.partition(".")[0], OWN)
