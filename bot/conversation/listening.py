"""What a message means after what was said before it."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.acts.bodies import BodyId
from bot.acts.model import Ref, Rulebook
from bot.answers.advisor import FAINT
from bot.answers.matching.decision import MOST_MATCHES
from bot.answers.matching.matcher import Matcher, Read
from bot.answers.matching.outcome import Found, Match, Outcome, Unknown, Unsure
from bot.conversation.asking_words import AskingWords
from bot.conversation.correcting import CorrectingWords, correction_of, takes_back
from bot.conversation.leaning import BRIEF, LeaningWords, leaning_of
from bot.conversation.memory import MOST_SAID, Memory, Remembered
from bot.conversation.ordinals import OrdinalWords
from bot.language import Language
from bot.matters.model import FollowUp, Intent, Matter, MatterId, Talk

BURST = timedelta(seconds=3)
"""Messages that come so close together count as one, except whole questions that each have a sure answer."""

LEAN_WEIGHT = 0.5
"""How loudly what was said before speaks beside a message that leans fully; chosen on dialogues (docs/matching.md)."""

TAKEN_BACK = 0.5
"""The same for a message that takes something back, and for what is left of the story that it puts right."""

UNSURE_WEIGHT = 0.4
"""The same for a message that does not lean and is not sure by itself."""

LOST_WEIGHT = 0.4
"""The same for a message that means nothing by itself, so that what follows a story keeps its matter."""

CIRCUMSTANCE = 5
"""A message of so many words or fewer that means nothing by itself adds to what was said, and still offers its matter."""

TELLING = 0.6
"""What share all that tells of reporting must reach together for «whom do I tell»."""

NAMED, LIKELY, TIMES = 0.7, 0.3, 10.0
"""Another matter is meant where its share is above NAMED, or above LIKELY and TIMES the share of the matter before."""

MOST_OFFERED = 3
ANOTHER = MatterId("again_other")
NO_LANGUAGE = frozenset({Intent.GARBAGE, Intent.FOREIGN})
"""Messages of these tell neither of the two languages."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What a message means.

    `outcome` is None where it holds no word; `intent` what it wants that is not a question of law; `leans_on` the words said before
    with which it was read, none where it was read alone, and `alone` what it means without them; `picked` the place it chose of a
    list; `before` is the answer before it; `joins` says that it goes on with a message of the same
    breath, whose answer it replaces; `warns` that it may tell of danger, so that whom to call comes before its answer.
    """

    text: str
    language: Language
    outcome: Outcome | None
    intent: Talk | None = None
    leans_on: tuple[str, ...] = ()
    picked: Ref | None = None
    before: Remembered | None = None
    joins: bool = False
    alone: Outcome | None = None
    warns: bool = False


@dataclass(frozen=True, slots=True)
class _Alone:
    """What a message means by itself, and its reading, of which more may be asked."""

    read: Read
    outcome: Outcome | None
    talk: Talk | None
    warns: bool


@dataclass(frozen=True, slots=True)
class _Leant:
    """How much a message leans on what was said before it, whether it takes some of that back, where it points to; None for nowhere."""

    weight: float
    takes_back: bool
    pointed: Outcome | None


@dataclass(frozen=True, slots=True)
class Message:
    """A message with the chat it came in, the moment, the language that is preferred where nothing else tells, and the body of the chat."""

    chat: Hashable
    text: str
    at: datetime
    preferred: Language | None = None
    body: BodyId | None = None


class Listener:
    """Hears messages with the memory of their chats."""

    def __init__(self, rulebook: Rulebook, matcher: Matcher) -> None:
        words = rulebook.follow_ups
        self._rulebook = rulebook
        self._matcher = matcher
        self._leaning = LeaningWords.of(words.opens, words.points, words.ends)
        leaning = (*words.opens, *words.points)
        self._ordinals = OrdinalWords.of(words.ordinals, words.beside)
        self._correcting = {language: CorrectingWords.of(put) for language, put in words.corrects.items()}
        telling = {
            matter.follow[FollowUp.WHOM]
            for matter in rulebook.matters.values()
            if FollowUp.WHOM in matter.follow
        }
        self._telling = frozenset(telling)
        self._asking = AskingWords.of((ask.text for ask in words.asks.get(FollowUp.WHOM, ())), leaning)
        self._reports = frozenset(talk.id for talk in rulebook.talks.values() if talk.intent is Intent.REPORT)

    def hear(self, memory: Memory, message: Message) -> Heard:
        """What a message means after what was said in its chat; and remember it."""
        before = memory.of(message.chat, message.at)
        heard = self._after(message, before) if before else self.alone(message)
        memory.keep(message.chat, self._remembering(heard, before, message.at))
        return heard

    def hear_again(self, memory: Memory, message: Message) -> Heard:
        """What a message means whose words were changed: by itself, in the place of what was heard before; and remember it."""
        heard = self.alone(message)
        memory.keep(message.chat, self._remembering(heard, None, message.at))
        return heard

    def _remembering(self, heard: Heard, before: Remembered | None, now: datetime) -> Remembered:
        """What is remembered after a message; how to report stands for the matter of reporting."""
        remembered = _remembering(heard, before, now)
        if not heard.intent or heard.intent.intent is not Intent.REPORT:
            return remembered
        matter = next(iter(heard.intent.near), None)
        settling = self._rulebook.settling(matter, self._rulebook.default_body) if matter else ()
        heard_of = self._rulebook.matters.get(remembered.matter) if remembered.matter else None
        # A kinsman in a tender is told of elsewhere than a bribe: then the matter that was offered stays.
        is_told_elsewhere = heard_of is not None and heard_of.follow.get(FollowUp.WHOM, matter) != matter
        if not settling or is_told_elsewhere or remembered.ref not in {None, *settling}:
            return remembered
        return replace(remembered, matter=matter, ref=settling[0], offered=())

    def alone(self, message: Message) -> Heard:
        """What a message means by itself."""
        alone = self._read(message)
        language = self._matcher.language_of(message.text, message.preferred)
        if alone.talk and alone.talk.intent in NO_LANGUAGE:
            language = message.preferred or language
        return Heard(message.text, language, alone.outcome, alone.talk, warns=alone.warns)

    def _read(self, message: Message) -> _Alone:
        read = self._matcher.read(message.text)
        outcome, intent = self._matcher.hear_read(read, body=message.body)
        if intent is None and isinstance(outcome, Unknown) and self._matcher.follow_up(read) is FollowUp.WHOM:
            intent = next(iter(self._reports), None)  # «whom do I complain to» before any story
        talk = self._talk(intent)
        warns = not _is_danger(talk) and self._matcher.may_be_danger(read)
        return _Alone(read, outcome, talk, warns)

    def looks_for_danger(self, text: str) -> Iterator[bool]:
        """Whether somebody is in danger by a text as a whole, then by each of its sentences; whoever asks stops at the first that says so.

        A step takes as long as a short message does, however long the text is.
        """
        for at, part in enumerate(self._matcher.parts(text)):
            read = self._matcher.read(part)
            _, intent = self._matcher.hear_read(read)
            # A long story has many sentences: what is faint in one of them is no danger.
            yield _is_danger(self._talk(intent)) or (not at and self._matcher.may_be_danger(read))

    def _after(self, message: Message, before: Remembered) -> Heard:
        language = self._matcher.language_of(message.text, before.language)
        picked = self._picked(message.text, before)
        if picked:
            return Heard(message.text, language, Found((picked,)), picked=picked.ref, before=before)
        alone = self._read(message)
        heard = self._going_on(message, alone, before, language)
        # However else a message is read, what it tells of danger by itself is not passed over.
        may_be = alone.warns or heard.warns or _is_danger(alone.talk)
        return replace(heard, warns=may_be and not _is_danger(heard.intent))

    def _going_on(self, message: Message, alone: _Alone, before: Remembered, language: Language) -> Heard:
        """What a message means that picks nothing of a list."""
        leant = self._leant(message, alone, before, language)
        # «Whom do I tell» after an answer asks about its matter: not how anything is reported here.
        is_led_on = bool(before.thread and leant.weight) and isinstance(leant.pointed, Found)
        # Where somebody is in danger nothing comes before whom to call.
        if is_led_on and not _is_danger(alone.talk):
            return _led_on(message, leant.pointed, alone, before, language)
        is_burst = bool(before.thread or before.greeted) and message.at - before.at <= BURST
        # However quickly a question of its own came after one that was answered, it goes on with nothing.
        is_whole = before.ref is not None and isinstance(alone.outcome, Found)
        if is_burst and not is_whole and not _is_danger(alone.talk):
            return self._joined(message, before)
        return self._leaning_on(message, alone, leant, before, language)

    def _leant(self, message: Message, alone: _Alone, before: Remembered, language: Language) -> _Leant:
        """How a message leans; a question that stands by itself points nowhere."""
        weight = leaning_of(message.text, self._leaning)
        stands_alone = not weight and isinstance(alone.outcome, Found)
        pointed = None if stands_alone else self._pointed(message, alone.read, before)
        return _Leant(weight, takes_back(message.text, self._correcting[language]), pointed)

    def _joined(self, message: Message, before: Remembered) -> Heard:
        """What a message means as one with those before it."""
        heard = self.alone(replace(message, text=" ".join((*before.thread, message.text))))
        return replace(heard, text=message.text, before=before, joins=True, leans_on=before.thread)

    def _picked(self, text: str, before: Remembered) -> Match | None:
        """The place that a message picks of the list that stands last."""
        place = self._ordinals.picked(text, len(before.offered)) if before.offered else None
        if place is None:
            return None
        ref = before.offered[place]
        settles = self._rulebook.paragraphs[ref].settles
        return Match(ref, 1.0, before.matter if before.matter in settles else next(iter(settles), None))

    def _leaning_on(
        self, message: Message, alone: _Alone, leant: _Leant, before: Remembered, language: Language
    ) -> Heard:
        """What a message means after an answer: by itself, or together with what was said, whichever its words ask for."""
        text, outcome, talk = message.text, alone.outcome, alone.talk
        corrected = self._corrected(message, before, language)
        if corrected:
            return corrected
        if talk:
            spoken = before.language if talk.intent in NO_LANGUAGE else language
            return Heard(text, spoken, outcome, talk, before=before)
        names_place = self._matcher.names_place(text, message.body)
        if leant.pointed and not names_place:
            return _led_on(message, leant.pointed, alone, before, language)
        weight = 0.0 if names_place else self._weight(leant, outcome, before)
        if not weight or not before.thread:
            return Heard(text, language, outcome, before=before)
        said = " ".join(before.thread)
        together, _ = self._matcher.hear_read(alone.read, said, weight, message.body)
        if isinstance(outcome, Found) and not isinstance(together, Found):
            # A question that is complete in itself is never bent into one that is not.
            return Heard(text, language, outcome, before=before)
        if isinstance(together, Found) and not leant.weight and together.matches[0].ref == before.ref:
            # What asks nothing by itself, and leads nowhere else, is not sure to be of the matter answered before.
            together = Unsure(together.matches)
        together = _still_offering(before, together, text)
        return Heard(text, language, together, leans_on=before.thread, before=before, alone=outcome)

    def _corrected(self, message: Message, before: Remembered, language: Language) -> Heard | None:
        """What a message means that puts right what was said: what is taken back leaves, what is named stays."""
        correction = correction_of(message.text, self._correcting[language])
        if correction is None:
            return None
        named = self._read(replace(message, text=correction.named))
        if _is_danger(named.talk) or (correction.is_new and _says_something(named)):
            return Heard(correction.named, language, named.outcome, named.talk, before=before)
        left = correction.without_denied(before.thread)
        if not left or left == before.thread:
            return None
        together, _ = self._matcher.hear_read(named.read, " ".join(left), TAKEN_BACK, message.body)
        if not isinstance(together, Found | Unsure):
            return None
        return Heard(correction.named, language, together, leans_on=left, before=before, alone=named.outcome)

    def _weight(self, leant: _Leant, alone: Outcome | None, before: Remembered) -> float:
        if leant.takes_back:
            return TAKEN_BACK * max(leant.weight, BRIEF)
        leans = LEAN_WEIGHT * leant.weight
        match alone:
            case Unknown(topic=None, named=None):
                # «The account is closed, eighty friends» says nothing by itself: it goes on with what was said.
                return max(leans, LOST_WEIGHT)
            case Unsure(named=False):
                return max(leans, UNSURE_WEIGHT)
            case _:
                # A story told in pieces: nothing was answered yet.
                is_open = before.ref is None and not before.offered
                return leans or (UNSURE_WEIGHT if is_open and not isinstance(alone, Found) else 0.0)

    def _pointed(self, message: Message, read: Read, before: Remembered) -> Outcome | None:
        """Where «what will I get for it» and «whom do I tell» lead after the matter answered before."""
        matter = self._rulebook.matters.get(before.matter) if before.matter else None
        follow = self._asked(read, matter) if matter else None
        if matter is None or follow is None:
            return None
        target = matter.follow.get(follow)
        if target is None and follow is FollowUp.CONSEQUENCE:
            return Unknown(())  # no penalty is made up where no act names one
        if target is None:
            # Whom to turn to stands in the plain words on the matter.
            ref = before.ref or next(iter(before.offered), None)
            return Found((Match(ref, 1.0, matter.id),)) if matter.guidance and ref else None
        settling = self._rulebook.settling(target, self._rulebook.body(message.body))
        return Found((Match(settling[0], 1.0, target),)) if settling else None

    def _asked(self, read: Read, matter: Matter) -> FollowUp | None:
        """What a message asks of a matter: its words say it, or all readings of «whom do I tell» together are likely."""
        follow = self._matcher.follow_up(read)
        if follow or FollowUp.WHOM not in matter.follow:
            return follow
        shares = self._matcher.likely(read)
        telling = sum(shares.get(each, 0.0) for each in self._reports | self._telling)
        told = matter.follow[FollowUp.WHOM]
        here = shares.get(told, 0.0)
        elsewhere = max((shares.get(other, 0.0) for other in self._telling - {told}), default=0.0)
        # Words that name another matter to be told of, a bribe after a kinsman, are about that one.
        if elsewhere > min(NAMED, max(LIKELY, TIMES * here)) and not self._asking.says_only(read.text):
            return None
        return FollowUp.WHOM if telling >= TELLING else None

    def _talk(self, intent: MatterId | None) -> Talk | None:
        return self._rulebook.talks[intent] if intent else None


def _is_danger(talk: Talk | None) -> bool:
    return talk is not None and talk.intent is Intent.DANGER


def _still_offering(before: Remembered, outcome: Outcome | None, text: str) -> Outcome | None:
    """An outcome that is not sure, with the matter before it among what is offered: «five litres, home-made» may well go on with it."""
    ref = before.ref or next(iter(before.offered), None)
    match outcome:
        case Unsure(matches, named=False) if ref:
            likely = matches
        case Unknown(matches, topic=None, named=None) if ref and len(text.split()) <= CIRCUMSTANCE:
            likely = tuple(match for match in matches if match.score >= FAINT)
        case _:
            return outcome
    if ref in {match.ref for match in likely[:MOST_OFFERED]}:
        return Unsure(likely)
    others = [match for match in likely if match.ref != ref]
    last = MOST_OFFERED - 1
    share = others[last - 1].score if len(others) >= last else FAINT
    kept = Match(ref, share, before.matter)
    return Unsure((*others[:last], kept, *others[last:])[:MOST_MATCHES])


def _led_on(
    message: Message, pointed: Outcome | None, alone: _Alone, before: Remembered, language: Language
) -> Heard:
    """A message that is read as pointing from the answer before it."""
    return Heard(message.text, language, pointed, leans_on=before.thread, before=before, alone=alone.outcome)


def _says_something(alone: _Alone) -> bool:
    match alone.outcome:
        case Found() | Unsure():
            return alone.talk is None
        case Unknown(topic=topic, named=named):
            return alone.talk is None and (topic is not None or named is not None)
    return False


def _remembering_reply(
    talk: Talk, language: Language, before: Remembered | None, now: datetime
) -> Remembered:
    """What is remembered after a reply that is no paragraph; what stands below it is no list that is answered with its numbers."""
    if _is_danger(talk):
        return Remembered(now, language, danger=talk.id)
    if before is None:
        return Remembered(now, language, greeted=talk.intent is Intent.TALK)
    # Thanks or «shorter» leave the thread as it was, «another one» offers others.
    offered = before.others[:MOST_OFFERED] if talk.id == ANOTHER else before.offered
    return replace(before, at=now, language=language, offered=offered)


def _remembering(heard: Heard, before: Remembered | None, now: datetime) -> Remembered:
    """What is remembered after a message."""
    thread = (*heard.leans_on, heard.text) if heard.leans_on else (heard.text,)
    if (
        before and heard.leans_on and heard.outcome == Unknown(())
    ):  # «what will I get for it» leaves what was answered
        return replace(before, at=now, language=heard.language)
    if heard.intent and (before or heard.intent.intent is not Intent.REPORT):
        return _remembering_reply(heard.intent, heard.language, before, now)
    match heard.outcome:
        case Found(matches):
            first = matches[0]
            others = tuple(match.ref for match in matches[1:])
            return Remembered(now, heard.language, thread[-MOST_SAID:], (), first.matter, first.ref, others)
        case Unsure(matches):
            offered = tuple(match.ref for match in matches[:MOST_OFFERED])
            return Remembered(now, heard.language, thread[-MOST_SAID:], offered, matches[0].matter)
        case _:
            return Remembered(now, heard.language, thread[-MOST_SAID:])
