"""What a stranger can work out of the papers: reads published files only, apart from the code that hides.

Pages, tags, coordinates and the ledger become readings (`read_paper`), readings become conditions on unknown whole
numbers (`system`), and the ranges of what is hidden are proved from these (`prove`).
"""
