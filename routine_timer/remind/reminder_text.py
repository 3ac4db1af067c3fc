"""What the reminder says, on which days, and the command that shows it. Pure.

The text is passed to the command as an argument, never through a shell or inside a script.
"""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import dataclass

from routine_timer.history.streaks.streak_summary import StreakSummary
from routine_timer.text.plurals import pluralize

TITLE = "Routine timer"
_OSASCRIPT = ("on run argv", "display notification (item 2 of argv) with title (item 1 of argv)", "end run")


@dataclass(frozen=True, slots=True)
class Reminder:
    """A title and a sentence."""

    title: str
    text: str


def reminder(streak_summary: StreakSummary | None, if_then: str = "") -> Reminder | None:
    """The reminder for today, or None if nothing is left to do.

    Args:
        streak_summary: None if there is no history yet.
        if_then: the person's if-then plan, which takes the place of the usual call.
    """
    if streak_summary is None:
        return Reminder(TITLE, "Time for your first session.")
    if streak_summary.today != "pending":
        return None
    if if_then:
        return Reminder(TITLE, if_then)
    current, week = streak_summary.current, streak_summary.week
    if week.is_out_of_reach:
        return Reminder(TITLE, "You can't reach this week's goal, but today still raises your score.")
    if missing := week.missing:
        return Reminder(TITLE, f"Time to stretch: {pluralize(missing, 'more day')} to go this week.")
    if current.length:
        return Reminder(TITLE, f"Time to stretch: a session today makes it {current.length + 1} {current.unit}.")
    return Reminder(TITLE, "Time to stretch: a session today starts a new streak.")


def command(shown: Reminder, platform: str, which: Callable[[str], str | None]) -> tuple[str, ...] | None:
    """The command that shows the reminder on this platform, or None if there is none."""
    if platform == "darwin" and (program := which("osascript")):
        script = [word for line in _OSASCRIPT for word in ("-e", line)]
        return (program, *script, shown.title, shown.text)
    if program := which("notify-send"):
        # most notification servers interpret markup in the body
        text = html.escape(shown.text, quote=False)
        return (program, "--app-name=routine-timer", "--icon=appointment-soon", "--", shown.title, text)
    return None
