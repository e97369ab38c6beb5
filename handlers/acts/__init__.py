"""Leafing through an act, and its codes to print."""
