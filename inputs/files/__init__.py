"""Opens files of any format and gives their cells as typed values. Knows nothing of tables, periods or measures."""
