"""The tip desk: whether tips are taken, who would hear of one, and where the key lies."""

from collections.abc import Iterator
from pathlib import Path

from bot.config import Settings
from bot.shell.doctor.findings import Finding, bad, good, note
from bot.storage.database import StoreUnusableError
from bot.storage.tips.deliveries import started_in
from bot.tips.officials.file import OfficialsFaultyError, load_officials
from bot.tips.secrecy.key_file import KeyFile, KeyFileFaultyError


def desk_findings(settings: Settings) -> Iterator[Finding]:
    """Of an open desk all that it needs; of a closed one that it is closed."""
    if not settings.officials_file.exists():
        yield note(
            "tip desk",
            f"closed: there is no {settings.officials_file}",
            "to open it: cp officials.example.yaml officials.yaml, then put the real people into it",
        )
        return
    database = settings.data_dir / "tips.db"
    yield from _reached(settings, database)
    yield _key(settings, database)
    if not settings.owner_ids:
        yield bad(
            "owners",
            "nobody is named in OWNER_IDS: nobody is told when a case has nobody",
            "each owner sends /whoami to the bot; put the numbers into OWNER_IDS",
        )
    if settings.log_level == "DEBUG":
        yield bad(
            "log",
            "at DEBUG the number of lines tells a tip from a question",
            "LOG_LEVEL=INFO where tips are taken",
        )


def _reached(settings: Settings, database: Path) -> Iterator[Finding]:
    try:
        officials = load_officials(settings.officials_file).officials
        started = started_in(database) if database.exists() else frozenset()
    except (OfficialsFaultyError, StoreUnusableError):
        return  # told above, with its line
    count = sum(official.id in started for official in officials)
    what = f"open; {count} of {len(officials)} officials can be written to"
    if count == len(officials):
        yield good("tip desk", what)
    elif not database.exists():
        yield note("tip desk", what, "once the bot runs, each presses /start in it")
    else:
        yield bad(
            "tip desk", what, "each who is missing presses /start in the bot, from the account in the file"
        )


def _key(settings: Settings, database: Path) -> Finding:
    path = settings.tips_key_file
    if not path.exists() and not database.exists():
        return note("key", f"{path} is made at the first start", "then copy it to where no backup lies")
    try:
        KeyFile(path).load()
    except KeyFileFaultyError as error:
        return bad("key", str(error), "without its key no case can be read")
    if path.absolute().is_relative_to(settings.data_dir.absolute()):
        return bad(
            "key",
            f"{path} lies beside the databases that it opens",
            "move it to another medium and name it in TIPS_KEY_FILE",
        )
    return good("key", f"{path}")
