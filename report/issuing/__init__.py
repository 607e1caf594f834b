"""What outlasts a report: its ledger, its sealed record in a chain of records, and what was revised since.

It reads and forms these files; it knows neither how pages are made nor how figures are worked out.
"""
