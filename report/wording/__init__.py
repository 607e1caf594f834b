"""Words: the sentences of the report, each from figures and a rule."""
