"""The builder on a page: in one HTML file that needs no installation, or served by the installed program.

``report.desk.desk`` answers what a page asks; ``page`` holds its sources, and ``making`` makes the file.
"""
