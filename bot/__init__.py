"""Adep: answers civil servants with the paragraph of the service-ethics Rules that governs their case."""
