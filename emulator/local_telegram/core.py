"""The one core behind both fronts: takes calls, keeps the record, lets people act."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.clock import Clock
from emulator.local_telegram.answering import Answering
from emulator.local_telegram.calls import Call, Calls, record
from emulator.local_telegram.chats import Chats
from emulator.local_telegram.editing import Editing
from emulator.local_telegram.errors import ApiError, not_found, unauthorized
from emulator.local_telegram.events import Events
from emulator.local_telegram.faults import Fault, Faults, Kind
from emulator.local_telegram.limits import Limits
from emulator.local_telegram.media import Sendables
from emulator.local_telegram.model import ChatKind, Json, User
from emulator.local_telegram.params import Params
from emulator.local_telegram.person import Person
from emulator.local_telegram.places import Place
from emulator.local_telegram.polls import Polls
from emulator.local_telegram.profile import Profile
from emulator.local_telegram.replies import CallResult, Reply, encoded, instead, refusal, spoiled, success
from emulator.local_telegram.sending import Method, Outbox, Sending
from emulator.local_telegram.session import Session
from emulator.local_telegram.views import Views
from emulator.local_telegram.world import World

PATIENCE = 300.0
"""Real seconds after which a bot that never comes to rest is given up: many times what a busy machine needs."""

EXAMPLE = "8000000001:local-telegram-takes-any-token-you-give"


class LocalTelegram:
    """A Telegram with one bot and any number of people.

    Time is the clock's, so a stepped clock decides on ages, paces and stale queries; only the waiting of
    a long poll and of a delay fault is real. Use it within one event loop.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        limits: Limits | None = None,
        token: str = EXAMPLE,
        username: str = "adep_bot",
        privacy: bool = True,
    ) -> None:
        self.token = token
        bot = User(int(token.partition(":")[0]), username, is_bot=True, username=username)
        self.world = World(clock, bot, limits or Limits(), privacy=privacy)
        self.calls = Calls(self.world.activity)
        self.faults = Faults()
        self._views = Views(self.world)
        self._events = Events(self.world, self._views)
        self.people: dict[int, Person] = {}
        self.places: list[Place] = []
        self.profile = Profile(self.world)
        self.session = Session(self.world)
        self._methods = self._all_methods()
        self.is_bot_busy: Callable[[], bool] = lambda: False
        """Whether the bot is known to work at something of which Telegram sees nothing; `idle` waits for that too."""

    def person(
        self,
        name: str,
        language_code: str | None = "ru",
        username: str | None = None,
        user_id: int | None = None,
    ) -> Person:
        """A new person, who has not started the bot yet; with the given number, if one is given."""
        user = self.world.add_user(name, language_code, username, user_id)
        self.people[user.id] = Person(self.world, self._events, user)
        return self.people[user.id]

    def bot(self, name: str, username: str) -> Person:
        """Another bot; in groups it writes as people do."""
        user = self.world.add_user(name, None, username, is_bot=True)
        self.people[user.id] = Person(self.world, self._events, user)
        return self.people[user.id]

    def put_out_of_sight(self, message_id: int, chat_id: int) -> None:
        """From now on a button pressed under the message comes without it: Telegram tells its place alone, its date as 0."""
        self.world.out_of_sight.add((chat_id, message_id))

    def lock(self, message_id: int, chat_id: int) -> None:
        """From now on the message can't be edited."""
        self.world.locked.add((chat_id, message_id))

    def take_guests(self) -> None:
        """Let the bot be called where it is no member (its owner switched guest mode on at @BotFather)."""
        self.world.takes_guests = True

    def be_older(self) -> None:
        """Speak as a Bot API server before 10.0: polls lack what came with that."""
        self.world.is_older = True

    def group(
        self, title: str, owner: Person, *members: Person, supergroup: bool = False, topics: bool = False
    ) -> Place:
        """A group the owner made with the members; without the bot until someone adds it; topics make it a supergroup."""
        kind = ChatKind.SUPERGROUP if supergroup or topics else ChatKind.GROUP
        place = self._place(title, kind, owner, is_forum=topics)
        place.add(*members)
        return place

    def channel(self, title: str, owner: Person) -> Place:
        """A channel the owner made; its bot is an administrator."""
        return self._place(title, ChatKind.CHANNEL, owner)

    def _place(self, title: str, kind: ChatKind, owner: Person, *, is_forum: bool = False) -> Place:
        chat = self.world.add_chat(kind, title, is_forum=is_forum)
        self.places.append(Place(self.world, self._events, chat, owner))
        return self.places[-1]

    def methods(self) -> list[str]:
        """The methods this Telegram speaks besides getUpdates, in lower case."""
        return sorted(self._methods)

    def download(self, token: str, path: str) -> Reply:
        """A file by the path that getFile gave."""
        file = self.world.files.at(path) if token == self.token else None
        if file is None:
            return encoded(404, refusal(not_found()))
        return Reply(200, file.data, file.mime or "application/octet-stream")

    async def call(self, token: str, method: str, params: Params) -> CallResult:
        """Perform a call of the Bot API as a front received it; never raises for what the bot did wrong."""
        fault = self.faults.take(method)
        if method.lower() == "getupdates":
            return (await self._run(token, method, params, fault))[0]
        self.calls.begin()
        call: Call | None = None
        try:
            outcome, call = await self._run(token, method, params, fault)
        finally:
            self.calls.end(call)
        return outcome

    def repeat_update(self, update_id: int) -> None:
        """Deliver the update once more under its old id, though it may be confirmed."""
        self.world.updates.repeat(update_id)

    def redeliver_last(self) -> None:
        """Deliver the newest update once more."""
        self.repeat_update(self.world.updates.last_id)

    async def idle(
        self,
        timeout: float = PATIENCE,  # noqa: ASYNC109 - a test reads better with one word than with a second context manager
        settle: float = 0.02,
    ) -> None:
        """Wait until the bot has done all there is to do; TimeoutError, which says what was left, after `timeout` real seconds.

        Promised is: at some moment every update was confirmed (by a higher offset or a webhook's 2xx), and from then
        on for `settle` seconds no update came and no call but getUpdates was running. For a bot that confirms
        after processing this means that all is processed. A bot that confirms first may still compute; give it a longer `settle`.
        """
        try:
            async with asyncio.timeout(timeout):
                while not await self._is_quiet_for(settle):
                    pass
        except TimeoutError:
            raise TimeoutError(f"not at rest after {timeout:g} s: {self._left()}") from None

    def _left(self) -> str:
        last = ", ".join(f"{call.method} {call.code}" for call in self.calls[-5:]) or "none"
        return (
            f"{self.world.updates.pending} updates are not confirmed,"
            f" {self.calls.under_way} calls are under way, the last that ended: {last}"
        )

    async def _is_quiet_for(self, settle: float) -> bool:
        if self.world.updates.pending or self.calls.under_way:
            await self.world.activity.stirred()
            return False
        try:
            async with asyncio.timeout(settle):
                await self.world.activity.stirred()
        except TimeoutError:
            return not self.is_bot_busy()
        return False

    async def _run(
        self, token: str, method: str, params: Params, fault: Fault | None
    ) -> tuple[CallResult, Call]:
        call = record(method, params, fault.kind if fault else None)
        if fault is not None and fault.kind is Kind.DELAY:
            await asyncio.sleep(fault.seconds)
        if (outcome := instead(fault)) is not None:
            return outcome, replace(call, code=outcome.code if isinstance(outcome, Reply) else 0)
        code, envelope = await self._perform(token, method, params)
        return spoiled(encoded(code, envelope), fault), replace(call, code=code, answer=envelope)

    async def _perform(self, token: str, method: str, params: Params) -> tuple[int, Json]:
        try:
            if token != self.token:
                raise unauthorized()
            self.session.check_open()
            return 200, success(await self._result(method.lower(), params))
        except ApiError as error:
            return error.code, refusal(error)

    async def _result(self, method: str, params: Params) -> object:
        if method == "getupdates":
            return await self._get_updates(params)
        found = self._methods.get(method)
        if found is None:
            raise not_found("method not found")
        return found(params)

    async def _get_updates(self, params: Params) -> list[Json]:
        self.session.check_polling()
        updates = self.world.updates
        updates.allow(params.array("allowed_updates", "allowed updates"))
        return await updates.poll(
            params.integer("offset"), params.integer("limit", 100), params.integer("timeout")
        )

    def _all_methods(self) -> Mapping[str, Method]:
        outbox = Outbox(self.world, self._views)
        groups = (
            Sending(self.world, outbox),
            Editing(self.world, self._views),
            Answering(self.world),
            Sendables(self.world, self._views, outbox),
            Polls(self.world, self._views, outbox, self._events),
            Chats(self.world, self._views, self._events),
            self.session,
            self.profile,
        )
        return {name.lower(): method for group in groups for name, method in group.methods().items()}
