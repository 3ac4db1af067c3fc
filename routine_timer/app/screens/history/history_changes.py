"""What can be changed from the history screen: each change as a function of the history, each question with its answer.

Pure: nothing here knows the screen. A change is carried out in a thread; what it returns says what was done.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

from routine_timer.app.screens.history.input_parsing import LoggedSession, read_day, read_logged, read_span
from routine_timer.app.screens.history.snapshot import HistorySnapshot
from routine_timer.app.screens.prompts import GOAL_HELP, read_goal
from routine_timer.history.history import History
from routine_timer.history.records import SessionRecord
from routine_timer.text.plurals import pluralize

if TYPE_CHECKING:
    from routine_timer.timeline import Timeline

HistoryChange: TypeAlias = Callable[[History], str]
"""Changes the history and says in words what it did; raises a `HistoryError` where it can't."""


@dataclass(frozen=True, slots=True)
class HistoryPrompt:
    """Something to be typed. `check` raises a ValueError that says what would do; `change` is what the answer means."""

    title: str
    about: str
    value: str
    check: Callable[[str], Any]
    change: Callable[[str], HistoryChange]


# -- of a session


def count_or_not(record: SessionRecord) -> HistoryChange:
    """The person's word against the share that was finished, and back."""
    done = not record.done

    def change(history: History) -> str:
        history.edit(record.id, done=done)
        return "Counted as done." if done else "No longer counted as done."

    return change


def delete(record: SessionRecord, key: str) -> HistoryChange:
    """`key` brings it back."""

    def change(history: History) -> str:
        history.delete(record.id)
        return f"Deleted. {key}: restore (for 30 days)"

    return change


def bring_back(session: str, names: Mapping[str, str]) -> HistoryChange:
    """Of a deleted session, by its id. `names` are those of the routines, by theirs."""

    def change(history: History) -> str:
        back = history.restore(session)
        return f"Restored: {names.get(back.routine, back.routine)}, {back.day}."

    return change


def write_note(record: SessionRecord) -> HistoryPrompt:
    def answered(text: str) -> HistoryChange:
        return lambda history: "Note saved." if history.edit(record.id, note=text.strip()).note else "Note deleted."

    return HistoryPrompt("Note", "About this session.", record.note or "", str, answered)


def move(record: SessionRecord) -> HistoryPrompt:
    def answered(text: str) -> HistoryChange:
        day = read_day(text)
        return lambda history: f"Moved to {history.edit(record.id, day=day).day}."

    about = "The day this session counts for. Its start and end times stay the same."
    return HistoryPrompt("Move to another day", about, record.day.isoformat(), read_day, answered)


# -- of days and goals


def add(
    day: date, routine: str, names: Mapping[str, str], timeline_of: Callable[[str], Timeline | None]
) -> HistoryPrompt:
    """A session that was done away from the app.

    Args:
        routine: the one that is suggested.
        names: of the routines, by their ids.
        timeline_of: a routine's timeline by its id; None if it can't be read.
    """

    def check(text: str) -> LoggedSession:
        return read_logged(text, names)

    def answered(text: str) -> HistoryChange:
        from routine_timer.playback.away import segments_done

        logged = read_logged(text, names)

        def change(history: History) -> str:
            timeline = timeline_of(logged.name) if logged.is_routine else None
            minutes = logged.minutes
            seconds = minutes * 60 if minutes is not None else timeline.duration_s if timeline is not None else 0.0
            segments = segments_done(timeline, minutes) if timeline is not None else ()
            history.log(logged.name, day, active_s=seconds, done=logged.is_routine, segments=segments)
            if logged.is_routine:
                return f"{names.get(logged.name, logged.name)} added on {day}."
            return f"{logged.name} added on {day}. It doesn't count as done unless you say so."

        return change

    about = (
        f"What did you do on {day:%A} {day.day} {day:%B}? A routine, with its minutes if they were different, or "
        "another activity with its minutes: swimming 40 min"
    )
    return HistoryPrompt("Add a session", about, routine, check, answered)


def set_goal(past: HistorySnapshot) -> HistoryPrompt:
    def answered(text: str) -> HistoryChange:
        goal = read_goal(text)
        return lambda history: f"Goal from today on: {history.set_goal(goal, past.today).goal}."

    return HistoryPrompt("Goal", GOAL_HELP, past.verdict.goal, read_goal, answered)


def skip_or_not(past: HistorySnapshot, day: date, why: str) -> HistoryChange:
    """`why` is the reason of a skip that is set; it may be none."""

    def change(history: History) -> str:
        if day in past.skips:
            history.unskip(day, day)
            return f"{day} is no longer skipped."
        history.skip(day, day, why or None)
        return f"{day} is skipped. It doesn't break or extend a streak."

    return change


def skip_several(day: date, key: str) -> HistoryPrompt:
    """Days from `day` on; `key` takes one of them back."""

    def answered(text: str) -> HistoryChange:
        span = read_span(text)

        def change(history: History) -> str:
            days = history.skip(span.first, span.last, span.why)
            return f"{pluralize(len(days), 'day')} skipped. {key} on one of them undoes it."

        return change

    about = "First and last day, then a reason if you like: 2026-12-20..2027-01-03 travel"
    return HistoryPrompt("Skip days", about, f"{day}..{day}", read_span, answered)
