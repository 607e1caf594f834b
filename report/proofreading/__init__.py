"""Proofreading of the officer's words: claims the figures do not support, identifying details, plain English.

It gives findings and edits nothing. It knows nothing of pages.
"""
