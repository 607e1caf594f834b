"""Reads single cells: periods, dates, targets, numbers and the names of measures."""
