"""How well danger and the other intents are told by an index that has not read the voice: python -m bench.intents.

Each voice of intents.yaml is held out in turn, so that what is asked was written by nobody whom the index has read.
Beside it stands lookalikes.jsonl: messages that only sound like an intent; they are nobody's examples.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.quality import shown_share
from bot.acts.loader import load
from bot.acts.model import Rulebook
from bot.answers.matching.matcher import Matcher
from bot.matters.model import Example, Intent, MatterId, Source, Talk

LOOKALIKES = Path(__file__).with_name("lookalikes.jsonl")


@dataclass(frozen=True, slots=True)
class Told:
    """A message of an intent, its voice, and the intent that was seen in it."""

    intent: Intent
    voice: str
    text: str
    seen: Intent | None


def told(rulebook: Rulebook) -> Iterator[Told]:
    """Every message of every intent, heard while its voice was held out."""
    voices = sorted({example.voice for talk in rulebook.talks.values() for example in _said(talk)})
    for voice in voices:
        matcher = Matcher(without(rulebook, voice))
        for talk in rulebook.talks.values():
            for example in _said(talk):
                if example.voice == voice:
                    yield Told(talk.intent, voice, example.text, seen(matcher, example.text))


def without(rulebook: Rulebook, voice: str) -> Rulebook:
    """The same rulebook, its intents without the words of a voice."""
    talks: Mapping[MatterId, Talk] = {
        name: replace(talk, examples=tuple(one for one in talk.examples if one.voice != voice))
        for name, talk in rulebook.talks.items()
    }
    return replace(rulebook, talks=talks)


def seen(matcher: Matcher, text: str) -> Intent | None:
    """The intent that is seen in a message by itself."""
    _, talk = matcher.hear(text)
    return matcher.rulebook.talks[talk].intent if talk else None


def lookalikes() -> list[str]:
    """What only sounds like danger, a report or a command."""
    return [json.loads(line)["text"] for line in LOOKALIKES.read_text("utf-8").splitlines()]


def _said(talk: Talk) -> Iterator[Example]:
    return (example for example in talk.examples if example.source is not Source.TITLE)


def by_voice(found: list[Told]) -> Table:
    """How much of each intent is told, by the voice that was held out."""
    groups: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for one in found:
        groups[one.intent, one.voice].append(one.seen is one.intent)
    table = Table("intent", "voice", "n", "told", title="Intents, each voice held out")
    for (intent, voice), right in sorted(groups.items()):
        table.add_row(intent, voice, str(len(right)), shown_share(right))
    return table


def by_likeness(found: list[Intent | None]) -> Table:
    """What is seen in messages that have no intent."""
    table = Table("seen", "n", "share", title="Look-alikes, nobody's examples")
    for intent in sorted(set(found), key=str):
        table.add_row(
            str(intent or "none"), str(found.count(intent)), shown_share(one is intent for one in found)
        )
    return table


def main() -> None:
    """Print both tables."""
    rulebook = load(Path("knowledge"))
    console = Console(width=130)
    console.print(by_voice(list(told(rulebook))))
    matcher = Matcher(rulebook)
    console.print(by_likeness([seen(matcher, text) for text in lookalikes()]))


if __name__ == "__main__":
    main()
