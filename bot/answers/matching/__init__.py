"""From a question in any spelling to the refs that govern it."""
