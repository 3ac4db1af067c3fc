"""Outputs that play nothing, and say what they were asked to play."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from queue import Queue

from routine_timer.audio.outputs import Output
from routine_timer.audio.tones import tone_path

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


class FakeVoice:
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


def eventually(condition: Callable[[], bool]) -> bool:
    """Whether `condition` comes true in another thread within a short while."""
    until = time.monotonic() + SOON
    while not condition():
        if time.monotonic() > until:
            return False
        time.sleep(0.001)
    return True
