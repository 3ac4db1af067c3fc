"""Everything a person can tell the app to do: one table that all else is made from.

The line of keys at the foot of each screen, the command palette, the `?` help, the keys that a person sets, and the
table of keys in the README come from `COMMANDS`; so what one of them says is true of all. Plain data: this module
knows no Textual, so that whoever only wants the table need not load it (`keymap.py` makes bindings of it).

A screen takes part like this:

    class SessionScreen(Screen[None]):
        BINDINGS = bindings("session")              # from routine_timer.app.keymap
        def action_pause(self) -> None: ...         # one method for each command of its place: action_<id>
        def check_action(self, action, parameters): # None greys a command out, False hides it
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeAlias, get_args

import msgspec

Place: TypeAlias = Literal["home", "preview", "session", "summary", "editor", "history", "check-in", "settings", "help"]
"""A screen, as commands know it."""

PLACES: tuple[Place, ...] = get_args(Place)


class AppCommand(msgspec.Struct, frozen=True):
    """One thing that can be asked for.

    `id` names it in `config.toml` (`[keys]`), and its method is `action_<id>` with `-` written `_`. `keys` are
    Textual's names, the first of them the one that is shown. `does` is a whole sentence: tooltip, help and README show
    it. `shown` puts it in the line of keys at the foot of the screen; every command is in the palette and in the help.
    """

    id: str
    label: str
    keys: tuple[str, ...]
    places: tuple[Place, ...]
    """The screens it belongs to; none means everywhere."""
    does: str
    shown: bool = True
    over_all: bool = False
    """Heard before what has the focus, and done before the next key; a command of everywhere, over a question too."""

    @property
    def action(self) -> str:
        """Textual's action. What is possible everywhere is the app's own."""
        name = self.id.replace("-", "_")
        return name if self.places else f"app.{name}"


class FixedKeys(msgspec.Struct, frozen=True):
    """Keys of a part of a screen, heard only while it is asked: they belong to no command, and stay what they are."""

    keys: tuple[str, ...]
    """Textual's names, in the order of the keyboard."""
    places: tuple[Place, ...]
    does: str

    @property
    def ends(self) -> tuple[str, str]:
        """The first and the last of them, as a person knows them."""
        return sign(self.keys[0]), sign(self.keys[-1])


COMMANDS: tuple[AppCommand, ...] = (
    # The routines
    AppCommand("follow", "follow", ("enter",), ("home",), "Follow the chosen routine; its get-ready begins at once."),
    AppCommand("edit", "edit", ("e",), ("home", "preview"), "Open it in the editor; a bundled one is copied first."),
    AppCommand("preview", "preview", ("v",), ("home",), "See the whole of a routine before you begin."),
    AppCommand("new", "new", ("n",), ("home",), "Write a new routine."),
    AppCommand("history", "history", ("h",), ("home",), "Look back: your days, your streak, your balance."),
    AppCommand("check-in", "check-in", ("c",), ("home",), "Check yourself in two minutes, and see which routines fit."),
    AppCommand("find", "find", ("slash",), ("home",), "Find a routine by name, muscle or exercise.", over_all=True),
    AppCommand("resume", "resume", ("r",), ("home",), "Go on, paused, with the session that was cut off.", shown=False),
    AppCommand("keep", "keep", ("k",), ("home",), "Keep the session that was cut off as partial.", shown=False),
    AppCommand("discard", "discard", ("x",), ("home",), "Throw away the session that was cut off.", shown=False),
    AppCommand("bring-back", "bring it back", ("b",), ("home",), "Bring back the newest good backup.", shown=False),
    AppCommand("settings", "settings", ("s", "comma"), ("home",), "Settings, goal, colours and keys."),
    # Preview
    AppCommand("begin", "begin", ("enter",), ("preview",), "Follow the routine, from the chosen step on."),
    AppCommand("less-time", "less time", ("minus",), ("preview",), "Shorten it by a minute, both sides kept equal."),
    AppCommand("more-time", "more time", ("plus", "equals_sign"), ("preview",), "Give back a minute taken off."),
    # Following a routine
    AppCommand("pause", "pause", ("space",), ("session",), "Pause, or go on after three seconds of get-ready."),
    AppCommand("skip", "skip", ("right",), ("session",), "Skip to what comes next."),
    AppCommand("back", "back", ("left",), ("session",), "Begin this part again; in its first 3 s, the one before."),
    AppCommand("longer", "10 s more", ("plus", "equals_sign"), ("session",), "Add ten seconds to this part."),
    AppCommand("shorter", "10 s less", ("minus",), ("session",), "Take ten seconds off this part."),
    AppCommand("done", "done", ("enter",), ("session",), "Done: ends reps, and a hold that may end early."),
    AppCommand("swap", "swap sides", ("s",), ("session",), "Change left and right for this step."),
    AppCommand(
        "note", "note", ("n",), ("session", "summary", "history"), "Write a note that is kept with this session."
    ),
    AppCommand("mute", "mute", ("m",), ("session",), "Silence all that is heard, or bring it back."),
    AppCommand("voice", "voice", ("v",), ("session",), "Silence the voice alone, or bring it back."),
    AppCommand("stop", "stop", ("q", "escape"), ("session",), "Stop here, after asking. What was done is kept."),
    # After a session
    AppCommand("home", "home", ("enter", "escape", "q"), ("summary",), "Back to the routines."),
    AppCommand("grow", "take it", ("y",), ("summary",), "Take the dose that is offered, from the next session on."),
    AppCommand(
        "count", "counts as done", ("d",), ("summary", "history"), "Say yourself whether this session counts as done."
    ),
    # History
    AppCommand("open", "open", ("enter",), ("history",), "Open the chosen session, or see those of the chosen day."),
    AppCommand("across", "sessions", ("tab",), ("history",), "From the days to the sessions, and back."),
    AppCommand("view", "view", ("v",), ("history",), "Show a year, a month or a week of days."),
    AppCommand("panel", "more", ("p",), ("history",), "Score, minutes, tight and weak, left and right, what grew."),
    AppCommand("goal", "goal", ("g",), ("history",), "Set the goal that holds from today on."),
    AppCommand("skip-day", "skip day", ("s",), ("history",), "Take the chosen day off, or take that back."),
    AppCommand("delete", "delete", ("x", "delete"), ("history", "summary"), "Delete the session; u brings it back."),
    AppCommand("undo", "undo", ("u",), ("history", "summary"), "Bring back the session that was deleted last."),
    AppCommand("earlier", "earlier", ("comma", "left_square_bracket"), ("history",), "The year, month or week before."),
    AppCommand("later", "later", ("full_stop", "right_square_bracket"), ("history",), "The year, month or week after."),
    AppCommand("today", "today", ("t",), ("history",), "Back to today."),
    AppCommand("log", "add", ("a",), ("history",), "Add a session that was done on the chosen day."),
    AppCommand("move", "other day", ("m",), ("history",), "Let the chosen session count for another day."),
    AppCommand("skip-days", "skip days", ("S",), ("history",), "Take several days off, for a journey say."),
    AppCommand("deleted", "deleted", ("D",), ("history",), "Show what was deleted, to bring it back; or all the rest."),
    # Check-in
    AppCommand("onward", "go on", ("enter",), ("check-in",), "Go on; at the end, see the chosen routine."),
    AppCommand("tick", "yes or no", ("space",), ("check-in",), "Say that it is true of you, or that it is not."),
    AppCommand("left-foot", "left", ("left",), ("check-in",), "The left foot carried more."),
    AppCommand("even", "even", ("e",), ("check-in",), "Both feet carried the same."),
    AppCommand("right-foot", "right", ("right",), ("check-in",), "The right foot carried more."),
    AppCommand("without", "without it", ("n",), ("check-in",), "Go on without the standing test."),
    AppCommand("again", "again", ("a",), ("check-in",), "Stand once more."),
    # Editor: the step that is chosen in the outline, then the text and its file
    AppCommand("go-to", "to its line", ("enter",), ("editor",), "Go to the chosen step or problem in the text."),
    AppCommand("dose-more", "more", ("plus", "equals_sign"), ("editor",), "Five seconds or one rep more."),
    AppCommand("dose-less", "less", ("minus",), ("editor",), "Five seconds or one rep less; a round, of a circuit."),
    AppCommand("sides", "sides", ("s",), ("editor",), "The next of: no sides, left, right, both, alternating."),
    AppCommand("add", "add", ("a", "insert"), ("editor",), "Add a step from the catalogue after this one."),
    AppCommand("move-up", "up", ("shift+up", "K"), ("editor",), "Move the step up, its comments with it."),
    AppCommand("move-down", "down", ("shift+down", "J"), ("editor",), "Move the step down, its comments with it."),
    AppCommand("duplicate", "duplicate", ("d",), ("editor",), "Put the same step again after it."),
    AppCommand("take-out", "delete", ("delete", "x"), ("editor",), "Take the step out; undo brings it back."),
    AppCommand("save", "save", ("ctrl+s",), ("editor",), "Save the file; what you did not change stays to the byte."),
    AppCommand(
        "pane", "text / steps", ("f2", "tab"), ("editor",), "From the text to its steps, its problems, and back."
    ),
    AppCommand("next-problem", "next problem", ("f8",), ("editor",), "Go to the next problem, round again at the end."),
    AppCommand("complete", "complete", ("ctrl+space", "ctrl+@"), ("editor",), "Show what could be written here."),
    AppCommand(
        "outside", "your editor", ("ctrl+e",), ("editor",), "Open the file in the editor named by $VISUAL or $EDITOR."
    ),
    AppCommand(
        "undo-change", "undo", ("ctrl+z", "super+z"), ("editor",), "Undo the last change, typed or not.", shown=False
    ),
    AppCommand("redo-change", "redo", ("ctrl+y", "super+y"), ("editor",), "Do again what was undone.", shown=False),
    # Settings
    AppCommand("change", "change", ("enter",), ("settings",), "Change the chosen setting; it is saved at once."),
    AppCommand("lower", "less", ("left", "minus"), ("settings",), "Less of it, or the choice before."),
    AppCommand("raise", "more", ("right", "plus", "equals_sign"), ("settings",), "More of it, or the choice after."),
    AppCommand("default", "default", ("d", "delete"), ("settings",), "Put the chosen setting back to its default."),
    # Every screen that stands on another
    AppCommand(
        "close",
        "back",
        ("escape", "q"),
        ("preview", "editor", "history", "check-in", "settings", "help"),
        "Back to where you were.",
    ),
    # Everywhere
    AppCommand("keys", "keys", ("question_mark", "f1"), (), "Every key of this screen, with what it does."),
    AppCommand("palette", "palette", ("ctrl+p",), (), "Find a command by a word of it.", shown=False, over_all=True),
    AppCommand("leave", "quit", ("q",), ("home",), "Leave the program."),
    AppCommand(
        "quit", "quit", ("ctrl+q",), (), "Leave the program at once; what was done is kept.", shown=False, over_all=True
    ),
)


FIXED: tuple[FixedKeys, ...] = (
    FixedKeys(
        tuple("0123456789"),
        ("session", "summary"),
        "Say how much it hurts, where that is asked; 1 and then 0 is ten.",
    ),
)


def at(place: Place) -> list[AppCommand]:
    """The commands of one screen, its own before those it shares; after them those that are possible everywhere."""
    here = [command for command in COMMANDS if place in command.places]
    here.sort(key=lambda command: command.places[0] != place)
    return here + [command for command in COMMANDS if not command.places]


def by_id(identity: str) -> AppCommand:
    """Raises KeyError: no command has that id."""
    for command in COMMANDS:
        if command.id == identity:
            return command
    raise KeyError(identity)


_SIGNS = {
    "right": "→",
    "left": "←",
    "up": "↑",
    "down": "↓",
    "plus": "+",
    "minus": "−",
    "equals_sign": "=",
    "question_mark": "?",
    "slash": "/",
    "comma": ",",
    "full_stop": ".",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "escape": "esc",
    "delete": "del",
    "pageup": "pgup",
    "pagedown": "pgdn",
}


def sign(key: str) -> str:
    """How a key is written for a person: `ctrl+p` is ^p, `right` is an arrow."""
    *modifiers, last = key.split("+") if key != "+" else [key]
    shown = _SIGNS.get(last, last)
    return "".join("^" if m == "ctrl" else f"{m}+" for m in modifiers) + shown


def signs(keys: Iterable[str]) -> str:
    return " or ".join(sign(key) for key in keys)


_HEADINGS: dict[Place, str] = {
    "home": "The routines",
    "preview": "Preview",
    "session": "Following a routine",
    "summary": "After a session",
    "editor": "Editor",
    "history": "History",
    "check-in": "Check-in",
    "settings": "Settings",
    "help": "Help",
}

EVERYWHERE = "Everywhere"


def heading(place: Place) -> str:
    """What a screen is called above its commands."""
    return _HEADINGS[place]


def markdown(places: Iterable[Place] = ("session", "home", "preview"), *, named: bool = False) -> str:
    """The table of keys, as the README shows it: one heading row for each screen, then its commands.

    `named` has also the id of each command, which `[keys]` in `config.toml` takes.
    """
    fixed = {heading(place): [keys for keys in FIXED if place in keys.places] for place in places}
    groups = [(heading(place), [c for c in COMMANDS if place in c.places]) for place in places]
    groups.append((EVERYWHERE, [c for c in COMMANDS if not c.places]))
    lines = ["| key | name | does |", "| --- | --- | --- |"] if named else ["| key | does |", "| --- | --- |"]
    for title, commands in groups:
        lines.append(f"| **{title}** | |{' |' * named}")
        for c in commands:
            name = f" `{c.id}` |" if named else ""
            lines.append(f"| {' or '.join(f'`{sign(key)}`' for key in c.keys)} |{name} {c.does} |")
        for keys in fixed.get(title, ()):
            lines += [f"| `{keys.ends[0]}` to `{keys.ends[1]}` |{' |' * named} {keys.does} |"]
    return "\n".join(lines) + "\n"
