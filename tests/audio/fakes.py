"""Outputs that play nothing, and say what they were asked to play."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from queue import Queue

from routine_timer.audio.outputs import Output
from routine_timer.audio.phrase_renderer import PhraseRenderer
from routine_timer.audio.player_interface import Announcement, audible
from routine_timer.audio.tone_files import ToneName, ToneSet, tone_path

SOON = 10.0
"""Seconds that a test waits for another thread before it fails."""


class FakeSound:
    """A process that plays until the test or the player ends it."""

    def __init__(self, path: Path, code: int | None) -> None:
        self.path = path
        self.code = code
        self.over = threading.Event()
        self.stopped = False
        self.waited_for = False
        if code is not None:
            self.over.set()

    def poll(self) -> int | None:
        if not self.over.is_set():
            return None
        self.waited_for = True
        return self.code or 0

    def wait(self) -> int:
        assert self.over.wait(SOON)
        self.waited_for = True
        return self.code or 0

    def terminate(self) -> None:
        self.stopped = True
        self.over.set()


class FakeOutput:
    """Starts sounds; `code` ends each at once with that exit code, None lets them play."""

    def __init__(self, name: str = "fake", code: int | None = 0, before: Callable[[], object] = lambda: None) -> None:
        self.name = name
        self.code = code
        self.begun: list[FakeSound] = []
        self._queue: Queue[FakeSound] = Queue()
        self._before = before

    @property
    def names(self) -> list[str]:
        return [sound.path.stem for sound in self.begun]

    @property
    def output(self) -> Output:
        return Output(self.name, self._start)

    def next(self) -> FakeSound:
        """The next sound that is begun."""
        return self._queue.get(timeout=SOON)

    def _start(self, path: Path) -> FakeSound:
        self._before()
        sound = FakeSound(path, self.code)
        self.begun.append(sound)
        self._queue.put(sound)
        return sound


class FakeRenderer(PhraseRenderer):
    """Has every phrase ready but the one called "unknown"."""

    PHRASE = tone_path("rest")
    """Any WAV file will do for a phrase."""

    def __init__(self) -> None:
        self.prepared: list[str] = []
        self.closed = False

    def prepare(self, texts: Iterable[str]) -> None:
        self.prepared.extend(texts)

    def path(self, text: str) -> Path | None:
        return None if text == "unknown" else self.PHRASE

    def length_s(self, text: str) -> float | None:
        return None if text == "unknown" else 1.0

    def close(self) -> None:
        self.closed = True


@dataclass(slots=True)
class RecordingPlayer:
    """Remembers what a person would have heard."""

    muted: bool = False
    voice_muted: bool = False
    heard: list[Announcement] = field(default_factory=list)
    """All that was handed over and not muted, in order."""
    played: list[Path] = field(default_factory=list)
    prepared: list[str] = field(default_factory=list)
    stops: int = 0
    closed: bool = False
    waited: bool = False
    """Whether closing let the last sound end."""
    tone_set: ToneSet | None = None

    @property
    def tones(self) -> list[ToneName]:
        return [heard.tone for heard in self.heard if heard.tone is not None]

    @property
    def phrases(self) -> list[str]:
        return [phrase for heard in self.heard for phrase in heard.phrases]

    def open(self) -> None: ...

    def use_tones(self, tones: ToneSet) -> None:
        self.tone_set = tones

    def prepare(self, phrases: Iterable[str]) -> None:
        self.prepared.extend(phrases)

    def phrase_s(self, phrase: str) -> float | None:
        """As a voice takes: about fifteen letters a second."""
        return 0.25 + len(phrase) / 15

    def announce(self, announcement: Announcement) -> None:
        if not announcement:
            self.stop()
        elif left := audible(announcement, muted=self.muted, voice_muted=self.voice_muted):
            self.heard.append(left)

    def play(self, sound: Path) -> None:
        if not self.muted:
            self.played.append(sound)

    def stop(self) -> None:
        self.stops += 1

    def close(self, *, wait: bool = False) -> None:
        self.closed, self.waited = True, wait


def eventually(condition: Callable[[], bool]) -> bool:
    """Whether `condition` comes true in another thread within a short while."""
    until = time.monotonic() + SOON
    while not condition():
        if time.monotonic() > until:
            return False
        time.sleep(0.001)
    return True
