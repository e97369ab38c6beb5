"""A Telegram on this machine: a local Bot API, and a conversation with the bot in the terminal. Neither bot/ nor handlers/ imports it."""
