"""`python -m bot doctor`."""

import sys

import click

from bot.shell.doctor.examination import examine
from bot.shell.doctor.findings import show


@click.command()
def doctor() -> None:
    """Look at the settings, the knowledge and all that the bot stands on: Telegram, officials, disk, rights, clock, backups."""
    if not show(examine()):
        sys.exit(1)
