"""Telegram itself: updates in, screens out, buttons, links and jobs."""
