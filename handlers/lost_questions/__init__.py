"""Questions handed over to lawyers: asked for, and shown to owners."""
