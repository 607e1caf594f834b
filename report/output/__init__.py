"""What the builder writes and how it ends: files, locks, exit codes, print checks."""
