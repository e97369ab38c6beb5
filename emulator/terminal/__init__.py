"""`chat`: a Telegram for the terminal, over the local Bot API, with nothing between it and the real bot."""
