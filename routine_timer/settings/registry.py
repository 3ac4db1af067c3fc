"""The table of all settings. The settings screen, the docs and the checks are generated from it."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from routine_timer.settings.setting_types import (
    AutoSwitch,
    Folder,
    FreeText,
    Keys,
    Kind,
    Number,
    OneOf,
    Switch,
    TimeOfDay,
    Value,
)
from routine_timer.settings.settings import WEEKDAYS, Settings

THEMES = ("dark", "light", "contrast-dark", "contrast-light", "terminal")


class Setting(msgspec.Struct, frozen=True):
    """A setting: its name in the file, its type, a label, an explanation and its group."""

    name: str
    kind: Kind
    label: str
    does: str
    group: str

    @property
    def default(self) -> Value:
        value: Value = getattr(DEFAULTS, self.name)
        return value


DEFAULTS = Settings()

SETTINGS: tuple[Setting, ...] = (
    Setting(
        "day_starts_at",
        TimeOfDay(),
        "A day starts at",
        "A session before this time counts for the day before. Earlier days stay as they were counted.",
        "Days and goals",
    ),
    Setting(
        "week_starts",
        OneOf(WEEKDAYS),
        "The week starts on",
        "First day of the week, for goals and the calendar.",
        "Days and goals",
    ),
    Setting(
        "done_at",
        Number(0.05, 1, 0.05, "%", whole=False, shown_times=100),
        "A session is done at",
        "How much of a session you must finish for the day to count. You can change it for any session.",
        "Days and goals",
    ),
    Setting(
        "freezes",
        Switch(),
        "Freezes",
        "Every 7 completed days earn a freeze (2 at most), used automatically on a day you miss.",
        "Days and goals",
    ),
    Setting(
        "rescue_counts",
        Switch(),
        "Rescue sessions count",
        "Whether a three-minute rescue session counts as done. Off: it is saved as partly done.",
        "Days and goals",
    ),
    Setting(
        "ask_pain",
        AutoSwitch(),
        "Ask about pain",
        "Rate pain from 0 to 10 around each session and the next morning. auto: once you report pain in a check-in.",
        "Days and goals",
    ),
    Setting(
        "amber_to",
        Number(5, 7, 1),
        "Amber pain up to",
        "From 4 to this number: take it easy. Above it: stop, or do the shorter version. Clinics use 5, 6 or 7.",
        "Days and goals",
    ),
    Setting(
        "longer_holds",
        Switch(),
        "Longer stretches",
        "Hold each stretch for 30 to 60 seconds, as is advised for older people. Off: as long as the routine says.",
        "Days and goals",
    ),
    Setting(
        "habits",
        Switch(),
        "Daily habit",
        "Show a small habit for each day on the home screen, such as standing on both feet.",
        "Days and goals",
    ),
    Setting("sound", Switch(), "Sound", "Tones and voice. Off silences both, in every session.", "Sound and voice"),
    Setting(
        "volume",
        Number(0, 100, 5, "%"),
        "Volume",
        "How loud tones and voice are. 100% is right for a laptop across the room.",
        "Sound and voice",
    ),
    Setting(
        "voice",
        FreeText('"auto", "off", or the name of a voice that this computer has'),
        "Voice",
        "auto: the best voice for the language. off: tones only. Or choose a voice.",
        "Sound and voice",
    ),
    Setting(
        "voice_rate",
        Number(80, 300, 5, " words a minute"),
        "Speaking rate",
        "How fast the voice speaks. 140 is easy to follow with closed eyes.",
        "Sound and voice",
    ),
    Setting(
        "language",
        FreeText('a language such as "en" or "en-GB"', r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*"),
        "Language of the voice",
        "The language that your routines are written in, so that the voice pronounces them correctly.",
        "Sound and voice",
    ),
    Setting(
        "keep_audio_open",
        Switch(),
        "Keep the output awake",
        "For headphones and televisions that fall asleep and miss the first half second: plays silence between sounds.",
        "Sound and voice",
    ),
    Setting(
        "theme",
        OneOf(THEMES),
        "Colours",
        "All themes work for colour-blind people. “terminal” uses your terminal's 16 colours.",
        "Look",
    ),
    Setting(
        "reduced_motion",
        Switch(),
        "Reduced motion",
        "Show a still figure, without animations.",
        "Look",
    ),
    Setting(
        "flash",
        Switch(),
        "Flash on changes",
        "Light up the screen briefly at each hold, rest and change of sides. Not with reduced motion.",
        "Look",
    ),
    Setting(
        "sync_folder",
        Folder(),
        "Sync folder",
        "A folder shared by your computers (Syncthing, git or a cloud folder), to sync your history.",
        "Several computers",
    ),
    Setting("keys", Keys(), "Keys", "Your own keyboard shortcuts.", "Keys"),
)


def setting(name: str) -> Setting:
    """Raises KeyError: there is no such setting."""
    for one in SETTINGS:
        if one.name == name:
            return one
    raise KeyError(name)


def changed(settings: Settings, name: str, value: Value) -> Settings:
    """`settings` with one value changed.

    Raises:
        ValueError: the value is invalid; the message says what is valid.
    """
    kind = setting(name).kind
    return replace(settings, **{name: kind.read(kind.write(value))})
