"""Sets text: fonts, normalised characters, measured words and lines. Of the blocks it knows only spans."""
