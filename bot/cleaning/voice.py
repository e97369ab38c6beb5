"""python -m bot.cleaning.voice FFMPEG PITCH TEMPO: a voice message on standard input, spoken by another voice on standard output.

ffmpeg is shut in (`enclosure`); where the kernel does not grant that, the answer is empty.
"""

import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random

from bot.cleaning.enclosure import ROOM, enclose

TO_READ = ("/etc/alternatives",)
"""By such names systems choose among libraries that do the same."""
RATE = 16_000
"""Samples a second: enough to be understood, and nothing above what a telephone passes."""
LOWEST, HIGHEST = 200, 3_400
"""Hertz of what is left of the sound."""
MOST_SECONDS = 600
PITCHES = ((0.74, 0.84), (1.18, 1.32))
"""By what a voice is put down or up; closer to 1 it would stay the voice it was."""
TEMPOS = (0.92, 1.08)
WOBBLE = "vibrato=f=4.3:d=0.12"
"""The pitch moves a little all the time, so that no single factor puts it back."""


@dataclass(frozen=True, slots=True)
class Disguise:
    """By what pitch and tempo of a voice are changed."""

    pitch: float
    tempo: float


def new_disguise(chance: Random) -> Disguise:
    """Another one each time: whoever knows one message cannot undo the next."""
    return Disguise(chance.uniform(*chance.choice(PITCHES)), chance.uniform(*TEMPOS))


def sound_of(disguise: Disguise) -> str:
    """The filters of ffmpeg. Pitch and the colour of the voice move together; the tempo is then put right, but for a little."""
    return ",".join(
        (
            f"aresample={RATE}",
            f"asetrate={RATE * disguise.pitch:.0f}",
            f"aresample={RATE}",
            f"atempo={disguise.tempo / disguise.pitch:.4f}",
            WOBBLE,
            f"highpass=f={LOWEST}",
            f"lowpass=f={HIGHEST}",
        )
    )


def _spoken(program: Path, disguise: Disguise, data: bytes) -> bytes:
    """Ogg with Opus, one channel, no tags and no cover; nothing where ffmpeg cannot read it."""
    words = (
        *("-nostdin", "-hide_banner", "-loglevel", "quiet", "-protocol_whitelist", "pipe"),
        *("-t", str(MOST_SECONDS), "-i", "pipe:0", "-map", "0:a:0", "-vn", "-sn", "-dn"),
        *("-map_metadata", "-1", "-map_chapters", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact"),
        *("-af", sound_of(disguise), "-ac", "1", "-ar", str(RATE), "-c:a", "libopus", "-b:a", "24k"),
        *("-threads", "1", "-f", "ogg", "pipe:1"),
    )
    done = subprocess.run(  # noqa: S603 - every word is ours
        [str(program), *words],
        input=data,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=ROOM,
        env={"HOME": str(ROOM), "LANG": "C.UTF-8"},
        check=False,
    )
    return done.stdout if done.returncode == 0 else b""


def main() -> None:
    """Change the voice; an empty answer where it cannot be changed."""
    program, disguise = Path(sys.argv[1]), Disguise(*map(float, sys.argv[2:4]))
    with suppress(OSError):
        enclose(program, TO_READ)
        sys.stdout.buffer.write(_spoken(program, disguise, sys.stdin.buffer.read()))
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
