"""What a command leaves behind and how it ends: files, the folder's lock, exit codes, crash reports, print checks.

It is handed finished bytes and findings, and knows nothing of how they came about.
"""
