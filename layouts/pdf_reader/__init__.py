"""Parses the PDF files that `layouts.tagged` writes, and no others. Knows nothing of blocks, styles or drawing."""
