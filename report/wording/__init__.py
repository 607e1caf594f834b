"""The wording of the report: figures, comparisons and templates into page text (``layouts.blocks.Text``).

A comparative word is printed only where a rule of ``claims`` allows it. Judging is done in ``metrics``, not here, and
nothing here knows in which part of the report a text will stand.
"""
