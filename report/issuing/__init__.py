"""What a report leaves behind: its ledger, its sealed record, and what was revised since."""
