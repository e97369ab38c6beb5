"""The line of requisites: kind, issuer, date, number and registration of an act."""

import re
from dataclasses import dataclass

from bot.acts.importing.letters import fold
from bot.acts.importing.model import Registration
from bot.acts.importing.naming import nominative_kk, nominative_ru

_MONTHS_RU = [
    "январ",
    "феврал",
    "март",
    "апрел",
    "ма",
    "июн",
    "июл",
    "август",
    "сентябр",
    "октябр",
    "ноябр",
    "декабр",
]
_MONTHS_KK = [
    "қаңтар",
    "ақпан",
    "наурыз",
    "сәуір",
    "мамыр",
    "маусым",
    "шілде",
    "тамыз",
    "қыркүйек",
    "қазан",
    "қараша",
    "желтоқсан",
]
_KINDS_RU = (
    r"(?:совместн\w+ )?(?:конституционный закон|закон|кодекс|указ|постановление|приказ|решение|распоряжение|"
    r"нормативное постановление|конституция)"
)
_KINDS_KK = {
    "конституциялық заң": "конституциялық заң",
    "нормативтік қаулы": "нормативтік қаулы",
    "заң": "заң",
    "кодекс": "кодекс",
    "қаулы": "қаулы",
    "бұйры": "бұйрық",
    "жарлы": "жарлық",
    "шешім": "шешім",
    "өкім": "өкім",
    "конституция": "конституция",
}
_DATE_RU = r"(?P<day>\d{1,2})\s+(?P<month>[а-я]+)\s+(?P<year>\d{4})(?:\s*(?:года|г\.?))?"
_DATE_KK = r"(?P<year>\d{4})\s*(?:жылғы|жылы|ж\.?)\s*(?P<day>\d{1,2})\s*(?P<month>[а-яәғқңөұүһі]+)"
_DATES = tuple(re.compile(date) for date in (_DATE_RU, _DATE_KK))
_DOTTED = re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})")
_RUSSIAN = re.compile(rf"(?P<kind>{_KINDS_RU})\s+(?P<issuer>.*?)\s*от\s+{_DATE_RU}")
_KAZAKH_KIND = re.compile(
    r"(?<!\w)(?P<kind>конституциялық заң|нормативтік қаулы|заң|кодекс|қаулы|бұйры|жарлы|шешім|өкім)\w*"
)
_KIND_FIRST_KK = re.compile(
    rf"^(?P<issuer>.{{3,200}}?)\s+(?P<kind>конституциялық заң|заң|кодекс|қаулы|бұйры|жарлы|шешім|өкім)"
    rf"(?:ы|і|сы|ғы)[\s,]*{_DATE_KK}"
)
_LONGEST = 900
_NUMBER = re.compile(r"(?:№|\bN|\bn)\s*([^\s,;()]+)")
_REGISTERED_RU = re.compile(
    r"зарегистрирован\w*\s+(?:в|во)?\s*(?P<by>.*?)\s*(?:от\s+)?(?=\d{1,2}\s+[а-я]+\s+\d{4})"
)
_REGISTERED_KK = re.compile(r"тіркел")
_EDITION = re.compile(
    r"\s*\([^()]*(?:с изменениями|по состоянию на|жағдай бойынша|өзгерістер)[^()]*\)\s*\.?\s*$", re.IGNORECASE
)
_NUMBER_FIRST = re.compile(r"[\s,]*(?:г\.|года)?\s*(?:№|N)\s*\S+(?:\s+(?:ЗРК|ҚРЗ))?[\s.,]*")
_TITLE_RU = re.compile(r"(?:Об? |[«\"“]\s*Об? )")
_TITLE_FIRST_KK = re.compile(r"[«\"“]([^«»\"“”]*(?:туралы|жөнінде))[»\"”]\s+(?=[^«»]*\d{4} ж)", re.IGNORECASE)
_STANDING_FIRST = re.compile(r"[\W_]*(утратил\w* силу|күші жойылды|күшін жойған)\s*\.\s*")
_STATUS_WORDS = re.compile(
    r"[\W_]*(күшін жойған|күші жойылған|утративш\w+ силу|обновленный|новый|жаңартылған|жаңа|действующий|қолданыстағы)[\W_]*$"
)


@dataclass(frozen=True, slots=True)
class Requisites:
    """What the line tells; each "" or None where it does not."""

    kind: str = ""
    issuer: str = ""
    number: str = ""
    date: str = ""
    registered: Registration | None = None


def is_requisites(text: str) -> bool:
    """The line names an act by its kind, issuer, date and number, and does not decree anything itself."""
    text = _without_standing(text)
    folded = fold(text)
    if (
        len(text) > _LONGEST
        or folded.endswith(":")
        or text[:1].isdigit()
        or folded.startswith(("осы ", "настоящ"))
    ):
        return False
    first = re.split(r"зарегистрирован", folded)[0]
    if _RUSSIAN.match(first):
        return True
    if _KIND_FIRST_KK.search(first):
        return True
    dated = re.search(_DATE_KK, folded)
    after = folded[dated.end() :] if dated else ""
    kind = _KAZAKH_KIND.search(after[:60])
    return kind is not None and after[kind.end() :][:1] in {"", ".", " ", ","}


def _without_standing(text: str) -> str:
    return text[found.end() :] if (found := _STANDING_FIRST.match(fold(text))) else text


def title_within(text: str) -> str:
    """The title that other banks write in the line of the requisites; "" where that line has none."""
    text = _EDITION.sub("", _without_standing(text)).strip(" .")
    if first := _TITLE_FIRST_KK.match(text):
        return first[1].strip()
    folded = fold(text)
    if found := _RUSSIAN.match(folded):
        rest = _NUMBER_FIRST.sub("", text[found.end() :], count=1).strip()
        return rest if _TITLE_RU.match(rest) else ""
    dated = re.search(_DATE_KK, folded)
    kind = _KAZAKH_KIND.search(folded, dated.end()) if dated else None
    rest = text[kind.end() :].strip(" .,") if kind else ""
    return rest if rest[:1].isupper() and fold(rest).endswith("туралы") else ""


def is_status_word(text: str) -> bool:
    """The line is only the bank's word of standing."""
    return _STATUS_WORDS.match(fold(text)) is not None


def read_requisites(text: str, language: str) -> Requisites:
    """The parts of the line; an unknown part stays empty."""
    text = _TITLE_FIRST_KK.sub("", _EDITION.sub("", _without_standing(text)), count=1)
    return _read_kk(text) if language == "kk" else _read_ru(text)


def _read_ru(text: str) -> Requisites:
    folded = fold(text)
    found = _RUSSIAN.match(folded)
    registered = _REGISTERED_RU.search(folded)
    head = folded[: registered.start()] if registered else folded
    return Requisites(
        kind=found["kind"] if found else _kind_alone(folded),
        issuer=nominative_ru(text[found.start("issuer") : found.end("issuer")]) if found else "",
        number=first_number(text[found.end() : len(head)]) if found else first_number(text[: len(head)]),
        date=first_date(head),
        registered=_registered_ru(text, registered),
    )


def _kind_alone(folded: str) -> str:
    found = re.match(rf"({_KINDS_RU})(?!\w)", folded)
    return found[1] if found else ""


def _registered_ru(text: str, found: re.Match[str] | None) -> Registration | None:
    if found is None:
        return None
    rest = text[found.end() :]
    return Registration(
        nominative_ru(text[found.start("by") : found.end("by")]), first_number(rest), first_date(fold(rest))
    )


def _read_kk(text: str) -> Requisites:
    sentences = _sentences(text)
    head = sentences[0] if sentences else ""
    folded = fold(head)
    dated = re.search(_DATE_KK, folded)
    if first := _KIND_FIRST_KK.match(folded):
        return Requisites(
            kind=_KINDS_KK.get(first["kind"], first["kind"]),
            issuer=nominative_kk(head[: first.end("issuer")]),
            number=first_number(head[first.end() :]),
            date=first_date(folded),
        )
    kinds = list(_KAZAKH_KIND.finditer(folded, dated.end() if dated else 0))
    return Requisites(
        kind=_KINDS_KK.get(kinds[0]["kind"], kinds[0]["kind"]) if kinds else "",
        issuer=nominative_kk(head[: dated.start()]) if dated else "",
        number=first_number(head),
        date=first_date(folded),
        registered=next((_registered_kk(one) for one in sentences if _REGISTERED_KK.search(fold(one))), None),
    )


def _registered_kk(sentence: str) -> Registration:
    dated = re.search(_DATE_KK, fold(sentence))
    by = sentence[: dated.start()] if dated else ""
    return Registration(nominative_kk(by), first_number(sentence), first_date(fold(sentence)))


def _sentences(text: str) -> list[str]:
    return [
        piece for piece in re.split(r"(?<=[а-яәғқңөұүһі\d])\.\s+(?=[А-ЯӘҒҚҢӨҰҮҺІ])", text.strip()) if piece
    ]


def first_number(text: str) -> str:
    """The text after its first «№»; "" where it has no «№»."""
    found = _NUMBER.search(text)
    return found[1].rstrip(".") if found else ""


def first_date(folded: str) -> str:
    """The first date in the text as ISO, "" where there is none."""
    for shape in (*_DATES, _DOTTED):
        if (found := shape.search(folded)) and (month := _month(found["month"])):
            return f"{int(found['year']):04}-{month:02}-{int(found['day']):02}"
    return ""


def _month(word: str) -> int:
    if word.isdigit():
        return int(word) if 0 < int(word) <= 12 else 0
    for number, stem in enumerate(_MONTHS_RU, 1):
        if word.startswith(stem) and (stem != "ма" or word in {"мая", "май"}):
            return number
    return next((number for number, stem in enumerate(_MONTHS_KK, 1) if word.startswith(fold(stem))), 0)
