"""What can be changed from the history screen: each change as a function of the history, each question with its answer.

Pure: nothing here knows the screen. A change is carried out in a thread; what it returns says what was done.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from routine_timer.app.screens.history.input_parsing import read_day, read_span
from routine_timer.app.screens.history.snapshot import HistorySnapshot
from routine_timer.app.screens.prompts import GOAL_HELP, read_goal
from routine_timer.history.history import History
from routine_timer.history.records import SessionRecord
from routine_timer.text.plurals import pluralize

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


def add(day: date, routine: str) -> HistoryPrompt:
    """A session that was done without the program; `routine` is the likeliest."""

    def check(text: str) -> str:
        if not text.strip():
            raise ValueError("the name of a routine, or of what you did")
        return text

    def answered(text: str) -> HistoryChange:
        return lambda history: f"Added on {history.log(text.strip(), day).day}."

    about = f"Which routine did you do on {day:%A} {day.day} {day:%B}?"
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
