"""The Telegram edge of Adep."""
