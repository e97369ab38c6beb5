"""What thumbs, layouts, habits and dictation do to a question is undone where the words that were meant are known."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.noise import KINDS, digit_row, wrong_layout
from bot.answers.matching.reading import MOST_MENDED, Reader
from bot.answers.matching.spelling import Spelling
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.matters.model import Source
from bot.words.skeleton import skeletons
from tests.questions import settled

SAID = """
бастығым мені дүкенге жұмсайды қызмет көлігін өз шаруасына пайдаланады шаруасына не істеймін баласын
начальник заставляет меня ездить за его детьми в школу что делать недавно подарок от посетителя
"""


def seeded(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - noise that comes again


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(Spelling.of(dict.fromkeys(skeletons(SAID), 20)))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("yfxfkmybr pfcnfdkztn vtyz", "начальник заставляет меня"),
        ("Gjlfhjr jn gjctnbntkz&", "подарок от посетителя"),
        (",fcns5sv vty3 l8rtyut ;9vcfqls", "бастығым мені дүкенге жұмсайды"),
        ("басты5ым мен3 д8кенге ж9мсайды", "бастығым мені дүкенге жұмсайды"),
        ("0ызмет к-л3г3н -з", "қызмет көлігін өз"),
        ("waruasyna bastygym", "шаруасына бастығым"),
        ("6aruasyna", "шаруасына"),
        ("c'to delat", "что делать"),
        ("начальникзаставляет меня", "начальник заставляет меня"),
        ("заставляетменяездить", "заставляет меня ездить"),
        ("нача льник заста вляет", "начальник заставляет"),
        ("не давно", "недавно"),
        ("мачальник зсставляет", "начальник заставляет"),
    ],
)
def test_what_was_meant_is_read(reader: Reader, typed: str, meant: str) -> None:
    heard = reader.read(typed)
    assert heard == skeletons(meant)


@pytest.mark.parametrize(
    "text", ["из-за подарок 2016 года", "11-тармақ", "3.12 тармақша", "100000 теңге", "Wi-Fi"]
)
def test_numbers_hyphens_and_strange_words_stay(reader: Reader, text: str) -> None:
    assert reader.read(text) == skeletons(text)


@settings(max_examples=200, deadline=None)
@given(text=st.text(max_size=300))
def test_any_text_is_read_and_a_known_word_is_read_as_itself(reader: Reader, text: str) -> None:
    assert all(isinstance(word, str) and word for word in reader.read(text))
    assert bool(reader.read(text)) or not skeletons(text)


@settings(max_examples=50, deadline=None)
@given(words=st.lists(st.sampled_from(sorted(set(SAID.split()))), min_size=2, max_size=8))
def test_known_words_come_through_any_order_and_either_layout(reader: Reader, words: list[str]) -> None:
    text = " ".join(words)
    long_enough = sum(map(len, words)) > 12
    assert reader.read(text) == skeletons(text)
    if long_enough:
        assert reader.read(digit_row(text, Language.KK, seeded(0))) == skeletons(text)


@settings(max_examples=60, deadline=None)
@given(
    kind=st.sampled_from(sorted(KINDS)), seed=st.integers(0, 10**6), language=st.sampled_from(list(Language))
)
def test_noise_never_breaks_an_answer(services: Knowledge, kind: str, seed: int, language: Language) -> None:
    chance = seeded(seed)
    matter = chance.choice(list(services.rulebook.matters.values()))
    example = chance.choice([example for example in matter.examples if example.language is language])
    outcome = services.matcher.match(KINDS[kind](example.text, language, chance))
    assert outcome is None or all(0 <= match.score <= 1 for match in outcome.matches)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_most_questions_keep_their_ref_under_noise(services: Knowledge, kind: str) -> None:
    chance = seeded(5)
    told = [
        (ref, example) for ref, example in settled(services.rulebook) if example.source is Source.QUESTION
    ]
    asked = chance.sample(told, 150)
    kept = 0
    for ref, example in asked:
        outcome = services.matcher.match(KINDS[kind](example.text, example.language, chance))
        kept += outcome is not None and ref in [match.ref for match in outcome.matches[:3]]
    assert kept / len(asked) > 0.9


def test_the_other_layout_is_not_guessed_where_the_words_are_latin(reader: Reader) -> None:
    assert reader.read("bastygym meni qyzmet") == skeletons("бастығым мені қызмет")
    assert wrong_layout("подарок", Language.RU, seeded(0)) == "gjlfhjr"


def test_of_a_message_of_strange_words_only_the_first_are_mended(reader: Reader) -> None:
    read = reader.read("подрок " * (MOST_MENDED + 5) + "подарок")
    assert read[:MOST_MENDED] == skeletons("подарок") * MOST_MENDED
    assert read[MOST_MENDED:] == skeletons("подрок") * 5 + skeletons("подарок")
