"""Sets the web edition: the same blocks and the same drawn charts as one HTML file, which asks nothing of anybody."""
