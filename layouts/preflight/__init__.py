"""Checks a finished file for print and for tags, from its pages as painted; it knows nothing of what was set."""
