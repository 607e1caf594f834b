"""The metrics model: what is measured, how months combine, and what may be said of the result."""
