"""people.db: languages, reminders, votes, counts and what is sent to everybody."""
