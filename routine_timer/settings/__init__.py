"""What a person has set: read once, handed down, changed one value at a time.

A settings file never keeps anyone from stretching: what makes no sense in it is told, and is its default. Knows no
screen; the goal is no setting, it lives in the history.
"""

from routine_timer.settings.config_file import LARGEST_FILE, SettingsProblem, forget, load, save
from routine_timer.settings.registry import SETTINGS, THEMES, Setting, changed, setting
from routine_timer.settings.setting_types import Folder, FreeText, Keys, Kind, Number, OneOf, Switch, TimeOfDay, Value
from routine_timer.settings.settings import VOICE_AUTO, VOICE_OFF, WEEKDAYS, Settings

__all__ = [
    "LARGEST_FILE",
    "SETTINGS",
    "THEMES",
    "VOICE_AUTO",
    "VOICE_OFF",
    "WEEKDAYS",
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
