"""The bot's texts as people read them, filled with real values: `python -m tests.texts.reading_copy ru` prints them all."""

import re

import pytest

from bot.language import Language
from bot.wording.glossary import load_glossary
from bot.wording.review import rules_of
from tests.texts.reading_copy import KNOWLEDGE, readings

both_languages = pytest.mark.parametrize("language", list(Language), ids=lambda language: language.value)

BROKEN = {
    "two full stops": re.compile(r"\.\.(?!\.)"),
    "two spaces": re.compile(r"\S {2,}\S"),
    "a space before a sign": re.compile(r" [,.;:!?](\s|$)"),
    "two colons in one sentence": re.compile(r": [^.!?;,\n]*\w: \S"),
    "a brace": re.compile(r"[{}]"),
}
"""What shows that a text was never read with its placeholders filled."""


@both_languages
def test_no_text_breaks_when_its_placeholders_are_filled(language: Language) -> None:
    found = [
        f"{name}: {what}: {words}"
        for name, words in readings(language)
        for what, pattern in BROKEN.items()
        if pattern.search(re.sub(r"<[^>]+>", "", words))
    ]
    assert not found


@both_languages
def test_no_filled_text_says_what_the_glossary_bans(language: Language) -> None:
    rules = tuple(rules_of(load_glossary(KNOWLEDGE, []), language))
    found = [
        f"{name}: {words}"
        for name, text in readings(language)
        for rule in rules
        for words in rule.found(name, text)
    ]
    assert not found
