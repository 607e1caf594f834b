"""The hub of Board Report: metrics, wording, pages, the recipe that builds a report, and the command line.

It may use the rooms ``inputs``, ``charts`` and ``layouts``, which know neither it nor one another.
"""

__version__ = "0.8.0"
