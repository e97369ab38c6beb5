"""Traces with a form of their own: addresses, accounts, numbers of persons, telephones."""

import re
from collections.abc import Iterator
from datetime import date

from phonenumbers import PhoneNumberMatcher

Span = tuple[int, int]

E_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63})+")
# Telegram's own form of a username (Bot API, User), after @ or in a link.
ACCOUNT = re.compile(
    r"(?<![\w@./])@[A-Za-z]\w{3,31}\b|(?:https?://)?\b(?:t|telegram)\.me/[A-Za-z]\w{3,31}\b",
    re.ASCII | re.IGNORECASE,
)
IIN = re.compile(r"(?<![\d-])(\d{6})[ -]?(\d{6})(?![\d-])")
IIN_LABEL = re.compile(r"(?:иин|жсн|iin|jsn)\W{0,3}$", re.IGNORECASE)
CENTURIES = {"1": 1800, "2": 1800, "3": 1900, "4": 1900, "5": 2000, "6": 2000}
"""The seventh digit tells sex and century of birth (Kazakhstan's rules for forming the number)."""
WEIGHTS = (tuple(range(1, 12)), (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2))

# What stands before a number of a case or a document, and behind a sum.
NUMBERED = re.compile(
    r"(?:№|\bN[o°]?\.?|#|/|\b(?:дел[оау]|іс|істің|договор\w*|шарт\w*)(?: №)?)\s*$", re.IGNORECASE
)
MONEY = re.compile(r"\s*(?:₸|тг\b|тенге|теңге|kzt\b|tenge|тыс|млн|мың)", re.IGNORECASE)
PHONE_LABEL = re.compile(
    r"\b(?:тел(?:ефон\w*)?|моб\w*|сот\w*|звони\w*|позвони\w*|қоңырау\w*|нөмірім|whatsapp|ватсап\w*)"
    r"[.:,\s№-]{0,4}(?:\+?7|8)?[\s(-]{0,3}(?P<number>\d{2,3}[ -]\d{2}[ -]\d{2})(?![\d-])",
    re.IGNORECASE,
)


def e_mails(text: str) -> Iterator[Span]:
    """Addresses of e-mail."""
    return (found.span() for found in E_MAIL.finditer(text))


def accounts(text: str) -> Iterator[Span]:
    """Accounts of Telegram and its like: @name, t.me/name."""
    return (found.span() for found in ACCOUNT.finditer(text))


def iins(text: str) -> Iterator[Span]:
    """Numbers of persons: twelve digits that start with a date of birth, and end with the right digit or stand after «ИИН»."""
    for found in IIN.finditer(text):
        digits = found[1] + found[2]
        labelled = IIN_LABEL.search(text, max(0, found.start() - 8), found.start())
        if _born(digits) and (labelled or _control(digits) == int(digits[11])):
            yield found.span()


def phones(text: str) -> Iterator[Span]:
    """Telephones of Kazakhstan in any spelling, local ones where a word says that they are such."""
    for match in PhoneNumberMatcher(text, "KZ"):
        before, after = text[max(0, match.start - 20) : match.start], text[match.end : match.end + 8]
        if not NUMBERED.search(before) and not MONEY.match(after):
            yield match.start, match.end
    for found in PHONE_LABEL.finditer(text):
        yield found.span("number")


def _born(digits: str) -> bool:
    century = CENTURIES.get(digits[6])
    if century is None:
        return False
    try:
        date(century + int(digits[:2]), int(digits[2:4]), int(digits[4:6]))
    except ValueError:
        return False
    return True


def _control(digits: str) -> int | None:
    """The twelfth digit as the first eleven ask for it; the second weights are for a remainder of ten."""
    for weights in WEIGHTS:
        rest = sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=False)) % 11
        if rest < 10:
            return rest
    return None
