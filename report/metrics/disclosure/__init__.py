"""Keeps hidden counts from being worked out: from this paper, and from all that came before it."""
