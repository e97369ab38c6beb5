"""The days on which people in Kazakhstan work."""
