"""What the officer sets in TOML: report.toml, the layout and the preferred words."""
