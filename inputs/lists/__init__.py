"""Reads lists, with a row for each entry: missing episodes, commentary, the committee's requests.

Of ``tables`` it uses single functions on cells; what a list means in the report is not known here.
"""
