"""Reads the officer's words through: claims, identifying details, plain English."""
