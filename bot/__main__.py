"""python -m bot: the commands of the shell, and the conversation in the terminal beside them."""

from bot.machine.starting import undisturbed

with undisturbed():
    from bot.shell.cli import main
    from emulator.terminal.command import chat

main.add_command(chat)

__all__ = ["main"]

if __name__ == "__main__":
    main(prog_name="python -m bot")
