"""Everything a person can tell the app to do: one table that all else is made from.

The line of keys at the foot of each screen, the command palette, the `?` help, the keys that a person sets, and the
table of keys in the README come from `COMMANDS`; so what one of them says is true of all. Plain data: this module
doesn't import Textual, so that code that only wants the table need not load it (`keymap.py` makes bindings of it).

A screen takes part like this:

    class SessionScreen(Screen[None]):
        BINDINGS = bindings("session")              # from routine_timer.app.keymap
        def action_pause(self) -> None: ...         # one method for each command of its place: action_<id>
        def check_action(self, action, parameters): # None greys a command out, False hides it
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, TypeAlias

import msgspec

Place: TypeAlias = Literal[
    "home", "preview", "session", "summary", "editor", "history", "check-in", "measures", "settings", "help"
]
"""A screen, as commands know it."""


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
    short: str = ""
    """The label in the key line if there is no room for the full one."""
    over_all: bool = False
    """Heard before what has the focus, and done before the next key; a command of everywhere, over a question too."""

    restore: str = ""
    """The command that brings back what this one deletes."""

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
    AppCommand("follow", "start", ("enter",), ("home",), "Start the selected routine."),
    AppCommand("edit", "edit", ("e",), ("home", "preview"), "Edit the routine. A bundled one is copied first."),
    AppCommand("preview", "preview", ("v",), ("home",), "See the whole routine before you start."),
    AppCommand("new", "new", ("n",), ("home",), "Create a routine."),
    AppCommand("copy", "duplicate", ("d",), ("home",), "Duplicate the routine under a new name.", shown=False),
    AppCommand("rename", "rename", ("R",), ("home",), "Rename the routine, and its sessions with it.", shown=False),
    AppCommand(
        "delete-routine",
        "delete",
        ("delete",),
        ("home",),
        "Delete your routine.",
        shown=False,
        restore="restore-routine",
    ),
    AppCommand("reset", "reset", ("Z",), ("home",), "Reset the routine to the bundled version.", shown=False),
    AppCommand("restore-routine", "undo delete", ("u",), ("home",), "Restore the last deleted routine.", shown=False),
    AppCommand("history", "history", ("h",), ("home",), "Your history, streak and balance."),
    AppCommand("check-in", "check-in", ("c",), ("home",), "A two-minute check-in that shows which routines fit you."),
    AppCommand("measure", "measure", ("t",), ("home",), "Measure yourself, and see what has changed.", shown=False),
    AppCommand(
        "rescue", "3 minutes", ("z",), ("home", "session"), "A bad day? The two most valuable exercises, in 3 minutes."
    ),
    AppCommand("find", "find", ("slash",), ("home", "settings"), "Search the list as you type.", over_all=True),
    AppCommand("resume", "resume", ("r",), ("home",), "Resume the interrupted session. It starts paused.", shown=False),
    AppCommand("keep", "save", ("k",), ("home",), "Save the interrupted session as partly done.", shown=False),
    AppCommand("discard", "discard", ("x",), ("home",), "Delete the interrupted session.", shown=False),
    AppCommand("bring-back", "restore", ("b",), ("home",), "Restore the latest good backup.", shown=False),
    AppCommand(
        "move-history",
        "move its history",
        ("o",),
        ("home",),
        "Move a missing routine's history to the one that looks like it.",
        shown=False,
    ),
    AppCommand("notices", "show all", ("i",), ("home",), "Show all notices, or fewer of them.", shown=False),
    AppCommand("move-stage", "change stage", ("m",), ("home",), "Go to the stage that your plan offers.", shown=False),
    AppCommand("repeat-stage", "repeat stage", ("a",), ("home",), "Start the plan's stage again.", shown=False),
    AppCommand("settings", "settings", ("s", "comma"), ("home",), "Settings, goal, colours and keys."),
    # Preview
    AppCommand("begin", "start", ("enter",), ("preview",), "Start the routine at the selected step."),
    AppCommand(
        "less-time", "less time", ("minus",), ("preview",), "Shorten to the next full minute. Both sides stay equal."
    ),
    AppCommand("more-time", "more time", ("plus", "equals_sign"), ("preview",), "Add back a minute that you took off."),
    # Following a routine
    AppCommand("pause", "pause", ("space",), ("session",), "Pause, or resume after a 3-second countdown."),
    AppCommand("skip", "skip", ("right",), ("session",), "Skip to the next part."),
    AppCommand(
        "back", "back", ("left",), ("session",), "Restart this part (in its first 3 s: go to the previous one)."
    ),
    AppCommand("done", "done", ("enter",), ("session",), "Finish reps, or a hold that can end early."),
    AppCommand(
        "hurts",
        "this hurts",
        ("h",),
        ("session", "preview"),
        "Swap the exercise for an easier one, or another for the same muscles; next time too.",
        short="hurts",
    ),
    AppCommand("undo-swap", "undo swap", ("u",), ("session", "preview"), "Go back to the exercise that you swapped."),
    AppCommand(
        "longer", "10 s more", ("plus", "equals_sign"), ("session",), "Add 10 seconds to this part.", short="10 s"
    ),
    AppCommand("shorter", "10 s less", ("minus",), ("session",), "Take 10 seconds off this part.", short="10 s"),
    AppCommand("swap", "swap sides", ("s",), ("session",), "Swap left and right for this step.", short="swap"),
    AppCommand("note", "note", ("n",), ("session", "summary", "history"), "Write a note about this session."),
    AppCommand("mute", "mute", ("m",), ("session",), "Turn all sound off or on."),
    AppCommand("voice", "voice", ("v",), ("session",), "Turn the voice off or on."),
    AppCommand("remote", "phone", ("R",), ("session",), "Use your phone as a remote control.", shown=False),
    AppCommand("stop", "stop", ("q", "escape"), ("session",), "Stop the session, after asking."),
    # After a session
    AppCommand("home", "home", ("enter", "escape", "q"), ("summary",), "Go back to the routines."),
    AppCommand(
        "grow", "accept", ("y",), ("summary",), "Accept the suggested dose or exercise from your next session on."
    ),
    AppCommand("count", "count as done", ("d",), ("summary", "history"), "Count this session as done, or not."),
    # History
    AppCommand(
        "open", "open", ("enter",), ("history",), "Open the selected session, or list the selected day's sessions."
    ),
    AppCommand("across", "sessions", ("tab",), ("history",), "Switch between days and sessions."),
    AppCommand("delete", "delete", ("x", "delete"), ("history", "summary"), "Delete the session.", restore="undo"),
    AppCommand("log", "add", ("a",), ("history",), "Add a session to the selected day."),
    AppCommand("view", "view", ("v",), ("history",), "Show a year, a month or a week."),
    AppCommand(
        "panel", "more", ("p",), ("history",), "More charts: score, minutes, tight and weak, left and right, progress."
    ),
    AppCommand("goal", "goal", ("g",), ("history",), "Set your goal, from today or from the day your streak started."),
    AppCommand("skip-day", "skip day", ("s",), ("history",), "Skip the selected day, or undo the skip."),
    AppCommand(
        "undo",
        "undo",
        ("u",),
        ("history", "summary"),
        "Restore the last deleted session, or undo what you accepted.",
    ),
    AppCommand(
        "earlier", "earlier", ("left_square_bracket", "comma"), ("history",), "Go to the previous year, month or week."
    ),
    AppCommand(
        "later", "later", ("right_square_bracket", "full_stop"), ("history",), "Go to the next year, month or week."
    ),
    AppCommand("today", "today", ("t",), ("history",), "Go to today."),
    AppCommand("filter", "this routine", ("f",), ("history",), "List only this routine's sessions, or all again."),
    AppCommand("length", "length", ("l",), ("history",), "Change how long the selected session took."),
    AppCommand("move", "move", ("m",), ("history",), "Move the selected session to another day."),
    AppCommand("skip-days", "skip days", ("S",), ("history",), "Skip several days, for a trip for example."),
    AppCommand("deleted", "deleted", ("D",), ("history",), "Show deleted sessions, or go back to the others."),
    # Check-in
    AppCommand("onward", "next", ("enter",), ("check-in",), "Next page. On the last page: open the selection."),
    AppCommand("tick", "yes or no", ("space",), ("check-in",), "Tick or untick."),
    AppCommand("left-foot", "left", ("left",), ("check-in",), "More weight on the left foot."),
    AppCommand("even", "even", ("e",), ("check-in",), "The same weight on both feet."),
    AppCommand("right-foot", "right", ("right",), ("check-in",), "More weight on the right foot."),
    AppCommand("without", "skip", ("n",), ("check-in",), "Skip the standing test."),
    AppCommand("again", "repeat", ("a",), ("check-in",), "Repeat the standing test."),
    # Measures
    AppCommand("enter-value", "measure", ("enter",), ("measures",), "Time or enter today's value."),
    # Editor: the step that is chosen in the outline, then the text and its file
    AppCommand("add", "add", ("a", "insert"), ("editor",), "Add an exercise after this step."),
    AppCommand("dose-more", "more", ("plus", "equals_sign"), ("editor",), "Five seconds, one rep or one round more."),
    AppCommand("dose-less", "less", ("minus",), ("editor",), "Five seconds, one rep or one round less."),
    AppCommand("sides", "sides", ("s",), ("editor",), "Change the sides: none, left, right, both, alternating."),
    AppCommand("move-up", "up", ("shift+up", "K"), ("editor",), "Move the step up, with its comments."),
    AppCommand("move-down", "down", ("shift+down", "J"), ("editor",), "Move the step down, with its comments."),
    AppCommand("duplicate", "duplicate", ("d",), ("editor",), "Duplicate the step."),
    AppCommand("take-out", "delete", ("delete", "x"), ("editor",), "Delete the step.", restore="undo-change"),
    AppCommand("go-to", "go to line", ("enter",), ("editor",), "Go to the selected step or problem in the text."),
    AppCommand("save", "save", ("ctrl+s",), ("editor",), "Save. Lines you didn't touch stay exactly as they are."),
    AppCommand("pane", "text / steps", ("tab", "f2"), ("editor",), "Switch between steps and text."),
    AppCommand("next-problem", "next problem", ("f8",), ("editor",), "Go to the next problem."),
    AppCommand("complete", "complete", ("ctrl+space", "ctrl+@"), ("editor",), "Show completions."),
    AppCommand("outside", "your editor", ("ctrl+e",), ("editor",), "Open the file in $VISUAL or $EDITOR."),
    AppCommand("undo-change", "undo", ("ctrl+z", "super+z"), ("editor",), "Undo the last change.", shown=False),
    AppCommand("redo-change", "redo", ("ctrl+y", "super+y"), ("editor",), "Redo the last undone change.", shown=False),
    # Settings
    AppCommand(
        "change", "change", ("enter",), ("settings",), "Change the selected setting. Changes are saved immediately."
    ),
    AppCommand("lower", "less", ("left", "minus"), ("settings",), "Decrease, or the previous choice."),
    AppCommand("raise", "more", ("right", "plus", "equals_sign"), ("settings",), "Increase, or the next choice."),
    AppCommand("try-sound", "try it", ("t",), ("settings",), "Hear a tone and the voice as they are set."),
    AppCommand("default", "default", ("d", "delete"), ("settings",), "Reset the selected setting to its default."),
    # Every screen on top of another
    AppCommand(
        "close",
        "back",
        ("escape", "q"),
        ("preview", "editor", "history", "check-in", "measures", "settings", "help"),
        "Go back.",
    ),
    # Everywhere
    AppCommand("keys", "keys", ("question_mark", "f1"), (), "Show keyboard shortcuts."),
    AppCommand("palette", "palette", ("ctrl+p",), (), "Search commands.", shown=False, over_all=True),
    AppCommand("leave", "quit", ("q",), ("home",), "Quit."),
    AppCommand("quit", "quit", ("ctrl+q",), (), "Quit the program.", over_all=True),
)


FIXED: tuple[FixedKeys, ...] = (
    FixedKeys(
        tuple("0123456789"),
        ("session", "summary", "home"),
        "Rate your pain when asked (1 then 0 for 10).",
    ),
)


def of_screen(place: Place) -> list[AppCommand]:
    """The commands of one screen, its own before those it shares, so that its main key is the first."""
    here = [command for command in COMMANDS if place in command.places]
    return sorted(here, key=lambda command: command.places[0] != place)


def of_everywhere() -> list[AppCommand]:
    """The commands that are possible on all screens."""
    return [command for command in COMMANDS if not command.places]


def at(place: Place) -> list[AppCommand]:
    """The commands that are possible on one screen, those of everywhere last."""
    return of_screen(place) + of_everywhere()


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


_HEADINGS: dict[Place, str] = {
    "home": "Routines",
    "preview": "Preview",
    "session": "During a session",
    "summary": "After a session",
    "editor": "Editor",
    "history": "History",
    "check-in": "Check-in",
    "measures": "Measures",
    "settings": "Settings",
    "help": "Help",
}

EVERYWHERE = "Everywhere"
NO_OWN_KEYS: Mapping[str, str] = MappingProxyType({})


def explained(command: AppCommand, own: Mapping[str, str] = NO_OWN_KEYS) -> str:
    """What a command does, and the key that brings back what it deletes, given a person's own keys (`keymap_from`)."""
    if not command.restore:
        return command.does
    key = own.get(command.restore, by_id(command.restore).keys[0]).split(",")[0]
    return f"{command.does} Press {sign(key)} to restore it."


def heading(place: Place) -> str:
    """What a screen is called above its commands."""
    return _HEADINGS[place]
