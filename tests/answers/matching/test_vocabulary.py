"""Packed words are found again, each at its place and nowhere else."""

from hypothesis import given
from hypothesis import strategies as st

from bot.answers.matching.vocabulary import ABSENT, BETWEEN, Hashes, Vocabulary

WORDS = ["сыйлик", "да", "началник", "日本"]


def test_every_word_stands_at_its_place_and_has_its_length() -> None:
    known = Vocabulary.of(WORDS)
    assert [known.place(word) for word in WORDS] == [0, 1, 2, 3]
    assert [known.word(place) for place in range(4)] == WORDS
    assert known.lengths.tolist() == [6, 2, 8, 2]


def test_beginnings_ends_and_neighbours_of_words_are_no_words() -> None:
    known = Vocabulary.of(WORDS)
    for text in ("сыйли", "лик", "сыйликк", "", BETWEEN.join(WORDS[:2])):
        assert known.place(text) == ABSENT


def test_the_text_of_a_vocabulary_makes_the_same_vocabulary() -> None:
    again = Vocabulary(Vocabulary.of(WORDS).text)
    assert [again.word(again.place(word)) for word in WORDS] == WORDS


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1), min_size=1, unique=True))
def test_whatever_the_words_are_each_is_found(words: list[str]) -> None:
    known = Vocabulary.of(words)
    assert [known.word(known.place(word)) for word in words] == words
    assert [known.place(word) for word in words] == list(range(len(words)))


def test_of_equal_texts_one_hash_is_kept() -> None:
    hashes = Hashes(["подар", "начал", "подар"])
    assert "подар" in hashes
    assert "начал" in hashes
    assert "взятк" not in hashes
    assert sorted(hashes.first.tolist()) == [0, 1]
