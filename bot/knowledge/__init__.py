"""The knowledge folder as one value: read, kept, and read anew."""
