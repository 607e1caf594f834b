"""Reads single cells and header rows: periods, dates, numbers, targets and the names of measures.

What a table or a list is, is not known here: its readers, in ``tables`` and ``lists``, bring the cells.
"""
