"""Sets text: fonts, cleaning of characters, line breaking and runs of spans."""
