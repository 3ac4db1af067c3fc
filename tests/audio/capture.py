"""A whole session in real time, recorded from a loudspeaker that does not exist, and what is heard in it.

`python -m tests.audio.capture NAME --page FILE` (or `make capture`) writes the results to a page. Needs PulseAudio
(Debian: pulseaudio, pulseaudio-utils) and espeak-ng.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from statistics import fmean, median

import numpy as np
from numpy.typing import NDArray

from routine_timer.audio.announcer import Announcer
from routine_timer.audio.phrase_priority import GAP
from routine_timer.audio.player_setup import open_voice
from routine_timer.audio.tone_files import tone_path, tone_s
from routine_timer.audio.wav import FULL_SCALE, SoundClip, read_wav
from routine_timer.paths import folders
from routine_timer.playback.transcript import transcript
from routine_timer.routine.library import Library
from routine_timer.settings import Settings
from routine_timer.timeline import Timeline, compile_routine

from .catalogue import FIRST_SESSION
from .fakes import eventually
from .listen import lufs, true_peak_db

RATE = 22_050
"""Samples a second of the recording: that of espeak-ng."""
SEARCH_S = 1.0
"""Seconds around the moment when a sound is due in which it is looked for."""
ALIKE = 0.7
"""The correlation with its file from which a sound counts as found."""


@dataclass(frozen=True)
class Sound:
    """A sound that is due in a session: a phrase or the tone at a start, and what was found of it. Times in seconds."""

    n: int
    text: str
    due_s: float
    clip: SoundClip
    follows: bool = False
    """Whether it follows another phrase directly."""
    onset_s: float = 0.0
    likeness: float = 0.0

    @property
    def ends_s(self) -> float:
        return self.onset_s + self.clip.seconds


@dataclass(frozen=True)
class Heard:
    """What a recorded session sounds like."""

    found: Sequence[Sound]
    missing: Sequence[str]
    loudness: float
    true_peak_db: float
    words_a_minute: float

    @property
    def gaps_s(self) -> list[float]:
        """The quiet between phrases that follow each other directly."""
        return [b.onset_s - a.ends_s for a, b in pairwise(self.found) if b.follows and b.n == a.n + 1]

    @property
    def overlaps_s(self) -> list[float]:
        return [a.ends_s - b.onset_s for a, b in pairwise(self.found) if b.onset_s < a.ends_s - 0.005]

    @property
    def late_s(self) -> list[float]:
        """How late each phrase starts, against the median of all of them."""
        usual = median(one.onset_s - one.due_s for one in self.found)
        return [one.onset_s - one.due_s - usual for one in self.found]


AHEAD = ("nice", "-n", "-10")
"""Before a command that must be on time: where it is permitted, other tests hold it up less."""


@contextmanager
def room(folder: Path) -> Iterator[dict[str, str]]:
    """A sound server whose only output is a null sink, as an environment for programs that play."""
    socket = folder / "pulse.socket"
    environ = os.environ | {"HOME": str(folder), "XDG_RUNTIME_DIR": str(folder), "PULSE_SERVER": f"unix:{socket}"}
    environ["PLAYSOUND3_BACKEND"] = "paplay"
    command = [*AHEAD, "pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no"]
    command += ["-L", f"module-null-sink sink_name=room rate={RATE} channels=1"]
    command += ["-L", f"module-native-protocol-unix socket={socket} auth-anonymous=1"]
    ask = ["pactl", "info"]
    with subprocess.Popen(command, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            assert eventually(lambda: not subprocess.run(ask, env=environ, capture_output=True, check=False).returncode)
            yield environ
        finally:
            server.terminate()


def record(routine: str, timeline: Timeline, folder: Path) -> SoundClip:
    """Follow `routine` (a name or file) in plain lines, in real time, and record what is played."""
    raw = folder / "recorded.raw"
    with room(folder) as environ, raw.open("wb") as file:
        format_ = ["--format=s16le", f"--rate={RATE}", "--channels=1", "--latency-msec=20"]
        with subprocess.Popen(
            [*AHEAD, "parec", "-d", "room.monitor", *format_], env=environ, stdout=file, stderr=subprocess.DEVNULL
        ) as recorder:
            try:
                assert eventually(lambda: raw.stat().st_size > RATE), "nothing is recorded"
                here = environ | {"ROUTINE_TIMER_HOME": str(folder)}
                program = [*AHEAD, sys.executable, "-m", "routine_timer", "run", routine, "--plain"]
                limit = timeline.duration_s + 60
                subprocess.run(
                    program, env=here, stdin=subprocess.DEVNULL, capture_output=True, check=True, timeout=limit
                )
            finally:
                recorder.terminate()
    return SoundClip(RATE, array("h", raw.read_bytes()[: raw.stat().st_size // 2 * 2]))


def due(timeline: Timeline, folder: Path) -> list[Sound]:
    """Every phrase that is due in a session, with its file from the session's own cache."""
    voice = open_voice(Settings(), folders({"ROUTINE_TIMER_HOME": str(folder)}), lambda _trouble: None)
    assert voice
    try:
        voice.prepare(Announcer(timeline, tone_s).phrases())
        assert voice.wait(300)
        sounds: list[Sound] = []
        for line in transcript(timeline, phrase_s=voice.length_s):
            path = voice.path(line.say)
            if path:
                follows = bool(sounds) and abs(sounds[-1].due_s + sounds[-1].clip.seconds + GAP - line.due_s) < 0.01
                sounds.append(Sound(len(sounds), line.say, line.due_s, read_wav(path), follows))
        return sounds
    finally:
        voice.close()


def listen(recording: SoundClip, sounds: Sequence[Sound]) -> Heard:
    """Find each sound in the recording, from which the session's start is known by its first tone."""
    heard = np.array(recording.samples, dtype=float) / FULL_SCALE
    first, likeness = _find(heard, _tone(), 0.0, len(heard) / RATE)
    assert likeness > ALIKE, "the first tone is not in the recording"
    found, missing = [], []
    for sound in sounds:
        clip = np.array(sound.clip.samples, dtype=float) / FULL_SCALE
        at = first + sound.due_s
        onset, likeness = _find(heard, clip, at - SEARCH_S, at + SEARCH_S + sound.clip.seconds)
        if likeness < ALIKE:
            missing.append(sound.text)
        else:
            found.append(replace(sound, onset_s=onset, likeness=likeness))
    pieces = [SoundClip(RATE, recording.samples[round(one.onset_s * RATE) : round(one.ends_s * RATE)]) for one in found]
    long = [one for one in found if len(one.text.split()) >= 4]
    words = sum(len(one.text.replace("-", " ").split()) for one in long)
    seconds = sum(one.clip.seconds for one in long) or 1.0
    return Heard(found, missing, lufs(pieces), max(map(true_peak_db, pieces)), 60 * words / seconds)


def _tone() -> NDArray[np.float64]:
    """The tone that a session starts with, at the rate of the recording."""
    clip = read_wav(tone_path("get-ready"))
    there = np.arange(0, clip.seconds, 1 / RATE)
    tone: NDArray[np.float64] = np.interp(
        there, np.arange(len(clip.samples)) / clip.rate, np.array(clip.samples) / FULL_SCALE
    )
    return tone


def _find(heard: NDArray[np.float64], clip: NDArray[np.float64], begins: float, ends: float) -> tuple[float, float]:
    """Where `clip` is in a stretch of the recording, in seconds, and how well it matches there (0 to 1)."""
    start = max(round(begins * RATE), 0)
    part = heard[start : round(ends * RATE)]
    if len(part) < len(clip):
        return begins, 0.0
    size = 1 << (len(part) + len(clip)).bit_length()
    matches = np.fft.irfft(np.fft.rfft(part, size) * np.conj(np.fft.rfft(clip, size)), size)
    matches = matches[: len(part) - len(clip) + 1]
    at = int(np.argmax(matches))
    there = part[at : at + len(clip)]
    scale = float(np.linalg.norm(there) * np.linalg.norm(clip))
    return (start + at) / RATE, float(matches[at] / scale) if scale else 0.0


def page(name: str, timeline: Timeline, heard: Heard) -> str:
    """The results, as a page of the docs."""
    gaps, late = heard.gaps_s, heard.late_s
    rows = [
        ("phrases that were due", len(heard.found) + len(heard.missing), ""),
        ("found in the recording", len(heard.found), "all"),
        ("overlaps", len(heard.overlaps_s), "none"),
        ("quiet between phrases, mean", f"{fmean(gaps):.2f} s", "0.35 s"),
        ("quiet between phrases, shortest and longest", f"{min(gaps):.2f} to {max(gaps):.2f} s", ""),
        ("phrases against their due time, earliest and latest", f"{min(late):+.2f} to {max(late):+.2f} s", ""),
        ("loudness of the phrases alone, gated", f"{heard.loudness:.1f} LUFS", "-16 ± 1"),
        ("true peak of the phrases", f"{heard.true_peak_db:.1f} dBTP", "-1 at most"),
        ("speech in phrases of four words and more", f"{heard.words_a_minute:.0f} words a minute", "about 140"),
    ]
    minutes, seconds = divmod(round(timeline.duration_s), 60)
    lines = [
        "# A session, heard",
        "",
        f"{name}, {minutes} min {seconds} s, as a first session (which also says when to stop). Recorded in real time",
        "from a virtual output, with the default settings and the voice of espeak-ng. Each phrase is searched for in",
        "the recording. Made by `make capture`; the tests do the same with a routine of 45 seconds.",
        "",
        "| measured | result | wanted |",
        "| --- | --- | --- |",
        *(f"| {what} | {result} | {wanted} |" for what, result, wanted in rows),
    ]
    lines += [f"\nNot found: {'; '.join(heard.missing)}."] if heard.missing else []
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("routine", nargs="?", default="after-workout")
    parser.add_argument("--page", type=Path, required=True)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        routine = Library.of(folders({"ROUTINE_TIMER_HOME": temporary})).find(chosen.routine).routine
        if routine is None:
            parser.error(f"{chosen.routine} has errors")
        timeline = compile_routine(routine, coaching=FIRST_SESSION)
        sounds = due(timeline, folder)
        heard = listen(record(chosen.routine, timeline, folder), sounds)
    chosen.page.write_text(page(routine.name, timeline, heard), encoding="utf-8")


if __name__ == "__main__":
    main()
