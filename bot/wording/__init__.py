"""One word for one thing: the words that texts use, and the forms that must not come back."""
