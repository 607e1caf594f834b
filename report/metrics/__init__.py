"""Metrics: what is measured, how returns become figures, and what may be said of them. It knows no page and no wording.

The scorecard (score.py) is made here, from an intake and the council's choices; nothing here draws or writes a report.
"""
