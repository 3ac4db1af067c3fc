"""Tests sound and voice by using them, for `doctor`."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from routine_timer.audio.outputs import Output, find_outputs
from routine_timer.audio.phrase_renderer import PhraseRenderer
from routine_timer.audio.player_interface import Announcement
from routine_timer.audio.player_setup import open_voice
from routine_timer.audio.sound_player import SoundPlayer
from routine_timer.audio.voice_engine_choice import find_engines
from routine_timer.audio.voice_engines import INSTALL_VOICE, NO_VOICE, Engine, Espeak
from routine_timer.audio.volume import Volume
from routine_timer.audio.wav import BadWav
from routine_timer.paths import Folders
from routine_timer.settings import Settings

RENDER_TIMEOUT = 10.0
"""Seconds that rendering the phrase may take."""
PHRASE = "This is how it sounds"
SAMPLE = "Hold, left side. Breathe out slowly"
"""What is said so that the voice, its rate and the volume can be judged."""


@dataclass(frozen=True, slots=True)
class AudioCheck:
    """The result of a test: whether it worked, and in one line with what, or how to fix it."""

    works: bool
    says: str
    was_heard: bool = False
    """Whether something was played in spite of that."""


def check_sound(settings: Settings, folders: Folders, outputs: Callable[[], list[Output]] = find_outputs) -> AudioCheck:
    """Play a tone and wait until it ends, at most 5 seconds."""
    return _played(Announcement("go"), settings, folders, outputs, None)


def check_voice(settings: Settings, folders: Folders, outputs: Callable[[], list[Output]] = find_outputs) -> AudioCheck:
    """Say a phrase and wait until it ends."""
    troubles: list[str] = []
    voice = open_voice(settings, folders, troubles.append)
    engines = find_engines(settings.voice_name, settings.language)
    if voice is None or not engines:
        return AudioCheck(False, INSTALL_VOICE)
    engine = engines[0]
    voice.prepare([PHRASE])
    in_time = voice.wait(RENDER_TIMEOUT)
    error = voice.reason(PHRASE)
    if error is not None or voice.path(PHRASE) is None:
        voice.close()
        fix = f"reinstall {engine.name}, or choose another voice"
        if isinstance(error, OSError | BadWav):  # on a full disk some engines report success, and write nothing
            or_else = f", or {fix}" if isinstance(error, BadWav) else ""
            fix = f"check that {folders.cache / 'voice'} is writable and has room{or_else}"
        return AudioCheck(False, f"No voice: {_why(error, engine)}; {fix}")
    result = _played(Announcement(phrases=(PHRASE,)), settings, folders, outputs, voice)
    spoke = engine if in_time else engines[-1]
    if result.works and (gone := _missing_voice(settings, engine)):
        return AudioCheck(False, f"No voice: {gone}; choose one of those that `routine-timer voices` lists", True)
    return AudioCheck(True, spoke.name) if result.works else result


def play_sample(settings: Settings, folders: Folders, outputs: Callable[[], list[Output]] = find_outputs) -> AudioCheck:
    """Play a tone and say a sentence as in a session, and wait until they end."""
    if settings.silence:
        return AudioCheck(False, f"{settings.silence}.")
    voice = open_voice(settings, folders, lambda _trouble: None) if settings.speaks else None
    if voice is None:
        result = _played(Announcement("go"), settings, folders, outputs, None)
        return AudioCheck(False, NO_VOICE) if result.works and settings.speaks else result
    voice.prepare([SAMPLE])
    voice.wait(RENDER_TIMEOUT)
    error, is_spoken = voice.reason(SAMPLE), voice.path(SAMPLE) is not None
    result = _played(Announcement("go", (SAMPLE,)), settings, folders, outputs, voice)
    if not result.works:
        return result
    if is_spoken and error is None:
        gone = _missing_voice(settings, find_engines(settings.voice_name, settings.language)[0])
        return AudioCheck(False, f"{gone[:1].upper()}{gone[1:]}.", True) if gone else result
    engine, *others = find_engines(settings.voice_name, settings.language)
    if is_spoken:
        return AudioCheck(False, f"{others[0].name} is used instead: {_why(error, engine)}.")
    return AudioCheck(False, f"You won't hear the voice: {_why(error, engine)}.")


def _missing_voice(settings: Settings, engine: Engine) -> str:
    """What to say if espeak-ng lacks the chosen voice and speaks with another one instead; empty if it doesn't."""
    name = settings.voice_name
    if name is None or not isinstance(engine, Espeak) or engine.has_voice(name):
        return ""
    return f"there is no voice called {name}, so another one speaks"


def _why(error: Exception | None, engine: Engine) -> str:
    """Why a voice said nothing, without a full stop."""
    if error is None:
        return f"{engine.name} took more than {RENDER_TIMEOUT:g} seconds for one sentence"
    told = error.strerror if isinstance(error, OSError) else None
    return (told or str(error)).rstrip(".")


def _played(
    announcement: Announcement,
    settings: Settings,
    folders: Folders,
    outputs: Callable[[], list[Output]],
    voice: PhraseRenderer | None,
) -> AudioCheck:
    troubles: list[str] = []
    rang = threading.Event()
    volume = Volume(settings.level or 1.0, folders.cache / "sounds")
    speaker = SoundPlayer(rang.set, troubles.append, voice=voice, volume=volume, outputs=outputs)
    speaker.announce(announcement)
    speaker.close(wait=True)
    if troubles or rang.is_set():
        heard = speaker.output is not None and not rang.is_set()
        return AudioCheck(False, troubles[0] if troubles else "No sound.", heard)
    if speaker.output is None:
        return AudioCheck(
            False, "No sound: nothing could be played; connect a sound device, or turn sound off in the settings"
        )
    return AudioCheck(True, speaker.output)
