"""Creates the player and the voice that the settings ask for."""

from __future__ import annotations

from collections.abc import Callable

from routine_timer.audio.phrase_renderer import PhraseRenderer
from routine_timer.audio.player_interface import NullPlayer, Player
from routine_timer.audio.silent_stream import SilentStream
from routine_timer.audio.sound_player import SoundPlayer
from routine_timer.audio.voice_engine_choice import find_engines
from routine_timer.audio.voice_engines import VoiceSettings
from routine_timer.audio.volume import Volume
from routine_timer.paths import Folders
from routine_timer.settings import Settings


def open_player(
    settings: Settings, folders: Folders, *, bell: Callable[[], None], on_trouble: Callable[[str], None]
) -> Player:
    """A player, not opened yet. The caller must close it.

    Args:
        bell: rings the terminal's bell.
        on_trouble: called with one line that says why there is no sound, once for each reason.

    Both are called in background threads.
    """
    if settings.level == 0:
        return NullPlayer()
    return SoundPlayer(
        bell,
        on_trouble,
        voice=open_voice(settings, folders, on_trouble) if settings.speaks else None,
        stream=SilentStream() if settings.keep_audio_open else None,
        volume=Volume(settings.level, folders.cache / "sounds"),
    )


def open_voice(settings: Settings, folders: Folders, on_trouble: Callable[[str], None]) -> PhraseRenderer | None:
    """The voice that the settings ask for, or None if this computer has none. Then only tones are played."""
    engines = find_engines(settings.voice_name, settings.language)
    if not engines:
        return None
    how = VoiceSettings(settings.voice_name, settings.voice_rate, settings.language)
    stand_in = engines[1] if len(engines) > 1 else None
    return PhraseRenderer(engines[0], folders.cache / "voice", how, stand_in=stand_in, on_trouble=on_trouble)
