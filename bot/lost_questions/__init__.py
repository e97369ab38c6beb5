"""Questions that were not answered well, handed over to lawyers by those who asked them."""
