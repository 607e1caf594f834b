"""Judgement: target status, change, direction of travel, control charts, year-end forecast, exceptions, comparisons.

The only wing that says whether a figure is good, clear or worth a word. It knows the scorecard's model and statistics:
no return, no list of children and no page.
"""
