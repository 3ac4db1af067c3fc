"""The bundled tones: their names, files and lengths."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from routine_timer.audio.wav import BadWav, length_s
from routine_timer.paths import bundled_sounds

ToneName: TypeAlias = Literal[
    "get-ready",
    "tick",
    "go",
    "halfway",
    "switch",
    "rest",
    "end",
    "finished",
    "rep",
    "least",
    "silence",
]

TONES: tuple[ToneName, ...] = get_args(ToneName)

RINGS_A_BELL: frozenset[ToneName] = frozenset(TONES) - {"rep", "silence"}
"""The tones that the terminal bell replaces if nothing can be played: not every rep, and not the silence."""


def tone_path(name: ToneName) -> Path:
    """The file of a tone."""
    return bundled_sounds() / f"{name}.wav"


@lru_cache
def tone_s(name: ToneName) -> float:
    """The length of a tone in seconds; 0 if its file can't be read, because then it isn't played."""
    try:
        return length_s(tone_path(name))
    except (OSError, BadWav):
        return 0.0
