"""What is sent unasked, as Telegram shows it: a rule, a dilemma, an announcement, and the shares of votes."""

from collections.abc import Sequence
from html import escape
from typing import Self

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.acts.model import Dilemma, Ref, Rulebook
from bot.announcements.notice import read_notice
from bot.answers.advisor import Asking
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.reminders.deck import DILEMMA, RULE
from bot.reminders.votes import Share
from bot.texts.texts import Say, Texts
from handlers.answers.rendering import Renderer
from handlers.reminders.buttons import RemindLater, TellShares, Turning, TurnReminders, Vote
from handlers.telegram.deep_links import link_to_questions, link_to_ref
from handlers.telegram.screen import Screen

RIGHT, MISSED, OTHER = "✅", "❌", "▫️"
BRIEF = 30
"""Characters of a choice in an alert, which has 200 for four of them."""


class Pushed:
    """Makes screens; `bot` is the bot's name, for links that open its private chat."""

    def __init__(self, rulebook: Rulebook, asking: Asking, renderer: Renderer, texts: Texts) -> None:
        self._rulebook = rulebook
        self._asking = asking
        self._renderer = renderer
        self._texts = texts

    @classmethod
    def of(cls, knowledge: Knowledge) -> Self:
        """The screens of some knowledge."""
        return cls(knowledge.rulebook, knowledge.asking, Renderer.of(knowledge), knowledge.texts)

    def rule(self, ref: Ref, language: Language, bot: str) -> Screen:
        """The rule of the day: the paragraph as in an answer, a link to ask about it, one tap to stop."""
        heading = f"<b>{escape(self._texts(language, Say.RULE_OF_DAY))}</b>"
        rows = [
            *self._items(ref, language, bot),
            [self._ask(ref, language, bot)],
            [self._later(f"{RULE}{ref}", language)],
            [self._stop(language)],
        ]
        return Screen(f"{heading}\n\n{self._paragraph(ref, language).html}", InlineKeyboardMarkup(rows))

    def under_quiz(
        self, dilemma: Dilemma, language: Language, bot: str, *, in_group: bool
    ) -> InlineKeyboardMarkup:
        """The buttons under a quiz. In a group nobody is written to after a vote: they lead to what one gets alone."""
        rows = (
            [[self._ask(self._rulebook.deciding(dilemma), language, bot)], [self._shares(dilemma, language)]]
            if in_group
            else []
        )
        later = self._later(f"{DILEMMA}{dilemma.id}", language)
        return InlineKeyboardMarkup([*rows, [later], [self._stop(language)]])

    def question(self, dilemma: Dilemma, choices: Sequence[str], language: Language) -> Screen:
        """A dilemma as a message with buttons, where a quiz cannot be."""
        lines = [
            f"<b>{escape(self._texts(language, Say.DILEMMA))}</b>",
            escape(dilemma.questions[language]),
            "",
        ]
        lines += [
            f"{number}. {escape(dilemma.choices[choice][language])}"
            for number, choice in enumerate(choices, start=1)
        ]
        votes = [Vote(dilemma.id, choice).key(str(number)) for number, choice in enumerate(choices, start=1)]
        rows = [votes, [self._shares(dilemma, language)], [self._stop(language)]]
        return Screen("\n".join(lines), InlineKeyboardMarkup(rows))

    def notice(self, content: str, language: Language, bot: str) -> Screen | None:
        """An announcement; None where it names a paragraph that is no more."""
        notice = read_notice(content)
        if notice:
            return Screen(notice.text(language))
        ref = Ref.read(content.removeprefix(RULE))
        if self._asking.open(ref) is None:
            return None
        rows = [*self._items(ref, language, bot), [self._ask(ref, language, bot)]]
        return Screen(self._paragraph(ref, language).html, InlineKeyboardMarkup(rows))

    def after_vote(self, dilemma: Dilemma, shares: Sequence[Share], language: Language) -> Screen:
        """The paragraph that decides a dilemma, and how others decided."""
        screen = self._paragraph(self._rulebook.deciding(dilemma), language)
        return Screen(f"{screen.html}\n\n{escape(self.shares(dilemma, shares, language))}", screen.buttons)

    def shares(
        self, dilemma: Dilemma, shares: Sequence[Share], language: Language, most: int | None = None
    ) -> str:
        """How others decided, in plain words, with at most so many characters of each choice."""
        if not shares:
            return self._texts(language, Say.SHARES_FEW)
        lines = [
            self._texts(
                language,
                Say.SHARE,
                mark=RIGHT if share.choice == dilemma.right else OTHER,
                share=share.percent,
                choice=_cut(dilemma.choices[share.choice][language], most),
            )
            for share in sorted(shares, key=lambda share: -share.percent)
        ]
        return self._texts(language, Say.SHARES, shares="\n".join(lines))

    def _paragraph(self, ref: Ref, language: Language) -> Screen:
        found = self._asking.open(ref)
        assert found is not None  # noqa: S101 - the loader refuses refs that are not there
        return self._renderer.paragraph(found, language)

    def _items(self, ref: Ref, language: Language, bot: str) -> list[list[InlineKeyboardButton]]:
        """Links to the items of a paragraph's list, which its screen offers in their place."""
        items = [item.ref for item in self._rulebook.children(ref)]
        return [
            [InlineKeyboardButton(self._rulebook.title(item, language), url=link_to_ref(bot, item))]
            for item in items
        ]

    def _ask(self, ref: Ref, language: Language, bot: str) -> InlineKeyboardButton:
        return InlineKeyboardButton(self._texts(language, Say.BUTTON_ASK), url=link_to_questions(bot, ref))

    def _stop(self, language: Language) -> InlineKeyboardButton:
        return TurnReminders(Turning.STOP).key(self._texts(language, Say.BUTTON_STOP))

    def _later(self, card: str, language: Language) -> InlineKeyboardButton:
        return RemindLater(card).key(self._texts(language, Say.BUTTON_LATER))

    def _shares(self, dilemma: Dilemma, language: Language) -> InlineKeyboardButton:
        return TellShares(dilemma.id).key(self._texts(language, Say.BUTTON_SHARES))


def _cut(text: str, most: int | None) -> str:
    return text if most is None or len(text) <= most else f"{text[: most - 1]}…"
