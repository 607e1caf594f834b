"""Puts flowables on pages: the order of blocks, page breaks, contents list, page furniture. Draws only with the pen."""
