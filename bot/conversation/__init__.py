"""A conversation: what was said before, in memory alone, and what a message means after it."""
