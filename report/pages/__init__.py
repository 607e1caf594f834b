"""The parts of the report: scorecard in, blocks out, in the order that the layout names.

Nothing here reads a file, judges a figure or sets a page.
"""
