"""The parts of the report: scorecard in, blocks out."""
