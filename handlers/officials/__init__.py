"""What officials see and press."""
