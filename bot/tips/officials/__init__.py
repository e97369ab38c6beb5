"""The officials file."""
