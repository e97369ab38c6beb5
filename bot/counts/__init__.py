"""What is counted, and its report for the owners. Never who, never what was asked."""
