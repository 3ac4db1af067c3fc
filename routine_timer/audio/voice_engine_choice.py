"""Chooses the engines that speak on this computer, the best first."""

from __future__ import annotations

from collections.abc import Callable

from routine_timer.audio.natural_voice import NATURAL, NaturalVoice, is_installed
from routine_timer.audio.voice_engines import Engine, VoiceSettings, find_engine


def find_engines(
    voice: str | None,
    language: str,
    platform: Callable[[], Engine | None] = find_engine,
    has_natural: Callable[[], bool] = is_installed,
) -> tuple[Engine, ...]:
    """The engine for a voice, then the one that speaks until the first is ready. Empty if this computer has none.

    Args:
        voice: the name of the voice, or None for the best one for `language`.
        platform: finds the platform's own engine.
        has_natural: whether the natural voice is installed. It speaks English only.
    """
    own = platform()
    engines = (own,) if own is not None else ()
    wanted = voice == NATURAL or (voice is None and VoiceSettings(language=language).tag.split("-")[0] == "en")
    return (NaturalVoice(), *engines) if wanted and has_natural() else engines
