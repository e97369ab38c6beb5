"""Which matters a place of a new act settles: a proposal for a lawyer, never a decision."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from bot.acts.model import Paragraph, Ref, Rulebook, UnitKind
from bot.acts.refs import ActId
from bot.answers.matching.matcher import Matcher
from bot.answers.matching.ranking import Weighed, likeness
from bot.language import Language
from bot.matters.model import MatterId

MOST_PROPOSED = 3
LEAST_SHARE = 0.4
"""A first matter below it is no proposal. On the made-up act of tests/acts/second_act.py the right ones stand at 0.6 and above, what is
found for places on fountains and shrubs at 0.3 and below.
"""

LEAST_BESIDE = 0.1
NOT_LAW = frozenset({UnitKind.STATUS, UnitKind.REPEALED, UnitKind.SECTION})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A matter that a place may settle, with a share of certainty from 0 to 1."""

    matter: MatterId
    share: float


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a place may settle, the likeliest first; nothing where no matter fits."""

    ref: Ref
    candidates: tuple[Candidate, ...]


def proposals(rulebook: Rulebook, matcher: Matcher, act: ActId) -> list[Proposal]:
    """A proposal for each place of an act, as its refs name the act, that settles nothing yet."""
    mapped = list(_mapped(rulebook, matcher))
    return [
        Proposal(paragraph.ref, _candidates(paragraph, rulebook, matcher, mapped))
        for paragraph in rulebook.of_act(act)
        if not paragraph.settles and paragraph.kind not in NOT_LAW
    ]


@dataclass(frozen=True, slots=True)
class _Mapped:
    """A text of a place that is mapped already."""

    settles: tuple[MatterId, ...]
    language: Language
    words: Weighed


def _mapped(rulebook: Rulebook, matcher: Matcher) -> Iterator[_Mapped]:
    for paragraph in rulebook.paragraphs.values():
        if paragraph.settles:
            for language, text in paragraph.texts.items():
                yield _Mapped(paragraph.settles, language, matcher.weighed(text.whole))


def _candidates(
    paragraph: Paragraph, rulebook: Rulebook, matcher: Matcher, mapped: Sequence[_Mapped]
) -> tuple[Candidate, ...]:
    asked, alike = _asked(paragraph, matcher), _alike(paragraph, matcher, mapped)
    # What both say together orders them; the surer of the two is the certainty.
    found = [
        (asked.get(matter, 0) + alike.get(matter, 0), matter, max(asked.get(matter, 0), alike.get(matter, 0)))
        for matter in rulebook.matters
    ]
    best = sorted(found, reverse=True)[:MOST_PROPOSED]
    if not best or best[0][2] < LEAST_SHARE:
        return ()
    return tuple(Candidate(matter, share) for _, matter, share in best if share >= LEAST_BESIDE)


def _asked(paragraph: Paragraph, matcher: Matcher) -> Mapping[MatterId, float]:
    """The share of each matter where the place is read as a question, over the languages that it is at hand in."""
    read = [matcher.likely(matcher.read(text.whole)) for text in paragraph.texts.values()]
    return {
        matter: sum(shares.get(matter, 0.0) for shares in read) / len(read)
        for matter in set(chain.from_iterable(read))
    }


def _alike(paragraph: Paragraph, matcher: Matcher, mapped: Sequence[_Mapped]) -> Mapping[MatterId, float]:
    """How like the place is to those that settle a matter already, the likest of them."""
    words = {language: matcher.weighed(text.whole) for language, text in paragraph.texts.items()}
    found: dict[MatterId, float] = {}
    for other in mapped:
        if other.language not in words:
            continue
        alike = likeness(words[other.language], other.words)
        for matter in other.settles:
            found[matter] = max(found.get(matter, 0.0), alike)
    return found
