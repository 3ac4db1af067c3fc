"""The lines of the settings screen: the goal, each setting, each command's keys. Values in, text out.

Made from `SETTINGS` and the command table, so that a new setting or command is there by itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time

from textual.content import Content

from routine_timer.app.commands import COMMANDS, EVERYWHERE, AppCommand, explained, heading, sign
from routine_timer.app.keymap import keys_of
from routine_timer.app.screens.prompts import GOAL_HELP
from routine_timer.app.widgets.line_list import HeadingRow, ListRow, cell, mark
from routine_timer.settings import SETTINGS, WEEKDAYS, AutoSwitch, Number, OneOf, Setting, Settings, Switch, Value
from routine_timer.text.language_names import language_text

GOAL_GROUP = "Days and goals"
SOUND_GROUP = "Sound and voice"


@dataclass(frozen=True)
class ValueRow(ListRow):
    """One line: what it is and what it is set to. `id` says whose it is: `goal`, `set:volume`, `key:pause`."""

    id: str
    label: str
    value: str
    help: str
    default: str
    changed: bool = False
    can_turn: bool = False
    """Whether less and more make sense."""
    is_sound: bool = False
    """Whether it changes what is heard."""

    def draw(self, width: int, *, highlighted: bool) -> Content:
        value = f"◂ {self.value} ▸" if highlighted and self.can_turn else self.value
        label_width = min(30, width // 2)
        return Content.assemble(
            mark(highlighted),
            cell(Content.styled(self.label, "bold" if highlighted else ""), label_width),
            cell(Content.styled(value, "bold $accent" if self.changed else ""), max(width - label_width - 2, 0)),
        )


SettingsRow = HeadingRow | ValueRow


def rows(
    settings: Settings, goal: str, own_keys: Mapping[str, str], choices: Mapping[str, Mapping[str, str]] | None = None
) -> list[SettingsRow]:
    """Every line of the screen, in order.

    Args:
        choices: by a setting's name: the values that this computer offers for it, and what each is called.
    """
    lines: list[SettingsRow] = []
    for group in dict.fromkeys(one.group for one in SETTINGS if one.name != "keys"):
        lines.append(_heading(group))
        if group == GOAL_GROUP:
            lines.append(ValueRow("goal", "Goal", goal, GOAL_HELP, "daily", changed=goal != "daily"))
        offered = choices or {}
        lines += [_setting(one, settings, offered.get(one.name, {})) for one in SETTINGS if one.group == group]
    groups: dict[str, list[AppCommand]] = {}
    for command in COMMANDS:
        groups.setdefault(heading(command.places[0]) if command.places else EVERYWHERE, []).append(command)
    for title, commands in groups.items():
        lines.append(_heading(f"Keys · {title}"))
        lines += [_key(command, own_keys) for command in commands]
    return lines


def matching(all_rows: Sequence[SettingsRow], words: str) -> list[SettingsRow]:
    """The rows that have all of `words` in their label, value or explanation, with their headings."""
    sought = words.casefold().split()
    found: list[SettingsRow] = []
    heading: SettingsRow | None = None
    for row in all_rows:
        if not isinstance(row, ValueRow):
            heading = row
        elif all(word in f"{row.label} {row.value} {row.help} {row.id}".casefold() for word in sought):
            found += [heading] if heading is not None else []
            found.append(row)
            heading = None
    return found


def _heading(title: str) -> HeadingRow:
    return HeadingRow(Content.styled(title, "bold $accent"))


def _setting(one: Setting, settings: Settings, choices: Mapping[str, str]) -> ValueRow:
    value: Value = getattr(settings, one.name)

    def called(value: Value) -> str:
        text = shown(one, value)
        return language_text(text) if one.name == "language" else choices.get(text, text)

    return ValueRow(
        f"set:{one.name}",
        one.label,
        called(value),
        one.does,
        called(one.default),
        changed=value != one.default,
        can_turn=bool(choices) or isinstance(one.kind, OneOf | Number | Switch | AutoSwitch),
        is_sound=one.group == SOUND_GROUP,
    )


def _key(command: AppCommand, own: Mapping[str, str]) -> ValueRow:
    keys, default = keys_of(command, own), command.keys
    return ValueRow(
        f"key:{command.id}",
        command.label,
        "  ".join(sign(key) for key in keys),
        explained(command, own),
        "  ".join(sign(key) for key in default),
        changed=keys != default,
    )


def shown(one: Setting, value: Value) -> str:
    """A setting's value as a person reads it."""
    match value:
        case bool():
            return "on" if value else "off"
        case int() | float() if isinstance(one.kind, Number):
            return f"{round(value * one.kind.shown_times, 6):g}{one.kind.unit}"
        case time():
            return f"{value:%H:%M}"
        case None:
            return "none"
        case str() if value in WEEKDAYS:
            return value.title()
        case _:
            return str(value)


def typed(one: Setting, text: str) -> Value:
    """What a person typed, as the setting's value.

    Raises:
        ValueError: it makes no sense; the text says what would.
    """
    if isinstance(one.kind, Number):
        bare = text.strip().removesuffix(one.kind.unit.strip()).strip()
        try:
            number = float(bare) / one.kind.shown_times
        except ValueError:
            raise ValueError(_bounds(one.kind)) from None
        try:
            return one.kind.read(int(number) if one.kind.whole and number.is_integer() else number)
        except ValueError:
            raise ValueError(_bounds(one.kind)) from None
    return one.kind.read(text)


def _bounds(kind: Number) -> str:
    low, high = kind.low * kind.shown_times, kind.high * kind.shown_times
    return f"a{' whole' if kind.whole else ''} number from {low:g} to {high:g}"


def turned(one: Setting, value: Value, by: int, choices: Sequence[str] = ()) -> Value:
    """The value one step further (`by` 1) or back (−1); numbers stop at their bounds, choices go round."""
    if choices:
        offered = choices if value in choices else (str(value), *choices)
        return offered[(offered.index(str(value)) + by) % len(offered)]
    match one.kind:
        case Switch():
            return not value
        case AutoSwitch(options=states):
            return states[(states.index(value) + by) % len(states)] if isinstance(value, bool | str) else value
        case OneOf(options=options):
            return options[(options.index(str(value)) + by) % len(options)]
        case Number(low=low, high=high, step=step, whole=whole) if isinstance(value, int | float):
            stepped = round(min(max(value + by * step, low), high), 6)
            return int(stepped) if whole else stepped
        case _:
            return value
