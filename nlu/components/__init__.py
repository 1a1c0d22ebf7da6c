"""Graph components of ours: spaCy's Italian pipeline, the four heads."""
