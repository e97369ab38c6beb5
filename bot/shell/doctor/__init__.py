"""`doctor`: whether all that the bot stands on is as it should be; one line a thing, and what to do."""
