"""Of a paper nothing stays."""
