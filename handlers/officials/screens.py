"""What an official sees, in their own language alone; nothing of a case's content but where they opened it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from itertools import islice

from babel.dates import format_date
from babel.numbers import format_decimal
from telegram import InlineKeyboardMarkup

from bot.language import Language
from bot.texts.texts import Say, Texts
from bot.tips.casework.casework import Card, Casework, Listed, Successor
from bot.tips.casework.quarterly_figures import Quarter, Spread
from bot.tips.model import (
    Attachment,
    CaseHead,
    CaseNumber,
    Deed,
    Entry,
    EntryKind,
    NoticeKind,
    Outcome,
    State,
)
from bot.tips.officials.file import Official, OfficialId, Officials
from bot.tips.ports import Batch, Item, Pressed, ScreenStore
from handlers.officials.buttons import OfficialButton
from handlers.officials.writing import Writing
from handlers.telegram.everyday_buttons import ShowHelp
from handlers.telegram.paging import cut, pages
from handlers.telegram.screen import Screen
from handlers.tips.file_lines import FileLines
from handlers.tips.screens import OUTCOMES, STATES

PAGE = 8
LONGEST = 3400
"""Units of a case's content on one page, beside its heading."""

LONGEST_LABEL = 40
"""Signs of a button in the list: a phone shows no more of it."""

LONGEST_PREVIEW = 3000
"""Units of what is written on the screen that shows it: the rest stands in the chat until it is sent."""

MOST_LINES = 10

NOTICES = {
    NoticeKind.NEW: Say.NOTICE_NEW,
    NoticeKind.STILL_NEW: Say.NOTICE_STILL_NEW,
    NoticeKind.BACKUP: Say.NOTICE_BACKUP,
    NoticeKind.DECIDE: Say.NOTICE_DECIDE,
    NoticeKind.EXPIRES: Say.NOTICE_EXPIRES,
    NoticeKind.MORE: Say.NOTICE_MORE,
    NoticeKind.MORE_URGENT: Say.NOTICE_MORE_URGENT,
    NoticeKind.MORE_UNREAD: Say.NOTICE_MORE_UNREAD,
    NoticeKind.WITHDRAWN: Say.NOTICE_WITHDRAWN,
    NoticeKind.URGENT: Say.NOTICE_URGENT,
    NoticeKind.SECOND: Say.NOTICE_SECOND,
    NoticeKind.ENDED: Say.NOTICE_ENDED,
}
ENTRIES = {
    EntryKind.TIP: Say.ENTRY_TIP,
    EntryKind.ADDITION: Say.ENTRY_ADDITION,
    EntryKind.REPLY: Say.ENTRY_REPLY,
    EntryKind.NOTE: Say.ENTRY_NOTE,
}


@dataclass(frozen=True, slots=True)
class Key:
    """A button before it has its token."""

    label: str
    pressed: Pressed


Rows = Sequence[Sequence[Key]]


class OfficialScreens:
    """Lays out cases for officials."""

    def __init__(self, texts: Texts, officials: Officials, casework: Casework, store: ScreenStore) -> None:
        self._texts = texts
        self._officials = officials
        self._casework = casework
        self._store = store

    async def notice(self, official: Official, batch: Batch) -> Screen:
        """What is new, without a word of any case: a line each, and a button that opens it."""
        language = official.language
        # What came due while the bot was off or the case was muted is said once.
        found = {(item.number, item.kind if item.head else None): item for item in batch.items}
        # Danger to life comes first, however much else there is to tell.
        once = dict(sorted(found.items(), key=lambda one: not one[1].is_urgent))
        shown = list(islice(once.values(), MOST_LINES))
        lines = [self._notice_line(item, language) for item in shown]
        more = len(once) - MOST_LINES
        if more > 0:
            lines.append(self._say(language, Say.NOTICE_AND_MORE, count=more))
        there = [item.number for item in shown if item.head]
        rows = [
            [
                Key(
                    self._say(language, Say.BUTTON_OPEN, number=number),
                    Pressed(number, Deed.OPEN, batch.attempt),
                )
            ]
            for number in dict.fromkeys(there)
        ]
        return await self._screen(official, lines, rows)

    async def inbox(self, official: Official, page: int) -> Screen:
        """Their cases, a page of them."""
        language = official.language
        listed = await self._casework.inbox(official.id)
        if not listed:
            figures = Key(self._say(language, Say.MENU_STATS), Pressed(CaseNumber(""), Deed.STATS))
            return await self._screen(official, [self._say(language, Say.INBOX_EMPTY)], [[figures]])
        page = max(0, min(page, (len(listed) - 1) // PAGE))
        shown = listed[page * PAGE : (page + 1) * PAGE]
        lines = [self._texts(language, Say.INBOX_HEADING, count=sum(not one.head.closed for one in listed))]
        for one in shown:
            lines += ["", *self._inbox_lines(one, language)]
        rows = [[Key(self._label(one, language), Pressed(one.head.number, Deed.CARD))] for one in shown]
        turns = [
            Key(label, Pressed(CaseNumber(""), Deed.INBOX, str(to)))
            for label, to in (("◀", page - 1), ("▶", page + 1))
            if 0 <= to * PAGE < len(listed)
        ]
        return await self._screen(official, lines, [*rows, turns] if turns else rows)

    async def help(self, official: Official) -> Screen:
        """What they can do, with the way to their cases, their figures and to what everybody can ask."""
        language, none = official.language, CaseNumber("")
        rows = [
            [Key(self._say(language, Say.MENU_INBOX), Pressed(none, Deed.INBOX, "0"))],
            [Key(self._say(language, Say.MENU_STATS), Pressed(none, Deed.STATS))],
        ]
        screen = await self._screen(official, [self._say(language, Say.OFFICIAL_HELP)], rows)
        ask = ShowHelp().key(self._say(language, Say.BUTTON_HOW_TO_ASK))
        assert screen.buttons  # noqa: S101 - it was given two
        return Screen(screen.html, InlineKeyboardMarkup([*screen.buttons.inline_keyboard, [ask]]))

    async def card(self, official: Official, card: Card, *, done: str = "") -> Screen:
        """A case without its content, and all that can be done with it."""
        lines = [done, ""] if done else []
        return await self._screen(
            official,
            [*lines, *self._card_lines(card, official.language)],
            self._acts(card, official.language),
        )

    async def content(self, official: Official, card: Card, entries: Sequence[Entry], page: int) -> Screen:
        """A case with what stands in it, a page of it."""
        language = official.language
        blocks = [block for entry in entries for block in self._blocks(entry, language)]
        laid = pages(blocks, LONGEST)
        page = min(page, len(laid) - 1)
        lines = [
            *self._card_lines(card, language),
            "",
            laid[page],
            "",
            self._say(language, Say.CONTENT_GOES),
        ]
        turns = [
            Key(label, Pressed(card.head.number, Deed.PAGE, str(to)))
            for label, to in (("◀", page - 1), ("▶", page + 1))
            if 0 <= to < len(laid)
        ]
        rows = self._acts(card, language)
        return await self._screen(official, lines, [turns, *rows] if turns else rows)

    def documents(self, official: Official, file: Attachment) -> Iterator[tuple[str, bytes, str]]:
        """A file as it is sent: name, bytes and what stands with it; then its drawn pages, where it has any."""
        return FileLines(self._texts, official.language).documents(file)

    async def outcomes(self, official: Official, card: Card) -> Screen:
        """How the case ends."""
        language, number = official.language, card.head.number
        closing = [outcome for outcome in Outcome if outcome is not Outcome.REFERRED]
        rows = [
            [Key(self._say(language, OUTCOMES[outcome]), Pressed(number, Deed.END, outcome))]
            for outcome in closing
        ]
        return await self._asking(official, card, Say.ASK_OUTCOME, rows)

    async def confirm(self, official: Official, card: Card, question: Say, yes: Say, act: Pressed) -> Screen:
        """Ask once more."""
        return await self._asking(official, card, question, [[Key(self._say(official.language, yes), act)]])

    async def successors(self, official: Official, card: Card, successors: Sequence[Successor]) -> Screen:
        """To whom the case can go; who cannot be written to is marked."""
        language = official.language
        rows = [
            [
                Key(
                    ("" if one.is_reachable else "⚠️ ") + _named(one.official, language),
                    Pressed(card.head.number, Deed.TRANSFER, one.official.id),
                )
            ]
            for one in successors
        ]
        name = Say.ASK_SUCCESSOR if successors else Say.NO_SUCCESSOR
        screen = await self._asking(official, card, name, rows)
        if all(one.is_reachable for one in successors):
            return screen
        return Screen(f"{screen.html}\n\n{self._say(language, Say.SUCCESSOR_UNREACHED)}", screen.buttons)

    async def confirm_transfer(self, official: Official, card: Card, to: Successor) -> Screen:
        """Ask once more, by name."""
        language = official.language
        name = Say.ASK_TRANSFER if to.is_reachable else Say.ASK_TRANSFER_UNREACHED
        yes = Key(
            self._say(language, Say.BUTTON_TRANSFER_YES),
            Pressed(card.head.number, Deed.TRANSFER_SURELY, to.official.id),
        )
        return await self._asking(official, card, name, [[yes]], name=_named(to.official, language))

    def transferred(self, official: Official, number: CaseNumber, to: OfficialId) -> Screen:
        """The case is with somebody else now."""
        known = self._officials.official(to)
        name = _named(known, official.language) if known else to
        return Screen(self._say(official.language, Say.TRANSFERRED, number=number, name=name))

    async def asked_to_write(self, official: Official, writing: Writing) -> Screen:
        """Write it now."""
        language = official.language
        lines = [self._say(language, _asked(writing), number=writing.number)]
        if writing.outcome:
            lines.insert(0, self._ending(writing, language))
        give_up = Key(self._say(language, Say.BUTTON_DISCARD), Pressed(writing.number, Deed.DISCARD))
        return await self._screen(official, lines, [[give_up]])

    async def preview(self, official: Official, writing: Writing) -> Screen:
        """All that is written, as whoever it is for will see it: nothing goes before they say yes."""
        language, text = official.language, writing.written.text
        whole = next(cut(text, LONGEST_PREVIEW))
        lines = [self._say(language, _previewed(writing), number=writing.number)]
        if writing.outcome:
            lines.insert(0, self._ending(writing, language))
        if text:
            lines.append(f"<blockquote>{escape(whole)}{'…' if whole != text else ''}</blockquote>")
        if writing.files:
            lines.append(f"📎 {self._texts(language, Say.BUTTON_FILES, count=len(writing.files))}")
        lines.append(self._say(language, Say.PREVIEW_MORE))
        keys = [
            Key(self._say(language, _yes(writing)), Pressed(writing.number, Deed.SEND)),
            Key(self._say(language, Say.BUTTON_DISCARD), Pressed(writing.number, Deed.DISCARD)),
        ]
        return await self._screen(official, lines, [[key] for key in keys])

    async def which_case(self, official: Official, numbers: Sequence[CaseNumber]) -> Screen:
        """Several cases stand on the message that they replied to: which one do they mean?"""
        language = official.language
        rows = [
            [Key(self._say(language, Say.BUTTON_REPLY_IN, number=number), Pressed(number, Deed.REPLY))]
            for number in numbers[:MOST_LINES]
        ]
        return await self._screen(official, [self._say(language, Say.WHICH_CASE)], rows)

    async def under_file(self, official: Official, number: CaseNumber) -> InlineKeyboardMarkup | None:
        """What stands under a file: the way to its case."""
        key = Key(self._say(official.language, Say.BUTTON_CARD, number=number), Pressed(number, Deed.CARD))
        return (await self._screen(official, [], [[key]])).buttons

    def with_pin_advice(self, screen: Screen, official: Official) -> Screen:
        """A screen that says also that they have no PIN yet."""
        return Screen(f"{screen.html}\n\n{self._say(official.language, Say.PIN_ADVICE)}", screen.buttons)

    def wrong_pin(self, official: Official, left: int) -> Screen:
        """It was not their PIN; so many tries are left."""
        return Screen(self._texts(official.language, Say.PIN_WRONG, count=left))

    def pin_locked(self, languages: Sequence[Language], official: Official) -> Screen:
        """To whoever sees to it: somebody has typed five wrong PINs in the chat of an official."""
        return Screen(
            "\n\n".join(
                self._say(one, Say.PIN_ALARM, name=_named(official, one), id=official.id) for one in languages
            )
        )

    def told(self, official: Official, name: Say, /, **values: object) -> Screen:
        """One sentence."""
        return Screen(self._say(official.language, name, **values))

    def alarm(self, languages: Sequence[Language], batch: Batch) -> Screen:
        """To an owner: nobody can be reached. No case is named to them."""
        return Screen("\n\n".join(self._texts(one, Say.ALARM, count=len(batch.cases)) for one in languages))

    def figures(self, language: Language, quarters: Sequence[Quarter]) -> str:
        """Figures in words, a quarter a block."""
        return "\n\n".join(self._quarter(quarter, language) for quarter in quarters)

    def quarter_name(self, first_day: date, language: Language) -> str:
        """«IV кв. 2026»."""
        number = ("I", "II", "III", "IV")[(first_day.month - 1) // 3]
        return self._say(language, Say.STATS_QUARTER, quarter=number, year=first_day.year)

    async def _asking(
        self, official: Official, card: Card, question: Say, rows: Rows, **values: str
    ) -> Screen:
        language = official.language
        lines = [*self._card_lines(card, language), "", f"<b>{self._say(language, question, **values)}</b>"]
        back = Key(self._say(language, Say.CASE_BUTTON_BACK), Pressed(card.head.number, Deed.CARD))
        return await self._screen(official, lines, [*rows, [back]])

    async def _screen(self, official: Official, lines: Sequence[str], rows: Rows) -> Screen:
        keys = [key for row in rows for key in row]
        tokens = iter(await self._store.tokens(official.id, [key.pressed for key in keys]))
        keyboard = [
            [OfficialButton(token).key(key.label) for key, token in zip(row, tokens, strict=False)]
            for row in rows
        ]
        return Screen("\n".join(lines), InlineKeyboardMarkup(keyboard) if keyboard else None)

    def _acts(self, card: Card, language: Language) -> list[list[Key]]:
        number, is_open = card.head.number, card.head.closed is None

        def key(name: Say, deed: Deed) -> Key:
            return Key(self._say(language, name), Pressed(number, deed))

        rows = [[key(Say.BUTTON_CONTENT, Deed.OPEN)]]
        if card.files:
            rows[0].append(
                Key(self._texts(language, Say.BUTTON_FILES, count=card.files), Pressed(number, Deed.FILES))
            )
        if is_open and card.head.state is not State.IN_WORK:
            rows.append([key(Say.BUTTON_TAKE, Deed.TAKE)])
        rows.append([key(Say.BUTTON_REPLY, Deed.REPLY), key(Say.BUTTON_NOTE, Deed.NOTE)])
        rows += [
            [Key(self._say(language, Say.BUTTON_CORRECT), Pressed(number, Deed.CORRECT, str(place)))]
            for place in card.correctable[-1:]
        ]
        if is_open:
            rows += [
                [key(Say.BUTTON_END, Deed.OUTCOMES), key(Say.BUTTON_REFER, Deed.REFER)],
                [key(Say.BUTTON_TRANSFER, Deed.SUCCESSORS), key(Say.BUTTON_RECUSE, Deed.STEP_BACK)],
                [key(Say.BUTTON_UNMUTE, Deed.UNMUTE) if card.is_muted else key(Say.BUTTON_MUTE, Deed.MUTE)],
            ]
        return [*rows, [Key(self._say(language, Say.BUTTON_INBOX), Pressed(CaseNumber(""), Deed.INBOX, "0"))]]

    def _card_lines(self, card: Card, language: Language) -> Iterator[str]:
        head = card.head
        body = self._officials.body(card.body)
        if head.is_urgent and head.closed is None:
            yield self._say(language, Say.CARD_DANGER)
        yield self._say(language, Say.CARD_HEADING, number=head.number) + (" ⚠️" if head.is_urgent else "")
        if body:
            yield self._say(language, Say.CARD_BODY, body=body.names[language])
        yield self._say(language, Say.CARD_RECEIVED, date=_day(head.received, language))
        yield self._say(language, Say.CASE_STATE, state=self._state(head, language))
        if head.closed is None:
            yield self._say(language, Say.CARD_PERSON_BY, date=_day(card.person_by, language))
            yield self._say(language, Say.CARD_DECISION_BY, date=_day(card.decision_by, language))
            yield self._left(card.days_left, language)

    def _state(self, head: CaseHead, language: Language) -> str:
        state = self._texts(language, STATES[head.state])
        if head.outcome and head.state is State.CLOSED:
            return f"{state} ({self._texts(language, OUTCOMES[head.outcome])})"
        return state

    def _left(self, days: int, language: Language) -> str:
        if days == 0:
            return self._texts(language, Say.DAYS_NONE)
        if days < 0:
            return self._texts(language, Say.DAYS_OVER, count=-days)
        return self._texts(language, Say.DAYS_LEFT, count=days)

    def _inbox_lines(self, one: Listed, language: Language) -> Iterator[str]:
        head, body = one.head, self._officials.body(one.body)
        mark = "⚠️ " if head.is_urgent else ""
        yield f"{mark}<b>{head.number}</b>" + (f" – {escape(body.names[language])}" if body else "")
        yield self._say(language, Say.CARD_RECEIVED, date=_day(head.received, language))
        state = escape(self._state(head, language))
        if not head.closed:
            left = self._left(self._casework.days_left(self._casework.next_deadline(head)), language)
            state = f"{state}, {left}"
        yield state

    def _label(self, one: Listed, language: Language) -> str:
        """A button of the list: the number, and as much of the body as a phone shows."""
        body = self._officials.body(one.body)
        label = f"{one.head.number} · {body.names[language]}" if body else one.head.number
        return label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1]}…"

    def _ending(self, writing: Writing, language: Language) -> str:
        assert writing.outcome is not None  # noqa: S101 - asked for before
        outcome = self._texts(language, OUTCOMES[writing.outcome])
        return self._say(language, Say.ENDING_HEADING, number=writing.number, outcome=outcome)

    def _notice_line(self, item: Item, language: Language) -> str:
        if item.head is None:
            return self._say(language, Say.NOTICE_WITHDRAWN, number=item.number)
        if item.kind is NoticeKind.NEW and item.head.is_urgent:
            return self._say(language, Say.NOTICE_NEW_URGENT, number=item.number)
        if item.kind is NoticeKind.MORE and self._casework.is_opened_anew(item.head):
            day = _day(self._casework.decision_if_reopened(), language)
            return self._say(language, Say.NOTICE_REOPENED, number=item.number, date=day)
        by = self._casework.next_deadline(item.head)
        values = {} if item.kind is NoticeKind.WITHDRAWN else {"date": _day(by, language)}
        return self._say(language, NOTICES[item.kind], number=item.number, **values)

    def _blocks(self, entry: Entry, language: Language) -> Iterator[str]:
        """An entry, cut before it is marked up so that no mark is cut."""
        by = self._officials.official(entry.by) if entry.by else None
        who = f" ({escape(by.names[language])})" if by else ""
        heading = self._say(language, ENTRIES[entry.kind], date=_day(entry.day, language))
        first, *rest = cut(entry.text or self._texts(language, Say.CASE_FILES_ONLY), LONGEST)
        danger = f" {self._say(language, Say.ENTRY_DANGER)}" if entry.is_urgent else ""
        yield f"{heading}{who}{danger}\n{escape(first)}"
        yield from map(escape, rest)

    def _quarter(self, quarter: Quarter, language: Language) -> str:
        name = f"<b>{self.quarter_name(quarter.first_day, language)}</b>"
        if quarter.ended is None or quarter.to_act is None or quarter.to_end is None:
            return f"{name}\n{self._say(language, Say.STATS_HIDDEN_QUARTER)}"
        return "\n".join(
            (
                name,
                self._texts(language, Say.STATS_ENDED, count=quarter.ended),
                self._spread(Say.STATS_TO_ACT, quarter.to_act, language),
                self._spread(Say.STATS_TO_END, quarter.to_end, language),
                *self._outcomes(quarter.outcomes, quarter.ended, language),
            )
        )

    def _outcomes(self, counts: Mapping[Outcome, int | None], ended: int, language: Language) -> list[str]:
        if all(count is None for count in counts.values()):
            # Not each of them is small: some are hidden for the sake of others.
            return [self._say(language, Say.STATS_HIDDEN_OUTCOMES)]
        return [
            f"• {self._say(language, OUTCOMES[outcome])}: {self._share(count, ended, language)}"
            for outcome, count in counts.items()
        ]

    def _spread(self, name: Say, spread: Spread, language: Language) -> str:
        median, p90 = (
            format_decimal(days, "0.#", locale=language.value) for days in (spread.median, spread.p90)
        )
        return self._say(language, name, median=median, p90=p90)

    def _share(self, count: int | None, of: int, language: Language) -> str:
        if count is None:
            return self._say(language, Say.STATS_HIDDEN)
        return f"{round(100 * count / of)} %"

    def _say(self, language: Language, name: Say, /, **values: object) -> str:
        return self._texts(
            language,
            name,
            **{key: value if isinstance(value, int) else escape(str(value)) for key, value in values.items()},
        )


def _asked(writing: Writing) -> Say:
    match writing:
        case Writing(outcome=Outcome.REFERRED):
            return Say.ASK_REFER
        case Writing(outcome=Outcome(), kind=EntryKind.NOTE):
            return Say.ASK_PROPOSE
        case Writing(outcome=Outcome()):
            return Say.ASK_END
        case Writing(corrects=int()):
            return Say.ASK_CORRECT
        case Writing(kind=EntryKind.NOTE):
            return Say.ASK_NOTE
    return Say.ASK_REPLY


def _previewed(writing: Writing) -> Say:
    return Say.PREVIEW_NOTE if writing.kind is EntryKind.NOTE else Say.PREVIEW_REPLY


def _yes(writing: Writing) -> Say:
    match writing:
        case Writing(outcome=Outcome.REFERRED):
            return Say.BUTTON_REFER_YES
        case Writing(outcome=Outcome(), kind=EntryKind.NOTE):
            return Say.BUTTON_PROPOSE_YES
        case Writing(outcome=Outcome()):
            return Say.BUTTON_END_YES
        case Writing(kind=EntryKind.NOTE):
            return Say.BUTTON_NOTE_YES
    return Say.BUTTON_REPLY_YES


def _named(official: Official, language: Language) -> str:
    return f"{official.names[language]}, {official.roles[language]}"


def _day(day: date, language: Language) -> str:
    return format_date(day, "long", locale=language.value)
