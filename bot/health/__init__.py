"""Whether the program is well, and its figures for Prometheus. Nothing about any person."""
