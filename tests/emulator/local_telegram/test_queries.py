"""Buttons pressed, inline queries typed, polls voted in."""

from typing import Any

import pytest

from emulator.local_telegram import ImpossibleError, LocalTelegram, Person
from tests.emulator.local_telegram.support import Api, RefusedError, SteppedClock, button

STALE = "Bad Request: query is too old and response timeout expired or query ID is invalid"


async def last_update(api: Api) -> dict[str, Any]:
    update: dict[str, Any] = (await api("getUpdates", offset=-1))[0]
    return update


async def test_a_press_is_answered_once(api: Api, aigul: Person) -> None:
    await api("sendMessage", chat_id=aigul.id, text="x", reply_markup=button(callback_data="an:lang"))
    press = await aigul.press("Қазақша")
    query = (await last_update(api))["callback_query"]
    assert (query["data"], query["from"]["id"], query["message"]["text"]) == ("an:lang", aigul.id, "x")
    assert not press.is_answered
    await api("answerCallbackQuery", callback_query_id=query["id"], text="дайын", show_alert=True)
    assert (press.answer, press.is_alert) == ("дайын", True)
    with pytest.raises(RefusedError, match=STALE):
        await api("answerCallbackQuery", callback_query_id=query["id"])


async def test_a_query_too_old_or_unknown_takes_no_answer(
    api: Api, aigul: Person, clock: SteppedClock
) -> None:
    await api("sendMessage", chat_id=aigul.id, text="x", reply_markup=button(callback_data="a"))
    press = await aigul.press("a")
    clock.step(minutes=16)
    assert press.query is not None
    for query_id in (press.query.id, "77"):
        with pytest.raises(RefusedError, match=STALE):
            await api("answerCallbackQuery", callback_query_id=query_id)


async def test_a_toast_has_200_units(api: Api, aigul: Person) -> None:
    await api("sendMessage", chat_id=aigul.id, text="x", reply_markup=button(callback_data="a"))
    press = await aigul.press("a")
    assert press.query is not None
    with pytest.raises(RefusedError, match="MESSAGE_TOO_LONG"):
        await api("answerCallbackQuery", callback_query_id=press.query.id, text="x" * 201)


async def test_the_newest_message_with_the_button_is_pressed(api: Api, aigul: Person) -> None:
    markup = button(callback_data="a")
    first = await api("sendMessage", chat_id=aigul.id, text="1", reply_markup=markup)
    await api("sendMessage", chat_id=aigul.id, text="2", reply_markup=markup)
    await aigul.press("a")
    assert (await last_update(api))["callback_query"]["message"]["text"] == "2"
    await aigul.press("a", message_id=first["message_id"])
    assert (await last_update(api))["callback_query"]["message"]["text"] == "1"
    with pytest.raises(ImpossibleError):
        await aigul.press("no such")


async def test_a_copy_button_copies_and_a_link_opens_without_the_bot(api: Api, aigul: Person) -> None:
    await api("sendMessage", chat_id=aigul.id, text="x", reply_markup=button(copy_text={"text": "11-тармақ"}))
    assert (await aigul.press("Қазақша")).copied == "11-тармақ"
    await api("sendMessage", chat_id=aigul.id, text="x", reply_markup=button(url="https://gov.kz"))
    assert (await aigul.press("Қазақша")).url == "https://gov.kz"
    assert len(await api("getUpdates")) == 1


def article(number: int = 1, **more: Any) -> dict[str, Any]:
    content = {"message_text": "<b>11</b>", "parse_mode": "HTML"}
    return {"type": "article", "id": str(number), "title": "11", "input_message_content": content, **more}


async def test_an_inline_result_is_chosen_and_sent(api: Api, aigul: Person) -> None:
    question = await aigul.inline("сыйлық")
    asked = (await last_update(api))["inline_query"]
    assert (asked["query"], asked["from"]["id"]) == ("сыйлық", aigul.id)
    await api("answerInlineQuery", inline_query_id=asked["id"], results=[article()], is_personal=True)
    await aigul.choose(question)
    assert aigul.shown()[-1].html == "<b>11</b>"
    kinds = [kind for update in await api("getUpdates") for kind in update if kind != "update_id"]
    assert kinds[-2:] == ["message", "chosen_inline_result"]


@pytest.mark.parametrize(
    ("results", "words"),
    [
        ([article(number) for number in range(51)], "RESULTS_TOO_MUCH"),
        ([article(), article()], "RESULT_ID_DUPLICATE"),
        ([article(id="x" * 65)], "RESULT_ID_INVALID"),
        ([article(title="")], "ARTICLE_TITLE_EMPTY"),
        (
            [article(input_message_content={"message_text": "<b>", "parse_mode": "HTML"})],
            "can't parse entities",
        ),
    ],
)
async def test_bad_inline_results_are_refused(
    api: Api, aigul: Person, results: list[dict[str, Any]], words: str
) -> None:
    question = await aigul.inline("x")
    with pytest.raises(RefusedError, match=words):
        await api("answerInlineQuery", inline_query_id=question.query.id, results=results)
    assert not question.is_answered


async def test_votes_are_told_by_name_only_where_the_poll_is_not_anonymous(api: Api, aigul: Person) -> None:
    options = ["иә", "жоқ"]
    for is_anonymous in (False, True):
        poll = await api(
            "sendPoll", chat_id=aigul.id, question="?", options=options, is_anonymous=is_anonymous
        )
        await aigul.vote(poll["message_id"], [1])
    kinds = [kind for update in await api("getUpdates") for kind in update if kind != "update_id"]
    assert kinds == ["message", "poll_answer", "poll", "poll"]
    shown = aigul.last().poll
    assert shown is not None
    assert shown.counts() == [0, 1]


async def test_a_quiz_names_the_right_option_and_stops_once(api: Api, aigul: Person) -> None:
    quiz = {
        "question": "?",
        "options": [{"text": "a"}, {"text": "b"}],
        "type": "quiz",
        "correct_option_ids": [1],
    }
    sent = await api(
        "sendPoll", chat_id=aigul.id, explanation="<b>11</b>", explanation_parse_mode="HTML", **quiz
    )
    assert sent["poll"]["correct_option_ids"] == [1]
    assert sent["poll"]["explanation"] == "11"
    place = {"chat_id": aigul.id, "message_id": sent["message_id"]}
    assert (await api("stopPoll", **place))["is_closed"] is True
    with pytest.raises(RefusedError, match="poll has already been closed"):
        await api("stopPoll", **place)
    with pytest.raises(ImpossibleError):
        await aigul.vote(sent["message_id"], [0])


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"question": ""}, "poll question must be non-empty"),
        ({"question": "x" * 301}, "poll question length must not exceed 300"),
        ({"options": ["a"]}, "poll must have at least 2 option"),
        ({"options": [str(number) for number in range(13)]}, "poll can't have more than 12 options"),
        ({"options": ["a", ""]}, "poll options must be non-empty"),
        ({"options": ["a", "b" * 101]}, "poll options length must not exceed 100"),
        ({"explanation": "x" * 201}, "explanation is too long"),
        ({"type": "quiz", "correct_option_id": 2}, "wrong correct option ID specified"),
    ],
)
async def test_poll_limits(api: Api, aigul: Person, change: dict[str, Any], words: str) -> None:
    with pytest.raises(RefusedError, match=words):
        await api("sendPoll", chat_id=aigul.id, **{"question": "?", "options": ["a", "b"], **change})


async def test_reactions_are_told_only_when_asked_for(
    api: Api, aigul: Person, telegram: LocalTelegram
) -> None:
    sent = await api("sendMessage", chat_id=aigul.id, text="x")
    await aigul.react(sent["message_id"])
    assert len(await api("getUpdates", allowed_updates=["message", "message_reaction"])) == 1
    await aigul.react(sent["message_id"], "🔥")
    reaction = (await last_update(api))["message_reaction"]
    assert reaction["new_reaction"] == [{"type": "emoji", "emoji": "🔥"}]
