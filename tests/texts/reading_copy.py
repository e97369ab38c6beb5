"""Every text of the bot with its placeholders filled, to be read: `python -m tests.texts.reading_copy ru`."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from babel.dates import format_date

from bot.language import Language
from bot.texts.loader import load_texts, placeholders_of
from bot.texts.texts import Say, Texts
from bot.yaml_files.lines import read

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
COUNTS = (1, 2, 5, 21)
"""Numbers that take each form of a noun in Kazakh and in Russian."""
DAY = date(2026, 12, 1)
ACT = {
    Language.KK: "Алматы әкімдігінің қызметтік этика қағидалары",
    Language.RU: "Правила служебной этики акимата Алматы",
}
CODE_OF_ETHICS = {
    Language.KK: "Әдеп кодексі (Президенттің № 153 Жарлығы)",
    Language.RU: "Этический кодекс (Указ Президента № 153)",
}
PLACE = {Language.KK: "2-бөлім, 3-тармақ", Language.RU: "раздел 2, пункт 3"}
POINTER = {
    Language.KK: "Қазір: «Қазақстан Республикасының мемлекеттік қызметі туралы» заң, 51-бап, 3-тармақ.",
    Language.RU: "Сейчас: закон «О государственной службе Республики Казахстан», статья 51, пункт 3.",
}
OFFICER = {
    Language.KK: "Аппараттың әдеп жөніндегі уәкілі, 7-бөлме",
    Language.RU: "уполномоченный по этике аппарата, каб. 7",
}
BODY = {Language.KK: "Қаржы басқармасы", Language.RU: "Управление финансов"}
AKIMAT = {Language.KK: "Алматы қаласының әкімдігі", Language.RU: "акимат города Алматы"}
TITLE = {Language.KK: "Сыйлық, дәм-тұз, конверт алу", Language.RU: "Подарки, угощения, конверты"}
TYPED = {Language.KK: "ал егер ол туысым болса ше", Language.RU: "а если он мой брат"}
WORDS = {Language.KK: "«сыйлық», «алу»", Language.RU: "«подарок», «принять»"}
TRACES = {Language.KK: "8 701 000 00 00; Айгүл", Language.RU: "8 701 000 00 00; Айгуль"}
ANSWER = {Language.KK: "Рақмет айтып, қайтарыңыз.", Language.RU: "Поблагодарите и верните."}
RULE = {
    Language.KK: "Жарияланған мәтінде артық үтір тұр.",
    Language.RU: "В опубликованном тексте лишняя запятая.",
}
LIFE = {Language.KK: "жіберілгенше", Language.RU: "до отправки"}
DAYS = {Language.KK: "дс, ср", Language.RU: "пн, ср"}


def samples(texts: Texts, language: Language) -> Mapping[str, Sequence[object]]:
    """What really fills each placeholder, by its name; some have several values that read differently."""

    def say(name: Say, **values: object) -> str:
        return texts(language, name, **values)

    long, short = (format_date(DAY, form, locale=language.value) for form in ("long", "dd.MM.y"))
    when = say(Say.REMIND_WHEN, every=say(Say.EVERY_WORKING), time="09:00")
    closed = f"{say(Say.STATE_CLOSED)} ({say(Say.OUTCOME_NO_DATA)})"
    chosen = say(Say.SHARE, mark="✓", share=40, choice=ANSWER[language])
    return {
        "act": [ACT[language]],
        "added": [TYPED[language]],
        "all": [6],
        "annex": [1],
        "answer": [ANSWER[language]],
        "answered": ["7 (70\u00a0%)"],
        "article": [51],
        "asked": [77],
        "audience": [say(Say.AUDIENCE_ALL, number=120), say(Say.AUDIENCE_KK, number=0), say(Say.AUDIENCE_GROUPS, number=1)],
        "before": [TITLE[language]],
        "body": [BODY[language]],
        "bot": ["@adep_bot"],
        "by": [AKIMAT[language]],
        "checked": [long],
        "choice": [ANSWER[language]],
        "code": ["123 456 789 012 345 678 901"],
        "count": COUNTS,
        "date": [long],
        "days": [30],
        "decision_by": [long],
        "down": [2],
        "dropped": [3],
        "example": [TYPED[language]],
        "every": [say(Say.EVERY_WORKING), say(Say.EVERY_CHOSEN), say(Say.EVERY_WEEK)],
        "file": ["1.docx"],
        "found": [TRACES[language]],
        "group": [BODY[language]],
        "host": ["api.telegram.org"],
        "hotline": ["8 727 000 00 00"],
        "id": [100200300],
        "kinds": [f"{say(Say.TIP_LOST_COMMENT)}, {say(Say.TIP_LOST_DIAGRAM)}", say(Say.TIP_LOST_SHRUNK)],
        "language": [say(Say.LANGUAGE_NAME)],
        "left": [40],
        "level": ["INFO"],
        "life": [LIFE[language]],
        "link": ["https://t.me/adep_bot"],
        "mark": ["✓"],
        "median": [4],
        "minutes": [1, 5],
        "most": [500],
        "name": [TITLE[language], say(Say.WHY_OUTSIDE, title=TITLE[language])],
        "next": [f"{format_date(DAY, 'EEEE, d MMMM', locale=language.value)}, 09:00"],
        "note": [RULE[language]],
        "now": [CODE_OF_ETHICS[language]],
        "number": [7],
        "officer": [OFFICER[language]],
        "p90": [21],
        "page": [1],
        "pages": [3],
        "paragraph": [3],
        "outcome": [say(Say.OUTCOME_CONFIRMED), say(Say.OUTCOME_REFERRED)],
        "part": [2],
        "percent": [91],
        "person_by": [long],
        "place": [PLACE[language]],
        "point": [3],
        "pointer": [POINTER[language]],
        "problems": ["knowledge/topics.yaml:7: unknown key"],
        "quarter": ["IV"],
        "recipients": [120],
        "ref": ["3.12"],
        "refs": [55],
        "refused": ["1 (10\u00a0%)"],
        "room": [7],
        "seconds": [20],
        "section": [2],
        "sent": [80],
        "share": [40],
        "shares": [chosen],
        "standing": [say(Say.STANDING_REPLACED, date=short, now=CODE_OF_ETHICS[language]), say(Say.STANDING_IN_FORCE)],
        "state": [say(Say.STATE_IN_WORK), closed],
        "sub": [12],
        "suggested": ["2 (20\u00a0%)"],
        "text": [ANSWER[language]],
        "time": ["14:35"],
        "timezone": ["Asia/Almaty"],
        "title": [TITLE[language]],
        "topics": [190],
        "uncertain": [1],
        "unreachable": [2],
        "up": [5],
        "what": [f"{say(Say.SENDS_BOTH)} ({say(Say.LANGUAGE_NAME)})"],
        "when": [when],
        "where": [POINTER[language]],
        "words": [WORDS[language]],
        "year": [2026],
    }  # fmt: skip


def own_samples(texts: Texts, language: Language) -> Mapping[Say, Mapping[str, Sequence[object]]]:
    """What fills a placeholder in one text otherwise than in the others."""
    short = {"date": [format_date(DAY, "dd.MM.y", locale=language.value)]}
    days = {"days": [DAYS[language]]}
    act = {"title": [CODE_OF_ETHICS[language]]}
    official = {"name": [OFFICER[language]]}
    return {
        Say.STANDING_REPEALED: short,
        Say.STANDING_REPLACED: short,
        Say.STANDING_SINCE: short,
        Say.STANDING_AMENDED: short,
        Say.SETTLED_NOW: short,
        Say.GOVERNS_NOW: act,
        Say.ACT_NOT_LOADED: act,
        Say.ACT_NOT_LOADED_LINK: act,
        Say.REMIND_WHEN_DAYS: days | {"every": [texts(language, Say.EVERY_CHOSEN)]},
        Say.SETTINGS: {
            "language": [texts(language, Say.LANGUAGE_NAME), texts(language, Say.LANGUAGE_AUTOMATIC)]
        },
        Say.HAND_OVER_ASK: {"text": [TYPED[language]]},
        **dict.fromkeys((Say.ASK_TRANSFER, Say.ASK_TRANSFER_UNREACHED, Say.TRANSFERRED), official),
        Say.PIN_ALARM: official | {"id": ["ethics"]},
    }


def readings(language: Language, knowledge: Path = KNOWLEDGE) -> Iterator[tuple[Say, str]]:
    """Every text as people read it, as many times as its placeholders have values that read differently."""
    texts = load_texts(knowledge)
    values, own = samples(texts, language), own_samples(texts, language)
    for name, entry in read(knowledge / f"texts.{language}.yaml").value.items():
        here = {**values, **own.get(Say(name), {})}
        strange = placeholders_of(entry) - here.keys()
        assert not strange, f"give {Path(__file__).name} samples of what fills {sorted(strange)} in «{name}»"
        wanted = {placeholder: here[placeholder] for placeholder in placeholders_of(entry)}
        if isinstance(entry, dict):
            wanted["count"] = COUNTS
        for turn in range(max(map(len, wanted.values()), default=1)):
            filled = {placeholder: given[turn % len(given)] for placeholder, given in wanted.items()}
            yield Say(name), texts(language, Say(name), **filled)


if __name__ == "__main__":
    for said, words in readings(Language(sys.argv[1])):
        sys.stdout.write(f"{said}: {words}\n")
