"""What owners see and press."""
