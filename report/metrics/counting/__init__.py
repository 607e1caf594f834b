"""Counting: observations from returns and lists of children, their sums, and disclosure control.

Pure: no clock, disk or environment. It knows the intake and the model, and judges nothing.
"""
