"""Definitions of measures: the library in TOML, read and checked."""
