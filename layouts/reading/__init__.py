"""Reads a finished report as a screen reader would, by its structure tree, and knows nothing but the file."""
