"""Softer copies of sounds, kept in a cache folder: the one way to a volume that works with every player there is."""

from __future__ import annotations

import hashlib
from pathlib import Path

from routine_timer.audio.wav import read_wav, scaled, write_wav
from routine_timer.audio.wav_cache import discard

KEPT_BYTES = 50_000_000


class Volume:
    """Gives the file to play for a sound at a volume.

    Args:
        level: 0 to 1; 1 plays the files as they are.
        folder: where the copies go; made when it is needed.
    """

    def __init__(self, level: float = 1.0, folder: Path | None = None) -> None:
        self.level = min(max(level, 0.0), 1.0)
        self._folder = folder

    def of(self, sound: Path) -> Path:
        """`sound` at this volume.

        Raises:
            OSError: the sound can't be read, or its copy can't be written.
            BadWav: it is no WAV file to be scaled.
        """
        if self.level == 1 or self._folder is None:
            return sound
        digest = hashlib.sha256(sound.read_bytes()).hexdigest()[:16]
        copy = self._folder / f"{digest}-{round(100 * self.level):03}.wav"
        if not copy.exists():
            write_wav(copy, scaled(read_wav(sound), self.gain))
        return copy

    def tidy(self) -> None:
        """Forget the copies that were made longest ago, where there are too many."""
        if self._folder is not None:
            discard(self._folder, KEPT_BYTES)

    @property
    def gain(self) -> float:
        """What samples are multiplied with: the level squared, so that half the slider sounds about half as loud."""
        return self.level**2
