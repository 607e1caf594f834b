"""The first hour of a council: asks whose report it is, writes ``report.toml``, and looks at the workbooks.

Nothing large is imported before the last question is answered.
"""
