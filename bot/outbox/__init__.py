"""What Adep sends unasked: reminders and announcements, each once, at Telegram's pace."""
