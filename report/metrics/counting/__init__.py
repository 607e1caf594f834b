"""Counting: observations from returns and lists, their sums, and disclosure control."""
