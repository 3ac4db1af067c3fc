"""What the app hands over to be heard, and the players that take it. Knows nothing of sessions, files or devices.

`Speaker` (speaker.py) is the player that makes sound. Here are the one for silence and the one for tests.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from routine_timer.audio.tones import ToneName


@dataclass(frozen=True, slots=True)
class Announcement:
    """One thing to hear: a tone, then phrases, one after the other without a gap."""

    tone: ToneName | None = None
    phrases: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self.tone is not None or bool(self.phrases)


class Player(Protocol):
    """Makes heard what it is handed. Every method returns at once (but `close`), and none ever raises.

    The newest wins: whatever is handed over stops what is still playing and takes its place, for a tone late is worse
    than a tone lost. What must not be cut off is not cut off by those who choose (`score.py`).
    """

    muted: bool
    """Nothing at all is heard; set, it also stops what is playing."""
    voice_muted: bool
    """No phrase is heard; set, it also stops the one being said."""

    def prepare(self, phrases: Iterable[str]) -> None:
        """Have these phrases ready, the first of them first: only what was prepared can be said."""

    def phrase_s(self, phrase: str) -> float | None:
        """Seconds that a phrase lasts; None for one that can't be said."""

    def hear(self, heard: Announcement) -> None:
        """Play the tone, then say the phrases. With nothing in it, be silent."""

    def play(self, sound: Path) -> None:
        """Play one WAV file."""

    def stop(self) -> None:
        """Be silent now."""

    def close(self, *, wait: bool = False) -> None:
        """End for good, at once or (`wait`) when what is playing is over, three seconds at most."""


def audible(heard: Announcement, *, muted: bool, voice_muted: bool) -> Announcement:
    """What is left of `heard` by what is muted."""
    if muted:
        return Announcement()
    return Announcement(heard.tone) if voice_muted else heard


@dataclass(slots=True)
class NullPlayer:
    """Plays nothing: for `sound = false`, and where sound makes no sense."""

    muted: bool = False
    voice_muted: bool = False

    def prepare(self, phrases: Iterable[str]) -> None:
        """Nothing is said."""

    def phrase_s(self, phrase: str) -> None:
        """No phrase can be said."""

    def hear(self, heard: Announcement) -> None:
        """Nothing is heard."""

    def play(self, sound: Path) -> None:
        """Nothing is heard."""

    def stop(self) -> None:
        """There is nothing to stop."""

    def close(self, *, wait: bool = False) -> None:
        """There is nothing to close."""


@dataclass(slots=True)
class RecordingPlayer:
    """Remembers what a person would have heard: for tests of the screens."""

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

    @property
    def tones(self) -> list[ToneName]:
        return [heard.tone for heard in self.heard if heard.tone is not None]

    @property
    def phrases(self) -> list[str]:
        return [phrase for heard in self.heard for phrase in heard.phrases]

    def prepare(self, phrases: Iterable[str]) -> None:
        self.prepared.extend(phrases)

    def phrase_s(self, phrase: str) -> float | None:
        """As a voice takes: about fifteen letters a second."""
        return 0.25 + len(phrase) / 15

    def hear(self, heard: Announcement) -> None:
        if not heard:
            self.stop()
        elif left := audible(heard, muted=self.muted, voice_muted=self.voice_muted):
            self.heard.append(left)

    def play(self, sound: Path) -> None:
        if not self.muted:
            self.played.append(sound)

    def stop(self) -> None:
        self.stops += 1

    def close(self, *, wait: bool = False) -> None:
        self.closed, self.waited = True, wait
