"""The act and all that is written about it, read from knowledge/."""
