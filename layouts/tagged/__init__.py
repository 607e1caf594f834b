"""Writes tagged, archival PDF (PDF/UA-1, PDF/A-2a) with ReportLab; knows nothing of blocks, styles or page breaks."""
