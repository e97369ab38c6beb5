"""Sharing a paragraph: its link and its card, offered in the place of the buttons under it."""

from html import escape
from urllib.parse import urlencode

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from bot.texts.texts import Say
from handlers.acts.buttons import EndShare, Share, ShowOnShelf
from handlers.answers.rendering import Renderer, Seen
from handlers.answers.services import AnswerServices
from handlers.answers.shown import question_behind
from handlers.telegram.context import AdepApplication
from handlers.telegram.deep_links import link_to_ref
from handlers.telegram.screen import Screen
from handlers.telegram.sending import Edit, change_buttons, reply
from handlers.telegram.turn import Buttons, Press

SHARE_URL = "https://t.me/share/url"


def register(application: AdepApplication, services: AnswerServices) -> None:
    """Add the handlers of this module."""
    buttons, sharing = Buttons(services.knowledge, services.languages), Sharing(services)
    application.add_handler(buttons.on(Share, offer_ways))
    application.add_handler(buttons.on(EndShare, sharing.end_offer))


async def offer_ways(press: Press[Share]) -> Say | None:
    """Put the ways to share in the place of the buttons."""
    if press.knowledge.asking.open(press.button.ref) is None:
        return Say.OLD_BUTTON
    ways = _ways(press)
    if await change_buttons(press.message, ways) is Edit.GONE:
        citation = press.knowledge.citations.full(press.button.ref, press.button.language)
        await reply(press.message, Screen(escape(citation), ways))
    await press.settle()
    return None


class Sharing:
    """Puts the buttons of an answer back."""

    def __init__(self, services: AnswerServices) -> None:
        self._given = services.given

    async def end_offer(self, press: Press[EndShare]) -> Say | None:
        """Put back the buttons that the answer had, without an opinion that was given already."""
        found = press.knowledge.asking.open(press.button.ref, question_behind(press.message))
        if found is None:
            return Say.OLD_BUTTON
        is_rated = self._given.is_rated(press.chat.id, press.message.message_id)
        renderer = Renderer.of(press.knowledge)
        screen = renderer.paragraph(found, press.button.language, Seen(can_be_rated=not is_rated))
        if await change_buttons(press.message, screen.buttons) is Edit.GONE:
            await reply(press.message, screen)
        await press.settle()
        return None


def _ways(press: Press[Share]) -> InlineKeyboardMarkup:
    citations, texts = press.knowledge.citations, press.knowledge.texts
    language, ref, shelf = press.button.language, press.button.ref, press.button.shelf
    link = link_to_ref(press.bot.username, ref)
    words = urlencode({"url": link, "text": citations.full(ref, language)})
    back = ShowOnShelf(language, shelf, ref) if shelf else EndShare(language, ref)
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(texts(language, Say.BUTTON_SEND_LINK), url=f"{SHARE_URL}?{words}")],
            [
                InlineKeyboardButton(
                    texts(language, Say.BUTTON_SEND_CARD), switch_inline_query=citations.place(ref, language)
                )
            ],
            [InlineKeyboardButton(texts(language, Say.BUTTON_COPY_LINK), copy_text=CopyTextButton(link))],
            [back.key(texts(language, Say.BUTTON_BACK))],
        ]
    )
