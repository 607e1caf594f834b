"""The metrics model: measures, periods, observations, the scorecard, and numbers as text."""
