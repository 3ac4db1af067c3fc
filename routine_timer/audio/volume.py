"""Quieter copies of sounds in a cache folder: the only volume control that works with every player."""

from __future__ import annotations

import hashlib
from pathlib import Path

from routine_timer.audio.wav import read_wav, scaled, write_wav
from routine_timer.audio.wav_cache_limit import discard

CACHE_BYTES = 50_000_000


class Volume:
    """Finds the file to play for a sound at a volume.

    Args:
        level: 0 to 1; 1 plays the files as they are.
        folder: where the copies are written; created when it is needed.
    """

    def __init__(self, level: float = 1.0, folder: Path | None = None) -> None:
        self.level = min(max(level, 0.0), 1.0)
        self._folder = folder

    def of(self, sound: Path) -> Path:
        """`sound` at this volume.

        Raises:
            OSError: the sound can't be read, or its copy can't be written.
            BadWav: it is not a WAV file that can be scaled.
        """
        if self.level == 1 or self._folder is None:
            return sound
        digest = hashlib.sha256(sound.read_bytes()).hexdigest()[:16]
        copy = self._folder / f"{digest}-{round(100 * self.level):03}.wav"
        if not copy.exists():
            write_wav(copy, scaled(read_wav(sound), self.gain))
        return copy

    def tidy(self) -> None:
        """Delete the oldest copies if there are too many."""
        if self._folder is not None:
            discard(self._folder, CACHE_BYTES)

    @property
    def gain(self) -> float:
        """The factor for each sample: the level squared, so that 50% sounds about half as loud."""
        return self.level**2
