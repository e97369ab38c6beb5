"""Published acts are read: one reader for each form, one grammar for all, a value that names every unit."""
