"""The lines under `settles:` in act.yaml: what a lawyer confirmed stays as it is, proposals stand there as comments."""

import re
from collections.abc import Iterator, Sequence

from bot.acts.importing.writing import quoted
from bot.answers.proposals import Proposal

KEY = re.compile(r"settles:")
NEXT_KEY = re.compile(r"[a-z_]+:")
WAITING = re.compile(r"""#\s+["']?[\w./,-]+["']?: *\[""")
PROPOSED = re.compile(r"""#\s+["']?[\w./,-]+["']?: *\[[a-z]""")
NEARLY = 0.6
HEADING = "# Which matters each place settles, by their ids in knowledge/matters/: take the # away before a line that is right."


def with_proposals(act_file: str, proposals: Sequence[Proposal]) -> str:
    """The text of act.yaml with these proposals in place of those before; places that are mapped keep their lines."""
    lines = act_file.splitlines()
    at = next((number for number, line in enumerate(lines) if KEY.match(line)), None)
    if at is None:
        return "\n".join([*lines, HEADING, "settles:", *map(_line, proposals)]) + "\n"
    end = next((number for number in range(at + 1, len(lines)) if NEXT_KEY.match(lines[number])), len(lines))
    kept = [line for line in lines[at + 1 : end] if not WAITING.match(line)]
    return "\n".join([*lines[:at], "settles:", *kept, *map(_line, proposals), *lines[end:]]) + "\n"


def waiting(act_file: str) -> int:
    """How many proposals wait for a lawyer."""
    return sum(1 for line in act_file.splitlines() if PROPOSED.match(line))


def _line(proposal: Proposal) -> str:
    named = ", ".join(one.matter for one in proposal.candidates if one.share >= _bar(proposal))
    return f"#  {quoted(proposal.ref.value)}: [{named}]  # {' or '.join(_shares(proposal)) or 'none'}"


def _bar(proposal: Proposal) -> float:
    """From which share on a matter stands in the line itself: the first always, another where it is nearly as likely."""
    return NEARLY * max((one.share for one in proposal.candidates), default=0.0)


def _shares(proposal: Proposal) -> Iterator[str]:
    for one in proposal.candidates:
        yield f"{one.matter} {one.share:.2f}"
