"""Who may do what."""

from collections.abc import Collection

from telegram import Bot, Chat, User
from telegram.constants import ChatMemberStatus, ChatType

ANONYMOUS_ADMIN = 1087968824
"""GroupAnonymousBot, in whose name Telegram shows an admin who hides behind the group."""

Owners = Collection[int]
"""The Telegram ids of OWNER_IDS."""


def is_owner(user: User | None, owners: Owners) -> bool:
    """Whether a person is one of the owners."""
    return user is not None and user.id in owners


async def is_admin(bot: Bot, chat: Chat, user: User | None) -> bool:
    """Whether a person decides for a chat: everybody in their own, in a group its admins and who speaks as the group."""
    if chat.type == ChatType.PRIVATE:
        return True
    if user is None or user.id == ANONYMOUS_ADMIN:
        return user is not None
    member = await bot.get_chat_member(chat.id, user.id)
    return member.status in {ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR}
