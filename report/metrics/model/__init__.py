"""The metrics model: measures, periods, observations, the scorecard, kinds of finding, and numbers as plain text.

It counts and judges nothing, and of the other wings of metrics it knows only statistics.
"""
