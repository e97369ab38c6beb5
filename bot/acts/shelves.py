"""The act as shelves to browse: what people have in mind, and the act's own sections."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from hashlib import blake2b
from itertools import chain, groupby

from bot.acts.model import Act, Ref, Rulebook, Theme
from bot.acts.refs import ActId
from bot.language import Language
from bot.words.skeleton import heard_in, skeletons

LEAST_LETTERS = 3
MARK_BYTES = 2
MOST_TITLED = 5


class ShelfKind(StrEnum):
    """What holds the paragraphs of a shelf together."""

    TOPIC = "t"
    SECTION = "s"


@dataclass(frozen=True, slots=True)
class ShelfKey:
    """The name of a shelf; written `t.gifts` or `s.2`."""

    kind: ShelfKind
    name: str

    def __str__(self) -> str:
        return f"{self.kind}.{self.name}"

    @classmethod
    def read(cls, written: str) -> "ShelfKey":
        """The key that is written so.

        Raises:
            ValueError: where nothing is.
        """
        kind, _, name = written.partition(".")
        return cls(ShelfKind(kind), name)


@dataclass(frozen=True, slots=True)
class Shelf:
    """Paragraphs that stand together, in order."""

    key: ShelfKey
    titles: Mapping[Language, str]
    refs: tuple[Ref, ...]

    def beside(self, ref: Ref) -> tuple[Ref | None, Ref | None]:
        """The paragraphs before and after one of this shelf."""
        at = self.refs.index(ref)
        before = self.refs[at - 1] if at else None
        after = self.refs[at + 1] if at + 1 < len(self.refs) else None
        return before, after


@dataclass(frozen=True, slots=True)
class ActShelves:
    """An act with its sections, in order."""

    id: ActId
    act: Act
    sections: tuple[Shelf, ...]


class Browsing:
    """All shelves of one rulebook."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook
        self.topics = tuple(
            Shelf(ShelfKey(ShelfKind.TOPIC, theme.id), theme.titles, _places(rulebook, theme))
            for theme in rulebook.themes
        )
        self.acts = tuple(_acts(rulebook))
        self.sections = tuple(shelf for act in self.acts for shelf in act.sections)
        self._shelves = {shelf.key: shelf for shelf in (*self.topics, *self.sections)}

    @cached_property
    def _titled(self) -> Sequence[tuple[list[str], tuple[Ref, ...]]]:
        """Made when titles are first asked for."""
        return tuple(_titled(self._rulebook, self.topics))

    def act(self, act: ActId) -> ActShelves | None:
        """An act by its id, or the first one where no id is given; None where it is there no more."""
        return next((shelves for shelves in self.acts if not act or shelves.id == act), None)

    def shelf(self, key: ShelfKey) -> Shelf | None:
        """The shelf of a key; None where the knowledge has it no more."""
        return self._shelves.get(key)

    def titled(self, words: str) -> tuple[Ref, ...]:
        """The refs whose titles hold words that begin so, and then those of topics so titled; one word must have three letters."""
        asked = skeletons(words)
        if max(map(len, asked), default=0) < LEAST_LETTERS:
            return ()
        found = (refs for title, refs in self._titled if all(_begins(word, title) for word in asked))
        return tuple(dict.fromkeys(chain.from_iterable(found)))[:MOST_TITLED]


def _places(rulebook: Rulebook, theme: Theme) -> tuple[Ref, ...]:
    """Where the matters of a topic are settled in the weightiest act that settles each, every place once."""
    settling = (rulebook.settling(matter) for matter in theme.matters)
    return tuple(dict.fromkeys(ref for refs in settling for ref in refs if ref.act == refs[0].act))


def _titled(rulebook: Rulebook, topics: tuple[Shelf, ...]) -> Iterator[tuple[list[str], tuple[Ref, ...]]]:
    """The words of every title, and what stands under it."""
    titles: list[tuple[str, tuple[Ref, ...]]] = [
        (rulebook.title(paragraph.ref, language), (paragraph.ref,))
        for paragraph in chain.from_iterable(map(rulebook.of_act, rulebook.acts_to_tell))
        for language in Language
    ]
    titles += [(title, topic.refs) for topic in topics for title in topic.titles.values()]
    heard = heard_in([title for title, _ in titles])
    return zip(heard, (refs for _, refs in titles), strict=True)


def _begins(start: str, title: list[str]) -> bool:
    return any(word.startswith(start) for word in title)


def _acts(rulebook: Rulebook) -> Iterator[ActShelves]:
    """The acts that bind the staff of some body, those of the default body first, by weight."""
    bodies = (rulebook.default_body, *rulebook.bodies.values())
    bound = dict.fromkeys(act for body in bodies for act in body.acts)
    for act_id in bound:
        act = rulebook.acts[act_id]
        yield ActShelves(act_id, act, tuple(_sections(rulebook, rulebook.id_in_refs(act_id), act)))


def _sections(rulebook: Rulebook, in_refs: ActId, act: Act) -> Iterator[Shelf]:
    for name, paragraphs in groupby(rulebook.of_act(in_refs), key=lambda paragraph: paragraph.section):
        refs = tuple(paragraph.ref for paragraph in paragraphs)
        titles = act.sections.get(name, act.short_titles)
        yield Shelf(ShelfKey(ShelfKind.SECTION, _name(in_refs, name)), titles, refs)


def _name(in_refs: ActId, section: str) -> str:
    """The name of a section, which fits a button; with a short mark of its act where the act's refs are not short."""
    if not in_refs:
        return section
    return f"x{blake2b(in_refs.encode(), digest_size=MARK_BYTES).hexdigest()}_{section or 0}"
