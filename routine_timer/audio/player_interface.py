"""What every player of announcements can do, and the player that stays silent; `SoundPlayer` makes sound.

Knows nothing about sessions, files or audio devices.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import msgspec

if TYPE_CHECKING:
    from routine_timer.audio.tone_files import ToneName, ToneSet


class Announcement(msgspec.Struct, frozen=True):
    """A tone and then phrases, played one after the other. Empty, it asks for silence."""

    tone: ToneName | None = None
    phrases: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self.tone is not None or bool(self.phrases)


class Player(Protocol):
    """Plays announcements. Every method but `close` returns immediately, and none of them raises.

    A new announcement replaces the one that is still playing, because a late tone is worse than a lost one. The
    `Announcer` never interrupts a phrase that should be heard to its end.
    """

    muted: bool
    """Play nothing. Setting it also stops what is playing."""
    voice_muted: bool
    """Say nothing, but play tones. Setting it also stops the phrase being said."""

    def open(self) -> None:
        """Get ready to play, in the background."""

    def use_tones(self, tones: ToneSet) -> None:
        """Play these tones from now on."""

    def prepare(self, phrases: Iterable[str]) -> None:
        """Render these phrases in the background, in this order. Only a rendered phrase can be said."""

    def phrase_s(self, phrase: str) -> float | None:
        """The length of a phrase in seconds, or None if it can't be said."""

    def announce(self, announcement: Announcement) -> None:
        """Play the tone, then say the phrases. An empty announcement stops what is playing."""

    def play(self, sound: Path) -> None:
        """Play one WAV file."""

    def stop(self) -> None:
        """Stop what is playing."""

    def close(self, *, wait: bool = False) -> None:
        """Shut down, immediately or (`wait`) after what is playing has finished, which takes 5 seconds at most."""


def audible(announcement: Announcement, *, muted: bool, voice_muted: bool) -> Announcement:
    """The part of an announcement that is not muted."""
    if muted:
        return Announcement()
    return Announcement(announcement.tone) if voice_muted else announcement


class NullPlayer(msgspec.Struct):
    """Plays nothing: for `sound = false`, and for sessions at high speed."""

    muted: bool = False
    voice_muted: bool = False

    def open(self) -> None:
        """Does nothing."""

    def use_tones(self, tones: ToneSet) -> None:
        """Does nothing."""

    def prepare(self, phrases: Iterable[str]) -> None:
        """Does nothing."""

    def phrase_s(self, phrase: str) -> None:
        """Does nothing."""

    def announce(self, announcement: Announcement) -> None:
        """Does nothing."""

    def play(self, sound: Path) -> None:
        """Does nothing."""

    def stop(self) -> None:
        """Does nothing."""

    def close(self, *, wait: bool = False) -> None:
        """Does nothing."""
