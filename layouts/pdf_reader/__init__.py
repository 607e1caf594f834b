"""Reads the PDF files that this package writes: objects, streams and operators."""
