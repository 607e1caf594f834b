"""Reads tables of figures: finds them on a sheet and builds a time series for each measure.

Lists, with a row for each child or request, are not known here, nor how a file is opened.
"""
