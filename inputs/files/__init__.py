"""Opens files: what kind a file is, and its cells as typed values, whatever the format."""
