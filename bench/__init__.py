"""Side-by-side measurements: python -m bench prints every figure as a ratio taken in one run."""
