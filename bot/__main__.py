"""python -m bot: the commands of the shell, and the conversation in the terminal beside them."""

import sys

from bot.machine.memory import begin_overwriting
from bot.machine.starting import undisturbed

if __name__ == "__main__" and sys.argv[1:2] == ["run"]:
    begin_overwriting()  # here and not in `run`: what is loaded before is loaded twice

with undisturbed():
    from bot.shell.cli import main
    from emulator.terminal.command import chat

main.add_command(chat)

__all__ = ["main"]

if __name__ == "__main__":
    main(prog_name="python -m bot")
