"""Reads the records of children, row by row, from the extracts that councils make of them: SSD and SSDA903.

Only columns that are counted are read: no name, address or postcode is ever loaded, and no id leaves this wing.
"""
