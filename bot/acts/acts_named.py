"""Which act a question names: by an everyday name, however it is spelt, or by what kind of act it is."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from rapidfuzz.distance import Levenshtein

from bot.acts.bodies import Body
from bot.acts.known import KnownAct
from bot.acts.model import Act, Rulebook
from bot.acts.refs import ActId
from bot.words.skeleton import skeletons, words_in

SHORTEST_MISSPELT = 5
"""Letters of a name's word in which one may be wrong."""

SHORTEST_TELLING = 4
"""Letters of a word that tells acts of one name apart: «и» and «по» stand in every question."""

LONGEST_ENDING = 7
"""«қағида-ларының»: many, whose, of whom."""
GENERIC = (
    "кодекс",
    "правила",
    "правил",
    "қағида",
    "ереже",
    "закон",
    "заң",
    "указ",
    "жарлық",
    "приказ",
    "бұйрық",
)
"""What an act may be called by its kind alone, where its title has the word."""

Name = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NamedAct:
    """The act that some words of a question name: one that is loaded, or one that is only known."""

    act: ActId | KnownAct
    words: frozenset[int]
    """The places of those words in the question."""


class ActNames:
    """The names of all acts, loaded and known, for the staff of one body."""

    def __init__(self, rulebook: Rulebook, body: Body) -> None:
        """Where several acts have a name, the weightiest of the body's has it."""
        acts = [*body.acts, *(act for act in rulebook.acts if act not in body.acts)]
        names: dict[Name, ActId | KnownAct] = {}
        little = set(chain.from_iterable(map(skeletons, chain(*rulebook.function_words.values()))))
        # Of a name that several acts have: each of them, by weight, with the words of its titles that tell them apart.
        self._shared: dict[Name, dict[ActId, frozenset[str]]] = defaultdict(dict)
        for act_id in acts:
            said = words_in(" ".join(rulebook.acts[act_id].titles.values()))
            telling = skeletons(" ".join(word for word in said if len(word) >= SHORTEST_TELLING))
            own = frozenset(telling) - little
            for name in _of_loaded(rulebook.acts[act_id]):
                names.setdefault(name, act_id)
                self._shared[name][act_id] = own
        for known in rulebook.known_acts:
            for called in known.called:
                name = tuple(skeletons(called))
                if len(name) > 1 or name not in names:
                    names[name] = known.loaded or known
        self._names = sorted(names.items(), key=lambda entry: -len(entry[0]))
        # A word may have one letter wrong, but not its first: so few parts of names are held against each word.
        self._parts: dict[str, set[str]] = defaultdict(set)
        for part in chain.from_iterable(names):
            self._parts[part[0]].add(part)

    def has_word(self, word: str) -> bool:
        """Whether some name has a word of which this skeleton is a form."""
        return any(_is(part, word) for part in self._parts.get(word[:1], ()))

    def find(self, words: Sequence[str]) -> NamedAct | None:
        """The act whose longest name stands among these skeletons, its words in any order; None where no name does."""
        met: dict[str, list[int]] = defaultdict(list)
        for at, word in enumerate(words):
            for part in self._parts.get(word[:1], ()):
                if _is(part, word):
                    met[part].append(at)
        for name, act in self._names:
            places = _places(name, met)
            if places is not None:
                return self._nearest(name, met) or NamedAct(act, places)
        return None

    def _nearest(self, name: Name, met: Mapping[str, Sequence[int]]) -> NamedAct | None:
        """Of the acts that share a name, the one of whose titles most words stand beside it, the weightiest of such; None where no word tells them apart."""
        sharing = self._shared.get(name, {})
        if len(sharing) < 2:
            return None
        called = frozenset(at for part in name for at in met.get(part, ()))
        beside = {
            act: frozenset(at for part in own for at in met.get(part, ())) - called
            for act, own in sharing.items()
        }
        act = max(beside, key=lambda one: len(beside[one]))
        places = _places(name, met)
        return NamedAct(act, places | beside[act]) if places and beside[act] else None


def _of_loaded(act: Act) -> Iterator[Name]:
    for titles in (act.short_titles, act.titles):
        for title in titles.values():
            yield tuple(skeletons(title))
    for called in act.called:
        yield tuple(skeletons(called))
    words = [word for title in act.titles.values() for word in skeletons(title)]
    for kind in skeletons(" ".join(GENERIC)):
        if any(_is(kind, word) for word in words):
            yield (kind,)


def _places(name: Name, met: Mapping[str, Sequence[int]]) -> frozenset[int] | None:
    """The place of each word of a name, all different; None where one is missing."""
    found: list[int] = []
    for part in name:
        at = next((at for at in met.get(part, ()) if at not in found), None)
        if at is None:
            return None
        found.append(at)
    return frozenset(found)


def _is(part: str, word: str) -> bool:
    """Whether a word is a form of a name's word: the same beginning, one letter wrong where it is long."""
    if part.isdigit() or len(part) < SHORTEST_MISSPELT:
        return word == part or (
            len(part) > 2 and word.startswith(part) and len(word) - len(part) < LONGEST_ENDING
        )
    stem = part[: max(SHORTEST_MISSPELT, len(part) - 3)]
    if len(word) - len(part) > LONGEST_ENDING:
        return False
    return word.startswith(stem) or Levenshtein.distance(word[: len(stem)], stem, score_cutoff=1) <= 1
