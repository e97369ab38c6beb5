"""Every sentence the bot itself says, read from knowledge/texts.kk.yaml and texts.ru.yaml."""

import string
from collections.abc import Iterator, Mapping
from enum import StrEnum, auto
from pathlib import Path

from babel import Locale

from bot.language import Language
from bot.texts.markup import check_markup
from bot.yaml_files.lines import Document, Problem, read


class Say(StrEnum):
    """The name of every text, in the files in small letters; they must hold each of them and nothing else."""

    CHOOSE_LANGUAGE = auto()
    LANGUAGE_NAME = auto()
    LANGUAGE_CHOSEN = auto()
    WELCOME = auto()
    HELP = auto()
    WHOAMI = auto()
    CITE_SECTION = auto()
    CITE_PARAGRAPH = auto()
    CITE_ARTICLE = auto()
    CITE_ITEM = auto()
    CITE_ANNEX = auto()
    CITE_PREAMBLE = auto()
    CITE_RESOLUTION = auto()
    CITE_STATUS = auto()
    CITE_PART = auto()
    CITE_ACT = auto()
    LIST_MARK = auto()
    NOTE = auto()
    GOVERNS_NOW = auto()
    STANDING_REPEALED = auto()
    STANDING_REPLACED = auto()
    STANDING_SINCE = auto()
    STANDING_AMENDED = auto()
    STANDING_IN_FORCE = auto()
    STANDING_UNCHECKED = auto()
    ACT_LINE = auto()
    UNSURE = auto()
    UNKNOWN_WITH_POINTER = auto()
    ETHICS_OFFICER = auto()
    NO_WORDS = auto()
    BUTTON_COPY = auto()
    REFUSE_VOICE = auto()
    REFUSE_PICTURE = auto()
    REFUSE_VIDEO = auto()
    REFUSE_STICKER = auto()
    REFUSE_FILE = auto()
    REFUSE_PLACE = auto()
    REFUSE_CONTACT = auto()
    REFUSE_POLL = auto()
    REFUSE_OTHER = auto()
    UNKNOWN_COMMAND = auto()
    OLD_BUTTON = auto()
    FAILED = auto()

    # What an answer looks like
    SHORTLY = auto()
    WHAT_TO_DO = auto()
    EXPLANATION = auto()
    UNDERSTOOD_AS = auto()
    TWO_QUESTIONS = auto()
    NEAR_TOO = auto()
    NOT_UNDERSTOOD = auto()
    CONSEQUENCE_UNSAID = auto()
    EXAMPLE_OF = auto()
    WHY_PLAIN = auto()
    WHY_PLAIN_KNOWN = auto()
    CODE_TAKEN = auto()
    CODE_LEFT = auto()
    OFFICER = auto()
    CONTACT_TELEPHONE = auto()
    CONTACT_ROOM = auto()
    HOTLINE = auto()
    BUTTON_TOPICS = auto()
    BUTTON_LINK = auto()
    BUTTON_QUIZ = auto()
    WRONG_ABOUT = auto()
    WRONG_UNCLEAR = auto()
    WRONG_OUTDATED = auto()
    OUTDATED = auto()
    LIST_FOLDED = auto()
    TYPICAL = auto()
    BUTTON_ONE_MORE = auto()
    MENU_QUIZ = auto()
    BUTTON_HAND_OVER = auto()
    HAND_OVER_ASK = auto()
    BUTTON_HAND_OVER_YES = auto()
    BUTTON_HAND_OVER_NO = auto()
    HANDED_OVER = auto()
    HAND_OVER_NOT = auto()
    QUESTIONS_NONE = auto()
    QUESTIONS_UNKNOWN = auto()
    MENU_QUESTIONS = auto()

    # Topics, cards, groups
    EXAMPLE_1 = auto()
    EXAMPLE_2 = auto()
    EXAMPLE_3 = auto()
    BROWSE_HOME = auto()
    BROWSE_COUNT = auto()
    BROWSE_OLD = auto()
    SHORT_RESOLUTION = auto()
    BUTTON_SECTIONS = auto()
    BUTTON_BACK = auto()
    BUTTON_SHARE = auto()
    BUTTON_SEND_LINK = auto()
    BUTTON_SEND_CARD = auto()
    BUTTON_COPY_LINK = auto()
    BUTTON_WHOLE = auto()
    BUTTON_PRIVATE = auto()
    GROUP_WELCOME = auto()
    GROUP_HOW = auto()
    GROUP_NO_TIPS = auto()
    INLINE_NOTHING = auto()
    INLINE_TOPIC = auto()
    BUTTON_ASK_ADEP = auto()
    BUTTON_ALL_RULES = auto()
    QR_ASK = auto()
    POSTER_ADOPTED = auto()
    POSTER_PAGE = auto()
    POSTER_LINK = auto()
    QR_NOT_FOR_YOU = auto()
    QR_NO_SUCH = auto()

    # Feedback, settings, the owner
    RATED_UP = auto()
    RATED_DOWN = auto()
    OTHERS = auto()
    OTHERS_CHOICES = auto()
    BUTTON_WHY = auto()
    WHY_READ = auto()
    WHY_KNOWN = auto()
    WHY_FIRST = auto()
    WHY_SECOND = auto()
    WHY_OUTSIDE = auto()
    WHY_REASON = auto()
    RELOADED = auto()
    RELOAD_FAULTY = auto()
    SETTINGS = auto()
    LANGUAGE_AUTOMATIC = auto()
    BUTTON_FORGET = auto()
    FORGET = auto()
    BUTTON_FORGET_SURELY = auto()
    BUTTON_KEEP = auto()
    FORGOTTEN = auto()
    FORGOTTEN_NOTHING = auto()
    MENU_RULES = auto()
    MENU_ASK = auto()
    MENU_QR = auto()
    MENU_HELP = auto()
    MENU_LANG = auto()
    MENU_SETTINGS = auto()
    MENU_PRIVACY = auto()
    MENU_REMIND = auto()
    MENU_ANNOUNCE = auto()
    MENU_STATUS = auto()
    MENU_RELOAD = auto()
    MENU_TIP = auto()
    MENU_CASE = auto()
    MENU_CANCEL = auto()
    MENU_INBOX = auto()
    MENU_STATS = auto()
    BOT_NAME = auto()
    BOT_DESCRIPTION = auto()
    BOT_SHORT_DESCRIPTION = auto()
    PRIVACY_TITLE = auto()
    PRIVACY_HEAD = auto()
    PRIVACY_LIFE = auto()
    PRIVACY_FIELD = auto()
    PRIVACY_WHAT = auto()
    PRIVACY_MEMORY = auto()
    PRIVACY_LOG = auto()
    PRIVACY_LOCAL_API = auto()
    PRIVACY_POLLING = auto()
    PRIVACY_WEBHOOK = auto()
    PRIVACY_DAYS = auto()
    PRIVACY_END = auto()
    STATUS_NOTHING = auto()
    STATUS_HEAD = auto()
    STATUS_QUESTIONS = auto()
    STATUS_OPINIONS = auto()
    STATUS_CHART_QUESTIONS = auto()
    STATUS_CHART_OPINIONS = auto()
    OUTCOME_ANSWERED = auto()
    OUTCOME_SUGGESTED = auto()
    OUTCOME_REFUSED = auto()
    COUNT_DAY = auto()
    COUNT_LANGUAGE = auto()
    COUNT_ALL = auto()
    COUNT_REF = auto()
    COUNT_UP = auto()
    COUNT_DOWN = auto()

    # Reminders and dilemmas
    REMIND_OFF = auto()
    REMIND_ON = auto()
    REMIND_PAUSED = auto()
    REMIND_WHEN = auto()
    REMIND_WHEN_DAYS = auto()
    EVERY_WORKING = auto()
    EVERY_CHOSEN = auto()
    EVERY_WEEK = auto()
    WHAT_RULES = auto()
    WHAT_DILEMMAS = auto()
    WHAT_BOTH = auto()
    BUTTON_REMIND_ON = auto()
    BUTTON_REMIND_OFF = auto()
    BUTTON_PAUSE = auto()
    BUTTON_RESUME = auto()
    BUTTON_STOP = auto()
    ADMINS_ONLY = auto()
    REMIND_STOPPED = auto()
    RULE_OF_DAY = auto()
    BUTTON_ASK = auto()
    DILEMMA = auto()
    SHARES = auto()
    SHARE = auto()
    SHARES_FEW = auto()
    BUTTON_SHARES = auto()
    VOTED_ALREADY = auto()
    ANNOUNCE_HOW = auto()
    ANNOUNCE_TO = auto()
    AUDIENCE_ALL = auto()
    AUDIENCE_KK = auto()
    AUDIENCE_RU = auto()
    AUDIENCE_GROUPS = auto()
    ANNOUNCE_CONFIRM = auto()
    ANNOUNCE_NOBODY = auto()
    ANNOUNCE_FILLING = auto()
    ANNOUNCE_CANCELLED = auto()
    ANNOUNCE_PROGRESS = auto()
    ANNOUNCE_STOPPED = auto()
    ANNOUNCE_REPORT = auto()
    BUTTON_SEND = auto()
    BUTTON_CANCEL = auto()
    BUTTON_HALT = auto()
    BUTTON_GO_ON = auto()

    # Tips
    TIP_CLOSED = auto()
    TIP_TOO_MANY = auto()
    TIP_INTRO = auto()
    TIP_CHANNELS = auto()
    TIP_BODY = auto()
    TIP_OFFICIALS = auto()
    TIP_NOBODY_LEFT = auto()
    TIP_WRITE = auto()
    TIP_TAKEN_TEXTS = auto()
    TIP_TAKEN_FILES = auto()
    TIP_STUCK = auto()
    TIP_EMPTY = auto()
    TIP_REVIEW = auto()
    TIP_TRACES = auto()
    TIP_CODE = auto()
    TIP_TYPE_BACK = auto()
    TIP_WRONG_DIGITS = auto()
    TIP_BUSY = auto()
    TIP_UNREACHED = auto()
    TIP_FILED_UNREACHED = auto()
    TIP_FILED = auto()
    TIP_GONE = auto()
    TIP_OLD_SCREEN = auto()
    TIP_UNFINISHED = auto()
    TIP_CANCELLED = auto()
    TIP_TIMED_OUT = auto()
    TIP_STOPPED = auto()
    TIP_NOT_FORWARDED = auto()
    TIP_NOT_THIS = auto()
    TIP_NOT_KIND = auto()
    TIP_NOT_BROKEN = auto()
    TIP_NOT_LOCKED = auto()
    TIP_NOT_SIZE = auto()
    TIP_NOT_FONTS = auto()
    TIP_NOT_LIVE_FORM = auto()
    TIP_NOT_COVERED = auto()
    TIP_NOT_OFFICE = auto()
    TIP_NOT_SLOW = auto()
    TIP_NOT_FETCHED = auto()
    TIP_NOT_MORE_FILES = auto()
    TIP_NOT_MORE_WORDS = auto()
    TIP_FILE_LACKS = auto()
    TIP_LOST_COMMENT = auto()
    TIP_LOST_DELETION = auto()
    TIP_LOST_HIDDEN_TEXT = auto()
    TIP_LOST_HIDDEN_ROW = auto()
    TIP_LOST_HIDDEN_COLUMN = auto()
    TIP_LOST_HIDDEN_SHEET = auto()
    TIP_LOST_HIDDEN_CELL = auto()
    TIP_LOST_HIDDEN_SHAPE = auto()
    TIP_LOST_COVERED = auto()
    TIP_LOST_CROPPED = auto()
    TIP_LOST_TRANSPARENT = auto()
    TIP_LOST_NAMING_FIELD = auto()
    TIP_LOST_PICTURE = auto()
    TIP_LOST_CHART = auto()
    TIP_LOST_DIAGRAM = auto()
    TIP_LOST_EMBEDDED = auto()
    TIP_LOST_SYMBOL = auto()
    TIP_LOST_LINK = auto()
    TIP_LOST_FORMULA = auto()
    TIP_LOST_LAYOUT = auto()
    TIP_LOST_TEXT = auto()
    TIP_LOST_MISSING_END = auto()
    TIP_LOST_SHRUNK = auto()
    TIP_BUTTON_REPORT = auto()
    TIP_BUTTON_BEGIN = auto()
    TIP_BUTTON_NEXT = auto()
    TIP_BUTTON_ANYWAY = auto()
    TIP_BUTTON_BACK = auto()
    TIP_BUTTON_REVIEW = auto()
    TIP_BUTTON_URGENT = auto()
    TIP_BUTTON_URGENT_ON = auto()
    TIP_BUTTON_CODE = auto()
    TIP_BUTTON_CODE_ANYWAY = auto()
    TIP_BUTTON_MORE = auto()
    TIP_BUTTON_WIPE = auto()
    TIP_BUTTON_COPY = auto()
    TIP_BUTTON_WIPE_CHAT = auto()
    TIP_BUTTON_CANCEL = auto()
    NOTHING_TO_CANCEL = auto()
    CASE_ENTER = auto()
    CASE_NO_CODE = auto()
    CASE_NONE = auto()
    CASE_TOO_MANY_TRIES = auto()
    CASE_STATE = auto()
    CASE_NEXT_DATE = auto()
    CASE_OVERDUE = auto()
    CASE_KEPT_UNTIL = auto()
    CASE_YOU_WROTE = auto()
    CASE_YOU_ADDED = auto()
    CASE_REPLY = auto()
    CASE_FILES_ONLY = auto()
    CASE_ADD = auto()
    CASE_ADDED = auto()
    CASE_TOO_MANY_ADDITIONS = auto()
    CASE_UNSOUND = auto()
    CASE_PRESS_ADD = auto()
    CASE_WITHDRAW = auto()
    CASE_WITHDRAWN = auto()
    CASE_LEFT = auto()
    CASE_BUTTON_ADD = auto()
    CASE_BUTTON_SEND = auto()
    CASE_BUTTON_WITHDRAW = auto()
    CASE_BUTTON_WITHDRAW_YES = auto()
    CASE_BUTTON_BACK = auto()
    CASE_BUTTON_CLOSE = auto()
    STATE_RECEIVED = auto()
    STATE_OPENED = auto()
    STATE_IN_WORK = auto()
    STATE_REFERRED = auto()
    STATE_CLOSED = auto()
    OUTCOME_CONFIRMED = auto()
    OUTCOME_NOT_CONFIRMED = auto()
    OUTCOME_OUT_OF_SCOPE = auto()
    OUTCOME_NO_DATA = auto()
    OUTCOME_REFERRED = auto()
    OFFICIAL_WELCOME = auto()
    NOTICE_NEW = auto()
    NOTICE_NEW_URGENT = auto()
    NOTICE_STILL_NEW = auto()
    NOTICE_URGENT = auto()
    NOTICE_BACKUP = auto()
    NOTICE_DECIDE = auto()
    NOTICE_EXPIRES = auto()
    NOTICE_MORE = auto()
    NOTICE_SECOND = auto()
    NOTICE_ENDED = auto()
    NOTICE_WITHDRAWN = auto()
    NOTICE_AND_MORE = auto()
    ALARM = auto()
    INBOX_EMPTY = auto()
    INBOX_HEADING = auto()
    CARD_HEADING = auto()
    CARD_BODY = auto()
    CARD_RECEIVED = auto()
    CARD_PERSON_BY = auto()
    CARD_DECISION_BY = auto()
    DAYS_LEFT = auto()
    DAYS_NONE = auto()
    DAYS_OVER = auto()
    CONTENT_GOES = auto()
    ENTRY_TIP = auto()
    ENTRY_ADDITION = auto()
    ENTRY_REPLY = auto()
    ENTRY_NOTE = auto()
    BUTTON_OPEN = auto()
    BUTTON_CONTENT = auto()
    BUTTON_FILES = auto()
    BUTTON_TAKE = auto()
    BUTTON_REPLY = auto()
    BUTTON_NOTE = auto()
    BUTTON_END = auto()
    BUTTON_REFER = auto()
    BUTTON_TRANSFER = auto()
    BUTTON_RECUSE = auto()
    BUTTON_MUTE = auto()
    BUTTON_UNMUTE = auto()
    BUTTON_INBOX = auto()
    BUTTON_REFER_YES = auto()
    BUTTON_RECUSE_YES = auto()
    ASK_OUTCOME = auto()
    ASK_REFER = auto()
    ASK_SUCCESSOR = auto()
    NO_SUCCESSOR = auto()
    ASK_RECUSE = auto()
    ASK_REPLY = auto()
    ASK_NOTE = auto()
    WRITE_TEXT = auto()
    REPLY_LEFT = auto()
    NOTE_LEFT = auto()
    HANDED_ON = auto()
    NOBODY_ELSE = auto()
    CASE_NOT_THERE = auto()
    CASE_ENDED = auto()
    CASE_UNOPENED = auto()
    CASE_NEEDS_SECOND = auto()
    CASE_NO_SECOND = auto()
    CASE_CHANGED = auto()
    STATS_TITLE = auto()
    STATS_SERIES_ACT = auto()
    STATS_SERIES_END = auto()
    STATS_HIDDEN = auto()
    STATS_QUARTER = auto()
    STATS_HIDDEN_OUTCOMES = auto()
    STATS_HIDDEN_QUARTER = auto()
    STATS_EMPTY = auto()
    STATS_ENDED = auto()
    STATS_TO_ACT = auto()
    STATS_TO_END = auto()


class TextsFaultyError(Exception):
    """A text is missing, unknown, or its placeholders differ between the languages."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


Forms = Mapping[str, str]
"""A text by plural category of CLDR; a text that counts nothing has `other` alone."""


class Texts:
    """Says a text in a language, with its placeholders filled."""

    def __init__(self, entries: Mapping[Language, Mapping[Say, Forms]]) -> None:
        self._entries = entries
        self._plural = {language: Locale(language.value).plural_form for language in Language}

    def __call__(self, language: Language, name: Say, /, **values: object) -> str:
        """The text; where it has plural forms, the value named `count` picks one."""
        forms = self._entries[language][name]
        count = values.get("count")
        form = self._plural[language](count) if isinstance(count, int) else "other"
        return forms.get(form, forms["other"]).format(**values)


def load_texts(folder: Path) -> Texts:
    """The texts in a knowledge folder.

    Raises:
        TextsFaultyError: naming the file and line of everything that is wrong.
    """
    documents = {language: read(folder / f"texts.{language}.yaml") for language in Language}
    problems = [problem for document in documents.values() for problem in document.problems]
    for document in documents.values():
        problems += _shape(document)
    if not problems:
        problems += _same_placeholders(documents)
    if problems:
        raise TextsFaultyError(sorted(problems))
    return Texts(
        {
            language: {Say(name): _forms(entry) for name, entry in document.value.items()}
            for language, document in documents.items()
        }
    )


def _forms(entry: str | dict[str, str]) -> Forms:
    return {"other": entry} if isinstance(entry, str) else entry


def _shape(document: Document) -> Iterator[Problem]:
    if document.value is None:  # it could not be read, which is said already
        return
    if not isinstance(document.value, dict):
        yield document.problem((), "must be a mapping of names to texts")
        return
    names = frozenset(Say)
    for name, entry in document.value.items():
        if name not in names:
            yield document.problem((name,), f"no text of the name «{name}» is used")
        yield from _sound(document, name, entry)
    for missing in sorted(names - document.value.keys()):
        yield document.problem((), f"text «{missing}» is missing")


def _sound(document: Document, name: str, entry: object) -> Iterator[Problem]:
    match entry:
        case str() if entry.strip():
            texts = [entry]
        case dict() if "other" in entry and all(isinstance(text, str) for text in entry.values()):
            texts = list(entry.values())
        case _:
            yield document.problem((name,), f"text «{name}» is empty or has no form «other»")
            return
    for text in texts:
        try:
            _placeholders(text)
            check_markup(text)
        except ValueError as error:
            yield document.problem((name,), f"text «{name}»: {error}")


def _same_placeholders(documents: Mapping[Language, Document]) -> Iterator[Problem]:
    kk, ru = documents[Language.KK], documents[Language.RU]
    for name, entry in kk.value.items():
        here, there = placeholders_of(entry), placeholders_of(ru.value[name])
        if here != there:
            yield ru.problem((name,), f"text «{name}» has placeholders {sorted(there)}, in kk {sorted(here)}")


def placeholders_of(entry: str | dict[str, str]) -> frozenset[str]:
    """The placeholders of a sound text, of all its forms."""
    return frozenset().union(*map(_placeholders, _forms(entry).values()))


def _placeholders(text: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field is not None}
