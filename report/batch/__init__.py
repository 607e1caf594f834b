"""Builds the reports of many councils: a worker for each processor, and a page that says what came of each.

A council whose report cannot be built, or that brings its worker down, never stops the others.
"""
