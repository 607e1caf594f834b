"""Draws pictures: labelled numbers in, ink with its words and numbers out."""
