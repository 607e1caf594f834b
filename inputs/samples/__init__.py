"""The sample returns, 21 months of made-up figures, and the script that makes them. No reader may import it."""
