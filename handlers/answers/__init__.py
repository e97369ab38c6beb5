"""Questions and their answers on Telegram."""
