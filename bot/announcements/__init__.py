"""What owners write to everybody."""
