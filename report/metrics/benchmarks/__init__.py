"""Benchmarks: published figures of other areas, the file they are kept in, how it is refreshed, and comparisons.

It knows the model and how a missing observation is made: nothing is judged here, and nothing is estimated. A figure
that is not published stays out, and whoever prints the comparison says so.
"""
