"""/notice on the local Telegram."""
