"""Councils made by chance, and the verdicts that are passed on them."""
