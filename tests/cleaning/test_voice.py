"""A voice is changed only where ffmpeg is there and can be shut in; then it is another voice, without a name in its tags."""

import subprocess
from pathlib import Path
from random import Random

import numpy as np
import pytest

from bot.cleaning import Cleaned, Cleaner, Kind, Refusal, Refused
from bot.cleaning.tools import Tool, find_ffmpeg, missing_tools
from bot.cleaning.voice import PITCHES, TEMPOS, Disguise, new_disguise, sound_of
from tests.cleaning.canaries import Canaries

FFMPEG = find_ffmpeg()
with_ffmpeg = pytest.mark.skipif(
    FFMPEG is None, reason="ffmpeg is not on this machine; the other tests prove the way without it"
)
TONE, RATE = 220, 8_000
CHANCE = Random(1)  # noqa: S311 - the same voice every time


def run(*words: str, given: bytes = b"") -> bytes:
    done = subprocess.run(  # noqa: S603 - every word is ours
        [str(FFMPEG), "-loglevel", "error", *words], input=given, capture_output=True, check=True
    )
    return done.stdout


def voice(canary: Canaries) -> bytes:
    """Two seconds of a tone with a name in its tags, as a phone would send it."""
    tone = f"sine=frequency={TONE}:duration=2"
    tags = ("-metadata", f"title={canary('title')}", "-metadata", f"artist={canary('artist')}")
    return run("-f", "lavfi", "-i", tone, *tags, "-c:a", "libopus", "-f", "ogg", "pipe:1")


def pitch_of(ogg: bytes) -> float:
    """The strongest frequency of a sound in hertz."""
    raw = run("-i", "pipe:0", "-f", "s16le", "-ac", "1", "-ar", str(RATE), "pipe:1", given=ogg)
    samples = np.frombuffer(raw, "<i2").astype(float)
    return float(np.fft.rfftfreq(len(samples), 1 / RATE)[np.abs(np.fft.rfft(samples)).argmax()])


@with_ffmpeg
async def test_a_voice_comes_out_at_another_pitch_and_without_its_tags(canary: Canaries) -> None:
    clean = await Cleaner(ffmpeg=FFMPEG).disguise(voice(canary), None, CHANCE)
    assert isinstance(clean, Cleaned), clean
    assert clean.kind is Kind.OGG
    assert canary.words
    assert canary.survivors(clean.data) == []
    assert abs(pitch_of(clean.data) / TONE - 1) > 0.1


@with_ffmpeg
async def test_a_voice_that_is_none_is_refused_as_broken() -> None:
    assert await Cleaner(ffmpeg=FFMPEG).disguise(b"OggS and nothing more", None, CHANCE) == Refused(
        Refusal.BROKEN
    )


async def test_only_voices_are_disguised_and_only_where_ffmpeg_is(tmp_path: Path) -> None:
    cleaner = Cleaner()
    assert not cleaner.can_disguise
    assert await cleaner.disguise(b"OggS", None, CHANCE) == Refused(Refusal.UNKNOWN_KIND)
    assert await Cleaner(ffmpeg=tmp_path).disguise(b"#EXTM3U", None, CHANCE) == Refused(Refusal.UNKNOWN_KIND)


async def test_an_ffmpeg_that_falls_over_gives_no_voice_and_never_the_old_one(tmp_path: Path) -> None:
    program = tmp_path / "ffmpeg"
    program.write_text("no program", encoding="ascii")
    assert await Cleaner(ffmpeg=program).disguise(b"OggS", None, CHANCE) == Refused(Refusal.BROKEN)


def test_each_disguise_is_another_one_and_never_close_to_the_voice_itself() -> None:
    disguises = {new_disguise(Random(seed)) for seed in range(100)}  # noqa: S311 - as above
    assert len(disguises) == 100
    for disguise in disguises:
        assert any(low <= disguise.pitch <= high for low, high in PITCHES)
        assert TEMPOS[0] <= disguise.tempo <= TEMPOS[1]
        assert abs(disguise.pitch - 1) > 0.15


def test_the_pitch_moves_and_the_speech_stays_about_as_fast() -> None:
    said = sound_of(Disguise(0.8, 1.0))
    assert "asetrate=12800" in said
    assert "atempo=1.2500" in said


def test_a_tool_that_is_not_here_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("bot.cleaning.office.PLACES", ())
    assert missing_tools() == {Tool.LIBREOFFICE, Tool.FFMPEG}
