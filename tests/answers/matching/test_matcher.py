"""A question finds its paragraph, and what the Rules do not settle finds none."""

from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.acts.numbers_named import OtherAct
from bot.answers.matching.outcome import Found, Outcome, Unknown, Unsure
from bot.knowledge.knowledge import Knowledge
from bot.matters.model import Source
from bot.words.skeleton import skeletons
from tests.questions import settled

# Written for this test by its author; none of them stands in the content.
PLAIN = [
    ("Күшін жойған ба бұл қағида?", "status"),
    ("На какой срок дают опровергнуть публичное обвинение во взятках", "20"),
    ("Что такое конфликт интересов?", "16"),
    ("Кімнің атынан баспасөзге сөйлей аламын?", "17"),
    ("дресс код на работе", "3.22"),
    ("kiim ulgisi qandai boluy kerek", "3.22"),
    ("қызметтік көлікпен базарға баруға бола ма", "3.19"),
]


def refs(outcome: Outcome | None) -> list[str]:
    assert outcome is not None
    return [str(match.ref) for match in outcome.matches]


@pytest.mark.parametrize(("question", "ref"), PLAIN)
def test_a_plain_question_finds_its_paragraph_among_the_first_three(
    services: Knowledge, question: str, ref: str
) -> None:
    outcome = services.matcher.match(question)
    assert not isinstance(outcome, Unknown)
    assert ref in refs(outcome)[:3]


def test_every_place_is_found_by_the_titles_of_its_matters_in_both_languages(services: Knowledge) -> None:
    missed = [
        (str(ref), example.text)
        for ref, example in settled(services.rulebook)
        if example.source is Source.TITLE and str(ref) not in refs(services.matcher.match(example.text))[:3]
    ]
    assert missed == []


def test_nearly_every_story_of_the_content_finds_its_own_ref(services: Knowledge) -> None:
    told = [
        (str(ref), example.text)
        for ref, example in settled(services.rulebook)
        if example.source is Source.STORY
    ]
    found = [ref for ref, text in told if ref in refs(services.matcher.match(text))[:3]]
    assert len(found) / len(told) > 0.97


def test_small_talk_is_told_from_questions(services: Knowledge) -> None:
    for words in ("Здравствуйте!", "рахмет", "Сәлеметсіз бе", "спасибо большое"):
        outcome = services.matcher.match(words)
        assert isinstance(outcome, Unknown)
        assert outcome.topic in services.rulebook.talks


def test_gibberish_is_answered_with_nothing(services: Knowledge) -> None:
    assert isinstance(services.matcher.match("фывапролдж йцукен зщшгне"), Unknown)


@pytest.mark.parametrize("question", ["", " ", "😀", "?!", "\u202e\u200f"])
def test_what_holds_no_word_has_no_outcome(services: Knowledge, question: str) -> None:
    assert services.matcher.match(question) is None


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=4096))
def test_any_text_gets_an_orderly_outcome(services: Knowledge, text: str) -> None:
    outcome = services.matcher.match(text)
    if outcome is None:
        return
    scores = [match.score for match in outcome.matches]
    assert len(scores) <= 5
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    assert len(set(refs(outcome))) == len(scores)


def test_the_same_question_has_the_same_outcome(services: Knowledge) -> None:
    question = "Бастық бос орынға өз туысын алмақшы"
    assert services.matcher.match(question) == services.matcher.match(question)


def test_both_kinds_of_certainty_are_in_use(services: Knowledge) -> None:
    outcomes = {
        type(services.matcher.match(title))
        for matter in services.rulebook.matters.values()
        for title in matter.titles.values()
    }
    assert Found in outcomes
    assert outcomes <= {Found, Unsure, Unknown}


def test_a_question_of_the_content_is_answered_as_it_is_written_there(services: Knowledge) -> None:
    rulebook = services.rulebook
    owners: dict[tuple[str, ...], set[str]] = defaultdict(set)
    labelled = [(said.id, example) for said in rulebook.spoken for example in said.examples]
    for label, example in labelled:
        owners[tuple(skeletons(example.text))].add(label)
    for label, example in labelled[::40]:
        if len(owners[tuple(skeletons(example.text))]) == 1:
            match services.matcher.match(example.text):
                case Found(matches):
                    assert matches[0].matter == label
                case Unknown(_, _, OtherAct()):
                    # A message that names a place of another act is told of that act: so are some that ask for an act.
                    assert label == "law"
                case Unknown(_, topic):
                    assert topic == label
                case other:
                    raise AssertionError(other)


def test_where_no_paragraph_is_likelier_than_many_nothing_is_offered(services: Knowledge) -> None:
    for nonsense in ("ыыыы", "бла бла бла", "asdf qwer zxcv", "123456"):
        assert isinstance(services.matcher.match(nonsense), Unknown)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(["\u00ad", "\u200b", "\u2060", "\ufeff"]), st.lists(st.integers(0, 200), min_size=1))
def test_signs_that_nobody_sees_change_no_outcome(services: Knowledge, sign: str, places: list[int]) -> None:
    question = (
        "Подчинённые собирают деньги на подарок руководителю ко дню рождения, бастыққа сыйлық алуға бола ма?"
    )
    written = question
    for place in places:
        at = place % len(written)
        written = written[:at] + sign + written[at:]
    assert services.matcher.match(written) == services.matcher.match(question)
    assert services.matcher.language_of(written) == services.matcher.language_of(question)


def test_stress_marks_and_cut_lines_change_no_outcome(services: Knowledge) -> None:
    said = "Можно ли принять подарок от подчинённого?"
    written = "Мо\u0301жно ли при-\nня\u0301ть пода\u0301рок от под\u00ad\nчине\u0308нного?"
    assert services.matcher.match(written) == services.matcher.match(said)


def test_a_question_is_found_in_a_long_text_that_greets_and_thanks(services: Knowledge) -> None:
    """The sentence that tells speaks beside the whole text; politeness around it says nothing."""
    polite = "Здравствуйте, уважаемая редакция, желаю вам здоровья и хорошего дня. Спасибо вам большое за ваш труд и терпение. "
    told = "Подчинённые собрали деньги и подарили руководителю дорогой подарок на день рождения. "
    outcome, talk = services.matcher.hear(polite * 2 + told + polite)
    assert refs(outcome)
    assert talk is None


@pytest.mark.parametrize(
    ("outside", "strays"),
    [
        ("как поменять водительские права через цон", ("национальный", "подарок", "доверие", "принять меры")),
        ("жүргізуші куәлігін қалай ауыстырамын", ("ұлттық", "сыйлық", "сенім", "шара қабылдау")),
        ("когда включат отопление в нашем доме", ("национальный", "подарок", "доверие", "принять меры")),
        ("біздің үйге жылу қашан қосылады", ("ұлттық", "сыйлық", "сенім", "шара қабылдау")),
    ],
)
def test_a_stray_phrase_carries_no_answer_alone(
    services: Knowledge, outside: str, strays: tuple[str, ...]
) -> None:
    for stray in strays:
        assert not isinstance(services.matcher.match(f"{outside}, {stray}"), Found), stray
