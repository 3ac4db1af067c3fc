"""The user's settings: loaded once, passed down, changed one value at a time.

A broken settings file never prevents a session: invalid values are reported, and the defaults are used. The goal is not
a setting, because it changes over time: it is in the history.
"""

from routine_timer.settings.config_file import LARGEST_FILE, SettingsProblem, forget, load, save
from routine_timer.settings.registry import SETTINGS, THEMES, Setting, changed, setting
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
from routine_timer.settings.settings import VOICE_AUTO, VOICE_OFF, WEEKDAYS, Settings

__all__ = [
    "LARGEST_FILE",
    "SETTINGS",
    "THEMES",
    "VOICE_AUTO",
    "VOICE_OFF",
    "WEEKDAYS",
    "AutoSwitch",
    "Folder",
    "FreeText",
    "Keys",
    "Kind",
    "Number",
    "OneOf",
    "Setting",
    "Settings",
    "SettingsProblem",
    "Switch",
    "TimeOfDay",
    "Value",
    "changed",
    "forget",
    "load",
    "save",
    "setting",
]
