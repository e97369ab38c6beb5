"""`ask --jsonl`: one message a line in, one decision a line out, in the same order; lines of one chat are a conversation."""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from bot.acts.model import Rulebook
from bot.answers.matching.matcher import Matcher
from bot.answers.matching.outcome import Found, Match, Matches, Outcome, Unknown, Unsure
from bot.conversation.listening import BURST, Heard, Listener, Message
from bot.conversation.memory import Memory
from bot.language import Language

DECIMALS = 4
BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)
BETWEEN = BURST + timedelta(seconds=1)
"""What is taken to pass between two lines: they bear no time, and are no burst."""


class Stream:
    """Answers lines; the memory of a chat ends with the stream."""

    def __init__(self, matcher: Matcher, rulebook: Rulebook, forced: Language | None = None) -> None:
        """All are answered in the `forced` language, or each in its own."""
        self._listener = Listener(rulebook, matcher)
        self._rulebook = rulebook
        self._forced = forced
        self._memory = Memory()
        self._now = BEGINNING

    def lines(self, lines: Iterable[bytes]) -> Iterator[str]:
        """One JSON object, in ASCII, for each line; a line that is not a message gets an error and the stream goes on."""
        for line in lines:
            yield json.dumps(self._answer(line))

    def _answer(self, line: bytes) -> dict[str, object]:
        try:
            asked = json.loads(line)
        except (ValueError, RecursionError):
            return {"id": None, "error": "not JSON"}
        match asked:
            case {"id": str() | int() as name, "text": str(text)}:
                heard = self._heard(text, asked.get("chat"), asked.get("lang"))
                decision, matches = decide(heard.outcome)
                return {
                    "id": name,
                    "lang": (self._forced or heard.language).value,
                    "decision": decision,
                    "intent": heard.intent.intent.value if heard.intent else None,
                    "elsewhere": self._elsewhere(heard),
                    "matches": [_match(match, self._rulebook.act.id) for match in matches],
                }
            case _:
                return {"id": None, "error": 'not an object with "id" and "text"'}

    def _heard(self, text: str, chat: object, language: object) -> Heard:
        preferred = next((one for one in Language if one == language), None)
        self._now += BETWEEN
        message = Message(chat, text, self._now, preferred) if isinstance(chat, str | int) else None
        if message is None:
            return self._listener.alone(Message(None, text, self._now, preferred))
        # The clock of a stream stands still for each chat: no quarter of an hour passes while others speak.
        return self._listener.hear(self._memory, message)

    def _elsewhere(self, heard: Heard) -> str | None:
        topic = heard.outcome.topic if isinstance(heard.outcome, Unknown) else None
        return topic if topic in self._rulebook.matters else None


def _match(match: Match, act: str) -> dict[str, object]:
    return {
        "act": match.ref.act or act,
        "ref": match.ref.value,
        "score": round(match.score, DECIMALS),
        "matter": match.matter,
    }


def decide(outcome: Outcome | None) -> tuple[str, Matches]:
    """The outcome as a word of the interface and its matches."""
    match outcome:
        case Found(matches):
            return "answer", matches
        case Unsure(matches):
            return "suggest", matches
        case Unknown(matches):
            return "none", matches
        case None:
            return "none", ()
