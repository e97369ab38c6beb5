"""From a question to what is answered."""
