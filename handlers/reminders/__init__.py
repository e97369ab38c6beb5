"""Reminders and situations on Telegram."""
