"""The kinds of updates that Adep asks Telegram for, and heeds."""

KINDS = (
    "message",
    "edited_message",
    "callback_query",
    "inline_query",
    "my_chat_member",
    "poll",
    "poll_answer",
    "guest_message",
)
