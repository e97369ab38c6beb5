"""/qr: the code of the bot, or of one paragraph, as a picture to print and hang up."""

import asyncio

from telegram import ReplyParameters
from telegram.constants import ChatType
from telegram.ext import filters

from bot.acts.model import Ref
from bot.language import Language
from bot.texts.texts import Say
from handlers.acts.services import ActServices
from handlers.telegram.commands import CommandHandler
from handlers.telegram.context import AdepApplication
from handlers.telegram.deep_links import link_to_reader, link_to_ref
from handlers.telegram.rights import Deciding, decides, is_owner
from handlers.telegram.screen import Screen
from handlers.telegram.sending import reply
from handlers.telegram.turn import Turn, on_message


def register(application: AdepApplication, services: ActServices) -> None:
    """Add the handlers of this module."""
    send = on_message(services.knowledge, Codes(services).send_code)
    application.add_handler(CommandHandler("qr", send, filters.UpdateType.MESSAGE))


class Codes:
    """Sends codes: to anybody in private, in a group to its admins and to owners."""

    def __init__(self, services: ActServices) -> None:
        self._services = services

    async def send_code(self, turn: Turn) -> None:
        """Send the code; in a group only to those who decide there, for it is a picture before everybody."""
        language = await self._services.languages.of(turn.update)
        asked = " ".join(turn.words)
        cited = turn.knowledge.citations.find(asked) if asked else None
        refusal = await self._refusal(turn)
        if refusal:
            await reply(turn.message, Screen(turn.say(language, refusal)))
        elif asked and cited is None:
            await reply(turn.message, Screen(turn.say(language, Say.QR_NO_SUCH)))
        else:
            await _send(turn, language, cited.ref if cited else None)

    async def _refusal(self, turn: Turn) -> Say | None:
        """What is said to those who may not have it."""
        if turn.chat.type == ChatType.PRIVATE or is_owner(turn.user, self._services.owners):
            return None
        deciding = await decides(turn.bot, turn.chat, turn.user)
        return {Deciding.NO: Say.QR_NOT_FOR_YOU, Deciding.UNKNOWN: Say.ADMINS_UNKNOWN}.get(deciding)


async def _send(turn: Turn, language: Language, ref: Ref | None) -> None:
    from bot.printing.qr import Caption, qr_picture  # noqa: PLC0415 - pillow is loaded when a picture is drawn

    citations, username, ask = turn.knowledge.citations, turn.bot.username, turn.say(language, Say.QR_ASK)
    link = link_to_ref(username, ref) if ref else link_to_reader(turn.knowledge, username)
    citation = citations.full(ref, language) if ref else citations.short_act(language)
    title = turn.knowledge.rulebook.title(ref, language) if ref else ask
    small = (ask, f"@{username}") if ref else (f"@{username}",)
    picture = await asyncio.to_thread(qr_picture, link, Caption(title, (citation,), small))
    await turn.message.reply_photo(
        picture,
        caption=f"{citation}\n{link}",
        reply_parameters=ReplyParameters(turn.message.message_id, allow_sending_without_reply=True),
    )
