"""Turns blocks into flowables and draws them, with a pen and a figure renderer; knows nothing of page breaks."""
