"""The hub: the measures, the judgement, the words, the recipe and the command line."""

__version__ = "0.1.0"
