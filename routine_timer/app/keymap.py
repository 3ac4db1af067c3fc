"""The command table as Textual's bindings, and a person's own keys laid over it.

Two commands of one screen never share a key: a setting that would cause that is reported as a problem, and the command
keeps the keys it came with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from textual.binding import Binding, BindingType
from textual.keys import Keys, key_to_character
from textual.screen import Screen

from routine_timer.app.commands import COMMANDS, AppCommand, Place, by_id, explained, sign
from routine_timer.text.plurals import enumerated


def bindings(place: Place | None) -> list[BindingType]:
    """What a screen puts in its `BINDINGS`; None is for the app itself."""
    return [
        Binding(
            ",".join(command.keys),
            command.action,
            command.label,
            show=command.shown,
            key_display=sign(command.keys[0]),
            tooltip=explained(command),
            id=command.id,
            priority=command.over_all,
        )
        for command in COMMANDS
        if (place in command.places if place else not command.places)
    ]


def keys_of(command: AppCommand, own: Mapping[str, str]) -> tuple[str, ...]:
    """The keys that a command answers to, given the person's own (`keymap_from`)."""
    return tuple(own[command.id].split(",")) if command.id in own else command.keys


def key_shown(identity: str, own: Mapping[str, str]) -> str:
    """The key that a command has now, as it is written in a sentence."""
    return sign(keys_of(by_id(identity), own)[0])


def key_on(screen: Screen[Any], identity: str) -> str:
    """Likewise, of a screen that need not know of a person's own keys."""
    own = (b.binding.key for b in screen.active_bindings.values() if b.binding.id == identity)
    return sign(next(own, by_id(identity).keys[0]))


def in_words(keys: Iterable[str]) -> str:
    """Keys as they are named in a sentence: `q and esc`."""
    return enumerated([sign(key) for key in keys])


def keymap_from(setting: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """The `keys` setting as a keymap for `App.set_keymap`, and what is wrong with it in words.

    `setting` maps a command's id to its key, or to several with commas between. What is wrong is left out.
    """
    own: dict[str, str] = {}
    problems: list[str] = []
    known = {command.id: command for command in COMMANDS}
    for identity, text in setting.items():
        if identity not in known:
            from difflib import get_close_matches  # takes as long to import as all settings take to read

            near = get_close_matches(identity, known, n=1)
            hint = f": did you mean {near[0]!r}?" if near else ": the settings list every command"
            problems.append(f"keys: there is no command {identity!r}{hint}")
            continue
        keys = [_long(key.strip()) for key in _split(text)]
        if not keys:
            problems.append(f"keys: {identity} has no key; it keeps {sign(known[identity].keys[0])}")
            continue
        if unknown := [key for key in keys if not _is_known(key)]:
            problems.append(f"keys: {unknown[0]!r} isn't a key; {identity} keeps {sign(known[identity].keys[0])}")
            continue
        if typed := [key for key in keys if is_typed(known[identity], key)]:
            problems.append(
                f"keys: {identity} {HEARD_FIRST}: not {typed[0]!r}; it keeps {sign(known[identity].keys[0])}"
            )
            continue
        own[identity] = ",".join(keys)
    for identity in list(own):
        other = _clash(known[identity], own)
        if other is not None:
            problems.append(
                f"keys: {identity} and {other.id} can't both be {own[identity]!r}; {identity} keeps its own"
            )
            del own[identity]
    return own, problems


HEARD_FIRST = "works while you type, so it needs a key with ctrl or alt, or one of f1 to f12"


def is_typed(command: AppCommand, key: str) -> bool:
    """Whether a key that texts and lists need would be taken from them, for the command is heard before they are."""
    return command.over_all and not command.places and _APART.fullmatch(_long(key)) is None


_APART = re.compile(r"(ctrl|alt|meta|super|hyper)\+.+|f[0-9]+")


def clash(command: AppCommand, key: str, own: Mapping[str, str]) -> AppCommand | None:
    """The command that has `key` already where `command` would be heard, or None."""
    return _clash(command, {**own, command.id: _long(key)})


def _clash(command: AppCommand, own: Mapping[str, str]) -> AppCommand | None:
    mine = set(keys_of(command, own))
    for other in COMMANDS:
        meets = not other.places or not command.places or set(other.places) & set(command.places)
        if other is not command and meets and mine & set(keys_of(other, own)) and not _shadows(command, other):
            return other
    return None


def _shadows(one: AppCommand, other: AppCommand) -> bool:
    """A screen's own key may stand before one that is heard everywhere when the table itself says so."""
    return bool(set(one.keys) & set(other.keys))


def _split(text: str) -> list[str]:
    return [text] if text == "," else [part for part in text.split(",") if part.strip()]


def _is_known(key: str) -> bool:
    """Whether a keyboard could send it: a character or its name, or a named key, after `ctrl+` and the like."""
    *modifiers, name = key.split("+") if key != "+" else [key]
    named = {one.value for one in Keys} | set(_LONG.values())
    return set(modifiers) <= _MODIFIERS and (key in named or name in named or key_to_character(name) is not None)


_MODIFIERS = {"ctrl", "shift", "alt", "meta", "super", "hyper"}


def _long(key: str) -> str:
    """Textual's long name of a key written as its sign: `?` is `question_mark`."""
    return _LONG.get(key, key)


_LONG = {
    "del": "delete",
    "?": "question_mark",
    "/": "slash",
    "+": "plus",
    "-": "minus",
    "−": "minus",
    "=": "equals_sign",
    ",": "comma",
    ".": "full_stop",
    " ": "space",
    "→": "right",
    "←": "left",
    "↑": "up",
    "↓": "down",
    "esc": "escape",
}
