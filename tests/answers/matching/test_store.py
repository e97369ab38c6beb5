"""What was learned is read again only where it is whole and of the same content; a start never fails for it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.answers.matching.concepts import Concepts
from bot.answers.matching.lessons import Lessons, Line, lessons_of
from bot.answers.matching.store import FILE, kept
from bot.language import Language
from bot.machine.kept_files import Keeping
from bot.matters.model import Example, Source

WRITTEN = [
    Line("11", "Мемлекеттік қызметші сыбайлас жемқорлық туралы хабарлауға тиіс"),
    Line("11", "Кому сообщить о взятке?", Example("", Language.RU, Source.QUESTION, "hr")),
    Line("11", "Көршім пара алып жатыр", Example("", Language.KK, Source.STORY, "driver")),
    Line("leave", "Сколько дней отпуск?", Example("", Language.RU, Source.QUESTION, "hr")),
]
OTHER = [*WRITTEN, Line("leave", "Демалыс неше күн?", Example("", Language.KK, Source.QUESTION, "hr"))]


class Teacher:
    """Counts how often something had to be learned."""

    def __init__(self) -> None:
        self.lessons = 0

    def __call__(self, written: list[Line]) -> Callable[[], Lessons]:
        def learn() -> Lessons:
            self.lessons += 1
            return lessons_of(written, Concepts([]))

        return learn


@pytest.fixture
def teacher() -> Teacher:
    return Teacher()


@pytest.fixture
def keeping(tmp_path: Path) -> Keeping:
    return Keeping(tmp_path / "cache")


@pytest.fixture
def path(keeping: Keeping) -> Path:
    return keeping.path(FILE)


def named(written: list[Line]) -> bytes:
    return repr(written).encode()


def same(one: Lessons, other: Lessons) -> bool:
    mine, others = one.arrays(), other.arrays()
    return mine.keys() == others.keys() and all((mine[name] == others[name]).all() for name in mine)


def test_the_same_content_is_learned_once(teacher: Teacher, keeping: Keeping) -> None:
    first = kept(keeping, named(WRITTEN), teacher(WRITTEN))
    second = kept(keeping, named(WRITTEN), teacher(WRITTEN))
    assert teacher.lessons == 1
    assert same(first, second)


def test_changed_content_is_learned_anew_and_kept(teacher: Teacher, keeping: Keeping) -> None:
    kept(keeping, named(WRITTEN), teacher(WRITTEN))
    for _ in range(2):
        assert same(kept(keeping, named(OTHER), teacher(OTHER)), lessons_of(OTHER, Concepts([])))
    assert teacher.lessons == 2


@pytest.mark.parametrize("share", [0.0, 0.01, 0.3, 0.7, 0.99])
def test_a_torn_file_is_learned_anew(teacher: Teacher, keeping: Keeping, path: Path, share: float) -> None:
    first = kept(keeping, named(WRITTEN), teacher(WRITTEN))
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    assert same(kept(keeping, named(WRITTEN), teacher(WRITTEN)), first)
    assert path.read_bytes() == whole


def test_flipped_bits_are_never_believed(teacher: Teacher, keeping: Keeping, path: Path) -> None:
    first = kept(keeping, named(WRITTEN), teacher(WRITTEN))
    whole = path.read_bytes()
    for at in range(0, len(whole), len(whole) // 40):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        assert same(kept(keeping, named(WRITTEN), teacher(WRITTEN)), first)


def test_where_nothing_can_be_written_the_start_goes_on(teacher: Teacher, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file stands where the folder should")
    first = kept(Keeping(tmp_path / "cache"), named(WRITTEN), teacher(WRITTEN))
    assert same(first, lessons_of(WRITTEN, Concepts([])))
    assert [entry.name for entry in tmp_path.iterdir()] == ["cache"]


def test_without_a_file_nothing_is_kept(teacher: Teacher, tmp_path: Path) -> None:
    kept(None, named(WRITTEN), teacher(WRITTEN))
    assert teacher.lessons == 1
    assert not list(tmp_path.iterdir())


def test_where_nothing_may_be_written_what_is_kept_is_read(teacher: Teacher, keeping: Keeping) -> None:
    reading = Keeping(keeping.folder, writes=False)
    kept(reading, named(WRITTEN), teacher(WRITTEN))
    assert not keeping.folder.exists()
    kept(keeping, named(WRITTEN), teacher(WRITTEN))
    kept(reading, named(WRITTEN), teacher(WRITTEN))
    assert teacher.lessons == 2
