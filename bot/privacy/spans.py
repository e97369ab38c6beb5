"""How long is kept what no other module names."""

LOST_QUESTION_DAYS = 30
"""Days for which a question that somebody handed to a lawyer is kept."""
