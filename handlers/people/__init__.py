"""What everybody sees and presses: start, help, settings, privacy."""
