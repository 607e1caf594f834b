"""Sets pages: blocks in, a PDF out."""
