"""Breaks the flow of blocks into pages and draws them with their headers and footers."""
