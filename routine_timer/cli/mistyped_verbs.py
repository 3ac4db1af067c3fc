"""Suggests the command or the routine that a mistyped first word was meant to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from routine_timer.cli.verb_list import SUMMARIES

if TYPE_CHECKING:
    from routine_timer.errors import NotFound

_OTHER_WORDS = {
    "duplicate": "copy", "clone": "copy", "cp": "copy", "mv": "rename", "move": "rename", "rm": "delete",
    "remove": "delete", "restore": "undelete", "undo": "undelete", "ls": "list", "routines": "list", "start": "run",
    "play": "run", "create": "new", "add": "new", "make": "new", "lint": "check", "validate": "check", "cat": "show",
    "info": "show", "print": "export", "add-session": "log", "record": "log", "sessions": "history", "stats": "streak",
    "score": "streak", "target": "goal", "remember": "remind", "reminder": "remind", "web": "serve", "test": "doctor",
    "diagnose": "doctor", "voice": "voices", "checkin": "check-in",
}  # fmt: skip
"""Words that other programs use for our commands."""
_ALIKE = 0.7
_CLOSE = 0.85


def similar_verb(word: str) -> str:
    """The command that the word is a likely typo of, or another word for; otherwise empty."""
    verb, likeness = _nearest_verb(word)
    return verb if likeness >= _ALIKE else ""


def suggestion(error: NotFound, word: str) -> str:
    """The line to show when no routine has this name: commands and routines, the likelier kind first."""
    from routine_timer.errors import either
    from routine_timer.routine.name_matching import alike, as_id

    verb, likeness = _nearest_verb(word)
    near = max((alike(as_id(word), one) for one in error.near), default=0.0)
    if likeness < _ALIKE or error.help.startswith("several"):
        return error.help
    if likeness < _CLOSE and near > likeness:
        return error.help
    command = f"the command {verb}"
    if near < _CLOSE and likeness > near:
        return f"did you mean {command}?"
    routines = f"the routine {either(error.near)}"
    return f"did you mean {' or '.join((command, routines) if likeness >= near else (routines, command))}?"


def _nearest_verb(word: str) -> tuple[str, float]:
    """The most similar command, and how similar it is: 1 if the word is the start of it."""
    from routine_timer.routine.name_matching import alike

    word = word.casefold()
    if word in _OTHER_WORDS:
        return _OTHER_WORDS[word], 1.0
    likeness = {verb: 1.0 if len(word) >= 3 and verb.startswith(word) else alike(word, verb) for verb in SUMMARIES}
    best = max(likeness, key=lambda verb: likeness[verb])
    return best, likeness[best]
