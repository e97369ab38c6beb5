"""Who may do what."""

from collections.abc import Collection
from enum import Enum, auto

from telegram import Bot, Chat, User
from telegram.constants import ChatID, ChatMemberStatus, ChatType
from telegram.error import BadRequest

from bot.texts.texts import Say

Owners = Collection[int]
"""The Telegram ids of OWNER_IDS."""


def is_owner(user: User | None, owners: Owners) -> bool:
    """Whether a person is one of the owners."""
    return user is not None and user.id in owners


class Deciding(Enum):
    """Whether somebody decides for a chat."""

    YES = auto()
    NO = auto()
    UNKNOWN = auto()
    """Telegram does not tell: the members are hidden from bots that are no admins, or the writer is a channel."""


async def decides(bot: Bot, chat: Chat, user: User | None) -> Deciding:
    """Whether a person decides for a chat: everybody in their own, in a group its admins and who speaks as the group."""
    if chat.type == ChatType.PRIVATE:
        return Deciding.YES
    if user is None or user.id == ChatID.FAKE_CHANNEL:
        return Deciding.UNKNOWN
    if user.id == ChatID.ANONYMOUS_ADMIN:
        return Deciding.YES
    try:
        member = await bot.get_chat_member(chat.id, user.id)
    except BadRequest:
        return Deciding.UNKNOWN
    is_admin = member.status in {ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR}
    return Deciding.YES if is_admin else Deciding.NO


REFUSALS = {Deciding.NO: Say.ADMINS_ONLY, Deciding.UNKNOWN: Say.ADMINS_UNKNOWN}
"""What is said to those who do not decide, or of whom that is not known."""
