"""Groups: /ask, a mention or a reply to Adep is answered in a few lines; everything else is left alone or sent to private."""

from collections.abc import Mapping
from functools import partial

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, MessageEntity
from telegram.ext import MessageHandler, filters

from bot.language import Language
from bot.texts.texts import Say
from handlers.answers.services import AnswerServices
from handlers.answers.short_answer import Brief
from handlers.answers.shown import quoted_in
from handlers.telegram.commands import CommandHandler
from handlers.telegram.context import AdepApplication, AdepBot
from handlers.telegram.deep_links import link_to
from handlers.telegram.screen import Screen
from handlers.telegram.sending import replace, reply
from handlers.telegram.turn import Turn, on_message
from handlers.telegram.words import CAPTION_COMMAND, COMMAND, OWN_CARD, WORDS, command_in, words_of

PRIVATE_COMMANDS = {
    **dict.fromkeys(("start", "help", "lang", "settings", "privacy"), ""),
    **{name: name for name in ("rules", "notice", "quiz")},
}
"""Commands whose place is the private chat, and the word that a link takes there."""

TIP_COMMANDS = {"tip": "tip", "case": ""}


def register(application: AdepApplication, services: AnswerServices) -> None:
    """Add the handlers of this module; after it a group has nothing more to hear."""
    groups, handler = Groups(services), partial(on_message, services.knowledge)
    group = filters.ChatType.GROUPS & filters.UpdateType.MESSAGES & ~OWN_CARD
    application.add_handler(CommandHandler("ask", handler(groups.answer_command), group, captions=True))
    application.add_handler(CommandHandler([*TIP_COMMANDS], handler(groups.send_tip_to_private), group))
    application.add_handler(CommandHandler([*PRIVATE_COMMANDS], handler(groups.send_to_private), group))
    talk = group & WORDS & ~COMMAND & ~CAPTION_COMMAND
    application.add_handler(MessageHandler(talk, handler(groups.answer_when_addressed)))


class Groups:
    """Answers in groups."""

    def __init__(self, services: AnswerServices) -> None:
        self._services = services

    async def answer_command(self, turn: Turn) -> None:
        """Answer /ask, or what it quotes; where it asks nothing, say how to use it."""
        await self._answer(turn, asked_of(turn))

    async def answer_when_addressed(self, turn: Turn) -> None:
        """Answer a mention or a reply to Adep; an admin bot sees the whole talk and keeps out of it."""
        if _mentions(turn.message, turn.bot) or _is_reply_to(turn.message, turn.bot):
            await self._answer(turn, asked_of(turn))

    async def send_tip_to_private(self, turn: Turn) -> None:
        """Take no tip where others read: say where to go."""
        await self._send(turn, Say.GROUP_NO_TIPS, TIP_COMMANDS)

    async def send_to_private(self, turn: Turn) -> None:
        """Say where a command is answered."""
        await self._send(turn, Say.GROUP_HOW, PRIVATE_COMMANDS)

    async def _send(self, turn: Turn, said: Say, words: Mapping[str, str]) -> None:
        command = command_in(words_of(turn.message))
        language = await self._services.languages.of(turn.update)
        await self._put(turn, pointer(turn, language, said, words[command.name] if command else ""))

    async def _answer(self, turn: Turn, asked: str) -> None:
        """Answer what is asked; who asks nothing and quotes a colleague asks what the colleague wrote."""
        language = await self._services.languages.of(turn.update)
        goes_on = _is_reply_to(turn.message, turn.bot)
        quoted = "" if goes_on else quoted_in(turn.message)
        question = asked or quoted
        if not question:
            await self._put(turn, pointer(turn, language, Say.GROUP_HOW))
            return
        speaker = (turn.chat.id, turn.user.id if turn.user else 0)
        spoken = self._services.conversations
        # A new question in a group stands alone; a reply goes on with what is quoted, or with what the same person asked Adep before.
        if asked and quoted:
            spoken.hear_again(turn.knowledge, speaker, quoted, language)
        hear = spoken.hear if goes_on or (asked and quoted) else spoken.hear_again
        answer = turn.knowledge.advice.answer(hear(turn.knowledge, speaker, question, language))
        await self._put(turn, Brief.of(turn.knowledge).answer(answer, turn.bot.username))
        await self._services.feedback.answered(answer)

    async def _put(self, turn: Turn, screen: Screen) -> None:
        """Reply; to changed words in the place of the reply to the former ones."""
        chat, given, question = turn.chat.id, self._services.given, turn.message.message_id
        old = given.answer_to(chat, question)
        if old is None or not await replace(turn.bot, chat, old, screen):
            given.remember(chat, question, await reply(turn.message, screen))


def asked_of(turn: Turn) -> str:
    """What is asked, beside the name of the one who is asked, and /ask; empty where nothing is."""
    rest = _without(turn.message, _mentions(turn.message, turn.bot))
    command = command_in(rest)
    return (command.rest if command and command.name == "ask" else rest).strip()


def pointer(turn: Turn, language: Language, said: Say, word: str = "") -> Screen:
    """A sentence, and the way into the private chat."""
    link = link_to(turn.bot.username, word)
    button = InlineKeyboardButton(turn.say(language, Say.BUTTON_PRIVATE), url=link)
    return Screen(turn.say(language, said), InlineKeyboardMarkup([[button]]))


def _mentions(message: Message, bot: AdepBot) -> list[MessageEntity]:
    own = f"@{bot.username}".lower()
    return [
        entity
        for entity, text in _marked(message, [MessageEntity.MENTION, MessageEntity.TEXT_MENTION]).items()
        if text.lower() == own or (entity.user is not None and entity.user.id == bot.id)
    ]


def _marked(message: Message, kinds: list[str | None]) -> Mapping[MessageEntity, str]:
    """What is marked in the text, or in what stands under a picture or a file."""
    return message.parse_entities(kinds) if message.text else message.parse_caption_entities(kinds)


def _is_reply_to(message: Message, bot: AdepBot) -> bool:
    to = message.reply_to_message
    return to is not None and to.from_user is not None and to.from_user.id == bot.id


def _without(message: Message, mentions: list[MessageEntity]) -> str:
    """What is asked, beside the name of the one who is asked; entities count in UTF-16."""
    units = words_of(message).encode("utf-16-le", "surrogatepass")
    for entity in sorted(mentions, key=lambda entity: entity.offset, reverse=True):
        units = units[: entity.offset * 2] + units[(entity.offset + entity.length) * 2 :]
    return units.decode("utf-16-le", "replace").strip()
