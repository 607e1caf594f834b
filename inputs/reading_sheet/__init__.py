"""The reading sheet: what every figure of the returns was taken for, asked in a workbook, and the answers kept."""
