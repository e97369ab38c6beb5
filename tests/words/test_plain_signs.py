"""Signs that nobody sees change nothing: a text copied from Word, PDF or a site has the words that it shows."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.words.plain_signs import plain
from bot.words.skeleton import skeletons, words_in

TEXTS = st.sampled_from(
    [
        "Әріптесім тойға шақырды, барсам ұят болмай ма?",
        "Йогурт съел ёжик, а бухгалтер хочет справку №7 и копию п. 3.12",
        "Qonaqqa şai bersem, sálem aitsam, ústel ásem bola ma",
    ]
)
UNSEEN = st.sampled_from(["\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u200e", "\ufe0f"])
SHOWN = [
    ("жұ\u00adмыс\u00adқа", "жұмысқа"),
    ("под\u00ad\nчинённый", "подчинённый"),
    ("қызмет-\nкер", "қызметкер"),
    ("сове- \r\n щание", "совещание"),
    ("нача́льник", "начальник"),
    ("зѐмля", "земля"),
    ("кои\u0306ка", "койка"),
    ("ﬁнал", "fiнал"),
    ("ｋｚ", "kz"),
    ("𝐩𝐚𝐫𝐚", "para"),
    ("бір\u00a0екі", "бір екі"),
]


@pytest.mark.parametrize(("written", "shown"), SHOWN, ids=[shown for _, shown in SHOWN])
def test_a_text_is_what_it_shows(written: str, shown: str) -> None:
    assert words_in(written) == words_in(shown)


@given(TEXTS, st.data())
def test_unseen_signs_anywhere_inside_words_change_no_word(text: str, data: st.DataObject) -> None:
    written = text
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(written)))
        written = written[:at] + data.draw(UNSEEN) + written[at:]
    assert plain(written) == text


@given(TEXTS)
def test_letters_in_parts_are_the_letters_themselves(text: str) -> None:
    assert plain(unicodedata.normalize("NFD", text)) == text


@given(TEXTS, st.integers(0, 40))
def test_a_stress_mark_on_a_vowel_changes_no_word(text: str, place: int) -> None:
    vowels = [at for at, sign in enumerate(text) if sign in "аәеёиоөуұүыіэюя"]
    if vowels:
        at = vowels[place % len(vowels)] + 1
        assert skeletons(text[:at] + "\u0301" + text[at:]) == skeletons(text)


@pytest.mark.parametrize(
    "text", ["сый-сияпат", "тізім -\nбірінші", "8-\n10 адам", "№ 46, 3.12", "½ ставки", "e-mail"]
)
def test_what_is_seen_stays(text: str) -> None:
    assert plain(text) == text
