"""Papers written by question and answer, in a private chat."""
