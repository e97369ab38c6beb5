"""Papers: endings of names, days, templates, and the words of each paper as somebody read them."""
