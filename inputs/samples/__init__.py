"""The sample returns of an imagined year and three quarters, and the script that makes them."""
