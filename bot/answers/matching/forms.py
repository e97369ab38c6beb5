"""The forms of a word: what its skeleton may begin with and end in, in Kazakh and in Russian.

Measured on the words of the content: a bare beginning («взят», «қанда») stands for hundreds of foreign words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from bot.language import Language
from bot.words.skeleton import skeleton

LEAST_STEM = 4
"""Letters that a stem keeps when an ending is cut off; of a shorter one, many words begin alike."""

LEAST_KAZAKH_VERB = 5
"""The same for verbs of Kazakh, whose endings are many: «айдап» would be «айда» and «айдан»."""

WHOLE_MARK = "!"
"""A word of the lexicon with it behind stands for itself alone, not for its other forms."""

# Kazakh, in letters of the skeleton: [лдт][ае]р is «лар, лер, дар, дер, тар, тер».
_PLURAL = "(?:[лдт][ае]р)?"
_OWNER = "(?:и?миз|и?низ|и?м|и?н|с?и)?"
_CASE = "(?:[ндт]ин|[гк][ае]|н[ае]|[ндт]и|н|н?[дт][ае](?:ги)?|[ндт][ае]н|[мбп]ен(?:ен)?|[ндт]ики)?"
_OF_MINE = {"ма", "м"}
"""What is no doubled letter behind «әкім» and its like: «акимата» is not «әкім» with an ending."""
_TO_MINE = "и?(?:м|н|миз|низ)[ае]"
_QUALITY = "(?:[лдт]и[кг]|сиз|[лдт]и|[дт][ае]и)?"
_BEING = "(?:мин|син|сиз|миз|дер)?"
_NOUN = f"{_QUALITY}{_PLURAL}(?:{_TO_MINE}|{_OWNER}{_CASE}){_PLURAL}{_CASE}{_BEING}"
_VOICE = "(?:и?л|т|[дт]ир|[гк]из|и?с|и?н)?(?:и?л|т|[дт]ир)?"
_VERB = (
    f"{_VOICE}(?:[мбп][ае])?(?:у(?:{_NOUN})|и?п(?:т[ие])?|[гк][ае]н{_NOUN}|[дт]и(?:м|н|к|низ)?|с[ае](?:м|н|к|низ)?"
    f"|[аеи]?(?:ди|м|миз|мин|син|сиз|тин(?:{_NOUN}))?|[аеи]?р|с|[мбп][ае]к(?:ши)?|иниз|син|г[аи]си?|уши{_NOUN}|и[кг]{_NOUN})"
)

# Russian, written as usual and folded below.
_MASCULINE = "|а|я|у|ю|ом|ем|ём|е|и|ы|ов|ев|ёв|ей|ам|ям|ами|ями|ах|ях|ью"
_FEMININE = "а|я|ы|и|е|у|ю|ой|ей|ёй|ою|ею|ам|ям|ами|ями|ах|ях|о|ом|ем|ью|"
_PLURAL_ONLY = f"{_MASCULINE}|ой|о"
_ADJECTIVE = "ый|ий|ой|ая|яя|ое|ее|ые|ие|ого|его|ому|ему|ым|им|ом|ем|ую|юю|ых|их|ыми|ими|о|ей"
# In letters of the skeleton again: «иа» is «я», «иу» is «ю».
_RUSSIAN_VERB = (
    "(?:л?иа?(?:иу?т|иу|ет|ем|еш|ли|ла|ло|т|л|м|ш|н[аиоеу][а-я]{0,3})?|л?иут?|ут?|ат|[иаео]?(?:иут?|ет|ем|еш|т|ш|м|те|ите|л|ла|ло|ли"
    "|в|вш[аеиу][а-я]{0,3}|ите|и)|[иаео]н(?:[аиоеу][а-я]{0,3})?)(?:с|сиа)?"
)


class Endings(Enum):
    """What may stand behind a stem."""

    NONE = ""
    KAZAKH = _NOUN
    KAZAKH_VERB = _VERB
    VOWEL_FIRST = f"(?=[аеиоу]){_NOUN}"
    MASCULINE = "m"
    FEMININE = "f"
    PLURAL = "p"
    ADJECTIVE = "a"
    RUSSIAN_VERB = _RUSSIAN_VERB


def _folded(endings: str) -> str:
    """Endings as they sound behind a consonant and behind «и»."""
    written = endings.split("|")
    sounds = {skeleton(f"ни{ending}")[2:] for ending in written} | {
        skeleton(f"н{ending}")[1:] for ending in written
    }
    return "|".join(sorted(sounds, key=len, reverse=True))


_FOUND = {
    Endings.MASCULINE: _folded(_MASCULINE),
    Endings.FEMININE: _folded(_FEMININE),
    Endings.PLURAL: _folded(_PLURAL_ONLY),
    Endings.ADJECTIVE: _folded(_ADJECTIVE),
}
_PATTERNS = {ending: re.compile(_FOUND.get(ending, ending.value)) for ending in Endings}


@dataclass(frozen=True, slots=True)
class Form:
    """A stem, given as a skeleton, and what may stand behind it."""

    stem: str
    endings: Endings

    def has(self, sound: str) -> bool:
        """Whether a word that begins with the stem is a form of it."""
        rest, last = sound[len(self.stem) :], self.stem[-1:]
        pattern = _PATTERNS[self.endings]
        if pattern.fullmatch(rest):
            return True
        # «қазаққа» is «казака»: of a doubled letter one is left, in the stem.
        return (
            self.endings is Endings.KAZAKH
            and last + rest[:1] not in _OF_MINE
            and bool(pattern.fullmatch(last + rest))
        )


def forms_of(word: str, language: Language) -> Iterator[Form]:
    """The stems and endings of one word of the lexicon."""
    if word.endswith(WHOLE_MARK):
        yield Form(skeleton(word), Endings.NONE)
        return
    sound = skeleton(word)
    yield from _kazakh(sound)
    if language is Language.RU:
        word = word.casefold()
        for spelling in {word, word.replace("ё", "е")}:
            yield from _russian(spelling)
    else:
        yield from _kazakh_verb(sound)


def _kazakh(sound: str) -> Iterator[Form]:
    yield Form(sound, Endings.KAZAKH)
    softened = {"к": "г", "п": "б"}.get(sound[-1:])
    if softened:
        yield Form(sound[:-1] + softened, Endings.VOWEL_FIRST)
    if len(sound) > LEAST_STEM and re.search("[^аеиоу]и[нлрзмк]$", sound):
        yield Form(sound[:-2] + sound[-1], Endings.VOWEL_FIRST)


_OF_VERB = re.compile("(?:у|и?п|[дт]и|[гк][ае]н)$")


def _kazakh_verb(sound: str) -> Iterator[Form]:
    stem = _OF_VERB.sub("", sound)
    if stem != sound and len(stem) >= LEAST_KAZAKH_VERB:
        yield Form(stem, Endings.KAZAKH_VERB)


# Nouns that end like verbs.
_NOUNS = frozenset(
    [
        "авторитет",
        "адвокат",
        "акимат",
        "аттестат",
        "бакалавриат",
        "банкет",
        "билет",
        "бюджет",
        "вокзал",
        "декрет",
        "депутат",
        "журнал",
        "запрет",
        "интернет",
        "кабинет",
        "кандидат",
        "климат",
        "комитет",
        "компромат",
        "кредит",
        "криминал",
        "партбилет",
        "патронат",
        "персонал",
        "плакат",
        "подвал",
        "портал",
        "портрет",
        "привет",
        "прогул",
        "протокол",
        "распил",
        "ритуал",
        "секрет",
        "сериал",
        "сертификат",
        "символ",
        "скандал",
        "супермаркет",
        "телеканал",
        "техперсонал",
        "турпакет",
        "университет",
        "функционал",
        "этикет",
    ]
)
_ABSTRACT = re.compile("[ое]сть$|(?:ители|атели|етели)$")

_RULES = (
    (re.compile("(?:[иаеяыоуё]?ть(?:ся)?|[иаеяыоуё](?:л|ла|ло|ли)(?:с[яь])?|(?:[еиуюая]т|[еи]шь)(?:ся)?)$"), Endings.RUSSIAN_VERB),
    (re.compile("(?:ый|ий|ой|ая|яя|ое|ые|(?<![нтв])ие)$"), Endings.ADJECTIVE),
    (re.compile("[ая]$"), Endings.FEMININE),
    (re.compile("[уюоеиы]$"), Endings.PLURAL),
)  # fmt: skip


def _russian(word: str) -> Iterator[Form]:
    is_noun = word in _NOUNS or bool(_ABSTRACT.search(word))
    for pattern, endings in _RULES[is_noun:]:
        stem = skeleton(pattern.sub("", word))
        if pattern.search(word) and len(stem) >= LEAST_STEM:
            yield Form(stem, endings)
            if endings is Endings.FEMININE and re.search("[^аеиоу]к$", stem):
                yield from (Form(f"{stem[:-1]}{vowel}к", Endings.NONE) for vowel in "ое")
            break
    if word[-1:] not in set("аяоеуюиы"):
        stem = skeleton(word.removesuffix("й"))
        if len(stem) >= LEAST_STEM:
            yield Form(stem, Endings.MASCULINE)
        if re.search("[ое][кц]$", stem):
            yield Form(stem[:-2] + stem[-1], Endings.MASCULINE)
