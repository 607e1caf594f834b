"""Draws blocks: the flowables of ReportLab that put text, tables, panels and charts on a page."""
