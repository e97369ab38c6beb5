"""The officials file: who receives tips about which body, and which other channels there are (T14)."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NewType

from bot.acts.bodies import Body as KnownBody
from bot.acts.loader import bodies_in
from bot.language import Language
from bot.tips.officials.schema import EVERY_BODY, Names, OfficialEntry, OfficialsFile
from bot.yaml_files.lines import Problem, read
from bot.yaml_files.shapes import Read, read_shaped

SHIPPED = Path(__file__).parents[3] / "knowledge"

OfficialId = NewType("OfficialId", str)
BodyId = NewType("BodyId", str)
ANY_BODY = BodyId(EVERY_BODY)
"""A body that is not in the file, or that the reporter does not know: its tips go to those who receive tips about every body."""


class OfficialsFaultyError(Exception):
    """The officials file cannot be used; `problems` says why, all at once, in line order."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Body:
    """A body a tip may concern, with its name in each language."""

    id: BodyId
    names: Mapping[Language, str]


@dataclass(frozen=True, slots=True)
class Official:
    """A person who receives tips: about `bodies`, or about every body where that is None."""

    id: OfficialId
    telegram_id: int
    language: Language
    names: Mapping[Language, str]
    roles: Mapping[Language, str]
    bodies: frozenset[BodyId] | None
    backup: OfficialId | None

    def covers(self, body: BodyId) -> bool:
        """Whether tips about a body go to this person."""
        return self.bodies is None or body in self.bodies


@dataclass(frozen=True, slots=True)
class Channels:
    """Where else one may turn, a line each, as it was right on a day."""

    valid_from: date
    lines: Mapping[Language, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Officials:
    """A whole and sound officials file, everything in its order."""

    bodies: tuple[Body, ...]
    officials: tuple[Official, ...]
    channels: Channels

    def covering(self, body: BodyId) -> tuple[Official, ...]:
        """Who receives tips about a body, in the order of the file."""
        return tuple(official for official in self.officials if official.covers(body))

    def official(self, official: OfficialId) -> Official | None:
        """The official of an id."""
        return next((known for known in self.officials if known.id == official), None)

    def body(self, body: BodyId) -> Body | None:
        """The body of an id."""
        return next((known for known in self.bodies if known.id == body), None)

    @property
    def takes_any(self) -> bool:
        """Whether somebody receives tips about every body."""
        return any(official.bodies is None for official in self.officials)

    def may_concern(self, body: BodyId) -> bool:
        """Whether a tip may be about this."""
        return self.body(body) is not None or (body == ANY_BODY and self.takes_any)

    def by_telegram(self, telegram_id: int) -> Official | None:
        """The official who writes from a Telegram account."""
        return next((known for known in self.officials if known.telegram_id == telegram_id), None)


def load_officials(path: Path, bodies: Iterable[KnownBody] | None = None) -> Officials:
    """The officials in a file, which refers to the `bodies` of the knowledge; by default of the one that comes with the program.

    Raises:
        OfficialsFaultyError: naming everything that is wrong with the file, also where it is not there.
    """
    problems: list[Problem] = []
    file = read_shaped(path, OfficialsFile, problems)
    known = {BodyId(body.id): body.names for body in (bodies_in(SHIPPED) if bodies is None else bodies)}
    concerned: dict[BodyId, Mapping[Language, str]] = {}
    if file.content is not None:
        concerned = _bodies(file.content, known)
        problems += _review(file, concerned)
    if problems or file.content is None:
        raise OfficialsFaultyError(sorted(problems))
    return _assemble(file.content, concerned)


def unreachable_problems(path: Path, officials: Officials, started: Collection[OfficialId]) -> list[Problem]:
    """A problem for each official who is not among the `started`: Telegram lets no bot write first."""
    document = read(path)
    return [
        document.problem(
            ("officials", official.id),
            f"official «{official.id}» is unreachable: they have not pressed /start in the bot, or have blocked it",
        )
        for official in officials.officials
        if official.id not in started
    ]


def _bodies(
    file: OfficialsFile, known: Mapping[BodyId, Mapping[Language, str]]
) -> dict[BodyId, Mapping[Language, str]]:
    """The bodies that a tip may concern, in the order of the buttons, with their names; empty of names where nobody has told them."""
    if not file.bodies:
        return dict(known)
    named = {BodyId(name): names for name, names in file.bodies.items()}
    return {name: _both(names) if names else known.get(name, {}) for name, names in named.items()}


def _review(file: Read[OfficialsFile], bodies: Mapping[BodyId, Mapping[Language, str]]) -> Iterator[Problem]:
    """What is wrong between the entries."""
    if not bodies:
        yield file.problem(
            ("bodies",), "bodies: this key is missing, and knowledge/bodies.yaml names no body"
        )
    for body, names in bodies.items():
        if not names:
            yield file.problem(("bodies", body), f"«{body}» is not in knowledge/bodies.yaml; add it there")
    yield from _bodies_that_are_not(file, bodies)
    yield from _bodies_without_official(file, bodies)
    yield from _backups(file)
    yield from _accounts_in_two_places(file)


def _bodies_that_are_not(file: Read[OfficialsFile], bodies: Collection[BodyId]) -> Iterator[Problem]:
    if EVERY_BODY in bodies:
        yield file.problem(("bodies", EVERY_BODY), f"«{EVERY_BODY}» means every body; choose another id")
    for name, entry in file.value.officials.items():
        for number, body in enumerate(entry.bodies):
            if body != EVERY_BODY and body not in bodies:
                where = "this file" if file.value.bodies else "knowledge/bodies.yaml"
                yield file.problem(
                    ("officials", name, "bodies", number), f"«{body}» is not among the bodies of {where}"
                )


def _bodies_without_official(file: Read[OfficialsFile], bodies: Collection[BodyId]) -> Iterator[Problem]:
    covered = {body for entry in file.value.officials.values() for body in entry.bodies}
    for body in bodies:
        if not covered & {body, EVERY_BODY}:
            yield file.problem(("bodies", body), f"nobody receives tips about «{body}»")


def _backups(file: Read[OfficialsFile]) -> Iterator[Problem]:
    for name, entry in file.value.officials.items():
        place = ("officials", name, "backup")
        if entry.backup == name:
            yield file.problem(place, f"«{name}» cannot be their own backup")
        elif entry.backup not in file.value.officials:
            yield file.problem(place, f"«{entry.backup}» is not among the officials of this file")


def _accounts_in_two_places(file: Read[OfficialsFile]) -> Iterator[Problem]:
    owners: dict[int, str] = {}
    for name, entry in file.value.officials.items():
        if (owner := owners.setdefault(entry.telegram_id, name)) != name:
            yield file.problem(
                ("officials", name, "telegram_id"), f"this is the telegram_id of «{owner}» already"
            )


def _assemble(file: OfficialsFile, bodies: Mapping[BodyId, Mapping[Language, str]]) -> Officials:
    return Officials(
        bodies=tuple(Body(name, names) for name, names in bodies.items()),
        officials=tuple(_official(name, entry) for name, entry in file.officials.items()),
        channels=Channels(
            file.channels.valid_from,
            {Language.KK: tuple(file.channels.kk), Language.RU: tuple(file.channels.ru)},
        ),
    )


def _official(name: str, entry: OfficialEntry) -> Official:
    every = EVERY_BODY in entry.bodies
    return Official(
        id=OfficialId(name),
        telegram_id=entry.telegram_id,
        language=entry.language,
        names=_both(entry.name),
        roles=_both(entry.role),
        bodies=None if every else frozenset(map(BodyId, entry.bodies)),
        backup=OfficialId(entry.backup),
    )


def _both(texts: Names) -> Mapping[Language, str]:
    return {Language.KK: texts.kk, Language.RU: texts.ru}
