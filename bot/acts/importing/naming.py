"""Names of issuers: from the genitive of a line of requisites to the name itself."""

import re

from bot.acts.importing.letters import tidy

_NOUNS = {
    "министра": "министр",
    "министерства": "министерство",
    "министерстве": "министерство",
    "правительства": "правительство",
    "президента": "президент",
    "республики": "республика",
    "акимата": "акимат",
    "акима": "аким",
    "маслихата": "маслихат",
    "председателя": "председатель",
    "заместителя": "заместитель",
    "руководителя": "руководитель",
    "комитета": "комитет",
    "комиссии": "комиссия",
    "агентства": "агентство",
    "агентстве": "агентство",
    "департамента": "департамент",
    "департаменте": "департамент",
    "управления": "управление",
    "управлении": "управление",
    "суда": "суд",
    "совета": "совет",
    "прокурора": "прокурор",
    "начальника": "начальник",
    "директора": "директор",
    "парламента": "парламент",
    "премьер-министра": "премьер-министр",
    "банка": "банк",
    "департаментом": "департамент",
    "министерством": "министерство",
    "управлением": "управление",
    "исполняющего": "исполняющий",
    "органа": "орган",
    "органах": "органы",
}
_ENDINGS = (
    ("ского", "ский"),
    ("цкого", "цкий"),
    ("жнего", "жний"),
    ("ного", "ный"),
    ("вого", "вый"),
    ("ого", "ый"),
    ("его", "ий"),
)
_MORE_ENDINGS = (("ском", "ский"), ("ной", "ная"), ("ской", "ская"), ("ом", "ый"))
_GENITIVE_KK = re.compile(r"(?<=[ыіуү])(ның|нің)$|(?<=\w)(ның|нің|дың|дің|тың|тің)$")
_ACTING_KK = re.compile(r"(?<!\w)м\.\s?а$")
"""«міндетін атқарушы», shortened: whose duties are meant keeps its ending."""
_LOCATIVE_KK = re.compile(r"(?<=[ыі])(нде|нда)$|(де|да|те|та)$")


def nominative_ru(phrase: str) -> str:
    """«Заместителя Премьер-Министра - Министра финансов» as the office calls itself."""
    phrase = phrase.title() if phrase.isupper() else phrase
    pieces = re.split(r"(\s+[-–—]\s+|\s+и\s+(?=[А-Я]))", tidy(phrase))
    return "".join(piece if number % 2 else _office(piece) for number, piece in enumerate(pieces))


def _office(phrase: str) -> str:
    words = phrase.split(" ")
    for place, word in enumerate(words):
        noun = _NOUNS.get(word.lower())
        words[place] = _cased(noun, word) if noun else _adjective(word)
        if noun or words[place] == word:
            break
    return " ".join(words)


def _adjective(word: str) -> str:
    for ending, direct in (*_ENDINGS, *_MORE_ENDINGS):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word[: -len(ending)] + direct
    return word


def _cased(noun: str, word: str) -> str:
    if word.isupper():
        return noun.upper()
    if "-" in noun and word.istitle():
        return noun.title()
    return noun.capitalize() if word[:1].isupper() else noun


def nominative_kk(phrase: str) -> str:
    """«… министрінің», «… департаментінде» without the ending of its last word."""
    name = tidy(phrase).rstrip(" .,")
    if _ACTING_KK.search(name):
        return f"{name}."
    bare = _GENITIVE_KK.sub("", name)
    return bare if bare != name else _LOCATIVE_KK.sub("", name)
