"""How an outcome travels from the child process: one line that names it, then the bytes of the file."""

from bot.cleaning.model import Cleaned, Kind, Outcome, Refusal, Refused


def written(outcome: Outcome) -> bytes:
    """An outcome as bytes."""
    match outcome:
        case Cleaned(data, kind):
            return b"cleaned " + kind.encode() + b"\n" + data
        case Refused(reason):
            return b"refused " + reason.encode() + b"\n"


def understood(answer: bytes) -> Outcome:
    """The outcome that bytes stand for; «broken» where they stand for none, since the child may have been taken over."""
    line, end, data = answer.partition(b"\n")
    match line.decode("ascii", "replace").split(" ") if end else []:
        case ["cleaned", kind] if kind in Kind.__members__.values():
            return Cleaned(data, Kind(kind))
        case ["refused", reason] if reason in Refusal.__members__.values():
            return Refused(Refusal(reason))
        case _:
            return Refused(Refusal.BROKEN)
