"""The controls of a session besides the keyboard: what a phone, a pipe or the media keys can ask of it.

All of them use the same few words, and the app and `run --plain` carry them out in the same way.
"""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

import msgspec

from routine_timer.playback.control_pipe import ControlPipe
from routine_timer.playback.driver import SessionDriver
from routine_timer.playback.live_session import LiveSession
from routine_timer.playback.step_swaps import StepSwaps
from routine_timer.session import Command

Control: TypeAlias = Literal[
    "pause", "skip", "back", "done", "longer", "shorter", "swap", "hurts", "undo", "mute", "stop"
]
"""`pause` also resumes, and `mute` also turns sound back on, as their keys do. `swap` swaps sides, `hurts` asks for
another exercise, and `undo` goes back to the one before.
"""

CONTROLS: tuple[Control, ...] = get_args(Control)

_SHORT: dict[str, Control] = {"+": "longer", "-": "shorter"}
_COMMANDS: dict[Control, Command] = {
    "skip": Command.SKIP,
    "back": Command.BACK,
    "done": Command.DONE,
    "longer": Command.LONGER,
    "shorter": Command.SHORTER,
    "swap": Command.SWAP,
    "stop": Command.STOP,
}


def unknown_control(word: str) -> str:
    """The sentence that reports a word that is not a control."""
    return f"Unknown command {word[:40]!r}. Use one of: {', '.join(CONTROLS)}."


def control_named(word: str) -> Control | None:
    """The control that a word asks for, in any case; None if it is not one."""
    word = word.strip().casefold()
    return word if word in CONTROLS else _SHORT.get(word)


def command_of(control: Control) -> Command | None:
    """The session's own command for a control; None if it is not one of those."""
    return _COMMANDS.get(control)


def carry_out(control: Control, driver: SessionDriver, live: LiveSession, swaps: StepSwaps) -> str:
    """Carry out a command now. One that makes no sense now has no effect.

    Returns:
        The result, in a sentence, if it can't be seen; otherwise an empty text.
    """
    if control == "pause":
        driver.toggle_pause()
    elif control == "mute":
        live.mute(not live.player.muted)
    elif control in ("hurts", "undo"):
        driver.change(swaps.hurts if control == "hurts" else swaps.undo)
        return swaps.message
    else:
        driver.do(_COMMANDS[control])
    return ""


class ControlSources(msgspec.Struct, frozen=True):
    """What may control a session besides the keyboard.

    Attributes:
        remote: whether to open the page for a phone as soon as the session starts.
        pipe: gives commands, one per line.
        media_keys: whether the desktop's media keys control it, where there are any.
    """

    remote: bool = False
    pipe: ControlPipe | None = None
    media_keys: bool = False
