"""Published figures of other areas: the file they are kept in, how it is refreshed, and what a measure is set beside.

Nothing here is estimated: a figure that is not published stays out, and whoever prints it says so.
"""
