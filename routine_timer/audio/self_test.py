"""Whether sound and voice work here, tried for real: for `doctor`."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from routine_timer.audio.outputs import Output, find_outputs
from routine_timer.audio.player import Announcement
from routine_timer.audio.player_setup import open_voice
from routine_timer.audio.speaker import Speaker
from routine_timer.audio.voice import Voice
from routine_timer.audio.voice_engines import NO_VOICE, find_engine
from routine_timer.audio.volume import Volume
from routine_timer.paths import Folders
from routine_timer.settings import Settings

RENDERED_WITHIN = 10.0
"""Seconds that a voice may take for one phrase."""
PHRASE = "This is how it sounds"


@dataclass(frozen=True, slots=True)
class AudioCheck:
    """One thing that was tried: whether it works, and in one line with what, or what would help."""

    works: bool
    says: str


def check_sound(settings: Settings, folders: Folders, outputs: Callable[[], list[Output]] = find_outputs) -> AudioCheck:
    """Play a tone and wait for its end: up to three seconds."""
    return _heard(Announcement("go"), settings, folders, outputs, None)


def check_voice(settings: Settings, folders: Folders, outputs: Callable[[], list[Output]] = find_outputs) -> AudioCheck:
    """Say a phrase and wait for its end."""
    troubles: list[str] = []
    voice = open_voice(settings, folders, troubles.append)
    engine = find_engine()
    if voice is None or engine is None:
        return AudioCheck(False, NO_VOICE)
    voice.prepare([PHRASE])
    voice.wait(RENDERED_WITHIN)
    if voice.path(PHRASE) is None:
        voice.close()
        return AudioCheck(False, f"No voice: {engine.name} rendered nothing. {NO_VOICE}")
    checked = _heard(Announcement(phrases=(PHRASE,)), settings, folders, outputs, voice)
    return AudioCheck(True, engine.name) if checked.works else checked


def _heard(
    heard: Announcement,
    settings: Settings,
    folders: Folders,
    outputs: Callable[[], list[Output]],
    voice: Voice | None,
) -> AudioCheck:
    troubles: list[str] = []
    rang = threading.Event()
    volume = Volume(settings.level or 1.0, folders.cache / "sounds")
    speaker = Speaker(rang.set, troubles.append, voice=voice, volume=volume, outputs=outputs)
    speaker.announce(heard)
    speaker.close(wait=True)
    if troubles or rang.is_set():
        return AudioCheck(False, troubles[0] if troubles else "No sound.")
    return AudioCheck(True, speaker.output or "nothing played")
