"""What a person has set: read once, handed down, changed one value at a time.

A settings file never keeps anyone from stretching: what makes no sense in it is told, and is its default. Knows no
screen; the goal is no setting, it lives in the history.
"""

from routine_timer.settings.config_file import LARGEST_FILE, Problem, forget, load, save
from routine_timer.settings.registry import SETTINGS, THEMES, Setting, changed, setting
from routine_timer.settings.setting_types import Choice, Folder, Keys, Kind, Number, Switch, TimeOfDay, Value, Words
from routine_timer.settings.settings import VOICE_AUTO, VOICE_OFF, WEEKDAYS, Settings

__all__ = [
    "LARGEST_FILE",
    "SETTINGS",
    "THEMES",
    "VOICE_AUTO",
    "VOICE_OFF",
    "WEEKDAYS",
    "Choice",
    "Folder",
    "Keys",
    "Kind",
    "Number",
    "Problem",
    "Setting",
    "Settings",
    "Switch",
    "TimeOfDay",
    "Value",
    "Words",
    "changed",
    "forget",
    "load",
    "save",
    "setting",
]
