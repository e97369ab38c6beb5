"""`ask --jsonl`: for every line one line, whatever the line is."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.acts.model import Ref
from bot.answers.matching.outcome import Found, Match, Unknown, Unsure
from bot.conversation.jsonl import Stream, decide
from bot.knowledge.knowledge import Knowledge
from bot.language import Language

NOT_JSON = {"id": None, "error": "not JSON"}
NO_QUESTION = {"id": None, "error": 'not an object with "id" and "text"'}
IDS = st.text() | st.integers()
MATCHES = (Match(Ref("14"), 0.9),)


def asked(services: Knowledge, *lines: bytes) -> list[Any]:
    said = list(Stream(services.matcher, services.rulebook).lines(lines))
    assert all(line.isascii() and "\n" not in line for line in said), "safe for any terminal and any reader"
    return [json.loads(line) for line in said]


def line(name: object, text: object) -> bytes:
    return json.dumps({"id": name, "text": text}).encode() + b"\n"


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(IDS, st.text(max_size=60)), max_size=5))
def test_every_question_is_answered_under_its_id_in_order(
    services: Knowledge, questions: list[tuple[str | int, str]]
) -> None:
    answers = asked(services, *(line(*question) for question in questions))
    assert [answer["id"] for answer in answers] == [name for name, _ in questions]
    for answer in answers:
        assert list(answer) == ["id", "lang", "decision", "intent", "elsewhere", "matches"]
        assert answer["lang"] in {"kk", "ru"}
        assert answer["decision"] in {"answer", "suggest", "none"}
        scores = [match["score"] for match in answer["matches"]]
        assert len(scores) <= 5
        assert all(0 <= score <= 1 for score in scores)
        assert scores == sorted(scores, reverse=True)
        for match in answer["matches"]:
            assert list(match) == ["act", "ref", "score", "matter"]
            assert match["act"] == services.rulebook.act.id
            assert Ref(match["ref"]) in services.rulebook.paragraphs


@pytest.mark.parametrize("text", ["", " \n ", "😀", "?!", "\ud800"])
def test_a_text_without_a_word_is_answered_with_nothing(services: Knowledge, text: str) -> None:
    (answer,) = asked(services, line("q", text))
    assert (answer["id"], answer["decision"], answer["matches"]) == ("q", "none", [])


@pytest.mark.parametrize(
    "data",
    [
        b"nonsense\n",
        b"\n",
        b"   \r\n",
        b'{"id": 1, "text": "a"\n',
        b'{"id": 1, "text": "\xff\xfe"}\n',
        "{'id': 1, 'text': 'а'}\n".encode(),
        b"[" * 100_000 + b"\n",
        b'{"id": ' + b"9" * 5000 + b', "text": "a"}\n',
    ],
    ids=["words", "empty", "blank", "cut", "no-utf8", "single-quotes", "deep", "huge-number"],
)
def test_a_line_that_is_no_json_gets_its_error(services: Knowledge, data: bytes) -> None:
    assert asked(services, data) == [NOT_JSON]


@pytest.mark.parametrize(
    "value",
    [
        [],
        {},
        None,
        "text",
        7,
        [{"id": 1, "text": "a"}],
        {"id": 1},
        {"text": "a"},
        {"id": 1, "text": None},
        {"id": 1, "text": 5},
        {"id": 1, "text": ["a"]},
        {"id": None, "text": "a"},
        {"id": [1], "text": "a"},
        {"id": {}, "text": "a"},
    ],
    ids=repr,
)
def test_a_line_that_is_no_question_gets_its_error(services: Knowledge, value: object) -> None:
    assert asked(services, json.dumps(value).encode()) == [NO_QUESTION]


def test_further_keys_are_let_be(services: Knowledge) -> None:
    (answer,) = asked(services, b'{"id": "q", "text": "1", "lang": "kk", "gold": ["8"]}')
    assert answer["id"] == "q"


def test_the_mark_that_windows_puts_before_a_file_is_no_fault(services: Knowledge) -> None:
    (answer,) = asked(services, b"\xef\xbb\xbf" + line("q", "1"))
    assert answer["id"] == "q"


def test_bad_lines_among_good_ones_harm_no_other(services: Knowledge) -> None:
    answers = asked(services, line(1, "а"), b"\xff\n", line(2, "ә"), b"\n", line(3, "a"))
    assert [answer["id"] for answer in answers] == [1, None, 2, None, 3]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.binary(max_size=40).map(lambda data: data.replace(b"\n", b"") + b"\n"), max_size=5))
def test_any_bytes_get_one_line_each(services: Knowledge, lines: list[bytes]) -> None:
    answers = asked(services, *lines)
    assert len(answers) == len(lines)
    assert all(answer in (NOT_JSON, NO_QUESTION) for answer in answers)


def test_a_question_is_answered_before_the_next_is_read(services: Knowledge) -> None:
    read: list[str] = []

    def lines() -> Iterator[bytes]:
        for name in ("first", "second"):
            read.append(name)
            yield line(name, "1")

    answers = Stream(services.matcher, services.rulebook).lines(lines())
    assert json.loads(next(answers))["id"] == "first"
    assert read == ["first"]


@pytest.mark.parametrize(
    "text",
    ["ыва" * 500_000, "подарок начльникку " * 20_000, "ъ" * 500_000, "😀" * 500_000],
    ids=["one-word", "many-words", "no-sound", "no-words"],
)
def test_a_line_as_large_as_a_file_is_answered_like_any_other(services: Knowledge, text: str) -> None:
    answers = asked(services, line("huge", text), line("next", "подарок"))
    assert [answer["id"] for answer in answers] == ["huge", "next"]


def test_each_outcome_has_its_word() -> None:
    words = [decide(outcome) for outcome in (Found(MATCHES), Unsure(MATCHES), Unknown(MATCHES), None)]
    assert words == [("answer", MATCHES), ("suggest", MATCHES), ("none", MATCHES), ("none", ())]


@pytest.mark.parametrize("forced", list(Language))
def test_a_stream_is_answered_in_the_language_that_is_asked_for(
    services: Knowledge, forced: Language
) -> None:
    lines = [json.dumps({"id": 1, "text": text}).encode() for text in ("взятка начальнику", "қызмет")]
    answers = Stream(services.matcher, services.rulebook, forced).lines(lines)
    assert {json.loads(answer)["lang"] for answer in answers} == {forced.value}


def test_lines_of_one_chat_are_a_conversation_and_others_know_nothing_of_it(services: Knowledge) -> None:
    first, then = "Можно ли взять подарок от посетителя?", "а если он мой друг детства?"
    lines = [
        json.dumps({"id": number, "text": text, **({"chat": chat} if chat else {})}).encode()
        for number, (text, chat) in enumerate([(first, "a"), (then, "a"), (then, "b"), (then, None)])
    ]
    _, together, other, alone = map(json.loads, Stream(services.matcher, services.rulebook).lines(lines))
    assert "14" in [match["ref"] for match in together["matches"][:3]]
    assert other["matches"] == alone["matches"]


def test_an_intent_and_the_matter_whose_pointer_is_shown_are_named(services: Knowledge) -> None:
    asked_of = [
        line("t", "спасибо большое"),
        line("o", "Ежегодный отпуск"),
        line("q", "сыйлық алуға бола ма"),
    ]
    thanks, leave, gift = asked(services, *asked_of)
    assert (thanks["intent"], thanks["elsewhere"]) == ("talk", None)
    assert (leave["intent"], leave["elsewhere"]) == (None, "annual_leave")
    assert (gift["intent"], gift["elsewhere"]) == (None, None)
    assert gift["matches"][0]["matter"] == "gifts"
