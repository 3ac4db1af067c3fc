"""What can be changed from the history screen: each change as a function of the history, each question with its answer.

Pure: nothing here knows the screen. A change is carried out in a thread; what it returns says what was done.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

from routine_timer.app.screens.history.input_parsing import LoggedSession, read_day, read_minutes, read_span
from routine_timer.history.history import History
from routine_timer.history.records import SessionRecord
from routine_timer.text.durations import short
from routine_timer.text.muscle_and_day_words import DAYS_ALREADY_DONE, as_title, long_day
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
        history.ended.edit(record.id, done=done)
        return "Counted as done." if done else "No longer counted as done."

    return change


def delete(record: SessionRecord, key: str) -> HistoryChange:
    """`key` brings it back."""

    def change(history: History) -> str:
        history.ended.delete(record.id)
        return f"Deleted. {key}: restore (for 30 days)"

    return change


def bring_back(session: str, names: Mapping[str, str]) -> HistoryChange:
    """Of a deleted session, by its id. `names` are those of the routines, by theirs."""

    def change(history: History) -> str:
        if not history.ended.session(session).deleted:  # it could not be deleted, or is back by now
            return "This session isn't deleted."
        back = history.ended.restore(session)
        return f"Restored: {names.get(back.routine, as_title(back.routine))}, {long_day(back.day)}."

    return change


def write_note(record: SessionRecord) -> HistoryPrompt:
    shown = record.note or ""

    def answered(text: str) -> HistoryChange:
        def change(history: History) -> str:
            note = text.strip()
            if note == shown.strip():  # another window may have changed it
                return "Note not changed."
            replaced = history.ended.session(record.id).note or ""
            said = "Note saved." if history.ended.edit(record.id, note=note).note else "Note deleted."
            return said if replaced in (shown, note) else f"{said} It replaced one saved in the meantime: {replaced}"

        return change

    return HistoryPrompt("Note", "About this session.", record.note or "", str, answered)


def move(record: SessionRecord) -> HistoryPrompt:
    def answered(text: str) -> HistoryChange:
        day = read_day(text)

        def change(history: History) -> str:
            if day == record.day:
                return "Day not changed."
            return f"Moved to {long_day(history.ended.edit(record.id, day=day).day)}."

        return change

    about = "The day this session counts for. Its start and end times stay the same."
    return HistoryPrompt("Move to another day", about, record.day.isoformat(), read_day, answered)


def set_minutes(record: SessionRecord) -> HistoryPrompt:
    def check(text: str) -> float:
        try:
            return read_minutes(text)
        except ValueError:
            raise ValueError("a number of minutes, such as 12") from None

    shown = f"{max(round(record.active_s / 60), 1)}"

    def answered(text: str) -> HistoryChange:
        minutes = check(text)

        def change(history: History) -> str:
            if text.strip() == shown:
                return "Length not changed."
            history.ended.edit(record.id, active_s=minutes * 60)
            return f"Length changed to {short(minutes * 60)}."

        return change

    return HistoryPrompt("Length", "How many minutes this session took.", shown, check, answered)


# -- of days


def add(
    logged: LoggedSession, names: Mapping[str, str], timeline_of: Callable[[str], Timeline | None], key: str
) -> HistoryChange:
    """Adds a session that was done away from the app.

    Args:
        names: of the routines, by their ids.
        timeline_of: a routine's timeline by its id; None if it can't be read.
        key: counts another activity as done.
    """

    def change(history: History) -> str:
        from routine_timer.playback.manual_log_segments import segments_done

        timeline = timeline_of(logged.name) if logged.is_routine else None
        minutes = logged.minutes
        seconds = minutes * 60 if minutes is not None else timeline.duration_s if timeline is not None else 0.0
        segments = segments_done(timeline, minutes) if timeline is not None else ()
        history.ended.log(
            logged.name, logged.day, logged.at, active_s=seconds, done=logged.is_routine, segments=segments
        )
        name = names.get(logged.name, as_title(logged.name))
        added = f"{name} added on {long_day(logged.day)}."
        return added if logged.is_routine else f"{added} To count it as done, select it and press {key}."

    return change


def unskip(day: date) -> HistoryChange:
    def change(history: History) -> str:
        history.unskip(day, day)
        return f"{long_day(day)} is no longer skipped."

    return change


def skip(day: date, why: str, today: date) -> HistoryPrompt:
    """`why` is the reason that is suggested."""

    def answered(text: str) -> HistoryChange:
        def change(history: History) -> str:
            history.skip(day, day, text.strip() or None)
            return f"{long_day(day)} is skipped. It doesn't break or extend a streak."

        return change

    year = "" if day.year == today.year else f" {day.year}"
    about = "A skipped day doesn't break or extend your streak. You can add a reason."
    return HistoryPrompt(f"Skip {long_day(day)}{year}?", about, why, str, answered)


def skip_several(day: date, key: str) -> HistoryPrompt:
    """Days from `day` on; `key` takes one of them back."""

    def answered(text: str) -> HistoryChange:
        span = read_span(text)

        def change(history: History) -> str:
            days = history.skip(span.first, span.last, span.why, only_open=True)
            if not days:
                return DAYS_ALREADY_DONE
            return f"{pluralize(len(days), 'day')} skipped. {key} on one of them undoes it."

        return change

    about = "First and last day, then a reason if you like: 2026-12-20..2027-01-03 travel"
    return HistoryPrompt("Skip days", about, f"{day}..{day}", read_span, answered)
