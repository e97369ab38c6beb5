"""Every sentence the bot itself says, read from knowledge/texts.kk.yaml and texts.ru.yaml."""

import string
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path

from babel import Locale

from bot.language import Language
from bot.yaml_files.lines import Document, Problem, read


class Say(StrEnum):
    """The name of every text; the files must hold each of them and nothing else."""

    CHOOSE_LANGUAGE = "choose_language"
    LANGUAGE_NAME = "language_name"
    LANGUAGE_CHOSEN = "language_chosen"
    WELCOME = "welcome"
    HELP = "help"
    WHOAMI = "whoami"
    CITE_SECTION = "cite_section"
    CITE_PARAGRAPH = "cite_paragraph"
    CITE_SUBPARAGRAPH = "cite_subparagraph"
    CITE_ARTICLE = "cite_article"
    CITE_ITEM = "cite_item"
    CITE_ANNEX = "cite_annex"
    CITE_PREAMBLE = "cite_preamble"
    CITE_RESOLUTION = "cite_resolution"
    CITE_STATUS = "cite_status"
    CITE_PART = "cite_part"
    CITE_ACT = "cite_act"
    LIST_MARK = "list_mark"
    NOTE = "note"
    GOVERNS_NOW = "governs_now"
    STANDING_REPEALED = "standing_repealed"
    STANDING_REPLACED = "standing_replaced"
    STANDING_SINCE = "standing_since"
    STANDING_AMENDED = "standing_amended"
    STANDING_IN_FORCE = "standing_in_force"
    STANDING_UNCHECKED = "standing_unchecked"
    SETTLED_NOW = "settled_now"
    ACT_LINE = "act_line"
    UNSURE = "unsure"
    UNKNOWN = "unknown"
    UNKNOWN_WITH_POINTER = "unknown_with_pointer"
    ETHICS_OFFICER = "ethics_officer"
    NO_WORDS = "no_words"
    BUTTON_COPY = "button_copy"
    REFUSE_VOICE = "refuse_voice"
    REFUSE_PICTURE = "refuse_picture"
    REFUSE_VIDEO = "refuse_video"
    REFUSE_STICKER = "refuse_sticker"
    REFUSE_FILE = "refuse_file"
    REFUSE_PLACE = "refuse_place"
    REFUSE_CONTACT = "refuse_contact"
    REFUSE_POLL = "refuse_poll"
    REFUSE_OTHER = "refuse_other"
    UNKNOWN_COMMAND = "unknown_command"
    OLD_BUTTON = "old_button"
    FAILED = "failed"

    # Topics, cards, groups
    EXAMPLE_1 = "example_1"
    EXAMPLE_2 = "example_2"
    EXAMPLE_3 = "example_3"
    BROWSE_HOME = "browse_home"
    BROWSE_COUNT = "browse_count"
    BROWSE_OLD = "browse_old"
    SHORT_RESOLUTION = "short_resolution"
    BUTTON_SECTIONS = "button_sections"
    BUTTON_BACK = "button_back"
    BUTTON_SHARE = "button_share"
    BUTTON_SEND_LINK = "button_send_link"
    BUTTON_SEND_CARD = "button_send_card"
    BUTTON_COPY_LINK = "button_copy_link"
    BUTTON_WHOLE = "button_whole"
    BUTTON_PRIVATE = "button_private"
    GROUP_WELCOME = "group_welcome"
    GROUP_HOW = "group_how"
    GROUP_NO_TIPS = "group_no_tips"
    INLINE_NOTHING = "inline_nothing"
    INLINE_TOPIC = "inline_topic"
    BUTTON_ASK_ADEP = "button_ask_adep"
    BUTTON_ALL_RULES = "button_all_rules"
    QR_ASK = "qr_ask"
    POSTER_ADOPTED = "poster_adopted"
    POSTER_PAGE = "poster_page"
    POSTER_LINK = "poster_link"
    QR_NOT_FOR_YOU = "qr_not_for_you"
    QR_NO_SUCH = "qr_no_such"

    # Feedback, settings, the owner
    RATED_UP = "rated_up"
    RATED_DOWN = "rated_down"
    OTHERS = "others"
    OTHERS_CHOICES = "others_choices"
    BUTTON_WHY = "button_why"
    WHY_READ = "why_read"
    WHY_KNOWN = "why_known"
    WHY_FIRST = "why_first"
    WHY_SECOND = "why_second"
    WHY_OUTSIDE = "why_outside"
    WHY_REASON = "why_reason"
    RELOADED = "reloaded"
    RELOAD_FAULTY = "reload_faulty"
    SETTINGS = "settings"
    LANGUAGE_AUTOMATIC = "language_automatic"
    BUTTON_FORGET = "button_forget"
    FORGET = "forget"
    BUTTON_FORGET_SURELY = "button_forget_surely"
    BUTTON_KEEP = "button_keep"
    FORGOTTEN = "forgotten"
    FORGOTTEN_NOTHING = "forgotten_nothing"
    MENU_RULES = "menu_rules"
    MENU_ASK = "menu_ask"
    MENU_QR = "menu_qr"
    MENU_HELP = "menu_help"
    MENU_LANG = "menu_lang"
    MENU_SETTINGS = "menu_settings"
    MENU_PRIVACY = "menu_privacy"
    MENU_REMIND = "menu_remind"
    MENU_ANNOUNCE = "menu_announce"
    MENU_STATUS = "menu_status"
    MENU_RELOAD = "menu_reload"
    MENU_TIP = "menu_tip"
    MENU_CASE = "menu_case"
    MENU_CANCEL = "menu_cancel"
    MENU_INBOX = "menu_inbox"
    MENU_STATS = "menu_stats"
    BOT_NAME = "bot_name"
    BOT_DESCRIPTION = "bot_description"
    BOT_SHORT_DESCRIPTION = "bot_short_description"
    PRIVACY_TITLE = "privacy_title"
    PRIVACY_HEAD = "privacy_head"
    PRIVACY_LIFE = "privacy_life"
    PRIVACY_FIELD = "privacy_field"
    PRIVACY_WHAT = "privacy_what"
    PRIVACY_MEMORY = "privacy_memory"
    PRIVACY_LOG = "privacy_log"
    PRIVACY_LOCAL_API = "privacy_local_api"
    PRIVACY_POLLING = "privacy_polling"
    PRIVACY_WEBHOOK = "privacy_webhook"
    PRIVACY_DAYS = "privacy_days"
    PRIVACY_END = "privacy_end"
    STATUS_NOTHING = "status_nothing"
    STATUS_HEAD = "status_head"
    STATUS_QUESTIONS = "status_questions"
    STATUS_OPINIONS = "status_opinions"
    STATUS_CHART_QUESTIONS = "status_chart_questions"
    STATUS_CHART_OPINIONS = "status_chart_opinions"
    OUTCOME_ANSWERED = "outcome_answered"
    OUTCOME_SUGGESTED = "outcome_suggested"
    OUTCOME_REFUSED = "outcome_refused"
    COUNT_DAY = "count_day"
    COUNT_LANGUAGE = "count_language"
    COUNT_ALL = "count_all"
    COUNT_REF = "count_ref"
    COUNT_UP = "count_up"
    COUNT_DOWN = "count_down"

    # Reminders and dilemmas
    REMIND_OFF = "remind_off"
    REMIND_ON = "remind_on"
    REMIND_PAUSED = "remind_paused"
    REMIND_WHEN = "remind_when"
    REMIND_WHEN_DAYS = "remind_when_days"
    EVERY_WORKING = "every_working"
    EVERY_CHOSEN = "every_chosen"
    EVERY_WEEK = "every_week"
    WHAT_RULES = "what_rules"
    WHAT_DILEMMAS = "what_dilemmas"
    WHAT_BOTH = "what_both"
    BUTTON_REMIND_ON = "button_remind_on"
    BUTTON_REMIND_OFF = "button_remind_off"
    BUTTON_PAUSE = "button_pause"
    BUTTON_RESUME = "button_resume"
    BUTTON_STOP = "button_stop"
    ADMINS_ONLY = "admins_only"
    REMIND_STOPPED = "remind_stopped"
    RULE_OF_DAY = "rule_of_day"
    BUTTON_ASK = "button_ask"
    DILEMMA = "dilemma"
    SHARES = "shares"
    SHARE = "share"
    SHARES_FEW = "shares_few"
    BUTTON_SHARES = "button_shares"
    VOTED_ALREADY = "voted_already"
    ANNOUNCE_HOW = "announce_how"
    ANNOUNCE_TO = "announce_to"
    AUDIENCE_ALL = "audience_all"
    AUDIENCE_KK = "audience_kk"
    AUDIENCE_RU = "audience_ru"
    AUDIENCE_GROUPS = "audience_groups"
    ANNOUNCE_CONFIRM = "announce_confirm"
    ANNOUNCE_NOBODY = "announce_nobody"
    ANNOUNCE_FILLING = "announce_filling"
    ANNOUNCE_CANCELLED = "announce_cancelled"
    ANNOUNCE_PROGRESS = "announce_progress"
    ANNOUNCE_STOPPED = "announce_stopped"
    ANNOUNCE_REPORT = "announce_report"
    BUTTON_SEND = "button_send"
    BUTTON_CANCEL = "button_cancel"
    BUTTON_HALT = "button_halt"
    BUTTON_GO_ON = "button_go_on"

    # Tips
    TIP_CLOSED = "tip_closed"
    TIP_TOO_MANY = "tip_too_many"
    TIP_INTRO = "tip_intro"
    TIP_CHANNELS = "tip_channels"
    TIP_BODY = "tip_body"
    TIP_OFFICIALS = "tip_officials"
    TIP_NOBODY_LEFT = "tip_nobody_left"
    TIP_WRITE = "tip_write"
    TIP_TAKEN_TEXTS = "tip_taken_texts"
    TIP_TAKEN_FILES = "tip_taken_files"
    TIP_STUCK = "tip_stuck"
    TIP_EMPTY = "tip_empty"
    TIP_REVIEW = "tip_review"
    TIP_TRACES = "tip_traces"
    TIP_CODE = "tip_code"
    TIP_TYPE_BACK = "tip_type_back"
    TIP_WRONG_DIGITS = "tip_wrong_digits"
    TIP_BUSY = "tip_busy"
    TIP_FILED = "tip_filed"
    TIP_GONE = "tip_gone"
    TIP_OLD_SCREEN = "tip_old_screen"
    TIP_UNFINISHED = "tip_unfinished"
    TIP_CANCELLED = "tip_cancelled"
    TIP_TIMED_OUT = "tip_timed_out"
    TIP_STOPPED = "tip_stopped"
    TIP_NOT_FORWARDED = "tip_not_forwarded"
    TIP_NOT_THIS = "tip_not_this"
    TIP_NOT_KIND = "tip_not_kind"
    TIP_NOT_BROKEN = "tip_not_broken"
    TIP_NOT_LOCKED = "tip_not_locked"
    TIP_NOT_SIZE = "tip_not_size"
    TIP_NOT_FONTS = "tip_not_fonts"
    TIP_NOT_LIVE_FORM = "tip_not_live_form"
    TIP_NOT_COVERED = "tip_not_covered"
    TIP_NOT_OFFICE = "tip_not_office"
    TIP_NOT_SLOW = "tip_not_slow"
    TIP_NOT_FETCHED = "tip_not_fetched"
    TIP_NOT_MORE_FILES = "tip_not_more_files"
    TIP_NOT_MORE_WORDS = "tip_not_more_words"
    TIP_FILE_LACKS = "tip_file_lacks"
    TIP_LOST_COMMENT = "tip_lost_comment"
    TIP_LOST_DELETION = "tip_lost_deletion"
    TIP_LOST_HIDDEN_TEXT = "tip_lost_hidden_text"
    TIP_LOST_HIDDEN_ROW = "tip_lost_hidden_row"
    TIP_LOST_HIDDEN_COLUMN = "tip_lost_hidden_column"
    TIP_LOST_HIDDEN_SHEET = "tip_lost_hidden_sheet"
    TIP_LOST_HIDDEN_CELL = "tip_lost_hidden_cell"
    TIP_LOST_HIDDEN_SHAPE = "tip_lost_hidden_shape"
    TIP_LOST_COVERED = "tip_lost_covered"
    TIP_LOST_CROPPED = "tip_lost_cropped"
    TIP_LOST_TRANSPARENT = "tip_lost_transparent"
    TIP_LOST_NAMING_FIELD = "tip_lost_naming_field"
    TIP_LOST_PICTURE = "tip_lost_picture"
    TIP_LOST_CHART = "tip_lost_chart"
    TIP_LOST_DIAGRAM = "tip_lost_diagram"
    TIP_LOST_EMBEDDED = "tip_lost_embedded"
    TIP_LOST_SYMBOL = "tip_lost_symbol"
    TIP_LOST_LINK = "tip_lost_link"
    TIP_LOST_FORMULA = "tip_lost_formula"
    TIP_LOST_LAYOUT = "tip_lost_layout"
    TIP_LOST_TEXT = "tip_lost_text"
    TIP_LOST_MISSING_END = "tip_lost_missing_end"
    TIP_LOST_SHRUNK = "tip_lost_shrunk"
    TIP_BUTTON_REPORT = "tip_button_report"
    TIP_BUTTON_BEGIN = "tip_button_begin"
    TIP_BUTTON_NEXT = "tip_button_next"
    TIP_BUTTON_BACK = "tip_button_back"
    TIP_BUTTON_REVIEW = "tip_button_review"
    TIP_BUTTON_URGENT = "tip_button_urgent"
    TIP_BUTTON_URGENT_ON = "tip_button_urgent_on"
    TIP_BUTTON_CODE = "tip_button_code"
    TIP_BUTTON_CODE_ANYWAY = "tip_button_code_anyway"
    TIP_BUTTON_MORE = "tip_button_more"
    TIP_BUTTON_WIPE = "tip_button_wipe"
    TIP_BUTTON_COPY = "tip_button_copy"
    TIP_BUTTON_WIPE_CHAT = "tip_button_wipe_chat"
    TIP_BUTTON_CANCEL = "tip_button_cancel"
    NOTHING_TO_CANCEL = "nothing_to_cancel"
    CASE_ENTER = "case_enter"
    CASE_NO_CODE = "case_no_code"
    CASE_NONE = "case_none"
    CASE_TOO_MANY_TRIES = "case_too_many_tries"
    CASE_STATE = "case_state"
    CASE_NEXT_DATE = "case_next_date"
    CASE_KEPT_UNTIL = "case_kept_until"
    CASE_YOU_WROTE = "case_you_wrote"
    CASE_YOU_ADDED = "case_you_added"
    CASE_REPLY = "case_reply"
    CASE_FILES_ONLY = "case_files_only"
    CASE_ADD = "case_add"
    CASE_ADDED = "case_added"
    CASE_PRESS_ADD = "case_press_add"
    CASE_WITHDRAW = "case_withdraw"
    CASE_WITHDRAWN = "case_withdrawn"
    CASE_LEFT = "case_left"
    CASE_BUTTON_ADD = "case_button_add"
    CASE_BUTTON_SEND = "case_button_send"
    CASE_BUTTON_WITHDRAW = "case_button_withdraw"
    CASE_BUTTON_WITHDRAW_YES = "case_button_withdraw_yes"
    CASE_BUTTON_BACK = "case_button_back"
    CASE_BUTTON_CLOSE = "case_button_close"
    STATE_RECEIVED = "state_received"
    STATE_OPENED = "state_opened"
    STATE_IN_WORK = "state_in_work"
    STATE_REFERRED = "state_referred"
    STATE_CLOSED = "state_closed"
    OUTCOME_CONFIRMED = "outcome_confirmed"
    OUTCOME_NOT_CONFIRMED = "outcome_not_confirmed"
    OUTCOME_OUT_OF_SCOPE = "outcome_out_of_scope"
    OUTCOME_NO_DATA = "outcome_no_data"
    OUTCOME_REFERRED = "outcome_referred"
    OFFICIAL_WELCOME = "official_welcome"
    NOTICE_NEW = "notice_new"
    NOTICE_STILL_NEW = "notice_still_new"
    NOTICE_BACKUP = "notice_backup"
    NOTICE_DECIDE = "notice_decide"
    NOTICE_EXPIRES = "notice_expires"
    NOTICE_MORE = "notice_more"
    NOTICE_WITHDRAWN = "notice_withdrawn"
    NOTICE_AND_MORE = "notice_and_more"
    ALARM = "alarm"
    INBOX_EMPTY = "inbox_empty"
    INBOX_HEADING = "inbox_heading"
    CARD_HEADING = "card_heading"
    CARD_BODY = "card_body"
    CARD_RECEIVED = "card_received"
    CARD_PERSON_BY = "card_person_by"
    CARD_DECISION_BY = "card_decision_by"
    DAYS_LEFT = "days_left"
    DAYS_NONE = "days_none"
    DAYS_OVER = "days_over"
    CONTENT_GOES = "content_goes"
    ENTRY_TIP = "entry_tip"
    ENTRY_ADDITION = "entry_addition"
    ENTRY_REPLY = "entry_reply"
    ENTRY_NOTE = "entry_note"
    BUTTON_OPEN = "button_open"
    BUTTON_CONTENT = "button_content"
    BUTTON_FILES = "button_files"
    BUTTON_TAKE = "button_take"
    BUTTON_REPLY = "button_reply"
    BUTTON_NOTE = "button_note"
    BUTTON_END = "button_end"
    BUTTON_REFER = "button_refer"
    BUTTON_TRANSFER = "button_transfer"
    BUTTON_RECUSE = "button_recuse"
    BUTTON_MUTE = "button_mute"
    BUTTON_UNMUTE = "button_unmute"
    BUTTON_INBOX = "button_inbox"
    BUTTON_REFER_YES = "button_refer_yes"
    BUTTON_RECUSE_YES = "button_recuse_yes"
    ASK_OUTCOME = "ask_outcome"
    ASK_REFER = "ask_refer"
    ASK_SUCCESSOR = "ask_successor"
    NO_SUCCESSOR = "no_successor"
    ASK_RECUSE = "ask_recuse"
    ASK_REPLY = "ask_reply"
    ASK_NOTE = "ask_note"
    WRITE_TEXT = "write_text"
    REPLY_LEFT = "reply_left"
    NOTE_LEFT = "note_left"
    HANDED_ON = "handed_on"
    NOBODY_ELSE = "nobody_else"
    CASE_NOT_THERE = "case_not_there"
    CASE_ENDED = "case_ended"
    STATS_TITLE = "stats_title"
    STATS_SERIES_ACT = "stats_series_act"
    STATS_SERIES_END = "stats_series_end"
    STATS_HIDDEN = "stats_hidden"
    STATS_QUARTER = "stats_quarter"
    STATS_HIDDEN_OUTCOMES = "stats_hidden_outcomes"
    STATS_HIDDEN_QUARTER = "stats_hidden_quarter"
    STATS_EMPTY = "stats_empty"
    STATS_ENDED = "stats_ended"
    STATS_TO_ACT = "stats_to_act"
    STATS_TO_END = "stats_to_end"


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
    for name, entry in document.value.items():
        if name not in set(Say):
            yield document.problem((name,), f"no text of the name «{name}» is used")
        yield from _sound(document, name, entry)
    for missing in sorted(set(Say) - document.value.keys()):
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
        except ValueError as error:
            yield document.problem((name,), f"text «{name}»: {error}")


def _same_placeholders(documents: Mapping[Language, Document]) -> Iterator[Problem]:
    kk, ru = documents[Language.KK], documents[Language.RU]
    for name, entry in kk.value.items():
        here = set().union(*map(_placeholders, _forms(entry).values()))
        there = set().union(*map(_placeholders, _forms(ru.value[name]).values()))
        if here != there:
            yield ru.problem((name,), f"text «{name}» has placeholders {sorted(there)}, in kk {sorted(here)}")


def _placeholders(text: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field is not None}
