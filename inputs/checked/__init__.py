"""Checked copies: a workbook with its findings marked in it. Knows files and findings, not how returns are read."""
