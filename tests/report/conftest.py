"""What several tests of the hub need."""

from __future__ import annotations

import pytest

from report.pages.report_data import Report


@pytest.fixture
def report(request: pytest.FixtureRequest) -> Report:
    """The report of a test under ``EVERY``, by what makes it."""
    made: Report = request.param()
    return made
