"""Checks of the figures against one another and against time, as findings."""
