"""Messages between screens and the app. A screen posts a `Navigation`, and the app opens the screen it asks for.

So no screen knows another one, nor the app (`app_base.py` has what they use of it).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message

if TYPE_CHECKING:
    from pathlib import Path

    from routine_timer.app.models.routine_entries import RoutineEntry
    from routine_timer.errors import RoutineTimerError
    from routine_timer.history.records import UnfinishedSession
    from routine_timer.routine.exercise import Exercise
    from routine_timer.timeline import Timeline


@dataclass
class HistoryFailed(Message):
    """The history could not be read or written."""

    error: RoutineTimerError


@dataclass
class ShowRoutine(Message):
    """Select the routine in this file on the home screen; the file is new."""

    file: Path


class Navigation(Message):
    """A request to open another screen; posted by `CloseOnceScreen.navigate`."""

    READS_HISTORY: ClassVar[bool] = False
    """Whether the screen can't be shown before the history was read: then it waits until the last session is saved."""


@dataclass
class StartSession(Navigation):
    """Start a session. `work_s` is the planned work that "done" is measured against; None for the timeline's own."""

    READS_HISTORY: ClassVar[bool] = True

    timeline: Timeline
    work_s: float | None = None


@dataclass
class Resume(Navigation):
    """Continue an interrupted session. It stays paused where it stopped."""

    READS_HISTORY: ClassVar[bool] = True

    session: UnfinishedSession


@dataclass
class Preview(Navigation):
    """Show a whole routine. `entry` must have been read."""

    READS_HISTORY: ClassVar[bool] = True

    entry: RoutineEntry


@dataclass
class Edit(Navigation):
    """Open a routine file in the editor."""

    file: Path


class NewRoutine(Navigation):
    """Create a routine, then open it in the editor."""


class ShowHistory(Navigation):
    """Open the history."""


class ShowCheckIn(Navigation):
    """Open the check-in."""


class ShowMeasures(Navigation):
    """Open the measures."""


@dataclass
class ShowExercise(Navigation):
    """Show an exercise of the catalogue."""

    exercise: Exercise


@dataclass
class ShowSettings(Navigation):
    """Open the settings, with the cursor on a row: `goal`, `set:volume`, `key:pause`, or the first one."""

    READS_HISTORY: ClassVar[bool] = True

    row: str = ""


class GoHome(Navigation):
    """Close this screen and go back to the routines."""
