"""Methods of polls and quizzes."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from emulator.local_telegram.errors import bad_request
from emulator.local_telegram.events import Events
from emulator.local_telegram.keyboards import inline_only, markup_of
from emulator.local_telegram.model import Formatted, Json, Poll, PollBody
from emulator.local_telegram.params import Params
from emulator.local_telegram.sending import Method, Outbox
from emulator.local_telegram.units import units
from emulator.local_telegram.views import Views
from emulator.local_telegram.wording import EXPLANATION, QUESTION, Fields, formatted
from emulator.local_telegram.world import World

_OPTION = Fields("text", "text_parse_mode", "text_entities")
_MOST_QUESTION = 300
_MOST_OPTION = 100
_MOST_OPTIONS = 12
_MOST_EXPLANATION = 200


class Polls:
    """sendPoll and stopPoll."""

    def __init__(self, world: World, views: Views, outbox: Outbox, events: Events) -> None:
        self._world = world
        self._views = views
        self._outbox = outbox
        self._events = events

    def methods(self) -> Mapping[str, Method]:
        """The methods by name."""
        return {"sendPoll": self.send_poll, "stopPoll": self.stop_poll}

    def send_poll(self, params: Params) -> Json:
        chat = self._outbox.access.writable(params)
        poll = self._world.add_poll(_poll(params, self._world.poll_id()))
        return self._outbox.put(chat, params, PollBody(poll.id))

    def stop_poll(self, params: Params) -> Json:
        chat = self._outbox.access.writable(params)
        message = self._outbox.access.message(chat, params, "message with poll to stop not found")
        if not isinstance(message.body, PollBody):
            raise bad_request("message with poll to stop not found")
        if message.sender != self._world.bot:
            raise bad_request("poll can't be stopped")
        poll = self._world.polls[message.body.poll_id]
        if poll.is_closed:
            raise bad_request("poll has already been closed")
        self._world.polls[poll.id] = replace(poll, is_closed=True)
        self._world.change(replace(message, markup=inline_only(markup_of(params))))
        self._events.poll_changed(self._world.polls[poll.id])
        return self._views.poll(self._world.polls[poll.id])


def _poll(params: Params, poll_id: str) -> Poll:
    question = _measured(formatted(params, QUESTION), "poll question", _MOST_QUESTION)
    options = _options(params)
    kind = params.text("type") or "regular"
    explanation = formatted(params, EXPLANATION)
    if units(explanation.text) > _MOST_EXPLANATION:
        raise bad_request("poll explanation is too long")
    return Poll(
        id=poll_id,
        question=question,
        options=options,
        is_anonymous=not params.has("is_anonymous") or params.flag("is_anonymous"),
        kind=kind,
        many_answers=params.flag("allows_multiple_answers"),
        correct=_correct(params, len(options)) if kind == "quiz" else (),
        explanation=explanation,
        is_closed=params.flag("is_closed"),
    )


def _options(params: Params) -> tuple[Formatted, ...]:
    given: list[Any] = params.array("options", "options") or []
    if len(given) < 2:
        raise bad_request("poll must have at least 2 option")
    if len(given) > _MOST_OPTIONS:
        raise bad_request(f"poll can't have more than {_MOST_OPTIONS} options")
    raw = (option if isinstance(option, dict) else {"text": option} for option in given)
    return tuple(_measured(formatted(Params(one), _OPTION), "poll options", _MOST_OPTION) for one in raw)


def _measured(text: Formatted, what: str, most: int) -> Formatted:
    if not text.text:
        raise bad_request(f"{what} must be non-empty")
    if units(text.text) > most:
        raise bad_request(f"{what} length must not exceed {most}")
    return text


def _correct(params: Params, count: int) -> tuple[int, ...]:
    several = params.array("correct_option_ids", "correct option identifiers")
    correct = tuple(several) if several else (params.integer("correct_option_id", -1),)
    if not all(isinstance(one, int) and 0 <= one < count for one in correct):
        raise bad_request("wrong correct option ID specified")
    return correct
