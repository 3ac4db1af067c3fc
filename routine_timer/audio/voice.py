"""Phrases as WAV files, rendered ahead of time in a thread of its own, and kept.

A phrase that has been rendered is a file like any other, with a length that is known; one that has not is not said.
So nothing is late. Knows nothing of when and why a phrase is said.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import threading
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from routine_timer.audio.voice_engines import RATE, Engine, VoiceError, VoiceSettings, clean
from routine_timer.audio.wav import BadWav, length_s, levelled, read_wav, trimmed, write_wav
from routine_timer.audio.wav_cache import discard

KEPT_BYTES = 50_000_000
"""How much of rendered speech is kept: some thousand phrases."""
PATIENCE = 3
"""Failures in a row after which the voice is taken for broken."""
LAYOUT = 1
"""Part of every key: raise it when rendered files are to be made anew."""


def estimate_s(said: str, rate: int) -> float:
    """Seconds that a phrase will hardly exceed at so many words a minute: numbers are longer than their digits."""
    letters = sum(5 if c.isdigit() else 1 for c in said)
    return 0.4 + letters / 11 * RATE / rate


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase that can be played."""

    path: Path
    seconds: float


class Voice:
    """Renders and finds phrases.

    Args:
        engine: turns text into sound.
        folder: where the files are kept; made when it is needed.
        settings: voice, rate and language.
        on_trouble: is told once, in one line, when nothing can be rendered; called in the voice's thread.
        kept_bytes: beyond this, what was not used for longest goes.
    """

    def __init__(
        self,
        engine: Engine,
        folder: Path,
        settings: VoiceSettings | None = None,
        *,
        on_trouble: Callable[[str], None] = lambda _message: None,
        kept_bytes: int = KEPT_BYTES,
    ) -> None:
        self._engine = engine
        self._folder = folder
        self._settings = settings or VoiceSettings()
        self._on_trouble = on_trouble
        self._kept_bytes = kept_bytes
        self._changed = threading.Condition()
        self._wanted: deque[str] = deque()
        self._asked: set[str] = set()
        self._known: dict[str, Phrase | None] = {}
        """By text: the rendered phrase, or None where that failed."""
        self._busy = False
        self._closing = False
        self._failures = 0
        self._thread: threading.Thread | None = None

    def prepare(self, texts: Iterable[str]) -> None:
        """Render `texts` in the background in this order, before what was asked for earlier and is still to do."""
        with self._changed:
            texts = list(texts)
            self._asked.update(texts)
            new = [text for text in dict.fromkeys(texts) if text not in self._known]
            waiting = [text for text in self._wanted if text not in set(new)]
            self._wanted = deque([*new, *waiting])
            if self._wanted and self._thread is None and not self._closing:
                self._thread = threading.Thread(target=self._run, name="routine-timer voice", daemon=True)
                self._thread.start()
            self._changed.notify_all()

    def find(self, text: str) -> Phrase | None:
        """The phrase if it has been rendered."""
        return self._known.get(text)

    def path(self, text: str) -> Path | None:
        """The file of the phrase if it has been rendered."""
        phrase = self.find(text)
        return phrase.path if phrase else None

    def length_s(self, text: str) -> float | None:
        """Seconds that the phrase lasts; None where it can't be said.

        While it is still to be rendered, what it will hardly exceed: it may be there when its moment comes.
        """
        if text in self._known:
            phrase = self._known[text]
            return phrase.seconds if phrase else None
        return estimate_s(clean(text), self._settings.rate) if text in self._asked else None

    def wait(self, timeout_s: float) -> bool:
        """Wait until all that was asked for is rendered; whether that came about in time."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._wanted and not self._busy, timeout_s)

    def close(self) -> None:
        """End the thread; the phrase it is rendering is finished first."""
        with self._changed:
            self._closing = True
            self._wanted.clear()
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join(1.0)

    # -- the thread

    def _run(self) -> None:
        while (text := self._next()) is not None:
            phrase = self._make(text)
            with self._changed:
                self._known[text] = phrase
                self._busy = False
                idle = not self._wanted
                self._changed.notify_all()
            if idle:
                in_use = {known.path for known in self._known.values() if known}
                discard(self._folder, self._kept_bytes, in_use)

    def _next(self) -> str | None:
        with self._changed:
            self._changed.wait_for(lambda: bool(self._wanted) or self._closing)
            if self._closing:
                return None
            self._busy = True
            return self._wanted.popleft()

    def _make(self, text: str) -> Phrase | None:
        said = clean(text)
        if not said or self._failures >= PATIENCE:
            return None
        try:
            phrase = self._kept(self._file(said)) or self._render(said)
        except (VoiceError, BadWav, OSError) as error:
            self._failures += 1
            if self._failures == PATIENCE:
                self._on_trouble(f"No voice: {error}")
            return None
        self._failures = 0
        return phrase

    def _file(self, said: str) -> Path:
        settings = self._settings
        parts = (LAYOUT, self._engine.name, settings.voice or "", settings.rate, settings.tag, said)
        return self._folder / f"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}.wav"

    def _kept(self, path: Path) -> Phrase | None:
        try:
            phrase = Phrase(path, length_s(path))
        except (FileNotFoundError, BadWav):
            return None
        with suppress(OSError):
            os.utime(path)  # the cache forgets what was not used for longest
        return phrase

    def _render(self, said: str) -> Phrase:
        path = self._file(said)
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".", dir=path.parent) as folder:
            raw = Path(folder) / "raw.wav"
            self._engine.render(said, raw, self._settings)
            clip = levelled(trimmed(read_wav(raw)))
        if not clip.samples:
            raise VoiceError(f"{self._engine.name} rendered silence")
        write_wav(path, clip)
        return Phrase(path, clip.seconds)
