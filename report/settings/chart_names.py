"""The charts a layout may ask for, by name. Kept apart from the drawing, so that naming them imports nothing large."""

from __future__ import annotations

CHART_HELP = {
    "months": "a line over months (or over years, where a return gives years), with the target",
    "year_to_date": "the year so far at the end of each month, beside the year before",
    "control": "months beside their own usual ups and downs, where there are enough; where not, the same as “months”",
    "quarters": "bars for each quarter, with their values",
    "ages": "a bar for each age band",
    "pair": "two related measures over months, on one scale",
    "funnel": "the statistical neighbours by their size, and how far chance alone may take them from England",
    "small": "a small trend beside the number",
}
