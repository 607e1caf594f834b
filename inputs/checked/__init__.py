"""Gives a workbook back with its faults marked: the team's own file, coloured cells with notes, and one sheet more."""
