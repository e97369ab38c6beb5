"""What a reporter sees: one short screen a step."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from types import MappingProxyType

from babel.dates import format_date
from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from bot.cleaning import Kind
from bot.language import Language
from bot.texts.texts import Say, Texts
from bot.tips.casework.staffing import Reach
from bot.tips.model import Entry, EntryKind, Outcome, State
from bot.tips.officials.file import ANY_BODY, Official, Officials
from bot.tips.reporting.draft import Draft, Filed, Stage
from bot.tips.reporting.evidence import Evidence
from bot.tips.reporting.filing import CaseView, Wait
from handlers.telegram.button import Button
from handlers.telegram.paging import cut, pages, units
from handlers.telegram.screen import PhotoScreen, Screen, VoiceScreen
from handlers.tips.buttons import (
    CaseStep,
    Category,
    ChooseBody,
    ChooseCategory,
    FileStep,
    OfCase,
    OfFile,
    OfTip,
    TipStep,
    ToggleOfficial,
)
from handlers.tips.file_lines import FileLines

LONGEST_QUOTE = 3000
"""Units of what was said in a tip or a case on one screen; the rest stands on further ones."""

MOST_ON_REVIEW = 3500
"""Units of a review: what Telegram takes, 4096, less a remark above it and a line about messages that stay in the chat."""

LEAST_QUOTE = 200
"""Units of the words that a review shows at least, whatever else stands on it."""

MOST_OF_FILES = 1500
"""Units of the lines about files on one screen; where they are more, the files are named alone. What each lacks stands with it."""

MOST_TRACES = 5
MOST_PAGES = 6
"""Messages with what was said in a case, beside its screen."""

KINDS = {
    EntryKind.TIP: Say.CASE_YOU_WROTE,
    EntryKind.ADDITION: Say.CASE_YOU_ADDED,
    EntryKind.REPLY: Say.CASE_REPLY,
}
CATEGORIES = {
    Category.BRIBE: Say.TIP_CATEGORY_BRIBE,
    Category.THEFT: Say.TIP_CATEGORY_THEFT,
    Category.KIN: Say.TIP_CATEGORY_KIN,
    Category.TENDER: Say.TIP_CATEGORY_TENDER,
    Category.POWER: Say.TIP_CATEGORY_POWER,
    Category.OTHER: Say.TIP_CATEGORY_OTHER,
}
STATES = {
    State.RECEIVED: Say.STATE_RECEIVED,
    State.OPENED: Say.STATE_OPENED,
    State.IN_WORK: Say.STATE_IN_WORK,
    State.REFERRED: Say.STATE_REFERRED,
    State.CLOSED: Say.STATE_CLOSED,
}
OUTCOMES = {
    Outcome.CONFIRMED: Say.OUTCOME_CONFIRMED,
    Outcome.NOT_CONFIRMED: Say.OUTCOME_NOT_CONFIRMED,
    Outcome.OUT_OF_SCOPE: Say.OUTCOME_OUT_OF_SCOPE,
    Outcome.NO_DATA: Say.OUTCOME_NO_DATA,
    Outcome.REFERRED: Say.OUTCOME_REFERRED,
}
Row = list[InlineKeyboardButton]
Refusals = Mapping[Say, Sequence[str]]
"""What was not taken, by its reason: the names of files, empty for what has none."""

NONE_REFUSED: Refusals = MappingProxyType({})
MOST_NAMES = 5


@dataclass(frozen=True, slots=True)
class Proof:
    """The words of a picture that says that something was filed, no code, no text, no name; and `caption` for the chat alone."""

    heading: str
    dates: tuple[str, ...]
    channels: tuple[str, ...]
    small: str
    caption: str


class TipScreens:
    """Lays out the steps of a tip and of a case, in the language of its draft."""

    def __init__(self, texts: Texts, officials: Officials | None) -> None:
        self._texts = texts
        self._officials = officials
        self._by_stage: dict[Stage, Callable[[Draft], Screen]] = {
            Stage.INTRO: self._intro,
            Stage.BODY: self._bodies,
            Stage.CATEGORY: self._categories,
            Stage.CODE: self._typing_back,
            Stage.FILING: self._typing_back,
            Stage.ENTERING: self._entering,
            Stage.OPENING: self._entering,
            Stage.WITHDRAWING: self._withdrawing,
        }

    def closed(self, language: Language) -> Screen:
        """There is no tip desk here."""
        return Screen(self._say(language, Say.TIP_CLOSED))

    def too_many(self, language: Language) -> Screen:
        """Three tips a day were sent."""
        return Screen(self._with_channels(self._say(language, Say.TIP_TOO_MANY), language))

    def cancelled(self, draft: Draft) -> Screen:
        """The reporter gave it up, or put their case away."""
        return self._ended(draft, Say.TIP_CANCELLED)

    def late(self, language: Language, *, in_danger: bool = False) -> Screen:
        """What was written came after the quarter of an hour; whom to call comes before it where it tells of danger."""
        said = (Say.TIP_DANGER, Say.TIP_TIMED_OUT) if in_danger else (Say.TIP_TIMED_OUT,)
        return Screen("\n\n".join(self._say(language, name) for name in said))

    def timed_out(self, draft: Draft) -> Screen:
        """A quarter of an hour has passed."""
        return self._ended(draft, Say.TIP_TIMED_OUT)

    def stopped(self, draft: Draft) -> Screen:
        """The bot is being stopped."""
        return self._ended(draft, Say.TIP_STOPPED)

    def of(self, draft: Draft) -> Screen:
        """The step a draft is at; the officials and the case need more than the draft, see `officials` and `case`."""
        return self._by_stage[draft.stage](draft)

    def officials(self, draft: Draft, candidates: Sequence[Official]) -> Screen:
        """Whom to keep out: of those who receive the tip, and of those to whom it may be handed on."""
        language, body = draft.language, draft.body
        receive = [one for one in candidates if body and one.covers(body)]
        others = [one for one in candidates if one not in receive]
        lines = "\n\n".join(
            "\n".join(
                [
                    self._say(language, name),
                    *(f"• {escape(f'{one.names[language]}, {one.roles[language]}')}" for one in people),
                ]
            )
            for name, people in ((Say.TIP_RECEIVE, receive), (Say.TIP_MAY_SEE, others))
            if people
        )
        rows = [
            [
                ToggleOfficial(one.id).key(
                    f"{'🚫' if one.id in draft.excluded else '✅'} {one.names[language]}"
                )
            ]
            for one in candidates
        ]
        rows += [
            [self._named(language, Say.TIP_BUTTON_NEXT, TipStep(OfTip.NEXT))],
            self._back(language),
        ]
        html = self._counting(draft, f"{self._say(language, Say.TIP_OFFICIALS)}\n\n{lines}")
        return Screen(html, self._rows(language, rows))

    def nobody_left(self, draft: Draft) -> Screen:
        """Everybody was kept out: nothing is stored."""
        language = draft.language
        html = self._with_channels(self._say(language, Say.TIP_NOBODY_LEFT), language)
        return Screen(html, self._rows(language, [self._back(language)]))

    def unreached(self, draft: Draft) -> Screen:
        """No official can be reached now: said before a word is written, with the other channels and the choice."""
        language = draft.language
        html = self._with_channels(self._say(language, Say.TIP_UNREACHED), language)
        rows = [
            [self._named(language, Say.TIP_BUTTON_ANYWAY, TipStep(OfTip.ANYWAY))],
            self._back(language),
        ]
        return Screen(html, self._rows(language, rows))

    def more_of_review(self, draft: Draft, refused: Refusals) -> list[Screen]:
        """What of the reporter's words did not fit on the screen of the review."""
        first = next(cut(draft.text, self._longest_on_review(draft, refused)))
        rest = draft.text[len(first) :].lstrip()
        pieces = cut(rest, LONGEST_QUOTE) if rest else ()
        return [Screen(f"<blockquote>{escape(piece)}</blockquote>") for piece in pieces]

    def code(self, draft: Draft) -> Screen:
        """The code alone, with a button that copies it."""
        assert draft.code is not None  # noqa: S101 - shown only once it is there
        language = draft.language
        copy = InlineKeyboardButton(
            self._say(language, Say.TIP_BUTTON_COPY), copy_text=CopyTextButton(draft.code.grouped)
        )
        html = self._say(language, Say.TIP_CODE, code=draft.code.grouped)
        return Screen(html, InlineKeyboardMarkup([[copy]]))

    def filed(self, draft: Draft, filed: Filed) -> Screen:
        """✅ and the dates; where nobody can be reached, no date that nobody would keep, and the other channels.

        Whom to call stands below it also where its reporter told of danger only while it was being filed.
        """
        language = draft.language
        if filed.reach is Reach.REACHED:
            html = self._say(
                language,
                Say.TIP_FILED,
                person_by=_day(filed.person_by, language),
                decision_by=_day(filed.decision_by, language),
            )
        else:
            html = self._with_channels(self._say(language, Say.TIP_FILED_UNREACHED), language)
        if filed.tells_of_danger or draft.tells_of_danger:
            html += f"\n\n{self._say(language, Say.TIP_DANGER_FILED)}"
        if filed.files:
            html += f"\n\n{self._texts(language, Say.TIP_TAKEN_FILES, count=filed.files)}"
        wipe = self._named(language, Say.TIP_BUTTON_WIPE_CHAT, TipStep(OfTip.WIPE))
        prove = self._named(language, Say.TIP_BUTTON_PROOF, TipStep(OfTip.PROOF))
        return Screen(html, InlineKeyboardMarkup([[prove], [wipe]]))

    def confirmation(self, language: Language, filed: Filed) -> Proof:
        """What stands in the picture that says that something was filed."""
        dates = [self._texts(language, Say.TIP_PROOF_RECEIVED, date=_day(filed.received, language))]
        if filed.reach is Reach.REACHED and not filed.is_ended:
            dates += [
                self._texts(language, Say.TIP_PROOF_PERSON, date=_day(filed.person_by, language)),
                self._texts(language, Say.TIP_PROOF_DECISION, date=_day(filed.decision_by, language)),
            ]
        lines: list[str] = []
        if self._officials:
            channels = self._officials.channels
            lines = [
                self._texts(language, Say.TIP_PROOF_CHANNELS, date=_day(channels.valid_from, language)),
                *(f"• {line}" for line in channels.lines[language]),
            ]
        said = (Say.TIP_PROOF, Say.TIP_PROOF_SHOWS, Say.TIP_PROOF_KEEP)
        heading, small, caption = (self._texts(language, name) for name in said)
        return Proof(heading, tuple(dates), tuple(lines), small, caption)

    def category(self, language: Language, category: Category) -> str:
        """The name of a category, as officials read it above the words."""
        return self._texts(language, CATEGORIES[category])

    def case(self, language: Language, view: CaseView, *, tells_of_danger: bool = False) -> Screen:
        """Where the case stands, and what was said in it first; whom to call comes before it where its reporter tells of danger."""
        lines = [self._say(language, Say.TIP_DANGER_FILED), ""] if tells_of_danger else []
        lines.append(self._say(language, Say.CASE_STATE, state=self._state(language, view)))
        lines.append(self._say(language, self._date_name(view), date=_day(view.next_date, language)))
        if view.filed.files:
            lines.append(self._texts(language, Say.TIP_TAKEN_FILES, count=view.filed.files))
        lines += ["", self._case_pages(language, view)[0]]
        rows = [
            [self._named(language, Say.CASE_BUTTON_ADD, CaseStep(OfCase.ADD))],
            [self._named(language, Say.TIP_BUTTON_PROOF, CaseStep(OfCase.PROOF))],
            [self._named(language, Say.CASE_BUTTON_WITHDRAW, CaseStep(OfCase.WITHDRAW))],
            [self._named(language, Say.CASE_BUTTON_CLOSE, TipStep(OfTip.CANCEL))],
        ]
        if view.reply_files:
            label = self._texts(language, Say.CASE_BUTTON_REPLY_FILES, count=view.reply_files)
            rows.insert(0, [CaseStep(OfCase.REPLY_FILES).key(label)])
        html = "\n".join(lines)
        return Screen(
            self._with_channels(html, language) if view.is_overdue else html, InlineKeyboardMarkup(rows)
        )

    def more_of_case(self, language: Language, view: CaseView) -> list[Screen]:
        """What was said in a case and did not fit on its screen, the newest last: a few messages, however much it is."""
        return [Screen(page) for page in self._case_pages(language, view)[1:][-MOST_PAGES:]]

    def file(self, draft: Draft, number: int, file: Evidence) -> Screen:
        """A file of a draft as it became: its first page or its sound, what it lacks, what can be done about it."""
        language = draft.language
        html = escape(FileLines(self._texts, language).for_reporter(number, file))
        rows = [[self._of_file(language, Say.TIP_BUTTON_DROP_FILE, OfFile.DROP, number, file)]]
        if file.hides:
            name = Say.TIP_BUTTON_HIDE_HIDDEN if file.is_revealed else Say.TIP_BUTTON_SHOW_HIDDEN
            rows.insert(0, [self._of_file(language, name, OfFile.TURN, number, file)])
        buttons = InlineKeyboardMarkup(rows)
        if file.kind is Kind.OGG:
            return VoiceScreen(html, buttons, file.chosen.data)
        if file.chosen.preview:
            return PhotoScreen(html, buttons, file.chosen.preview)
        return Screen(html, buttons)

    def _of_file(
        self, language: Language, name: Say, step: OfFile, number: int, file: Evidence
    ) -> InlineKeyboardButton:
        return FileStep(step, file.name).key(self._texts(language, name, number=str(number)))

    def unsound(self, language: Language) -> Screen:
        """What is kept of the case was changed: it is not shown."""
        return Screen(self._with_channels(self._say(language, Say.CASE_UNSOUND), language))

    @staticmethod
    def _date_name(view: CaseView) -> Say:
        if view.waits_for is Wait.END_OF_KEEPING:
            return Say.CASE_KEPT_UNTIL
        return Say.CASE_OVERDUE if view.is_overdue else Say.CASE_NEXT_DATE

    def no_case(self, language: Language) -> Screen:
        """The code opens nothing: the same for an unknown, a wrong and a destroyed one."""
        return Screen(self._say(language, Say.CASE_NONE))

    def withdrawn(self, language: Language) -> Screen:
        """The case is destroyed."""
        return Screen(self._say(language, Say.CASE_WITHDRAWN))

    def stuck(self, language: Language, count: int) -> Screen:
        """So many of their messages stand in the chat: how to take them out by hand."""
        return Screen(self._texts(language, Say.TIP_STUCK, count=count))

    def with_stuck(self, screen: Screen, language: Language, count: int) -> Screen:
        """A screen that says also what stands in the chat, if anything does."""
        html = f"{screen.html}\n\n{self.stuck(language, count).html}"
        return Screen(html, screen.buttons) if count else screen

    def _ended(self, draft: Draft, name: Say) -> Screen:
        if draft.filed:  # ✅ was still owed
            return self.filed(draft, draft.filed)
        said = [Say.CASE_LEFT if draft.case else name]
        if draft.tells_of_danger:
            said.insert(0, Say.TIP_DANGER_FILED if draft.case else Say.TIP_DANGER)
        return Screen("\n\n".join(self._say(draft.language, each) for each in said))

    def _typing_back(self, draft: Draft) -> Screen:
        rows = [self._back(draft.language)]
        return Screen(self._say(draft.language, Say.TIP_TYPE_BACK), self._rows(draft.language, rows))

    def _entering(self, draft: Draft) -> Screen:
        said = (Say.CASE_ENTER,) if draft.is_empty else (Say.CASE_ENTER, Say.CASE_WORDS_WAIT)
        html = "\n\n".join(self._say(draft.language, name) for name in said)
        return Screen(html, self._rows(draft.language))

    def _intro(self, draft: Draft) -> Screen:
        language = draft.language
        html = self._counting(draft, self._with_channels(self._say(language, Say.TIP_INTRO), language))
        begin = self._named(language, Say.TIP_BUTTON_BEGIN, TipStep(OfTip.BEGIN))
        return Screen(html, self._rows(language, [[begin]]))

    def _bodies(self, draft: Draft) -> Screen:
        bodies = self._officials.bodies if self._officials else ()
        rows = [[ChooseBody(body.id).key(body.names[draft.language])] for body in bodies]
        if self._officials and self._officials.takes_any:
            rows.append([self._named(draft.language, Say.TIP_BUTTON_OTHER_BODY, ChooseBody(ANY_BODY))])
        rows.append(self._back(draft.language))
        html = self._counting(draft, self._say(draft.language, Say.TIP_BODY))
        return Screen(html, self._rows(draft.language, rows))

    def writing(self, draft: Draft, refused: Refusals, *, asks_voice: bool = False) -> Screen:
        """What was taken so far and what was not, while a tip is written or something is added to a case.

        `asks_voice` where a voice message waits for the word whether it is disguised.
        """
        language, is_tip = draft.language, draft.is_tip
        rows: list[Row] = []
        if asks_voice:
            rows = [
                [self._named(language, Say.TIP_BUTTON_VOICE, TipStep(OfTip.VOICE))],
                [self._named(language, Say.TIP_BUTTON_NO_VOICE, TipStep(OfTip.NO_VOICE))],
            ]
        if draft.awaited:
            rows.append([self._named(language, Say.TIP_BUTTON_SKIP, TipStep(OfTip.SKIP))])
        elif not draft.is_empty:
            review = (Say.TIP_BUTTON_REVIEW, TipStep(OfTip.REVIEW))
            send = (Say.CASE_BUTTON_SEND, CaseStep(OfCase.SEND))
            rows.append([self._named(language, *(review if is_tip else send))])
        if draft.files:
            rows.append([self._named(language, Say.TIP_BUTTON_FILES, TipStep(OfTip.FILES))])
        said = self._say(language, Say.TIP_WRITE if is_tip else Say.CASE_ADD)
        parts = [said, self._guide(draft), self._taken(draft, refused)]
        if asks_voice:
            parts.append(self._say(language, Say.TIP_VOICE))
        html = "\n\n".join(part for part in parts if part)
        if is_tip:
            guide = Say.TIP_BUTTON_GUIDE_OFF if draft.is_guided else Say.TIP_BUTTON_GUIDE
            asked = [
                self._named(language, guide, TipStep(OfTip.GUIDE)),
                self._named(language, Say.TIP_BUTTON_CATEGORY, TipStep(OfTip.CATEGORY)),
            ]
            rows += [asked, self._urgent(draft), self._back(language)]
            return Screen(html, self._rows(language, rows))
        rows += [
            self._urgent(draft),
            [self._named(language, Say.CASE_BUTTON_BACK, CaseStep(OfCase.BACK))],
        ]
        return Screen(html, InlineKeyboardMarkup(rows))

    def _withdrawing(self, draft: Draft) -> Screen:
        language = draft.language
        rows = [
            [self._named(language, Say.CASE_BUTTON_WITHDRAW_YES, CaseStep(OfCase.WITHDRAW_SURELY))],
            [self._named(language, Say.CASE_BUTTON_BACK, CaseStep(OfCase.BACK))],
        ]
        return Screen(self._say(language, Say.CASE_WITHDRAW), InlineKeyboardMarkup(rows))

    def _counting(self, draft: Draft, html: str) -> str:
        """A screen of a step before the writing, with the count of what was written all the same."""
        return html if draft.is_empty else f"{html}\n\n{self._taken(draft)}"

    def _categories(self, draft: Draft) -> Screen:
        rows = [
            [ChooseCategory(one).key(self.category(draft.language, one)) for one in pair]
            for pair in zip(*[iter(Category)] * 2, strict=True)
        ]
        rows.append(self._back(draft.language))
        return Screen(self._say(draft.language, Say.TIP_CATEGORY), self._rows(draft.language, rows))

    def _danger(self, draft: Draft) -> str:
        return self._say(draft.language, Say.TIP_DANGER) if draft.tells_of_danger else ""

    def below_danger(self, draft: Draft, screen: Screen) -> Screen:
        """A screen below whom to call, where somebody is in danger; ✅, a case and a review say it themselves."""
        danger = self._danger(draft)
        if not danger or draft.stage in {Stage.FILED, Stage.CASE} or screen.html.startswith(danger):
            return screen
        return Screen(f"{danger}\n\n{screen.html}", screen.buttons)

    def _guide(self, draft: Draft) -> str:
        parts = [f"<b>{escape(draft.category)}</b>"] if draft.category else []
        if draft.is_guided:
            parts.append(self._say(draft.language, Say.TIP_GUIDE))
        return "\n\n".join(parts)

    def _taken(self, draft: Draft, refused: Refusals = NONE_REFUSED) -> str:
        language = draft.language
        lines = [
            self._texts(language, Say.TIP_TAKEN_TEXTS, count=len(draft.texts)),
            self._texts(language, Say.TIP_TAKEN_FILES, count=len(draft.files)),
            *self._of_files(draft),
        ]
        if draft.awaited:
            lines.append(self._awaited(draft))
        lines += [self._refused(language, reason, names) for reason, names in refused.items()]
        return escape("\n".join(lines))

    def _of_files(self, draft: Draft) -> list[str]:
        """A line for each file: what it lacks, or its name alone where there is no room for all that they lack."""
        lines, files = FileLines(self._texts, draft.language), tuple(enumerate(draft.files, 1))
        whole = [lines.for_reporter(*file) for file in files]
        return whole if units("\n".join(whole)) <= MOST_OF_FILES else [lines.naming(*file) for file in files]

    def _awaited(self, draft: Draft) -> str:
        done, left = len(draft.files), len(draft.awaited)
        values = {"number": done + 1, "count": done + left, "seconds": draft.seconds_left}
        return self._texts(draft.language, Say.TIP_FILES_AWAITED, **{k: str(v) for k, v in values.items()})

    def _refused(self, language: Language, reason: Say, names: Sequence[str]) -> str:
        """What was not taken for one reason: its names, or how often; then why."""
        known = [name for name in names if name]
        shown = ", ".join(known[:MOST_NAMES])
        count = f"({len(names)}) " if len(names) > max(1, len(known[:MOST_NAMES])) else ""
        return f"❗️ {count}{shown}{': ' if shown else ''}{self._texts(language, reason)}"

    def review(self, draft: Draft, refused: Refusals) -> Screen:
        """All that was written, and what was not taken."""
        language = draft.language
        words = next(cut(draft.text, self._longest_on_review(draft, refused)))
        quote = f"<blockquote>{escape(words)}</blockquote>" if words else ""
        above, below = self._around_words(draft, refused)
        go_on = Say.TIP_BUTTON_CODE_ANYWAY if draft.traces else Say.TIP_BUTTON_CODE
        rows = [
            [self._named(language, go_on, TipStep(OfTip.CODE))],
            self._urgent(draft),
            [
                self._named(language, Say.TIP_BUTTON_MORE, TipStep(OfTip.NEXT)),
                self._named(language, Say.TIP_BUTTON_WIPE, TipStep(OfTip.WIPE)),
            ],
        ]
        parts = filter(None, [*above, quote, *below])
        return Screen("\n\n".join(parts), self._rows(language, rows))

    def _around_words(self, draft: Draft, refused: Refusals) -> tuple[list[str], list[str]]:
        """What stands on a review above the words and below them."""
        above = [self._danger(draft), self._say(draft.language, Say.TIP_REVIEW)]
        return above, [self._taken(draft, refused), self._asked(draft) if draft.traces else ""]

    def _longest_on_review(self, draft: Draft, refused: Refusals) -> int:
        """Units of the words that fit on a review beside all else that is said on it."""
        above, below = self._around_words(draft, refused)
        left = MOST_ON_REVIEW - units("\n\n".join([*above, *below]))
        return max(LEAST_QUOTE, min(LONGEST_QUOTE, left))

    def _asked(self, draft: Draft) -> str:
        return self._say(draft.language, Say.TIP_TRACES, found="; ".join(draft.traces[:MOST_TRACES]))

    def _back(self, language: Language) -> Row:
        return [self._named(language, Say.TIP_BUTTON_BACK, TipStep(OfTip.BACK))]

    def _urgent(self, draft: Draft) -> Row:
        name = Say.TIP_BUTTON_URGENT_ON if draft.is_urgent else Say.TIP_BUTTON_URGENT
        return [self._named(draft.language, name, TipStep(OfTip.URGENT))]

    def _state(self, language: Language, view: CaseView) -> str:
        head = view.head
        state = self._texts(language, STATES[head.state])
        if head.outcome and head.state is State.CLOSED:
            return f"{state} ({self._texts(language, OUTCOMES[head.outcome])})"
        return state

    def _entries(self, language: Language, entries: Iterable[Entry]) -> Iterator[str]:
        for entry in entries:
            heading = self._say(language, KINDS[entry.kind], date=_day(entry.day, language))
            text = entry.text or self._texts(language, Say.CASE_FILES_ONLY)
            first, *rest = (
                f"<blockquote expandable>{escape(piece)}</blockquote>" for piece in cut(text, LONGEST_QUOTE)
            )
            yield f"{heading}\n{first}"
            yield from rest

    def _case_pages(self, language: Language, view: CaseView) -> list[str]:
        return pages(self._entries(language, view.entries), LONGEST_QUOTE)

    def _with_channels(self, html: str, language: Language) -> str:
        if self._officials is None:
            return html
        channels = self._officials.channels
        heading = self._say(language, Say.TIP_CHANNELS, date=_day(channels.valid_from, language))
        lines = "\n".join(f"• {escape(line)}" for line in channels.lines[language])
        return f"{html}\n\n<blockquote expandable>{heading}\n{lines}</blockquote>"

    def _rows(self, language: Language, rows: Sequence[Row] = ()) -> InlineKeyboardMarkup:
        cancel = [self._named(language, Say.TIP_BUTTON_CANCEL, TipStep(OfTip.CANCEL))]
        return InlineKeyboardMarkup([*rows, cancel])

    def _named(self, language: Language, name: Say, button: Button) -> InlineKeyboardButton:
        return button.key(self._texts(language, name))

    def _say(self, language: Language, name: Say, **values: object) -> str:
        """A text as HTML: its own marks stand, what is filled in does not mark."""
        return self._texts(language, name, **{key: escape(str(value)) for key, value in values.items()})


def _day(day: date, language: Language) -> str:
    return format_date(day, "long", locale=language.value)
