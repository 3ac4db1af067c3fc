"""Puts a player together from what a person has set. Where the parts of this package meet, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

from routine_timer.audio.player import NullPlayer, Player
from routine_timer.audio.silent_stream import SilentStream
from routine_timer.audio.speaker import Speaker
from routine_timer.audio.voice import Voice
from routine_timer.audio.voice_engines import VoiceSettings, find_engine
from routine_timer.audio.volume import Volume
from routine_timer.paths import Folders
from routine_timer.settings import Settings


def open_player(
    settings: Settings, folders: Folders, *, bell: Callable[[], None], on_trouble: Callable[[str], None]
) -> Player:
    """A player that is getting ready in the background; whoever opens it closes it.

    Args:
        bell: rings the terminal's bell.
        on_trouble: is told in one line what keeps sounds from being heard, each kind of trouble once.

    Both are called in threads of the player's own.
    """
    if settings.level == 0:
        return NullPlayer()
    speaker = Speaker(
        bell,
        on_trouble,
        voice=open_voice(settings, folders, on_trouble) if settings.speaks else None,
        stream=SilentStream() if settings.keep_audio_open else None,
        volume=Volume(settings.level, folders.cache / "sounds"),
    )
    speaker.open()
    return speaker


def open_voice(settings: Settings, folders: Folders, on_trouble: Callable[[str], None]) -> Voice | None:
    """The platform's voice as it is set, or None where there is none: then there are tones alone."""
    engine = find_engine()
    if engine is None:
        return None
    how = VoiceSettings(settings.voice_name, settings.voice_rate, settings.language)
    return Voice(engine, folders.cache / "voice", how, on_trouble=on_trouble)
