"""Blank returns for the services: what each is asked for, with the figures known already, written as workbooks.

It reads the returns and the settings as a build does, and knows nothing of pages or of issued reports.
"""
