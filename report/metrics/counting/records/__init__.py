"""Counts measures from the records of children, month by month. Pure: careers in, tallies out, and no clock.

Every rule that leaves a child in or out of a count is in this wing, once.
"""
