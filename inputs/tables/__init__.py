"""Reads tables of figures: finds them on a sheet and builds a series for each measure."""
