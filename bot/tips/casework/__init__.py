"""What officials do with a case, by when, and who hears of it."""
