"""Each update done once, and those of one chat in order."""
