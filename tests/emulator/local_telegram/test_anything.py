"""Whatever a bot sends, Telegram answers with an envelope."""

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from emulator.local_telegram import Limits, LocalTelegram
from emulator.local_telegram.params import Params
from emulator.local_telegram.replies import Reply
from tests.emulator.local_telegram.support import SteppedClock

METHODS = sorted(set(LocalTelegram(SteppedClock()).methods()) - {"logout"})
NAMES = [
    "text",
    "caption",
    "chat_id",
    "from_chat_id",
    "message_id",
    "message_ids",
    "user_id",
    "reply_markup",
    "reply_parameters",
    "entities",
    "parse_mode",
    "callback_query_id",
    "inline_query_id",
    "results",
    "options",
    "question",
    "correct_option_ids",
    "type",
    "commands",
    "scope",
    "language_code",
    "menu_button",
    "media",
    "photo",
    "document",
    "file_id",
    "url",
    "allowed_updates",
    "reaction",
    "action",
    "latitude",
    "message_thread_id",
    "name",
]
KEYS = [
    "inline_keyboard",
    "keyboard",
    "text",
    "callback_data",
    "url",
    "copy_text",
    "type",
    "chat_id",
    "user_id",
    "id",
    "offset",
    "length",
    "user",
    "command",
    "description",
    "message_id",
    "title",
    "input_message_content",
    "message_text",
    "media",
]
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 10**20), st.text(max_size=5), st.floats(allow_nan=False)
)
KNOWN = st.sampled_from(
    [100_000_001, 1, 2, "HTML", "quiz", "chat", "<b>x</b>", "x", "photo", "article", "attach://a"]
)
VALUES = st.recursive(
    SCALARS | KNOWN,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=8,
)


BUTTONS = st.dictionaries(
    st.sampled_from(["text", "callback_data", "url", "copy_text", "style"]), VALUES, max_size=3
)
SHAPED = {
    "reply_markup": st.dictionaries(
        st.sampled_from(["inline_keyboard", "keyboard"]),
        st.lists(st.lists(BUTTONS | VALUES, max_size=2), max_size=2),
    ),
    "results": st.lists(
        st.fixed_dictionaries(
            {
                "id": SCALARS,
                "type": st.just("article"),
                "title": st.just("x"),
                "input_message_content": VALUES,
            }
        )
    ),
    "options": st.lists(VALUES, min_size=2, max_size=3),
    "media": st.lists(st.fixed_dictionaries({"type": VALUES, "media": VALUES}), min_size=2, max_size=3),
    "entities": st.lists(
        st.fixed_dictionaries({"type": KNOWN, "offset": VALUES, "length": VALUES, "user": VALUES})
    ),
    "commands": st.lists(st.fixed_dictionaries({"command": VALUES, "description": VALUES})),
}
CALLS = st.fixed_dictionaries({}, optional={name: SHAPED.get(name, VALUES) | VALUES for name in NAMES})


@given(method=st.sampled_from(METHODS), params=CALLS, as_form=st.booleans(), in_chat=st.booleans())
@settings(max_examples=100, deadline=None)
async def test_every_call_gets_an_envelope(
    *, method: str, params: dict[str, Any], as_form: bool, in_chat: bool
) -> None:
    telegram = LocalTelegram(SteppedClock(), limits=Limits.none())
    person = telegram.person("Айгүл")
    await person.start()
    if in_chat:
        params = {"text": "x", "question": "?", "message_id": 1, **params, "chat_id": person.id}
    if as_form:
        params = {name: one if isinstance(one, str) else json.dumps(one) for name, one in params.items()}
    outcome = await telegram.call(telegram.token, method, Params(params))
    assert isinstance(outcome, Reply)
    assert json.loads(outcome.body)["ok"] is (outcome.code == 200)
    person.shown()
