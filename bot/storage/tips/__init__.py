"""tips.db: cases, sealed, and what is sent about them."""
