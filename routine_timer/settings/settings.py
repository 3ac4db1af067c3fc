"""The values of all settings. A new one needs a field here and a row in `registry`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from pathlib import Path
from types import MappingProxyType

import msgspec

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
VOICE_AUTO, VOICE_OFF = "auto", "off"


class Settings(msgspec.Struct, frozen=True):
    """Every setting with its default. `registry.SETTINGS` explains them."""

    day_starts_at: time = time(4)
    week_starts: str = "monday"
    done_at: float = 0.8
    freezes: bool = False
    sound: bool = True
    volume: int = 100
    voice: str = VOICE_AUTO
    voice_rate: int = 140
    language: str = "en"
    theme: str = "dark"
    reduced_motion: bool = False
    flash: bool = False
    rescue_counts: bool = True
    ask_pain: bool | str = "auto"
    amber_to: int = 5
    longer_holds: bool = False
    habits: bool = True
    keep_audio_open: bool = False
    sync_folder: Path | None = None
    keys: Mapping[str, str] = msgspec.field(default_factory=lambda: MappingProxyType({}))

    @property
    def first_weekday(self) -> int:
        """The first day of the week, as in `date.weekday`: Monday is 0."""
        return WEEKDAYS.index(self.week_starts)

    @property
    def level(self) -> float:
        """The volume from 0 to 1; 0 if sound is off."""
        return self.volume / 100 if self.sound else 0.0

    @property
    def silence(self) -> str:
        """Which setting silences everything, in words; empty if none does."""
        return "Sound is off" if not self.sound else "The volume is 0" if not self.volume else ""

    @property
    def speaks(self) -> bool:
        return self.sound and self.voice != VOICE_OFF

    @property
    def voice_name(self) -> str | None:
        """The name of the chosen voice, or None for the platform's default voice."""
        return None if self.voice in (VOICE_AUTO, VOICE_OFF) else self.voice
