"""Reads lists, a row for each entry: missing episodes, commentary, the committee's requests."""
