"""What a person has begun in a private chat: in memory alone, for a while, and then gone."""
