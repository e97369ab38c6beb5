"""Citations: in words, in both languages, and read back to the place they name."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.acts.citations import Citations, Cited
from bot.acts.model import STATUS, Ref
from bot.acts.standing import AdoptingForm
from bot.knowledge.knowledge import Knowledge
from bot.language import Language
from bot.texts.texts import Say
from emulator.local_telegram.units import units

LONGEST_COPY = 256
"""Bot API, CopyTextButton."""

WORDS = {
    "3.12": ("2-бөлім, 3-тармақ, 12) тармақша", "раздел 2, пункт 3, подпункт 12)"),
    "18.1": ("4-бөлім, 18-тармақ, 1) тармақша", "раздел 4, пункт 18, подпункт 1)"),
    "11": ("3-бөлім, 11-тармақ", "раздел 3, пункт 11"),
    "resolution.3": (
        "бекіту туралы қаулының 3-тармағы",
        "пункт 3 постановления об утверждении",
    ),
}
PARTS = {Language.KK: "2-бөлік", Language.RU: "часть 2"}

both_languages = pytest.mark.parametrize("language", list(Language), ids=lambda language: language.value)


@pytest.mark.parametrize(("ref", "words"), WORDS.items(), ids=WORDS)
def test_a_place_is_named_in_the_words_of_the_trade(
    services: Knowledge, ref: str, words: tuple[str, str]
) -> None:
    for language, expected in zip(Language, words, strict=True):
        assert services.citations.place(Ref(ref), language) == expected


def test_the_act_that_adopted_is_called_what_it_was(services: Knowledge) -> None:
    rulebook = services.rulebook
    by_order = replace(rulebook, act=replace(rulebook.act, adopted_by=AdoptingForm.ORDER))
    citations = Citations(by_order, services.texts)
    place = Ref("resolution.3")
    assert citations.place(place, Language.KK) == "бекіту туралы бұйрықтың 3-тармағы"
    assert citations.place(place, Language.RU) == "пункт 3 приказа об утверждении"


@both_languages
def test_a_part_is_named_by_its_number(services: Knowledge, language: Language) -> None:
    assert services.citations.part(2, language) == PARTS[language]


@both_languages
def test_every_place_is_read_back_to_its_ref(services: Knowledge, language: Language) -> None:
    for paragraph in services.rulebook:
        place = services.citations.place(paragraph.ref, language)
        assert services.citations.find(place) == Cited(paragraph.ref, language)


def test_no_two_refs_share_a_place_in_either_language(services: Knowledge) -> None:
    places = [
        services.citations.place(paragraph.ref, language)
        for paragraph in services.rulebook
        for language in Language
    ]
    assert len(set(places)) == len(places) == 2 * len(services.rulebook.paragraphs)


@both_languages
def test_a_place_names_every_number_of_its_ref(services: Knowledge, language: Language) -> None:
    for paragraph in services.rulebook:
        if paragraph.ref != STATUS:
            numbers = str(paragraph.ref).removeprefix("resolution.").split(".")
            place = services.citations.place(paragraph.ref, language)
            assert all(number in place for number in numbers), place


@both_languages
def test_a_full_citation_names_the_act_its_date_its_number_and_its_fate_and_can_be_copied(
    services: Knowledge, language: Language
) -> None:
    act = services.rulebook.act
    assert act.adopted
    fate = {Language.KK: "жойылған", Language.RU: "утратил силу"}[language]
    for paragraph in services.rulebook:
        full = services.citations.full(paragraph.ref, language)
        for words in (act.titles[language], "28", "2013", act.adopted.number, fate):
            assert words in full
        assert full.startswith(services.citations.place(paragraph.ref, language))
        assert units(full) <= LONGEST_COPY, full


@given(data=st.data())
def test_a_citation_cut_short_or_run_on_names_no_other_place(
    services: Knowledge, data: st.DataObject
) -> None:
    places = {
        services.citations.place(paragraph.ref, language): Cited(paragraph.ref, language)
        for paragraph in services.rulebook
        for language in Language
    }
    place = data.draw(st.sampled_from(sorted(places)))
    words = place[: data.draw(st.integers(0, len(place)))] + data.draw(st.text(max_size=3))
    assert services.citations.by_place(words) == places.get(words)


@both_languages
def test_what_is_copied_from_a_translation_says_that_it_is_one_and_keeps_its_standing(
    services: Knowledge, language: Language
) -> None:
    said = services.texts(language, Say.CITE_UNOFFICIAL)
    standing = services.citations.standing(services.rulebook.act, language).words
    for paragraph in services.rulebook:
        copied = services.citations.full(paragraph.ref, language)
        assert (said in copied) is services.rulebook.act.is_unofficial(language)
        assert standing in copied
