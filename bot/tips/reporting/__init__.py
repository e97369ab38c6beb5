"""A tip from its first word to its receipt code."""
