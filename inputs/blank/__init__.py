"""Blank returns: writes the workbook that a service fills in. Knows no measures: the caller says what it asks for."""
