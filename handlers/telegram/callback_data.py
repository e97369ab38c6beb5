"""The data behind every button; at most 64 bytes each.

`an:` and `tp:`, `fb:` are as design.md fixes them. Of our own are:

    lg:LANGUAGE[:first]               settle the language
    br:LANGUAGE:home:PAGE             /rules: the topics
    br:LANGUAGE:act                   the sections of the act
    br:LANGUAGE:list:SHELF:PAGE       the paragraphs of a shelf: t.TOPIC or s.SECTION
    br:LANGUAGE:open:SHELF:REF        a paragraph of a shelf
    sh:LANGUAGE:REF[:SHELF]           the ways to share a paragraph, in the place of its buttons
    sb:LANGUAGE:REF                   back to the buttons of an answer
    hp:LANGUAGE:NUMBER                ask an example question of /help
"""

import re

from bot.acts.model import DilemmaId, Ref
from bot.acts.shelves import ShelfKey
from bot.language import Language

_LANGUAGE = r"(?P<language>kk|ru)"
_SHELF = r"(?P<shelf>[ts]\.[a-z0-9_]{1,20})"
_REF = r"(?P<ref>[a-z0-9.]{1,20})"
_PAGE = r"(?P<page>\d{1,2})"

OTHER_LANGUAGE = "an:lang"
WHY = "an:why"
OPEN_REF = re.compile(r"an:ref:(?P<ref>[a-z0-9.]{1,40})")
CHOOSE_LANGUAGE = re.compile(r"lg:(?P<language>kk|ru)(?P<first>:first)?")
SETTINGS = "st:home"
FORGET = "st:forget"
FORGET_SURELY = "st:forget:yes"
SET_LANGUAGE = re.compile(r"st:lang:(?P<language>auto|kk|ru)")
RATE = re.compile(r"fb:(?P<helpful>[01])")
REMIND = re.compile(
    r"rm:(?P<key>on|off|stop|pause|resume|every(?=:(?:working|chosen|weekly)$)|days(?=:[1-5]{1,5}$)"
    r"|hour(?=:(?:[89]|1[0-9])$)|what(?=:(?:rules|dilemmas|both)$)|lang(?=:(?:kk|ru)$))(?::(?P<value>[a-z0-9]+))?$"
)
VOTE = re.compile(r"dl:v:(?P<dilemma>[a-z0-9-]{1,40}):(?P<choice>[a-d])")
SHARES = re.compile(r"dl:s:(?P<dilemma>[a-z0-9-]{1,40})")
ANNOUNCE = re.compile(r"am:(?P<key>to|go|no|halt|on):(?P<number>\d{1,12})(?::(?P<value>all|kk|ru|groups))?")
START_REF = re.compile(r"p-(?P<ref>[a-z0-9_]{1,40})")
BROWSE_HOME = re.compile(f"br:{_LANGUAGE}:home:{_PAGE}$")
BROWSE_ACT = re.compile(f"br:{_LANGUAGE}:act$")
BROWSE_SHELF = re.compile(f"br:{_LANGUAGE}:list:{_SHELF}:{_PAGE}$")
BROWSE_REF = re.compile(f"br:{_LANGUAGE}:open:{_SHELF}:{_REF}$")
SHARE = re.compile(f"sh:{_LANGUAGE}:{_REF}(:{_SHELF})?$")
SHARE_END = re.compile(f"sb:{_LANGUAGE}:{_REF}$")
ASK_EXAMPLE = re.compile(rf"hp:{_LANGUAGE}:(?P<number>\d)$")


def open_ref(ref: Ref) -> str:
    """The data of a button that opens a paragraph."""
    return f"an:ref:{ref}"


def set_language(language: Language | None) -> str:
    """The data of a button of /settings that chooses a language; None is automatic."""
    return f"st:lang:{language or 'auto'}"


def rate(*, helpful: bool) -> str:
    """The data of a button that tells what is thought of an answer."""
    return f"fb:{int(helpful)}"


def choose_language(language: Language, *, first: bool) -> str:
    """The data of a button that settles the language; `first` where the welcome is still to come."""
    return f"lg:{language}:first" if first else f"lg:{language}"


TIP_BEGIN = "tp:begin"
TIP_NEXT = "tp:next"
TIP_REVIEW = "tp:review"
TIP_CODE = "tp:code"
TIP_URGENT = "tp:urgent"
TIP_CANCEL = "tp:cancel"
TIP_WIPE = "tp:wipe"
TIP_BODY = re.compile(r"tp:body:(?P<body>[a-z0-9-]{1,24})")
TIP_NOT = re.compile(r"tp:not:(?P<official>[a-z0-9-]{1,24})")
OF_CASE = "cs:"
CASE_BACK = "cs:back"
CASE_ADD = "cs:add"
CASE_SEND = "cs:send"
CASE_WITHDRAW = "cs:withdraw"
CASE_WITHDRAW_YES = "cs:withdraw:yes"
OFFICIAL = re.compile(r"of:(?P<token>[A-Za-z0-9_-]{22})")


def tip_body(body: str) -> str:
    """The data of a button that names the body a tip concerns."""
    return f"tp:body:{body}"


def tip_not(official: str) -> str:
    """The data of a button that keeps an official out of a tip, or lets him in again."""
    return f"tp:not:{official}"


def official(token: str) -> str:
    """The data of an official's button: a random token that is his alone."""
    return f"of:{token}"


def browse_home(language: Language, page: int = 0) -> str:
    """The data of a button to a page of the topics; pages count from 0."""
    return f"br:{language}:home:{page}"


def browse_act(language: Language) -> str:
    """The data of a button to the sections of the act."""
    return f"br:{language}:act"


def browse_shelf(language: Language, shelf: ShelfKey, page: int = 0) -> str:
    """The data of a button to a page of a shelf."""
    return f"br:{language}:list:{shelf}:{page}"


def browse_ref(language: Language, shelf: ShelfKey, ref: Ref) -> str:
    """The data of a button to a paragraph of a shelf."""
    return f"br:{language}:open:{shelf}:{ref}"


def share(language: Language, ref: Ref, shelf: ShelfKey | None = None) -> str:
    """The data of a button that offers a paragraph to others; `shelf` is where the reader came from."""
    return f"sh:{language}:{ref}:{shelf}" if shelf else f"sh:{language}:{ref}"


def share_end(language: Language, ref: Ref) -> str:
    """The data of a button back to the buttons of an answer."""
    return f"sb:{language}:{ref}"


def ask_example(language: Language, number: int) -> str:
    """The data of a button that asks an example question; examples count from 1."""
    return f"hp:{language}:{number}"


def start_payload(ref: Ref) -> str:
    """What a link to a paragraph hands to /start; at most 64 of A-Z a-z 0-9 _ -."""
    return f"p-{str(ref).replace('.', '_')}"


def linked_ref(payload: str) -> Ref | None:
    """The paragraph that such a payload names, whether there is one or not; None for any other."""
    linked = START_REF.fullmatch(payload)
    return Ref(linked["ref"].replace("_", ".")) if linked else None


def remind(key: str, value: object = "") -> str:
    """The data of a button that changes reminders: the value as it shall be, so that two presses do what one does."""
    return f"rm:{key}:{value}" if value else f"rm:{key}"


def vote(dilemma: DilemmaId, choice: str) -> str:
    """The data of a button that decides a dilemma."""
    return f"dl:v:{dilemma}:{choice}"


def shares(dilemma: DilemmaId) -> str:
    """The data of a button that tells how others decided."""
    return f"dl:s:{dilemma}"


def announce(key: str, announcement: int, value: str = "") -> str:
    """The data of a button of an announcement."""
    return f"am:{key}:{announcement}:{value}" if value else f"am:{key}:{announcement}"
