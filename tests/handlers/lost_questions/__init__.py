"""Questions handed over."""
