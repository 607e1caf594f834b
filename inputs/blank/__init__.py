"""Blank returns: what a service is asked for, as a workbook that checks what is typed in."""
