"""Updates as a strange Telegram sends them: every kind that Bot API 10 knows and some it does not, fields missing, huge, or of a wrong type."""

from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import Any

Json = dict[str, Any]

MESSAGES = (
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "business_message",
    "edited_business_message",
    "guest_message",
)
OTHERS = (
    "callback_query",
    "inline_query",
    "chosen_inline_result",
    "my_chat_member",
    "chat_member",
    "chat_join_request",
    "message_reaction",
    "message_reaction_count",
    "poll",
    "poll_answer",
    "shipping_query",
    "pre_checkout_query",
    "purchased_paid_media",
    "business_connection",
    "deleted_business_messages",
    "chat_boost",
    "removed_chat_boost",
    "managed_bot",
    "something_of_tomorrow",
)
HUGE = (
    2**31,
    2**40,
    2**52,
    2**63 - 1,
    2**70,
    -(2**63),
    0,
    -1,
    -1_001_234_567_890,
    -4001,
    1087968824,
    136817688,
    777000,
)
TEXTS = (
    "сыйлық алуға бола ма",
    "можно ли принять подарок",
    "/start",
    "/start p-3_12",
    "/START@adep_bot rules",
    "/ask",
    "/ask можно ли принять подарок",
    "/help",
    "/remind",
    "/tip",
    "/case 1",
    "/nosuch",
    "/",
    "@adep_bot",
    "👍",
    "9031",
    "\u200b",
    " ",
    "\ud83d",
    "а" * 4096,
    "ا" * 40,
    "<b>&amp;</b>",
    "3.12",
)
DATA = (
    "an:lang",
    "an:ref:3.12",
    "fb:1",
    "rm:on",
    "rm:stop",
    "st:home",
    "lg:kk:first",
    "br:kk:all",
    "am:go:1",
    "tp:begin",
    "",
    "x" * 64,
    "::::",
    "an:ref:" + "9" * 60,
)
CONTENTS = (
    "photo", "document", "video", "voice", "audio", "animation", "sticker", "video_note", "location", "contact", "venue", "poll", "dice",
    "game", "story", "checklist", "paid_media", "new_chat_members", "left_chat_member", "pinned_message", "migrate_to_chat_id",
    "migrate_from_chat_id", "forum_topic_created", "forum_topic_closed", "general_forum_topic_hidden", "gift", "unique_gift",
    "giveaway", "users_shared", "write_access_allowed", "video_chat_started", "successful_payment", "web_app_data", "boost_added",
    "suggested_post_approved", "direct_message_price_changed", "new_kind_of_tomorrow",
)  # fmt: skip


class StrangeUpdates:
    """Makes updates, the same ones for the same chance; `first` is the number of the first, and `people` are those who write."""

    def __init__(self, chance: Random, first: int, people: Sequence[int], now: int) -> None:
        self._chance = chance
        self._next = first
        self._people = people
        self._now = now

    def some(self, count: int) -> Iterator[Json]:
        """So many updates, with rising numbers."""
        for _ in range(count):
            yield self._numbered(self._made())

    def _numbered(self, content: Json) -> Json:
        number, self._next = self._next, self._next + 1
        return {"update_id": number, **content}

    def _made(self) -> Json:
        kind = self._chance.choice(MESSAGES if self._chance.random() < 0.6 else OTHERS)
        if self._chance.random() < 0.02:
            return {}
        makers: dict[str, Callable[[], Json]] = {
            "callback_query": self._press,
            "inline_query": self._inline,
            "my_chat_member": self._member,
            "chat_member": self._member,
            "poll": self._poll,
            "poll_answer": self._vote,
        }
        made = makers.get(kind, self._message if kind in MESSAGES else self._anything)()
        return {kind: self._spoiled(made)}

    def _spoiled(self, value: Json) -> Json:
        """The same with fields missing, huge, or of another type, in some of all cases."""
        if self._chance.random() < 0.5:
            return value
        return {name: self._spoiled_value(one) for name, one in value.items() if self._chance.random() > 0.08}

    def _spoiled_value(self, value: Any) -> Any:
        fate = self._chance.random()
        if isinstance(value, dict):
            return self._spoiled(value) if fate > 0.03 else self._chance.choice([None, [], 7, "x"])
        if fate > 0.06:
            return value
        return self._chance.choice([None, self._chance.choice(HUGE), "", "x", [], {}, True, [{}], 1e300])

    def _message(self) -> Json:
        message: Json = {
            "message_id": self._chance.choice([self._chance.randrange(1, 500), self._chance.choice(HUGE)]),
            "date": self._now - self._chance.choice([0, 5, 3600, 10**6]),
            "chat": self._chat(),
            "from": self._person(),
        }
        content = self._chance.choice(CONTENTS)
        if self._chance.random() < 0.6:
            message["text"] = self._chance.choice(TEXTS)
        else:
            message[content] = self._chance.choice(
                [{}, [{}], self._chance.choice(HUGE), self._file(), [self._file()]]
            )
            message["caption"] = self._chance.choice(TEXTS)
        if self._chance.random() < 0.3:
            message["entities"] = [self._mark() for _ in range(self._chance.randrange(4))]
        if self._chance.random() < 0.2:
            message["reply_to_message"] = {
                "message_id": 7,
                "date": self._now,
                "chat": message["chat"],
                "text": "сыйлық",
            }
        for name, value in self._beside().items():
            if self._chance.random() < 0.08:
                message[name] = value
        return message

    def _beside(self) -> Json:
        return {
            "sender_chat": self._chat(),
            "via_bot": {"id": 5, "is_bot": True, "first_name": "B"},
            "media_group_id": str(self._chance.randrange(9)),
            "message_thread_id": self._chance.choice(HUGE),
            "is_topic_message": True,
            "edit_date": self._now,
            "quote": {"text": "сыйлық", "position": 0},
            "effect_id": "1",
            "has_protected_content": True,
            "guest_query_id": "g",
            "business_connection_id": "b",
            "link_preview_options": {},
            "forward_origin": {"type": "hidden_user", "date": self._now, "sender_user_name": "x"},
        }

    def _mark(self) -> Json:
        kinds = ["bold", "bot_command", "mention", "text_mention", "code", "url", "custom_emoji", "tomorrow"]
        return {
            "type": self._chance.choice(kinds),
            "offset": self._chance.randrange(-1, 9),
            "length": self._chance.randrange(0, 9),
        }

    def _file(self) -> Json:
        return {
            "file_id": "f",
            "file_unique_id": "u",
            "file_size": self._chance.choice(HUGE),
            "width": 9,
            "height": 9,
            "duration": 1,
        }

    def _chat(self) -> Json:
        kind = self._chance.choice(["private", "group", "supergroup", "channel", "private", "tomorrow"])
        number = (
            self._chance.choice(self._people) if kind == "private" else -self._chance.randrange(10**9, 10**10)
        )
        if self._chance.random() < 0.2:
            number = self._chance.choice(HUGE)
        return {"id": number, "type": kind, "title": "…"}

    def _person(self) -> Json:
        number = self._chance.choice([self._chance.choice(self._people), self._chance.choice(HUGE)])
        return {
            "id": number,
            "is_bot": self._chance.random() < 0.1,
            "first_name": "А",
            "language_code": self._chance.choice(["ru", "kk", "zz", ""]),
        }

    def _press(self) -> Json:
        message = self._chance.choice([self._message(), {"message_id": 9, "date": 0, "chat": self._chat()}])
        return {
            "id": str(self._next),
            "from": self._person(),
            "message": message,
            "chat_instance": "1",
            "data": self._chance.choice(DATA),
        }

    def _inline(self) -> Json:
        return {
            "id": str(self._next),
            "from": self._person(),
            "query": self._chance.choice(TEXTS)[:256],
            "offset": "",
        }

    def _member(self) -> Json:
        statuses = ["member", "left", "kicked", "administrator", "creator", "restricted", "tomorrow"]
        user = self._person()
        old, new = (
            {"user": user, "status": self._chance.choice(statuses), "until_date": 0} for _ in range(2)
        )
        return {
            "chat": self._chat(),
            "from": user,
            "date": self._now,
            "old_chat_member": old,
            "new_chat_member": new,
        }

    def _poll(self) -> Json:
        options = [{"text": "а", "voter_count": self._chance.choice(HUGE), "persistent_id": "0"}]
        return {
            "id": str(self._chance.choice(HUGE)), "question": "?", "options": options, "total_voter_count": 1, "is_closed": False, "is_anonymous": True,
            "type": "quiz", "allows_multiple_answers": False, "allows_revoting": False, "members_only": False,
        }  # fmt: skip

    def _vote(self) -> Json:
        return {
            "poll_id": "1",
            "user": self._person(),
            "option_ids": [self._chance.choice(HUGE)],
            "option_persistent_ids": ["0"],
        }

    def _anything(self) -> Json:
        return {
            "id": "1",
            "chat": self._chat(),
            "from": self._person(),
            "user": self._person(),
            "date": self._now,
            "message_id": 3,
        }
