"""Reads the files that this project writes as whoever listens hears them: by their structure, from the file alone."""
