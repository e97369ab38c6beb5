"""A question finds its paragraph, and what the Rules do not settle finds none."""

from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.acts.model import OutsideKind, Source
from bot.answers.matching.outcome import Found, Outcome, Unknown, Unsure
from bot.knowledge.knowledge import Knowledge
from bot.words.skeleton import skeletons

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


def test_every_ref_is_found_by_its_own_title_in_both_languages(services: Knowledge) -> None:
    missed = [
        (str(ref), guide.title)
        for ref, guides in services.rulebook.guides.items()
        for guide in guides.values()
        if str(ref) not in refs(services.matcher.match(guide.title))[:3]
    ]
    assert missed == []


def test_nearly_every_story_of_the_content_finds_its_own_ref(services: Knowledge) -> None:
    told = [
        (str(ref), example.text)
        for ref, guides in services.rulebook.guides.items()
        for guide in guides.values()
        for example in guide.examples
        if example.source is Source.STORY
    ]
    found = [ref for ref, text in told if ref in refs(services.matcher.match(text))[:3]]
    assert len(found) / len(told) > 0.97


def test_small_talk_is_told_from_questions(services: Knowledge) -> None:
    for words in ("Здравствуйте!", "рахмет", "Сәлеметсіз бе", "спасибо большое"):
        outcome = services.matcher.match(words)
        assert isinstance(outcome, Unknown)
        topic = services.rulebook.outside.get(outcome.topic or "")
        assert topic is not None
        assert topic.kind is OutsideKind.TALK


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
        type(services.matcher.match(guide.title))
        for guides in services.rulebook.guides.values()
        for guide in guides.values()
    }
    assert Found in outcomes
    assert outcomes <= {Found, Unsure, Unknown}


def test_a_question_of_the_content_is_answered_as_it_is_written_there(services: Knowledge) -> None:
    rulebook = services.rulebook
    owners: dict[tuple[str, ...], set[str]] = defaultdict(set)
    labelled = [
        *(
            (str(ref), e)
            for ref, guides in rulebook.guides.items()
            for g in guides.values()
            for e in g.examples
        ),
        *((topic.id, example) for topic in rulebook.outside.values() for example in topic.examples),
    ]
    for label, example in labelled:
        owners[tuple(skeletons(example.text))].add(label)
    for label, example in labelled[::40]:
        if len(owners[tuple(skeletons(example.text))]) == 1:
            match services.matcher.match(example.text):
                case Found(matches):
                    assert str(matches[0].ref) == label
                case Unknown(_, topic):
                    assert topic == label
                case other:
                    raise AssertionError(other)


def test_where_no_paragraph_is_likelier_than_many_nothing_is_offered(services: Knowledge) -> None:
    for nonsense in ("ыыыы", "бла бла бла", "asdf qwer zxcv", "123456"):
        assert isinstance(services.matcher.match(nonsense), Unknown)
