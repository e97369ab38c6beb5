"""`ask --jsonl`: one question a line in, one decision a line out, in the same order."""

import json
from collections.abc import Iterable, Iterator

from bot.acts.model import Rulebook
from bot.answers.matching.matcher import Matcher
from bot.answers.matching.outcome import Found, Match, Matches, Outcome, Unknown, Unsure
from bot.language import Language

DECIMALS = 4


def answer_lines(
    lines: Iterable[bytes], matcher: Matcher, rulebook: Rulebook, forced: Language | None = None
) -> Iterator[str]:
    """One JSON object, in ASCII, for each line; a line that is not a question gets an error and the stream goes on.

    All are answered in the `forced` language, or each in its own.
    """
    for line in lines:
        yield json.dumps(_answer(line, matcher, rulebook, forced))


def _answer(line: bytes, matcher: Matcher, rulebook: Rulebook, forced: Language | None) -> dict[str, object]:
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError):
        return {"id": None, "error": "not JSON"}
    match asked:
        case {"id": str() | int() as name, "text": str(text)}:
            outcome = matcher.match(text)
            decision, matches = decide(outcome)
            topic = outcome.topic if isinstance(outcome, Unknown) else None
            talk = rulebook.talks.get(topic) if topic else None
            return {
                "id": name,
                "lang": (forced or matcher.language_of(text)).value,
                "decision": decision,
                "intent": talk.intent.value if talk else None,
                "elsewhere": topic if topic in rulebook.matters else None,
                "matches": [_match(match, rulebook.act.id) for match in matches],
            }
        case _:
            return {"id": None, "error": 'not an object with "id" and "text"'}


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
