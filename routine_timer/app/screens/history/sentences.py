"""The sentences of the history screen: what a day was, and why each number is what it is. Pure."""

from __future__ import annotations

from datetime import date

from rich.cells import cell_len

from routine_timer.app.models.home_progress import streak_length
from routine_timer.app.screens.history.history_snapshot import Day, HistorySnapshot
from routine_timer.app.widgets.styled_line import fit
from routine_timer.history.streaks.goals import parse_goal
from routine_timer.history.streaks.score import memory
from routine_timer.text.durations import clock
from routine_timer.text.plurals import pluralize
from routine_timer.text.sanitize import plain

_LEAST = 0.0005
"""A gain that would be written as nothing."""
_REASON_LEAST = 6
"""Cells under which a reason says nothing."""


def percent(share: float) -> str:
    """`87%`"""
    return f"{share * 100:.0f}%"


def of_day(past: HistorySnapshot, day: Day) -> str:
    """A day in one sentence: what it was, what was done on it, where it left the score."""
    word, meaning = _state_text(day)
    return _sentence(f"{day.day:%A} {day.day.day} {day.day:%B}", past, day, [word, meaning])


def day_line(past: HistorySnapshot, day: Day, width: int) -> str:
    """The same in a line of so many cells: first it goes without what the word means, then with less of the reason."""
    whole = of_day(past, day)
    if cell_len(whole) <= width:
        return whole
    word, _ = _state_text(day)
    line = whole
    for name in (f"{day.day:%A} {day.day.day} {day.day:%B}", f"{day.day:%a} {day.day.day} {day.day:%b}"):
        line = _sentence(name, past, day, [word])
        reason = plain(day.why) if day.state == "skipped" else ""
        room = cell_len(reason) - (cell_len(line) - width)
        if _REASON_LEAST <= room < cell_len(reason):
            line = _sentence(name, past, day, [f"skipped ({fit(reason, room)})"])
        if cell_len(line) <= width:
            return line
    return fit(line, width)


def _sentence(name: str, past: HistorySnapshot, day: Day, said: list[str]) -> str:
    year = f" {day.day.year}" * (day.day.year != past.today.year)
    facts = [f"{clock(day.active_s)} active in {pluralize(day.sessions, 'session')}"] if day.sessions else []
    if day.score is not None and day.state != "pending":
        facts.append(f"score {percent(day.score)}")
    return f"{name}{year}: {', '.join(text for text in (*said, *facts) if text)}."


def _state_text(day: Day) -> tuple[str, str]:
    """What a day was, and what that means if the word alone doesn't say it."""
    match day.state:
        case "done":
            return "done", ""
        case "begun":
            return "partly done", "too little to count"
        case "not counted":
            return "not counted", ""
        case "missed":
            return "missed", ""
        case "skipped":
            reason = f" ({plain(day.why)})" if day.why else ""
            return f"skipped{reason}", "this doesn't break or extend a streak"
        case "frozen":
            return "frozen", "an earned freeze was used"
        case "pending":
            return "not done yet", ""
        case "rest":
            return "rest day", ""
        case "to come":
            return "still to come", ""
        case _:
            return "before your first session", ""


def of_streak(past: HistorySnapshot) -> str:
    """The current run and the best, side by side."""
    streak_summary = past.streak_summary
    if not streak_summary.best.length:
        return "no streak yet"
    now = streak_length(streak_summary.current) if streak_summary.current.length else "no current streak"
    best = (
        streak_length(streak_summary.best)
        if streak_summary.best.unit != streak_summary.current.unit
        else str(streak_summary.best.length)
    )
    return f"{now} (best {best})"


def of_best(past: HistorySnapshot) -> str:
    """When the best run was."""
    best = past.streak_summary.best
    if not best.length or best.first is None or best.last is None:
        return "Your best streak will appear here."
    return f"Your best streak was {streak_length(best)}, from {_full(best.first)} to {_full(best.last)}."


def _full(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def of_score(past: HistorySnapshot) -> str:
    """What the score means, and how fast it moves under the goal that is in force."""
    streak_summary = past.streak_summary
    if not past.tallies:
        return "Your score starts with your first session and grows with every day on goal."
    goal = parse_goal(streak_summary.goal)
    kept = memory(goal)
    falls = streak_summary.score * (1 - kept)
    rises = (1 - streak_summary.score) * (1 - kept)
    gain = "A day on goal changes nothing" if rises < _LEAST else f"A day on goal adds {_points(rises)}"
    loss = "" if falls < _LEAST else f"; a miss costs {_points(falls)}"
    return f"{percent(streak_summary.score)}. {gain}{loss}."


def _points(share: float) -> str:
    return f"{share * 100:.1f} points"


def of_minutes(weeks: list[float]) -> str:
    """Active time a week: the last one against what is usual."""
    lived = [seconds for seconds in weeks if seconds]
    if not lived:
        return "Your active minutes per week will appear here."
    usual = sum(lived) / len(lived)
    return f"{clock(usual)} on average in weeks with a session, without pauses."


def of_pairs(sessions: int) -> str:
    if not sessions:
        return "No sessions in the last four weeks. Stretch what is tight, strengthen its opposite."
    return f"Four weeks, {pluralize(sessions, 'session')}: stretch what is tight, strengthen its opposite."


def of_sides(left_s: float, right_s: float) -> str:
    """Left against right, in one sentence."""
    if not left_s and not right_s:
        return "Exercises with two sides will appear here, left against right."
    if abs(left_s - right_s) < 1:
        return f"Left and right got the same time in four weeks: {clock(left_s)} each."
    more, less, side = (left_s, right_s, "left") if left_s > right_s else (right_s, left_s, "right")
    if not less:
        return f"In four weeks only the {side} side got any time: {clock(more)}."
    return f"In four weeks the {side} side got {percent(more / less - 1)} more: {clock(more)} against {clock(less)}."
