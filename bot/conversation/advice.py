"""From what was heard to what there is to say."""

import re
from collections.abc import Iterator

from bot.acts.model import Ref, Rulebook
from bot.answers.advisor import Asking, says_more
from bot.answers.content import (
    Answer,
    Choices,
    ConsequenceUnsaid,
    Content,
    FoundParagraph,
    IntentReply,
    ReadWith,
    Retelling,
    Retold,
    TwoQuestions,
)
from bot.answers.matching.matcher import Matcher
from bot.answers.matching.outcome import Found, Outcome, Unknown, Unsure
from bot.conversation.listening import Heard
from bot.conversation.memory import Remembered
from bot.language import Language
from bot.matters.model import Intent, MatterId

QUESTION = re.compile(r"[^.!?…\n]+\?+")
LEAST_WORDS = 3
"""A shorter question («Правда?») is none of its own."""

MOST_WORDS_SHOWN, MOST_REASONS = 8, 4
OTHER, REPEAT = MatterId("again_other"), MatterId("again_repeat")


NOTHING = Unknown(())
"""What is heard where a consequence was asked for that no act names."""


class Advice:
    """Answers what was heard."""

    def __init__(self, rulebook: Rulebook, matcher: Matcher, asking: Asking) -> None:
        self._rulebook = rulebook
        self._matcher = matcher
        self._asking = asking

    def answer(self, heard: Heard, forced: Language | None = None) -> Answer:
        """What there is to say, in the language of the message or the forced one."""
        return Answer(
            forced or heard.language, self._content(heard), self._read_with(heard), warns=heard.warns
        )

    def _content(self, heard: Heard) -> Content:
        if heard.intent and not says_more(heard.outcome, heard.intent):
            told = self._again(heard.intent.id, heard.before) if heard.intent.intent is Intent.AGAIN else None
            return told or self._asking.reply(heard.intent, heard.outcome)
        if heard.before and heard.leans_on and heard.outcome == NOTHING:
            return ConsequenceUnsaid(heard.before.ref)
        if heard.picked and heard.before:
            return self._asking.content(heard.outcome, " ".join(heard.before.thread))
        # Two questions in one breath are two; a message that leans on another is one with it.
        two = None if heard.leans_on else self._two(heard.text)
        return two or self._asking.content(heard.outcome, " ".join((*heard.leans_on, heard.text)))

    def _again(self, wish: MatterId, before: Remembered | None) -> Content | None:
        """The answer before, said again or otherwise; None where there is none to say."""
        if before is None:
            return None
        if before.danger:
            return IntentReply(self._rulebook.talks[before.danger])
        if wish == OTHER:
            return Choices(before.others[:3]) if before.others else None
        said = " ".join(before.thread)
        if before.ref is None:
            return Choices(before.offered) if before.offered else None
        if wish == REPEAT or before.matter is None:
            return FoundParagraph(self._rulebook.paragraphs[before.ref], said, before.matter)
        return self._retold(wish, before.matter, before)

    def _retold(self, wish: MatterId, matter: MatterId, before: Remembered) -> Content | None:
        how = next((how for how in Retelling if how.value == wish), None)
        if how is None or before.ref is None:
            return None
        if how is Retelling.WHY:
            return Retold(how, before.ref, matter, self._reasons(" ".join(before.thread)))
        return Retold(how, before.ref, matter) if self._rulebook.matters[matter].guidance else None

    def _reasons(self, said: str) -> tuple[str, ...]:
        """The words that decided, the weightiest first."""
        why = self._matcher.why(said)
        reasons = why.sides[0].reasons if why and why.sides else ()
        return tuple(dict.fromkeys(reason.words for reason in reasons))[:MOST_REASONS]

    def _two(self, text: str) -> TwoQuestions | None:
        """Two questions of a message whose matters differ; None where it is one."""
        match tuple(dict.fromkeys(self._settled_questions(text))):
            case [first, second]:
                return TwoQuestions((first, second))
        return None

    def _settled_questions(self, text: str) -> Iterator[Ref]:
        """The places that settle the questions of a message, each in itself."""
        for question in QUESTION.findall(text):
            if len(question.split()) < LEAST_WORDS:
                continue
            outcome, intent = self._matcher.hear(question)
            if isinstance(outcome, Found) and not intent:
                yield outcome.matches[0].ref

    def _is_bent(self, heard: Heard) -> bool:
        """Whether the words before made a message mean what it does not mean by itself."""
        if isinstance(heard.outcome, Unknown):
            return heard.outcome == NOTHING
        return _first(heard.alone) != _first(heard.outcome)

    def _read_with(self, heard: Heard) -> ReadWith | None:
        if not heard.leans_on or heard.joins or heard.before is None or not self._is_bent(heard):
            return None
        # What was only offered is not what was meant: the person's own words say it better.
        matter = heard.before.matter if heard.before.ref else None
        return ReadWith(matter or _shown(heard.leans_on[-1]), _shown(heard.text))


def _shown(text: str) -> str:
    """The first words of a message."""
    words = text.strip(" .!?…").split()
    return " ".join(words[:MOST_WORDS_SHOWN]) + ("…" if len(words) > MOST_WORDS_SHOWN else "")


def _first(outcome: Outcome | None) -> tuple[type, Ref] | None:
    match outcome:
        case Found(matches) | Unsure(matches):
            return type(outcome), matches[0].ref
    return None
