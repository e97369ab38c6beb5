"""What nobody has checked in an officials file: people of the example, and channels of which it is long ago that somebody tried them."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from bot.tips.officials.schema import OfficialsFile
from bot.yaml_files.lines import Problem
from bot.yaml_files.shapes import Read, read_shaped

EXAMPLE = Path(__file__).parents[3] / "officials.example.yaml"
CHECKED_EVERY = timedelta(days=183)
"""Half a year: numbers change, and bodies are merged."""


def unchecked_problems(path: Path, today: date) -> list[Problem]:
    """A problem for each official that is made up, and for channels that are the example's, or were not checked for half a year.

    Of a file whose shape is wrong nothing is said here.
    """
    file, example = read_shaped(path, OfficialsFile, []), read_shaped(EXAMPLE, OfficialsFile, [])
    if file.content is None or example.content is None:
        return []
    people = (*_made_up_accounts(file, example.content), *_made_up_names(file, example.content))
    return sorted([*people, *_channels(file, example.content, today)])


def made_up_problems(path: Path) -> list[Problem]:
    """A problem for each account that is one of the example: where there is one, no desk is opened. Real people may bear its names."""
    file, example = read_shaped(path, OfficialsFile, []), read_shaped(EXAMPLE, OfficialsFile, [])
    if file.content is None or example.content is None:
        return []
    return sorted(_made_up_accounts(file, example.content))


def _made_up_accounts(file: Read[OfficialsFile], example: OfficialsFile) -> Iterator[Problem]:
    accounts = {entry.telegram_id for entry in example.officials.values()}
    for official, entry in file.value.officials.items():
        if entry.telegram_id in accounts:
            yield file.problem(
                ("officials", official, "telegram_id"),
                "this telegram_id is the made-up one of the example; write the number that /whoami tells the official",
            )


def _made_up_names(file: Read[OfficialsFile], example: OfficialsFile) -> Iterator[Problem]:
    names = {name for entry in example.officials.values() for name in (entry.name.kk, entry.name.ru)}
    for official, entry in file.value.officials.items():
        for language, name in (("kk", entry.name.kk), ("ru", entry.name.ru)):
            if name in names:
                yield file.problem(
                    ("officials", official, "name", language), f"«{name}» is a made-up person of the example"
                )


def _channels(file: Read[OfficialsFile], example: OfficialsFile, today: date) -> Iterator[Problem]:
    channels, place = file.value.channels, ("channels", "valid_from")
    if channels == example.channels:
        yield file.problem(
            place,
            "the channels are the unchecked sample of the example: call each number, open each page, and write the day here",
        )
    elif channels.valid_from > today:
        yield file.problem(place, f"{channels.valid_from} is still to come; write the day of the last check")
    elif today - channels.valid_from > CHECKED_EVERY:
        yield file.problem(
            place,
            f"the channels were checked on {channels.valid_from}, more than half a year ago; check them again and write the day here",
        )
