"""Makes the one-file edition: gathers its parts, checks them, packs them and puts them into one HTML file.

Not part of the installed program. ``python -m report.desk.making`` is what ``make desk-file`` runs.
"""
