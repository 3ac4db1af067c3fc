"""What people call things when they look for them: more words for commands, settings and the goal."""

from __future__ import annotations

COMMAND_NAMES = {
    "add": "Add exercise",
    "count": "Count as done",
    "default": "Reset setting",
    "discard": "Delete the interrupted session",
    "filter": "List only this routine",
    "keep": "Save the interrupted session",
    "length": "Change the length of a session",
    "log": "Log a session",
    "longer": "10 seconds more",
    "move": "Move a session to another day",
    "note": "Write a note",
    "notices": "Show all notices",
    "panel": "More charts",
    "rescue": "3-minute routine",
    "shorter": "10 seconds less",
    "view": "Change view",
}
"""Names of commands in the palette, where the label at the foot says too little by itself."""

COMMAND_SYNONYMS = {
    "quit": "exit close leave",
    "history": "calendar statistics stats past log progress streak score",
    "settings": "preferences options configuration",
    "keys": "shortcuts hotkeys help keyboard",
    "new": "create make add routine",
    "edit": "change routine steps exercises customize",
    "copy": "copy clone routine",
    "rename": "name routine",
    "delete-routine": "remove routine",
    "restore-routine": "undelete routine",
    "reset": "restore original bundled routine",
    "find": "search filter",
    "check-in": "self-check test posture checkup assessment",
    "measure": "measures test track plank balance",
    "follow": "begin play run go",
    "begin": "follow play run go",
    "preview": "show view look steps",
    "rescue": "short quick bad day pain easy",
    "log": "add record enter yesterday session manual missed",
    "note": "notes comment diary write",
    "skip-day": "rest holiday sick day off",
    "skip-days": "travel holiday vacation trip several",
    "length": "duration minutes time",
    "deleted": "trash bin restore undelete sessions",
    "stop": "end finish",
    "mute": "silence sound quiet",
    "voice": "speech spoken",
    "hurts": "pain easier swap",
    "delete": "remove",
    "take-out": "remove",
}
SETTING_SYNONYMS = {
    "theme": "theme appearance dark light contrast color",
    "volume": "loud louder quiet sound",
    "sound": "mute silent audio tones",
    "voice": "speech speak spoken talk",
    "voice_rate": "speed fast slow voice",
    "language": "english german voice",
    "reduced_motion": "animation accessibility",
    "sync_folder": "sync cloud backup computers",
    "keys": "shortcuts hotkeys keyboard bindings",
    "day_starts_at": "midnight new day",
    "week_starts": "monday sunday",
    "done_at": "share percent complete",
    "freezes": "streak freeze",
    "ask_pain": "pain rating hurt",
}
THEME_SYNONYMS = "theme appearance mode color colour colors colours"
GOAL_SYNONYMS = "target daily weekly week times weekdays streak how often frequency"
