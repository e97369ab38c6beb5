"""`check`: everything that is wrong with settings, knowledge, texts and officials, at once."""

from bot.acts.loader import bodies_in
from bot.clock import SystemClock
from bot.config import Places, SettingsFaultyError, read_places, read_settings, strange_settings
from bot.knowledge.reread import knowledge_problems
from bot.storage.database import StoreUnusableError
from bot.storage.tips.deliveries import started_in
from bot.texts.call_sites import placeholder_problems, sites_in
from bot.tips.officials.file import Officials, OfficialsFaultyError, load_officials, unreachable_problems
from bot.tips.officials.unchecked import unchecked_problems
from bot.wording.review import wording_problems


def all_problems() -> list[str]:
    """Every problem as `file:line: what is wrong`; empty where all is well."""
    places = read_places()
    return [
        *settings_problems(),
        *content_problems(places),
        *officials_problems(places),
    ]


def settings_problems() -> list[str]:
    """What is wrong with the settings, and what looks like one of them and is none."""
    try:
        read_settings()
    except SettingsFaultyError as error:
        return [*error.problems, *strange_settings()]
    return strange_settings()


def content_problems(places: Places) -> list[str]:
    """What is wrong with the knowledge and the texts."""
    found = list(knowledge_problems(places.knowledge_dir))
    # Placeholders are held against the calls only in texts that are sound by themselves.
    placeholders = found or placeholder_problems(places.knowledge_dir, sites_in())
    return [*map(str, placeholders), *map(str, wording_problems(places.knowledge_dir))]


def officials_problems(places: Places) -> list[str]:
    """What is wrong with the officials file, and who in it cannot be written to."""
    try:
        # Without the file the tip desk is closed, which an operator may want.
        return _of_officials(places) if places.officials_file.exists() else []
    except OfficialsFaultyError as error:
        return list(map(str, error.problems))


def _of_officials(places: Places) -> list[str]:
    """Who is made up, what nobody checked, and who cannot be written to; before the first start nobody can be blamed for that."""
    officials, database = _officials(places), places.data_dir / "tips.db"
    unchecked = unchecked_problems(places.officials_file, SystemClock().now().date())
    if not database.exists():
        return list(map(str, unchecked))
    try:
        started = started_in(database)
    except StoreUnusableError as error:
        return [f"{error.path}:1: {error.reason}"]
    unreachable = unreachable_problems(places.officials_file, officials, started)
    return list(map(str, sorted([*unchecked, *unreachable])))


def _officials(places: Places) -> Officials:
    return load_officials(places.officials_file, bodies_in(places.knowledge_dir))
