"""Russian cases of names and posts: the dictionary of pymorphy3, and what no dictionary knows by the plain rule or not at all.

Whatever is not surely understood stays as it was typed: its writer sees it before the paper is made.
The dictionary takes 30 MB and a tenth of a second. It is loaded for one paper and let go with the `Declension`.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property
from typing import Any


class Case(StrEnum):
    """A case, as pymorphy3 names it."""

    GENITIVE = "gent"
    DATIVE = "datv"


class Gender(StrEnum):
    """A grammatical gender, as pymorphy3 names it."""

    MASCULINE = "masc"
    FEMININE = "femn"


PLAIN_LETTERS = str.maketrans("әғқңөұүһіӘҒҚҢӨҰҮҺІ", "агкноуухиАГКНОУУХИ")
"""Kazakh letters as Russian spells the names that have them; each for one, so that places in a word stay."""

SON, DAUGHTER = re.compile(r"(?:вич|[ьи]ич|[ұу]лы)$"), re.compile(r"(?:вна|ична|инична|[қк]ызы)$")
HIS, HER = re.compile(r"(?:[оеё]в|[иы]н|[сц]кий|ый)$"), re.compile(r"(?:[оеё]ва|[иы]на|[сц]кая|ая)$")
FIXED = re.compile(r"(?:[ұу]лы|[қк]ызы|оглы|[ыи]х)$")
INITIAL = re.compile(r"(?:[А-ЯЁӘҒҚҢӨҰҮҺІ]\.)+")
ACTING = re.compile(r"(?:и\. ?о\.|врио\b|ио\b)", re.IGNORECASE)
CONSONANTS = frozenset("бвгджзклмнпрстфхцчшщ")
HUSHING = frozenset("гкхжшчщ")
"""Letters behind which stands «и» and no «ы»."""

PLAIN_ENDINGS = {Case.GENITIVE: "а", Case.DATIVE: "у"}
NO_HEAD = frozenset({"временно", "обязанности"})
"""«Временно исполняющий обязанности»: neither of the two is the post, and neither changes."""


class Declension:
    """Puts names and posts into a case."""

    def name(self, full_name: str, case: Case) -> str:
        """A person's name: surname, first name, patronymic in whatever order they were typed, initials left as they are."""
        words = full_name.split()
        gender = self._gender(words)
        if gender is None:
            return full_name
        return " ".join(self._name(word, gender, case) for word in words)

    def post(self, post: str, case: Case) -> str:
        """A post: the words before its noun and the noun itself; what follows («отдела закупок») stays."""
        if ACTING.match(post):
            return post
        words = post.split(" ")
        for place, word in enumerate(words):
            if word in NO_HEAD and not place:
                continue
            found = None if word in NO_HEAD else self._head(word, case)
            if found is None:
                break
            words[place], is_noun = found
            if is_noun:
                break
        return " ".join(words)

    @cached_property
    def _dictionary(self) -> Any:
        from pymorphy3 import MorphAnalyzer  # noqa: PLC0415 - 30 MB, for whoever makes a paper

        return MorphAnalyzer(lang="ru")

    def _gender(self, words: list[str]) -> Gender | None:
        """By the patronymic, else by a first name that the dictionary knows, else by the surname."""
        names = [word.lower() for word in words if not INITIAL.fullmatch(word)]
        for his, her in ((SON, DAUGHTER), (HIS, HER)):
            if any(her.search(name) for name in names):
                return Gender.FEMININE
            if any(his.search(name) for name in names):
                return Gender.MASCULINE
        known = {gender for name in names if not self._is_surname(name) for gender in self._genders(name)}
        return known.pop() if len(known) == 1 else None

    def _is_surname(self, name: str) -> bool:
        return any(self._parse(name, "Surn", gender) for gender in Gender)

    def _genders(self, name: str) -> Iterator[Gender]:
        """Of those who bear a first name; none where the dictionary has no such name."""
        # «Айгүл» is «Айгуль» in Russian, and a woman's name.
        spellings = (name, f"{name}ь") if name.endswith("л") else (name,)
        for gender in Gender:
            parses = (self._parse(spelling, "Name", gender) for spelling in spellings)
            if any(parse and parse.is_known for parse in parses):
                yield gender

    def _name(self, word: str, gender: Gender, case: Case) -> str:
        if INITIAL.fullmatch(word):
            return word
        return "-".join(self._name_part(part, gender, case) for part in word.split("-"))

    def _name_part(self, word: str, gender: Gender, case: Case) -> str:
        if FIXED.search(word.lower()):
            return word
        for kind in ("Patr", "Surn", "Name"):
            if parse := self._parse(word, kind, gender):
                changed = parse.inflect({"sing", str(case)})
                return _like(word, changed.word) if changed else word
        if gender is Gender.MASCULINE and word[-1:].lower() in CONSONANTS:
            return word + PLAIN_ENDINGS[case]
        return self._first_declension(word, case)

    @staticmethod
    def _first_declension(word: str, case: Case) -> str:
        """A name in «а» or «я» that no dictionary knows, «Ақбота»: men's and women's alike change so; any other stays."""
        stem, ending = _plain(word)[:-1], _plain(word)[-1:]
        if ending not in {"а", "я"} or not stem:
            return word
        if case is Case.DATIVE:
            changed = "и" if ending == "я" and stem.endswith("и") else "е"
        else:
            changed = "и" if ending == "я" or stem[-1] in HUSHING else "ы"
        return _like(word, stem + changed)

    def _parse(self, word: str, kind: str, gender: Gender) -> Any:
        """The word as such a name in the nominative; None where it is none."""
        for parse in self._dictionary.parse(_plain(word)):
            tag = parse.tag
            if kind in tag and "nomn" in tag and "sing" in tag and (gender in tag or "ms-f" in tag):
                return parse
        return None

    def _head(self, word: str, case: Case) -> tuple[str, bool] | None:
        """A word of a post in a case, and whether it is the noun; None where it does not belong to the head."""
        parts = word.split("-")
        found = [next(self._heads(part, case), None) for part in parts]
        if found[-1] is None:
            return None
        changed = [part if one is None else one[0] for part, one in zip(parts, found, strict=True)]
        return "-".join(changed), found[-1][1]

    def _heads(self, word: str, case: Case) -> Iterator[tuple[str, bool]]:
        for is_noun in (True, False):
            for parse in self._dictionary.parse(_plain(word)):
                tag = parse.tag
                fits = tag.POS == "NOUN" if is_noun else tag.POS in {"ADJF", "PRTF"}
                if not fits or "nomn" not in tag or "sing" not in tag:
                    continue
                changed = parse.inflect({"sing", str(case)})
                if changed:
                    yield _like(word, changed.word), is_noun


def _plain(word: str) -> str:
    return word.translate(PLAIN_LETTERS).lower()


def _like(word: str, changed: str) -> str:
    """A changed word with the letters, small and large, of the word that was typed."""
    plain, same = _plain(word), 0
    while same < min(len(plain), len(changed)) and plain[same] == changed[same]:
        same += 1
    ending = changed[same:]
    return word[:same] + (ending.upper() if word.isupper() and len(word) > 1 else ending)
