"""Everything a local Telegram remembers: chats, members, messages, polls and queries of one bot's surroundings."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.clock import Clock
from emulator.local_telegram.activity import Activity
from emulator.local_telegram.errors import ImpossibleError
from emulator.local_telegram.files import FileStore
from emulator.local_telegram.limits import Limits, Pace
from emulator.local_telegram.model import Body, Chat, ChatKind, Json, Member, Message, Poll, Status, User
from emulator.local_telegram.queries import Queries
from emulator.local_telegram.updates import UpdateQueue

_FIRST_PERSON = 100_000_001
_SUPERGROUP_BASE = -1_000_000_000_000


@dataclass(frozen=True, slots=True)
class Draft:
    """What a sender decides about a message; the world adds its number and date."""

    chat: Chat
    sender: User | None
    body: Body
    markup: Json | None = None
    reply_to: int | None = None
    protected: bool = False
    thread_id: int | None = None
    via_bot: User | None = None
    forwarded: Json | None = None
    media_group_id: str | None = None
    more: Json = field(default_factory=dict)


class World:
    """The state behind both fronts; methods of the Bot API and people change it through here."""

    def __init__(self, clock: Clock, bot: User, limits: Limits, *, privacy: bool) -> None:
        self.clock = clock
        self.bot = bot
        self.privacy = privacy
        self.activity = Activity()
        self.updates = UpdateQueue(clock, self.activity)
        self.pace = Pace(limits, clock)
        self.files = FileStore(clock)
        self.queries = Queries(clock)
        self.users: dict[int, User] = {bot.id: bot}
        self.chats: dict[int, Chat] = {}
        self.polls: dict[str, Poll] = {}
        self.started: set[int] = set()
        self.blocked: set[int] = set()
        self.keyboards: dict[int, list[list[str]]] = {}
        self.pinned: dict[int, int] = {}
        self.threads: defaultdict[int, dict[int, str]] = defaultdict(dict)
        self.closed_topics: set[tuple[int, int | None]] = set()
        self.locked: set[tuple[int, int]] = set()
        self.out_of_sight: set[tuple[int, int]] = set()
        self.is_older = False
        self.takes_guests = False
        self.reactions: dict[tuple[int, int], list[Json]] = {}
        self._members: defaultdict[int, dict[int, Member]] = defaultdict(dict)
        self._messages: defaultdict[int, dict[int, Message]] = defaultdict(dict)
        self._shared_counter = 0
        self._counters: defaultdict[int, int] = defaultdict(int)
        self._serial = 0

    def now(self) -> datetime:
        """The present moment by the clock of this Telegram."""
        return self.clock.now()

    def serial(self) -> int:
        """A number never given before."""
        self._serial += 1
        return self._serial

    def add_user(
        self,
        name: str,
        language_code: str | None,
        username: str | None,
        user_id: int | None = None,
        *,
        is_bot: bool = False,
    ) -> User:
        """A new person, or another bot, and the private chat with the bot, which is not started yet."""
        user_id = user_id or _FIRST_PERSON + len(self.users) - 1
        user = User(user_id, name, is_bot=is_bot, username=username, language_code=language_code)
        self.users[user_id] = user
        self.chats[user_id] = Chat(user_id, ChatKind.PRIVATE, name, username)
        return user

    def add_chat(self, kind: ChatKind, title: str, *, is_forum: bool = False) -> Chat:
        """A new group, supergroup or channel without members."""
        number = 1000 + self.serial()
        chat_id = -number if kind is ChatKind.GROUP else _SUPERGROUP_BASE - number
        self.chats[chat_id] = Chat(chat_id, kind, title, is_forum=is_forum)
        return self.chats[chat_id]

    def replace_chat(self, chat: Chat) -> None:
        """Put the changed chat in the place of the one with its id."""
        self.chats[chat.id] = chat

    def has_met(self, chat: Chat) -> bool:
        """Whether the bot knows the chat: any person's, and the groups it is or was in."""
        return chat.kind is ChatKind.PRIVATE or self.bot.id in self._members[chat.id]

    def member(self, chat_id: int, user: User) -> Member:
        """The user's standing in the chat; `left` for one who never was in it."""
        return self._members[chat_id].get(user.id, Member(user, Status.LEFT))

    def members(self, chat_id: int) -> list[Member]:
        """Those who are in the chat now."""
        return [member for member in self._members[chat_id].values() if member.status.is_in]

    def set_member(self, chat_id: int, user: User, status: Status) -> None:
        """Change the user's standing."""
        self._members[chat_id][user.id] = Member(user, status)

    def post(self, draft: Draft) -> Message:
        """Give the draft its number and date and put it into the chat."""
        message = Message(
            chat_id=draft.chat.id,
            message_id=self.next_message_id(draft.chat),
            sender=draft.sender,
            date=self.now(),
            body=draft.body,
            markup=draft.markup,
            reply_to=draft.reply_to,
            protected=draft.protected,
            thread_id=draft.thread_id,
            via_bot=draft.via_bot,
            forwarded=draft.forwarded,
            media_group_id=draft.media_group_id,
            more=draft.more,
        )
        self._messages[draft.chat.id][message.message_id] = message
        return message

    def with_keyboard(self, draft: Draft) -> Draft:
        """The draft with its inline keyboard only; a reply keyboard becomes, or ends, the one at the foot of the chat."""
        markup = draft.markup
        if markup is None or "inline_keyboard" in markup:
            return draft
        if "keyboard" in markup:
            self.keyboards[draft.chat.id] = [[_label(button) for button in row] for row in markup["keyboard"]]
        elif "remove_keyboard" in markup:
            self.keyboards.pop(draft.chat.id, None)
        return replace(draft, markup=None)

    def next_message_id(self, chat: Chat) -> int:
        """Supergroups and channels count for themselves; all other chats share one count, as with a real bot."""
        if chat.kind in {ChatKind.SUPERGROUP, ChatKind.CHANNEL}:
            self._counters[chat.id] += 1
            return self._counters[chat.id]
        self._shared_counter += 1
        return self._shared_counter

    def message(self, chat_id: int, message_id: int) -> Message | None:
        """The message, unless it was deleted or never was."""
        return self._messages[chat_id].get(message_id)

    def history(self, chat_id: int) -> list[Message]:
        """The messages of the chat, oldest first, deleted ones gone."""
        return [message for _, message in sorted(self._messages[chat_id].items())]

    def clear_history(self) -> None:
        """Empty every chat, as a measurement of what others remember needs it."""
        self._messages.clear()

    def change(self, message: Message) -> Message:
        """Put the changed message in the place of the former one."""
        self._messages[message.chat_id][message.message_id] = message
        return message

    def delete(self, message: Message) -> None:
        """Take the message out of the chat."""
        self._messages[message.chat_id].pop(message.message_id, None)

    def poll_id(self) -> str:
        """The id of a new poll."""
        return str(5_000_000_000_000 + self.serial())

    def add_poll(self, poll: Poll) -> Poll:
        """Keep a new poll."""
        self.polls[poll.id] = poll
        return poll

    def vote(self, poll_id: str, user: User, options: Iterable[int]) -> Poll:
        """Replace the user's vote (no options retracts it); raises ImpossibleError on a closed poll."""
        poll = self.polls[poll_id]
        if poll.is_closed:
            raise ImpossibleError("the poll is closed")
        others = tuple(vote for vote in poll.votes if vote[0] != user.id)
        chosen = tuple(options)
        self.polls[poll_id] = replace(poll, votes=(*others, (user.id, chosen)) if chosen else others)
        return self.polls[poll_id]

    def private_chats(self) -> Iterator[Chat]:
        """The chats with single people."""
        return (chat for chat in self.chats.values() if chat.kind is ChatKind.PRIVATE)

    def is_older_than(self, message: Message, age: timedelta) -> bool:
        """Whether the message was sent longer ago than the age."""
        return self.now() - message.date > age


def _label(button: str | Json) -> str:
    return button if isinstance(button, str) else str(button["text"])
