"""What the reminder says, whether it says anything, and the commands that show it. Pure.

The texts go to the commands as words of their own, never through a shell or into a script.
"""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import dataclass

from routine_timer.history.streaks.verdict import Verdict
from routine_timer.text.plurals import pluralize

TITLE = "Routine timer"
_OSASCRIPT = ("on run argv", "display notification (item 2 of argv) with title (item 1 of argv)", "end run")


@dataclass(frozen=True, slots=True)
class Reminder:
    """A title and a sentence."""

    title: str
    text: str


def notice(verdict: Verdict | None) -> Reminder | None:
    """What to remind of; None where today asks for nothing (more). `verdict` None: there is no history yet."""
    if verdict is None:
        return Reminder(TITLE, "Your first session waits: twelve minutes on the floor.")
    if verdict.today != "pending":
        return None
    current, week = verdict.current, verdict.week
    if week.is_out_of_reach:
        return Reminder(TITLE, "This week's goal is out of reach; a session today helps the score all the same.")
    if missing := week.missing:
        return Reminder(TITLE, f"Today is open: {pluralize(missing, 'more day')} to go this week.")
    if current.length:
        return Reminder(TITLE, f"Today is open: a session makes it {current.length + 1} {current.unit}.")
    return Reminder(TITLE, "Today is open: a session begins a new streak.")


def command(shown: Reminder, platform: str, which: Callable[[str], str | None]) -> tuple[str, ...] | None:
    """The command that shows the notice on this platform; None where there is none."""
    if platform == "darwin" and (program := which("osascript")):
        script = [word for line in _OSASCRIPT for word in ("-e", line)]
        return (program, *script, shown.title, shown.text)
    if program := which("notify-send"):
        # the body is markup to most notification servers
        text = html.escape(shown.text, quote=False)
        return (program, "--app-name=routine-timer", "--icon=appointment-soon", "--", shown.title, text)
    return None
