"""The screen on which reminders are set."""

from datetime import datetime

from babel.dates import format_date, get_day_names
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.language import Language
from bot.reminders.service import Reminders
from bot.reminders.wishes import HOURS, WEEKDAYS, Every, Plan, Subscription, What
from bot.texts.texts import Say, Texts
from handlers.reminders.buttons import (
    Change,
    ChangeDays,
    ChangeEvery,
    ChangeHour,
    ChangeLanguage,
    ChangeWhat,
    Turning,
    TurnReminders,
)
from handlers.telegram.screen import Screen

EVERY = {
    Every.WORKING_DAY: Say.EVERY_WORKING,
    Every.CHOSEN: Say.EVERY_CHOSEN,
    Every.WEEK: Say.EVERY_WEEK,
}
WHAT = {What.RULES: Say.WHAT_RULES, What.DILEMMAS: Say.WHAT_DILEMMAS, What.BOTH: Say.WHAT_BOTH}
SENDS = {What.RULES: Say.SENDS_RULES, What.DILEMMAS: Say.SENDS_DILEMMAS, What.BOTH: Say.SENDS_BOTH}
CHOSEN = "✓ "
HOURS_A_ROW = 6

Row = list[InlineKeyboardButton]


class Panel:
    """Makes the screen of a subscription in a language."""

    def __init__(self, reminders: Reminders, texts: Texts) -> None:
        self._reminders = reminders
        self._texts = texts

    def screen(self, subscription: Subscription | None, language: Language) -> Screen:
        """How a subscription stands, and every button that changes it; one that is off can only be turned on."""
        if subscription is None or subscription.due is None:
            on = self._button(language, Say.BUTTON_REMIND_ON, Turning.ON)
            return Screen(self._texts(language, Say.REMIND_OFF), InlineKeyboardMarkup([[on]]))
        is_paused = self._reminders.is_paused(subscription)
        text = self._texts(
            language,
            Say.REMIND_PAUSED if is_paused else Say.REMIND_ON,
            when=self.when(subscription.wish.plan, language),
            what=self._what(subscription, language),
            next=self.moment(subscription.due, language),
        )
        return Screen(
            text,
            InlineKeyboardMarkup([*self._choices(subscription, language), self._end(language, is_paused)]),
        )

    def when(self, plan: Plan, language: Language) -> str:
        """A plan in words."""
        every = self._texts(language, EVERY[plan.every])
        if plan.every is Every.WORKING_DAY:
            return self._texts(language, Say.REMIND_WHEN, every=every, time=f"{plan.hour}:{plan.minute:02}")
        days = ", ".join(_day_name(day, language) for day in sorted(plan.weekdays))
        return self._texts(
            language, Say.REMIND_WHEN_DAYS, every=every, days=days, time=f"{plan.hour}:{plan.minute:02}"
        )

    def _what(self, subscription: Subscription, language: Language) -> str:
        wish = subscription.wish
        return f"{self._texts(language, SENDS[wish.what])} ({self._texts(wish.language, Say.LANGUAGE_NAME)})"

    def moment(self, moment: datetime, language: Language) -> str:
        """A moment in words, by the clock on the wall."""
        local = self._reminders.schedule.local(moment)
        return f"{format_date(local, 'EEEE, d MMMM', locale=language.value)}, {local:%H:%M}"

    def _choices(self, subscription: Subscription, language: Language) -> list[Row]:
        wish, plan = subscription.wish, subscription.wish.plan
        every = [
            [_choice(self._texts(language, say), ChangeEvery(one), chosen=one is plan.every)]
            for one, say in EVERY.items()
        ]
        days = [] if plan.every is Every.WORKING_DAY else [self._days(plan, language)]
        hours = [
            _choice(str(hour), ChangeHour(hour), chosen=(hour, 0) == (plan.hour, plan.minute))
            for hour in HOURS
        ]
        what = [
            _choice(self._texts(language, say), ChangeWhat(one), chosen=one is wish.what)
            for one, say in WHAT.items()
        ]
        languages = [
            _choice(self._texts(one, Say.LANGUAGE_NAME), ChangeLanguage(one), chosen=one is wish.language)
            for one in Language
        ]
        return [*every, *days, hours[:HOURS_A_ROW], hours[HOURS_A_ROW:], what, languages]

    def _days(self, plan: Plan, language: Language) -> Row:
        return [
            _choice(_day_name(day, language), ChangeDays(_toggled(plan, day)), chosen=day in plan.weekdays)
            for day in WEEKDAYS
        ]

    def _end(self, language: Language, is_paused: bool) -> Row:  # noqa: FBT001 - one of two buttons
        pause = (Say.BUTTON_RESUME, Turning.RESUME) if is_paused else (Say.BUTTON_PAUSE, Turning.PAUSE)
        return [self._button(language, *pause), self._button(language, Say.BUTTON_REMIND_OFF, Turning.OFF)]

    def _button(self, language: Language, say: Say, turning: Turning) -> InlineKeyboardButton:
        return TurnReminders(turning).key(self._texts(language, say))


def _choice(label: str, change: Change, *, chosen: bool) -> InlineKeyboardButton:
    return change.key(f"{CHOSEN}{label}" if chosen else label)


def _toggled(plan: Plan, day: int) -> frozenset[int]:
    """The days as a press makes them; the last one cannot be taken away, and a weekly plan has but one."""
    if plan.every is Every.WEEK:
        return frozenset({day})
    return plan.weekdays ^ {day} or plan.weekdays


def _day_name(day: int, language: Language) -> str:
    return str(get_day_names("abbreviated", locale=language.value)[day - 1])
