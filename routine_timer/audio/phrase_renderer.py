"""Renders phrases to WAV files ahead of time, in a background thread, and caches them.

A rendered phrase is a file with a known length; a phrase that is not rendered in time is not said, so nothing is late.
A voice that takes its time has a stand-in, a quick one, which says what the other has not rendered yet.
Knows nothing about when and why a phrase is said.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import threading
from collections import Counter, deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from routine_timer.audio.voice_engines import RATE, Engine, VoiceError, VoiceSettings, clean
from routine_timer.audio.wav import BadWav, length_s, levelled, read_wav, trimmed, write_wav
from routine_timer.audio.wav_cache_limit import discard
from routine_timer.text.speech_duration import estimate_s

CACHE_BYTES = 50_000_000
"""The size limit of the cache: a few thousand phrases."""
MAX_FAILURES = 3
"""Consecutive failures after which the voice counts as broken."""
CACHE_VERSION = 2
"""Part of every file name. Increase it to have all phrases rendered again."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A rendered phrase."""

    path: Path
    seconds: float


class PhraseRenderer:
    """Renders and finds phrases.

    Args:
        engine: turns text into sound.
        folder: the cache folder, created when it is needed.
        settings: voice, rate and language.
        stand_in: a quicker engine. It renders first, in its default voice, whatever `engine` has not rendered yet.
        on_trouble: called once, in the voice's thread, with one line that says why nothing can be rendered.
        cache_bytes: above this size, the phrases that were not used for the longest time are deleted.
    """

    def __init__(
        self,
        engine: Engine,
        folder: Path,
        settings: VoiceSettings | None = None,
        *,
        stand_in: Engine | None = None,
        on_trouble: Callable[[str], None] = lambda _message: None,
        cache_bytes: int = CACHE_BYTES,
    ) -> None:
        self._engine = engine
        self._folder = folder
        self._settings = settings or VoiceSettings()
        self._stand_in = stand_in
        self._on_trouble = on_trouble
        self._cache_bytes = cache_bytes
        self._changed = threading.Condition()
        self._wanted: deque[str] = deque()
        self._improvable: deque[str] = deque()
        """What the stand-in has rendered. It is rendered again, in the better voice, once nothing else is wanted."""
        self._requested: set[str] = set()
        self._known: dict[str, Phrase | None] = {}
        """By text: the rendered phrase, or None if that failed."""
        self._reasons: dict[str, Exception] = {}
        """By text: why the engine, not its stand-in, could not render it the last time that it was tried."""
        self._busy = False
        self._closing = False
        self._failures: Counter[str] = Counter()
        """By engine: how often it failed in a row."""
        self._thread: threading.Thread | None = None

    def prepare(self, texts: Iterable[str]) -> None:
        """Render `texts` in the background, in this order and before earlier requests that are still waiting."""
        with self._changed:
            texts = list(texts)
            self._requested.update(texts)
            new = [text for text in dict.fromkeys(texts) if text not in self._known]
            waiting = [text for text in self._wanted if text not in set(new)]
            self._wanted = deque([*new, *waiting])
            improvable = set(self._improvable)
            first = [text for text in texts if text in improvable]
            self._improvable = deque(dict.fromkeys([*first, *self._improvable]))
            if self._wanted and self._thread is None and not self._closing:
                self._thread = threading.Thread(target=self._run, name="routine-timer voice", daemon=True)
                self._thread.start()
            self._changed.notify_all()

    def find(self, text: str) -> Phrase | None:
        """The phrase, if it has been rendered."""
        return self._known.get(text)

    def path(self, text: str) -> Path | None:
        """The file of the phrase, if it has been rendered."""
        phrase = self.find(text)
        return phrase.path if phrase else None

    def reason(self, text: str) -> Exception | None:
        """Why the engine could not render the phrase, if it failed; its stand-in may have."""
        return self._reasons.get(clean(text))

    def length_s(self, text: str) -> float | None:
        """The length of a phrase in seconds, or None if it can't be said.

        For a phrase that is not rendered yet it is an estimate, because it may be ready when it is due.
        """
        if text in self._known:
            phrase = self._known[text]
            return phrase.seconds if phrase else None
        return estimate_s(clean(text)) * RATE / self._settings.rate if text in self._requested else None

    def wait(self, timeout_s: float) -> bool:
        """Wait until all requested phrases are rendered. Returns False after `timeout_s` seconds."""
        with self._changed:
            return self._changed.wait_for(lambda: not (self._wanted or self._improvable or self._busy), timeout_s)

    def close(self) -> None:
        """End the thread, after the phrase that it is rendering."""
        with self._changed:
            self._closing = True
            self._wanted.clear()
            self._improvable.clear()
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join(1.0)

    # -- the thread

    def _run(self) -> None:
        while (text := self._next()) is not None:
            phrase = self._make(text)
            with self._changed:
                self._known[text] = phrase or self._known.get(text)
                self._busy = False
                idle = not (self._wanted or self._improvable)
                self._changed.notify_all()
            if idle:
                self._engine.release()
                in_use = {known.path for known in self._known.values() if known}
                discard(self._folder, self._cache_bytes, in_use)
        self._engine.release()

    def _next(self) -> str | None:
        with self._changed:
            self._changed.wait_for(lambda: bool(self._wanted or self._improvable or self._closing))
            if self._closing:
                return None
            self._busy = True
            return (self._wanted or self._improvable).popleft()

    def _make(self, text: str) -> Phrase | None:
        """The phrase, or None if it can't be rendered. The first time, with a stand-in, in whatever voice is quick."""
        cleaned = clean(text)
        if not cleaned:
            return None
        if phrase := self._cached(self._file(self._engine, cleaned)):
            return phrase
        if self._stand_in is None or text in self._known:
            return self._tried(self._engine, cleaned)
        phrase = self._tried(self._stand_in, cleaned)
        with self._changed:
            if not self._closing:
                self._improvable.append(text)
        return phrase

    def _tried(self, engine: Engine, text: str) -> Phrase | None:
        """`text` as `engine` says it; None if it can't, or failed too often."""
        if self._failures[engine.name] >= MAX_FAILURES:
            return None
        try:
            phrase = self._cached(self._file(engine, text)) or self._render(engine, text)
        except (VoiceError, BadWav, OSError) as error:
            self._failures[engine.name] += 1
            if engine is self._engine:
                self._reasons[text] = error
            if self._failures[engine.name] == MAX_FAILURES:
                instead = self._stand_in if engine is self._engine else None
                self._on_trouble(f"{instead.name} is used instead: {error}" if instead else f"No voice: {error}")
            return None
        self._failures[engine.name] = 0
        return phrase

    def _settings_for(self, engine: Engine) -> VoiceSettings:
        return replace(self._settings, voice=None) if engine is self._stand_in else self._settings

    def _file(self, engine: Engine, text: str) -> Path:
        settings = self._settings_for(engine)
        parts = (CACHE_VERSION, engine.name, settings.voice or "", settings.rate, settings.tag, text)
        return self._folder / f"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}.wav"

    def _cached(self, path: Path) -> Phrase | None:
        try:
            phrase = Phrase(path, length_s(path))
        except (OSError, BadWav):  # where it can't be read, rendering it says why
            return None
        with suppress(OSError):
            os.utime(path)  # the least recently used files are deleted first
        return phrase

    def _render(self, engine: Engine, text: str) -> Phrase:
        path = self._file(engine, text)
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".", dir=path.parent) as folder:
            raw = Path(folder) / "raw.wav"
            engine.render(text, raw, self._settings_for(engine))
            clip = levelled(trimmed(read_wav(raw)))
        if not clip.samples:
            raise VoiceError(f"{engine.name} produced only silence")
        write_wav(path, clip)
        return Phrase(path, clip.seconds)
