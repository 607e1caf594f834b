"""Writes tagged, archival PDF (PDF/UA-1, PDF/A-2a) through ReportLab. Knows nothing of blocks, styles or page breaks."""
