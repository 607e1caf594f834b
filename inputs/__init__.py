"""Reads Excel returns: workbooks in, typed tables and findings out."""
