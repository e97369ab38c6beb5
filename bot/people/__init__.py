"""The chats that Adep knows."""
